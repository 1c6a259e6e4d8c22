// What the scripts of all pages share, and the keys that close what is open. Nothing is sent or fetched.
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const at = (id) => document.getElementById(id);

  function element(name, attributes = {}, ...children) {
    return filled(document.createElement(name), attributes, children);
  }

  function shape(name, attributes = {}, ...children) {
    return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  }

  function filled(made, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** How wide a text is in pixels, in the font of a label. */
  const ruler = document.createElement("canvas").getContext("2d");
  function measure(text, font) {
    ruler.font = font;
    return ruler.measureText(text).width;
  }

  /** A sentence with a value for each {place}; brief translates the keys when it writes the scripts. */
  const say = (key, places = {}) => key.replace(/\{(\w+)\}/g, (_, name) => places[name]);

  window.brief = Object.assign(window.brief || {}, { root, at, element, shape, measure, say });

  const menu = document.querySelector("nav details");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    // What a reference shows goes away, and comes back when it is left and entered again.
    for (const letter of document.querySelectorAll(".letter:hover, .letter:focus")) letter.classList.add("closed");
  });
  const reopen = (event) => event.target.classList?.contains("closed") && event.target.classList.remove("closed");
  document.addEventListener("focusout", reopen);
  document.addEventListener("mouseout", reopen);
})();

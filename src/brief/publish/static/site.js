// Filters on the timeline, a graph of relations, and what the search shares with them. Nothing is sent or fetched.
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const at = (id) => document.getElementById(id);

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  window.brief = Object.assign(window.brief || {}, { root, at, element });

  // ---- timeline

  const filters = at("filters");
  const lists = ["person", "organization", "topic", "kind"];

  /** A year, month or day as the numbers of its first day and of the one behind its last; 1 is 1 January of year 1. */
  function days(text) {
    const parts = /^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(text.trim());
    if (!parts) return null;
    const [year, month, day] = parts.slice(1).map((part) => (part ? Number(part) : 0));
    if (month > 12 || day > 31 || (parts[2] && !month) || (parts[3] && !day)) return null;
    const number = (...date) => {
      const made = new Date(0);
      made.setUTCFullYear(...date);
      return made.getTime() / 86400000 + 719163;
    };
    const next = day ? [year, month - 1, day + 1] : month ? [year, month, 1] : [year + 1, 0, 1];
    return [number(year, (month || 1) - 1, day || 1), number(...next)];
  }

  function narrow() {
    const wanted = lists.map((list) => at(list).value);
    const written = ["from", "to"].map((id) => at(id).value.trim());
    const read = written.map((text) => (text ? days(text) : null));
    const isTurned = Boolean(read[0] && read[1] && read[1][1] <= read[0][0]);
    const [from, to] = isTurned ? [null, null] : read;
    ["from", "to"].forEach((id, index) => {
      const isWrong = isTurned || (written[index] && !read[index]);
      if (isWrong) at(id).setAttribute("aria-invalid", "true"); else at(id).removeAttribute("aria-invalid");
    });
    const entries = document.querySelectorAll(".timeline li");
    let count = 0;
    window.brief.events.rows.forEach(([first, last, ...held], index) => {
      const fits = wanted.every((id, list) => !id || held[list].includes(id))
        && (!from || last === null || last > from[0]) && (!to || first === null || first < to[1]);
      entries[index].hidden = !fits;
      count += fits;
    });
    for (const section of document.querySelectorAll("main section")) {
      const inside = section.querySelectorAll(".timeline li");
      if (inside.length) section.hidden = ![...inside].some((entry) => !entry.hidden);
    }
    const wrong = isTurned ? ` ${written.join("/")} ends before it begins.`
      : filters.querySelector("[aria-invalid]") ? " A period is written 2019, 2019-01 or 2019-01-24." : "";
    const pictures = document.querySelectorAll("main figure");
    const whole = pictures.length && count < entries.length ? " The picture shows all of them." : "";
    at("shown").textContent = `${count} of ${entries.length} entries.${whole}${wrong}`;
    const kept = new URLSearchParams();
    for (const id of [...lists, "from", "to"]) if (at(id).value) kept.set(id, at(id).value);
    const hash = kept.toString();
    for (const picture of pictures) picture.classList.toggle("dimmed", Boolean(whole));
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname.split("/").pop());
  }

  if (filters && window.brief && window.brief.events) {
    for (const list of lists) {
      at(list).append(...window.brief.events.choices[list].map(([id, name]) => element("option", { value: id }, name)));
    }
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const id of [...lists, "from", "to"]) if (kept.has(id)) at(id).value = kept.get(id);
    filters.hidden = false;
    filters.addEventListener("input", narrow);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(narrow));
    narrow();
  }

  // ---- graph

  const figure = at("graph");
  const small = matchMedia("(max-width: 40rem)");
  let wide = 0, high = 0;

  /** Places for the nodes: joined ones draw near, all push apart (Fruchterman and Reingold 1991); no chance in it. */
  function placed(nodes, edges, named) {
    const spread = Math.sqrt((wide * high) / Math.max(1, nodes.length)) * 0.8;
    const points = nodes.map((_, index) => {
      const angle = index * 2.399963, radius = 0.42 * Math.sqrt((index + 0.5) / nodes.length);
      return { x: wide * (0.5 + radius * Math.cos(angle)), y: high * (0.5 + radius * Math.sin(angle)) };
    });
    for (let heat = 120; heat > 0.5; heat *= 0.975) {
      const push = points.map(() => ({ x: 0, y: 0 }));
      for (let one = 0; one < points.length; one += 1) {
        for (let other = one + 1; other < points.length; other += 1) {
          const x = points[one].x - points[other].x, y = points[one].y - points[other].y;
          const force = (spread * spread) / Math.max(1, x * x + y * y);
          push[one].x += x * force; push[one].y += y * force;
          push[other].x -= x * force; push[other].y -= y * force;
        }
        push[one].x += (wide / 2 - points[one].x) * 0.35;
        push[one].y += (high / 2 - points[one].y) * 0.6;
      }
      for (const [one, other] of edges) {
        const x = points[one].x - points[other].x, y = points[one].y - points[other].y;
        const force = Math.hypot(x, y) / spread;
        push[one].x -= x * force; push[one].y -= y * force;
        push[other].x += x * force; push[other].y += y * force;
      }
      points.forEach((point, index) => {
        const length = Math.max(1, Math.hypot(push[index].x, push[index].y)), step = Math.min(length, heat) / length;
        const margin = named.has(index) ? 95 : 15;
        point.x = Math.min(wide - margin, Math.max(margin, point.x + push[index].x * step));
        point.y = Math.min(high - 60, Math.max(30, point.y + push[index].y * step));
      });
    }
    return points;
  }

  /** Move nodes up and down until no label covers another. */
  function apart(nodes, points) {
    const boxes = nodes.map(([name], index) => {
      const lines = wrapped(name);
      return { point: points[index], wide: Math.max(...lines.map((line) => line.length)) * 7.5 + 8, high: lines.length * 15 + 30 };
    });
    for (let round = 0; round < 200; round += 1) {
      let moved = false;
      boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => {
        const near = Math.abs(one.point.x - other.point.x) < (one.wide + other.wide) / 2;
        const [upper, lower] = one.point.y <= other.point.y ? [one, other] : [other, one];
        const gap = lower.point.y - upper.point.y - upper.high;
        if (!near || gap >= 0) return;
        upper.point.y = Math.max(30, upper.point.y + gap / 4);
        lower.point.y = Math.min(high - lower.high, lower.point.y - gap / 4);
        moved = true;
      }));
      if (!moved) return;
    }
  }

  function drawn(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** A name in lines of some 24 letters; a longer word, of a script without spaces perhaps, is parted. */
  function wrapped(name) {
    const words = name.split(" ").flatMap((word) => (word.length > 24 ? word.match(/.{1,14}/gu) : word));
    return words.reduce((lines, word) => {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length < 24) lines[lines.length - 1] = `${last} ${word}`; else lines.push(word);
      return lines;
    }, []);
  }

  function shape(kind, { x, y }, size) {
    if (kind === "person") return drawn("circle", { class: "shape", cx: x, cy: y, r: size });
    if (kind === "event") {
      const points = [[0, -1.2], [1.2, 0.9], [-1.2, 0.9]].map(([across, down]) => [x + across * size, y + down * size]);
      return drawn("polygon", { class: "shape", points: points.join(" ") });
    }
    const turn = kind === "agreement" ? { transform: `rotate(45 ${x} ${y})` } : {};
    return drawn("rect", { class: "shape", x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...turn });
  }

  function draw({ nodes, edges, of }) {
    const [across, down, most] = small.matches ? [420, 800, 12] : [1000, 700, 30];
    wide = across; high = down;
    // Those with most relations come first; events are many, and their titles long.
    const named = new Set([...nodes.keys()].filter((index) => nodes[index][1] !== "event").slice(0, most));
    const points = placed(nodes, edges, named);
    const degree = nodes.map((_, index) => edges.filter(([one, other]) => one === index || other === index).length);
    const shown = [...named];
    apart(shown.map((index) => nodes[index]), shown.map((index) => points[index]));
    points.forEach((point) => { point.x = Math.round(point.x); point.y = Math.round(point.y); });
    const told = edges.map(([one, other, said]) => [nodes[one][0], " — ", said, " → ", nodes[other][0]]);
    /** A line in words, in which names of any script stay in their place. */
    const spoken = (parts) => element("li", { dir: "ltr" },
      ...parts.map((part, index) => (index % 2 ? part : element("bdi", {}, part))));
    const lines = edges.map(([one, other, , inferred], index) => {
      const ends = { x1: points[one].x, y1: points[one].y, x2: points[other].x, y2: points[other].y };
      return drawn("g", inferred ? { class: "inferred" } : {}, drawn("title", {}, told[index].join("")),
        drawn("line", { class: "around", ...ends }), drawn("line", ends));
    });
    const marks = nodes.map(([name, kind, page], index) => {
      const size = 5 + Math.min(9, Math.sqrt(degree[index]) * 2), point = points[index];
      const text = drawn("text", { y: point.y + size + 15, "text-anchor": "middle", "aria-hidden": "true" },
        ...wrapped(name).map((line, row) => drawn("tspan", { x: point.x, dy: row ? 15 : 0 }, `${line} `)));
      const quiet = named.has(index) ? "" : " quiet";
      return drawn("a", { href: root + page, class: `${kind}${quiet}`, "aria-label": `${name}, ${kind}` },
        drawn("title", {}, name), shape(kind, point, size), text);
    });
    const svg = figure.querySelector("svg");
    svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    svg.replaceChildren(...lines, ...marks);
    /** Lift these lines and their ends, and say what the lines say. */
    const mark = (chosen) => {
      svg.classList.toggle("chosen", chosen.length > 0);
      const near = new Set(chosen.flatMap((line) => edges[line].slice(0, 2)));
      lines.forEach((one, line) => one.classList.toggle("near", chosen.includes(line)));
      marks.forEach((one, index) => one.classList.toggle("near", near.has(index)));
      if (chosen.length) at("told").replaceChildren(...chosen.map((line) => spoken(told[line])));
    };
    const meeting = (index) => [...edges.keys()].filter((line) => edges[line].slice(0, 2).includes(index));
    const marking = (one, chosen) => {
      for (const name of ["mouseenter", "focus"]) one.addEventListener(name, () => mark(chosen));
      for (const name of ["mouseleave", "blur"]) one.addEventListener(name, () => mark([]));
    };
    marks.forEach((one, index) => marking(one, meeting(index)));
    lines.forEach((one, index) => marking(one, [index]));
    if (of > nodes.length) at("drawn").textContent = `Drawn are the ${nodes.length} with most relations, of ${of}.`;
    figure.hidden = false;
  }

  if (figure && window.brief && window.brief.graph && window.brief.graph.nodes.length) {
    draw(window.brief.graph);
    small.addEventListener("change", () => draw(window.brief.graph));
  }
})();

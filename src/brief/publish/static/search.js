// The search of every page, in an index whose words are folded as brief folds names. Nothing is sent or fetched.
"use strict";
(() => {
  const { root, at, element, say } = window.brief;
  const box = at("search"), results = at("results"), found = at("found");
  const most = 50;
  let index = null, vocabulary = null;

  // ---- words

  /** Text without case, accents and punctuation: `brief.model.names.fold`, with its tables. */
  function fold(text) {
    const { letters, cased, accents, dropped } = index.folding;
    const isAccent = (sign) => accents.some(([first, last]) => first <= sign.codePointAt(0) && sign.codePointAt(0) <= last);
    const piece = (sign) => {
      if (sign === "&") return " and ";
      if (/[\s\x1c-\x1f\x85]/u.test(sign) && sign !== "\ufeff") return " ";
      if (dropped.includes(sign) || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(sign)) return "";
      if (/[\p{P}\p{S}\p{Z}]/u.test(sign)) return " ";
      return [...(cased[sign] ?? sign.toLowerCase())].map((letter) => letters[letter] ?? (isAccent(letter) ? "" : letter)).join("");
    };
    const plain = (sign) => letters[sign.toLowerCase()]
      ?? [...sign.normalize("NFD")].flatMap((part) => (dropped.includes(part) ? [] : [...part.normalize("NFKD")])).map(piece).join("");
    const folded = /^[\x00-\x7f]*$/.test(text) ? [...text].map(piece) : [...text.normalize("NFC")].map(plain);
    return folded.join("").normalize("NFC").replace(/\s+/gu, " ").trim();
  }

  /** How many letters of one word must be added, dropped, replaced or swapped to make the other; at most `limit` + 1. */
  function edits(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [], above = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let row = 1; row <= one.length; row += 1) {
      const here = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        here[column] = Math.min(above[column] + 1, here[column - 1] + 1, above[column - 1] + !same);
        const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        if (isSwapped) here[column] = Math.min(here[column], before[column - 2] + 1);
      }
      if (Math.min(...here) > limit) return limit + 1;
      [before, above] = [above, here];
    }
    return above[other.length];
  }

  /** The words of the index of which one may be a misspelling: as many edits as `brief.model.names` bears with. */
  function near(word) {
    if (/\P{L}/u.test(word)) return [];
    vocabulary = vocabulary || [...new Set(index.records.flatMap(([, , , , title, text]) => `${title} ${text}`.split(" ")))];
    const bears = (length) => (length < 3 ? 0 : length < 6 ? 1 : 2);
    return vocabulary.filter((other) => !/\P{L}/u.test(other)
      && edits(word, other, bears(Math.max(word.length, other.length))) <= bears(Math.max(word.length, other.length)));
  }

  // ---- records

  function load(then) {
    if (window.brief.index) index = window.brief.index;
    if (index) return then();
    if (load.waiting) { load.waiting.push(then); return undefined; }
    load.waiting = [then];
    const script = element("script", { src: `${root}assets/records.js` });
    script.onload = () => { index = window.brief.index; load.waiting.forEach((one) => one()); load.waiting = null; };
    script.onerror = () => { found.textContent = say("The search index cannot be read."); load.waiting = null; };
    document.head.append(script);
    return undefined;
  }

  /** How well a record fits, 0 for not at all: whole words before beginnings, titles before texts. */
  function fit(words, record) {
    const title = ` ${record[4]} `, text = ` ${record[5]} `;
    let sum = 0;
    for (const word of words) {
      if (title.includes(` ${word} `)) sum += 8;
      else if (title.includes(` ${word}`)) sum += 6;
      else if (text.includes(` ${word} `)) sum += 3;
      else if (text.includes(` ${word}`)) sum += 2;
      else if (word.length > 2 && (title.includes(word) || text.includes(word))) sum += 1;
      else return 0;
    }
    return sum + (title.startsWith(` ${words.join(" ")}`) ? 4 : 0);
  }

  /** The records that fit some of these lists of words, the best first. */
  function best(lists) {
    const hits = [];
    index.records.forEach((record, number) => {
      const score = Math.max(...lists.map((words) => fit(words, record)));
      if (score) hits.push([score, number]);
    });
    return hits.sort((one, other) => other[0] - one[0] || one[1] - other[1]).map(([, number]) => index.records[number]);
  }

  /** Words, and the same with each two neighbours written as one. */
  function joinings(words) {
    const pairs = words.length > 8 ? [] : words.slice(1).map((_, place) => place);
    return [words, ...pairs.map((place) => [...words.slice(0, place), words[place] + words[place + 1], ...words.slice(place + 2)])];
  }

  /** The words with each that no record has replaced by those that it may be a misspelling of, or if need be, all. */
  function respelled(words) {
    const close = words.map((word) => [word, near(word)]);
    const some = close.map(([word, others]) => (best([[word]]).length ? [word] : others));
    const every = close.map(([word, others]) => [...new Set([word, ...others])]);
    return [some, every].map(combined).find((lists) => lists.length && best(lists).length) || [];
  }

  /** Every way to take one word of each list; none if there are too many. */
  function combined(choices) {
    if (choices.reduce((product, list) => product * list.length, 1) > 500) return [];
    return choices.reduce((all, list) => all.flatMap((taken) => list.map((word) => [...taken, word])), [[]]);
  }

  /** The part of a text around the first word that fits, whole words only. */
  function excerpt(text, words) {
    const parts = text.split(" ");
    const hit = Math.max(0, parts.findIndex((part) => words.some((word) => fold(part).startsWith(word))));
    const first = Math.max(0, hit - 8);
    const shown = parts.slice(first, first + 24).join(" ");
    return `${first ? "… " : ""}${shown}${first + 24 < parts.length ? " …" : ""}`;
  }

  /** That nothing is found, and how to ask the program, which reads more than this index. */
  function nothing() {
    const asked = box.value.trim();
    const isPlain = /^[\p{L}\p{N}\p{M} .-]+$/u.test(asked);
    const words = isPlain ? `"${asked}"` : say("WORDS");
    return say("Nothing found. On a command line: brief search {words}", { words });
  }

  function search() {
    load(() => {
      const began = performance.now();
      const words = fold(box.value.slice(0, 1000)).split(" ").filter(Boolean);
      let lists = joinings(words), hits = words.length ? best(lists) : [], remark = "";
      if (words.length && !hits.length) {
        lists = respelled(words);
        hits = lists.length ? best(lists) : [];
        if (hits.length) remark = say(" with a similar spelling");
      }
      results.replaceChildren(...hits.slice(0, most).map(([page, kind, title, text]) => {
        const shown = excerpt(text, lists.flat());
        const link = element("a", { href: root + page }, title);
        return element("li", {}, link, element("span", {}, ` ${kind}${shown ? ` — ${shown}` : ""}`));
      }));
      results.hidden = !hits.length;
      const more = hits.length > most ? say(", the best {count} shown", { count: most }) : "";
      const told = say("{count} found{remark}{more}", { count: hits.length, remark, more });
      found.textContent = hits.length ? told : words.length ? nothing() : "";
      results.dataset.milliseconds = (performance.now() - began).toFixed(1);
    });
  }

  window.brief.fold = fold;
  box.addEventListener("focus", () => load(() => {}), { once: true });
  box.addEventListener("input", search);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("a");
    if (first && !results.hidden) first.click();
  });
  box.form.addEventListener("keydown", (event) => {
    const links = [box, ...results.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    if (event.key === "Escape") { box.value = ""; search(); box.focus(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || here < 0 || results.hidden) return;
    event.preventDefault();
    (links[here + step] || links[here]).focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    box.focus();
  });
})();

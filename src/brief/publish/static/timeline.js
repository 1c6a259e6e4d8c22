// The picture of the timeline, drawn for the events that fit the filters and at the width that was chosen.
"use strict";
(() => {
  const { at, element, shape, measure, say, events } = window.brief;
  const filters = at("filters");
  const lists = ["person", "organization", "topic", "kind"];

  // ---- filters

  /** A year, month or day as the numbers of its first day and the day after its last; 1 is 1 January of year 1. */
  function days(text) {
    const parts = /^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(text.trim());
    if (!parts) return null;
    const [year, month, day] = parts.slice(1).map((part) => (part ? Number(part) : 0));
    if (month > 12 || day > 31 || (parts[2] && !month) || (parts[3] && !day)) return null;
    const next = day ? [year, month - 1, day + 1] : month ? [year, month, 1] : [year + 1, 0, 1];
    return [number(year, (month || 1) - 1, day || 1), number(...next)];
  }

  /** The number of a day, whose month is counted from 0. */
  function number(...date) {
    const made = new Date(0);
    made.setUTCFullYear(...date);
    return made.getTime() / 86400000 + 719163;
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
    const fitting = events.rows.map(([first, last, ...held]) => wanted.every((id, list) => !id || held[list].includes(id))
      && (!from || last === null || last > from[0]) && (!to || first === null || first < to[1]));
    fitting.forEach((fits, index) => { entries[index].hidden = !fits; });
    for (const section of document.querySelectorAll("main section")) {
      const inside = section.querySelectorAll(".timeline li");
      if (inside.length) section.hidden = ![...inside].some((entry) => !entry.hidden);
    }
    const wrong = isTurned ? say(" {period} ends before it begins.", { period: written.join("/") })
      : filters.querySelector("[aria-invalid]") ? say(" Write a period as 2019, 2019-01 or 2019-01-24.") : "";
    const count = (rows) => new Set(rows.map((row) => row[6])).size;
    const numbers = { count: count(events.rows.filter((_, index) => fitting[index])), all: count(events.rows) };
    at("shown").textContent = say("{count} of {all} events.", numbers) + wrong;
    const kept = new URLSearchParams();
    for (const id of [...lists, "from", "to"]) if (at(id).value) kept.set(id, at(id).value);
    const hash = kept.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname.split("/").pop());
    draw(fitting);
  }

  // ---- the line of time

  const months = say("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split(" ");
  const row = 24, top = 30, least = 9, cut = 36, most = 20;

  /** Stretches of time in which something is dated, with their places; empty time of over a fifth is cut out. */
  function axisOf(claims, width) {
    const spans = claims.map(([, , , first, last]) => [first, last]).sort((one, other) => one[0] - other[0]);
    const whole = Math.max(...spans.map(([, last]) => last)) - spans[0][0];
    const parts = [];
    for (const [first, last] of spans) {
      const before = parts[parts.length - 1];
      if (!before || first - before[1] > Math.max(whole / 5, 60)) parts.push([first, Math.max(last, first + 1)]);
      else before[1] = Math.max(before[1], last);
    }
    const margin = Math.max(1, parts.reduce((sum, [first, last]) => sum + last - first, 0) / 40);
    const open = (side) => (claims.some((claim) => claim[side] === null) ? margin * 3 : 0);
    parts.forEach((part) => { part[0] -= margin; part[1] += margin; });
    parts[0][0] -= open(1);
    parts[parts.length - 1][1] += open(2);
    const length = parts.reduce((sum, [first, last]) => sum + last - first, 0);
    const spare = width - cut * (parts.length - 1) - 52 * parts.length;
    let start = 0;
    return parts.map(([first, last]) => {
      const end = start + 52 + (spare * (last - first)) / length;
      const stretch = { first, last, start, end };
      start = end + cut;
      return stretch;
    });
  }

  function place(axis, day) {
    const { first, last, start, end } = axis.find((stretch) => day <= stretch.last) || axis[axis.length - 1];
    return start + ((end - start) * (day - first)) / (last - first);
  }

  /** What the labels of a stretch count, at the distance that they need: days (0), months (1) or years (2). */
  function unitOf({ first, last, start, end }) {
    const perDay = (end - start) / (last - first);
    return perDay * 7 >= 80 ? 0 : perDay * 180 >= 66 ? 1 : 2;
  }

  /** Years, months or days of a stretch, far enough apart for their labels. */
  function ticks({ first, last, start, end }, unit) {
    const perDay = (end - start) / (last - first), found = [];
    const [year] = dated(first), [lastYear] = dated(last);
    const add = (day, label) => { if (day >= first && day <= last) found.push([start + (day - first) * perDay, label]); };
    if (unit === 0) {
      const step = [1, 2, 7].find((some) => perDay * some >= 80);
      for (let day = Math.ceil(first); day < last; day += step) {
        const [inYear, month, date] = dated(day);
        add(day, `${date} ${months[month]} ${inYear}`);
      }
    } else if (unit === 1) {
      const step = [1, 3, 6].find((some) => perDay * 30 * some >= 66);
      for (let month = 0; month <= (lastYear - year + 1) * 12; month += step) {
        add(number(year, month, 1), `${months[month % 12]} ${year + Math.floor(month / 12)}`);
      }
    } else {
      const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((some) => perDay * 365 * some >= 46) || 5000;
      for (let some = Math.ceil(year / step) * step; some <= lastYear; some += step) add(number(some, 0, 1), String(some));
    }
    return found;
  }

  /** The labels of all stretches in one unit; a stretch without one has its own. */
  function labels(axis) {
    const unit = Math.max(...axis.map(unitOf));
    return axis.flatMap((stretch) => {
      const found = ticks(stretch, unit);
      return found.length ? found : ticks(stretch, unitOf(stretch));
    });
  }

  function dated(day) {
    const date = new Date((Math.floor(day) - 719163) * 86400000);
    return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  }

  // ---- the picture

  const picture = document.querySelector("main figure.axis");
  const font = `12px ${getComputedStyle(document.documentElement).fontFamily}`;
  let zoom = 1, shown = [];

  function ends(axis, [, first, last]) {
    const from = first === null ? axis[0].start : place(axis, first);
    const to = last === null ? axis[axis.length - 1].end : place(axis, last);
    const missing = Math.max(0, least - (to - from)) / 2;
    return [from - missing, to + missing];
  }

  /** A claimed date: a dot for a day, a thin bracket for some time within a span, a heavier one for all of it. */
  function sign(axis, claim, y) {
    let [start, end] = ends(axis, claim);
    const [, first, last, from, to, classes, startUnknown, endUnknown] = claim;
    if (classes.startsWith("day")) return [shape("circle", { class: classes, cx: (start + end) / 2, cy: y, r: 4.5 })];
    const made = [];
    const fade = (side, left, right, isUnknown, mark) => {
      made.push(shape("rect", { x: left, y: y - 1.25, width: Math.max(0, right - left), height: 2.5, fill: `url(#fade-${side})` }));
      if (isUnknown) made.push(shape("text", { x: mark, y: y + 4, "text-anchor": "middle" }, "?"));
    };
    if (first === null) { fade("left", start, place(axis, from), startUnknown, start + 9); start = place(axis, from); }
    if (last === null) { fade("right", place(axis, to), end, endUnknown, end - 9); end = place(axis, to); }
    end = Math.max(end, start + least);
    return [...made, shape("path", { class: classes, d: `M${start} ${y}H${end}` }),
      shape("path", { class: "ends", d: `M${start} ${y - 5}v10M${end} ${y - 5}v10` })];
  }

  const lengths = new Map();
  function measured(text) {
    if (!lengths.has(text)) lengths.set(text, measure(text, font));
    return lengths.get(text);
  }

  /** As much of a label as has room, whole words only; nothing where that is next to nothing. */
  function shortened(label, room) {
    if (measured(label) <= room) return label;
    if (room < 60) return "";
    const words = label.split(" ");
    while (words.length && measure(`${words.join(" ")}…`, font) > room) words.pop();
    return words.length > 1 ? `${words.join(" ")}…` : "";
  }

  /** The label of an event beside its dates, on the side with more room, and what it covers; nothing without room. */
  function named(label, start, end, width) {
    const isLeft = measured(label) > width - end - 8 && start > width - end;
    const text = shortened(label, (isLeft ? start : width - end) - 12);
    const long = text ? measured(text) + 8 : 0;
    return { text, isLeft, covers: isLeft ? [start - long, start] : [end, end + long] };
  }

  /** Where an event lies, and the first row that is free there; beyond the last row some lie upon each other. */
  function boxed(axis, [label, , , claims], width, rows, isBare, index) {
    const bars = claims.map((claim) => ends(axis, claim)).sort((one, other) => one[0] - other[0]);
    const start = bars[0][0], end = Math.max(...bars.map((bar) => bar[1]));
    const isOverlapping = bars.some((bar, place) => place && bar[0] < bars[place - 1][1] + 4);
    const name = isBare ? { text: "", covers: [start, end] } : named(label, start, end, width);
    const from = Math.min(name.covers[0], (start + end - row) / 2), to = Math.max(name.covers[1], (start + end + row) / 2);
    const height = isOverlapping ? Math.min(bars.length, most) : 1, last = isBare ? most - height : Infinity;
    const free = (first) => Array.from({ length: height }, (_, place) => rows[first + place] || [])
      .every((taken) => taken.every(([left, right]) => to < left || from > right));
    let first = 0;
    while (first <= last && !free(first)) first += 1;
    if (first > last) first = index % (last + 1);
    for (let place = first; place < first + height; place += 1) (rows[place] = rows[place] || []).push([from, to]);
    return { first, height, start, end, ...name };
  }

  /** The boxes of a lane and its rows: with all labels, or in a crowd first all dates, then the labels that have room. */
  function arranged(axis, held, width) {
    const rows = [], boxes = [];
    for (const [index, event] of held.entries()) {
      if (rows.length > most) break;
      boxes.push(boxed(axis, event, width, rows, false, index));
    }
    if (rows.length <= most) return { boxes, rows };
    const bare = [], dates = held.map((event, index) => boxed(axis, event, width, bare, true, index));
    dates.forEach((box, index) => {
      const name = named(held[index][0], box.start, box.end, width), [from, to] = name.covers;
      const others = bare[box.first].filter(([left, right]) => left > box.end || right < box.start);
      if (!name.text || others.some(([left, right]) => from < right && left < to)) return;
      bare[box.first].push([from, to]);
      Object.assign(box, name);
    });
    return { boxes: dates, rows: bare };
  }

  function link(axis, [, words, address, claims], box, above) {
    const y = (index) => above + (box.first + (index % box.height)) * row + row / 2;
    const placed = claims.map((claim, index) => [...ends(axis, claim), y(index)]);
    const targets = placed.map(([start, end, middle]) => {
      const wide = Math.max(end - start, row);
      return shape("rect", { class: "target", x: (start + end - wide) / 2, y: middle - row / 2, width: wide, height: row });
    });
    const ties = placed.slice(1).map(([start, end, middle], index) => {
      const [before, after, height] = placed[index];
      return shape("path", { class: "tie", d: `M${(before + after) / 2} ${height}L${(start + end) / 2} ${middle}` });
    });
    const signs = claims.flatMap((claim, index) => sign(axis, claim, y(index)));
    const label = shape("text", {
      x: box.isLeft ? box.start - 5 : box.end + 5, y: y(0) + 4, "text-anchor": box.isLeft ? "end" : "start",
    }, box.text);
    return shape("a", { href: address, "aria-label": words }, shape("title", {}, words), ...targets, ...ties, ...signs, label);
  }

  function gradient(side, from, to) {
    return shape("linearGradient", { class: "fade", id: `fade-${side}`, x1: from, x2: to },
      shape("stop", { "stop-opacity": ".75" }), shape("stop", { offset: 1, "stop-opacity": ".08" }));
  }

  /** The lanes with the dates that fit, each with its title in a row above it. */
  function draw(fitting) {
    if (!picture) return;
    shown = fitting || shown;
    const lanes = events.lanes.map(([title, held]) => [title, held
      .map(([label, words, address, claims]) => [label, words, address, claims.filter(([entry]) => shown[entry])])
      .filter(([, , , claims]) => claims.length)]).filter(([, held]) => held.length);
    const claims = lanes.flatMap(([, held]) => held.flatMap((event) => event[3]));
    at("zoom").hidden = !claims.length;
    frame.hidden = !claims.length;
    if (!claims.length) return;
    const width = Math.round(frame.clientWidth * zoom), axis = axisOf(claims, width), parts = [], names = [];
    let below = top;
    for (const [title, held] of lanes) {
      const above = below + (title ? row : 0);
      if (names.length) parts.push(shape("path", { class: "rule", d: `M0 ${below}H${width}` }));
      names.push(shape("text", { class: "lane", x: frame.scrollLeft, y: below + 17 }, title));
      const starts = new Map(held.map((event) => [event, ends(axis, event[3][0])[0]]));
      const ordered = [...held].sort((one, other) => starts.get(one) - starts.get(other));
      const { boxes, rows } = arranged(axis, ordered, width);
      parts.push(...ordered.map((event, index) => link(axis, event, boxes[index], above)));
      below = above + rows.length * row + 4;
    }
    frame.replaceChildren(shape("svg",
      { width, height: below, viewBox: `0 0 ${width} ${below}`, role: "group", "aria-label": say("Timeline") },
      gradient("left", 1, 0), gradient("right", 0, 1), ...scale(axis, width, below), ...parts, ...names));
    frame.onscroll = () => names.forEach((name) => name.setAttribute("x", frame.scrollLeft));
    at("zoom").querySelector("output").textContent = `${Math.round(zoom * 100)} %`;
  }

  /** The years above, a line below each, and a sign where time is cut out. */
  function scale(axis, width, below) {
    let free = 0;
    const marks = labels(axis).flatMap(([x, label]) => {
      const half = measure(label, font) / 2, middle = Math.min(Math.max(x, half), width - half);
      const line = shape("path", { class: "grid", d: `M${x} 20V${below}` });
      if (middle - half < free) return [line];
      free = middle + half + 4;
      return [line, shape("text", { class: "tick", x: middle, y: 12, "text-anchor": "middle" }, label)];
    });
    const lines = axis.flatMap(({ start, end }, index) => {
      const before = axis[index - 1];
      const middle = before && (before.end + start) / 2;
      const broken = before ? `M${before.end} 20H${middle - 6}l4 -6l4 12l4 -6H${start}` : "";
      return [shape("path", { class: "line", d: `M${start} 20H${end}` }), shape("path", { class: "cut", d: broken })];
    });
    return [...marks, ...lines];
  }

  const frame = element("div", { class: "frame", tabindex: 0, role: "group", "aria-label": say("Timeline, scrolls sideways") });

  function zoomed(factor) {
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / zoom;
    zoom = factor ? Math.min(32, Math.max(1, zoom * factor)) : 1;
    draw();
    frame.scrollLeft = middle * zoom - frame.clientWidth / 2;
  }

  // ---- begin

  if (picture) {
    picture.querySelectorAll(":scope > svg").forEach((drawing) => drawing.classList.add("still"));
    picture.querySelector(":scope > svg").before(at("zoom"), frame);
    at("zoom").addEventListener("click", (event) => {
      const factor = event.target.dataset.factor;
      if (factor !== undefined) zoomed(Number(factor));
    });
    frame.addEventListener("keydown", (event) => {
      const factor = { "+": 2, "=": 2, "-": 0.5, 0: 0 }[event.key];
      if (factor === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      zoomed(factor);
    });
    new ResizeObserver(() => draw()).observe(picture);
  }
  for (const list of lists) {
    at(list).append(...events.choices[list].map(([id, name]) => element("option", { value: id }, name)));
  }
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const id of [...lists, "from", "to"]) if (kept.has(id)) at(id).value = kept.get(id);
  filters.hidden = false;
  filters.addEventListener("input", narrow);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(narrow));
  narrow();
})();

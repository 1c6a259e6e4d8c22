// The picture of relations: people, organizations and agreements, and events where they are asked for.
"use strict";
(() => {
  const { root, at, element, shape, measure, say, graph } = window.brief;
  const figure = at("graph"), svg = figure.querySelector("svg"), withEvents = at("events-switch");
  const font = `13px ${getComputedStyle(document.documentElement).fontFamily}`;
  const line = 16, apart = 28;
  let wide = 0, high = 0;

  // ---- places

  /** Places for the nodes: joined ones draw near, all push apart (Fruchterman and Reingold 1991); no chance in it. */
  function placed(nodes, edges) {
    const spread = Math.sqrt((wide * high) / Math.max(1, nodes.length)) * 0.75;
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
        push[one].y += (high / 2 - points[one].y) * Math.min(0.5, (0.35 * wide) / high);
      }
      for (const [one, other] of edges) {
        const x = points[one].x - points[other].x, y = points[one].y - points[other].y;
        const force = Math.hypot(x, y) / spread;
        push[one].x -= x * force; push[one].y -= y * force;
        push[other].x += x * force; push[other].y += y * force;
      }
      points.forEach((point, index) => {
        const length = Math.max(1, Math.hypot(push[index].x, push[index].y)), step = Math.min(length, heat) / length;
        point.x += push[index].x * step; point.y += push[index].y * step;
        inside(point);
      });
    }
    return separated(points);
  }

  function inside(point) {
    const side = Math.min(80, wide / 6);
    point.x = Math.min(wide - side, Math.max(side, point.x));
    point.y = Math.min(high - 60, Math.max(60, point.y));
  }

  /** The same with no sign upon another. */
  function separated(points) {
    for (let round = 0; round < 100; round += 1) {
      let isMoved = false;
      points.forEach((one, index) => points.slice(index + 1).forEach((other, place) => {
        const x = other.x - one.x || (place % 2 ? 1 : -1), y = other.y - one.y || 1, distance = Math.hypot(x, y);
        if (distance >= 2 * apart) return;
        const step = (2 * apart - distance) / 2 / distance;
        one.x -= x * step; one.y -= y * step;
        other.x += x * step; other.y += y * step;
        inside(one); inside(other);
        isMoved = true;
      }));
      if (!isMoved) break;
    }
    return points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  }

  // ---- labels

  /** A name in lines of some 22 letters or less; a longer word, of a script without spaces perhaps, is parted. */
  function wrapped(name) {
    const most = wide < 600 ? 16 : 22;
    const words = name.split(" ").flatMap((word) => (word.length > most ? `${word} `.match(/.{1,14}/gu) : `${word} `));
    return words.reduce((lines, word) => {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length <= most) lines[lines.length - 1] += word; else lines.push(word);
      return lines;
    }, []);
  }

  const overlap = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  const around = ({ x, y }, size) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size });

  /** Where each label stands: near its sign, on no sign and on no other label; null where there is no such place. */
  function labelled(nodes, points, sizes) {
    const taken = points.map((point, index) => around(point, sizes[index] * 1.45 + 2));
    return nodes.map(([name], index) => {
      const lines = wrapped(name), { x, y } = points[index];
      const width = Math.max(...lines.map((some) => measure(some.trim(), font))) + 6, height = lines.length * line;
      const gap = sizes[index] * 1.45 + 3, sides = width / 2 + gap;
      const centres = [1, 1.5, 2].flatMap((far) => [
        [0, gap * far + height / 2], [0, -gap * far - height / 2], [sides * far, 0], [-sides * far, 0],
        [sides * 0.7 * far, gap * far + height / 2], [-sides * 0.7 * far, gap * far + height / 2],
        [sides * 0.7 * far, -gap * far - height / 2], [-sides * 0.7 * far, -gap * far - height / 2],
      ]);
      const boxes = centres.map(([right, down]) => ({
        left: x + right - width / 2, right: x + right + width / 2, top: y + down - height / 2, bottom: y + down + height / 2,
      }));
      const box = boxes.find((found) => found.left >= 0 && found.right <= wide && found.top >= 0 && found.bottom <= high
        && !taken.some((other) => overlap(found, other)));
      if (!box) return null;
      taken.push(box);
      return { ...box, lines };
    });
  }

  // ---- signs

  function sign(kind, { x, y }, size) {
    if (kind === "person") return shape("circle", { class: "shape", cx: x, cy: y, r: size });
    if (kind === "event") {
      const points = [[0, -1.2], [1.2, 0.9], [-1.2, 0.9]].map(([across, down]) => [x + across * size, y + down * size]);
      return shape("polygon", { class: "shape", points: points.join(" ") });
    }
    const turn = kind === "agreement" ? { transform: `rotate(45 ${x} ${y})` } : {};
    return shape("rect", { class: "shape", x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...turn });
  }

  function text(box) {
    if (!box) return [];
    const middle = Math.round((box.left + box.right) / 2);
    const ground = { class: "ground", x: box.left, y: box.top - 1, width: box.right - box.left, height: box.bottom - box.top + 2 };
    return [shape("rect", ground), shape("text", { y: box.top + 12, "text-anchor": "middle", "aria-hidden": "true" },
      ...box.lines.map((some, row) => shape("tspan", { x: middle, dy: row ? line : 0 }, some)))];
  }

  /** The records that are asked for, and the relations among these by their new numbers. */
  function chosen() {
    const kept = [...graph.nodes.keys()].filter((index) => withEvents.checked || graph.nodes[index][1] !== "event");
    const numbers = new Map(kept.map((old, index) => [old, index]));
    const edges = graph.edges.filter(([one, other]) => numbers.has(one) && numbers.has(other))
      .map(([one, other, ...told]) => [numbers.get(one), numbers.get(other), ...told]);
    return { nodes: kept.map((index) => graph.nodes[index]), edges, of: graph.of + (withEvents.checked ? graph.events : 0) };
  }

  function draw() {
    const { nodes, edges, of } = chosen();
    wide = Math.round(svg.clientWidth) || 340;
    high = Math.round(Math.max(480, (nodes.length * 20_000) / wide));
    const degree = nodes.map((_, index) => edges.filter(([one, other]) => one === index || other === index).length);
    const sizes = degree.map((count) => 5 + Math.min(8, Math.sqrt(count) * 2));
    const points = placed(nodes, edges), labels = labelled(nodes, points, sizes);
    const told = edges.map(([one, other, said]) => [nodes[one][0], " — ", said, " → ", nodes[other][0]]);
    const lines = edges.map(([one, other, , inferred], index) => {
      const ends = { x1: points[one].x, y1: points[one].y, x2: points[other].x, y2: points[other].y };
      return shape("g", inferred ? { class: "inferred" } : {}, shape("title", {}, told[index].join("")),
        shape("line", { class: "around", ...ends }), shape("line", ends));
    });
    const marks = nodes.map(([name, kind, page], index) => shape("a",
      { href: root + page, class: kind, "aria-label": `${name}, ${kind}` },
      shape("title", {}, name),
      shape("circle", { class: "target", cx: points[index].x, cy: points[index].y, r: 13 }),
      sign(kind, points[index], sizes[index]), ...text(labels[index])));
    const edge = 12, boxes = [...points.map((point) => around(point, 20)), ...labels.filter(Boolean)];
    const above = Math.min(...boxes.map((box) => box.top)) - edge, below = Math.max(...boxes.map((box) => box.bottom)) + edge;
    svg.setAttribute("viewBox", `0 ${above} ${wide} ${below - above}`);
    svg.replaceChildren(...lines, ...marks);
    explain(nodes, edges, told, lines, marks);
    at("drawn").textContent = of > nodes.length
      ? say("Shows the {count} of {all} records with the most relations.", { count: nodes.length, all: of }) : "";
  }

  /** Lift the lines of what is hovered or focused, and write below what they say. */
  function explain(nodes, edges, told, lines, marks) {
    /** A line in words, in which names of any script stay in their place. */
    const spoken = (parts) => element("li", { dir: "ltr" },
      ...parts.map((part, index) => (index % 2 ? part : element("bdi", {}, part))));
    const mark = (some, node) => {
      svg.classList.toggle("chosen", some.length > 0);
      const near = new Set(some.flatMap((index) => edges[index].slice(0, 2)));
      lines.forEach((one, index) => one.classList.toggle("near", some.includes(index)));
      marks.forEach((one, index) => one.classList.toggle("near", near.has(index)));
      if (some.length) at("told").replaceChildren(...some.map((index) => spoken(told[index])));
      else if (node !== undefined) at("told").replaceChildren(element("li", {}, element("bdi", {}, nodes[node][0])));
    };
    const marking = (one, some, node) => {
      for (const name of ["mouseenter", "focus"]) one.addEventListener(name, () => mark(some, node));
      for (const name of ["mouseleave", "blur"]) one.addEventListener(name, () => mark([]));
    };
    const meeting = (node) => [...edges.keys()].filter((index) => edges[index].slice(0, 2).includes(node));
    marks.forEach((one, node) => marking(one, meeting(node), node));
    lines.forEach((one, index) => marking(one, [index]));
  }

  if (graph.nodes.length) {
    at("events-switch").closest("p").hidden = !graph.events;
    figure.hidden = false;
    withEvents.addEventListener("change", draw);
    new ResizeObserver(() => { if (Math.round(svg.clientWidth) !== wide) draw(); }).observe(figure);
  }
})();

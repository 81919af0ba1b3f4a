"use strict";
// Draws a flame graph of `data`, as `FlameGraph` writes it, into an element.
// `first` is the time to begin with.
function flameGraph(host, data, first = data.view) {
  const rowHeight = 20, leastWidth = 1.5, mostRows = 300, mostBoxes = 6000;
  const viewNames = { cpu: "CPU time", wall: "all time, waiting included",
    gil: "time with the GIL" };
  const kindNames = { own: "Python", library: "libraries",
    interpreterC: "the interpreter's C", native: "native",
    waiting: "waiting" };
  const shown = { cpu: ["gil", "cpu"], wall: ["gil", "cpu", "off"],
    gil: ["gil"] };
  const views = { wall: ["cpu", "wall", "gil"], cpu: ["cpu", "gil"],
    gil: ["gil"] }[data.view];

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }
  function choice(label, options) {
    const select = make("select", { ariaLabel: label });
    for (const [value, text] of options)
      select.append(make("option", { value, textContent: text }));
    return select;
  }

  const processes = [...new Set(data.threads.map(thread => thread.process))];
  const search = make("input", { type: "search", ariaLabel: "Search frames",
    placeholder: "Search (regular expression)" });
  const time = choice("Which time", views.map(view => [view, viewNames[view]]));
  time.value = views.includes(first) ? first : data.view;
  const thread = choice("Which threads", [["each", "each thread"],
    ["all", "all threads together"],
    ...(processes.length > 1 ? processes.map(
      process => ["process " + process, "process " + process]) : []),
    ...data.threads.map((thread, index) => [index, thread.name])]);
  thread.hidden = data.threads.length < 2;
  const turn = make("button", { type: "button", className: "flame-turn" });
  const whole = make("button", { type: "button", textContent: "Whole graph",
    className: "flame-whole" });
  const matched = make("span", { className: "flame-matched" });
  matched.setAttribute("aria-live", "polite");
  const legend = make("span", { className: "flame-legend" });
  for (const kind of data.kinds)
    if (data.places.kind.some(index => data.kinds[index] === kind))
      legend.append(make("span", { className: kind,
        textContent: kindNames[kind] }));
  const graph = make("div", { className: "flame", role: "group" });
  graph.setAttribute("aria-label", "Flame graph. Arrow keys move between "
    + "frames, Enter zooms in, Escape shows the whole graph.");
  const scroll = make("div", { className: "flame-scroll" }, graph);
  const details = make("div", { className: "flame-details" });
  const table = make("table", { className: "flame-table" });
  const asTable = make("details", { className: "flame-asTable" },
    make("summary", { textContent: "The same as a table of functions" }),
    table);
  host.append(make("div", { className: "flame-controls" }, search, time,
    thread, turn, whole, matched, legend), scroll, details, asTable);

  let root, focus, pattern = null, isUpright = false, boxes = new Map();
  const seconds = nanoseconds => nanoseconds >= 1e9
    ? (nanoseconds / 1e9).toFixed(2) + " s"
    : (nanoseconds / 1e6).toFixed(1) + " ms";
  const percent = (part, of) => of ? (100 * part / of).toFixed(1) + " %" : "";
  const place = node => node.file
    ? node.file + (node.line ? ":" + node.line : "") : "";
  const describe = node => [node.name, place(node), seconds(node.total),
    percent(node.total, root.total)].filter(Boolean).join("  ");
  const isFound = node => pattern !== null
    && (pattern.test(node.name) || pattern.test(place(node)));

  // The tree of the chosen time and threads; a node for each thread where
  // they are kept apart.
  function build() {
    const made = [];
    const add = (properties, parent) => {
      const node = { total: 0, own: 0, children: [], parent, ...properties };
      if (parent) parent.children.push(node);
      made.push(node);
      return node;
    };
    root = add({ name: data.title, kind: "root" }, null);
    const chosen = data.threads.filter((part, index) =>
      ["each", "all", String(index), "process " + part.process]
        .includes(thread.value));
    const isApart = thread.value !== "all" && chosen.length > 1;
    let known = new Map();
    for (const part of chosen) {
      if (isApart) known = new Map();
      const top = isApart ? add({ name: part.name, kind: "root" }, root) : root;
      const find = index => {
        const missing = [];
        while (index >= 0 && !known.has(index)) {
          missing.push(index);
          index = data.nodes.parent[index];
        }
        let node = index >= 0 ? known.get(index) : top;
        for (const next of missing.reverse()) {
          const place = data.nodes.place[next];
          node = add({ name: data.places.name[place],
            file: data.files[data.places.file[place]],
            line: data.places.line[place],
            kind: data.kinds[data.places.kind[place]] }, node);
          known.set(next, node);
        }
        return node;
      };
      part.node.forEach((index, sample) => {
        if (shown[time.value].includes(data.states[part.state[sample]]))
          find(index).own += part.nanoseconds[sample];
      });
    }
    for (const node of made.reverse()) {
      node.total += node.own;
      node.children.sort((a, b) => b.total - a.total);
      if (node.parent) node.parent.total += node.total;
    }
    focus = root;
  }

  function addBox(node, left, width, depth, isAbove, pixels) {
    const box = make("div", { tabIndex: -1,
      className: "flame-frame " + node.kind + (isAbove ? " above" : "")
        + (isFound(node) ? " found" : "") + (pixels < 12 ? " narrow" : "") });
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", describe(node));
    box.style.left = left + "%";
    box.style.width = width + "%";
    box.style[isUpright ? "bottom" : "top"] = depth * rowHeight + "px";
    if (pixels > 24) box.textContent = node.name.replace(/^__main__\./, "");
    box.node = node;
    boxes.set(node, box);
    graph.append(box);
  }

  function draw() {
    boxes = new Map();
    graph.replaceChildren();
    scroll.classList.toggle("upright", isUpright);
    turn.textContent = isUpright ? "As an icicle" : "As a flame graph";
    const pixels = (graph.clientWidth || 1000) / 100;
    const above = [];
    for (let node = focus.parent; node; node = node.parent) above.unshift(node);
    const hidden = Math.max(0, above.length - 40);
    above.slice(hidden).forEach((node, depth) =>
      addBox(node, 0, 100, depth, true, 100 * pixels));
    const first = above.length - hidden;
    let deepest = first;
    // Row by row, so that what is left out of a very deep graph is its tips.
    let row = [[focus, 0, 100]];
    for (let depth = first; row.length && depth < mostRows; depth++) {
      const next = [];
      for (const [node, left, width] of row) {
        if (boxes.size >= mostBoxes) break;
        addBox(node, left, width, depth, false, width * pixels);
        deepest = depth;
        let offset = left;
        for (const child of node.children) {
          const part = node.total ? width * child.total / node.total : 0;
          if (part * pixels >= leastWidth) next.push([child, offset, part]);
          offset += part;
        }
      }
      row = next;
    }
    graph.style.height = (deepest + 1) * rowHeight + "px";
    boxes.get(focus).tabIndex = 0;
    details.textContent = describe(focus)
      + (row.length ? "  (more frames below: zoom in to see them)" : "");
    count();
  }

  // A stack with several matches counts once.
  function count() {
    let found = 0;
    const pending = pattern === null ? [] : [focus];
    while (pending.length) {
      const node = pending.pop();
      if (isFound(node)) found += node.total;
      else pending.push(...node.children);
    }
    matched.textContent = pattern === null ? ""
      : "found: " + seconds(found) + " " + percent(found, focus.total);
  }

  function zoom(node) {
    const hadFocus = graph.contains(document.activeElement);
    focus = node;
    draw();
    if (hadFocus) boxes.get(focus).focus();
  }

  function fillTable() {
    const functions = new Map();
    const pending = [[root, new Set()]];
    while (pending.length) {
      const [node, callers] = pending.pop();
      const key = node.name + "\n" + (node.file || "");
      let inside = callers;
      if (node.kind !== "root") {
        const entry = functions.get(key)
          || { node, own: 0, total: 0 };
        entry.own += node.own;
        // A recursive function's time counts once.
        if (!callers.has(key)) {
          entry.total += node.total;
          inside = new Set(callers).add(key);
        }
        functions.set(key, entry);
      }
      for (const child of node.children) pending.push([child, inside]);
    }
    const rows = [...functions.values()].filter(entry => entry.total > 0)
      .sort((a, b) => b.own - a.own || b.total - a.total).slice(0, 40);
    const head = make("tr", {}, ...[["Itself", "number"],
      ["With calls", "number"], ["Function", ""], ["Where", ""]].map(
      ([textContent, className]) =>
        make("th", { scope: "col", textContent, className })));
    table.replaceChildren(head, ...rows.map(entry => make("tr", {},
      make("td", { className: "number", textContent: seconds(entry.own) + " "
        + percent(entry.own, root.total) }),
      make("td", { className: "number", textContent: seconds(entry.total) + " "
        + percent(entry.total, root.total) }),
      make("td", { textContent: entry.node.name }),
      make("td", { textContent: place(entry.node) }))));
  }

  const nodeOf = event => event.target.node;
  const show = event => {
    if (nodeOf(event)) details.textContent = describe(nodeOf(event));
  };
  graph.addEventListener("mouseover", show);
  graph.addEventListener("focusin", event => {
    if (!nodeOf(event)) return;
    for (const box of boxes.values()) box.tabIndex = -1;
    event.target.tabIndex = 0;
    show(event);
  });
  graph.addEventListener("click", event => {
    if (nodeOf(event)) zoom(nodeOf(event));
  });
  graph.addEventListener("keydown", event => {
    const node = nodeOf(event);
    if (!node) return;
    const siblings = node.parent
      ? node.parent.children.filter(sibling => boxes.has(sibling)) : [node];
    const at = siblings.indexOf(node);
    const inward = isUpright ? "ArrowUp" : "ArrowDown";
    const outward = isUpright ? "ArrowDown" : "ArrowUp";
    const target = { [inward]: node.children.find(child => boxes.has(child)),
      [outward]: node.parent, ArrowLeft: siblings[at - 1],
      ArrowRight: siblings[at + 1] }[event.key];
    if (event.key === "Enter" || event.key === " ") zoom(node);
    else if (event.key === "Escape") zoom(root);
    else if (target && boxes.has(target)) boxes.get(target).focus();
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
  });
  search.addEventListener("input", () => {
    try {
      pattern = search.value ? new RegExp(search.value, "i") : null;
    } catch {
      const quoted = search.value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      pattern = new RegExp(quoted, "i");
    }
    draw();
  });
  for (const select of [time, thread])
    select.addEventListener("change", () => {
      build();
      draw();
      if (asTable.open) fillTable();
    });
  turn.addEventListener("click", () => {
    isUpright = !isUpright;
    draw();
  });
  whole.addEventListener("click", () => zoom(root));
  asTable.addEventListener("toggle", () => {
    if (asTable.open) fillTable();
  });
  addEventListener("resize", draw);
  build();
  draw();
}

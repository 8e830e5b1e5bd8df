
"use strict";
(() => {
  // What people wrote only ever becomes text: no markup is made from strings.
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const words = data.words;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const count = (n) => (n === 1 ? words["one-statement"] : fill(words.statements, { n }));
  const word = (sign) => (sign > 0 ? words.support : words.concern);
  const symbol = (sign) => (sign > 0 ? "+" : "\u2212");
  const status = byId("status");

  // The picture: every group with an id that the data knows is a mark.
  const figure = byId("figure");
  const svg = figure.querySelector("svg");
  const elements = new Map();
  for (const group of svg.querySelectorAll("g[id]")) {
    elements.set(group.id.slice(group.id.indexOf("-") + 1), group);
  }
  const marks = data.marks.filter((mark) => elements.has(mark.id));
  const ofElement = new Map();
  const svgElement = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  // Whoever says what is written on a mark must be heard: the name holds all of its words.
  const spoken = (name, group) => {
    const written = [...group.querySelectorAll("text")].map((text) => text.textContent.trim());
    for (let n = written.length; n > 0; n -= 1) {
      const known = written.slice(0, n).join(" ");
      const at = name.indexOf(known);
      if (at < 0) continue;
      const end = at + known.length;
      // A word that was broken between lines.
      if (/[\p{L}\p{N}]/u.test(name.charAt(end))) continue;
      return [name.slice(0, end), ...written.slice(n)].join(" ") + name.slice(end);
    }
    return written.length > 0 ? name + ": " + written.join(" ") : name;
  };
  for (const mark of marks) {
    const group = elements.get(mark.id);
    mark.element = group;
    ofElement.set(group, mark);
    group.classList.add("mark");
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "-1");
    group.setAttribute("aria-label", spoken(mark.name, group));
    for (const part of group.children) part.setAttribute("aria-hidden", "true");
    if (mark.edge) {
      const line = group.querySelector("path");
      if (line) {
        const hit = svgElement("path");
        hit.setAttribute("d", line.getAttribute("d"));
        hit.setAttribute("class", "hit");
        hit.setAttribute("stroke-width", Math.max(14, 6 + Number(line.getAttribute("stroke-width"))));
        group.insertBefore(hit, line);
      }
    }
  }
  svg.setAttribute("role", "graphics-document");
  // What scrolls must be within reach of the keyboard.
  if (marks.length === 0) figure.tabIndex = 0;
  const edges = marks.filter((mark) => mark.edge);
  const nodes = marks.filter((mark) => !mark.edge);
  // Filters hide edges where there are any, else cells, bars and the like.
  const filtered = edges.length > 0 ? edges : nodes;

  const share = (a, b) => a.some((one) => b.includes(one));
  const rows = (mark) => mark.behind.map(([row]) => row);
  const related = (mark) => {
    const found = new Set([mark]);
    const add = (some) => some.forEach((one) => found.add(one));
    if (mark.edge) {
      add(nodes.filter((node) => node.touches.length === 1 && share(node.touches, mark.touches)));
    } else if (edges.length > 0 && mark.touches.length === 1) {
      const own = edges.filter((edge) => !edge.gone && edge.touches.includes(mark.touches[0]));
      add(own);
      add(nodes.filter((node) => node.touches.length === 1 && own.some((edge) => share(node.touches, edge.touches))));
    } else if (mark.touches.length > 1) {
      add(nodes.filter((node) => share(node.touches, mark.touches)));
    } else {
      const behind = rows(mark);
      add(marks.filter((other) => share(rows(other), behind)));
    }
    return found;
  };

  // Highlight: what the pointer is on, else what has the focus, else what is open, else what
  // the search finds.
  let pointed = null;
  let focused = null;
  let open = null;
  let sought = null;
  const show = () => {
    const mark = pointed || focused || open;
    const lit = mark ? related(mark) : sought;
    svg.classList.toggle("lit", Boolean(lit));
    svg.classList.toggle("soft", !pointed && !focused);
    ring([pointed ? null : focused, open].find((one) => one && !one.edge && !one.gone) || null);
    for (const one of marks) {
      one.element.classList.toggle("on", Boolean(lit && lit.has(one)));
      one.element.classList.toggle("open", one === open);
    }
  };

  // A ring of our own: outlines of groups are not drawn alike everywhere.
  const rings = ["ring gap", "ring"].map((name) => {
    const ring = svgElement("rect");
    ring.setAttribute("class", name);
    ring.setAttribute("rx", "5");
    svg.append(ring);
    return ring;
  });
  const ring = (mark) => {
    for (const one of rings) {
      one.toggleAttribute("hidden", !mark);
      one.style.display = mark ? "" : "none";
    }
    if (!mark) return;
    const box = mark.element.getBBox();
    for (const one of rings) {
      one.setAttribute("x", box.x - 4);
      one.setAttribute("y", box.y - 4);
      one.setAttribute("width", box.width + 8);
      one.setAttribute("height", box.height + 8);
    }
  };
  ring(null);

  figure.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const group = event.target.closest(".mark");
    pointed = group ? ofElement.get(group) : null;
    show();
  });
  figure.addEventListener("pointerleave", () => {
    pointed = null;
    show();
  });

  // An SVG element that listens to the focus would itself be a stop for Tab, so the figure does.
  // One stop for Tab; arrow keys go from mark to mark.
  let stop = null;
  const rove = (mark) => {
    if (stop) stop.element.setAttribute("tabindex", "-1");
    stop = mark;
    if (mark) mark.element.setAttribute("tabindex", "0");
  };
  const visible = () => marks.filter((mark) => !mark.gone);
  const middle = (mark) => {
    const box = mark.element.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  // The nearest node in a direction; what lies straight ahead counts as nearer.
  const ahead = (from, dx, dy) => {
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const node of visible().filter((mark) => !mark.edge && mark !== from)) {
      const [a, b] = middle(node);
      const along = (a - x) * dx + (b - y) * dy;
      const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
      if (along > 1 && along + 3 * aside < least) {
        least = along + 3 * aside;
        best = node;
      }
    }
    return best;
  };
  const step = (mark, key) => {
    const all = visible();
    const at = all.indexOf(mark);
    if (key === "Home") return all[0];
    if (key === "End") return all[all.length - 1];
    if (edges.length > 0 && (key === "ArrowRight" || key === "ArrowLeft")) {
      return all[at + (key === "ArrowRight" ? 1 : -1)];
    }
    if (mark.edge) {
      const back = key === "ArrowUp";
      const rest = back ? all.slice(0, at).reverse() : all.slice(at + 1);
      return rest.find((one) => !one.edge);
    }
    if (edges.length > 0) {
      const own = all.filter((one) => !one.edge);
      return own[own.indexOf(mark) + (key === "ArrowUp" ? -1 : 1)];
    }
    const ways = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    return ahead(mark, ...ways[key]);
  };
  const keys = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];
  figure.addEventListener("keydown", (event) => {
    const mark = ofElement.get(event.target.closest(".mark"));
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    if (keys.includes(event.key)) {
      event.preventDefault();
      const next = step(mark, event.key);
      if (next) next.element.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      unfold(mark);
    }
  });
  figure.addEventListener("focusin", (event) => {
    const mark = ofElement.get(event.target.closest(".mark"));
    if (!mark) return;
    rove(mark);
    // A pointer that rests somewhere else does not take the light from the keyboard.
    if (mark.element.matches(":focus-visible")) pointed = null;
    focused = mark;
    show();
  });
  figure.addEventListener("focusout", () => {
    focused = null;
    show();
  });
  figure.addEventListener("click", (event) => {
    const mark = ofElement.get(event.target.closest(".mark"));
    if (mark) unfold(mark);
  });

  // The panel.
  const panel = byId("panel");
  const help = byId("panel-body").firstElementChild;
  const title = byId("panel-name").textContent;
  const item = (list, name, value) => {
    if (value === undefined) return;
    const dd = make("dd");
    dd.dir = "auto";
    if (value instanceof Node) dd.append(value);
    else dd.textContent = value;
    list.append(make("dt", "", name), dd);
  };
  const sign = (value) => {
    const made = make("span", "sign " + (value > 0 ? "support" : "concern"), symbol(value));
    made.setAttribute("aria-hidden", "true");
    return made;
  };
  const said = (mark, [row, on, product]) => {
    const it = data.statements[row];
    const made = make("article", "said " + (it.stance > 0 ? "support" : "concern"));
    const head = make("p");
    const who = make("span", "who", it.who);
    who.dir = "auto";
    head.append(who, " ", make("span", "stance", symbol(it.stance) + " " + word(it.stance)));
    const claim = make("p", "claim", it.claim);
    claim.dir = "auto";
    made.append(head, claim);
    if (it.quote !== undefined) {
      const quote = make("blockquote", "", "\u201C" + it.quote + "\u201D");
      quote.dir = "auto";
      made.append(quote);
    }
    if (on !== 0) {
      const values = {
        verb: on > 0 ? words.for : words.against,
        theme: data.themes[mark.about].name,
        stance: word(product),
      };
      made.append(make("p", "counts", fill(words.counts, values)));
    }
    const list = make("dl");
    const source = data.sources[it.source];
    let title = source.title;
    if (data.links && source.url) {
      title = make("a", "", source.title);
      title.href = source.url;
      title.rel = "noopener noreferrer";
    }
    item(list, words.condition, it.condition);
    item(list, words.speaker, it.speaker);
    item(list, words.source, title);
    item(list, words.paragraph, it.paragraph);
    item(list, words.date, it.date);
    item(list, words.fidelity, it.fidelity && words[it.fidelity]);
    item(list, words.note, it.note);
    item(list, words.statement, it.id);
    made.append(list);
    return made;
  };
  const connections = (mark) => {
    const own = edges.filter((edge) => edge.touches.includes(mark.touches[0]) && !edge.gone);
    if (own.length === 0) return [];
    const list = make("ul", "links");
    for (const edge of own) {
      const button = make("button");
      edge.stances.forEach((stance) => button.append(sign(stance)));
      const name = make("span");
      name.dir = "auto";
      const own = data.things[mark.touches[0]];
      const other = data.things[edge.touches.find((one) => one !== mark.touches[0])];
      if (other && other.kind !== own.kind) {
        edge.stances.forEach((stance) => name.append(make("span", "quiet", word(stance) + ": ")));
        name.append(other.name + " ", make("span", "more", "\u00B7 " + count(edge.behind.length)));
      } else {
        name.textContent = edge.name;
      }
      button.append(name);
      light(button, edge);
      const entry = make("li");
      entry.append(button);
      list.append(entry);
    }
    return [make("h3", "", words.connections + " (" + own.length + ")"), list];
  };
  // On small screens the panel covers the foot of the page; on wide ones it must not be pushed
  // up where the picture ends above the foot of the window.
  const uncover = (mark) => {
    const foot = byId("stage").getBoundingClientRect().bottom;
    const wide = getComputedStyle(panel).position !== "fixed";
    panel.style.maxHeight = wide && foot < window.innerHeight ? Math.max(240, foot - 16) + "px" : "";
    if (wide) return;
    const under = mark.element.getBoundingClientRect().bottom + 16 - panel.getBoundingClientRect().top;
    if (under > 0) window.scrollBy(0, under);
  };
  const unfold = (mark) => {
    open = mark;
    pointed = null;
    rove(mark);
    byId("panel-name").textContent = mark.name;
    const body = [];
    if (!mark.edge && mark.touches.length === 1) body.push(...connections(mark));
    if (mark.behind.length > 0) {
      body.push(make("h3", "", count(mark.behind.length)));
      mark.behind.forEach((behind) => body.push(said(mark, behind)));
    } else {
      body.push(make("p", "", words.none));
    }
    byId("panel-body").replaceChildren(...body);
    panel.classList.remove("idle");
    panel.scrollTop = 0;
    document.body.classList.add("split");
    byId("panel-name").focus({ preventScroll: true });
    mark.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    uncover(mark);
    show();
  };
  const light = (button, mark) => {
    button.type = "button";
    button.addEventListener("click", () => unfold(mark));
    button.addEventListener("pointerenter", () => {
      pointed = mark;
      show();
    });
    button.addEventListener("pointerleave", () => {
      pointed = null;
      show();
    });
  };
  // While nothing is open: what the search finds, else how to use the picture.
  let found = null;
  const rest = () => {
    const body = [help];
    if (found && found.length > 0) {
      const list = make("ul", "links");
      for (const mark of found.slice(0, 50)) {
        const button = make("button", "", mark.name);
        button.dir = "auto";
        light(button, mark);
        const entry = make("li");
        entry.append(button);
        list.append(entry);
      }
      body.unshift(list);
    }
    byId("panel-body").replaceChildren(...body);
  };
  const fold = () => {
    if (!open) return;
    const mark = open;
    open = null;
    panel.classList.add("idle");
    byId("panel-name").textContent = title;
    rest();
    document.body.classList.remove("split");
    if (!mark.gone) mark.element.focus();
    else byId("search").focus();
    show();
  };
  byId("close").addEventListener("click", fold);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      fold();
    }
  });

  // Search and filters.
  const search = byId("search");
  const boxes = [[byId("support"), 1], [byId("concern"), -1]];
  const theme = byId("theme");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const sift = () => {
    const signs = boxes.filter(([box]) => box.checked).map(([, value]) => value);
    const about = theme.value === "" ? null : Number(theme.value);
    const all = signs.length === 2;
    for (const mark of filtered) {
      const fits = all || share(mark.stances, signs);
      mark.gone = !(fits && (about === null || mark.themes.includes(about)));
      mark.element.classList.toggle("gone", mark.gone);
    }
    const narrowed = !all || about !== null;
    if (edges.length > 0) {
      for (const node of nodes) {
        const left = edges.some((edge) => !edge.gone && share(edge.touches, node.touches));
        node.element.classList.toggle("off", narrowed && !left);
      }
    }
    const wanted = plain(search.value.trim());
    found = wanted === "" ? null : visible().filter((mark) => !mark.edge && plain(mark.name).includes(wanted));
    sought = found && new Set(found.flatMap((mark) => (edges.length > 0 ? [...related(mark)] : [mark])));
    const shown = filtered.filter((mark) => !mark.gone).length;
    const said = [fill(edges.length > 0 ? words.edges : words.marks, { n: shown, all: filtered.length })];
    if (found) said.push(fill(words.found, { n: found.length }));
    status.textContent = said.join("; ");
    byId("clear").hidden = !narrowed && wanted === "";
    if (!stop || stop.gone) rove(visible()[0] || null);
    if (!open) rest();
    show();
  };
  search.addEventListener("input", sift);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    sift();
    if (found && found.length > 0) found[0].element.focus();
  });
  boxes.forEach(([box]) => box.addEventListener("change", sift));
  theme.addEventListener("change", sift);
  byId("clear").addEventListener("click", () => {
    search.value = "";
    theme.value = "";
    boxes.forEach(([box]) => {
      box.checked = true;
    });
    sift();
    search.focus();
  });

  // Size, which is known once everything is there.
  byId("tools").hidden = false;
  panel.hidden = false;
  const natural = svg.viewBox.baseVal.width;
  let scale = 1;
  const resize = (to) => {
    scale = Math.min(4, Math.max(0.25, to));
    svg.style.width = natural * scale + "px";
    byId("percent").textContent = Math.round(scale * 100) + " %";
  };
  byId("smaller").addEventListener("click", () => resize(scale / 1.25));
  byId("larger").addEventListener("click", () => resize(scale * 1.25));
  byId("actual").addEventListener("click", () => resize(1));
  // A picture that is a little too wide is made to fit; one that is far too wide would be too
  // small to read, and is scrolled.
  resize(Math.min(1, Math.max(0.75, (figure.clientWidth - 4) / natural)));

  // Tables.
  const isNumber = (row, at) => row.cells[at].classList.contains("n");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  for (const button of document.querySelectorAll(".sort")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const body = head.closest("table").tBodies[0];
      const at = head.cellIndex;
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const value = (row) => row.cells[at].textContent;
      const order = (a, b) => {
        const [x, y] = [value(a), value(b)];
        // What is empty stays at the end.
        if (x === "" || y === "") return (x === "") - (y === "");
        const numbers = isNumber(a, at) && isNumber(b, at);
        return (up ? 1 : -1) * (numbers ? Number(x) - Number(y) : collator.compare(x, y));
      };
      body.append(...[...body.rows].sort(order));
      status.textContent = fill(up ? words.ascending : words.descending, { column: button.textContent });
    });
  }

  sift();
})();

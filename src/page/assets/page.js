// What makes the pages quicker in the hand. They work without it. Nodes are made one by one, never from strings.
const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const keysOff = document.body.dataset.keys === "off";

// Copying: a citation with all that it needs.
for (const button of all("button.copy")) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1600);
  });
}

// What is wrong with a query is where the reader begins.
const invalid = $("input[aria-invalid]");
if (invalid) {
  invalid.focus();
  const wrong = $(".echo .err");
  const before = wrong && wrong.previousSibling && wrong.previousSibling.nodeType === Node.TEXT_NODE ? wrong.previousSibling.data.length : 0;
  if (wrong) invalid.setSelectionRange(before, before + wrong.textContent.length);
}

// Keys.
const step = (items, by, mark) => {
  if (items.length === 0) return null;
  const at = items.findIndex((item) => item.classList.contains(mark));
  const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1);
  items.forEach((item, n) => item.classList.toggle(mark, n === next));
  return items[next];
};
const hits = () => all(".hit, .quote");
const go = (selector) => { const link = $(selector); if (link) link.click(); };
const goHit = (by) => {
  const hit = step(hits(), by, "here");
  const link = hit && hit.querySelector("h2 a, .meta a");
  if (link) { link.focus({ preventScroll: true }); hit.scrollIntoView({ block: "nearest" }); }
};
const goMark = (by) => {
  const mark = step(all(".text mark"), by, "here");
  if (mark) mark.scrollIntoView({ block: "center" });
};
const pages = { c: "search", k: "quotes", t: "people", n: "countries", b: "compare" };
let afterG = false;
// The span of time that is being chosen, where there is a timeline.
let brush = null;
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select, [contenteditable]");
  if (keysOff || field || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  const key = event.key;
  if (brush && event.shiftKey && (key === "ArrowLeft" || key === "ArrowRight")) {
    event.preventDefault();
    return brush.extend(key === "ArrowRight" ? 1 : -1);
  }
  if (brush && brush.active() && (key === "Enter" || key === "Escape")) {
    event.preventDefault();
    return key === "Enter" ? brush.take() : brush.clear();
  }
  if (afterG) {
    afterG = false;
    if (pages[key]) { event.preventDefault(); go(`.nav [data-go="${pages[key]}"]`); }
    return;
  }
  const does = {
    "/": () => { const q = $(".field"); if (q) { q.focus(); q.select(); } },
    j: () => goHit(1),
    k: () => goHit(-1),
    o: () => go(".here h2 a, .here .meta a"),
    n: () => goMark(1),
    p: () => goMark(-1),
    "]": () => go(".walk [rel=next], .pages [rel=next]"),
    "[": () => go(".walk [rel=prev], .pages [rel=prev]"),
    g: () => { afterG = true; },
    f: () => { const first = $(".facets .only"); if (first) first.focus(); },
    e: () => { const first = $("[data-export]"); if (first) first.focus(); },
    y: () => go(".here button.copy, .panel button.copy"),
    s: () => go(".tools .seg:nth-of-type(2) a:not([aria-current])"),
    "?": () => { const keys = $("#keys"); if (keys) keys.showModal(); },
  }[key];
  if (does) { event.preventDefault(); does(); }
});

// Suggestions below the field, as the combobox of the ARIA guide: the last word is completed.
const input = $("#q");
if (input) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let chosen = -1;
  let asked = 0;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (n) => {
    chosen = n;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === n)));
    if (n >= 0) input.setAttribute("aria-activedescendant", list.children[n].id);
  };
  const take = (item) => {
    const before = input.value.slice(0, Number(item.dataset.from));
    input.value = before + item.dataset.text + (item.dataset.text.endsWith(":") ? "" : " ");
    close();
    input.focus();
  };
  const show = (values) => {
    list.replaceChildren(...values.map((value, n) => {
      const item = document.createElement("li");
      item.id = `suggestion-${n}`;
      item.setAttribute("role", "option");
      item.dataset.text = value.text;
      item.dataset.from = value.start;
      const name = document.createElement("bdi");
      name.textContent = value.label;
      const count = document.createElement("span");
      count.textContent = value.count ?? "";
      item.append(name, count);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    list.hidden = values.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    chosen = -1;
  };
  const ask = async () => {
    const mine = ++asked;
    const before = input.value.slice(0, input.selectionStart ?? input.value.length);
    if (before.trim().length < 2 || before.length < input.value.length) return close();
    try {
      const answer = await fetch(`api/v1/suggest?q=${encodeURIComponent(before)}&limit=8`, { credentials: "same-origin" });
      if (!answer.ok || mine !== asked) return;
      show((await answer.json()).suggestions);
    } catch {
      close();
    }
  };
  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const number = list.children.length;
    if (event.key === "ArrowDown") { event.preventDefault(); choose((chosen + 1) % number); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose((chosen - 1 + number) % number); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
}

// The timeline: drag over bars, or choose them with shift and arrows, to take their span.
for (const figure of all("figure[data-brush]")) {
  const bars = [...figure.querySelectorAll("a[data-value]")];
  const plot = figure.querySelector(".plot");
  if (!plot || bars.length === 0) continue;
  const said = document.createElement("output");
  said.className = "span";
  (figure.querySelector("figcaption") || figure).append(said);
  const name = (bar) => bar.querySelector("title").textContent.split(":")[0];
  let first = -1;
  let last = -1;
  const paint = () => {
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    bars.forEach((bar, n) => bar.classList.toggle("brushed", from >= 0 && n >= from && n <= to));
    said.textContent = from < 0 ? "" : from === to ? name(bars[from]) : `${name(bars[from])} – ${name(bars[to])}`;
  };
  const clear = () => { first = last = -1; paint(); };
  const take = () => {
    // A week has its first and its last day.
    const from = bars[Math.min(first, last)].dataset.value.split("/")[0];
    const to = bars[Math.max(first, last)].dataset.value.split("/").pop();
    const target = new URL(figure.dataset.brush, location.href);
    target.searchParams.set("from", from);
    target.searchParams.set("to", to);
    location.assign(target);
  };
  const at = (event) => bars.findIndex((bar) => {
    const box = bar.querySelector(".area").getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
  let dragging = false;
  plot.addEventListener("dragstart", (event) => event.preventDefault());
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    clear();
    first = at(event);
    dragging = first >= 0;
  });
  plot.addEventListener("pointermove", (event) => {
    const now = at(event);
    if (dragging && now >= 0 && (now !== first || last >= 0)) { last = now; paint(); }
  });
  addEventListener("pointerup", () => {
    if (!dragging) return;
    dragging = false;
    if (last >= 0 && last !== first) take(); else clear();
  });
  if (!brush) {
    brush = {
      active: () => last >= 0,
      extend: (by) => {
        if (last < 0) first = last = by > 0 ? 0 : bars.length - 1;
        else last = Math.min(Math.max(last + by, 0), bars.length - 1);
        paint();
      },
      take,
      clear,
    };
  }
}

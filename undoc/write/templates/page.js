(() => {
"use strict";
const $ = (selector) => document.querySelector(selector);
const $$ = (selector) => [...document.querySelectorAll(selector)];
const article = $("#document"), said = $("#said");
const narrow = matchMedia("(max-width: 56rem)");

// What is switched stays so, where the browser lets a page keep anything.
const kept = { get(key) { try { return localStorage.getItem("undoc-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("undoc-" + key, value); } catch { /* private window */ } } };
for (const box of $$(".switch input")) {
  const before = kept.get(box.id);
  if (before !== null) box.checked = before === "on";
  box.addEventListener("change", () => kept.set(box.id, box.checked ? "on" : "off"));
}
const theme = $("#theme");
if (["light", "dark"].includes(kept.get("theme"))) theme.value = kept.get("theme");
theme.addEventListener("change", () => kept.set("theme", theme.value));

// A click on a number copies how the unit is cited; the link itself goes there as ever.
let clearing;
const say = (words) => { said.textContent = words; clearTimeout(clearing); clearing = setTimeout(() => { said.textContent = ""; }, 2500); };
const copy = async (words) => {
  try { await navigator.clipboard.writeText(words); return true; } catch { /* no permission: the old way */ }
  const field = document.createElement("textarea");
  field.value = words; field.className = "unseen"; document.body.append(field); field.select();
  const done = document.execCommand("copy"); field.remove(); return done;
};
for (const number of $$("[data-cite]")) number.title = "复制引文";
document.addEventListener("click", async (event) => {
  const number = event.target.closest("[data-cite]");
  if (!number) return;
  const name = document.documentElement.dataset.name;
  const words = name ? `${name}, ${number.dataset.cite}` : number.dataset.cite;
  say(await copy(words) ? `已复制：${words}` : words);
});

// The outline follows the reader.
const outline = $(".outline"), details = $(".outline details");
const stops = $$(".outline a").map((link) => ({ link, unit: document.getElementById(decodeURIComponent(link.hash.slice(1))) })).filter((stop) => stop.unit);
let current = stops[0];
const follow = () => {
  let here = stops[0];
  for (const stop of stops) if (stop.unit.getBoundingClientRect().top <= 120) here = stop;
  if (scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2) here = stops.at(-1);
  if (here === current || !here) return;
  current?.link.removeAttribute("aria-current");
  here.link.setAttribute("aria-current", "true");
  current = here;
  if (!narrow.matches) {
    const top = here.link.offsetTop - outline.clientHeight / 2;
    if (Math.abs(outline.scrollTop - top) > outline.clientHeight / 3) outline.scrollTop = top;
  }
};
const fold = () => { details.open = !narrow.matches; };
fold();
narrow.addEventListener("change", fold);
outline.addEventListener("click", (event) => { if (narrow.matches && event.target.closest("a")) details.open = false; });

// Notes beside the text stand level with what calls them, as far as there is room.
const notes = $$("article .unit > .note, article .section > .note, article .annex > .note");
const place = () => {
  for (const note of notes) note.style.cssText = "";
  if (!notes.length || getComputedStyle(notes[0]).getPropertyValue("--beside") !== "1") return;
  let free = 0;
  const tops = notes.map((note) => {
    const call = document.getElementById("call-" + note.id);
    return (call ?? note).getBoundingClientRect().top + scrollY - 6;
  });
  notes.forEach((note, index) => {
    const at = Math.max(free, tops[index]);
    const parent = note.parentElement;
    if (getComputedStyle(parent).position === "static") parent.style.position = "relative";
    const inside = article.getBoundingClientRect().right - parent.getBoundingClientRect().right;
    note.style.cssText = `position:absolute;float:none;margin:0;top:${at - parent.getBoundingClientRect().top - scrollY}px;right:${-inside}px`;
    free = at + note.offsetHeight + 8;
  });
};
let waiting = 0;
const onScroll = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; follow(); }); };
addEventListener("scroll", onScroll, { passive: true });
new ResizeObserver(() => { place(); follow(); }).observe(article);
document.fonts?.ready.then(place);
follow();

// Columns of the speakers can be ordered.
for (const table of $$(".sortable")) {
  const heads = [...table.querySelectorAll("thead th")];
  heads.slice(0, 5).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
      const body = table.tBodies[0];
      const value = (row) => row.cells[column].textContent;
      body.append(...[...body.rows].sort((a, b) => down * value(a).localeCompare(value(b), "zh", { numeric: true })));
    });
  });
}

// The source view: built when it is first asked for.
const pane = $("#source"), opener = $("#source-switch");
if (!pane || !("DecompressionStream" in window)) return;
opener.hidden = false;
let pieces, doubtful = [], lit = [];
const unpack = async () => {
  const bytes = Uint8Array.from(atob($("#source-data").textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json();
};
const make = (tag, name, words) => { const element = document.createElement(tag); if (name) element.className = name; if (words !== undefined) element.textContent = words; return element; };
const build = ({ owners, lines }) => {
  pieces = new Map();
  const all = document.createDocumentFragment();
  let page = lines.length ? lines[0][1] : 1, last = 0;
  for (const [number, on, doubts, ...rest] of lines) {
    if (on !== page) all.append(make("div", "source-page", `第 ${on} 页`));
    const line = make("div", "source-line"), words = make("span");
    if (number > last + 1 && on === page) line.classList.add("after-gap");
    if (doubts.length) { line.classList.add("doubtful"); line.title = doubts.join("\n"); doubtful.push(line); }
    line.append(make("i", "", number), words);
    for (let at = 0; at < rest.length; at += 2) {
      const owner = owners[rest[at + 1]];
      if (!owner) { words.append(rest[at]); continue; }
      const [eid, name, sort] = owner, piece = make("b", sort, rest[at]);
      piece.title = name;
      if (eid !== null) {
        piece.classList.add("owned"); piece.dataset.unit = eid;
        if (!pieces.has(eid)) pieces.set(eid, []);
        pieces.get(eid).push(piece);
      }
      words.append(piece);
    }
    all.append(line);
    page = on; last = number;
  }
  $(".source-lines").replaceChildren(all);
};
const light = (eid, scroll) => {
  for (const element of lit) element.classList.remove("lit");
  const unit = eid === null ? null : document.getElementById(eid);
  const own = unit && (unit.matches(".section, .annex") ? unit.querySelector(":scope > :is(h2, h3, h4, h5, h6)") : unit);
  lit = [...(pieces.get(eid) ?? []), ...(own ? [own] : [])];
  for (const element of lit) element.classList.add("lit");
  const first = pieces.get(eid)?.[0];
  if (scroll && first) {
    const box = $(".source-lines");
    const top = first.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 0 || top > box.clientHeight * .8) box.scrollTop += top - box.clientHeight / 3;
  }
};
const pointed = (target) => {
  for (let unit = target.closest?.("article [id]"); unit; unit = unit.parentElement?.closest("article [id]")) {
    const call = unit.id.startsWith("call-") ? unit.id.slice(5) : unit.id;
    if (pieces.has(call)) return call;
  }
  return null;
};
const show = async (on) => {
  if (on && !pieces) build(await unpack());
  pane.hidden = !on;
  opener.setAttribute("aria-pressed", String(on));
  document.documentElement.classList.toggle("with-source", on);
  if (!on) light(null);
};
opener.addEventListener("click", () => show(pane.hidden));
$("#source-close").addEventListener("click", () => { show(false); opener.focus(); });
addEventListener("keydown", (event) => { if (event.key === "Escape" && !pane.hidden) { show(false); opener.focus(); } });
for (const kind of ["mouseover", "focusin", "click"]) article.addEventListener(kind, (event) => {
  if (pane.hidden || !pieces) return;
  const eid = pointed(event.target);
  if (eid !== null) light(eid, true);
});
pane.addEventListener("mouseover", (event) => { const piece = event.target.closest("[data-unit]"); if (piece) light(piece.dataset.unit, false); });
pane.addEventListener("click", (event) => {
  const piece = event.target.closest("[data-unit]");
  if (piece) document.getElementById(piece.dataset.unit)?.scrollIntoView({ block: "center" });
});
let doubt = -1;
$("#next-doubt")?.addEventListener("click", () => {
  if (!doubtful.length) return;
  doubt = (doubt + 1) % doubtful.length;
  doubtful[doubt].scrollIntoView({ block: "center" });
  say(doubtful[doubt].title);
});
})();

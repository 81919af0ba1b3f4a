"use strict";
const page = document.documentElement;

// Light or dark, as the system has it until it is said otherwise.
document.getElementById("scheme").addEventListener("click", () => {
  const isDark = page.dataset.scheme ? page.dataset.scheme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  page.dataset.scheme = isDark ? "light" : "dark";
});

const graph = document.getElementById("graph");
graph.replaceChildren();
flameGraph(graph, JSON.parse(document.getElementById("data").textContent),
  graph.dataset.time);

const heatControls = document.getElementById("heat-controls");
if (heatControls)
  sourceHeat(heatControls,
    JSON.parse(document.getElementById("heat").textContent),
    document.querySelectorAll("table.heat"), heatControls.dataset.time);

for (const button of document.querySelectorAll(".find")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const search = graph.querySelector("input");
    search.value = button.dataset.find;
    search.dispatchEvent(new Event("input"));
    document.getElementById("flame").scrollIntoView();
    search.focus({ preventScroll: true });
  });
}

// Not every browser lets a page from disk write to the clipboard.
if (navigator.clipboard)
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select and copy it";
      }
    });
  }

// What is folded away is on paper all the same.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

// What is between backticks is code.
const proseOf = ".lead, .card p, .hotspot > p, .changes p, .changes b, "
  + ".checklist td, .notes li, #proof td, #proof th";
for (const element of document.querySelectorAll(proseOf))
  for (const node of [...element.childNodes]) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const parts = node.textContent.split("`");
    if (parts.length < 3 || parts.length % 2 === 0) continue;
    node.replaceWith(...parts.map((part, index) => {
      if (index % 2 === 0) return part;
      const code = document.createElement("code");
      code.textContent = part;
      return code;
    }));
  }

// A link into a folded part opens it.
function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  const details = target && target.closest("details");
  if (details && !details.open) {
    details.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);
reveal();

const links = new Map();
for (const link of document.querySelectorAll("nav a"))
  links.set(document.querySelector(link.getAttribute("href")), link);
const visible = new Set();
const watcher = new IntersectionObserver(entries => {
  for (const entry of entries)
    if (entry.isIntersecting) visible.add(entry.target);
    else visible.delete(entry.target);
  const first = [...links.keys()].find(section => visible.has(section));
  for (const [section, link] of links)
    if (section === first) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
}, { rootMargin: "-60px 0px -50% 0px" });
for (const section of links.keys()) watcher.observe(section);
highlightAll();

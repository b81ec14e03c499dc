"use strict";
// Filters, keys and the theme. Without this script the page still shows everything.
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const form = document.getElementById("filters");
  const pages = all(".page").map((element) => ({
    element,
    lang: element.dataset.lang,
    path: element.dataset.path.toLowerCase() + " " + (element.querySelector(".from")?.textContent.toLowerCase() ?? ""),
    notes: all(".p", element),
    marks: all("[data-p]", element),
  }));
  const total = all(".p").length;
  let visible = [];
  form.hidden = false;

  function apply() {
    const data = new FormData(form);
    const severities = new Set(data.getAll("s"));
    const [rule, lang, path] = ["rule", "lang", "path"].map((name) => data.get(name).trim());
    const clean = data.has("clean");
    visible = [];
    let shown = 0;
    for (const page of pages) {
      const here = (!lang || page.lang === lang) && page.path.includes(path.toLowerCase());
      const ids = new Set();
      for (const note of page.notes) {
        const fits = here && severities.has(note.dataset.s) && (!rule || note.dataset.r === rule);
        note.classList.toggle("off", !fits);
        if (fits) {
          visible.push(note);
          ids.add(note.id);
        }
      }
      for (const mark of page.marks) {
        mark.classList.toggle("mute", !mark.dataset.p.split(" ").some((id) => ids.has(id)));
      }
      const show = here && (ids.size > 0 || (clean && page.notes.length === 0));
      page.element.classList.toggle("off", !show);
      shown += show;
    }
    document.getElementById("nothing").hidden = shown > 0 || total === 0;
    document.getElementById("count").textContent = `${visible.length} of ${total} findings`;
  }

  function reveal(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  function step(by) {
    if (!visible.length) return;
    const now = visible.indexOf(document.activeElement);
    const next = visible[now < 0 ? (by > 0 ? 0 : visible.length - 1) : (now + by + visible.length) % visible.length];
    reveal(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function follow() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches("details")) target.open = true;
    reveal(target);
    target.scrollIntoView({ block: "center" });
  }

  const actions = {
    j: () => step(1),
    n: () => step(1),
    k: () => step(-1),
    p: () => step(-1),
    "/": () => form.elements.path.focus(),
    o: () => {
      const page = document.activeElement.closest(".page");
      if (page) {
        page.open = !page.open;
        page.querySelector("summary").focus();
      }
    },
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.getElementById("all").addEventListener("click", (event) => {
    const open = pages.some((page) => !page.element.open && !page.element.classList.contains("off"));
    for (const page of pages) page.element.open = open;
    event.target.textContent = open ? "Close all" : "Open all";
  });
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.activeElement.blur();
      form.reset();
    } else if (!event.target.matches("input, select, textarea") && Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => pages.forEach((page) => page.notes.length && (page.element.open = true)));
  apply();
  follow();
})();

// Keeps the page up to date: when the server tells of another version, the main part is fetched and put in place of the old
// one. What was open stays open, and what is new in the chosen document is marked.
"use strict";
(() => {
  const status = document.getElementById("link");
  const sheet = document.getElementById("sheet");
  const BLOCKS = "p, li, tr, h1, h2, h3, h4, dt, dd, blockquote, pre";

  // The texts of the blocks of the document in the frame.
  const blocks = () => {
    const inside = sheet.contentDocument;
    return inside ? Array.from(inside.querySelectorAll(BLOCKS)) : [];
  };

  // Loads the chosen document again and marks the blocks whose text was not there before.
  const reload = () => {
    if (!sheet.contentWindow || sheet.contentWindow.location.href === "about:blank") return;
    const before = new Set(blocks().map((block) => block.textContent));
    const top = sheet.contentWindow.scrollY;
    sheet.addEventListener("load", () => {
      const fresh = before.size > 0 ? blocks().filter((block) => !before.has(block.textContent)) : [];
      for (const block of fresh) {
        block.style.outline = "2px solid #b45309";
        block.style.outlineOffset = "2px";
        block.dataset.changed = "";
      }
      sheet.contentWindow.scrollTo(0, top);
    }, { once: true });
    sheet.contentWindow.location.reload();
  };

  const open = () => Array.from(document.querySelectorAll("main details"), (part) => [part.id, part.open]);

  const refresh = async () => {
    const answer = await fetch("/main");
    if (!answer.ok) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = parsed.getElementById("main");
    const old = document.getElementById("main");
    if (!fresh || fresh.dataset.version === old.dataset.version) return;
    for (const [id, was] of open()) {
      const part = id === "" ? null : fresh.querySelector("#" + CSS.escape(id));
      if (part) part.open = was;
    }
    const top = window.scrollY;
    old.replaceWith(document.adoptNode(fresh));
    window.scrollTo(0, top);
    reload();
  };

  const events = new EventSource("/events");
  events.addEventListener("open", () => { status.textContent = status.dataset.live; status.className = "live"; });
  events.addEventListener("error", () => { status.textContent = status.dataset.gone; status.className = "gone"; });
  // One after the other: the later answer is never overtaken by the earlier one.
  let turn = Promise.resolve();
  events.addEventListener("version", (event) => {
    if (event.data !== document.getElementById("main").dataset.version) turn = turn.then(refresh).catch(() => {});
  });
})();

// Small behaviours of the frame. No page needs a script of its own for these.
"use strict";
(() => {
  // A list's filters apply as soon as a choice changes; text waits for Enter.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit();
  });
  // Empty parameters are left out, so that an address says only what was chosen.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-autosubmit]")) {
      const asked = event.target.dataset.confirm;
      if (asked && !window.confirm(asked)) event.preventDefault();
      return;
    }
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form[data-autosubmit] :disabled")) field.disabled = false;
  });
  // "/" goes to the search box; Escape and a click elsewhere close its hits.
  const box = document.getElementById("search");
  const hits = document.getElementById("search-hits");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && box) { event.preventDefault(); box.focus(); box.select(); }
    if (event.key === "Escape" && hits) { hits.replaceChildren(); if (event.target === box) box.blur(); }
    if (event.target === box && event.key === "ArrowDown") { event.preventDefault(); hits.querySelector("a")?.focus(); }
    else if (hits?.contains(event.target) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const links = [...hits.querySelectorAll("a")];
      const next = links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
      (links[next] ?? (next < 0 ? box : links[0]))?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (hits && !event.target.closest(".yh-search")) hits.replaceChildren();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const source = document.getElementById(copy.dataset.copy);
      const text = source.value ?? source.textContent;
      const done = () => { copy.dataset.said ??= copy.textContent; copy.textContent = "已复制"; setTimeout(() => { copy.textContent = copy.dataset.said; }, 1500); };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done);
      else { const range = document.createRange(); range.selectNodeContents(source); getSelection().removeAllRanges(); getSelection().addRange(range); }
    }
    if (event.target.closest("[data-print]")) window.print();
  });
  // A progress bar that has just ended may ask for the page to be read again.
  document.addEventListener("htmx:afterSwap", () => { if (document.querySelector("[data-reload]")) window.location.reload(); });
})();

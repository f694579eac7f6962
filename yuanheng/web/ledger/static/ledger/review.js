// Reviewing by keys: a decision is one key, arrows and numbers choose the candidate, the next record comes by htmx.
"use strict";
(() => {
  const typing = (node) => node.matches("input:not([type=radio]), textarea, select, [contenteditable]");
  const picks = () => [...document.querySelectorAll("#choices input[type=radio]")];
  const choose = (step) => {
    const all = picks();
    const here = all.findIndex((each) => each.checked);
    const next = all[Math.min(all.length - 1, Math.max(0, here + step))];
    if (next) { next.checked = true; next.closest("label").scrollIntoView({ block: "nearest" }); }
  };
  const open = (id) => {
    const fold = document.getElementById(id);
    fold.open = true;
    const field = fold.querySelector("input:not([type=hidden]), select, textarea");
    field.focus();
    if (field.select) field.select();
  };
  let busy = false; // a key held down must not decide the next record unseen
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.target.matches("form")) busy = true; });
  for (const name of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"]) document.addEventListener(name, () => { busy = false; });
  const byReview = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(event.key === "ArrowDown" ? 1 : -1); return; }
    if (/^[1-9]$/.test(event.key)) { const pick = picks()[Number(event.key) - 1]; if (pick) pick.checked = true; return; }
    const at = document.querySelector(`[data-review] [data-key="${event.key}"]`);
    if (!at || busy || event.repeat) return;
    event.preventDefault();
    if (at.dataset.open) open(at.dataset.open);
    else if (at.matches("input")) at.focus();
    else at.click();
  };
  const openChecks = () => [...document.querySelectorAll("[data-batch] .yh-open")].filter((each) => each.querySelector("form"));
  const byBatch = (event) => {
    const first = openChecks()[0];
    if (!first || busy || event.repeat || !["s", "d"].includes(event.key)) return;
    event.preventDefault();
    first.querySelector(`button[value="${event.key === "s" ? "yes" : "no"}"]`).click();
  };
  const mark = () => { const first = openChecks()[0]; if (first) { first.classList.add("yh-now"); first.scrollIntoView({ block: "nearest" }); } };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    if (document.querySelector("[data-review]")) byReview(event);
    else if (document.querySelector("[data-batch]")) byBatch(event);
  });
  // Whoever leaves lets the record go, so that the others need not wait for the lease to end.
  window.addEventListener("pagehide", () => {
    const review = document.querySelector("[data-review]"), record = document.querySelector("[data-record]");
    if (!review || !record || !record.dataset.until) return;
    const said = new FormData();
    said.append("record", record.dataset.record);
    said.append("until", record.dataset.until);
    said.append("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    navigator.sendBeacon(review.dataset.review, said);
  });
  document.addEventListener("htmx:afterSettle", mark);
  mark();
})();

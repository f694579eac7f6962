// The text of a plan: choose a span to add a target, and follow a mark to its line and back.
"use strict";
(() => {
  const text = document.querySelector("[data-plan-text]");
  if (!text) return;
  const pick = document.getElementById("pick");

  // Offsets are counted in characters of the stored text, so astral characters count once.
  function offset(node, at) {
    const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!part || !text.contains(part)) return null;
    const range = document.createRange();
    range.setStart(part, 0);
    range.setEnd(node, at);
    return Number(part.dataset.at) + [...range.toString()].length;
  }
  function chosen() {
    const selection = window.getSelection();
    if (!pick || !selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    pick.hidden = false;
    pick.querySelector("[name=start]").value = start;
    pick.querySelector("[name=end]").value = end;
    pick.querySelector("q").textContent = selection.toString().replace(/\s+/g, "").slice(0, 80);
  }
  text.addEventListener("mouseup", () => setTimeout(chosen, 0));
  text.addEventListener("touchend", () => setTimeout(chosen, 50));
  text.addEventListener("keyup", chosen);
  const here = (element) => {
    document.querySelectorAll(".plan-here").forEach((e) => e.classList.remove("plan-here"));
    element?.classList.add("plan-here");
    element?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a[data-row]");
    if (mark) {
      if (!window.getSelection().isCollapsed) { event.preventDefault(); return; }
      event.preventDefault();
      here(document.getElementById(mark.dataset.row));
    }
    const back = event.target.closest("a[data-mark]");
    if (back) { event.preventDefault(); here(document.getElementById(back.dataset.mark)); }
  });
})();

// The ledger's pages: files dropped or chosen, and keys for lists that are worked through.
"use strict";
(() => {
  const size = (n) => (n < 1024 ? `${n} B` : n < 1048576 ? `${(n / 1024).toFixed(0)} KB` : `${(n / 1048576).toFixed(1)} MB`);
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const field = drop.querySelector("input[type=file]");
    const list = document.getElementById("chosen");
    const show = () => {
      list.replaceChildren(...[...field.files].map((file) => {
        const line = document.createElement("li");
        for (const text of [file.name, size(file.size)]) { const part = document.createElement("span"); part.textContent = text; line.append(part); }
        return line;
      }));
    };
    field.addEventListener("change", show);
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (e) => { e.preventDefault(); drop.classList.add("yh-drop-over"); });
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (e) => { e.preventDefault(); drop.classList.remove("yh-drop-over"); });
    drop.addEventListener("drop", (e) => {
      const all = new DataTransfer();
      for (const file of [...field.files, ...e.dataTransfer.files]) all.items.add(file);
      field.files = all.files;
      show();
    });
  }
  // The cell in question is in view within its frame; the page itself stays where it is.
  const target = document.querySelector(".yh-sheet-target");
  if (target) {
    const frame = target.closest(".yh-sheet-frame");
    frame.scrollLeft = Math.max(0, target.offsetLeft - frame.clientWidth / 2);
    frame.scrollTop = Math.max(0, target.offsetTop - frame.clientHeight / 2);
  }
  // j and k walk through the links and buttons of a list; Enter is the browser's own.
  const items = () => [...document.querySelectorAll("[data-keys] a.yh-key, [data-keys] button.yh-key, [data-keys] tbody td:first-child a")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j" || event.key === "k") {
      const all = items();
      if (!all.length) return;
      event.preventDefault();
      const here = all.indexOf(document.activeElement);
      const next = event.key === "j" ? Math.min(here + 1, all.length - 1) : Math.max(here - 1, 0);
      all[next].focus();
      all[next].scrollIntoView({ block: "nearest" });
    }
    if (event.key === "n") { const on = document.querySelector("[data-following]"); if (on) { event.preventDefault(); on.click(); } }
    if (event.key === "s") { const box = document.getElementById("candidate-search"); if (box) { event.preventDefault(); box.focus(); } }
  });
})();

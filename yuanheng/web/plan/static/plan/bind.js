// Choosing another tally shows the filters that it takes.
"use strict";
(() => {
  const select = document.querySelector("select[data-tally]");
  select?.addEventListener("change", () => {
    const url = new URL(window.location.href);
    url.searchParams.set("tally", select.value);
    window.location.assign(url);
  });
})();

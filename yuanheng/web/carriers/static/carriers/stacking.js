// Widths in proportion to areas: a class cannot say a number, and the page allows no inline style.
(() => {
  const stack = document.getElementById("stacking");
  if (!stack) return;
  const widest = Number(stack.dataset.widest) || 1;
  for (const row of stack.querySelectorAll(".cr-row")) {
    let used = 0;
    for (const unit of row.querySelectorAll(".cr-unit")) {
      const width = Number(unit.dataset.width) || 1;
      used += width;
      unit.style.flexGrow = String(width);
    }
    if (used < widest) {
      const rest = document.createElement("span");
      rest.style.flexGrow = String(widest - used);
      rest.style.flexBasis = "0";
      row.append(rest);
    }
  }
})();

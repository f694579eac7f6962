/* The panel of layers: on and off, the shade, the legend with counts, classes left out. */
"use strict";
window.yhMap = window.yhMap || {};

(() => {
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name in made && typeof value !== "string") made[name] = value; else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  const swatch = (layer, colour) => {
    const made = make("span", { class: `mp-swatch mp-swatch-${layer.shape}` });
    made.style.backgroundColor = colour;
    return made;
  };

  const both = (now, other) => (other === undefined ? `${now}` : `${now} / ${other}`);

  /** The rows of a shade; with a second day each count reads "first / second". */
  const rowsOf = (layer, shade, other) => {
    const rows = shade.rows.map((row, n) => ({ place: n, ...row, other: other?.rows[n].count }));
    const missing = { place: -1, ...shade.missing, other: other?.missing.count };
    return [...rows, missing].filter((row) => row.count || row.other || (row.place >= 0 && !shade.steps.length));
  };

  const legend = (layer, shade, state, other, change) => rowsOf(layer, shade, other).map((row) => {
    const made = make("button", { type: "button", class: "mp-row", "aria-pressed": String(!state.off.includes(row.place)), title: "点一下只隐藏或显示这一类" },
      swatch(layer, row.colour), make("span", { class: "mp-name" }, row.label), make("span", { class: "mp-n" }, both(row.count, row.other)));
    made.addEventListener("click", () => change(layer.code, { off: state.off.includes(row.place) ? state.off.filter((n) => n !== row.place) : [...state.off, row.place] }));
    return made;
  });

  const block = (layer, state, other, change) => {
    const tick = make("input", { type: "checkbox", class: "form-check-input m-0", checked: state.shown });
    tick.addEventListener("change", () => change(layer.code, { shown: tick.checked }));
    const head = make("div", { class: "mp-layer-head" }, make("label", {}, tick, make("span", {}, layer.label)), make("span", { class: "mp-n" }, both(layer.count, other?.count)));
    const made = make("div", { class: "mp-layer", "data-layer": layer.code }, head);
    if (!state.shown) return made;
    if (layer.shades.length) {
      const choice = make("select", { class: "form-select form-select-sm", "aria-label": `${layer.label}按什么着色` },
        ...layer.shades.map((s) => make("option", { value: s.code, selected: s.code === state.shade }, s.unit ? `${s.label}(${s.unit})` : s.label)));
      choice.addEventListener("change", () => change(layer.code, { shade: choice.value, off: [] }));
      const shade = yhMap.shadeOf(layer, state);
      made.append(choice, ...legend(layer, shade, state, other?.shades.find((s) => s.code === shade.code), change));
    } else head.querySelector("label").insertBefore(swatch(layer, layer.colour), head.querySelector("label span"));
    return made;
  };

  /** Draw the panel anew; the ground lies at the end. */
  const drawPanel = (box, site, states, other, change) => {
    const order = [...site.layers].sort((a, b) => a.background - b.background).filter((l) => l.count || !l.background);
    const empty = site.layers.every((l) => !l.count);
    box.replaceChildren(...(empty ? [make("div", { class: "p-3 text-secondary" }, "这一天图上什么也没有。先到“宗地”导入宗地图层,或换一个日期。")] : []),
      ...order.map((layer) => block(layer, states[layer.code], other?.layers.find((l) => l.code === layer.code), change)));
  };

  Object.assign(window.yhMap, { make, swatch, rowsOf, drawPanel });
})();

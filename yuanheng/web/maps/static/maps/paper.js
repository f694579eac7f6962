/* The map on paper: a picture of what is seen, with title, legend, scale and day, on A4 landscape. */
"use strict";
window.yhMap = window.yhMap || {};

(() => {
  const WIDE = 277, HIGH = 140; // millimetres that the page leaves for the map
  const by = (id) => document.getElementById(id);

  const metresAPixel = (map) => (156543.03392804097 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** (map.getZoom() + 1);

  const round = (value) => { const ten = 10 ** Math.floor(Math.log10(value)); return [5, 2, 1].find((n) => n * ten <= value) * ten; };

  const figure = (map, day, width) => {
    const canvas = map.getCanvas(), image = document.createElement("img"), made = document.createElement("figure");
    const ratio = canvas.height / canvas.width, mm = Math.min(width, HIGH / ratio);
    image.src = canvas.toDataURL("image/png");
    image.alt = "";
    image.style.width = `${mm}mm`;
    image.style.height = `${mm * ratio}mm`;
    made.append(image, day);
    return { made, mm, ready: image.decode() };
  };

  const legend = (site, states) => site.layers.filter((l) => states[l.code].shown && l.count).flatMap((layer) => {
    const state = states[layer.code], shade = yhMap.shadeOf(layer, state);
    if (!shade) return [yhMap.make("span", {}, yhMap.swatch(layer, layer.colour), ` ${layer.label}`)];
    const rows = yhMap.rowsOf(layer, shade).filter((row) => row.count && !state.off.includes(row.place));
    const head = yhMap.make("strong", {}, `${layer.label} · ${shade.label}${shade.unit ? `(${shade.unit})` : ""}`);
    return [head, ...rows.map((row) => yhMap.make("span", {}, yhMap.swatch(layer, row.colour), ` ${row.label} ${row.count}`))];
  });

  /** Fill the sheet and open the browser's dialogue. `maps` are [[map, day], …], one or two. */
  const printMaps = async (title, maps, site, states, day) => {
    const each = (WIDE - 3 * (maps.length - 1)) / maps.length;
    const made = maps.map(([map, on]) => figure(map, maps.length > 1 ? on : "", each));
    const [map] = maps[0], metres = metresAPixel(map) * map.getContainer().clientWidth, scale = (metres * 1000) / made[0].mm;
    const bar = round((metres * 40) / made[0].mm);
    by("paper-title").textContent = title;
    by("paper-maps").replaceChildren(...made.map((f) => f.made));
    by("paper-legend").replaceChildren(...legend(site, states));
    by("paper-bar").style.width = `${(bar * 1000) / scale}mm`;
    by("paper-scale").textContent = `${bar >= 1000 ? `${bar / 1000} 公里` : `${bar} 米`} · 比例尺约 1:${Math.round(scale / 10) * 10}`;
    by("paper-day").textContent = day;
    await Promise.all(made.map((f) => f.ready));
    window.print();
  };

  Object.assign(window.yhMap, { printMaps });
})();

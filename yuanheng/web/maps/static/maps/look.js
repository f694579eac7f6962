/* How a layer looks: what MapLibre draws of it, from what the site says of its shades. */
"use strict";
window.yhMap = window.yhMap || {};

(() => {
  const FONT = ["sans-serif"]; // no glyph files: the browser draws the letters itself
  const HALO = { "text-halo-color": "#fff", "text-halo-width": 1.4, "text-color": "#1d2733" };

  const shadeOf = (layer, state) => layer.shades.find((s) => s.code === state.shade) || null;

  /** Which row of the legend a thing belongs to; -1 where its value is missing. */
  const rowOf = (shade) => {
    const value = ["get", shade.code];
    if (shade.steps.length) {
      const steps = shade.steps.flatMap((step, n) => [step, n + 1]);
      return ["case", ["==", ["typeof", value], "number"], ["step", ["to-number", value, 0], 0, ...steps], -1];
    }
    return ["match", ["coalesce", value, ""], ...shade.rows.flatMap((row, n) => [row.value, n]), -1];
  };

  const colourOf = (layer, state) => {
    const shade = shadeOf(layer, state);
    if (!shade) return layer.colour;
    return ["match", rowOf(shade), ...shade.rows.flatMap((row, n) => [n, row.colour]), shade.missing.colour];
  };

  const filterOf = (layer, state) => {
    const shade = shadeOf(layer, state);
    return shade && state.off.length ? ["!", ["in", rowOf(shade), ["literal", state.off]]] : null;
  };

  const wide = (from, to) => ["interpolate", ["exponential", 1.6], ["zoom"], 10, from, 17, to];

  const label = (layer, more) => ({
    type: "symbol",
    minzoom: layer.shape === "polygon" ? 14.5 : layer.shape === "line" ? 13 : 14,
    layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-padding": 4, ...more },
    paint: HALO,
  });

  const SHAPES = {
    polygon: (layer, colour) => layer.background
      ? [{ part: "line", type: "line", paint: { "line-color": colour, "line-width": 1.6, "line-dasharray": [4, 2], "line-opacity": 0.8 } }]
      : [
          // planning areas cover much ground: pale, so that the parcels on them read true
          { part: "fill", type: "fill", paint: { "fill-color": colour, "fill-opacity": layer.code.startsWith("works") ? 0.22 : 0.62 } },
          { part: "line", type: "line", paint: { "line-color": "#fff", "line-width": wide(0.3, 1.6) } },
          { part: "label", ...label(layer, { "text-max-width": 8 }) },
        ],
    line: (layer, colour) => [
      { part: "line", type: "line", layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": colour, "line-opacity": layer.background ? 0.45 : 0.95, "line-width": layer.background ? wide(0.8, 9) : wide(2, 6) } },
      { part: "label", ...label(layer, { "symbol-placement": "line", "text-size": 11.5 }) },
    ],
    point: (layer, colour) => [
      { part: "dot", type: "circle", paint: { "circle-color": colour, "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 4, 16, 9], "circle-stroke-color": "#fff", "circle-stroke-width": 1.6 } },
      { part: "label", ...label(layer, { "text-offset": [0, 1.1], "text-anchor": "top" }) },
    ],
  };

  const CHOSEN = {
    polygon: { type: "line", paint: { "line-color": "#0b2f3c", "line-width": 3 } },
    line: { type: "line", layout: { "line-cap": "round" }, paint: { "line-color": "#0b2f3c", "line-width": 3, "line-dasharray": [1, 1.6] } },
    point: { type: "circle", paint: { "circle-color": "transparent", "circle-radius": 12, "circle-stroke-color": "#0b2f3c", "circle-stroke-width": 3 } },
  };

  const drawn = (layer, state) => {
    const filter = filterOf(layer, state);
    const parts = SHAPES[layer.shape](layer, colourOf(layer, state)).map(({ part, ...how }) => ({
      id: `${layer.code}|${part}`, source: layer.code, "source-layer": layer.code, ...(filter ? { filter } : {}), ...how,
      layout: { ...how.layout, visibility: state.shown ? "visible" : "none" },
    }));
    const chosen = { id: `${layer.code}|chosen`, source: layer.code, "source-layer": layer.code, filter: ["==", ["get", "pk"], state.chosen || ""], ...CHOSEN[layer.shape] };
    return layer.background ? parts : [...parts, { ...chosen, layout: { ...chosen.layout, visibility: state.shown ? "visible" : "none" } }];
  };

  const BELOW = (told) => told.below.layers.map((tiles, n) => ({
    id: `below-${n}`, source: { type: "raster", tiles, tileSize: 256, maxzoom: 18, attribution: n ? "" : told.below.attribution },
  }));

  /** The whole style of a map: everything at once, MapLibre itself finds what changed. */
  const styleOf = (told, site, states, query) => {
    const sources = {}, layers = [{ id: "ground", type: "background", paint: { "background-color": "#f3f5f2" } }];
    for (const { id, source } of BELOW(told)) { sources[id] = source; layers.push({ id, type: "raster", source: id }); }
    const labels = [];
    for (const layer of site.layers) {
      sources[layer.code] = {
        type: "vector", minzoom: 4, maxzoom: 17,
        tiles: [`${location.origin}${told.tiles.replace("LAYER", layer.code)}?${query}&k=${layer.key}`],
      };
      for (const made of drawn(layer, states[layer.code])) (made.type === "symbol" ? labels : layers).push(made);
    }
    return { version: 8, sources, layers: [...layers, ...labels] };
  };

  Object.assign(window.yhMap, { styleOf, shadeOf });
})();

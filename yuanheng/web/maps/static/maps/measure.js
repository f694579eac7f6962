/* Distances and areas on the ellipsoid of CGCS2000, drawn on the map as one clicks. */
"use strict";
window.yhMap = window.yhMap || {};

(() => {
  const A = 6378137, F = 1 / 298.257222101, E2 = F * (2 - F), RAD = Math.PI / 180;

  /** Metres north and east a radian at a latitude. */
  const radii = (lat) => {
    const w = 1 - E2 * Math.sin(lat * RAD) ** 2;
    return [(A * (1 - E2)) / w ** 1.5, (A / Math.sqrt(w)) * Math.cos(lat * RAD)];
  };

  const distance = (points) => points.slice(1).reduce((sum, [lon, lat], n) => {
    const [before, at] = points[n], [north, east] = radii((lat + at) / 2);
    return sum + Math.hypot((lat - at) * RAD * north, (lon - before) * RAD * east);
  }, 0);

  /** Square metres; exact to some 0.01 % over the size of a zone. */
  const area = (points) => {
    const middle = points.reduce((sum, p) => sum + p[1], 0) / points.length, [north, east] = radii(middle), [lon0, lat0] = points[0];
    const plane = points.map(([lon, lat]) => [(lon - lon0) * RAD * east, (lat - lat0) * RAD * north]);
    return Math.abs(plane.reduce((sum, [x, y], n) => { const [u, v] = plane[(n + 1) % plane.length]; return sum + x * v - u * y; }, 0)) / 2;
  };

  const said = (value, places) => value.toLocaleString("zh-CN", { minimumFractionDigits: places, maximumFractionDigits: places });
  const sayDistance = (m) => (m < 1000 ? `${said(m, 1)} 米` : `${said(m / 1000, 3)} 公里`);
  const sayArea = (m2) => `${said(m2, 0)} ㎡ · ${said((m2 * 3) / 2000, 2)} 亩`;

  const SOURCE = "measured";
  const LAYERS = [
    { id: "measured|fill", type: "fill", source: SOURCE, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": "#c2410c", "fill-opacity": 0.15 } },
    { id: "measured|line", type: "line", source: SOURCE, paint: { "line-color": "#c2410c", "line-width": 2.5 } },
    { id: "measured|dot", type: "circle", source: SOURCE, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": "#fff", "circle-radius": 4, "circle-stroke-color": "#c2410c", "circle-stroke-width": 2 } },
  ];

  class Measure {
    constructor(map, box, button) {
      Object.assign(this, { map, box, button, points: [], kind: "line", on: false });
      button.addEventListener("click", () => this.turn(!this.on));
      box.querySelector("#measure-clear").addEventListener("click", () => this.clear());
      for (const each of box.querySelectorAll("[data-measure]")) each.addEventListener("click", () => this.choose(each));
    }
    turn(on) {
      this.on = on;
      this.box.hidden = !on;
      this.button.setAttribute("aria-pressed", String(on));
      this.map.getContainer().parentElement.classList.toggle("mp-measuring", on);
      this.map.doubleClickZoom[on ? "disable" : "enable"]();
      this.clear();
    }
    choose(button) {
      this.kind = button.dataset.measure;
      for (const each of this.box.querySelectorAll("[data-measure]")) each.classList.toggle("active", each === button);
      this.show();
    }
    add({ lng, lat }) { this.points.push([lng, lat]); this.show(); }
    clear() { this.points = []; this.show(); }
    /** What MapLibre draws of it, to be put on top of the style. */
    style() {
      const p = this.points, shapes = p.map((c) => ({ type: "Point", coordinates: c }));
      if (this.kind === "area" && p.length > 2) shapes.push({ type: "Polygon", coordinates: [[...p, p[0]]] });
      else if (p.length > 1) shapes.push({ type: "LineString", coordinates: p });
      const features = shapes.map((geometry) => ({ type: "Feature", properties: {}, geometry }));
      return { source: { type: "geojson", data: { type: "FeatureCollection", features } }, layers: LAYERS };
    }
    show() {
      const source = this.map.getSource(SOURCE), p = this.points;
      if (source) source.setData(this.style().source.data);
      const told = this.kind === "area" ? p.length > 2 && sayArea(area(p)) : p.length > 1 && sayDistance(distance(p));
      this.box.querySelector("#measured").textContent = told || (p.length ? "再点下一点" : "在图上点出各点");
    }
  }

  Object.assign(window.yhMap, { Measure, distance, area, sayDistance, sayArea });
})();

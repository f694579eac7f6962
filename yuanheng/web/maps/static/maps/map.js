/* The map's page: what is on it is kept in the address, so that a link shows the same again. */
"use strict";
(async () => {
  const room = document.getElementById("map-room");
  if (!room) return;
  const by = (id) => document.getElementById(id);
  const told = JSON.parse(by("map-told").textContent);
  const asked = new URLSearchParams(location.search);
  const library = await import(told.library);
  library.setWorkerUrl(new URL(told.worker, location.href).href);
  const LOCALE = { "NavigationControl.ZoomIn": "放大", "NavigationControl.ZoomOut": "缩小", "NavigationControl.ResetBearing": "转回正北", "GeolocateControl.FindMyLocation": "我的位置", "GeolocateControl.LocationNotAvailable": "取不到位置", "ScaleControl.Meters": "米", "ScaleControl.Kilometers": "公里", "AttributionControl.ToggleAttribution": "来源" };
  const PARTS = ["dot", "line", "fill"];

  const view = { on: by("map-on").value, known: by("map-known").value, versus: asked.get("vs") || "", at: asked.get("at") || "", states: {} };
  let site = null, other = null, map = null, second = null, measure = null;

  /* What the address says ------------------------------------------------------------------------------------------ */
  const query = (on) => new URLSearchParams({ on, ...(view.known ? { known: view.known } : {}) });

  const readStates = (layers) => {
    const said = asked.get("l"), shown = new Map((said || "").split(",").filter(Boolean).map((part) => { const [code, shade, off] = part.split(":"); return [code, { shade, off }]; }));
    for (const layer of layers) {
      const own = shown.get(layer.code), kept = view.states[layer.code];
      const shade = layer.shades.some((s) => s.code === own?.shade) ? own.shade : layer.shades[0]?.code || "";
      view.states[layer.code] = kept || { shown: said === null || Boolean(own), shade, off: (own?.off || "").split(".").filter(Boolean).map(Number), chosen: "" };
    }
  };

  const address = () => {
    const now = query(view.on), centre = map.getCenter();
    const layers = site.layers.filter((l) => view.states[l.code].shown).map((l) => { const s = view.states[l.code]; return [l.code, s.shade, s.off.join(".")].join(":").replace(/:+$/, ""); });
    now.set("l", layers.join(","));
    now.set("c", `${centre.lng.toFixed(5)},${centre.lat.toFixed(5)}`);
    now.set("z", map.getZoom().toFixed(2));
    if (view.versus) now.set("vs", view.versus);
    if (view.at) now.set("at", view.at);
    return `${told.page}?${now.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
  };
  const remember = () => { if (map && site) history.replaceState(null, "", address()); };

  const say = (text) => { by("map-said").textContent = text; by("map-said").hidden = !text; };

  const fetched = async (url) => {
    const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
    if (answer.redirected) { location.reload(); throw new Error("signed out"); }
    return answer;
  };

  const describe = async (on) => {
    const answer = await fetched(`${told.layers}?${query(on)}`);
    if (!answer.ok) throw new Error(`layers: ${answer.status}`);
    return answer.json();
  };

  /* Drawing --------------------------------------------------------------------------------------------------------- */
  const style = (described, on, measured) => {
    const made = yhMap.styleOf(told, described, view.states, query(on));
    if (measured) { const { source, layers } = measured.style(); made.sources.measured = source; made.layers.push(...layers); }
    return made;
  };

  const draw = () => {
    map.setStyle(style(site, view.on, measure));
    if (second && other) second.setStyle(style(other, view.versus));
    yhMap.drawPanel(by("map-layers"), site, view.states, view.versus ? other : null, change);
    remember();
  };

  const change = (code, what) => { Object.assign(view.states[code], what); draw(); };

  const load = async () => {
    say("正在取数……");
    try {
      [site, other] = await Promise.all([describe(view.on), view.versus ? describe(view.versus) : null]);
      readStates(site.layers);
      say("");
    } catch (error) {
      say("图层没有取到,请检查日期和网络后再试。");
      throw error;
    }
  };

  const made = (box, described, on) => new library.Map({
    container: box, style: style(described, on), locale: LOCALE, localIdeographFontFamily: "sans-serif", dragRotate: false, pitchWithRotate: false, touchPitch: false,
    maxPitch: 0, minZoom: 5, maxZoom: 20, fadeDuration: 0, attributionControl: { compact: true }, canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    ...start(),
  });

  const start = () => {
    if (map) return { center: map.getCenter(), zoom: map.getZoom() };
    const centre = (asked.get("c") || "").split(",").map(Number);
    if (centre.length === 2 && centre.every(Number.isFinite)) return { center: centre, zoom: Number(asked.get("z")) || 13 };
    return site.bounds ? { bounds: site.bounds, fitBoundsOptions: { padding: 40, maxZoom: 17 } } : { center: [105, 35], zoom: 5 };
  };

  /* One thing ------------------------------------------------------------------------------------------------------- */
  const closeCard = () => {
    view.at = "";
    by("map-card").hidden = true;
    document.body.classList.remove("mp-carded");
    for (const state of Object.values(view.states)) state.chosen = "";
  };

  const open = async (at, fly) => {
    const [code, pk] = at.split(":");
    if (!view.states[code]) return say("这个图层您不能查看,或已经没有。");
    const answer = await fetched(`${told.card.replace("LAYER", code).replace("PK", encodeURIComponent(pk))}?${query(view.on)}`);
    closeCard();
    if (!answer.ok) { draw(); return say(`${view.on} 的图上没有这个对象。`); }
    say("");
    view.at = at;
    Object.assign(view.states[code], { shown: true, chosen: pk });
    const card = by("map-card");
    card.innerHTML = await answer.text(); // our own page, every value escaped
    card.hidden = false;
    card.scrollTop = 0;
    document.body.classList.add("mp-carded");
    if (fly) {
      const phone = window.innerWidth < 992;
      map.fitBounds(card.querySelector("[data-bounds]").dataset.bounds.split(",").map(Number), { maxZoom: 16.5, padding: phone ? { top: 80, left: 40, right: 40, bottom: window.innerHeight * 0.45 } : 120 });
    }
    draw();
  };

  const hit = (target, point) => {
    const ids = target.getStyle().layers.map((l) => l.id).filter((id) => { const [code, part] = id.split("|"); const layer = site.layers.find((l) => l.code === code); return layer && !layer.background && PARTS.includes(part); });
    const near = [[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]];
    const exact = target.queryRenderedFeatures(point, { layers: ids });
    const found = exact.length ? exact : target.queryRenderedFeatures(near, { layers: ids });
    return found[0] && `${found[0].layer.id.split("|")[0]}:${found[0].properties.pk}`;
  };

  const clicked = (target) => (event) => {
    by("map-hits").hidden = true;
    if (measure.on) return measure.add(event.lngLat);
    const at = hit(target, event.point);
    if (at) open(at, false); else if (view.at) { closeCard(); draw(); }
  };

  /* Two days -------------------------------------------------------------------------------------------------------- */
  const swipe = () => {
    const share = by("map-swipe").value;
    by("map-other").style.clipPath = `inset(0 0 0 ${share}%)`;
  };

  const follow = (leader, follower) => leader.on("move", (event) => {
    if (event.led) return;
    follower().jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() }, { led: true });
  });

  const yearBefore = (day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`;

  const compare = async (on) => {
    view.versus = on ? view.versus || yearBefore(view.on) : "";
    by("compare-button").setAttribute("aria-pressed", String(on));
    by("map-versus").value = view.versus;
    for (const each of [...document.querySelectorAll(".mp-other-day"), by("map-other"), by("map-swipe"), by("day-left"), by("day-right")]) each.hidden = !on;
    if (on && !other) { say("正在取数……"); other = await describe(view.versus); say(""); }
    if (on && !second) {
      second = made(by("map-other"), other, view.versus);
      second.on("click", clicked(second));
      follow(map, () => second);
      follow(second, () => map);
    }
    if (on) { second.resize(); second.jumpTo({ center: map.getCenter(), zoom: map.getZoom() }, { led: true }); swipe(); }
    days();
    draw();
  };

  const days = () => { by("day-left").textContent = view.on; by("day-right").textContent = view.versus; };

  const dated = async (name, value) => {
    if (name !== "known" && !value) return;
    view[name] = value;
    days();
    other = null;
    await load();
    draw();
    if (view.at) open(view.at, false);
  };

  /* Finding --------------------------------------------------------------------------------------------------------- */
  let waiting = 0;
  const find = async () => {
    const text = by("map-search").value.trim(), box = by("map-hits");
    if (!text) { box.hidden = true; return; }
    const { hits } = await (await fetched(`${told.find}?${new URLSearchParams({ ...Object.fromEntries(query(view.on)), q: text })}`)).json();
    if (text !== by("map-search").value.trim()) return;
    const rows = hits.map((each) => {
      const row = yhMap.make("button", { type: "button", class: "mp-hit" }, each.label || each.layer, yhMap.make("small", {}, [each.layer, each.said].filter(Boolean).join(" · ")));
      row.addEventListener("click", () => { box.hidden = true; drawer(false); open(each.at, true); });
      return row;
    });
    box.replaceChildren(...(rows.length ? rows : [yhMap.make("div", { class: "p-2 text-secondary" }, `图上没有“${text}”。`)]));
    box.hidden = false;
  };

  const drawer = (on) => { by("map-panel").classList.toggle("mp-open", on); by("drawer-button").setAttribute("aria-expanded", String(on)); };

  /* All together ---------------------------------------------------------------------------------------------------- */
  const settled = (each) => new Promise((done) => (each.loaded() && !each.isMoving() ? done() : each.once("idle", done)));

  const print = async () => {
    by("print-box").hidden = true;
    const maps = [[map, view.on], ...(view.versus ? [[second, view.versus]] : [])];
    await Promise.all(maps.map(([each]) => settled(each)));
    const day = `${view.versus ? `${view.on} 与 ${view.versus}` : view.on}${view.known ? `(按 ${view.known} 所知)` : ""}`;
    await yhMap.printMaps(by("print-title").value, maps, site, view.states, `数据日期 ${day}`);
  };

  const wire = () => {
    map.on("moveend", remember);
    map.on("click", clicked(map));
    map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new library.GeolocateControl({}), "top-right");
    map.addControl(new library.ScaleControl({ maxWidth: 120 }), "bottom-left");
    measure = new yhMap.Measure(map, by("measure-box"), by("measure-button"));
    by("map-on").addEventListener("change", (e) => dated("on", e.target.value));
    by("map-known").addEventListener("change", (e) => dated("known", e.target.value));
    by("map-versus").addEventListener("change", (e) => dated("versus", e.target.value));
    by("compare-button").addEventListener("click", () => compare(!view.versus));
    by("map-swipe").addEventListener("input", swipe);
    by("map-search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 250); });
    by("map-search").addEventListener("keydown", (e) => { if (e.key === "Enter") by("map-hits").querySelector("button")?.click(); if (e.key === "Escape") by("map-hits").hidden = true; });
    by("drawer-button").addEventListener("click", () => drawer(true));
    by("map-stage").addEventListener("pointerdown", (e) => { if (!e.target.closest("#drawer-button")) drawer(false); });
    by("fit-button").addEventListener("click", () => { drawer(false); if (site.bounds) map.fitBounds(site.bounds, { padding: 40 }); });
    by("link-button").addEventListener("click", async () => { remember(); await navigator.clipboard?.writeText(location.href); by("link-said").textContent = navigator.clipboard ? "已复制" : "请复制地址栏里的地址"; });
    by("print-button").addEventListener("click", () => { by("print-box").hidden = !by("print-box").hidden; });
    by("print-close").addEventListener("click", () => { by("print-box").hidden = true; });
    by("print-go").addEventListener("click", print);
    by("map-card").addEventListener("click", (e) => { if (e.target.closest("[data-close-card]")) { closeCard(); draw(); } });
  };

  await load();
  map = made(by("map"), site, view.on);
  wire();
  await new Promise((done) => map.once("load", done));
  draw();
  if (view.versus) await compare(true);
  if (view.at) await open(view.at, !asked.get("c"));
  map.once("idle", () => { room.dataset.ready = "yes"; });
  map.triggerRepaint();
  window.yhMap.map = map;
})();

// Draws every [data-chart] element from the JSON block named by its data-source.
// Builders: grade-bars, bars, waterfall, sankey, line. Tooltips are rich text: strict CSP allows no inline style.
"use strict";
(() => {
  const COLOURS = { A: "#2f9e6e", B: "#2f7fc1", C: "#e0a127", D: "#d1495b", T: "#8a94a6" };
  const PALETTE = ["#0b6e86", "#2f9e6e", "#e0a127", "#7a5ea8", "#d1495b", "#5a8bb0", "#8a94a6"];
  const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  const number = (v, places = 2) => (v === null || v === undefined ? "未报" : Number(v).toLocaleString("zh-CN", { maximumFractionDigits: places }));
  const base = () => ({
    animationDuration: 350, color: PALETTE, textStyle: { fontFamily: FONT },
    tooltip: { renderMode: "richText", confine: true, trigger: "axis", axisPointer: { type: "shadow" } },
    grid: { left: 12, right: 24, top: 28, bottom: 8, containLabel: true },
  });
  const axis = { nameTextStyle: { color: "#5b6675", align: "left" }, nameGap: 10, axisLine: { lineStyle: { color: "#cbd3dd" } }, axisTick: { show: false }, axisLabel: { color: "#5b6675" }, splitLine: { lineStyle: { color: "#eef1f5" } } };
  const short = (text, most = 14) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  const BUILDERS = {
    // {grades: [{grade, count, href?}], unit?}
    "grade-bars": (d) => ({ ...base(),
      xAxis: { type: "category", data: d.grades.map((g) => `${g.grade} 类`), ...axis },
      yAxis: { type: "value", minInterval: 1, ...axis },
      series: [{ type: "bar", barMaxWidth: 56, label: { show: true, position: "top" },
        data: d.grades.map((g) => ({ value: g.count, href: g.href, itemStyle: { color: COLOURS[g.grade] ?? COLOURS.T, borderRadius: [3, 3, 0, 0] } })) }] }),
    // {categories: [...], series: [{name, values, color?}], unit?, horizontal?, stack?}
    bars: (d) => {
      const names = { type: "category", data: d.categories, ...axis, axisLabel: { ...axis.axisLabel, formatter: (t) => short(String(t)) } };
      const values = { type: "value", name: d.unit, ...axis };
      return { ...base(), legend: d.series.length > 1 ? { top: 0 } : undefined,
        xAxis: d.horizontal ? values : names, yAxis: d.horizontal ? { ...names, inverse: true } : values,
        series: d.series.map((s) => ({ type: "bar", name: s.name, data: s.values, barMaxWidth: 40, stack: d.stack ? "all" : undefined, itemStyle: { color: COLOURS[s.grade] ?? s.color } })) };
    },
    // {steps: [{label, value, note?}], total: {label, value}, start?, unit?}: each step adds to the sum so far
    waterfall: (d) => {
      const rows = []; let sum = Number(d.start ?? 0);
      for (const step of d.steps) { const v = Number(step.value); rows.push({ label: step.label, v, from: Math.min(sum, sum + v), size: Math.abs(v), note: step.note, href: step.href }); sum += v; }
      if (d.total) rows.push({ label: d.total.label, v: Number(d.total.value), from: 0, size: Number(d.total.value), total: true });
      return { ...base(),
        tooltip: { renderMode: "richText", confine: true, trigger: "axis", axisPointer: { type: "shadow" }, formatter: (p) => { const r = rows[p[0].dataIndex]; return `${r.label}\n${r.total ? "" : r.v < 0 ? "−" : "+"}${number(Math.abs(r.v))} ${d.unit ?? ""}${r.note ? "\n" + r.note : ""}`; } },
        xAxis: { type: "category", data: rows.map((r) => r.label), ...axis, axisLabel: { ...axis.axisLabel, interval: 0, formatter: (t) => short(t, 8), rotate: rows.length > 7 ? 30 : 0 } },
        yAxis: { type: "value", name: d.unit, ...axis },
        series: [
          { type: "bar", stack: "w", silent: true, itemStyle: { color: "transparent" }, data: rows.map((r) => r.from) },
          { type: "bar", stack: "w", barMaxWidth: 46, label: { show: true, position: "top", formatter: (p) => number(rows[p.dataIndex].v) },
            data: rows.map((r) => ({ value: r.size, href: r.href, itemStyle: { color: r.total ? "#0b6e86" : r.v < 0 ? COLOURS.D : COLOURS.A, borderRadius: 2 } })) },
        ] };
    },
    // {nodes: [{name, grade?}], links: [{source, target, value}]}: migration of classes between two runs
    sankey: (d) => ({ ...base(), tooltip: { renderMode: "richText", confine: true, trigger: "item", formatter: (p) => p.dataType === "edge" ? `${p.data.source} → ${p.data.target}\n${number(p.data.value, 0)} 家` : `${p.name}\n${number(p.value, 0)} 家` },
      series: [{ type: "sankey", layoutIterations: 0, left: 8, right: 8, top: 12, bottom: 12, nodeGap: 14, emphasis: { focus: "adjacency" }, lineStyle: { color: "gradient", opacity: 0.35 },
        data: d.nodes.map((n) => ({ name: n.name, itemStyle: { color: COLOURS[n.grade] ?? COLOURS.T }, label: { position: d.links.some((l) => l.source === n.name) ? "right" : "left", color: "#1d2733" } })), links: d.links }] }),
    // {categories: [...], series: [{name, values}], unit?}
    line: (d) => ({ ...base(), legend: d.series.length > 1 ? { top: 0 } : undefined, tooltip: { renderMode: "richText", confine: true, trigger: "axis" },
      xAxis: { type: "category", boundaryGap: false, data: d.categories, ...axis }, yAxis: { type: "value", name: d.unit, scale: true, ...axis },
      series: d.series.map((s) => ({ type: "line", name: s.name, data: s.values, connectNulls: false, symbolSize: 6, lineStyle: { width: 2.5 } })) }),
  };

  function draw(place) {
    if (place.dataset.drawn) return;
    const build = BUILDERS[place.dataset.chart];
    const data = JSON.parse(document.getElementById(place.dataset.source).textContent);
    if (!build) throw new Error(`no chart ${place.dataset.chart}; there are ${Object.keys(BUILDERS).join(", ")}`);
    place.dataset.drawn = "1";
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption(build(data));
    chart.on("click", (p) => { if (p.data?.href) window.location.assign(p.data.href); });
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  const all = () => document.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("htmx:afterSwap", all);
})();

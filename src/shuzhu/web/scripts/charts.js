// Charts that can be asked: they lie over the drawings of the server, which stay for print and for readers aloud.
import { LineChart, RadarChart } from "echarts/charts"
import { GridComponent, LegendComponent, MarkAreaComponent, RadarComponent, TooltipComponent } from "echarts/components"
import * as echarts from "echarts/core"
import { SVGRenderer } from "echarts/renderers"

echarts.use([
  LineChart, RadarChart, GridComponent, LegendComponent, MarkAreaComponent, RadarComponent, TooltipComponent, SVGRenderer,
])

const colours = { ink: "#1d2326", soft: "#566167", line: "#e8ecec", now: "#17564f", before: "#87928f", peer: "#96731d" }
const levels = { red: "#b3261e", orange: "#c46a00", yellow: "#a38510", blue: "#2c5d8f" }
const text = { fontFamily: getComputedStyle(document.body).fontFamily, color: colours.soft, fontSize: 12 }
const tip = { renderMode: "richText", backgroundColor: "#fff", borderColor: "#98a3a8", textStyle: { ...text, color: colours.ink } }

function trend(data) {
  const edge = [{ yAxis: data.low ?? -1e12 }, { yAxis: data.high ?? 1e12 }]
  const bound = data.low != null || data.high != null
  const alarms = new Map(data.alarms.map(([at, words, level]) => [at, { words, level }]))
  return {
    textStyle: text, animation: false, grid: { left: 62, right: 14, top: 26, bottom: 28 },
    tooltip: { ...tip, trigger: "axis", formatter: (points) => [
      points[0].axisValue,
      ...points.map((p) => `${p.seriesName}  ${p.value == null ? "—" : Number(p.value.toFixed?.(2) ?? p.value)}${data.unit}`),
      ...(alarms.has(points[0].dataIndex) ? [alarms.get(points[0].dataIndex).words] : []),
    ].join("\n") },
    xAxis: { type: "category", data: data.labels, boundaryGap: false, axisLine: { lineStyle: { color: colours.line } },
             axisTick: { show: false }, axisLabel: text },
    yAxis: { type: "value", scale: true, name: data.unit, nameTextStyle: text, axisLabel: text, splitLine: { lineStyle: { color: colours.line } } },
    series: [
      { name: data.words.before, type: "line", data: data.before, symbol: "none",
        lineStyle: { color: colours.before, type: [5, 4], width: 1.3 }, itemStyle: { color: colours.before } },
      { name: data.words.now, type: "line", connectNulls: false, symbol: "circle",
        data: data.now.map((value, at) => alarms.has(at)
          ? { value, symbolSize: 11, itemStyle: { color: "#fff", borderWidth: 2.4, borderColor: levels[alarms.get(at).level] } }
          : { value, symbolSize: 5 }),
        lineStyle: { color: colours.now, width: 2 }, itemStyle: { color: colours.now },
        markArea: bound ? { silent: true, itemStyle: { color: "#e3ebe9" }, data: [edge] } : undefined },
    ],
  }
}

function radar(data) {
  const styles = {
    now: { lineStyle: { color: colours.now, width: 2.4 }, areaStyle: { color: "rgba(23,86,79,.1)" } },
    before: { lineStyle: { color: "#6b767b", type: [6, 4], width: 1.4 } },
    peer: { lineStyle: { color: colours.peer, type: [1.5, 3], width: 1.6 } },
  }
  return {
    textStyle: text, animation: false, tooltip: tip,
    radar: { radius: document.body.clientWidth < 480 ? "52%" : "66%", indicator: data.axes.map((name) => ({ name, min: 40, max: 100 })), splitNumber: 3,
             axisName: { ...text, color: colours.ink, fontSize: 13.5, lineHeight: 18, formatter: named(data),
                         rich: { figure: { ...text, color: colours.now, fontSize: 13.5, fontWeight: 600 } } }, splitArea: { show: false },
             splitLine: { lineStyle: { color: "#d9dee0" } }, axisLine: { lineStyle: { color: "#d9dee0" } } },
    series: [{ type: "radar", symbolSize: 4, data: [...data.lines].reverse().map((line) => ({
      name: line.name, value: line.values.map((value) => value ?? 40), itemStyle: { color: styles[line.kind].lineStyle.color },
      ...styles[line.kind] })) }],
  }
}

/** A class with its score below, as the drawing has it. */
function named(data) {
  const now = data.lines.find((line) => line.kind === "now").values
  return (name) => `${name}\n{figure|${now[data.axes.indexOf(name)]?.toFixed(2) ?? "—"}}`
}

const kinds = { trend, radar }
for (const figure of document.querySelectorAll("[data-chart]")) {
  const drawn = figure.querySelector("svg")
  const live = document.createElement("div")
  live.className = `chart-live ${figure.dataset.chart}-live`
  live.setAttribute("aria-hidden", "true")
  figure.append(live)
  const chart = echarts.init(live, null, { renderer: "svg" })
  chart.setOption(kinds[figure.dataset.chart](JSON.parse(figure.dataset.series)))
  drawn.classList.add("under")
  new ResizeObserver(() => chart.resize()).observe(live)
}

"""审理情况: how the theme's cases closed, what share was mediated or withdrawn, and the rates told of the theme."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.kinds.topic.structure import split_table
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, figure_of, labelled, percent, titled

SETTLED: Final = ("调解", "撤诉", "撤回", "和解")
"""Words by which a closing without a judgment is known."""


def closings(material: Material, pen: Pen) -> Mapping[str, Any]:
    """A sentence and a table; the rates over the years."""
    topic = theme(material)
    rows = [row for row in topic.splits.get("closing", ()) if row.name != "未填"]
    zh, total = pen.lang == "zh", sum(row.now for row in rows)
    settled = sum(row.now for row in rows if any(word in row.name for word in SETTLED))
    told: dict[str, Any] = {
        "title": topic.title, "closed": count(pen, total, topic.code, "closed"),
        "settled": percent(pen, settled, total, topic.code, "settled_share"), "table": "", "rates": "",
    }  # fmt: skip
    if total:
        told["table"] = split_table(
            material, pen, f"{topic.code}.closed", f"{topic.title}结案方式" if zh else f"Closings: {topic.title}",
            "结案方式" if zh else "closing", rows,
        )  # fmt: skip
        told["number"] = pen.tables
    if topic.rates:
        told["rates"] = _rates(material, pen)
        told["rates_number"] = pen.tables
    return told


def _rates(material: Material, pen: Pen) -> str:
    """A row an indicator, a column a year."""
    topic = theme(material)
    every = [value.period for value in topic.rates[0][1]]
    told = {value.period for _, values in topic.rates for value in values if value.value is not None}
    periods = [period for period in every if period in told][-5:]
    lines = []
    for code, values in topic.rates:
        indicator = material.brief.indicators[code]
        by_period = {value.period: value for value in values}
        lines.append((
            titled(indicator, pen.lang),
            *(figure_of(pen, code, by_period[p].value, indicator.unit, f"value_{p}") if p in by_period else "—"
              for p in periods),
        ))  # fmt: skip
    zh = pen.lang == "zh"
    head = ("指标" if zh else "indicator", *(labelled(period, pen.lang) for period in periods))
    caption = f"{topic.title}主要指标历年情况" if zh else f"Indicators by year: {topic.title}"
    return pen.table(caption, head, lines, widths=(2.6, *([1.1] * len(periods))), small=True)

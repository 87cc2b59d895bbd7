"""总体态势: the theme's cases in the same part of each year, by month, with the peak and the trough."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.drawings import columns
from shuzhu.reports.material import Material, Topic
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import change_of, count, figure_of, growth, labelled, when


def overview(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Sentences, a table of years, a chart of months."""
    topic = theme(material)
    last = topic.years[-1]
    rows = [
        (labelled(row.name, pen.lang), figure_of(pen, topic.code, row.now, "件", "count_of"),
         change_of(pen, topic.code, _share(row.now, row.before), kind="growth_of"))
        for row in topic.years
    ]  # fmt: skip
    zh = pen.lang == "zh"
    table = pen.table(
        f"{topic.title}新收案件历年情况" if zh else f"Cases filed by year: {topic.title}",
        ("时段", "新收（件）", "同比（%）") if zh else ("period", "filed", "change (%)"), rows, widths=(2, 1.4, 1.4),
    )  # fmt: skip
    return {
        "place": material.place, "title": topic.title, "driver": topic.driver, "when": when(material.period, pen.lang),
        "count": count(pen, last.now, topic.code), "growth": growth(pen, last.now, last.before, topic.code),
        "table": table, "number": pen.tables, **_long(pen, topic), **_months(pen, topic),
    }  # fmt: skip


def theme(material: Material) -> Topic:
    """The theme, which the pipeline always gives these kinds."""
    assert material.topic is not None  # noqa: S101 — the kind's material has one
    return material.topic


def _share(now: float, before: float | None) -> float | None:
    """By how many per cent a count changed."""
    return (now - before) / before * 100 if before else None


def _long(pen: Pen, topic: Topic) -> dict[str, str]:
    """From the first year to the last, and the highest in between."""
    if len(topic.years) < 3:
        return {"since": "", "long": "", "highest": "", "most": ""}
    first, last = topic.years[0], topic.years[-1]
    top = max(topic.years, key=lambda row: row.now)
    share = _share(last.now, first.now)
    words = ""
    if share is not None:
        how = ("增长" if share >= 0 else "下降") if pen.lang == "zh" else ("up " if share >= 0 else "down ")
        words = pen.figure(f"{how}{abs(share):.2f}%", topic.code, "long_growth", exact=share)
    return {
        "since": labelled(first.name, pen.lang), "long": words, "highest": labelled(top.name, pen.lang),
        "most": count(pen, top.now, topic.code, "most"),
    }  # fmt: skip


def _months(pen: Pen, topic: Topic) -> dict[str, str]:
    """The chart of months, and the highest month with the lowest."""
    if len(topic.months) < 6:
        return {"chart": "", "peak": ""}
    title = f"{topic.title}按月新收案件（件）" if pen.lang == "zh" else f"Cases filed by month: {topic.title}"
    alt = ("；" if pen.lang == "zh" else "; ").join(f"{label} {value:,.0f}" for label, value in topic.months)
    chart = pen.chart(columns(topic.months, title), title, width=150, height=53.2, alt=alt)
    high, low = max(topic.months, key=lambda one: one[1]), min(topic.months, key=lambda one: one[1])
    return {
        "chart": chart, "figure": str(pen.charts), "months": str(len(topic.months)),
        "peak": labelled(high[0], pen.lang), "peak_count": count(pen, high[1], topic.code, "peak"),
        "trough": labelled(low[0], pen.lang), "trough_count": count(pen, low[1], topic.code, "trough"),
    }  # fmt: skip

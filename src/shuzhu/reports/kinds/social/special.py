"""专题影响: what happened to filings during the days of an event, against the same days of the year before."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import change_of, count, day, figure_of, growth


def special(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A sentence and a table; nothing where no event was asked about."""
    if not material.event or material.event_period is None or material.asked.event is None:
        return None
    period, zh = material.event_period, pen.lang == "zh"
    rows, lines = list(material.event), []
    for name, value in rows:
        now, before = value.numerator, value.year_before
        subject = f"{value.indicator}|event"
        share = None if now is None or not before else (now - before) / before * 100
        lines.append((
            name, figure_of(pen, subject, before, "件", "count_before"), figure_of(pen, subject, now, "件", "count"),
            "—" if share is None else change_of(pen, subject, share, kind="growth") + "%",
        ))  # fmt: skip
    head = ("案件类型", "去年同期（件）", "本期（件）", "变化") if zh else ("cases", "year before", "now", "change")
    first = rows[0][1]
    table = pen.table(
        f"{material.asked.event[0]}新收案件变化情况" if zh else "New cases", head, lines, widths=(2, 1, 1, 1)
    )
    return {
        "title": material.asked.event[0], "first": day(period.first, pen.lang), "last": day(period.last, pen.lang),
        "place": material.place, "count": count(pen, first.numerator, f"{first.indicator}|event"),
        "growth": growth(pen, first.numerator or 0, first.year_before, f"{first.indicator}|event"),
        "table": table, "number": pen.tables,
    }  # fmt: skip

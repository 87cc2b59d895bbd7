"""案由与地区分布: which causes and towns the cases are of, each beside the year before."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material, Row
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import change_of, figure_of, joined, percent

MOST: Final = 10
LEADING: Final = 3


def structure(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Two tables, each under a sentence that says how far the first few reach."""
    topic = theme(material)
    parts = []
    zh = pen.lang == "zh"
    named = (
        (("cause", "案由分布", "案由"), ("town", "镇街分布", "镇街"))
        if zh
        else (("cause", "By cause", "cause"), ("town", "By town", "town"))
    )
    for name, title, head in named:
        rows = topic.splits.get(name, ())
        if sum(bool(row.now) for row in rows) < 2:
            continue
        lead = list(rows[: min(LEADING, len(rows) - 1)])
        caption = f"{topic.title}{title}" if zh else f"{title}: {topic.title}"
        table = split_table(material, pen, topic.code, caption, head, rows)
        parts.append({
            "title": title, "table": table, "number": pen.tables,
            "lead": joined([material.called(row.name) for row in lead], pen.lang),
            "share": percent(pen, _total(lead), _total(rows), topic.code, f"{name}_lead"),
            "many": len(lead),
        })  # fmt: skip
    return {"parts": parts}


def split_table(material: Material, pen: Pen, subject: str, caption: str, head: str, rows: Sequence[Row]) -> str:
    """The largest parts with their shares and changes, the rest as one row."""
    shown, left = list(rows[:MOST]), list(rows[MOST:])
    if left:
        befores = [row.before for row in left if row.before is not None]
        shown.append(Row(name="其他", now=sum(row.now for row in left), before=sum(befores) if befores else None))
    total = _total(rows)
    lines = [
        (material.called(row.name), figure_of(pen, f"{subject}|{row.name}", row.now, "件", "count"),
         percent(pen, row.now, total, f"{subject}|{row.name}"),
         change_of(pen, f"{subject}|{row.name}", None if row.before is None else row.now - row.before, "件"))
        for row in shown
    ]  # fmt: skip
    heads = ("件数", "占比", "较去年同期") if pen.lang == "zh" else ("cases", "share", "change")
    return pen.table(caption, (head, *heads), lines, widths=(2.4, 1, 1, 1.2))


def _total(rows: Sequence[Row]) -> float:
    """All of them together."""
    return sum(row.now for row in rows)

"""收结存情况: filed, closed and pending by kind of case, with the year's change."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.common.caseload import caseload
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import change_of, figure_of, when
from shuzhu.values import Value


def flow(material: Material, pen: Pen) -> Mapping[str, Any]:
    """A sentence and a table."""
    zh = pen.lang == "zh"
    lines = []
    for name, values in material.splits.get("kind", ()):
        cells = [material.called(name)]
        for code in ("XS", "JA", "WJ"):
            cells += _pair(pen, values.get(code), f"{code}|{name}")
        lines.append(tuple(cells))
    head = (
        ("案件类别", "新收", "同比（%）", "审执结", "同比（%）", "未结", "同比（%）")
        if zh
        else ("kind", "filed", "%", "closed", "%", "pending", "%")
    )
    caption = "各类案件收结存情况（件）" if zh else "Caseload by kind"
    return {
        "court": material.brief.court_name, "when": when(material.period, pen.lang),
        "caseload": caseload(material, pen), "table": pen.table(caption, head, lines) if lines else "",
        "number": pen.tables,
    }  # fmt: skip


def _pair(pen: Pen, value: Value | None, subject: str) -> tuple[str, str]:
    """A count and by how many per cent it changed."""
    if value is None or value.value is None:
        return "—", "—"
    before = value.year_before
    share = (value.value - before) / before * 100 if before else None
    return figure_of(pen, subject, value.value, "件", "count"), change_of(pen, subject, share, kind="growth")

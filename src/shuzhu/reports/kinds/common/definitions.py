"""附件：指标解释. What each indicator of the report asks, its unit, its basis."""

from collections.abc import Callable, Mapping
from typing import Any

from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import titled


def definitions(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A table of a theme's own indicators."""
    topic = material.topic
    return _table(material, pen, [topic.code, *(code for code, _ in topic.rates)]) if topic else None


def of_half(index: str) -> Callable[[Material, Pen], Mapping[str, Any]]:
    """The section for one half of the check-up alone."""

    def section(material: Material, pen: Pen) -> Mapping[str, Any]:
        return _table(material, pen, list(material.brief.indices[index].codes))

    section.__name__, section.__module__ = "definitions", __name__
    return section


def _table(material: Material, pen: Pen, codes: list[str]) -> Mapping[str, Any]:
    """Code, title, question, basis."""
    zh = pen.lang == "zh"
    head = ("代码", "指标", "口径", "依据") if zh else ("code", "indicator", "asks", "basis")
    rows = []
    for code in codes:
        indicator = material.brief.indicators.get(code)
        if indicator is not None:
            rows.append((code, titled(indicator, pen.lang), said(indicator.question, pen.lang), indicator.basis))
    return {
        "table": pen.table(
            "指标口径" if zh else "Definitions",
            head,
            rows,
            align=("left",) * 4,
            widths=(0.7, 2, 3.2, 2.6),
            small=True,
        )
    }

"""镇街与力量: the suits of each town for every 10,000 people, and what each force did."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import figure_of


def places(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Two tables: by town and by force."""
    told = material.before_filing
    if told is None:
        return None
    rows, zh = [], pen.lang == "zh"
    few = "件数少" if zh else "few"
    for one in told.towns:
        subject = f"town|{one.town}"
        low, high = (figure_of(pen, subject, edge, "件/万人", kind)
                     for edge, kind in ((one.lower, "lower"), (one.upper, "upper")))  # fmt: skip
        between = f"{low}–{high}" if one.lower is not None else "—"
        rows.append((
            material.called(one.town), figure_of(pen, subject, one.suits, "件", "suits"),
            figure_of(pen, subject, one.before, "件", "before"),
            figure_of(pen, subject, one.people, "万人", "people"),
            figure_of(pen, subject, one.rate, "件/万人", "rate"), between, few if one.small else "",
        ))  # fmt: skip
    head = (
        ("镇街", "新收", "上年同期", "人口（万）", "万人成讼率", "95%区间", "备注")
        if zh
        else ("town", "filed", "year before", "people (10,000)", "suits per 10,000", "95% interval", "note")
    )
    towns = pen.table(
        "各镇街万人成讼率" if zh else "Suits for every 10,000 people", head, rows,
        widths=(1.5, 0.7, 1.1, 1.3, 1.3, 1.3, 0.9),
        align=("left", "right", "right", "right", "right", "right", "centre"),
    ) if rows else ""  # fmt: skip
    number = pen.tables
    head = (
        ("解纷力量", "办结", "成功", "成功率", "成功率下限", "在册人数", "人均办结")
        if zh
        else ("force", "ended", "with success", "rate", "lower bound", "mediators", "ended each")
    )
    forces = pen.table(
        "各解纷力量的贡献与负荷（件、%、人）" if zh else "What each force did (cases, %, people)", head,
        [(material.called(one.title), figure_of(pen, f"force|{one.title}", one.ended, "件", "ended"),
          figure_of(pen, f"force|{one.title}", one.succeeded, "件", "succeeded"),
          figure_of(pen, f"force|{one.title}", one.rate, "%", "rate"),
          figure_of(pen, f"force|{one.title}", one.lower, "%", "lower"),
          figure_of(pen, f"force|{one.title}", one.mediators, "件", "mediators"),
          figure_of(pen, f"force|{one.title}", one.ended / one.mediators if one.mediators else None, "件/人", "load"))
         for one in told.forces],
        widths=(1.8, 0.7, 0.7, 1, 1.3, 1.1, 1.1),
    )  # fmt: skip
    return {"towns": towns, "number": number, "forces": forces, "second": pen.tables}

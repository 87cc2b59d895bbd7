"""附件：需督办案件清单. Cases open over twelve months and cases past their limit, names hidden where they must be."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen


def case_lists(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Two landscape tables; nothing where both are empty."""
    long, over = (material.cases.get(name, ()) for name in ("long", "over"))
    if not long and not over:
        return None
    zh = pen.lang == "zh"
    return {
        "long": _table(pen, "立案满十二个月未结案件" if zh else "Open over twelve months", long) if long else "",
        "over": _table(pen, "已过法定审限未结案件" if zh else "Past the limit", over) if over else "",
    }


def _table(pen: Pen, caption: str, cases: Sequence[Mapping[str, Any]]) -> str:
    """One list."""
    zh = pen.lang == "zh"
    head = (
        ("序号", "案号", "案由", "承办庭室", "承办法官", "立案日期", "审限届满", "已审天数")
        if zh
        else ("No.", "case", "cause", "division", "judge", "filed", "due", "days")
    )
    rows = [
        (str(n), one["case_number"] or "", one["cause"] or "", one["division"] or "", one["judge"] or "",
         str(one["filed_on"]), str(one["due_on"] or ""),
         pen.figure(f"{one['days']:,}", f"case.{one['case_number']}", "days", exact=one["days"]))
        for n, one in enumerate(cases, start=1)
    ]  # fmt: skip
    return pen.table(
        caption, head, rows, align=("centre", "left", "left", "left", "left", "right", "right", "right"),
        widths=(0.5, 2.7, 2.4, 1.8, 1, 1.1, 1.1, 0.9), wide=True,
    )  # fmt: skip

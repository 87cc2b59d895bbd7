"""案由、镇街与终结原因: where mediation succeeds and where it stops."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import figure_of, percent

HEADS: Final = {"cause": "案由", "town": "镇街"}
MOST: Final = 10


def forces(material: Material, pen: Pen) -> Mapping[str, Any]:
    """A table for each dimension of ended, succeeded and the rate; the reasons of those that failed."""
    parts = []
    for name, head in HEADS.items():
        rows = []
        for called, values in list(material.splits.get(name, ()))[:MOST]:
            value = values["Q2"]
            subject = f"Q2|{called}"
            rows.append((
                called, figure_of(pen, subject, value.denominator, "件", "denominator"),
                figure_of(pen, subject, value.numerator, "件", "numerator"),
                figure_of(pen, subject, value.value, "%", "value"), "件数少" if value.small else "",
            ))  # fmt: skip
        if rows:
            table = pen.table(
                f"按{head}分列的调解情况",
                (head, "办结", "成功", "成功率（%）", "备注"),
                rows,
                widths=(2.4, 1, 1, 1.2, 0.9),
            )
            parts.append({"title": f"按{head}", "table": table, "number": pen.tables})
    failed = [
        (called, values["Q2"]) for called, values in material.splits.get("ending", ()) if not values["Q2"].numerator
    ]
    total = sum(value.denominator or 0 for _, value in failed)
    reasons = [
        (called, figure_of(pen, f"ending|{called}", value.denominator, "件", "count"),
         percent(pen, value.denominator or 0, total, f"ending|{called}"))
        for called, value in failed
    ]  # fmt: skip
    stuck = (
        pen.table("调解未成功的终结原因", ("终结原因", "件数", "占比"), reasons, widths=(2.4, 1, 1)) if reasons else ""
    )
    return {"parts": parts, "stuck": stuck, "number": pen.tables, "worst": failed[0][0] if failed else ""}

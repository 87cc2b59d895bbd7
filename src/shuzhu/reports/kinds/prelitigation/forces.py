"""案由、镇街与终结原因: where mediation succeeds and where it stops."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.reports.document import Lang
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import figure_of, percent

HEADS: Final[Mapping[str, Mapping[Lang, str]]] = {
    "cause": {"zh": "案由", "en": "cause"}, "town": {"zh": "镇街", "en": "town"},
}  # fmt: skip
MOST: Final = 10


def forces(material: Material, pen: Pen) -> Mapping[str, Any]:
    """A table for each dimension of ended, succeeded and the rate; the reasons of those that failed."""
    parts = []
    zh = pen.lang == "zh"
    for name, heads in HEADS.items():
        head, rows = heads[pen.lang], []
        for called, values in list(material.splits.get(name, ()))[:MOST]:
            value = values["Q2"]
            subject = f"Q2|{called}"
            rows.append((
                material.called(called), figure_of(pen, subject, value.denominator, "件", "denominator"),
                figure_of(pen, subject, value.numerator, "件", "numerator"),
                figure_of(pen, subject, value.value, "%", "value"), ("件数少" if zh else "few") if value.small else "",
            ))  # fmt: skip
        if rows:
            table = pen.table(
                f"按{head}分列的调解情况" if zh else f"Mediations by {head}",
                (head, "办结", "成功", "成功率（%）", "备注")
                if zh
                else (head, "ended", "with success", "rate (%)", "note"),
                rows,
                widths=(2.4, 1, 1, 1.2, 0.9),
                align=("left", "right", "right", "right", "centre"),
            )
            parts.append(
                {
                    "title": f"按{head}" if zh else f"By {head}",
                    "table": table,
                    "number": pen.tables,
                    "more": len(material.splits[name]) > MOST,
                }
            )
    failed = [
        (called, values["Q2"]) for called, values in material.splits.get("ending", ()) if not values["Q2"].numerator
    ]
    total = sum(value.denominator or 0 for _, value in failed)
    reasons = [
        (material.called(called), figure_of(pen, f"ending|{called}", value.denominator, "件", "count"),
         percent(pen, value.denominator or 0, total, f"ending|{called}"))
        for called, value in failed
    ]  # fmt: skip
    stuck = (
        pen.table(
            "调解未成功的终结原因" if zh else "Why mediations failed",
            ("终结原因", "件数", "占比") if zh else ("reason", "cases", "share"), reasons, widths=(2.4, 1, 1),
        ) if reasons else ""
    )  # fmt: skip
    return {
        "parts": parts,
        "most": MOST,
        "stuck": stuck,
        "number": pen.tables,
        "worst": material.called(failed[0][0]) if failed else "",
    }

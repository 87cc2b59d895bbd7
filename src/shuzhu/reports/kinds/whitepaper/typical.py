"""附件：典型案例备选. Closed cases of the theme, one of each cause first, from which the research office chooses."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen


def typical(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A table; nothing where no case was closed by a judgment."""
    cases = theme(material).cases
    if not cases:
        return None
    rows = [
        (
            str(n),
            one["case_number"] or "",
            one["cause"] or "",
            str(one["closed_on"] or ""),
            material.called(one["closing"]),
        )
        for n, one in enumerate(cases, start=1)
    ]
    zh = pen.lang == "zh"
    head = ("序号", "案号", "案由", "结案日期", "结案方式") if zh else ("No.", "case", "cause", "closed", "closing")
    return {
        "table": pen.table(
            "典型案例备选清单" if zh else "Cases to choose from", head, rows,
            align=("centre", "left", "left", "right", "left"),
            widths=(0.5, 2.5, 2, 1.1, 2), small=True,
            note="由程序按案由各取近期判决结案一件列出，入选与否由研究室审定。" if zh else
            "One lately judged case of each cause; the research office chooses.",
        )
    }  # fmt: skip

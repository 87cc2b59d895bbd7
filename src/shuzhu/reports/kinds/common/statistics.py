"""附件：外部统计数据. What the indicators divide by, with its year and source."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.figures import number
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen


def statistics(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A table; nothing where none is loaded."""
    if not material.statistics:
        return None
    zh = pen.lang == "zh"
    head = ("统计指标", "数值", "单位", "时段", "来源") if zh else ("statistic", "value", "unit", "span", "source")
    rows = [
        (one.called, pen.figure(number(one.value), f"statistic.{one.title}", "value", exact=one.value, period=one.span),
         one.unit, one.span if zh else one.span.replace("至", " to "), one.source)
        for one in material.statistics
    ]  # fmt: skip
    return {
        "table": pen.table(
            "外部统计数据" if zh else "External statistics", head, rows,
            align=("left", "right", "left", "left", "left"), widths=(2, 1.4, 1, 2.2, 1.6),
            note="本期统计尚未发布的，沿用最近一年已发布数据。" if zh else "",
        )
    }  # fmt: skip

"""总体情况: registered, ended, succeeded; how long it took; beside the year before and the means of the areas."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.reports.figures import band_text
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import amount, change_of, count, figure_of, growth, moved, titled, when

NAMED: Final = ("SQ", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q14")
"""The figures of the first table."""


def whole(material: Material, pen: Pen) -> Mapping[str, Any]:
    """Sentences and a table of the indicators of mediation before filing."""
    values, indicators = material.values, material.indicators
    rows = []
    for code in (code for code in NAMED if code in values):
        value, indicator = values[code], indicators[code]
        rows.append((
            titled(indicator, pen.lang),
            figure_of(pen, code, value.value, indicator.unit, "value"),
            change_of(pen, code, value.year_on_year, indicator.unit),
            *(figure_of(pen, code, None if code == "SQ" else value.peers.get(name), indicator.unit, f"{name}_mean")
              for name in ("city", "province")),
            band_text(indicator),
        ))  # fmt: skip
    zh = pen.lang == "zh"
    head = (
        ("指标", "本期", "较去年同期", "本市", "全省", "区间")
        if zh
        else ("indicator", "now", "change", "city", "province", "interval")
    )
    table = pen.table(
        "诉前解纷主要指标" if zh else "Mediation before filing", head, rows, widths=(2.6, 1, 1.2, 1, 1, 0.9)
    )
    registered, success, days = (values.get(code) for code in ("SQ", "Q2", "Q4"))
    told: dict[str, Any] = {
        "place": material.place, "when": when(material.period, pen.lang), "table": table, "number": pen.tables,
        "registered": "", "success": "", "days": "",
    }  # fmt: skip
    if registered and registered.value is not None:
        told["registered"] = count(pen, registered.value, "SQ")
        told["growth"] = growth(pen, registered.value, registered.year_before, "SQ")
    if success and success.value is not None:
        told["ended"] = count(pen, success.denominator, "Q2", "denominator")
        told["succeeded"] = count(pen, success.numerator, "Q2", "numerator")
        told["success"], told["success_moved"] = (
            amount(pen, success, indicators["Q2"]),
            moved(pen, success, indicators["Q2"]),
        )
    if days and days.value is not None:
        told["days"], told["days_moved"] = amount(pen, days, indicators["Q4"]), moved(pen, days, indicators["Q4"])
    return told

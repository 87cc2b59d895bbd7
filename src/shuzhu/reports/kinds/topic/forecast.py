"""趋势展望: how many cases the next months may bring by the theme's own past, the method, and how it did a year ago."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Expected, Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, labelled


def forecast(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A sentence on the months to come and one on the test; why there is none where the past does not bear one."""
    topic = theme(material)
    found, code = topic.outlook, topic.code
    if found is None:
        return None
    told: dict[str, Any] = {
        "title": topic.title, "months": found.months, "least": found.least, "enough": found.enough, "next": None,
        "tested": None,
    }  # fmt: skip
    if found.next:
        told["next"] = _said(pen, code, found.next, "expected")
    if found.tested and found.found is not None:
        test = found.tested
        told["tested"] = _said(pen, code, test, "tested")
        told["known"] = labelled(_month_before(test.first), pen.lang)
        told["found"] = count(pen, found.found, code, "tested_found")
        told["within"] = test.low <= found.found <= test.high
    return told


def _said(pen: Pen, code: str, one: Expected, kind: str) -> dict[str, Any]:
    """The span, the sum and its interval."""
    span = f"{labelled(one.first, pen.lang)}{'至' if pen.lang == 'zh' else ' to '}{labelled(one.last, pen.lang)}"
    return {
        "span": span if one.first != one.last else labelled(one.first, pen.lang), "trend": one.trend,
        "mean": count(pen, one.mean, code, kind), "low": count(pen, one.low, code, f"{kind}_low", unit=""),
        "high": count(pen, one.high, code, f"{kind}_high"),
    }  # fmt: skip


def _month_before(label: str) -> str:
    """The month before one: 2019-12 before 2020-01."""
    year, month = divmod(int(label[:4]) * 12 + int(label[5:]) - 2, 12)
    return f"{year}-{month + 1:02d}"

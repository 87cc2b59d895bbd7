"""工作建议: what the figures call for: success below the city's mean, time beyond the rule, mediations over time."""

from collections.abc import Iterator, Mapping
from typing import Any

from shuzhu.reports.kinds.common.proposals import Problem, pairs
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import amount


def remedies(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Problem and proposal in pairs; nothing where nothing calls for it."""
    return pairs(material, pen, list(_problems(material, pen)))


def _problems(material: Material, pen: Pen) -> Iterator[Problem]:
    """The indicators that stand worse than the city's mean or outside their interval."""
    verb = "为" if pen.lang == "zh" else " "
    for code, value in material.values.items():
        indicator, mean = material.indicators[code], value.peers.get("city")
        if value.value is None or indicator.better not in {"higher", "lower"}:
            continue
        worse = mean is not None and (value.value < mean if indicator.better == "higher" else value.value > mean)
        if worse or value.band == "above":
            yield Problem(subject=code, words=f"{said(indicator.title, pen.lang)}{verb}{amount(pen, value, indicator)}")

"""反映的问题与建议: the indicators of the theme that stand worse than the city's mean, each with its proposal."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.figures import unit_of
from shuzhu.reports.kinds.common.proposals import Problem, pairs
from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import amount, figure_of, moved


def problems(material: Material, pen: Pen) -> Mapping[str, Any]:
    """What each indicator says beside the city's mean, and what is proposed."""
    topic, brief = theme(material), material.brief
    zh, lines, asked = pen.lang == "zh", [], []
    for code in (topic.code, *(code for code, _ in topic.rates)):
        value, indicator = brief.values.get(code), brief.indicators[code]
        if value is None or value.value is None:
            continue
        mean = value.peers.get("city")
        changed = moved(pen, value, indicator)
        title, figure = said(indicator.title, pen.lang), amount(pen, value, indicator)
        words = f"{title}为{figure}" if zh else f"{title} is {figure}"
        words += (f"，较去年同期{changed}" if zh else f", {changed} on the year") if changed else ""
        if mean is not None:
            other = figure_of(pen, code, mean, indicator.unit, "city_mean") + unit_of(indicator.unit, pen.lang)
            words += f"，本市均值为{other}" if zh else f"; the city's mean is {other}"
        lines.append(words)
        asked.append(Problem(subject=code, words=said(indicator.title, pen.lang)))
    found = pairs(material, pen, asked)
    return {"lines": lines, "pairs": found["pairs"] if found else []}

"""特色与短板: what stands above the courts of the same volume and what stands below them, each with the distance."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu.catalogue.model import Indicator
from shuzhu.reports.figures import change, points, unit_of
from shuzhu.reports.kinds.operations.summary import INDEX
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import of_codes, said
from shuzhu.reports.wording import amount
from shuzhu.values import Value

MOST: Final = 4


def strengths(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Up to four of each, by how far the score lies from the city's."""
    brief = material.brief
    index = brief.indices[INDEX]
    known = [
        one for group in index.groups for one in of_codes(brief, index, group, pen.lang)
        if one.to_city is not None and not brief.values[one.subject].small
    ]  # fmt: skip
    ranked = sorted(known, key=lambda one: -(one.to_city or 0))
    better = [one for one in ranked if (one.to_city or 0) >= 1][:MOST]
    worse = [one for one in reversed(ranked) if (one.to_city or 0) <= -1][:MOST]
    if not better and not worse:
        return None
    return {
        name: [_told(pen, brief.values[one.subject], brief.indicators[one.subject]) for one in chosen]
        for name, chosen in (("better", better), ("worse", worse))
    }


def _told(pen: Pen, value: Value, indicator: Indicator) -> str:
    """The value, and how far it lies from the mean of the same volume and of the city."""
    title, zh = said(indicator.title, pen.lang), pen.lang == "zh"
    words = f"{title}{'为' if zh else ' '}{amount(pen, value, indicator)}"
    for name, called in (
        ("volume", "同等收案量法院均值" if zh else "the same volume"),
        ("city", "本市均值" if zh else "the city"),
    ):
        mean = value.peers.get(name)
        if mean is None or value.value is None:
            continue
        gap = value.value - mean
        text = change(gap, indicator.unit)
        unit = (
            points(indicator.unit) if zh else (" points" if indicator.unit in "%‰" else unit_of(indicator.unit, "en"))
        )
        side = ("与之持平" if zh else "level") if text[0] not in "+−" else (
            ("高" if gap > 0 else "低") + text[1:] + unit if zh
            else f"{text[1:]}{unit} {'above' if gap > 0 else 'below'}"
        )  # fmt: skip
        figure = pen.figure(side, indicator.code, f"{name}_gap", exact=gap)
        words += f"，较{called}{figure}" if zh else f", {figure} {called}"
    return words

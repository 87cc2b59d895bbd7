"""工作建议: what the figures call for: success below the city's mean, time beyond the rule, mediations over time."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shuzhu.catalogue.model import Indicator
from shuzhu.reports.before_filing import Stepped
from shuzhu.reports.document import Lang
from shuzhu.reports.kinds.common.proposals import Problem, pairs
from shuzhu.reports.kinds.prelitigation.stuck import FLAGS, worst_parts
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said
from shuzhu.reports.wording import amount, count, percent
from shuzhu.values import Value

BEHIND: Final[Mapping[str, Mapping[Lang, tuple[str, str]]]] = {
    "mean": {"zh": ("低于本市均值", "高于本市均值"), "en": ("below the city's mean", "above the city's mean")},
    "band": {"zh": ("低于区间", "高于区间"), "en": ("below its interval", "above its interval")},
}
"""What a value is behind, below and above."""


def remedies(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Problem and proposal in pairs; nothing where nothing calls for it."""
    return pairs(material, pen, list(_problems(material, pen)))


def _problems(material: Material, pen: Pen) -> Iterator[Problem]:
    """The slow steps and the marked mediations, then what stands worse than the city's mean or beyond its interval."""
    told = material.before_filing
    for _, one in worst_parts(told) if told else ():
        yield Problem(subject=f"step.{one.id}", words=_late(material, pen, one))
    for name, number in (told.flags if told else {}).items():
        if number:
            called, said_ = FLAGS[name][pen.lang][0], count(pen, number, f"flag.{name}")
            yield Problem(
                subject=f"flag.{name}", words=f"{called}{said_}的" if pen.lang == "zh" else f"{called}: {said_}"
            )
    for code, value in material.values.items():
        indicator, mean = material.indicators[code], value.peers.get("city")
        if value.value is None or indicator.better not in {"higher", "lower"}:
            continue
        low = indicator.better == "higher"
        if mean is not None and (value.value < mean if low else value.value > mean):
            yield Problem(subject=code, words=_behind(pen, value, indicator, "mean", low=low))
        elif value.band == "above":
            yield Problem(subject=code, words=_behind(pen, value, indicator, "band", low=False))


def _late(material: Material, pen: Pen, one: Stepped) -> str:
    """How large a share of a step goes beyond the clock where it does so most."""
    share = percent(pen, one.late, one.done, f"step.{one.id}|{one.part}", "late_share")
    part, step = material.called(one.part), material.called(one.title)
    return f"{part}{step}环节超期占{share}的" if pen.lang == "zh" else f"{part}, {step}: {share} late"


def _behind(pen: Pen, value: Value, indicator: Indicator, what: str, *, low: bool) -> str:
    """A value and on which side of the city's mean or of its interval it stands."""
    where = BEHIND[what][pen.lang][0 if low else 1]
    title, own = said(indicator.title, pen.lang), amount(pen, value, indicator)
    return f"{title}{own}{where}" if pen.lang == "zh" else f"{title} {own}, {where}"

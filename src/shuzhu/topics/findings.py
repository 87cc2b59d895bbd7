"""A topic's findings, each tested on the answers of its cases; false discoveries are held down over all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
from scipy.stats import false_discovery_control

from shuzhu.catalogue.topic_model import ITSELF, Finding
from shuzhu.periods import YearStart
from shuzhu.topics.answers import Answers
from shuzhu.topics.estimates import Estimate, difference, lift, means, share, surge, trend
from shuzhu.topics.festive import weeks_of
from shuzhu.topics.found import Found, Material
from shuzhu.topics.repeats import chance, repeated
from shuzhu.topics.strength import FEWEST, FEWEST_EACH, strength


def judged(findings: Sequence[Finding], material: Material, reads_text: Callable[[str], bool]) -> list[Found]:
    """Findings → each tested; ``reads_text`` says of a field whether it is known only where there is a text."""
    found = [_with_texts(_ASK[one.check.kind](one, material), material, reads_text) for one in findings]
    tested = [n for n, one in enumerate(found) if one.estimate is not None and one.of >= FEWEST]
    rates = false_discovery_control([found[n].estimate.p for n in tested]) if tested else []  # type: ignore[union-attr]
    told = {n: min(1.0, float(q)) for n, q in zip(tested, rates, strict=True)}
    return [
        replace(one, q=told.get(n, 1.0),
                strength=strength(one.estimate, told.get(n, 1.0), one.of, one.finding.check.apart))
        for n, one in enumerate(found)
    ]  # fmt: skip


def _with_texts(one: Found, material: Material, reads_text: Callable[[str], bool]) -> Found:
    """How many of the cases have a text, where the field is known by texts alone."""
    if not reads_text(one.finding.check.of):
        return one
    cases = material.long if one.finding.check.kind in {"rises", "falls", "surge", "season"} else material.now
    return replace(one, texts=sum(cases.texts), all=len(cases))


def _trend(one: Finding, material: Material) -> Found:
    """Whether a share rises or falls by month over the long span."""
    cases, flags = _among(one, material)
    base = _over_time(one, material, cases, flags)
    counts, totals = _by_month(material, cases, flags)
    if min(base.count, base.of - base.count) < 2 * FEWEST_EACH or sum(total > 0 for total in totals) < FEWEST_STEPS:
        return base
    estimate = trend(counts, totals, falls=one.check.kind == "falls")
    (begin, had, of), (end, has, among) = base.series[0], base.series[-1]
    told: dict[str, float | str] = {
        "first": had / of,
        "last": has / among,
        "from": str(begin),
        "to": str(end),
        "ratio": estimate.value,
    }
    return replace(base, estimate=estimate, blanks=told)


def _surge(one: Finding, material: Material) -> Found:
    """Whether one quarter stands out over the long span."""
    cases, flags = _among(one, material)
    base = _over_time(one, material, cases, flags)
    counts, totals = _by_month(material, cases, flags)
    first = material.start.month_index(material.first)
    quarters = [month // 3 for month in range(first, first + len(counts))]
    known = {quarter for quarter, total in zip(quarters, totals, strict=True) if total}
    if min(base.count, base.of - base.count) < 2 * FEWEST_EACH or len(known) < FEWEST_QUARTERS:
        return base
    quarter, estimate = surge(counts, totals, quarters, [month % 12 for month in range(first, first + len(counts))])
    begin = 3 * quarter
    had, of = (sum(part[n] for n, one in enumerate(quarters) if one == quarter) for part in (counts, totals))
    within = [flag if begin <= material.start.month_index(day) < begin + 3 else None
              for day, flag in zip(cases.days, flags, strict=True)]  # fmt: skip
    told: dict[str, float | str] = {"when": f"{begin // 12}Q{begin % 12 // 3 + 1}", "ratio": estimate.value}
    return replace(base, estimate=estimate, blanks=told, count=had, of=of,
                   cases=_having(cases.numbers, cases.days, within))  # fmt: skip


def _among(one: Finding, material: Material) -> tuple[Answers, list[bool | None]]:
    """The cases of the long span and whether each has the flag; for the topic itself those alike as well."""
    if one.check.of != ITSELF:
        return material.long, material.long.flags(one.check.of)
    rest = material.rest.between(material.first, material.last) if material.rest else Answers(numbers=(), days=())
    cases = Answers(numbers=[*material.long.numbers, *rest.numbers], days=[*material.long.days, *rest.days])
    return cases, [*[True] * len(material.long), *[False] * len(rest)]


def _over_time(one: Finding, material: Material, cases: Answers, flags: Sequence[bool | None]) -> Found:
    """A finding with its counts, years and cases, not estimated yet."""
    known = [(day, flag) for day, flag in zip(cases.days, flags, strict=True) if flag is not None]
    return Found(
        finding=one, count=sum(flag for _, flag in known), of=len(known), all=len(cases),
        series=_by_year(known, material.start), cases=_having(cases.numbers, cases.days, flags),
    )  # fmt: skip


def _by_month(material: Material, cases: Answers, flags: Sequence[bool | None]) -> tuple[list[int], list[int]]:
    """How many have the flag by month of the long span, and of how many that are known."""
    begin, end = (material.start.month_index(day) for day in (material.first, material.last))
    counts, totals = [0] * (end - begin + 1), [0] * (end - begin + 1)
    for day, flag in zip(cases.days, flags, strict=True):
        if flag is not None:
            month = material.start.month_index(day) - begin
            counts[month] += flag
            totals[month] += 1
    return counts, totals


FEWEST_STEPS: Final = 12
"""Of fewer months no trend is told."""
FEWEST_QUARTERS: Final = 8
"""Of fewer quarters no wave is told."""


def _common(one: Finding, material: Material) -> Found:
    """Whether a share is above a bound in the period."""
    base = _counted(one, material.now, one.check.of)
    if not base.of:
        return base
    return replace(base, estimate=share(base.count, base.of, one.check.bound), blanks={"bound": one.check.bound})


def _more_than(one: Finding, material: Material) -> Found:
    """Whether a share is above that of other cases."""
    ours, theirs = _sides(one, material)
    base = _counted(one, ours, one.check.of)
    if theirs is None:
        return base
    other = _counted(one, theirs, one.check.of)
    if min(base.of, other.of) < 2 * FEWEST_EACH or base.count + other.count < FEWEST_EACH:
        return base
    estimate = difference(base.count, base.of, other.count, other.of)
    return replace(base, estimate=estimate,
                   blanks={"base": other.count / other.of, "difference": estimate.value})  # fmt: skip


def _larger(one: Finding, material: Material) -> Found:
    """Whether numbers are larger than those of other cases."""
    ours, theirs = _sides(one, material)
    logs = one.check.scale == "log"
    first, second = (_numbers(cases, one.check.of, logs=logs) for cases in (ours, theirs or ours))
    known = [value is not None for value in ours.fields[one.check.of]]
    base = Found(finding=one, count=len(first), of=len(first), all=len(ours),
                 cases=_having(ours.numbers, ours.days, known))  # fmt: skip
    if theirs is None or min(len(first), len(second)) < 2 * FEWEST_EACH:
        return base
    estimate = means(first, second, logs=logs)
    mean, other = (float(np.mean(part)) for part in (first, second))
    told = {"mean": mean, "base": other, "difference": mean - other, "ratio": estimate.value}
    return replace(base, estimate=estimate, blanks=told)


def _season(one: Finding, material: Material) -> Found:
    """Whether more come in before the festival than else, by day."""
    cases = material.long
    flags: list[bool | None] = cases.flags(one.check.of) if one.check.of else [True] * len(cases)
    days = [day for day, flag in zip(cases.days, flags, strict=True) if flag]
    weeks = weeks_of(material.first, material.last, one.check.weeks)
    within = [n for n, day in enumerate(cases.days) if flags[n] and weeks.inside(day)]
    base = Found(finding=one, count=len(within), of=len(days), all=len(cases), series=_by_year(
        [(day, weeks.inside(day)) for day in days], material.start),
        cases=tuple(cases.numbers[n] for n in sorted(within, key=lambda n: (cases.days[n], cases.numbers[n]))[::-1]),
    )  # fmt: skip
    if base.of - base.count < 2 * FEWEST_EACH or not base.count or weeks.years < 2:
        return base
    estimate = lift(weeks.counts(days), weeks.days, weeks.within, weeks.strata)
    return replace(base, estimate=estimate, blanks={"ratio": estimate.value, "weeks": str(one.check.weeks)})


def _repeat(one: Finding, material: Material) -> Found:
    """Whether parties sue as often as the threshold in force says."""
    limit, cases = material.limits.get(one.check.rule), material.now
    suits: dict[str, list[tuple[date, int]]] = {}
    for place, keys in enumerate(cases.suits.get(one.code, ())):
        for key in set(keys):
            suits.setdefault(key, []).append((cases.days[place], place))
    of = sum(bool(keys) for keys in cases.suits.get(one.code, ()))
    if limit is None or not suits:
        return Found(finding=one, of=of, all=len(cases))
    reached = repeated(suits, limit.days, limit.threshold)
    places = sorted({place for who in reached for place in who.places}, key=lambda n: cases.days[n], reverse=True)
    low, high = _bounds(len(places), of)
    most = reached[0].most if reached else 0
    p = chance(suits, limit.days, most) if reached else 1.0
    return Found(
        finding=one, count=len(places), of=of, all=len(cases), cases=tuple(cases.numbers[n] for n in places),
        estimate=Estimate(value=len(places) / of, low=low, high=high, null=0, p=p),
        blanks={"parties": str(len(reached)), "threshold": str(limit.threshold), "days": str(limit.days),
                "most": str(most)},
        who=tuple((who.who, who.most, tuple(cases.numbers[n] for n in who.places)) for who in reached),
    )  # fmt: skip


_ASK: Final[Mapping[str, Callable[[Finding, Material], Found]]] = {
    "rises": _trend, "falls": _trend, "common": _common, "more_than": _more_than, "repeat": _repeat,
    "season": _season, "surge": _surge, "larger": _larger,
}  # fmt: skip


def _bounds(count: int, of: int) -> tuple[float, float]:
    """Wilson's interval."""
    estimate = share(count, of, 0)
    return estimate.low, estimate.high


def _sides(one: Finding, material: Material) -> tuple[Answers, Answers | None]:
    """The cases asked about, and those that they are held against."""
    against = one.check.against
    if against in {"rest", "others", "before"}:
        other: Answers | None = getattr(material, against)
        if other is not None and against == "rest":
            other = other.between(material.since, material.last)
        return material.now, other
    flags = material.now.flags(against)
    return (material.now.only([n for n, flag in enumerate(flags) if flag]),
            material.now.only([n for n, flag in enumerate(flags) if flag is False]))  # fmt: skip


def _counted(one: Finding, cases: Answers, name: str) -> Found:
    """How many of the cases that are known have a flag."""
    if name == ITSELF:
        return Found(finding=one, all=len(cases))
    flags = cases.flags(name)
    known = [(day, flag) for day, flag in zip(cases.days, flags, strict=True) if flag is not None]
    return Found(finding=one, count=sum(flag for _, flag in known), of=len(known), all=len(cases),
                 cases=_having(cases.numbers, cases.days, flags))  # fmt: skip


def _numbers(cases: Answers, name: str, *, logs: bool) -> list[float]:
    """The numbers that are known; for geometric means those above nought."""
    found = [float(one) for one in cases.fields[name] if one is not None]
    return [one for one in found if one > 0] if logs else found


def _having(numbers: Sequence[str], days: Sequence[date], flags: Sequence[bool | None]) -> tuple[str, ...]:
    """The numbers of the cases that have a flag, the newest first."""
    places = sorted((n for n, flag in enumerate(flags) if flag), key=lambda n: (-days[n].toordinal(), numbers[n]))
    return tuple(numbers[n] for n in places)


def _by_year(known: Sequence[tuple[date, bool]], start: YearStart) -> tuple[tuple[int, int, int], ...]:
    """Statistical year, how many have it, of how many."""
    years: dict[int, list[int]] = {}
    for day, flag in known:
        told = years.setdefault(start.month_index(day) // 12, [0, 0])
        told[0] += flag
        told[1] += 1
    return tuple((year, *years[year]) for year in sorted(years))  # type: ignore[misc]

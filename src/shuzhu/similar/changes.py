"""Figures and outcomes of cases by day and division → whether they drift or differ, by how much, with what interval.

Figures: Spearman's rank correlation with time and the slope of Theil (1950) and Sen (1968) a year; Kruskal–Wallis
between divisions, each with its median between order statistics. Outcomes: the later half's share less the earlier's,
by Fisher's exact test with Newcombe's interval (1998, method 10); chi-square between divisions, each with Wilson's
interval. Chances are adjusted for how many such questions were asked (Holm 1979); with too few cases none is asked.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
from scipy import stats

ENOUGH: Final = 10
"""Fewer cases say nothing of a court's measure."""
PER_DIVISION: Final = 5
_SURE: Final = 0.05
_Z: Final = float(stats.norm.ppf(1 - _SURE / 2))
_YEAR: Final = 365.25
TIME: Final = "随时间变化"
DIVISIONS: Final = "庭室之间"
TOO_FEW: Final = "案件过少，不作判断"
STEADY: Final = "未见显著变化"
ALIKE: Final = "未见显著差异"
APART: Final = "存在差异"
UP: Final = "随时间上升"
DOWN: Final = "随时间下降"


@dataclass(frozen=True, slots=True)
class Dated:
    """One case's figure, or whether it had an outcome (bool), with its day and division."""

    value: float | bool
    day: date | None
    division: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One division: its cases, its median or share, and the interval of that."""

    name: str
    cases: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One question, of a figure or of an outcome's share: ``how`` is 随时间变化 or 庭室之间; what was found, in words.

    ``chance`` is how often as much would be seen if nothing differed, None where cases are too few. ``size`` is what
    changed a year, or for a share from the earlier half to the later, with its interval of 95 %.
    """

    what: str
    how: str
    share: bool
    cases: int
    words: str
    chance: float | None = None
    size: float | None = None
    interval: tuple[float, float] | None = None
    groups: tuple[Group, ...] = ()


def changes(series: Mapping[str, Sequence[Dated]]) -> tuple[Change, ...]:
    """Each figure or outcome by time and by division; chances adjusted together."""
    found = []
    for what, told in series.items():
        share = any(isinstance(one.value, bool) for one in told)
        found += [_over_time(what, told, share=share), _between(what, told, share=share)]
    asked = [one.chance for one in found if one.chance is not None]
    adjusted = iter(holm(asked))
    return tuple(one if one.chance is None else _judged(one, next(adjusted)) for one in found)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The interval of a share; 0 to 1 where there is nothing."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z / whole
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float, float]:
    """Two shares (part, whole) → the second less the first, and its interval."""
    (a, m), (b, n) = first, second
    one, other = a / m, b / n
    (low1, high1), (low2, high2) = wilson(a, m), wilson(b, n)
    gap = other - one
    return gap, gap - math.hypot(other - low2, high1 - one), gap + math.hypot(high2 - other, one - low1)


def median_interval(values: Sequence[float]) -> tuple[float, float]:
    """The order statistics between which the median lies in 95 % of samples; both ends where there are too few."""
    told = sorted(values)
    below = int(stats.binom.ppf(_SURE / 2, len(told), 0.5))
    return float(told[max(0, below - 1)]), float(told[min(len(told) - 1, len(told) - below)])


def holm(chances: Sequence[float]) -> list[float]:
    """Chances adjusted for how many there are, in their order."""
    order = sorted(range(len(chances)), key=lambda n: chances[n])
    found, least = [0.0] * len(chances), 0.0
    for place, n in enumerate(order):
        least = max(least, min(1.0, chances[n] * (len(chances) - place)))
        found[n] = least
    return found


def _judged(one: Change, chance: float) -> Change:
    """A change with its adjusted chance, and what that says."""
    if chance >= _SURE:
        return replace(one, chance=chance, words=STEADY if one.how == TIME else ALIKE)
    return replace(one, chance=chance, words=APART if one.how == DIVISIONS else UP if (one.size or 0) > 0 else DOWN)


def _over_time(what: str, told: Sequence[Dated], *, share: bool) -> Change:
    """Whether it goes up or down with time."""
    dated = sorted(((one.day.toordinal(), float(one.value)) for one in told if one.day), key=lambda pair: pair[0])
    plain = Change(what=what, how=TIME, share=share, cases=len(dated), words=TOO_FEW)
    days = np.array([day for day, _ in dated], dtype=float)
    values = np.array([value for _, value in dated])
    if len(dated) < ENOUGH or days[0] == days[-1]:
        return plain
    if share:
        return _halves(plain, days, values)
    line = stats.theilslopes(values, days / _YEAR)
    flat = values.min() == values.max()
    return replace(plain, chance=1.0 if flat else float(stats.spearmanr(days, values).pvalue),
                   size=float(line.slope), interval=(float(line.low_slope), float(line.high_slope)))  # fmt: skip


def _halves(plain: Change, days: Any, values: Any) -> Change:
    """The later half's share less the earlier's; the days of the middle belong to one half together."""
    later = days > np.median(days)
    if not later.any():
        later = days >= np.median(days)
    first, second = ((int(values[half].sum()), int(half.sum())) for half in (~later, later))
    if min(first[1], second[1]) < PER_DIVISION:
        return plain
    gap, low, high = newcombe(first, second)
    table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
    return replace(plain, chance=float(stats.fisher_exact(table).pvalue), size=gap, interval=(low, high))


def _between(what: str, told: Sequence[Dated], *, share: bool) -> Change:
    """Whether divisions differ."""
    of: dict[str, list[float]] = {}
    for one in told:
        if one.division:
            of.setdefault(one.division, []).append(float(one.value))
    large = {name: each for name, each in sorted(of.items()) if len(each) >= PER_DIVISION}
    plain = Change(what=what, how=DIVISIONS, share=share, cases=sum(map(len, large.values())), words=TOO_FEW)
    if len(large) < 2:
        return plain
    groups = tuple(_group(name, each, share=share) for name, each in large.items())
    same = len({value for each in large.values() for value in each}) < 2
    chance = 1.0 if same else _apart(list(large.values()), share=share)
    return replace(plain, chance=chance, groups=groups)


def _apart(several: Sequence[Sequence[float]], *, share: bool) -> float:
    """The chance of groups as different as these."""
    if share:
        table = [[sum(each), len(each) - sum(each)] for each in several]
        return float(stats.chi2_contingency(table, correction=len(several) == 2).pvalue)
    return float(stats.kruskal(*several).pvalue)


def _group(name: str, values: Sequence[float], *, share: bool) -> Group:
    """One division."""
    if share:
        low, high = wilson(int(sum(values)), len(values))
        return Group(name=name, cases=len(values), value=sum(values) / len(values), low=low, high=high)
    low, high = median_interval(values)
    return Group(name=name, cases=len(values), value=float(np.median(values)), low=low, high=high)

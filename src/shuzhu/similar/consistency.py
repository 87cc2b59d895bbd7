"""Similar cases → how alike they were decided (裁判尺度): spread, outliers, drift over time, between divisions.

Outliers lie beyond 1.5 interquartile ranges (Tukey 1977) or have an outcome that under one in ten of the others has.
Drift is Spearman's rank correlation with time, divisions are compared by Kruskal–Wallis; both only with enough cases.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from scipy import stats

ENOUGH: Final = 10
"""Fewer cases say nothing of a court's measure."""
_PER_DIVISION: Final = 5
_RARE: Final = 0.1
_SURE: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How one case was decided: its outcome, and one figure (share upheld, percent a year, months) if any."""

    case_id: str
    outcome: str = ""
    figure: float | None = None
    closed_on: date | None = None
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One test: ``chance`` is how often as much would be seen if nothing differed; None where there are too few."""

    what: str
    chance: float | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """The measure of a set of cases; ``enough`` is false where there are too few to speak of one."""

    cases: int
    enough: bool
    outcomes: tuple[tuple[str, int, float], ...]
    figures: int
    middle: float | None
    quartiles: tuple[float, float] | None
    outliers: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    words: str


def consistency(rulings: Sequence[Ruling]) -> Consistency:
    """Rulings → their distribution, outliers and changes; with fewer than ten it says so and lists no outlier."""
    told = [r for r in rulings if r.outcome or r.figure is not None]
    outcomes = Counter(r.outcome for r in told if r.outcome)
    whole = sum(outcomes.values())
    shares = tuple((name, n, n / whole) for name, n in sorted(outcomes.items(), key=lambda pair: (-pair[1], pair[0])))
    figures = [r for r in told if r.figure is not None]
    values = np.array([r.figure for r in figures], dtype=float)
    enough = len(told) >= ENOUGH
    measured = len(figures) >= ENOUGH
    return Consistency(
        cases=len(told), enough=enough, outcomes=shares, figures=len(figures),
        middle=float(np.median(values)) if measured else None,
        quartiles=(float(np.quantile(values, 0.25)), float(np.quantile(values, 0.75))) if measured else None,
        outliers=_outliers(told, figures, values, shares) if enough else (),
        changes=(_drift(figures), _divisions(figures)), words=_words(len(told), shares, enough=enough),
    )  # fmt: skip


def _outliers(
    told: Sequence[Ruling], figures: Sequence[Ruling], values: Any, shares: Sequence[tuple[str, int, float]]
) -> tuple[tuple[str, str], ...]:
    """Cases decided unlike the others, each with why."""
    rare = {name for name, n, share in shares if share < _RARE}
    found = {r.case_id: f"结果“{r.outcome}”在同类中少见" for r in told if r.outcome in rare}
    if len(figures) >= ENOUGH:
        low, high = np.quantile(values, 0.25), np.quantile(values, 0.75)
        reach = 1.5 * (high - low)
        for ruling, value in zip(figures, values, strict=True):
            if value < low - reach - 1e-9 or value > high + reach + 1e-9:
                found[ruling.case_id] = f"数值 {value:g} 偏离同类（四分位 {low:g}—{high:g}）"
    return tuple(sorted(found.items()))


def _drift(figures: Sequence[Ruling]) -> Change:
    """Whether figures go up or down with time."""
    dated = [(r.closed_on.toordinal(), r.figure) for r in figures if r.closed_on]
    what = "随时间变化"
    if len(dated) < ENOUGH:
        return Change(what=what, chance=None, words=f"案件过少（{len(dated)} 件），不作判断")
    days, values = zip(*dated, strict=True)
    if len(set(days)) < 2 or len(set(values)) < 2:
        return Change(what=what, chance=1.0, words="未见变化")
    found = stats.spearmanr(days, values)
    way = "上升" if found.statistic > 0 else "下降"
    sure = found.pvalue < _SURE
    return Change(what=what, chance=float(found.pvalue), words=f"随时间{way}" if sure else "未见显著变化")


def _divisions(figures: Sequence[Ruling]) -> Change:
    """Whether divisions differ."""
    groups: dict[str, list[float]] = {}
    for ruling in figures:
        if ruling.division and ruling.figure is not None:
            groups.setdefault(ruling.division, []).append(ruling.figure)
    large = {name: each for name, each in groups.items() if len(each) >= _PER_DIVISION}
    what = "庭室之间"
    if len(large) < 2:
        return Change(what=what, chance=None, words=f"案件过少（{len(large)} 个庭室达到 {_PER_DIVISION} 件），不作判断")
    if len({value for each in large.values() for value in each}) < 2:
        return Change(what=what, chance=1.0, words="未见差异")
    chance = float(stats.kruskal(*large.values()).pvalue)
    return Change(what=what, chance=chance, words="存在差异" if chance < _SURE else "未见显著差异")


def _words(cases: int, shares: Sequence[tuple[str, int, float]], *, enough: bool) -> str:
    """The measure in one sentence."""
    if not enough:
        return f"同类案件仅 {cases} 件，过少，不足以说明裁判尺度"
    first = "；".join(f"{name} {n} 件（{share:.1%}）" for name, n, share in shares[:3])
    return f"同类案件 {cases} 件：{first}"

"""Programmes that began at different times: an effect for every group of starters and month, and all together.

Each group g (units that began in the same month) is compared with the units that never began, over all months before
its start: θ(g,t) = log(Y_gt ÷ Y_0t) − log(Y_g,before ÷ Y_0,before), the ratio form of Callaway & Sant'Anna (2021, J.
Econometrics 225:200) eq. 2.5, equal to the Poisson fit with an own effect of each group-month (Wooldridge 2023,
Econometrics J. 26:C31). No group that has begun stands for one that has not, which is what bends the plain two-way
estimate (Goodman-Bacon 2021). All together: Σ observed ÷ Σ expected after the starts, expected being
Y_0t · Y_g,before ÷ Y_0,before; so expected − observed is the number of filings spared.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from shuzhu.prelitigation.differences import FEWEST_BEFORE, FEWEST_COUNTED, FEWEST_OTHERS, LEVEL, Estimate

Floats = npt.NDArray[np.float64]
NEVER = -1
DRAWS = 499


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMonth:
    """One group in one month after its start: filings observed, and expected without the programme."""

    start: int
    month: int
    observed: float
    expected: float

    @property
    def log(self) -> float:
        """The effect on the log scale; −inf where nothing was filed."""
        return float(np.log(self.observed / self.expected)) if self.observed else -np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Staggered:
    """Every group-month, and all together."""

    cells: tuple[GroupMonth, ...]
    together: Estimate
    observed: float
    expected: float


def trouble(counts: Floats, starts: npt.NDArray[np.int64]) -> str:
    """Why nothing can be estimated; empty where it can."""
    never = starts == NEVER
    if (many := int(never.sum())) < FEWEST_OTHERS:
        return f"从未开始的镇街只有{many}个，至少需要{FEWEST_OTHERS}个 (too few units to compare with)"
    for start in np.unique(starts[~never]):
        if start < FEWEST_BEFORE:
            return f"有一批镇街开始前只有{start}个月，至少需要{FEWEST_BEFORE}个月 (too few months before)"
        if min(counts[rows, :start].sum() for rows in (starts == start, never)) < FEWEST_COUNTED:
            return f"有一批镇街开始前收案不足{FEWEST_COUNTED}件 (too few filings before)"
    return "" if (~never).any() else "没有镇街开始 (no unit began)"


def group_time(counts: Floats, starts: npt.NDArray[np.int64], seed: int = 20) -> Staggered:
    """The effects; ``starts`` is each unit's first month with the programme, ``NEVER`` for none.

    The error of all together is the spread of placebo programmes, the same starts given to units that never began,
    scaled by the counts' own variance; t with as many degrees of freedom as such units less one.
    """
    if why := trouble(counts, starts):
        raise ValueError(why)
    cells = tuple(_cells(counts, starts))
    observed, expected = _sums(counts, starts)
    log = float(np.log(observed / expected))
    never = np.flatnonzero(starts == NEVER)
    error = _spread(counts[never], starts[starts != NEVER], seed) * np.sqrt(_variance(counts, starts))
    wide = float(stats.t.isf((1 - LEVEL) / 2, len(never) - 1)) * error
    together = Estimate(
        log=log, error=float(error), lower=float(np.exp(log - wide)), upper=float(np.exp(log + wide)),
        p=float(2 * stats.t.sf(abs(log) / error, len(never) - 1)),
    )  # fmt: skip
    return Staggered(cells=cells, together=together, observed=observed, expected=expected)


def _cells(counts: Floats, starts: npt.NDArray[np.int64]) -> list[GroupMonth]:
    """Every group and month after its start."""
    found, rest = [], counts[starts == NEVER].sum(axis=0)
    for start in np.unique(starts[starts != NEVER]):
        own = counts[starts == start].sum(axis=0)
        ratio = own[:start].sum() / rest[:start].sum()
        found += [
            GroupMonth(start=int(start), month=month, observed=float(own[month]), expected=float(rest[month] * ratio))
            for month in range(int(start), counts.shape[1])
            if rest[month] > 0
        ]
    return found


def _sums(counts: Floats, starts: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Filings observed after the starts, and expected."""
    rest, observed, expected = counts[starts == NEVER].sum(axis=0), 0.0, 0.0
    for start in np.unique(starts[starts != NEVER]):
        own = counts[starts == start].sum(axis=0)
        after = rest[start:] > 0
        observed += float(own[start:][after].sum())
        expected += float(rest[start:].sum() * own[:start].sum() / max(rest[:start].sum(), 0.5))
    return observed, expected


def _variance(counts: Floats, starts: npt.NDArray[np.int64]) -> float:
    """The variance of the log of all together if counts were Poisson, a group at a time."""
    rest, whole, found = counts[starts == NEVER].sum(axis=0), _sums(counts, starts)[1], 0.0
    for start in np.unique(starts[starts != NEVER]):
        own = counts[starts == start].sum(axis=0)
        parts = np.array([own[:start].sum(), own[start:].sum(), rest[:start].sum(), rest[start:].sum()])
        share = own[:start].sum() / rest[:start].sum() * rest[start:].sum() / whole
        found += share**2 * float((1 / np.maximum(parts, 0.5)).sum())
    return found


def _spread(rest: Floats, starts: npt.NDArray[np.int64], seed: int) -> float:
    """How far placebo programmes lie from nought, in their own Poisson errors; at least 1, as counts alone do."""
    dice, size = np.random.default_rng(seed), min(len(starts), len(rest) // 2)
    found = []
    for _ in range(DRAWS):
        given = np.full(len(rest), NEVER)
        given[dice.choice(len(rest), size, replace=False)] = dice.permutation(starts)[:size]
        observed, expected = _sums(rest, given)
        if observed > 0 and expected > 0:
            found.append(np.log(observed / expected) / np.sqrt(_variance(rest, given)))
    return max(1.0, float(np.sqrt(np.mean(np.square(found))))) if found else 1.0

"""Numbers → an estimate with its interval at 95 % and the chance of so much without any effect (one-sided).

Shares: E. Wilson (1927), JASA 22, 209–212. Differences of shares: R. Newcombe (1998), Statistics in Medicine 17,
873–890, method 10. Trend of a share: P. Armitage (1955), Biometrics 11, 375–386, in its logistic form with the spread
allowed for. Means: B. Welch (1947), Biometrika 34, 28–35.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, inf, log, sqrt
from typing import Final

import numpy as np
from scipy.stats import norm, t

from shuzhu.topics.curves import Curve, logistic, poisson

Z: Final = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure that is asked to lie above ``null``: its value, its interval at 95 %, and the chance ``p``.

    A ratio's null is 1, a difference's 0, a share's the bound. ``spread`` above 1: data wider than chance alone.
    """

    value: float
    low: float
    high: float
    null: float
    p: float
    spread: float = 1.0

    @property
    def holds(self) -> bool:
        """The interval lies above the null."""
        return self.low > self.null


def wilson(count: int, of: int) -> tuple[float, float]:
    """The interval of a share; nought to one where there is nothing to count."""
    if not of:
        return 0.0, 1.0
    share, spare = count / of, Z * Z / of
    centre = (share + spare / 2) / (1 + spare)
    half = Z / (1 + spare) * sqrt(share * (1 - share) / of + spare / (4 * of))
    return max(0.0, centre - half), min(1.0, centre + half)


def share(count: int, of: int, bound: float) -> Estimate:
    """Whether a share is above a bound (0–1): the score test."""
    low, high = wilson(count, of)
    value = count / of if of else 0.0
    p = float(norm.sf((value - bound) / sqrt(bound * (1 - bound) / of))) if of and 0 < bound < 1 else 1.0
    return Estimate(value=value, low=low, high=high, null=bound, p=p)


def difference(count: int, of: int, base: int, base_of: int) -> Estimate:
    """Whether a share is above another: Newcombe's interval, the pooled score test."""
    first, second = (count / of, base / base_of) if of and base_of else (0.0, 0.0)
    (low1, high1), (low2, high2) = wilson(count, of), wilson(base, base_of)
    value = first - second
    low = value - sqrt((first - low1) ** 2 + (high2 - second) ** 2)
    high = value + sqrt((high1 - first) ** 2 + (second - low2) ** 2)
    pooled = (count + base) / (of + base_of) if of + base_of else 0.0
    error = sqrt(pooled * (1 - pooled) * (1 / of + 1 / base_of)) if of and base_of else 0.0
    return Estimate(value=value, low=low, high=high, null=0, p=float(norm.sf(value / error)) if error else 1.0)


def trend(counts: Sequence[int], totals: Sequence[int], *, falls: bool = False) -> Estimate:
    """Whether a share rises over equal steps (or falls): the odds of the last step ÷ those of the first.

    Steps of no total are left out. Raises ValueError for fewer than three that are left.
    """
    known = [n for n, total in enumerate(totals) if total]
    if len(known) < 3:
        raise ValueError("a trend needs three steps")
    when = np.array(known, float) / max(len(totals) - 1, 1)
    design = np.column_stack([np.ones(len(known)), -when if falls else when])
    curve = logistic(np.array([counts[n] for n in known], float), np.array([totals[n] for n in known], float), design)
    return _ratio(curve)


def surge(
    counts: Sequence[int], totals: Sequence[int], groups: Sequence[int], seasons: Sequence[int]
) -> tuple[int, Estimate]:
    """The group of steps whose share stands out most, and by how much: its odds ÷ those of others of its season.

    ``groups`` and ``seasons`` are of each step (months: quarters, and which month of the year). Seasons are told
    apart where there are three steps of each. The chance and the interval are those of the largest of as many as
    there are groups (Bonferroni). Raises ValueError for fewer than eight groups with a total.
    """
    known = [n for n, total in enumerate(totals) if total]
    tried = sorted({groups[n] for n in known})
    if len(tried) < 8:
        raise ValueError("a surge needs eight groups")
    had, of = (np.array([part[n] for n in known], float) for part in (counts, totals))
    apart = len(known) >= 3 * len(set(seasons))
    season = [seasons[n] if apart else 0 for n in known]
    base = [[float(one == each) for one in season] for each in sorted(set(season))]
    curves = [logistic(had, of, np.array([*base, [float(groups[n] == one) for n in known]]).T) for one in tried]
    told = [_ratio(curve, 1 - 0.025 / len(tried)) for curve in curves]
    best = min(range(len(tried)), key=lambda n: (told[n].p, n))
    return tried[best], replace(told[best], p=min(1.0, told[best].p * len(tried)))


def lift(counts: Sequence[int], days: Sequence[int], inside: Sequence[bool], years: Sequence[int]) -> Estimate:
    """Whether more come in by day within a window than outside it, year by year: the ratio of rates.

    One entry for each week or part of one: what came, how many days it has, whether it lies within, and in which year.
    Raises ValueError where no entry lies within, or all do.
    """
    if all(inside) or not any(inside):
        raise ValueError("a season needs days within and outside it")
    strata = sorted(set(years))
    columns = [[float(year == one) for year in years] for one in strata] + [[float(one) for one in inside]]
    return _ratio(poisson(np.array(counts, float), np.array(days, float), np.array(columns).T))


def means(ours: Sequence[float], others: Sequence[float], *, logs: bool = False) -> Estimate:
    """Whether numbers are larger on average than others: the difference of means, or the ratio of geometric means."""
    first, second = (np.log(np.asarray(one, float)) if logs else np.asarray(one, float) for one in (ours, others))
    value = float(first.mean() - second.mean())
    parts = [float(one.var(ddof=1)) / len(one) for one in (first, second)]
    error = sqrt(sum(parts))
    if not error:
        flat = exp(value) if logs else value
        return Estimate(value=flat, low=flat, high=flat, null=1 if logs else 0, p=1.0)
    freedom = sum(parts) ** 2 / sum(part**2 / (len(one) - 1) for part, one in zip(parts, (first, second), strict=True))
    half = float(t.ppf(0.975, freedom)) * error
    low, high, p = value - half, value + half, float(t.sf(value / error, freedom))
    if logs:
        return Estimate(value=exp(value), low=exp(low), high=exp(high), null=1, p=p)
    return Estimate(value=value, low=low, high=high, null=0, p=p)


def _ratio(curve: Curve, bound: float = 0.975) -> Estimate:
    """A slope on the logarithm as a ratio; ``bound`` is the quantile of the interval's ends."""
    half = float(t.ppf(bound, curve.freedom)) * curve.error if curve.freedom > 0 else inf
    low, value, high = (exp(min(max(one, -log(1e12)), log(1e12)))
                        for one in (curve.slope - half, curve.slope, curve.slope + half))  # fmt: skip
    p = float(t.sf(curve.slope / curve.error, curve.freedom)) if curve.freedom > 0 and curve.error else 1.0
    return Estimate(value=value, low=low, high=high, null=1, p=p, spread=curve.spread)

"""Limits of a rate: binomial, or beta-binomial where the past varies more than chance.

The past gives the mean rate and the intra-class correlation ρ by moments; a numerator out of n has the variance
nπ(1 − π)(1 + (n − 1)ρ). J. C. Kleinman (1973), Proportions with extraneous variance, JASA 68, 46–54.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri
from scipy.stats import betabinom, binom

from shuzhu.alerts.series import Detected, Floats, Series, watched_times
from shuzhu.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Learnt from the last ``baseline`` times; ``alpha`` two-sided; ``correlation`` False for plain binomial limits."""

    baseline: int = 24
    least: int = 7
    alpha: float = 0.01
    correlation: bool = True


DEFAULTS = Rates()


def rates(series: Series, watched: ArrayLike | None = None, parameters: Rates = DEFAULTS) -> Detected:
    """Numerators and exposures (denominators, whole numbers) → limits of the rate, series × watched times.

    NaN where fewer than ``least`` past times are known. Raises UsageError without an exposure, and for a numerator
    above its denominator.
    """
    if series.exposure is None:
        raise UsageError("rates: the series has no exposure (the denominators)")
    if (series.counts > series.exposure).any():
        raise UsageError("rates: a numerator is above its denominator")
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    for place, time in enumerate(times):
        past = slice(max(int(time) - parameters.baseline, 0), int(time))
        counts, out_of = series.counts[:, past], series.exposure[:, past]
        known = ~np.isnan(counts)
        mean, rho = pooled(np.where(known, counts, 0.0), np.where(known, out_of, 0.0))
        if not parameters.correlation:
            rho = np.zeros_like(rho)
        enough = (known.sum(axis=1) >= parameters.least) & ~np.isnan(series.exposure[:, time])
        size = np.where(enough, series.exposure[:, time], 1.0)
        low, high = rate_limits(size, np.where(enough, mean, 0.5), np.where(enough, rho, 0.0), parameters.alpha)
        expected[:, place] = np.where(enough, mean, np.nan)
        lower[:, place], limit[:, place] = np.where(enough, low, np.nan), np.where(enough, high, np.nan)
    now = series.counts[:, times] / series.exposure[:, times]
    return Detected(expected=expected, limit=limit, alarm=(now > limit) | (now < lower), lower=lower)


def pooled(counts: Floats, out_of: Floats) -> tuple[Floats, Floats]:
    """The mean rate and ρ of each series; a denominator of nought is left out. Kleinman (1973), by moments."""
    total = out_of.sum(axis=1)
    mean = np.divide(counts.sum(axis=1), total, out=np.full(len(total), np.nan), where=total > 0)
    number = (out_of > 0).sum(axis=1)
    spread = (out_of * np.where(out_of > 0, counts / np.maximum(out_of, 1e-300) - mean[:, None], 0.0) ** 2).sum(axis=1)
    chance = mean * (1 - mean)
    weight = total - np.divide((out_of**2).sum(axis=1), total, out=np.zeros(len(total)), where=total > 0)
    bottom = chance * (weight - (number - 1))
    ratio = np.divide(spread - chance * (number - 1), bottom, out=np.zeros(len(total)), where=bottom > 0)
    return mean, np.clip(ratio, 0.0, 0.99)


def rate_limits(size: Floats, mean: Floats, rho: Floats, alpha: float) -> tuple[Floats, Floats]:
    """Lower and upper limit of the rate out of ``size``: exact quantiles, α/2 to each side.

    Beyond 10,000 cases the normal approximation of the same variance.
    """
    n = np.maximum(np.rint(size), 1.0)
    safe = np.clip(mean, 1e-9, 1 - 1e-9)
    spread = np.sqrt(safe * (1 - safe) * (1 + (n - 1) * rho) / n)
    low, high = safe + ndtri(alpha / 2) * spread, safe + ndtri(1 - alpha / 2) * spread
    small, heavy = n <= 10_000, rho > 1e-6
    total = (1 - np.maximum(rho, 1e-6)) / np.maximum(rho, 1e-6)
    for chosen, law in ((small & ~heavy, binom), (small & heavy, betabinom)):
        if chosen.any():
            shapes = (safe,) if law is binom else (safe * total, (1 - safe) * total)
            terms = [n[chosen], *(shape[chosen] for shape in shapes)]
            low[chosen] = law.ppf(alpha / 2, *terms) / n[chosen]
            high[chosen] = law.ppf(1 - alpha / 2, *terms) / n[chosen]
    return np.maximum(low, 0.0), np.minimum(high, 1.0)

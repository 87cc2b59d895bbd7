"""Funnel limits: which courts of a group stand out at one time, small courts with wide limits.

D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
1185–1202: exact binomial limits about the group's rate, widened by √φ where the courts vary more than chance,
φ the mean squared z after winsorising a tenth at each end.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.detectors.rates import rate_limits
from shuzhu.alerts.series import Detected, Floats, Series, watched_times
from shuzhu.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """``alpha`` two-sided (0.002: 99.8 %); ``winsorised`` share at each end; ``spread`` whether to widen."""

    alpha: float = 0.002
    winsorised: float = 0.1
    spread: bool = True


DEFAULTS = Funnel()


def funnel(series: Series, watched: ArrayLike | None = None, parameters: Funnel = DEFAULTS) -> Detected:
    """Numerators and exposures of a group of courts → limits of the rate for each, series × watched times.

    NaN where a court has nothing to count. Raises UsageError without an exposure or for a numerator above it.
    """
    if series.exposure is None:
        raise UsageError("funnel: the series has no exposure (the denominators)")
    if (series.counts > series.exposure).any():
        raise UsageError("funnel: a numerator is above its denominator")
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    for place, time in enumerate(times):
        counts, out_of = series.counts[:, time], series.exposure[:, time]
        known = ~np.isnan(counts) & (out_of > 0)
        if not known.any():
            continue
        target = float(counts[known].sum() / out_of[known].sum())
        wide = np.sqrt(dispersion(counts[known], out_of[known], target, parameters))
        low, high = rate_limits(out_of[known], np.full(known.sum(), target), np.zeros(known.sum()), parameters.alpha)
        expected[known, place] = target
        limit[known, place] = np.minimum(target + (high - target) * wide, 1.0)
        lower[known, place] = np.maximum(target - (target - low) * wide, 0.0)
    now = series.counts[:, times] / series.exposure[:, times]
    return Detected(expected=expected, limit=limit, alarm=(now > limit) | (now < lower), lower=lower)


def dispersion(counts: Floats, out_of: Floats, target: float, parameters: Funnel = DEFAULTS) -> float:
    """φ, one at least; one where the courts do not vary more than 1 + 2√(2 ÷ K)."""
    chance = target * (1 - target)
    if not parameters.spread or chance <= 0 or len(counts) < 5:
        return 1.0
    z = (counts / out_of - target) / np.sqrt(chance / out_of)
    ends = np.quantile(z, [parameters.winsorised, 1 - parameters.winsorised])
    phi = float((np.clip(z, *ends) ** 2).mean())
    return phi if phi > 1 + 2 * np.sqrt(2 / len(counts)) else 1.0

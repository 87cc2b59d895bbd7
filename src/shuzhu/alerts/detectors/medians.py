"""Limits of a median: its past middle value and spread, by the modified z score, on the scale of logarithms.

B. Iglewicz, D. C. Hoaglin (1993), How to Detect and Handle Outliers, ASQC: M = 0.6745 (x − x̃) ÷ MAD, called an outlier
beyond 3.5. Days are skewed, so x = log(1 + days).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from shuzhu.alerts.series import Detected, Series, watched_times

NORMAL = 0.6745  # MAD ÷ standard deviation of a normal law


@dataclass(frozen=True, slots=True, kw_only=True)
class Medians:
    """Learnt from the last ``baseline`` times, ``least`` of them known; ``alpha`` two-sided, never milder than 3.5."""

    baseline: int = 24
    least: int = 7
    alpha: float = 0.01
    mildest: float = 3.5


DEFAULTS = Medians()


def medians(series: Series, watched: ArrayLike | None = None, parameters: Medians = DEFAULTS) -> Detected:
    """Medians over time (``counts``, NaN where there was nothing) → their limits, series × watched times.

    NaN where fewer than ``least`` past values are known, or where all of them are equal.
    """
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    score = max(parameters.mildest, float(ndtri(1 - parameters.alpha / 2)))
    for place, time in enumerate(times):
        past = np.log1p(series.counts[:, max(int(time) - parameters.baseline, 0) : int(time)])
        known = (~np.isnan(past)).sum(axis=1) >= parameters.least
        if not known.any():
            continue
        kept = past[known]
        middle = np.nanmedian(kept, axis=1)
        spread = np.nanmedian(np.abs(kept - middle[:, None]), axis=1) / NORMAL
        spread = np.where(spread > 0, spread, np.nan)
        expected[known, place] = np.expm1(middle)
        limit[known, place] = np.expm1(middle + score * spread)
        lower[known, place] = np.maximum(np.expm1(middle - score * spread), 0.0)
    now = series.counts[:, times]
    return Detected(expected=expected, limit=limit, alarm=(now > limit) | (now < lower), lower=lower)

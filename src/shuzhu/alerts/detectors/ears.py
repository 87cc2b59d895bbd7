"""EARS C1, C2, C3: the last week of times as the baseline, for series with next to no history.

L. Hutwagner, W. Thompson, G. M. Seeman, T. Treadwell (2003), The bioterrorism preparedness and response Early
Aberration Reporting System (EARS), J Urban Health 80, i89–i96; R. D. Fricker, B. L. Hegler, D. A. Dunfee (2008),
Comparing syndromic surveillance detection methods, Statistics in Medicine 27, 3407–3429.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from shuzhu.alerts.series import Detected, Floats, Series, watched_times

LAG = {"C1": 0, "C2": 2, "C3": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """Parameters of an EARS method.

    ``baseline`` times, the last two left out by C2 and C3; ``alpha`` one-sided, 0.001 for C1 and C2 and 0.025 for
    C3 by default; ``least_spread`` is the smallest standard deviation taken for true. ``current``: whether C3 sums
    the watched time as well (Hutwagner et al.), or only the two before it (R surveillance 1.20.3).
    """

    method: Literal["C1", "C2", "C3"] = "C1"
    baseline: int = 7
    alpha: float | None = None
    least_spread: float = 0.0
    current: bool = True


DEFAULTS = Ears()


def ears(series: Series, watched: ArrayLike | None = None, parameters: Ears = DEFAULTS) -> Detected:
    """Series → mean + z · standard deviation of the baseline, series × watched times; NaN where history is too short.

    C3 is the sum over three times of what C2 stands above one; an alarm where it is above z (``statistic``). Its
    limit is the count that takes it there, nought where the two times before are enough by themselves.
    """
    times = watched_times(series, watched)
    alpha = parameters.alpha if parameters.alpha is not None else (0.025 if parameters.method == "C3" else 0.001)
    z = float(ndtri(1 - alpha))
    mean, spread = _moments(series, times, parameters)
    now = series.counts[:, times]
    if parameters.method != "C3":
        limit = mean + z * spread
        return Detected(expected=mean, limit=limit, alarm=now > limit)
    before = _excess(series, times - 1, parameters) + _excess(series, times - 2, parameters)
    if not parameters.current:
        finite = np.where(np.isfinite(before), before, 0.0)
        needed = np.where(np.isinf(before), np.where(spread > 0, 0.0, np.nan), now + spread * (z - finite))
        limit = np.where(np.isnan(before), np.nan, np.maximum(needed, 0.0))
        return Detected(expected=mean, limit=limit, alarm=now > limit, statistic=before)
    statistic = before + _excess(series, times, parameters)
    needed = mean + np.where(spread > 0, spread * np.where(np.isfinite(before), 1 + z - before, 0.0), 0.0)
    limit = np.where(np.isnan(statistic), np.nan, np.where(before > z, 0.0, np.maximum(needed, 0.0)))
    return Detected(expected=mean, limit=limit, alarm=statistic > z, statistic=statistic)


def _moments(series: Series, times: ArrayLike, parameters: Ears) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the baseline before each time."""
    ends = np.asarray(times) - LAG[parameters.method]
    places = ends[:, None] + np.arange(-parameters.baseline, 0)[None, :]
    inside = (places >= 0).all(axis=1)
    values = series.counts[:, np.maximum(places, 0)]
    mean = np.where(inside, values.mean(axis=2), np.nan)
    spread = np.maximum(values.std(axis=2, ddof=1), parameters.least_spread)
    return mean, np.where(inside, spread, np.nan)


def _excess(series: Series, times: ArrayLike, parameters: Ears) -> Floats:
    """By how many standard deviations, less one, counts stand above their C2 mean; never below nought.

    Infinite for a count above a baseline without any spread.
    """
    places = np.asarray(times)
    mean, spread = _moments(series, places, parameters)
    above = series.counts[:, np.maximum(places, 0)] - mean
    flat = spread == 0
    ratio = above / np.where(flat, 1.0, spread) - 1
    result: Floats = np.maximum(np.where(flat, np.where(above > 0, np.inf, above * 0.0), ratio), 0.0)
    return result

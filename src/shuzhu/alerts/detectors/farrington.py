"""Farrington's method: a quasi-Poisson regression on the same season of past years.

C. P. Farrington, N. J. Andrews, A. D. Beale, M. A. Catchpole (1996), A statistical algorithm for the early
detection of outbreaks of infectious disease, JRSS A 159, 547–563, doi:10.2307/2983331.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from shuzhu.alerts.quasi import Fitting, Prediction, predict
from shuzhu.alerts.series import Detected, Flags, Floats, Series, blocks, watched_times
from shuzhu.alerts.windows import same_season

BLOCK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Farrington:
    """Parameters of Farrington's method.

    ``years`` back and ``half_width`` times to each side; ``alpha`` two-sided; at least ``least_cases`` cases in
    the last ``least_times`` times, this one within; the trend wants ``trend_years`` years and ``trend_level``.
    """

    years: int = 3
    half_width: int = 3
    alpha: float = 0.01
    weights_threshold: float | None = 1.0
    trend_level: float = 0.05
    trend_years: int = 3
    least_cases: float = 5
    least_times: int = 4


DEFAULTS = Farrington()


def farrington(series: Series, watched: ArrayLike | None = None, parameters: Farrington = DEFAULTS) -> Detected:
    """Series → upper and lower limits of the two-thirds power method, series × watched times.

    An alarm needs a count above the limit and enough recent cases. NaN where history is too short.
    """
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    level = parameters.trend_level if parameters.years >= parameters.trend_years else 0.0
    how = Fitting(weights_threshold=parameters.weights_threshold, trend_level=level)
    for place, time in enumerate(times):
        base = same_season(series, int(time), parameters.years, parameters.half_width)
        if base is None:
            continue
        middle = base.times.mean()
        design = np.column_stack([np.ones(len(base.times)), (base.times - middle) / series.per_year])
        row = np.array([1.0, (time - middle) / series.per_year])
        for block in blocks(shape[0], BLOCK):
            counts = series.counts[block]
            found = predict(design, row, counts[:, base.times], offsets(series, block, base.times, int(time)), how)
            expected[block, place] = found.mean
            limit[block, place] = power_limit(found, 1 - parameters.alpha / 2)
            lower[block, place] = power_limit(found, parameters.alpha / 2)
    now = series.counts[:, times]
    alarm = (now > limit) & enough_cases(series, times, parameters.least_cases, parameters.least_times)
    return Detected(expected=expected, limit=limit, alarm=alarm, lower=lower)


def power_limit(found: Prediction, probability: float) -> Floats:
    """μ {1 + ⅔ z √(φμ + Var μ̂) ÷ μ}^{3/2}: the two-thirds power limit (Farrington et al. 1996)."""
    mean = np.maximum(found.mean, 1e-300)
    spread = np.sqrt(found.dispersion * mean + found.variance)
    result: Floats = found.mean * np.maximum(1 + 2 / 3 * ndtri(probability) * spread / mean, 0.0) ** 1.5
    return result


def enough_cases(series: Series, times: ArrayLike, cases: float, length: int) -> Flags:
    """Whether there were at least so many cases in the last ``length`` times; series × times."""
    ends = np.asarray(times)
    known = np.concatenate([np.zeros((len(series.counts), 1)), np.nancumsum(series.counts, axis=1)], axis=1)
    result: Flags = known[:, ends + 1] - known[:, np.maximum(ends + 1 - length, 0)] >= cases
    return result


def offsets(series: Series, block: slice, past: ArrayLike, time: int) -> tuple[Floats | None, Floats | None]:
    """The logarithms of the exposure, of the baseline and of the watched time."""
    if series.exposure is None:
        return None, None
    return np.log(series.exposure[block][:, np.asarray(past)]), np.log(series.exposure[block, time])

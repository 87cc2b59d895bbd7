"""The improved Farrington method: all past times, seasons as a factor, mild reweighting, recent times left out.

A. Noufaily, D. G. Enki, P. Farrington, P. Garthwaite, N. Andrews, A. Charlett (2013), An improved algorithm for
outbreak detection in multiple surveillance systems, Statistics in Medicine 32, 1206–1222, doi:10.1002/sim.5595.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from shuzhu.alerts.detectors.farrington import BLOCK, enough_cases, offsets, power_limit
from shuzhu.alerts.quantiles import count_quantile
from shuzhu.alerts.quasi import Fitting, Prediction, Scale, predict
from shuzhu.alerts.series import Detected, Floats, Series, blocks, watched_times
from shuzhu.alerts.windows import Baseline, same_season, whole_years

Threshold = Literal["delta", "nbPlugin", "muan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FarringtonFlexible:
    """Parameters of the improved method.

    ``periods`` seasons a year (1: only the windows around the anniversaries), ``left_out`` recent times that are
    not learnt from, ``alpha`` one-sided. ``threshold``: ``delta`` the two-thirds power, ``nbPlugin`` the quantile of
    a negative binomial with the estimates put in, ``muan`` that with the upper confidence limit of the mean.
    ``scale``: ``working`` gives the numbers of R surveillance 1.20.3, whose standard errors come from the unweighted
    working residuals.
    """

    years: int = 4
    half_width: int = 3
    periods: int = 10
    left_out: int = 26
    alpha: float = 0.01
    weights_threshold: float | None = 2.58
    trend_level: float = 1.0
    trend_years: int = 3
    threshold: Threshold = "nbPlugin"
    scale: Scale = "pearson"
    least_cases: float = 5
    least_times: int = 4


DEFAULTS = FarringtonFlexible()


def farrington_flexible(
    series: Series, watched: ArrayLike | None = None, parameters: FarringtonFlexible = DEFAULTS
) -> Detected:
    """Series → limits of the improved method, series × watched times; NaN where history is too short."""
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    level = parameters.trend_level if parameters.years >= parameters.trend_years else 0.0
    how = Fitting(weights_threshold=parameters.weights_threshold, trend_level=level, scale=parameters.scale)
    for place, time in enumerate(times):
        base = _baseline(series, int(time), parameters)
        if base is None:
            continue
        design, row = _design(base, int(time), series.per_year)
        for block in blocks(shape[0], BLOCK):
            counts = series.counts[block][:, base.times]
            found = predict(design, row, counts, offsets(series, block, base.times, int(time)), how)
            expected[block, place] = found.mean
            limit[block, place] = _limit(found, 1 - parameters.alpha, parameters.threshold)
            lower[block, place] = _limit(found, parameters.alpha, parameters.threshold)
    now = series.counts[:, times]
    alarm = (now > limit) & enough_cases(series, times, parameters.least_cases, parameters.least_times)
    return Detected(expected=expected, limit=limit, alarm=alarm, lower=lower)


def _baseline(series: Series, time: int, parameters: FarringtonFlexible) -> Baseline | None:
    """The past times to learn from."""
    if parameters.periods == 1:
        base = same_season(series, time, parameters.years, parameters.half_width)
        if base is None:
            return None
        kept = base.times < time - parameters.left_out
        return Baseline(times=base.times[kept], seasons=base.seasons[kept])
    return whole_years(
        series,
        time,
        years=parameters.years,
        half_width=parameters.half_width,
        periods=parameters.periods,
        left_out=parameters.left_out,
    )


def _design(base: Baseline, time: int, per_year: int) -> tuple[Floats, Floats]:
    """Intercept, seasons and trend, and the row of the watched time."""
    kinds = np.unique(base.seasons[base.seasons > 0])
    middle = base.times.mean()
    seasons = (base.seasons[:, None] == kinds[None, :]).astype(np.float64)
    trend = (base.times - middle) / per_year
    design = np.column_stack([np.ones(len(base.times)), seasons, trend])
    return design, np.concatenate([[1.0], np.zeros(len(kinds)), [(time - middle) / per_year]])


def _limit(found: Prediction, probability: float, threshold: Threshold) -> Floats:
    """The limit of this probability."""
    if threshold == "delta":
        return power_limit(found, probability)
    mean = found.mean
    if threshold == "muan":
        mean = mean * np.exp(ndtri(probability) * np.sqrt(found.variance) / np.maximum(mean, 1e-300))
    over = found.dispersion > 1
    size = np.where(over, mean / np.where(over, found.dispersion - 1, 1.0), np.inf)
    return count_quantile(probability, mean, np.where(mean > 0, size, np.inf))

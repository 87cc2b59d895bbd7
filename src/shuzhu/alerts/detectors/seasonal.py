"""Seasonal negative binomial regression on all the past, watched over one time and over the last few together.

The mean is log-linear in a trend and harmonics (fewer parameters than seasons as a factor), fitted with the mild
reweighting of Noufaily et al. (2013); the predictive law is negative binomial with the dispersion and the
uncertainty of the mean both in its variance: Var = φμ + Var μ̂. A rise that lasts is seen earlier in the sum of the
last few counts, a scan of fixed window (Naus & Wallenstein 2006, Statistics in Medicine 25, 311–324); the level α is
split between the two, so that both together stay below it (Bonferroni).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.detectors.farrington import BLOCK, enough_cases, offsets
from shuzhu.alerts.in_control import harmonics
from shuzhu.alerts.quantiles import count_cdf, count_quantile
from shuzhu.alerts.quasi import Fitting, Prediction, predict
from shuzhu.alerts.series import Detected, Floats, Series, blocks, watched_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasonal:
    """Parameters of the seasonal method.

    ``least_past`` times at least and ``years`` years at most are learnt from, the ``left_out`` last ones not;
    ``alpha`` one-sided, ``share`` of it for the single time and the rest for the sum of the last ``run`` times;
    at least ``least_cases`` cases in the last ``least_times`` times. The α is the greatest of a grid for which the
    95 % interval of the false alarm rate stays below 0.01 on series simulated for that (``benchmarks/alerts``).
    """

    alpha: float = 0.0075
    share: float = 0.5
    run: int = 2
    waves: int = 2
    years: int = 5
    least_past: int = 24
    left_out: int | None = None
    weights_threshold: float | None = 2.58
    trend_level: float = 0.05
    least_cases: float = 5
    least_times: int = 4


DEFAULTS = Seasonal()


def seasonal(series: Series, watched: ArrayLike | None = None, parameters: Seasonal = DEFAULTS) -> Detected:
    """Series → expected counts and limits, series × watched times; NaN where history is too short.

    ``limit`` is the lower of the two: the count above which either the time alone or the sum alarms. ``statistic`` is
    the smaller of the two predictive tail probabilities, each divided by its share: an alarm is where it is below α.
    """
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    statistic = np.full(shape, np.nan)
    how = Fitting(weights_threshold=parameters.weights_threshold, trend_level=parameters.trend_level)
    left_out = (
        max(series.per_year // 2 if series.step == "week" else series.per_year // 4, 1)
        if parameters.left_out is None
        else parameters.left_out
    )
    for place, time in enumerate(times):
        end = int(time) - left_out
        past = np.arange(max(end - parameters.years * series.per_year, 0), max(end, 0))
        if len(past) < max(parameters.least_past, series.per_year * 2):
            continue
        design, row = _design(series, past, int(time), parameters.waves)
        for block in blocks(shape[0], BLOCK):
            counts = series.counts[block][:, past]
            found = predict(design, row, counts, offsets(series, block, past, int(time)), how)
            run = series.counts[block, max(int(time) + 1 - parameters.run, 0) : int(time) + 1]
            expected[block, place] = found.mean
            limit[block, place], statistic[block, place] = _limits(found, run, parameters)
            lower[block, place] = count_quantile(parameters.alpha, found.mean, _size(found, 1.0))
    enough = enough_cases(series, times, parameters.least_cases, parameters.least_times)
    alarm = (series.counts[:, times] > limit) & enough
    return Detected(expected=expected, limit=limit, alarm=alarm, lower=lower, statistic=statistic)


def _design(series: Series, past: ArrayLike, time: int, waves: int) -> tuple[Floats, Floats]:
    """Intercept, harmonics, and trend last; and the row of the watched time."""
    times = np.append(np.asarray(past), time)
    middle = times[:-1].mean()
    columns = harmonics(times, series.per_year, waves)
    design = np.column_stack([columns, (times - middle) / series.per_year])
    return design[:-1], design[-1]


def _limits(found: Prediction, run: Floats, parameters: Seasonal) -> tuple[Floats, Floats]:
    """The count above which there is an alarm, and the tail probability in shares of α."""
    single = parameters.alpha * parameters.share
    alone = count_quantile(1 - single, found.mean, _size(found, 1.0))
    tail = _tail(run[:, -1], found.mean, _size(found, 1.0)) / parameters.share
    if parameters.run <= 1 or parameters.share >= 1 or run.shape[1] < parameters.run:
        return alone, tail
    summed = found.mean * parameters.run
    size = _size(found, float(parameters.run))
    together = count_quantile(1 - parameters.alpha * (1 - parameters.share), summed, size) - run[:, :-1].sum(axis=1)
    both = _tail(run.sum(axis=1), summed, size) / (1 - parameters.share)
    return np.fmin(alone, np.maximum(together, np.floor(found.mean))), np.fmin(tail, both)


def _size(found: Prediction, run: float) -> Floats:
    """The size of the negative binomial law of a sum of ``run`` counts: mean² ÷ (variance − mean)."""
    extra = run * (found.dispersion - 1) * found.mean + run**2 * found.variance
    mean = run * found.mean
    result: Floats = np.where(extra > 0, mean**2 / np.where(extra > 0, extra, 1.0), np.inf)
    return result


def _tail(counts: Floats, mean: Floats, size: Floats) -> Floats:
    """P(X ≥ count)."""
    known = np.isfinite(mean) & ~np.isnan(counts)
    value = 1 - count_cdf(np.where(known, counts - 1, 0.0), np.where(known, mean, 1.0), np.where(known, size, np.inf))
    return np.where(known, value, np.nan)

"""Generalised likelihood ratio: a lasting rise of unknown size and unknown beginning.

M. Höhle, M. Paul (2008), Count data regression charts for the monitoring of surveillance time series, Computational
Statistics & Data Analysis 52, 4357–4368: GLR(n) = max over k ≤ n and κ ≥ 0 of Σ log f(y; μe^κ) − log f(y; μ), from k
to n; an alarm where it reaches c, after which it starts anew.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.in_control import seasonal_mean, seasonal_negative_binomial
from shuzhu.alerts.series import Detected, Floats, Series, Whole, watched_times

NEWTON_STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Glr:
    """Parameters of the GLR chart.

    ``law`` of the counts, decision limit ``c``, ``waves`` harmonics and ``trend`` of the mean; ``window`` is the
    greatest number of times that a rise may have lasted, all since the last alarm where it is None.
    """

    law: Literal["poisson", "negative binomial"] = "poisson"
    c: float = 5.0
    waves: int = 1
    trend: bool = False
    window: int | None = None


DEFAULTS = Glr()


def glr(series: Series, watched: ArrayLike | None = None, parameters: Glr = DEFAULTS) -> Detected:
    """Series → in-control mean and GLR statistic, series × watched times, a run without gaps.

    ``limit`` is the count at which the statistic would reach c by that time alone, the mean being in control before.
    A time that is not known adds nothing and cannot alarm.
    """
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    if not len(times) or times[0] < 1:
        return Detected(expected=np.full(shape, np.nan), limit=np.full(shape, np.nan), alarm=np.zeros(shape, bool))
    mean, alpha = _in_control(series, int(times[0]), parameters)
    mean = mean[:, times]
    counts = series.counts[:, times]
    known = np.where(np.isnan(counts), 0.0, 1.0)
    y, mu = np.where(known > 0, counts, 0.0), mean * known
    statistic, begin = np.zeros(shape), np.zeros(shape[0], dtype=np.int64)
    for place in range(shape[1]):
        first = 0 if parameters.window is None else max(place + 1 - parameters.window, 0)
        low = max(first, int(begin.min()))
        part = slice(low, place + 1)
        statistic[:, place] = _best(y[:, part], mu[:, part], alpha, begin - low)
        begin = np.where(statistic[:, place] >= parameters.c, place + 1, begin)
    alarm = (statistic >= parameters.c) & (known > 0)
    return Detected(expected=mean, limit=_alone(mean, alpha, parameters.c), alarm=alarm, statistic=statistic)


def _in_control(series: Series, first: int, parameters: Glr) -> tuple[Floats, Floats]:
    """Means of all times, and α of each series: nought for the Poisson law."""
    if parameters.law == "poisson":
        mean = seasonal_mean(series, first, parameters.waves, trend=parameters.trend)
        return mean, np.zeros(len(mean))
    return seasonal_negative_binomial(series, first, parameters.waves, trend=parameters.trend)


def _best(counts: Floats, mean: Floats, alpha: Floats, begin: Whole) -> Floats:
    """The greatest log-likelihood ratio over all beginnings not before ``begin``."""
    y, mu = _tails(counts), _tails(mean)
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = np.where(y > mu, np.log(y / mu), 0.0)
    kappa = np.where(np.isfinite(kappa), kappa, 0.0)
    ratio = y * kappa - mu * np.expm1(kappa)
    if alpha.any():
        ratio = _negative_binomial(counts, mean, alpha, kappa)
    late = np.arange(counts.shape[1])[None, :] >= begin[:, None]
    result: Floats = np.where(late, ratio, 0.0).max(axis=1)
    return np.maximum(result, 0.0)


def _negative_binomial(counts: Floats, mean: Floats, alpha: Floats, kappa: Floats) -> Floats:
    """Σ yκ + (y + 1/α) log((1 + αμ) ÷ (1 + αμe^κ)) at its greatest over κ ≥ 0, for every beginning (Newton)."""
    a = np.maximum(alpha, 1e-12)[:, None, None]
    mask = np.tril(np.ones((counts.shape[1], counts.shape[1])))[None, :, :]
    y, mu = counts[:, :, None], mean[:, :, None]
    k = kappa.copy()
    for _ in range(NEWTON_STEPS):
        raised = mu * np.exp(k)[:, None, :]
        slope = (mask * (y - raised) / (1 + a * raised)).sum(axis=1)
        bend = -(mask * raised * (1 + a * y) / (1 + a * raised) ** 2).sum(axis=1)
        step = np.where(bend < 0, -slope / np.where(bend < 0, bend, -1.0), 0.0)
        moved = np.maximum(k + np.clip(step, -1, 1), 0.0)
        if np.abs(moved - k).max() < 1e-13:
            break
        k = moved
    raised = mu * np.exp(k)[:, None, :]
    terms = y * k[:, None, :] + (y + 1 / a) * (np.log1p(a * mu) - np.log1p(a * raised))
    result: Floats = (mask * terms).sum(axis=1)
    return result


def _tails(values: Floats) -> Floats:
    """Sums from each time to the last."""
    return np.cumsum(values[:, ::-1], axis=1)[:, ::-1]


def _alone(mean: Floats, alpha: Floats, c: float) -> Floats:
    """The count that by itself takes the statistic to c (bisection)."""
    a = np.maximum(alpha, 1e-12)[:, None]
    low, high = mean.copy(), 10 * mean + 20 * (c + 1) * (1 + a * mean) + 50
    for _ in range(80):
        middle = (low + high) / 2
        log_term = middle * np.log(middle / mean)
        heavy = log_term + (middle + 1 / a) * (np.log1p(a * mean) - np.log1p(a * middle))
        ratio = np.where(alpha[:, None] > 0, heavy, log_term - (middle - mean))
        low, high = np.where(ratio < c, middle, low), np.where(ratio < c, high, middle)
    return high

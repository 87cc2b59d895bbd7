"""Random effects: a level for each series, a chance factor for each count, its variance learnt from all series.

y ~ Poisson(λu), u ~ Gamma(1/ψ, ψ) with mean one: the hierarchical Poisson–Gamma model of AEDDO (Telkamp, automated
and early detection of disease outbreaks). ψ is estimated by moments from all series of the window together, so that
short and small series borrow from the others; λ's own uncertainty is in the predictive variance.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.quantiles import count_quantile
from shuzhu.alerts.series import Detected, Floats, Series, watched_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """The ``window`` times before the watched one, ``left_out`` of them not learnt from; ``alpha`` one-sided."""

    window: int = 36
    left_out: int = 0
    alpha: float = 0.01
    least: int = 7


DEFAULTS = Mixed()


def mixed(series: Series, watched: ArrayLike | None = None, parameters: Mixed = DEFAULTS) -> Detected:
    """Series → predictive mean and quantile, series × watched times; per unit of exposure where there is one.

    NaN where fewer than ``least`` times are known. Unlike every other method, a series is judged by its neighbours too.
    """
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit, lower = (np.full(shape, np.nan) for _ in range(3))
    exposure = np.ones_like(series.counts) if series.exposure is None else series.exposure
    for place, time in enumerate(times):
        end = int(time) - parameters.left_out
        past = slice(max(end - parameters.window, 0), max(end, 0))
        counts = series.counts[:, past]
        known = ~np.isnan(counts)
        out_of = np.where(known, exposure[:, past], 0.0).sum(axis=1)
        rate = np.divide(np.nansum(counts, axis=1), out_of, out=np.full(shape[0], np.nan), where=out_of > 0)
        psi = _psi(counts, rate[:, None] * exposure[:, past], known)
        mean = np.where(known.sum(axis=1) >= parameters.least, rate, np.nan) * exposure[:, time]
        share = np.divide(exposure[:, time], out_of, out=np.zeros(shape[0]), where=out_of > 0)
        extra = psi * mean**2 + mean * share * (1 + psi * mean)
        size = np.where(extra > 0, mean**2 / np.where(extra > 0, extra, 1.0), np.inf)
        expected[:, place] = mean
        limit[:, place] = count_quantile(1 - parameters.alpha, mean, size)
        lower[:, place] = count_quantile(parameters.alpha, mean, size)
    return Detected(expected=expected, limit=limit, alarm=series.counts[:, times] > limit, lower=lower)


def _psi(counts: Floats, mean: Floats, known: Floats) -> float:
    """ψ from Σ((y − μ)² ÷ (1 − 1/n) − μ) = ψ Σ μ² over all series; never below nought."""
    number = np.maximum(known.sum(axis=1), 2.0)[:, None]
    square = np.where(known, (counts - mean) ** 2 * number / (number - 1) - mean, 0.0)
    bottom = float(np.where(known, mean**2, 0.0).sum())
    return max(float(square.sum()) / bottom, 0.0) if bottom > 0 else 0.0

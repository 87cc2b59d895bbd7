"""outbreakP: a lasting rise over an unknown constant level, nothing to be estimated beforehand.

M. Frisén, E. Andersson, L. Schiöler (2009), Robust outbreak surveillance of epidemics in Sweden, Statistics in
Medicine 28, 476–493: ∏ (λ₁(t) ÷ λ₀)^y(t) with λ₁ the monotone and λ₀ the constant maximum likelihood estimate.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from shuzhu.alerts.series import Detected, Floats, Series, Whole, watched_times


@dataclass(frozen=True, slots=True, kw_only=True)
class OutbreakP:
    """An alarm where the statistic reaches ``k``."""

    k: float = 100.0


DEFAULTS = OutbreakP()


def outbreak_p(series: Series, watched: ArrayLike | None = None, parameters: OutbreakP = DEFAULTS) -> Detected:
    """Series → constant level and likelihood ratio, series × watched times; the limit in counts is not known (NaN).

    A time that is not known is passed over.
    """
    times = watched_times(series, watched)
    ratio, level = _ratios(series.counts)
    statistic, expected = np.exp(np.minimum(ratio[:, times], 700.0)), level[:, times]
    known = ~np.isnan(series.counts[:, times])
    return Detected(
        expected=expected,
        limit=np.full(statistic.shape, np.nan),
        alarm=(statistic >= parameters.k) & known,
        statistic=statistic,
    )


def _ratios(counts: Floats) -> tuple[Floats, Floats]:
    """Log-likelihood ratios and constant levels after each time: pool adjacent violators, all series at once."""
    rows, times = counts.shape
    sums, lengths = np.zeros((rows, times + 1)), np.zeros((rows, times + 1))
    top = np.zeros(rows, dtype=np.int64)
    ratio, level = np.zeros((rows, times)), np.full((rows, times), np.nan)
    total, number = np.zeros(rows), np.zeros(rows)
    for time in range(times):
        new = np.nonzero(~np.isnan(counts[:, time]))[0]
        top[new] += 1
        sums[new, top[new]], lengths[new, top[new]] = counts[new, time], 1.0
        total[new] += counts[new, time]
        number[new] += 1
        _pool(sums, lengths, top, new)
        mean = np.divide(total, number, out=np.full(rows, np.nan), where=number > 0)
        inside = np.arange(times + 1)[None, :] <= top[:, None]
        blocks = np.where(inside & (lengths > 0), sums / np.maximum(lengths, 1.0), 1.0)
        ratio[:, time] = np.where(inside, xlogy(sums, blocks), 0.0).sum(axis=1) - xlogy(total, mean)
        level[:, time] = mean
    return ratio, level


def _pool(sums: Floats, lengths: Floats, top: Whole, rows: Whole) -> None:
    """Join the last two blocks of each row for as long as the last is the lower, in place."""
    while rows.size:
        last = top[rows]
        rows = rows[last > 1]
        last = top[rows]
        lower = sums[rows, last] * lengths[rows, last - 1] < sums[rows, last - 1] * lengths[rows, last]
        rows, last = rows[lower], last[lower]
        sums[rows, last - 1] += sums[rows, last]
        lengths[rows, last - 1] += lengths[rows, last]
        sums[rows, last], lengths[rows, last] = 0.0, 0.0
        top[rows] -= 1

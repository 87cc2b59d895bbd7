"""Lasting changes of level: the best cut of each series into stretches of constant mean.

The exact minimum of the penalised Poisson cost by optimal partitioning, all series at once; the cuts are those that
PELT finds. B. Jackson et al. (2005), An algorithm for optimal partitioning of data on an interval, IEEE Signal
Processing Letters 12, 105–108; R. Killick, P. Fearnhead, I. A. Eckley (2012), Optimal detection of changepoints with a
linear computational cost, JASA 107, 1590–1598.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from shuzhu.alerts.series import Flags, Floats, Series, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePoints:
    """``penalty`` × log(times) × the dispersion for each cut; no stretch shorter than ``shortest``."""

    penalty: float = 3.0
    shortest: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """``begins``: where a new level begins; ``level``: the mean of the stretch; both series × times."""

    begins: Flags
    level: Floats


DEFAULTS = ChangePoints()


def change_points(series: Series, parameters: ChangePoints = DEFAULTS) -> Stretches:
    """Series → stretches. A time that is not known belongs to a stretch, but adds nothing to it."""
    counts = series.counts
    known = ~np.isnan(counts)
    sums = _from_nought(np.where(known, counts, 0.0))
    lengths = _from_nought(known.astype(np.float64))
    price = parameters.penalty * np.log(max(series.times, 2)) * _dispersion(counts, sums, lengths)
    last = _last_cuts(sums, lengths, price, parameters.shortest)
    return _trace(last, sums, lengths)


def _last_cuts(sums: Floats, lengths: Floats, price: Floats, shortest: int) -> Whole:
    """For each end, where the last stretch of the best partition begins; series × (times + 1)."""
    rows, ends = sums.shape
    best = np.full((rows, ends), np.inf)
    best[:, 0] = -price
    last = np.zeros((rows, ends), dtype=np.int64)
    for end in range(min(shortest, ends - 1), ends):
        total, number = (
            sums[:, end, None] - sums[:, : end - shortest + 1],
            lengths[:, end, None] - lengths[:, : end - shortest + 1],
        )
        cost = -xlogy(total, total / np.maximum(number, 1.0))
        value = best[:, : end - shortest + 1] + cost + price[:, None]
        last[:, end] = value.argmin(axis=1)
        best[:, end] = value.min(axis=1)
    return last


def _trace(last: Whole, sums: Floats, lengths: Floats) -> Stretches:
    """The stretches, from the last cut back to the first."""
    rows, ends = last.shape
    begins = np.zeros((rows, ends - 1), dtype=np.bool_)
    level = np.full((rows, ends - 1), np.nan)
    end = np.full(rows, ends - 1)
    every, times = np.arange(rows), np.arange(ends - 1)
    while (end > 0).any():
        begin = np.where(end > 0, last[every, end], 0)
        total, number = sums[every, end] - sums[every, begin], lengths[every, end] - lengths[every, begin]
        mean = np.divide(total, number, out=np.full(rows, np.nan), where=number > 0)
        inside = (times >= begin[:, None]) & (times < end[:, None])
        level = np.where(inside, mean[:, None], level)
        begins[every, begin] |= begin > 0
        end = begin
    return Stretches(begins=begins, level=level)


def _dispersion(counts: Floats, sums: Floats, lengths: Floats) -> Floats:
    """Variance ÷ mean from the differences of neighbours, which a change of level leaves alone; one at least."""
    differences = np.diff(counts, axis=1)
    pairs = (~np.isnan(differences)).sum(axis=1)
    spread = np.nansum(differences**2, axis=1) / np.maximum(2 * pairs, 1)
    mean = sums[:, -1] / np.maximum(lengths[:, -1], 1.0)
    ratio: Floats = np.maximum(np.divide(spread, mean, out=np.ones(len(mean)), where=mean > 0), 1.0)
    return ratio


def _from_nought(values: Floats) -> Floats:
    """Running sums with a nought before them."""
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)

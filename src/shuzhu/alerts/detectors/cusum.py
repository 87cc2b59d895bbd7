"""A Poisson CUSUM: small rises that add up, against a constant or a seasonal mean.

G. Rossi, L. Lampugnani, M. Marchi (1999), An approximate CUSUM procedure for surveillance of health events,
Statistics in Medicine 18, 2111–2122: z = (y − 3μ + 2√(μy)) ÷ 2√μ is near normal; S ← max(0, S + z − k), alarm S ≥ h.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.in_control import seasonal_mean
from shuzhu.alerts.series import Detected, Floats, Series, watched_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Cusum:
    """Parameters of the CUSUM.

    Reference value ``k`` and decision limit ``h``, in standard deviations; the mean is ``seasonal`` (``waves``
    harmonics by a log-linear model) or that of the whole history.
    """

    k: float = 1.04
    h: float = 2.26
    seasonal: bool = False
    waves: int = 1


DEFAULTS = Cusum()


def cusum(series: Series, watched: ArrayLike | None = None, parameters: Cusum = DEFAULTS) -> Detected:
    """Series → mean, the count that takes the sum to h, and the sum; series × watched times, a run without gaps.

    The mean is learnt before the first watched time; NaN throughout where there is nothing before it. The sum is not
    set back after an alarm; a time that is not known leaves it as it is.
    """
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    if not len(times) or times[0] < 1:
        return Detected(expected=np.full(shape, np.nan), limit=np.full(shape, np.nan), alarm=np.zeros(shape, bool))
    mean = _mean(series, int(times[0]), parameters)[:, times]
    limit, sums = np.full(shape, np.nan), np.full(shape, np.nan)
    total = np.zeros(shape[0])
    for place, time in enumerate(times):
        mu, now = mean[:, place], series.counts[:, time]
        limit[:, place] = count_for(parameters.h + parameters.k - total, mu)
        step = np.maximum(total + transformed(now, mu) - parameters.k, 0.0)
        total = np.where(np.isnan(step), total, step)
        sums[:, place] = np.where(np.isnan(step), np.nan, step)
    return Detected(expected=mean, limit=limit, alarm=sums >= parameters.h, statistic=sums)


def transformed(counts: Floats, mean: Floats) -> Floats:
    """(y − 3μ + 2√(μy)) ÷ 2√μ."""
    result: Floats = (counts - 3 * mean + 2 * np.sqrt(mean * counts)) / (2 * np.sqrt(mean))
    return result


def count_for(value: Floats, mean: Floats) -> Floats:
    """The count whose transformed value this is: √y = −√μ + √(4μ + 2√μ · value), nought where none is low enough."""
    inner = 4 * mean + 2 * np.sqrt(mean) * value
    root = np.sqrt(np.maximum(inner, 0.0)) - np.sqrt(mean)
    result: Floats = np.maximum(root, 0.0) ** 2
    return result


def _mean(series: Series, first: int, parameters: Cusum) -> Floats:
    """The in-control mean of every time."""
    if parameters.seasonal:
        return seasonal_mean(series, first, parameters.waves)
    past = series.counts[:, :first]
    known = (~np.isnan(past)).sum(axis=1)
    mean = np.where(known > 0, np.nansum(past, axis=1) / np.maximum(known, 1), np.nan)
    return np.broadcast_to(mean[:, None], series.counts.shape)

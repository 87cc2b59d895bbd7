"""Bayes 1–3: the predictive quantile of a Poisson count under Jeffreys' prior.

A. Riebler (2004), Empirischer Vergleich von statistischen Methoden zur Ausbruchserkennung, Diplomarbeit, LMU München;
M. Höhle (2007), surveillance: An R package for the monitoring of infectious diseases, Computational Statistics 22,
571–582: y | past ~ NegBin(½ + Σ past, n ÷ (n + 1)).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.quantiles import count_quantile
from shuzhu.alerts.series import Detected, Series, watched_times
from shuzhu.alerts.windows import recent_and_past


@dataclass(frozen=True, slots=True, kw_only=True)
class Bayes:
    """Parameters of a Bayes method.

    The last ``recent`` times and ``half_width`` times to each side in each of ``years`` past years; ``alpha``
    one-sided.
    """

    recent: int = 6
    years: int = 0
    half_width: int = 6
    alpha: float = 0.05


BAYES_1 = Bayes()
BAYES_2 = Bayes(years=1)
BAYES_3 = Bayes(recent=0, years=2, half_width=4)


def bayes(series: Series, watched: ArrayLike | None = None, parameters: Bayes = BAYES_1) -> Detected:
    """Series → predictive mean and 1 − alpha quantile, series × watched times; NaN where history is too short."""
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit = np.full(shape, np.nan), np.full(shape, np.nan)
    for place, time in enumerate(times):
        past = recent_and_past(
            series, int(time), recent=parameters.recent, years=parameters.years, half_width=parameters.half_width
        )
        if past is None:
            continue
        values = series.counts[:, past]
        known = (~np.isnan(values)).sum(axis=1)
        size = np.nansum(values, axis=1) + 0.5
        expected[:, place] = np.where(known > 0, size / np.maximum(known, 1), np.nan)
        limit[:, place] = count_quantile(1 - parameters.alpha, expected[:, place], size)
    return Detected(expected=expected, limit=limit, alarm=series.counts[:, times] > limit)

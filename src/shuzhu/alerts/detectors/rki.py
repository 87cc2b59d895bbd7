"""RKI 1–3: the mean of recent or same-season counts, with Crow and Gardner's Poisson limits for small means.

M. Salmon, D. Schumacher, M. Höhle (2016), Monitoring count time series in R, J Statistical Software 70(10);
E. L. Crow, R. S. Gardner (1959), Confidence intervals for the expectation of a Poisson variable, Biometrika 46.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.series import Detected, Series, watched_times
from shuzhu.alerts.windows import recent_and_past

# upper 95 % limits of a Poisson mean for counts of 0–20, Crow & Gardner (1959), table 1
CROW_GARDNER = (
    3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633,
    19.050, 20.335, 21.364, 22.945, 23.762, 25.400, 26.306, 27.735, 28.966, 30.017,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rki:
    """The last ``recent`` times and ``half_width`` times to each side in each of ``years`` past years."""

    recent: int = 6
    years: int = 0
    half_width: int = 6


RKI_1 = Rki()
RKI_2 = Rki(years=1)
RKI_3 = Rki(recent=0, years=2, half_width=4)


def rki(series: Series, watched: ArrayLike | None = None, parameters: Rki = RKI_1) -> Detected:
    """Series → limits, series × watched times: Crow and Gardner's for means up to 20, else mean + 2 s.d."""
    times = watched_times(series, watched)
    shape = (len(series.counts), len(times))
    expected, limit = np.full(shape, np.nan), np.full(shape, np.nan)
    table = np.asarray(CROW_GARDNER)
    for place, time in enumerate(times):
        past = recent_and_past(
            series, int(time), recent=parameters.recent, years=parameters.years, half_width=parameters.half_width
        )
        if past is None:
            continue
        values = series.counts[:, past]
        mean = values.mean(axis=1)
        small = mean <= 20
        expected[:, place] = mean
        rounded = np.where(small, np.floor(np.where(small, mean, 0.0)), 0).astype(np.int64)
        limit[:, place] = np.where(small, table[rounded], mean + 2 * values.std(axis=1, ddof=1))
    return Detected(expected=expected, limit=limit, alarm=series.counts[:, times] > limit)

"""The months of a theme's own past → how many cases the next ones may bring, with an interval and a test on the past.

A log-linear model of the monthly counts: one wave of the year, a trend where it is clear (5 %), and the days worked in
each month, by quasi-Poisson regression, as Farrington et al. (1996, J R Stat Soc A 159:547) use it for what is to be
expected. The interval of a sum of months holds both the scatter of the months, wider than Poisson's by the dispersion,
and what is not known of the coefficients; it is set on the scale of the logarithm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import t as student

from shuzhu.alerts.glm import Fit, fit_quasi_poisson
from shuzhu.alerts.in_control import harmonics
from shuzhu.alerts.series import Floats
from shuzhu.alerts.working_days import working_days
from shuzhu.periods import Period, YearStart, month_label, parse_period
from shuzhu.reports.material import Expected, Outlook

LEAST: Final = 36
"""Months of history below which nothing is forecast."""
TESTED: Final = 24
"""Months of history below which the method is not tried on the year before."""
FEWEST: Final = 5.0
"""Cases a month below which nothing is forecast."""
LEVEL: Final = 0.05
MOST_AHEAD: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Counts of months one after the other, ``first`` the index of the first."""

    first: int
    counts: Sequence[float]
    start: YearStart

    def spans(self, begin: int, end: int) -> list[Period]:
        """The months from one place to before another, the first month's place being nought."""
        return [parse_period(month_label(self.first + n), self.start) for n in range(begin, end)]


def outlook(history: History, ahead: int) -> Outlook:
    """What so many months may bring, twelve at most; without a forecast where the past does not bear one."""
    known, ahead = len(history.counts), max(1, min(ahead, MOST_AHEAD))
    if known < LEAST or sum(history.counts[-LEAST:]) < FEWEST * LEAST:
        return Outlook(months=known, least=LEAST, enough=known >= LEAST)
    place = known + ahead - 12  # where the same months of the year before end
    tested = None
    if place - ahead >= TESTED and ahead <= known - (place - ahead):
        tested = expected(history, place - ahead, ahead)
    found = sum(history.counts[place - ahead : place]) if tested else None
    return Outlook(
        months=known, least=LEAST, enough=True, next=expected(history, known, ahead), tested=tested, found=found
    )


def expected(history: History, known: int, ahead: int) -> Expected:
    """The sum of the months after the first ``known`` ones, from those alone, with its 95 % interval."""
    spans = history.spans(0, known + ahead)
    times, days = np.arange(known + ahead), working_days(spans)
    counts = np.asarray(history.counts[:known], dtype=np.float64)[None, :]
    design = harmonics(times, 12, 1, trend=True)
    fit = _fitted(design[:known], counts, days[:known])
    error = float(np.sqrt(_dispersion(fit) * fit.inverse[0, 1, 1]))
    trend = abs(float(fit.coefficients[0, 1])) > student.ppf(1 - LEVEL / 2, float(fit.freedom[0])) * error
    if not trend:
        design = harmonics(times, 12, 1)
        fit = _fitted(design[:known], counts, days[:known])
    mean = np.exp(design[known:] @ fit.coefficients[0]) * days[known:]
    total, lean = float(mean.sum()), mean @ design[known:]
    spread = float(np.sqrt(_dispersion(fit) * (total + lean @ fit.inverse[0] @ lean)))
    wide = float(np.exp(student.ppf(1 - LEVEL / 2, float(fit.freedom[0])) * spread / total))
    return Expected(
        first=str(spans[known]), last=str(spans[-1]), mean=total, low=total / wide, high=total * wide, trend=trend
    )


def _fitted(design: Floats, counts: Floats, days: Floats) -> Fit:
    """The model with the days worked as what the counts are proportional to."""
    return fit_quasi_poisson(design, counts, np.ones_like(counts), np.log(days)[None, :])


def _dispersion(fit: Fit) -> float:
    """The dispersion, never less than Poisson's."""
    return max(1.0, float(fit.dispersion[0]))

"""values by month → series of counts, as detectors take them."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from shuzhu.alerts.aberrations import Tracks
from shuzhu.alerts.series import Series
from shuzhu.indicators.courts import asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.house import House

EMPTY: Final = 3
"""So many months without a single case of a court: what stands before them is no history of it."""
MOST_MONTHS: Final = 12 * 7
"""No more months of history are looked at."""


def monthly(house: House, codes: Sequence[str], courts: Sequence[str], watched: Period) -> Tracks | None:
    """The numerators of indicators by statistical month, from the first filing in the store to the end of a period.

    The months of the period are the watched ones. None where the store holds no month before the period's last.
    """
    start = house.settings.year
    first_day = house.first_day
    if first_day is None:
        return None
    end = start.month_index(watched.last)
    begin = max(start.month_index(first_day), end - MOST_MONTHS + 1)
    if begin >= end:
        return None
    periods = tuple(parse_period(month_label(index), start) for index in range(begin, end + 1))
    groups = tuple(group for mark in courts for group in asked(mark, house.codes, house.present))
    indicators = tuple(house.catalogue.indicator(code, watched.last) for code in codes)
    question = Question(indicators=indicators, groups=groups, periods=periods, peers={})
    found = {(v.court, v.indicator, v.period): v.numerator for v in answer(question, house.sight)}
    keys = tuple((group.label, indicator.code) for group in groups for indicator in indicators)
    counts = [[found.get((court, code, str(period))) for period in periods] for court, code in keys]
    table = np.array([[np.nan if one is None else one for one in row] for row in counts], dtype=np.float64)
    return Tracks(
        keys=keys,
        months=tuple(map(str, periods)),
        last_days=tuple(period.last for period in periods),
        series=Series.of(_since_running(table, len(indicators)), "month", start=periods[0].first),
        called={indicator.code: indicator.title["zh"] for indicator in indicators},
        watched=tuple(n for n, period in enumerate(periods) if period.first >= watched.first),
    )


def _since_running(table: np.ndarray, width: int) -> np.ndarray:
    """Counts with NaN before a court's records run: ``width`` rows for each court, a column for each month.

    A few old cases that were loaded alone, years before the rest, are no history: zeros after them would teach a
    detector that nothing is usual.
    """
    found = table.copy()
    for low in range(0, len(table), width):
        total = np.nansum(table[low : low + width], axis=0)
        empty = np.convolve(total == 0, np.ones(EMPTY), "valid") == EMPTY
        begins = int(np.flatnonzero(empty)[-1]) + EMPTY if empty.any() else 0
        found[low : low + width, : max(begins, int((total > 0).argmax()))] = np.nan
    return found

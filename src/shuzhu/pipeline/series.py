"""values by month → series of counts, as detectors take them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from shuzhu.alerts.series import Series
from shuzhu.indicators.courts import asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.house import House

MOST_MONTHS: Final = 12 * 7
"""No more months of history are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Monthly:
    """Counts of some indicators of some courts: a row of ``series`` for each of ``keys`` (court, code)."""

    keys: tuple[tuple[str, str], ...]
    months: tuple[str, ...]
    series: Series


def monthly(house: House, codes: Sequence[str], courts: Sequence[str], last: Period) -> Monthly | None:
    """The numerators of indicators by statistical month, from the first filing in the store to the end of a period.

    None where the store holds no month before the period's last.
    """
    start = house.settings.year
    first_day = house.first_day
    if first_day is None:
        return None
    end = start.month_index(last.last)
    begin = max(start.month_index(first_day), end - MOST_MONTHS + 1)
    if begin >= end:
        return None
    periods = tuple(parse_period(month_label(index), start) for index in range(begin, end + 1))
    groups = tuple(group for mark in courts for group in asked(mark, house.codes, house.present))
    indicators = tuple(house.catalogue.indicator(code, last.last) for code in codes)
    question = Question(indicators=indicators, groups=groups, periods=periods, peers={})
    found = {(v.court, v.indicator, v.period): v.numerator for v in answer(question, house.sight)}
    keys = tuple((group.label, indicator.code) for group in groups for indicator in indicators)
    counts = [[found.get((court, code, str(period))) for period in periods] for court, code in keys]
    table = np.array([[np.nan if one is None else one for one in row] for row in counts], dtype=np.float64)
    return Monthly(
        keys=keys,
        months=tuple(map(str, periods)),
        series=Series.of(table, "month", start=periods[0].first),
    )

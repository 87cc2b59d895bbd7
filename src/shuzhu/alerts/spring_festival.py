"""Spring Festival: the first day of the first lunar month, and the working days that it takes from a month or week.

The festival moves between 21 January and 20 February, so that January and February of two years do not compare.
"""

from datetime import date, timedelta

import numpy as np

from shuzhu.alerts.series import Flags, Floats, Series
from shuzhu.errors import UsageError

# 正月初一, 2000–2040 (GB/T 33661-2017 农历的编算和颁行)
DAYS = (
    "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26 "
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 "
    "2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 "
    "2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 "
    "2040-02-12"
)


def first_day(year: int) -> date:
    """The first day of the festival of a year; raises UsageError outside 2000–2040."""
    words = DAYS.split()
    if not 2000 <= year < 2000 + len(words):
        raise UsageError(f"Spring Festival of {year}: the table runs from 2000 to {1999 + len(words)}")
    return date.fromisoformat(words[year - 2000])


def is_holiday(day: date) -> bool:
    """Whether a day is among the seven from the eve on (除夕–初六); adjusted weekends are not known here."""
    return timedelta(days=-1) <= day - first_day(day.year) <= timedelta(days=5)


def working_days(series: Series) -> Floats:
    """Mondays to Fridays outside the festival in each time of the series; an exposure for its counts.

    Raises UsageError for a series without a start, or beyond the table.
    """
    days = np.zeros(series.times)
    for time in range(series.times):
        day, end = _span(series, time)
        while day < end:
            days[time] += day.weekday() < 5 and not is_holiday(day)
            day += timedelta(days=1)
    return days


def holds_festival(series: Series) -> Flags:
    """Whether a time of the series holds the first day of the festival."""
    spans = [_span(series, time) for time in range(series.times)]
    return np.array([any(begin <= first_day(year) < end for year in {begin.year, end.year}) for begin, end in spans])


def _span(series: Series, time: int) -> tuple[date, date]:
    """The first day of a time and of the next."""
    begin, end = series.day(time), series.day(time + 1)
    if begin is None or end is None:
        raise UsageError("Spring Festival: the series has no start, so its times have no dates")
    return begin, end

"""The Spring Festival and the holidays that stay in place: which days are worked where no year's notice is known.

The festival moves between 21 January and 20 February, so that January and February of two years do not compare. The
weekends that are worked to make up for a holiday (调休) are not known here; ``catalogue/calendar`` knows them.
"""

from datetime import date, timedelta
from typing import Final

from shuzhu.errors import UsageError

# 正月初一, 2000–2040 (GB/T 33661-2017 农历的编算和颁行)
DAYS: Final = (
    "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26 "
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 "
    "2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 "
    "2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 "
    "2040-02-12"
)


FIXED: Final = frozenset({(1, 1), (5, 1), (5, 2), (5, 3)} | {(10, day) for day in range(1, 8)})
"""元旦, 劳动节, 国庆节 as they have been kept with the weekends moved to them since 2008 (国务院令第513号)."""


def first_day(year: int) -> date:
    """The first day of the festival of a year; raises UsageError outside 2000–2040."""
    words = DAYS.split()
    if not 2000 <= year < 2000 + len(words):
        raise UsageError(f"Spring Festival of {year}: the table runs from 2000 to {1999 + len(words)}")
    return date.fromisoformat(words[year - 2000])


def is_holiday(day: date) -> bool:
    """Whether a day is among the festival's seven from the eve on (除夕–初六), or a fixed holiday."""
    return (day.month, day.day) in FIXED or timedelta(days=-1) <= day - first_day(day.year) <= timedelta(days=5)


def is_worked(day: date) -> bool:
    """Monday to Friday outside the holidays; raises UsageError outside 2000–2040."""
    return day.weekday() < 5 and not is_holiday(day)

"""Working days by the yearly notices of the State Council: holidays, and the weekends worked to make up for them.

Dated data (``codes/holidays.csv``), each row with its notice; a store's own file adds a year that is not yet here. A
year whose notice is not known is told apart by weekends and the holidays that stay in place (``festivals``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from shuzhu.catalogue.code_rows import Row
from shuzhu.errors import UsageError
from shuzhu.festivals import is_worked

NATIONAL: Final = "国庆节"
"""The holiday that every year's notice names: a year with it is known."""
_FROM, _TO = date(2000, 1, 1), date(2040, 12, 31)
Days = npt.NDArray[Any]
"""Dates as NumPy ``datetime64[D]``; NaT where there is none."""


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """The days off and the weekends worked, as the notices of the years name them."""

    off: frozenset[date]
    on: frozenset[date]
    years: frozenset[int]

    def works(self, day: date) -> bool:
        """Whether a day is worked; raises UsageError outside 2000–2040."""
        if day.year not in self.years:
            return is_worked(day)
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def count(self, begins: Days, ends: Days) -> npt.NDArray[np.float64]:
        """How many days are worked after each begin up to each end, it included; NaN where a date is missing.

        Less than nought where the end lies before the begin. Raises UsageError outside 2000–2040.
        """
        known = ~(np.isnat(begins) | np.isnat(ends))
        first = np.datetime64(_FROM, "D")
        places = [np.where(known, (days - first).astype(np.int64), 0) for days in (begins, ends)]
        for place in places:
            if place.size and (place.min() < 0 or place.max() >= len(self._worked)):
                raise UsageError("working days are known from 2000 to 2040 only; a date lies outside")
        upto = self._worked
        return np.where(known, upto[places[1]] - upto[places[0]], np.nan)

    @cached_property
    def _worked(self) -> npt.NDArray[np.int64]:
        """For each day from the first on, how many days were worked up to it."""
        days = (_FROM + timedelta(days=n) for n in range((_TO - _FROM).days + 1))
        return np.cumsum([self.works(day) for day in days])


def build_calendar(rows: Iterable[Row]) -> WorkingCalendar:
    """The calendar of the rows of ``holidays``; a day off that is also worked is worked."""
    told: dict[str, set[date]] = {"off": set(), "on": set()}
    years = set[int]()
    for row in rows:
        first, last = date.fromisoformat(row["since"]), date.fromisoformat(row["until"])
        told[row["kind"]] |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
        if NATIONAL in row["name"]:
            years.add(first.year)
    return WorkingCalendar(off=frozenset(told["off"]), on=frozenset(told["on"]), years=frozenset(years))

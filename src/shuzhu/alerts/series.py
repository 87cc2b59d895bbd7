"""What a detector takes and what it gives: counts of many series over time; expected values, limits, alarms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from shuzhu.errors import UsageError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Step = Literal["day", "week", "month"]
PER_YEAR = {"day": 365, "week": 52, "month": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Counts of many series over the same times.

    ``counts`` is series × times, float64, NaN where not known; ``exposure`` has the same shape (inhabitants,
    judges, cases under way: whatever the counts are out of); ``start`` is the first day of the first time.
    With a start, "a year before" follows the calendar; without one it is 12, 52 or 365 times before.
    """

    counts: Floats
    step: Step = "month"
    exposure: Floats | None = None
    start: date | None = None

    @classmethod
    def of(
        cls, counts: ArrayLike, step: Step = "month", exposure: ArrayLike | None = None, start: date | None = None
    ) -> Self:
        """Series from anything array-like; one series may be given as a row.

        Raises UsageError for a negative or infinite count, a shape that is no table, an exposure of another
        shape or not above nought, and a step that is not day, week or month.
        """
        table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
        if table.ndim != 2:
            raise UsageError(f"series: {table.ndim} dimensions; counts are series × times")
        if step not in PER_YEAR:
            raise UsageError(f"series: step {step!r}; write day, week or month")
        if np.isinf(table).any() or (table < 0).any():
            raise UsageError("series: counts are nought or more, or NaN where not known")
        out_of = None if exposure is None else np.atleast_2d(np.asarray(exposure, dtype=np.float64))
        if out_of is not None and out_of.shape != table.shape:
            raise UsageError(f"series: exposure is {out_of.shape}, counts are {table.shape}")
        if out_of is not None and not (out_of[~np.isnan(table)] > 0).all():
            raise UsageError("series: exposure is above nought wherever there is a count")
        return cls(counts=table, step=step, exposure=out_of, start=start)

    def only(self, rows: Sequence[int]) -> Self:
        """Some of the series."""
        out_of = None if self.exposure is None else self.exposure[list(rows)]
        return replace(self, counts=self.counts[list(rows)], exposure=out_of)

    @property
    def per_year(self) -> int:
        """Times in a year: 12, 52 or 365."""
        return PER_YEAR[self.step]

    @property
    def times(self) -> int:
        """How many times there are."""
        return int(self.counts.shape[1])

    def day(self, time: int) -> date | None:
        """The first day of a time, or None where the series has no start."""
        if self.start is None:
            return None
        if self.step == "month":
            index = self.start.year * 12 + self.start.month - 1 + time
            return date(index // 12, index % 12 + 1, 1)
        return self.start + timedelta(days=time * (7 if self.step == "week" else 1))

    def year_before(self, time: int, years: int) -> int:
        """The time so many years before: the nearest week or day to the same date, or a fixed number of times."""
        day = self.day(time)
        if day is None or self.start is None or self.step == "month":
            return time - years * self.per_year
        last = 28 if (day.month, day.day) == (2, 29) and (day.year - years) % 4 else day.day
        length = 7 if self.step == "week" else 1
        days = (day.replace(year=day.year - years, day=last) - self.start).days
        return (days + length // 2) // length


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """What a detector found: arrays of series × watched times.

    ``expected`` and ``limit`` are in the unit of the counts (or of the rate), NaN where the method has nothing
    to say; ``alarm`` is never set there. ``lower`` is the limit below which a fall is an alarm, where the method
    has one. ``statistic`` is the sequential statistic of CUSUM, GLR and outbreakP.
    """

    expected: Floats
    limit: Floats
    alarm: Flags
    lower: Floats | None = None
    statistic: Floats | None = None


def watched_times(series: Series, watched: ArrayLike | None) -> Whole:
    """The watched times as whole numbers, all of them by default; raises UsageError for one that does not exist."""
    if watched is None:
        return np.arange(series.times)
    times = np.atleast_1d(np.asarray(watched, dtype=np.int64))
    if times.size and not (times.min() >= 0 and times.max() < series.times):
        raise UsageError(f"series: watched times lie between 0 and {series.times - 1}")
    return times


def blocks(rows: int, size: int) -> list[slice]:
    """Slices that cover so many rows, a block small enough for the processor's cache at a time."""
    return [slice(begin, min(begin + size, rows)) for begin in range(0, rows, size)]

"""The weeks of a span, counted back from the Spring Festival that follows them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from shuzhu.festivals import first_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """Weeks, or parts of one at the ends of a span: first days, days, whether before the festival, and which one."""

    first: tuple[date, ...]
    days: tuple[int, ...]
    within: tuple[bool, ...]
    strata: tuple[int, ...]

    @property
    def years(self) -> int:
        """How many festivals the span has both kinds of weeks of."""
        both = {(stratum, inside) for stratum, inside in zip(self.strata, self.within, strict=True)}
        return sum((year, True) in both and (year, False) in both for year in set(self.strata))

    def inside(self, day: date) -> bool:
        """Whether a day lies in the weeks before a festival."""
        return self.within[bisect_right(self.first, day) - 1]

    def counts(self, days: Sequence[date]) -> list[int]:
        """How many days fall into each week."""
        told = sorted(days)
        edges = [bisect_left(told, day) for day in self.first] + [len(told)]
        return [after - before for before, after in pairwise(edges)]


def before_festival(day: date, weeks: int) -> bool:
    """Whether a day lies in so many weeks before the next Spring Festival, the day itself not among them."""
    return 0 < (_next(day) - day).days <= 7 * weeks


def weeks_of(first: date, last: date, weeks: int) -> Weeks:
    """The weeks of a span from its first day to its last; ``weeks`` before the festival are within."""
    begins, inside, strata = [first], [before_festival(first, weeks)], [_next(first).year]
    day = first
    while day < last:
        day += timedelta(days=1)
        if (_next(day) - day).days % 7 == 0:
            begins.append(day)
            inside.append(before_festival(day, weeks))
            strata.append(_next(day).year)
    ends = [*begins[1:], last + timedelta(days=1)]
    return Weeks(
        first=tuple(begins), days=tuple((end - begin).days for begin, end in zip(begins, ends, strict=True)),
        within=tuple(inside), strata=tuple(strata),
    )  # fmt: skip


def _next(day: date) -> date:
    """The festival on a day or after it."""
    this = first_day(day.year)
    return this if day <= this else first_day(day.year + 1)

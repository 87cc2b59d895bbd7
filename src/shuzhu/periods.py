"""Months, periods and the statistical year.

Many Chinese courts close their statistical year early: it runs from 1 or 21 December of the year
before (domain practice, e.g. the Wuhai court's 2022 progress table). ``YearStart`` holds that
setting; a *statistical month* is then the month that starts on its day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from shuzhu.errors import UsageError

HALVES = {"H1": (1, 6), "H2": (7, 12)}
QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStart:
    """Where the statistical year begins: a month and a day, of the year before if it is not January.

    ``YearStart()`` is the calendar year; ``YearStart(month=12, day=21)`` makes statistical 2020
    run from 2019-12-21 to 2020-12-20.
    """

    month: int = 1
    day: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """A setting like ``12-21``; raises UsageError if it is no day that every year has."""
        match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text.strip())
        if not match or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 28:
            raise UsageError(f"statistical year {text!r}: write month-day with a day of 1–28, e.g. 12-21")
        return cls(month=int(match[1]), day=int(match[2]))

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"

    def begins(self, index: int) -> date:
        """The first day of the statistical month with this index (year × 12 + month − 1)."""
        shift = self.month - 13 if self.month > 1 else 0
        if self.month == 1 and self.day > 1:
            shift = 0
        moved = index + shift
        return date(moved // 12, moved % 12 + 1, self.day)

    def month_index(self, day: date) -> int:
        """The index of the statistical month that holds this day."""
        shift = self.month - 13 if self.month > 1 else 0
        index = day.year * 12 + day.month - 1 - shift
        return index if day.day >= self.day else index - 1


CALENDAR_YEAR = YearStart()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of days, both ends included, with the label a user knows it by."""

    first: date
    last: date
    label: str = ""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise UsageError(f"period {self.first}..{self.last} ends before it starts")

    def __str__(self) -> str:
        return self.label or f"{self.first}..{self.last}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def next_day(self) -> date:
        """The day after its last."""
        return self.last + timedelta(days=1)

    def months(self, start: YearStart = CALENDAR_YEAR) -> tuple[int, int] | None:
        """First and last statistical month index, or None where it does not fall on their bounds."""
        low, high = start.month_index(self.first), start.month_index(self.last)
        whole = start.begins(low) == self.first and start.begins(high + 1) == self.next_day
        return (low, high) if whole else None

    def year_share(self, start: YearStart = CALENDAR_YEAR) -> float:
        """Which part of a year it is: exactly 1 for any whole year, else days ÷ 365.

        Used to annualise per-exposure rates (× 365 ÷ days for a part of a year).
        """
        months = self.months(start)
        if months and (months[1] - months[0] + 1) % 12 == 0:
            return (months[1] - months[0] + 1) / 12
        return self.days / 365

    def year_before(self, start: YearStart = CALENDAR_YEAR) -> "Period":
        """The same period of the year before."""
        months = self.months(start)
        label = re.sub(r"\d{4}", lambda m: str(int(m[0]) - 1), self.label) if self.label else ""
        if months:
            first, last = start.begins(months[0] - 12), start.begins(months[1] - 11) - timedelta(days=1)
            return Period(first, last, label)
        return Period(_a_year_earlier(self.first), _a_year_earlier(self.last), label)


def parse_period(text: str, start: YearStart = CALENDAR_YEAR) -> Period:
    """A period from what a user writes.

    ``2020`` a year · ``2020H1`` a half · ``2020Q3`` a quarter · ``2020-05`` a month ·
    ``2020-05-17`` a day · ``2020YTD05`` the year up to a month · ``2019-11..2020-02`` months ·
    ``2020-01-24..2020-02-15`` days. Years, halves, quarters and months are statistical ones.
    Raises UsageError for anything else.
    """
    word = text.strip().upper().replace("年", "").replace("上半", "H1").replace("下半", "H2")
    if ".." in word:
        begin, _, end = word.partition("..")
        return Period(parse_period(begin, start).first, parse_period(end, start).last, text.strip())
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", word):
        day = _day(text, *(int(part) for part in match.groups()))
        return Period(day, day, text.strip())
    match = re.fullmatch(r"(\d{4})(?:-?(H[12]|Q[1-4])|YTD(\d{1,2})|-(\d{1,2}))?", word)
    if not match:
        raise UsageError(
            f"period {text!r} is not understood; write 2020, 2020H1, 2020Q3, 2020-05, 2020YTD05, "
            "2019-11..2020-02 or 2020-01-24..2020-02-15"
        )
    year = int(match[1])
    if not 1949 <= year <= 2100:
        raise UsageError(f"period {text!r}: the year must lie between 1949 and 2100")
    low, high = _months_of(match[2], match[3], match[4], text)
    first = start.begins(year * 12 + low - 1)
    last = start.begins(year * 12 + high) - timedelta(days=1)
    return Period(first, last, text.strip())


def month_label(index: int) -> str:
    """``2020-05`` for the index of a statistical month."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def in_chinese(label: str) -> str:
    """A period's label as it is said: 2020年上半年, 2020年第三季度, 2020年5月, 2020年1至5月."""
    words = {"H1": "上半年", "H2": "下半年", "Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}
    match = re.fullmatch(r"(\d{4})(?:-?(H[12]|Q[1-4])|YTD(\d{1,2})|-(\d{1,2}))?", label)
    if not match:
        return label.replace("..", "至")
    year, part, to_date, month = match.groups()
    if part:
        return f"{year}年{words[part]}"
    if to_date:
        return f"{year}年1至{int(to_date)}月"
    return f"{year}年{int(month)}月" if month else f"{year}年"


def _months_of(part: str | None, to_date: str | None, month: str | None, text: str) -> tuple[int, int]:
    """First and last month of a year that the words name."""
    if part:
        return (HALVES | QUARTERS)[part]
    if not to_date and not month:
        return 1, 12
    number = int(to_date or month or 0)
    if not 1 <= number <= 12:
        raise UsageError(f"period {text!r}: there is no month {number}")
    return (1, number) if to_date else (number, number)


def _day(text: str, year: int, month: int, day: int) -> date:
    """A date, or a UsageError that names what was written."""
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UsageError(f"period {text!r}: {error}") from error


def _a_year_earlier(day: date) -> date:
    """The same day of the year before; 28 February for 29 February."""
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))

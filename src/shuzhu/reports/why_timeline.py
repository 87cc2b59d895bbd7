"""The chart of a clock: from filing to the limit and the watched day, with what stopped it or made it longer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shuzhu.reports.why_pen import RIGHT, WIDE, box, figure, line, text, wide_of

TOP: Final = 84
ROW: Final = 36
THICK: Final = 16
START: Final = 118
"""Where the days begin: the names of the rows stand before them."""
NEAR: Final = 34
MOST_SIGNS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An interval with its name, both days in it; ``open_`` where no last day is told."""

    name: str
    first: date
    last: date
    open_: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A case's days: when it was filed, the day on which its clock ends and what that is, and the watched day.

    ``named`` is what the days from filing on are called, ``overrun`` whether those beyond the end are told apart.
    """

    title: str
    named: str
    overrun: bool
    filed: date
    due: date
    due_name: str
    today: date
    spans: Sequence[Span] = ()


def timeline(chart: Timeline, label: str) -> str:
    """The chart as SVG: the clock above, each interval in a row below, the watched day across all of them."""
    scale = _Days(first=chart.filed, last=max(chart.due, chart.today, *(span.last for span in chart.spans)))
    foot = TOP + ROW * (1 + len(chart.spans))
    parts = [*_months(scale, chart.today, foot), *_clock(scale, chart), *_spans(scale, chart)]
    parts += [*_due(scale, chart, foot), *_today(scale, chart, foot)]
    return figure(foot + 46, chart.title, parts, label)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """Days from the first to the last, as places across."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The place of a day."""
        return START + (WIDE - START - RIGHT - 30) * (day - self.first).days / max((self.last - self.first).days, 1)


def _months(scale: _Days, today: date, foot: float) -> Iterator[str]:
    """The first days of months, so many as there is room for beside the watched day."""
    yield line(START, foot, WIDE - RIGHT, foot, "axis")
    firsts = []
    day = (scale.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= scale.last:
        firsts.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    every = -(-len(firsts) // 9) or 1
    for n, first in enumerate(firsts):
        yield line(scale.x(first), foot, scale.x(first), foot + 5, "axis")
        if n % every == 0 and abs(scale.x(first) - scale.x(today)) > NEAR:
            year = f"{first.year}年" if n == 0 or first.month <= every else ""
            yield text(scale.x(first), foot + 19, f"{year}{first.month}月", "soft", "middle")


def _clock(scale: _Days, chart: Timeline) -> Iterator[str]:
    """The days that run: grey to the end or the watched day, hatched beyond the end; the day of filing above."""
    begun, today, due = scale.x(chart.filed), scale.x(chart.today), scale.x(chart.due)
    over = chart.overrun and chart.today > chart.due
    yield text(START - 12, TOP + 13, chart.named, "", "end")
    yield box(begun, TOP, (due if over else today) - begun, THICK, "bar")
    yield from _hatched(due, today, TOP) if over else (box(today, TOP, due - today, THICK, "band"),)
    yield text(begun, TOP - 12, f"{chart.filed} 立案", "soft")


def _due(scale: _Days, chart: Timeline, foot: float) -> Iterator[str]:
    """The day on which the clock ends, a line across all rows, named above."""
    x = scale.x(chart.due)
    yield line(x, TOP - 6, x, foot, "today")
    words = f"{chart.due} {chart.due_name}"
    wide = wide_of(words) * 1.1
    left = max(min(x - wide / 2, WIDE - RIGHT - wide), scale.x(chart.filed) + 116)
    yield text(left, TOP - 12, words, "told")


def _hatched(first: float, last: float, y: float) -> Iterator[str]:
    """A bar of slanted strokes, to be told from grey without colour."""
    x = first
    while x < last:
        end = min(x + THICK, last)
        yield line(x, y + THICK, end, y + THICK - (end - x), "hatch")
        x += 6
    yield line(first, y + THICK, last, y + THICK, "hatch") + line(first, y, last, y, "hatch")


def _spans(scale: _Days, chart: Timeline) -> Iterator[str]:
    """Each interval in its row: its name before it, its days within it where there is room, else beside it."""
    for n, span in enumerate(chart.spans, start=1):
        y = TOP + ROW * n
        first, last = max(scale.x(span.first), START), scale.x(span.last)
        days = f"{span.first}起，未登记终止" if span.open_ else f"{span.first}至{span.last}"
        wide = wide_of(days)
        yield text(START - 12, y + 13, span.name if len(span.name) <= MOST_SIGNS else f"{span.name[:7]}…", "", "end")
        yield box(first, y, last - first, THICK, "inside")
        if last - first > wide + 16:
            yield text((first + last) / 2, y + 12.5, days, "within", "middle")
        elif last + 8 + wide < WIDE - RIGHT:
            yield text(last + 8, y + 13, days, "soft")
        else:
            yield text(first - 8, y + 13, days, "soft", "end")


def _today(scale: _Days, chart: Timeline, foot: float) -> Iterator[str]:
    """The watched day, a broken line across all rows, named below."""
    x = scale.x(chart.today)
    yield line(x, TOP - 6, x, foot + 24, "limit")
    words = f"监测日 {chart.today}"
    yield text(min(x + wide_of(words) / 2, WIDE - RIGHT), foot + 38, words, "told", "end")

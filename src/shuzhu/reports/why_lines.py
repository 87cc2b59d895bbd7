"""The chart of a figure over time: what it was, what was expected, where the limit lay, and which time was found."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from shuzhu.reports.why_pen import LEFT, RIGHT, WIDE, box, dot, figure, line, path, text, wide_of

TOP: Final = 62
FOOT: Final = 278
HIGH: Final = 330
MOST_LABELS: Final = 8
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One time: its label (``2020-05``, or any other words), its figure, what it was held against, whether found."""

    label: str
    value: float | None
    expected: float | None = None
    lower: float | None = None
    upper: float | None = None
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A line of comparison: its name, its figures, and how it is drawn."""

    name: str
    values: Sequence[float | None]
    kind: Literal["past", "pace", "expected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A figure over time. ``bars`` are drawn for counts of events, ``window`` names what the found ones are within."""

    title: str
    unit: str
    points: Sequence[Point]
    named: str = "实际数"
    expected: str = "预计"
    limit: str = "界限"
    others: Sequence[Other] = ()
    bars: bool = False
    window: str = ""


def lines(chart: Lines, label: str) -> str:
    """The chart as SVG; its title alone where there is no figure to draw."""
    if not any(point.value is not None for point in chart.points):
        return figure(40, chart.title, (), label)
    least, most, step = _scale(chart)
    plot = _Plot(chart=chart, least=least, most=most)
    parts = [*_grid(plot, step), *_labels(plot), *_limits(plot), *_figures(plot), *_found(plot), *_legend(chart)]
    return figure(HIGH, chart.title, parts, label)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """The chart with its scale."""

    chart: Lines
    least: float
    most: float

    def x(self, n: int) -> float:
        """The middle of the nth time."""
        return LEFT + (WIDE - LEFT - RIGHT) * (n + 0.5) / len(self.chart.points)

    def y(self, value: float) -> float:
        """The height of a figure."""
        return FOOT - (FOOT - TOP) * (value - self.least) / (self.most - self.least)

    def run(self, values: Sequence[float | None]) -> list[Place | None]:
        """Figures as places."""
        return [None if value is None else (self.x(n), self.y(value)) for n, value in enumerate(values)]


def _scale(chart: Lines) -> tuple[float, float, float]:
    """The least and the greatest figure of the axis, and the step of its lines; from nought unless all are high."""
    points = chart.points
    seen = [value for point in points for value in (point.value, point.expected, point.lower, point.upper)]
    known = [value for value in (*seen, *(v for other in chart.others for v in other.values)) if value is not None]
    low, high = min(known), max(known)
    low = low if low > 0.6 * high and not chart.bars and high > 0 else min(0.0, low)
    span = (high - low) or 1.0
    size = 10 ** math.floor(math.log10(span / 4))
    step = next(size * k for k in (1, 2, 5, 10) if size * k >= span / 5)
    step = max(step, 1.0) if chart.unit == "件" else step
    top = math.ceil((high + span * 0.04) / step) * step
    return math.floor(low / step) * step, min(top, 100.0) if chart.unit == "%" and high <= 100 else top, step


def _grid(plot: _Plot, step: float) -> Iterator[str]:
    """Lines across with their numbers, and the unit above them."""
    number = round((plot.most - plot.least) / step)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    for n in range(number + 1):
        value = plot.least + n * step
        yield line(LEFT, plot.y(value), WIDE - RIGHT, plot.y(value), "axis" if n == 0 else "grid")
        yield text(LEFT - 8, plot.y(value) + 4, f"{value:,.{places}f}", "soft", "end")
    yield text(LEFT - 8, TOP - 14, plot.chart.unit, "soft", "end")


def _labels(plot: _Plot) -> Iterator[str]:
    """Months by number with the year below its first; other times by a few of their labels."""
    labels = [point.label for point in plot.chart.points]
    months = [re.fullmatch(r"(\d{4})-(\d{2})", label) for label in labels]
    if not all(months):
        every = -(-len(labels) // MOST_LABELS)
        for n in range((len(labels) - 1) % every, len(labels), every):
            yield text(plot.x(n), FOOT + 20, labels[n], "soft", "middle")
        return
    room = (WIDE - LEFT - RIGHT) / len(labels)
    every = next(k for k in (1, 2, 3, 6, 12) if k * room >= 16 or k == 12)
    year = ""
    for n, (whole, month) in enumerate(label.split("-") for label in labels):
        if (int(month) - 1) % every == 0:
            yield text(plot.x(n), FOOT + 18, f"{int(month)}", "soft", "middle")
        if whole != year and (n == 0 or month == "01") and not (n == 0 and _january_near(labels, room)):
            yield text(plot.x(n), FOOT + 36, f"{whole}年", "soft", "middle")
        if month == "01":
            yield line(plot.x(n) - room / 2, FOOT, plot.x(n) - room / 2, FOOT + 6, "axis")
        year = whole
    yield text(LEFT - 8, FOOT + 18, "月", "soft", "end")


def _january_near(labels: Sequence[str], room: float) -> bool:
    """Whether the second year's label would run into the first's."""
    return any(label.endswith("-01") and n * room < 44 for n, label in enumerate(labels) if n)


def _limits(plot: _Plot) -> Iterator[str]:
    """What is within the limits as a grey band with broken edges, what was expected as a thin line, and the others."""
    points = plot.chart.points
    limited = [n for n, point in enumerate(points) if point.upper is not None or point.lower is not None]
    if len(limited) > 1:
        yield from _within(plot, limited)
    for edge in ([point.upper for point in points], [point.lower for point in points]):
        yield path(_stepped(plot, edge), "limit")
    for other in plot.chart.others:
        yield path(plot.run(other.values), other.kind)
    yield path(plot.run([point.expected for point in points]), "expected")
    alone = [n for n, point in enumerate(points) if point.expected is not None]
    if len(alone) == 1:
        x, y = plot.x(alone[0]), plot.y(points[alone[0]].expected or 0)
        yield line(x - 9, y, x + 9, y, "expected")


def _within(plot: _Plot, limited: Sequence[int]) -> Iterator[str]:
    """The area within the limits, each run of times as one, so that no seams are seen."""
    points = plot.chart.points
    tops = [plot.most if p.upper is None else min(p.upper, plot.most) for p in points]
    feet = [plot.least if p.lower is None else max(p.lower, plot.least) for p in points]
    runs = [list(run) for _, run in groupby(limited, key=lambda n: n - limited.index(n))]
    for run in runs:
        chosen = set(run)
        above = _stepped(plot, [top if n in chosen else None for n, top in enumerate(tops)])
        below = _stepped(plot, [foot if n in chosen else None for n, foot in enumerate(feet)])
        corners = [place for place in (*above, *reversed(below)) if place is not None]
        yield path(corners, "band")


def _stepped(plot: _Plot, values: Sequence[float | None]) -> list[Place | None]:
    """Figures as places, each kept over the whole width of its time."""
    half = (WIDE - LEFT - RIGHT) / len(values) / 2
    found: list[Place | None] = []
    for n, value in enumerate(values):
        if value is None:
            found.append(None)
        else:
            found += [(plot.x(n) - half, plot.y(value)), (plot.x(n) + half, plot.y(value))]
    return found


def _figures(plot: _Plot) -> Iterator[str]:
    """The figures: a line with dots, or bars."""
    points = plot.chart.points
    if not plot.chart.bars:
        yield path(plot.run([point.value for point in points]), "now")
        yield from (dot(*place, 2.8, "dot") for place in plot.run([point.value for point in points]) if place)
        return
    wide = min((WIDE - LEFT - RIGHT) / len(points) * 0.62, 34)
    for n, point in enumerate(points):
        if point.value:
            y = plot.y(point.value)
            yield box(plot.x(n) - wide / 2, y, wide, FOOT - y, "inside" if point.found else "bar")


def _found(plot: _Plot) -> Iterator[str]:
    """A ring about the figure that was found, with its number; of several bars the window above them."""
    points = plot.chart.points
    found = [n for n, point in enumerate(points) if point.found and point.value is not None]
    if not found:
        return
    if plot.chart.bars:
        half = (WIDE - LEFT - RIGHT) / len(points) / 2
        first, last = plot.x(found[0]) - half, plot.x(found[-1]) + half
        yield line(first, TOP - 2, last, TOP - 2, "today")
        yield line(first, TOP - 2, first, TOP + 5, "today") + line(last, TOP - 2, last, TOP + 5, "today")
        return
    at = found[-1]
    value = points[at].value or 0.0
    x, y = plot.x(at), plot.y(value)
    yield dot(x, y, 7, "ring")
    words = f"{value:,.1f}".removesuffix(".0") + (plot.chart.unit if plot.chart.unit in "%天件" else "")
    lower = points[at].lower
    if y - 14 > TOP and (lower is None or value >= lower):
        yield text(min(x, WIDE - RIGHT - wide_of(words) / 2), y - 13, words, "told", "middle")
    elif y + 28 < FOOT:
        yield text(min(x, WIDE - RIGHT - wide_of(words) / 2), y + 24, words, "told", "middle")
    else:
        yield text(x - 13, y + 4, words, "told", "end")


def _legend(chart: Lines) -> Iterator[str]:
    """What is what, in a row above the figure."""
    told: list[tuple[str, str]] = [(chart.named, "bar" if chart.bars else "now")]
    if chart.window:
        told.append((chart.window, "inside"))
    if any(point.expected is not None for point in chart.points):
        told.append((chart.expected, "expected"))
    if any(point.upper is not None or point.lower is not None for point in chart.points):
        told.append((chart.limit, "limit"))
    told += [(other.name, other.kind) for other in {other.name: other for other in chart.others}.values()]
    x = float(LEFT)
    for name, kind in told:
        if kind in {"bar", "inside"}:
            yield box(x, 36, 12, 12, kind)
        else:
            yield line(x, 42, x + 24, 42, kind)
        wide = 18 if kind in {"bar", "inside"} else 30
        yield text(x + wide, 46, name, "soft")
        x += wide + wide_of(name) + 20

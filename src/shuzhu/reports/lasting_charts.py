"""Charts of what lasts: shares over a year with those still watched, effects by step, a card's figures on their bands.

All take plain numbers; shares and changes are fractions. Greys and one accent, clear without colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhu.reports.why_pen import WIDE, box, dot, figure, line, path, text

LEFT: Final = 64
TOP: Final = 56
DEEP: Final = 210
GAP: Final = 17
ROW: Final = 62
ROOM: Final = 150
"""For the names of groups, to the right of their lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share over days: its name, the days on which it changes, its value from each, its interval, those watched."""

    name: str
    days: Sequence[float]
    values: Sequence[float]
    lower: Sequence[float]
    upper: Sequence[float]
    watched: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An estimate with its interval: its name, and whether it lies after the start."""

    name: str
    value: float
    lower: float
    upper: float
    after: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A figure of a card: observed with its interval, expected, and the limits of what is usual; None: too few."""

    name: str
    told: str
    value: float | None
    lower: float = 0.0
    upper: float = 0.0
    expected: float = 0.0
    low: float = 0.0
    high: float = 0.0


def shares(whole: Share, groups: Sequence[Share], marks: Sequence[int], title: str, label: str = "") -> str:
    """The share that lasts, over a year, with its band; groups as lighter lines; below how many are still watched."""
    every = [whole, *groups]
    least = min([1.0, *(value for one in every for value in (*one.values, *whole.lower))])
    floor = max(0.0, int((least - 0.005) * 50) / 50)
    wide, foot, last = WIDE - ROOM, TOP + DEEP, marks[-1]

    def x(day: float) -> float:
        return LEFT + (wide - LEFT) * day / last

    def y(value: float) -> float:
        return foot - DEEP * (value - floor) / (1 - floor)

    parts = []
    for n in range(5):
        value = floor + (1 - floor) * n / 4
        parts += [
            line(LEFT, y(value), wide, y(value), "grid"),
            text(LEFT - 8, y(value) + 4, f"{value:.1%}", "soft", "end"),
        ]
    upper, lower = _steps(whole.days, whole.upper, last), _steps(whole.days, whole.lower, last)
    ring = [*((x(d), y(v)) for d, v in upper), *((x(d), y(v)) for d, v in reversed(lower))]
    parts.append(path([*ring, ring[0]], "window"))
    parts += [path([(x(d), y(v)) for d, v in _steps(one.days, one.values, last)], "past") for one in groups]
    parts.append(path([(x(d), y(v)) for d, v in _steps(whole.days, whole.values, last)], "now"))
    parts += [line(x(mark), foot, x(mark), foot + 5, "axis") for mark in marks]
    parts += [text(x(mark), foot + 20, f"{mark}天", "soft", "middle") for mark in marks]
    parts.append(line(LEFT, foot, wide, foot, "axis"))
    ends = [(y(one.values[-1] if len(one.values) else 1.0), one) for one in every]
    for place, one in _apart(ends):
        parts.append(text(wide + 8, place + 4, one.name, "told" if one is whole else "soft"))
    parts.append(text(LEFT - 44, foot + 46, "仍在观察（件）", "soft"))
    for n, one in enumerate(every):
        high = foot + 66 + GAP * n
        parts += [
            text(x(mark), high, f"{many:,}", "soft", "middle") for mark, many in zip(marks, one.watched, strict=True)
        ]
        parts.append(text(wide + 36, high, one.name, "soft"))
    return figure(foot + 78 + GAP * len(groups), title, parts, label)


def effects(bars: Sequence[Bar], title: str, below: str, label: str = "") -> str:
    """Relative changes with their intervals in the order of time; the start is a line between before and after."""
    foot, right = TOP + DEEP, WIDE - 22
    least = min(-0.1, *(max(one.lower, -1.0) for one in bars))
    most = max(0.1, *(min(one.upper, 2.0) for one in bars))

    def y(value: float) -> float:
        return foot - DEEP * (min(max(value, least), most) - least) / (most - least)

    step = (right - LEFT) / len(bars)
    marks = [n / 10 for n in range(-10, 21) if least <= n / 10 <= most]
    marks = marks[:: max(1, len(marks) // 5)] if 0.0 in marks[:: max(1, len(marks) // 5)] else [least, 0.0, most]
    parts = []
    for value in marks:
        kind = "axis" if not value else "grid"
        parts += [
            line(LEFT, y(value), right, y(value), kind),
            text(LEFT - 8, y(value) + 4, _signed(value), "soft", "end"),
        ]
    begun = next((n for n, one in enumerate(bars) if one.after), len(bars))
    at = LEFT + step * begun
    parts += [line(at, TOP - 8, at, foot, "limit"), text(at + 6, TOP - 2, "项目开始", "soft")]
    every = max(1, -(-len(bars) // 9))
    for n, one in enumerate(bars):
        middle = LEFT + step * (n + 0.5)
        kind = "today" if one.after else "expected"
        parts.append(line(middle, y(one.lower), middle, y(one.upper), kind))
        parts.append(dot(middle, y(one.value), 3.6, "dot" if one.after else "bar"))
        if (n - begun) % every == 0:
            parts.append(text(middle, foot + 20, one.name, "soft", "middle"))
    parts.append(text((LEFT + right) / 2, foot + 42, below, "soft", "middle"))
    return figure(foot + 54, title, parts, label)


def gauges(rows: Sequence[Gauge], title: str, label: str = "") -> str:
    """A card's figures, a line each: the usual band, the expected as a mark, the person's own with its interval."""
    left, right, parts = 128, WIDE - 168, []
    for n, one in enumerate(rows):
        middle = TOP + 14 + ROW * n
        parts.append(text(LEFT - 44, middle + 4, one.name, "told"))
        parts.append(text(right + 16, middle - 4, one.told if one.value is not None else "件数太少", "told"))
        if one.value is None:
            parts += [line(left, middle, right, middle, "grid"), text(right + 16, middle + 14, "不作评价", "soft")]
            continue
        least, most = _reach(one)

        def x(value: float, least: float = least, most: float = most) -> float:
            return left + (right - left) * (min(max(value, least), most) - least) / (most - least)

        parts.append(line(left, middle, right, middle, "grid"))
        parts.append(box(x(one.low), middle - 11, x(one.high) - x(one.low), 22, "band"))
        parts.append(line(x(one.expected), middle - 15, x(one.expected), middle + 15, "limit"))
        parts.append(line(x(one.lower), middle, x(one.upper), middle, "now"))
        parts.append(dot(x(one.value), middle, 5, "dot"))
        parts.append(text(x(one.expected), middle + 28, f"同类件应有 {_plain(one.expected)}", "soft", "middle"))
        parts.append(text(right + 16, middle + 14, f"{_plain(one.lower)}—{_plain(one.upper)}", "soft"))
    foot = TOP + ROW * len(rows) + 14
    key = "圆点为本人，横线为95%区间；灰带为同样件数通常的范围，虚线为按本人案件结构应有的水平"
    parts.append(text(LEFT - 44, foot, key, "soft"))
    return figure(foot + 14, title, parts, label)


def _reach(one: Gauge) -> tuple[float, float]:
    """The ends of a gauge: round, with all of it inside."""
    whole = 1.0 if (one.value or 0.0) <= 1 and one.high <= 1.5 else 100.0
    least, most = min(one.lower, one.low, one.expected), max(one.upper, one.high, one.expected)
    room = max(0.15 * (most - least), 0.02 * whole)
    return max(0.0, least - room), min(whole, most + room)


def _plain(value: float) -> str:
    """A share as a percentage, a mark as it is."""
    return f"{value:.1%}" if value <= 1 else f"{value:.1f}"


def _signed(value: float) -> str:
    """A change in per cent with its sign."""
    return "0" if not value else f"{value:+.0%}".replace("-", "−")


def _steps(days: Sequence[float], values: Sequence[float], last: float) -> list[tuple[float, float]]:
    """The corners of a curve that holds until its next day; it begins at one."""
    found = [(0.0, 1.0)]
    for day, value in zip(days, values, strict=True):
        found += [(float(day), found[-1][1]), (float(day), float(value))]
    return [*found, (float(last), found[-1][1])]


def _apart(ends: Sequence[tuple[float, Share]]) -> list[tuple[float, Share]]:
    """Names beside the ends of their lines, moved down where they would lie over each other."""
    told: list[tuple[float, Share]] = []
    for place, one in sorted(ends, key=lambda end: end[0]):
        told.append((max(place, told[-1][0] + GAP) if told else place, one))
    over = told[-1][0] - (TOP + DEEP)
    return [(place - max(0.0, over), one) for place, one in told]

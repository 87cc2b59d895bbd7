"""A trend: months of one figure with its reference interval, last year's months, and the months that raised alarms."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from shuzhu.reports.figures import number
from shuzhu.web.charts.scale import Scale, lines, marks, reach

WIDE, HIGH = 920, 260
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 16, 30
MOST_LABELS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a trend: label, value, the value of the year before, and the alarm that it raised."""

    label: str
    value: float | None
    before: float | None = None
    alarm: str = ""
    level: str = ""


def trend(
    months: Sequence[Month], title: str, unit: str, band: tuple[float | None, float | None], shown: Sequence[float] = ()
) -> str:
    """A line over months; the year before dashed, the interval as a strip, alarms as marked points.

    ``shown``: values that the scale reaches whatever the months are. Empty where there are fewer than two values.
    """
    known = [m.value for m in months if m.value is not None]
    if len(known) < 2:
        return ""
    edges = [edge for edge in band if edge is not None and _is_near(edge, known)]
    low, high = reach([*known, *(m.before for m in months), *edges, *shown])
    x = Scale(0, max(1, len(months) - 1), LEFT, WIDE - RIGHT)
    y = Scale(low, high, HIGH - BOTTOM, TOP)
    parts = [f'<svg class="trend" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}">']
    parts += _strip(band, (low, high), y)
    for at in marks(low, high):
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y(at):g}" x2="{WIDE - RIGHT}" y2="{y(at):g}"/>')
        parts.append(f'<text class="tick" x="{LEFT - 8}" y="{y(at) + 4:g}" text-anchor="end">{at:,g}</text>')
    parts.append(f'<text class="unit" x="{LEFT - 8}" y="{TOP - 4}" text-anchor="end">{escape(unit)}</text>')
    parts += [_label(months, n, x(n)) for n in _labelled(months)]
    before = [None if m.before is None else (x(n), y(m.before)) for n, m in enumerate(months)]
    now = [None if m.value is None else (x(n), y(m.value)) for n, m in enumerate(months)]
    parts += [f'<polyline class="before" points="{run}"/>' for run in lines(before)]
    parts += [f'<polyline class="now" points="{run}"/>' for run in lines(now)]
    parts += [_dot(m, point, unit) for m, point in zip(months, now, strict=True) if point is not None]
    return "".join([*parts, "</svg>"])


def _is_near(edge: float, known: Sequence[float]) -> bool:
    """An interval's edge lies no farther from the values than they reach: else it would press them flat."""
    low, high = min(known), max(known)
    wide = (high - low) or abs(high) or 1.0
    return low - wide <= edge <= high + wide


def _strip(band: tuple[float | None, float | None], ends: tuple[float, float], y: Scale) -> list[str]:
    """The reference interval, as far as it is seen."""
    under, over = band
    if under is None and over is None:
        return []
    top = y(min(ends[1], over)) if over is not None else float(TOP)
    bottom = y(max(ends[0], under)) if under is not None else float(HIGH - BOTTOM)
    if bottom <= top:
        return []
    width = WIDE - RIGHT - LEFT
    return [f'<rect class="band" x="{LEFT}" y="{top:g}" width="{width}" height="{round(bottom - top, 1):g}"/>']


def _labelled(months: Sequence[Month]) -> list[int]:
    """Which months are written below the line: every so many, counted back from the last."""
    every = -(-len(months) // MOST_LABELS)
    return [n for n in range(len(months)) if (len(months) - 1 - n) % every == 0]


def _label(months: Sequence[Month], n: int, x: float) -> str:
    """A month below the line; the last one ends where the picture does."""
    at, anchor = (WIDE, "end") if n == len(months) - 1 else (x, "middle")
    return f'<text class="tick" x="{at:g}" y="{HIGH - 9}" text-anchor="{anchor}">{escape(months[n].label)}</text>'


def _dot(month: Month, point: tuple[float, float], unit: str) -> str:
    """A point with its words; larger and in its level's colour where it raised an alarm."""
    words = f"{month.label}　{number(month.value, unit)}{unit}" + (f"　{month.alarm}" if month.alarm else "")
    kind, radius = (f"alarm {month.level}", 5) if month.alarm else ("dot", 2.4)
    return (
        f'<circle class="{kind}" cx="{point[0]:g}" cy="{point[1]:g}" r="{radius:g}">'
        f"<title>{escape(words)}</title></circle>"
    )

"""A sparkline: the last months of one figure beside its number."""

from collections.abc import Sequence
from html import escape

from shuzhu.web.charts.scale import Scale, lines, reach

WIDE, HIGH, ROOM = 108, 26, 3


def spark(values: Sequence[float | None], title: str, band: tuple[float | None, float | None] = (None, None)) -> str:
    """Months from left to right, the last one dotted; the reference interval as a pale strip where it is near.

    Empty where there are fewer than two values.
    """
    if sum(value is not None for value in values) < 2:
        return ""
    low, high = reach(values, room=0.02)
    x = Scale(0, max(1, len(values) - 1), ROOM, WIDE - ROOM)
    y = Scale(low, high, HIGH - ROOM, ROOM)
    parts = [f'<svg class="spark" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}">']
    under, over = band
    if under is not None or over is not None:
        top = max(0.0, y(min(high, over))) if over is not None else 0.0
        bottom = min(float(HIGH), y(max(low, under))) if under is not None else float(HIGH)
        if bottom > top:
            parts.append(f'<rect class="band" x="0" y="{top:g}" width="{WIDE}" height="{round(bottom - top, 1):g}"/>')
    points = [None if value is None else (x(n), y(value)) for n, value in enumerate(values)]
    parts += [f'<polyline points="{run}"/>' for run in lines(points)]
    last = next((point for point in reversed(points) if point is not None), None)
    if last is not None:
        parts.append(f'<circle cx="{last[0]:g}" cy="{last[1]:g}" r="2.2"/>')
    return "".join([*parts, "</svg>"])

"""A strip of dots: where one court's value lies among its peers, who have no names and no rank."""

from collections.abc import Sequence
from html import escape

from shuzhu.reports.figures import number
from shuzhu.web.charts.scale import Scale, marks, reach

WIDE, HIGH, LINE, ROOM = 560, 112, 52, 26


def strip(
    values: Sequence[float],
    own: float | None,
    quartiles: tuple[float, float, float],
    words: tuple[str, str, str],
    unit: str,
) -> str:
    """Peers as dots on a line, their middle half as a bar, the court's own as a mark with its number.

    ``words`` are the title, what the own mark is called, and what the middle is called.
    """
    low, high = reach([*values, own])
    x = Scale(low, high, ROOM, WIDE - ROOM)
    title, mine, middle = words
    first, half, third = quartiles
    parts = [f'<svg class="strip" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}">']
    parts.append(
        f'<rect class="box" x="{x(first):g}" y="{LINE - 11}" width="{max(1, x(third) - x(first)):g}" height="22"/>'
    )
    parts.append(f'<line class="axis" x1="{ROOM}" y1="{LINE}" x2="{WIDE - ROOM}" y2="{LINE}"/>')
    parts.append(f'<line class="middle" x1="{x(half):g}" y1="{LINE - 11}" x2="{x(half):g}" y2="{LINE + 11}"/>')
    parts += [f'<circle class="peer" cx="{x(value):g}" cy="{LINE}" r="4"/>' for value in values]
    for at in marks(low, high):
        parts.append(f'<text class="tick" x="{x(at):g}" y="{LINE + 32}" text-anchor="middle">{at:,g}</text>')
    told = f"{escape(middle)} {number(half, unit)}"
    parts.append(f'<text class="tick" x="{_inside(x(half)):g}" y="{HIGH - 6}" text-anchor="middle">{told}</text>')
    if own is not None:
        parts.append(f'<line class="own" x1="{x(own):g}" y1="{LINE - 18}" x2="{x(own):g}" y2="{LINE + 16}"/>')
        told = f"{escape(mine)} {number(own, unit)}{escape(unit)}"
        parts.append(f'<text class="own" x="{_inside(x(own)):g}" y="{LINE - 26}" text-anchor="middle">{told}</text>')
    return "".join([*parts, "</svg>"])


def _inside(place: float, half: float = 70) -> float:
    """A place for words that keeps them on the drawing."""
    return min(WIDE - half, max(half, place))

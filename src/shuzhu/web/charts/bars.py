"""Bars over months: what the chart of a warning shows."""

from collections.abc import Sequence
from html import escape

from shuzhu.web.charts.scale import Scale, marks

WIDE, HIGH = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 14, 28


def bars(months: Sequence[tuple[str, float]], title: str, last: str = "", limit: float | None = None) -> str:
    """A bar a month, the month named ``last`` dark, a line where the limit lies; empty where there is no month."""
    if not months:
        return ""
    high = max([count for _, count in months] + ([limit] if limit is not None else []))
    y = Scale(0, high * 1.08 or 1, HIGH - BOTTOM, TOP)
    step = (WIDE - LEFT - RIGHT) / len(months)
    parts = [f'<svg class="bars" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}">']
    for at in marks(0, high, 3):
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y(at):g}" x2="{WIDE - RIGHT}" y2="{y(at):g}"/>')
        parts.append(f'<text class="tick" x="{LEFT - 7}" y="{y(at) + 4:g}" text-anchor="end">{at:,g}</text>')
    every = -(-len(months) // 8)
    for n, (label, count) in enumerate(months):
        left, width, top = LEFT + n * step + step * 0.15, min(40.0, step * 0.7), y(count)
        kind = "bar found" if label == last else "bar"
        parts.append(
            f'<rect class="{kind}" x="{left:.1f}" y="{top:g}" width="{width:.1f}" height="{HIGH - BOTTOM - top:.1f}">'
            f"<title>{escape(label)}　{count:g}</title></rect>"
        )
        if (len(months) - 1 - n) % every == 0:
            parts.append(
                f'<text class="tick" x="{left + width / 2:.1f}" y="{HIGH - 8}" text-anchor="middle">{label}</text>'
            )
    if limit is not None:
        parts.append(f'<line class="limit" x1="{LEFT}" y1="{y(limit):g}" x2="{WIDE - RIGHT}" y2="{y(limit):g}"/>')
    return "".join([*parts, "</svg>"])

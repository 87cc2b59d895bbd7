"""A waterfall: what each comparison of a pair adds to its weight, from the prior to the sum."""

from collections.abc import Sequence
from html import escape

from shuzhu.linkage.evidence import Sign
from shuzhu.web.charts.scale import Scale

WIDE, ROW, LEFT, RIGHT = 560, 30, 190, 60


def waterfall(signs: Sequence[Sign], title: str, first: str, last: str) -> str:
    """Bars from the top down, each beginning where the one before ended; ``first`` and ``last`` name the ends."""
    if not signs:
        return ""
    begin, end = signs[0].begins, signs[-1].ends
    ends = [0.0, begin, end, *(sign.ends for sign in signs)]
    x = Scale(min(ends), max(ends), LEFT, WIDE - RIGHT)
    high = ROW * (len(signs) + 2) + 12
    parts = [f'<svg class="waterfall" viewBox="0 0 {WIDE} {high}" role="img" aria-label="{escape(title)}">',
             f'<line class="axis" x1="{x(0):g}" y1="4" x2="{x(0):g}" y2="{high - 8}"/>']  # fmt: skip
    parts += _bar(x, 0, first, 0.0, begin, "sum")
    for n, sign in enumerate(signs, start=1):
        kind = {"for": "plus", "against": "minus", "": "none"}[sign.speaks]
        parts += _bar(x, n, f"{sign.title}　{sign.word}", sign.begins, sign.ends, kind)
    parts += _bar(x, len(signs) + 1, last, 0.0, end, "sum")
    return "".join([*parts, "</svg>"])


def _bar(x: Scale, row: int, word: str, begins: float, ends: float, kind: str) -> list[str]:
    """One bar with its word and its number."""
    top, low, high = row * ROW + 8, min(begins, ends), max(begins, ends)
    told = f"{ends:.1f}" if kind == "sum" else f"{ends - begins:+.1f}" if kind != "none" else "—"
    return [
        f'<text class="word" x="{LEFT - 12}" y="{top + 15}" text-anchor="end">{escape(word)}</text>',
        f'<rect class="{kind}" x="{x(low):g}" y="{top}" width="{max(1.5, x(high) - x(low)):g}" height="20"/>',
        f'<text class="tick" x="{x(high) + 6:g}" y="{top + 15}">{told}</text>',
    ]

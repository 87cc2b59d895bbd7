"""The radar of an index's classes as SVG."""

import math
from collections.abc import Sequence
from html import escape
from textwrap import wrap

Series = tuple[str, str, Sequence[float | None]]
WIDE, HIGH, MIDDLE, CENTRE, REACH = 460, 364, 230, 186, 118
FLOOR = 40.0
"""The middle is 40, not 0, so that differences among good scores can be seen; the rings say their number."""
LINE = 6
"""How many characters of a class's name stand in one line."""
MOST = 12
"""The most that are shown of a name."""


def radar(names: Sequence[str], series: Sequence[Series], title: str) -> str:
    """Classes on axes, each series a name, a style class and its scores of 0–100; the last one's are written out.

    Empty where there are fewer than three classes, which make no figure. A class without a score is left out.
    """
    if len(names) < 3:
        return ""
    count = len(names)
    parts = [f'<svg class="radar" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}">']
    parts += [f'<polygon class="ring" points="{_path([ring] * count)}"/>' for ring in (60, 80, 100)]
    for n in range(count):
        x, y = _at(n, count, 1)
        parts.append(f'<line class="axis" x1="{MIDDLE}" y1="{CENTRE}" x2="{x:.1f}" y2="{y:.1f}"/>')
    for name, style, scores in series:
        parts.append(f'<polygon class="{style}" points="{_path(scores)}"><title>{escape(name)}</title></polygon>')
    now = series[-1][2]
    parts += [_dot(n, count, score) for n, score in enumerate(now) if score is not None]
    parts += [f'<text class="tick" x="{MIDDLE + 7}" y="{_up(ring):.1f}">{ring}</text>' for ring in (60, 80, 100)]
    parts += [_label(n, count, name, now[n]) for n, name in enumerate(names)]
    return "".join([*parts, "</svg>"])


def _at(n: int, count: int, share: float) -> tuple[float, float]:
    """The place on an axis: 0 is the middle, 1 the outer ring."""
    turn = -math.pi / 2 + 2 * math.pi * n / count
    return MIDDLE + REACH * share * math.cos(turn), CENTRE + REACH * share * math.sin(turn)


def _share(score: float) -> float:
    """How far out a score lies."""
    return max(0.0, min(1.0, (score - FLOOR) / (100 - FLOOR)))


def _up(ring: float) -> float:
    """The height of a ring's number, just inside the ring."""
    return CENTRE - REACH * _share(ring) + 12


def _path(scores: Sequence[float | None]) -> str:
    """The corners of a polygon."""
    known = [_at(n, len(scores), _share(score)) for n, score in enumerate(scores) if score is not None]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in known)


def _dot(n: int, count: int, score: float) -> str:
    """A dot on a score, so that it is seen where its neighbours have none."""
    x, y = _at(n, count, _share(score))
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>'


def _label(n: int, count: int, name: str, score: float | None) -> str:
    """The class's name, in lines, and its score below."""
    x, y = _at(n, count, 1.09)
    shown = name if len(name) <= MOST else name[: MOST - 1] + "…"
    lines = wrap(name, MOST) if name.isascii() else [shown[k : k + LINE] for k in range(0, len(shown), LINE)]
    anchor = "middle" if abs(x - MIDDLE) < 12 else ("start" if x > MIDDLE else "end")
    high = 17 * (len(lines) + 1)
    top = y - high + 12 if y < CENTRE - REACH else (y + 14 if y > CENTRE + REACH else y - high / 2 + 13)
    spans = [f'<tspan x="{x:.1f}" y="{top + 17 * k:.1f}">{escape(line)}</tspan>' for k, line in enumerate(lines)]
    figure = "—" if score is None else f"{score:.2f}"
    spans.append(f'<tspan class="figure" x="{x:.1f}" y="{top + 17 * len(lines):.1f}">{figure}</tspan>')
    return f'<text class="name" text-anchor="{anchor}">{"".join(spans)}</text>'

"""Numbers as people read them, and the radar of classes as SVG."""

import math
from collections.abc import Sequence

from shuzhu.catalogue.model import Indicator
from shuzhu.values import Value

PLACES = {"件": 0, "天": 1}
BANDS = {"within": "区间内", "above": "高于区间", "below": "低于区间"}


def number(value: float | None, unit: str = "") -> str:
    """A value with its places; a dash where there is none."""
    if value is None:
        return "—"
    places = PLACES.get(unit, 2)
    return f"{value:,.{places}f}".replace("-", "−")


def change(value: float | None, unit: str = "") -> str:
    """A change with its sign."""
    if value is None:
        return "—"
    places = PLACES.get(unit, 2)
    text = f"{abs(value):,.{places}f}"
    if not float(text.replace(",", "")):
        return "0" if not places else f"{0:.{places}f}"
    return ("+" if value > 0 else "−") + text


def band_text(indicator: Indicator) -> str:
    """A reference interval in words."""
    if indicator.closing_curve:
        return "进度线"
    band = indicator.band
    if band is None or (band.low is None and band.high is None):
        return "—"
    if band.low is None:
        return f"≤ {band.high:g}"
    if band.high is None:
        return f"≥ {band.low:g}"
    return f"{band.low:g}–{band.high:g}"


def made_of(value: Value) -> str:
    """The numerator and denominator beside a value."""
    if value.numerator is None and value.denominator is None:
        return ""
    if value.denominator is None:
        return f"{value.numerator or 0:,.0f}"
    if value.numerator is None:
        return f"n = {value.denominator:,.0f}"
    places = 0 if value.denominator == int(value.denominator) else 2
    return f"{value.numerator:,.0f} / {value.denominator:,.{places}f}"


def radar(names: Sequence[str], series: Sequence[tuple[str, str, Sequence[float | None]]], title: str) -> str:
    """A radar of 0–100 as SVG: the axes named, each series a name, a style class and its scores.

    The middle is 40, so that differences among good scores can be seen; the rings say their number.
    """
    wide, high, middle, centre, reach, floor = 440, 330, 220, 165, 122, 40.0
    count = len(names)

    def at(n: int, share: float) -> tuple[float, float]:
        turn = -math.pi / 2 + 2 * math.pi * n / count
        return middle + reach * share * math.cos(turn), centre + reach * share * math.sin(turn)

    def share(score: float | None) -> float:
        return max(0.0, min(1.0, ((score or floor) - floor) / (100 - floor)))

    def path(shares: Sequence[float]) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(n, s) for n, s in enumerate(shares)))

    parts = [f'<svg class="radar" viewBox="0 0 {wide} {high}" role="img" aria-label="{title}">']
    for ring in (60, 80, 100):
        parts.append(f'<polygon class="ring" points="{path([share(ring)] * count)}"/>')
        parts.append(f'<text class="tick" x="{middle + 4}" y="{centre - reach * share(ring) - 3:.1f}">{ring}</text>')
    for n, name in enumerate(names):
        x, y = at(n, 1)
        parts.append(f'<line class="axis" x1="{middle}" y1="{centre}" x2="{x:.1f}" y2="{y:.1f}"/>')
        lx, ly = at(n, 1.16)
        anchor = "middle" if abs(lx - middle) < 12 else ("start" if lx > middle else "end")
        parts.append(f'<text class="name" x="{lx:.1f}" y="{ly + 5:.1f}" text-anchor="{anchor}">{name}</text>')
    for name, style, scores in series:
        points = path([share(s) for s in scores])
        parts.append(f'<polygon class="{style}" points="{points}"><title>{name}</title></polygon>')
    return "".join([*parts, "</svg>"])

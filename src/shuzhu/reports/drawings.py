"""Vector figures for paper: greys and one accent, legible in black and white, with their legend within."""

from collections.abc import Mapping, Sequence
from html import escape

from shuzhu.reports.funnel_figure import funnel_svg
from shuzhu.reports.layout import ACCENT, GREY
from shuzhu.reports.radar import Series, radar

_FONTS = "FandolHei,'Noto Sans CJK SC','Microsoft YaHei',SimHei,sans-serif"
_STYLE = f"""<style>
.ring,.axis{{fill:none;stroke:#d5d5d5;stroke-width:.8}}
.tick{{font:10px {_FONTS};fill:#777}}
.name{{font:14px {_FONTS};fill:#222}}
.figure{{fill:#{ACCENT};font-weight:bold}}
.now{{fill:#{ACCENT};fill-opacity:.1;stroke:#{ACCENT};stroke-width:2.2}}
.before{{fill:none;stroke:#{GREY};stroke-width:1.3;stroke-dasharray:6 4}}
.peer{{fill:none;stroke:#9a9a9a;stroke-width:1.6;stroke-dasharray:1.5 3}}
.dot{{fill:#{ACCENT}}}
.bar{{fill:#b9b9b9}} .lit{{fill:#{ACCENT}}}
.base{{stroke:#888;stroke-width:.8}} .grid{{stroke:#e2e2e2;stroke-width:.6}}
.label{{font:12px {_FONTS};fill:#333}}
.stage{{fill:#{ACCENT};fill-opacity:.82}} .within{{font:12px {_FONTS};fill:#fff}}
.beside{{font:12px {_FONTS};fill:#333}} .back{{fill:none;stroke:#{GREY};stroke-width:1.2}} .tip{{fill:#{GREY}}}
</style>"""


def emblem_place() -> str:
    """Where a court's emblem goes: two plain rings and a word; a court lays its own file in its place."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 220" role="img" aria-label="院徽位置">'
        f'<g fill="none" stroke="#{GREY}"><circle cx="100" cy="110" r="96" stroke-width="2"/>'
        '<circle cx="100" cy="110" r="86" stroke-width="1" stroke-dasharray="5 5"/></g>'
        f'<text x="100" y="118" text-anchor="middle" style="font:24px {_FONTS}" fill="#{GREY}">院徽位置</text></svg>'
    )


def radar_figure(names: Sequence[str], series: Sequence[Series], title: str) -> str:
    """A radar that stands alone: the series as on the check-up's page, and which line is whose below."""
    drawn = radar(names, series, title)
    if not drawn:
        return ""
    words = "".join(
        f'<path class="{style}" d="M{40 + 150 * n} 372h34"/>'
        f'<text class="label" x="{82 + 150 * n}" y="376">{escape(name)}</text>'
        for n, (name, style, _) in enumerate(reversed(series))
    )
    start = 'xmlns="http://www.w3.org/2000/svg" class="radar"'
    drawn = drawn.replace('class="radar"', start, 1).replace('viewBox="0 0 460 364"', 'viewBox="0 0 460 388"', 1)
    return drawn.replace("<polygon", _STYLE + "<polygon", 1).replace("</svg>", words + "</svg>")


def funnel_alone(
    whole: tuple[str, int], stages: Mapping[str, tuple[str, int]], places: Mapping[str, tuple[str, int]],
    entries: Sequence[tuple[str, int]], title: str,
) -> str:  # fmt: skip
    """The funnel of disputes that stands alone."""
    return funnel_svg(whole, stages, places, entries, title, _STYLE)


def columns(points: Sequence[tuple[str, float]], title: str, *, lit: Sequence[str] = ()) -> str:
    """Upright bars, one a point, from nought; those that are ``lit`` in the accent, the highest with its number."""
    wide, high, foot, left = 620, 220, 24, 44
    most = max((value for _, value in points), default=0.0) or 1.0
    step = (wide - left - 10) / max(1, len(points))
    scale = (high - foot - 22) / most
    floor = high - foot
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" aria-label="{escape(title)}">',
        _STYLE,
    ]
    for share in (0.5, 1.0):
        y = floor - most * share * scale
        parts.append(f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{wide - 10}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick" text-anchor="end" x="{left - 6}" y="{y + 4:.1f}">{most * share:,.0f}</text>')
    every = max(1, round(len(points) / 12))
    for n, (label, value) in enumerate(points):
        middle, top = left + step * (n + 0.5), floor - value * scale
        style = "lit" if label in lit else "bar"
        box = f'x="{middle - step * 0.35:.1f}" y="{top:.1f}" width="{step * 0.7:.1f}" height="{value * scale:.1f}"'
        parts.append(f'<rect class="{style}" {box}/>')
        if n % every == 0:
            parts.append(_tick(middle, floor + 15, label))
        if len(points) <= 12:
            parts.append(_tick(middle, top - 5, f"{value:,.0f}"))
    parts.append(f'<line class="base" x1="{left}" y1="{floor}" x2="{wide - 10}" y2="{floor}"/></svg>')
    return "".join(parts)


def _tick(x: float, y: float, said: str) -> str:
    """A small word centred on a place."""
    return f'<text class="tick" text-anchor="middle" x="{x:.1f}" y="{y:.1f}">{escape(said)}</text>'

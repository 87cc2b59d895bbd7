"""The pen of the charts of warnings: SVG text, lines and their style; greys and one accent, clear without colour."""

from collections.abc import Iterable
from html import escape
from typing import Final

WIDE: Final = 760
LEFT: Final = 58
RIGHT: Final = 22
STYLE: Final = (
    ".why{font-family:'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',sans-serif;"
    "font-size:13px;fill:#1d2326;font-variant-numeric:tabular-nums}"
    ".why .paper{fill:#fff}.why .soft{fill:#566167;font-size:12px}.why .head{font-size:14px;font-weight:600}"
    ".why .made{fill:#7a5c00;font-size:12px;font-weight:600}.why .grid{stroke:#e3e7e8;fill:none}"
    ".why .axis{stroke:#8b969b;fill:none}.why .band{fill:#eceff0}.why .window{fill:#e3efec}"
    ".why .limit{stroke:#566167;stroke-dasharray:6 4;fill:none;stroke-width:1.4}"
    ".why .expected{stroke:#8b969b;fill:none;stroke-width:1.4}"
    ".why .past{stroke:#b9c2c5;fill:none;stroke-width:1.3}"
    ".why .pace{stroke:#566167;stroke-dasharray:1.5 3.5;fill:none;stroke-width:2;stroke-linecap:round}"
    ".why .now{stroke:#17564f;fill:none;stroke-width:2.4;stroke-linejoin:round}"
    ".why .dot{fill:#17564f}.why .bar{fill:#aab4b8}.why .inside{fill:#17564f}"
    ".why .within{fill:#fff;font-size:12px}.why .ring{fill:none;stroke:#1d2326;stroke-width:1.8}"
    ".why .told{font-weight:600}"
    ".why .today{stroke:#1d2326;stroke-width:1.8}.why .hatch{stroke:#17564f;stroke-width:1.6}"
)


def figure(high: float, title: str, parts: Iterable[str], label: str) -> str:
    """A whole chart: its style, its title above, the label of made-up data in the corner."""
    head = text(LEFT - 44, 22, title, "head")
    made = text(WIDE - RIGHT, 22, label, "made", "end") if label else ""
    return (
        f'<svg class="why" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high:g}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style><rect class="paper" width="{WIDE}" height="{high:g}"/>'
        f"{head}{made}{''.join(parts)}</svg>"
    )


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words at a place."""
    style = f' class="{kind}"' if kind else ""
    return f'<text{style} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def box(x: float, y: float, wide: float, high: float, kind: str) -> str:
    """A filled box."""
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}"/>'


def dot(x: float, y: float, radius: float, kind: str) -> str:
    """A dot or a ring."""
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'


def path(points: Iterable[tuple[float, float] | None], kind: str) -> str:
    """A line through points, broken where one is not known."""
    told, begun = [], False
    for point in points:
        if point is not None:
            told.append(f"{'L' if begun else 'M'}{point[0]:.1f} {point[1]:.1f}")
        begun = point is not None
    return f'<path class="{kind}" d="{"".join(told)}"/>' if told else ""


def wide_of(words: str) -> float:
    """About how wide some words are at 12 px: a Chinese character is as wide as it is high."""
    return sum(12.0 if ord(sign) > 0x2E80 else 6.7 for sign in words)

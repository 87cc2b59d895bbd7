"""The funnel of disputes as SVG: stages as boxes in the order of the way, as wide as their counts, ends beside them."""

from collections.abc import Mapping, Sequence
from html import escape

WIDE, HIGH, LEFT, FULL = 640, 304, 108, 300
STEP, BAR = 38, 22
WAY = ("total", "mediation", "failed", "filed", "full", "closed", "appealed", "enforced")
"""The stages that stand below one another; the others are ends beside them."""
ENDS: Mapping[str, tuple[str, ...]] = {
    "total": ("source_settled", "source_open", "source_ended", "source_lost"),
    "mediation": ("succeeded", "returned", "mediation_open"),
    "failed": ("not_filed", "filed_lost"),
    "filed": ("fast_open", "fast_closed"),
    "full": ("full_open", "full_closed"),
}
"""What is said beside each stage: the places where disputes stay."""


def funnel_svg(
    whole: tuple[str, int], stages: Mapping[str, tuple[str, int]], places: Mapping[str, tuple[str, int]],
    entries: Sequence[tuple[str, int]], title: str, style: str = "",
) -> str:  # fmt: skip
    """The funnel; empty where nothing came in.

    ``whole`` is what all disputes together are called and how many they are, ``style`` a style element
    where the figure stands alone.
    """
    total = whole[1]
    if not total:
        return ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="funnel" viewBox="0 0 {WIDE} {HIGH}" role="img"'
    parts = [f'{head} aria-label="{escape(title)}">', style]
    for n, name in enumerate(WAY):
        said, count = whole if name == "total" else stages[name]
        y, wide = 8 + n * STEP, FULL * count / total
        x = LEFT + (FULL - wide) / 2
        parts.append(f'<rect class="stage" x="{x:.1f}" y="{y}" width="{max(wide, 1):.1f}" height="{BAR}"/>')
        parts.append(f'<text class="name" text-anchor="end" x="{LEFT - 12}" y="{y + 16}">{escape(said)}</text>')
        parts.append(_count(count, x, y, wide))
        beside = [f"{places[end][0]} {places[end][1]:,}" for end in ENDS.get(name, ()) if places[end][1]]
        if name == "total":
            doors = "　".join(f"{door} {number:,}" for door, number in entries)
            parts.append(f'<text class="tick" x="{LEFT}" y="{y + BAR + 13}">{escape(doors)}</text>')
        for k, line in enumerate(_lines(beside)):
            parts.append(f'<text class="label" x="{LEFT + FULL + 16}" y="{y + 15 + 15 * k}">{escape(line)}</text>')
    back = places["returned"][1]
    if back:
        x, top, low = LEFT + FULL + 6, 8 + BAR / 2, 8 + STEP + BAR / 2
        parts.append(f'<path class="back" d="M{x} {low:.0f}C{x + 9} {low:.0f} {x + 9} {top:.0f} {x} {top:.0f}"/>')
        parts.append(f'<path class="tip" d="M{x} {top:.0f}l5 -3.4v6.8z"/>')
    return "".join([*parts, "</svg>"])


def _count(count: int, x: float, y: int, wide: float) -> str:
    """The count, within its bar where there is room."""
    inside = wide > 46
    place = x + wide / 2 if inside else x + wide + 6
    anchor, style = ("middle", "within") if inside else ("start", "beside")
    return f'<text class="{style}" text-anchor="{anchor}" x="{place:.1f}" y="{y + 16}">{count:,}</text>'


def _lines(words: Sequence[str]) -> list[str]:
    """Words two to a line."""
    return ["　".join(words[n : n + 2]) for n in range(0, len(words), 2)]

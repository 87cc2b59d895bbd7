"""The chart of a warning, as its report draws it, with its style in a sheet of its own: the page allows none inline."""

import re
from typing import Final

from shuzhu.reports.why_lines import Lines, lines
from shuzhu.reports.why_pen import STYLE
from shuzhu.reports.why_timeline import Timeline, timeline

SHEET: Final = STYLE
_INLINE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)


def why(chart: Lines | Timeline | None) -> str:
    """What an item rests on, drawn; empty where there is nothing to draw."""
    if chart is None:
        return ""
    return bare(timeline(chart, "") if isinstance(chart, Timeline) else lines(chart, ""))


def bare(drawn: str) -> str:
    """A drawing of the same pen without its own style."""
    return _INLINE.sub("", drawn)

"""大屏: the state of one court on a wall, dark, without anything to press."""

from typing import Final

from shuzhu import pipeline
from shuzhu.reports import checkup as report
from shuzhu.web.ask import Ask
from shuzhu.web.charts.spark import spark
from shuzhu.web.pages.overview import BASICS, freshness, open_warnings
from shuzhu.web.views import Shown, View

MOST: Final = 6


def wall(ask: Ask) -> Shown:
    """One court's indices, classes, basics, warnings."""
    brief = pipeline.checkup(ask.house, ask.court, str(ask.period))
    context = report.context(brief)
    trends = pipeline.trends(ask.house, [c for c in BASICS if c in brief.values], ask.court, ask.period)
    sparks = {code: spark([v.value for v in values], code) for code, values in trends.items()}
    found = open_warnings(ask)
    found["warnings"] = found["warnings"][:MOST]
    return Shown(context=context | freshness(ask) | found | {"sparks": sparks, "brief": brief})


VIEWS = (View(path="/wall", template="wall.html.j2", answer=wall),)

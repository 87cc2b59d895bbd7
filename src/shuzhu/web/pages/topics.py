"""专题: the topics of the catalogue, and what the cases of one show: findings with their strength, tables, leaflet."""

from typing import Final

from shuzhu import pipeline
from shuzhu.errors import NoDataError
from shuzhu.pipeline import TopicFound
from shuzhu.web.ask import Ask
from shuzhu.web.charts.trend import Month, trend
from shuzhu.web.views import Sheet, Shown, View

MOST: Final = 40
"""So many rows of each table stand on the page; the file holds them all."""
BESIDE: Final = 3
"""A table of no more columns stands beside another."""


def topics(ask: Ask) -> Shown:
    """The topics there are."""
    return Shown(context={"topics": list(pipeline.topics(ask.house).values())})


def topic(ask: Ask) -> Shown:
    """What one shows."""
    name = ask.question.part("name")
    every = pipeline.topics(ask.house)
    try:
        found = pipeline.topic(ask.house, name, ask.court, str(ask.period))
    except NoDataError as error:
        return Shown(context={"page": None, "why": str(error), "topics": list(every.values()), "name": name})
    page = pipeline.topic_page(ask.house, found, ask.lang)
    titled = {part.name: part for part in page.parts}
    cases = {one.number: one.case_id for one in found.examples}
    return Shown(
        context={
            "page": page, "name": name, "topics": list(every.values()), "most": MOST, "cases": cases,
            "findings": titled["findings"], "figures": titled["figures"], "people": titled.get("people"),
            "typical": titled["cases"], "leaflet": titled["leaflet"], "towns": titled["towns"],
            "cuts": [part for part in page.parts if part.name.startswith("by-")], "charts": _charts(found, ask.lang),
        },
        sheets=tuple(Sheet(name=p.name, title=p.title, heads=p.heads, rows=p.rows) for p in page.parts),
    )  # fmt: skip


def _charts(found: TopicFound, lang: str) -> list[tuple[str, str]]:
    """A share over the years for each finding that is claimed of time: its title and the drawing."""
    made = []
    for one in found.findings:
        if one.claimed and len(one.series) > 1:
            title = one.finding.title.get(lang) or one.finding.title["zh"]
            years = [Month(label=str(year), value=round(100 * count / of, 2) if of else None)
                     for year, count, of in one.series]  # fmt: skip
            made.append((title, trend(years, title, "%", (None, None))))
    return made


VIEWS = (
    View(path="/topics", template="topics.html.j2", answer=topics),
    View(path="/topics/{name}", template="topic.html.j2", answer=topic),
)

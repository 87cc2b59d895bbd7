"""评价: one's own card, and for a manager those of the court; by number, never by rank."""

from collections.abc import Sequence
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.access import INTERNAL
from shuzhu.errors import NoDataError
from shuzhu.pipeline.scorecards import MEASURES, Card
from shuzhu.pipeline.told_effects import card_chart, card_rows
from shuzhu.web.ask import Ask
from shuzhu.web.charts.why import bare
from shuzhu.web.views import Sheet, Shown, View

HEADS: Final = {
    "person": "标识", "name": "姓名", "role": "身份", "organisation": "调解组织", "measure": "项目", "cases": "件数",
    "value": "本人", "lower": "区间下限", "upper": "区间上限", "expected": "同类件应有", "standard": "标准化",
    "drawn_in": "收缩后", "low": "通常范围下限", "high": "通常范围上限", "place": "位置", "missing": "篇均缺项",
}  # fmt: skip


def cards(ask: Ask) -> Shown:
    """One's own card where there is one, and all of the court for who may see them."""
    own = pipeline.own_person(ask.house)
    mine = pipeline.scorecard(ask.house, own, str(ask.period)) if own else None
    found: list[Card] = []
    manager = ask.house.reader.may("cards", court=ask.court, field_class=INTERNAL)
    why = ""
    if manager:
        try:
            found = pipeline.scorecards(ask.house, ask.court, str(ask.period))
        except NoDataError as error:
            why = str(error)
    return Shown(
        context={"mine": mine, "drawn": bare(card_chart(mine)) if mine else "", "manager": manager, "why": why,
                 "people": _people(found), "measures": MEASURES},
        sheets=(Sheet(name="cards", title="人员评价", heads=HEADS, rows=card_rows(found or ([mine] if mine else []))),),
    )  # fmt: skip


def card(ask: Ask) -> Shown:
    """One card by its number (``id``)."""
    found = pipeline.scorecard(ask.house, ask.get("id"), str(ask.period))
    return Shown(
        context={"card": found, "drawn": bare(card_chart(found)), "rows": card_rows([found])},
        sheets=(Sheet(name="card", title="个人评价", heads=HEADS, rows=card_rows([found])),),
    )


def _people(found: Sequence[Card]) -> list[dict[str, Any]]:
    """Each person with their rows by measure."""
    rows = card_rows(found)
    many = len(MEASURES)
    return [{"card": one, "rows": rows[n * many : (n + 1) * many]} for n, one in enumerate(found)]


VIEWS = (
    View(path="/cards", template="cards.html.j2", answer=cards, named=True),
    View(path="/card", template="card.html.j2", answer=card, named=True),
)

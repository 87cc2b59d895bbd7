"""Mediators and judges' assistants → their cards: what they did, held against what their own mix would bring.

A person sees their own card, a manager those of their courts; each read is in the audit. Cards stand in the order of
their numbers: there is no rank, and none can be asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from shuzhu.access import INTERNAL, masked_name
from shuzhu.desk import accounts
from shuzhu.errors import NoDataError
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.prelitigation import queries
from shuzhu.prelitigation.adjusted import Held, cells_of, held, held_marks

MEASURES: Final[Mapping[str, str]] = {"closing": "结案率", "settling": "调撤率", "writing": "文书写作"}
ASSISTANT: Final = "court"
"""The force of judges' assistants, who mediate at the court itself (法院准司法调解)."""
BANDS: Final = ((10_000, "1万元以下"), (50_000, "1—5万元"), (100_000, "5—10万元"), (500_000, "10—50万元"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One person's card: who they are, and their figures by ``MEASURES``; ``missing`` parts a paper on average."""

    person: str
    name: str
    organisation: str
    force: str
    court: str
    period: str
    figures: Mapping[str, Held]
    missing: float | None
    snapshot: str

    @property
    def role(self) -> str:
        """What the person is called."""
        return "法官助理" if self.force == ASSISTANT else "调解员"


def own_person(house: House) -> str:
    """Whose card is the reader's own: what their account says; blank for none."""
    house.require("card")
    if house.reader.local:
        return ""
    try:
        return accounts.account(house.desk, house.reader.name, datetime.now(UTC)).person
    except NoDataError:
        return ""


def scorecard(house: House, person: str, period: str | None = None) -> Card:
    """a person → their card in a period

    Raises DeniedError unless it is the reader's own or they may see those of the court, NoDataError for nobody.
    """
    house.require("card")
    found = house.itself.engine.query(queries.people(person=person)).to_pylist()
    if own_person(house) != person:
        house.require("cards", [row["court"] for row in found], whole=True, field_class=INTERNAL)
    if not found:
        raise NoDataError(f"没有调解员 {person} (no such person)；`shuzhu prelitigation cards` 列出本院全部")
    when = the_period(house, period)
    (card,) = _cards(house, found, when)
    house.audited("names", "个人评价", court=card.court, cards=1)
    return card


def scorecards(house: House, court: str, period: str | None = None) -> list[Card]:
    """a court → the cards of all its mediators and judges' assistants, in the order of their numbers

    Raises DeniedError unless the reader may see the cards of the whole court.
    """
    house.require("cards", [court], whole=True, field_class=INTERNAL)
    people = house.reading("cards").query(queries.people([court])).to_pylist()
    if not people:
        raise NoDataError(f"{court} has no mediators; load the table mediators (调解员)")
    people.sort(key=lambda one: (len(one["mediator_id"]), one["mediator_id"]))
    cards = _cards(house, people, the_period(house, period))
    house.audited("names", "人员评价", court=court, cards=len(cards))
    return cards


def _cards(house: House, people: Sequence[dict[str, Any]], when: Period) -> list[Card]:
    """The cards of some people of one court; the court's pool is counted by the house itself."""
    court = people[0]["court"]
    engine = house.itself.engine
    rows = engine.query(queries.on_hand(court, when.first, when.last)).to_pylist()
    marks = engine.query(queries.marks(court, when.first, when.last)).to_pylist()
    ended = [row for row in rows if row["ended"]]
    figures = {
        "closing": _rates(rows, "ended"), "settling": _rates(ended, "settled"),
        "writing": {one.person: one for one in held_marks(
            [row["person_id"] for row in marks], [row["kind"] for row in marks], [row["score"] for row in marks])},
    }  # fmt: skip
    missing = _means(marks)
    shown = house.reader.sees_names_in([court])
    return [
        Card(
            person=one["mediator_id"], name=one["name"] if shown else masked_name(one["name"]),
            organisation=one["organisation"] or "", force=one["force"] or "", court=court, period=str(when),
            figures={name: told[one["mediator_id"]] for name, told in figures.items() if one["mediator_id"] in told},
            missing=missing.get(one["mediator_id"]), snapshot=house.snapshot.label,
        )
        for one in people
    ]  # fmt: skip


def _rates(rows: Sequence[dict[str, Any]], good: str) -> dict[str, Held]:
    """A rate of every person, by cause, amount band and force."""
    cells = cells_of([(row["cause"], band(row["amount"]), row["force"]) for row in rows])
    found = held([row["mediator_id"] for row in rows], cells, [row[good] for row in rows])
    return {one.person: one for one in found}


def _means(marks: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Parts missing in a paper, on average, by person."""
    found: dict[str, list[int]] = {}
    for row in marks:
        found.setdefault(row["person_id"], []).append(row["missing"])
    return {person: sum(values) / len(values) for person, values in found.items()}


def band(amount: Any) -> str:
    """The band that an amount lies in; blank amounts have one of their own."""
    if amount is None:
        return "无标的额"
    return next((name for most, name in BANDS if amount < most), "50万元以上")

"""How fresh what came is: of each table, court and source the last record and the last delivery."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from shuzhu.pipeline.acceptance import profiles_of
from shuzhu.pipeline.house import House
from shuzhu.pipeline.watch import marks_of
from shuzhu.quality.profile import ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """The last record and the last delivery of a table from one court and source.

    ``late``: more days have passed since the delivery than a month and the days within which one is due.
    """

    table: str
    court: str
    source: str
    record: date | None
    delivered: date
    load: int
    since_record: int | None
    since_delivery: int
    within: int | None
    late: bool


MONTH = 31
"""Days of the longest month: what is due every month comes at least that often."""


def freshness(house: House, court: str = "all", on: date | None = None) -> list[Fresh]:
    """How fresh each table is by court and source on a day, the stalest first; of loads in force alone.

    Raises DeniedError unless the reader may see the cases of each court, or load.
    """
    action = "load" if house.reader.may("load") and not house.reader.may("cases") else "cases"
    house.require(action)
    courts = marks_of(house, court)
    if court == "all":
        courts = [mark for mark in courts if house.reader.may(action, court=mark)]
    house.require(action, courts)
    return list(_fresh(house, set(courts), on or date.today()))  # noqa: DTZ011 — a court's own day


def _fresh(house: House, courts: Collection[str], on: date) -> list[Fresh]:
    """Every table, court and source."""
    last: dict[tuple[str, str, str], tuple[date | None, date, int]] = {}
    for load in house.store.loads(house.snapshot):
        came = date.fromisoformat((load.ended or load.began)[:10])
        for one in profiles_of(house, load):
            for source, day in one.sources.items() if one.court != ALL and one.court in courts else ():
                key = (one.table, one.court, source)
                before = last[key][0] if key in last else None
                days = [d for d in (before, date.fromisoformat(day) if day else None) if d]
                last[key] = (max(days, default=None), came, load.number)
    due = {one.table: one.within for one in house.contract.deliveries}
    found = [
        Fresh(
            table=table, court=court, source=source, record=record, delivered=came, load=number,
            since_record=(on - record).days if record else None, since_delivery=(on - came).days,
            within=due.get(table), late=table in due and (on - came).days > MONTH + due[table],
        )
        for (table, court, source), (record, came, number) in last.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.late, one.delivered, one.record or date.min, one.table, one.court))

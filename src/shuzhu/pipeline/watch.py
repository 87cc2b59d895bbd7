"""rules, a period → alarms → items of work; each open item is checked again by the newest snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlglot import exp

from shuzhu.desk.items import Item, Round, Step, Taken, all_items, item, move, take
from shuzhu.indicators.courts import asked
from shuzhu.periods import Period, parse_period
from shuzhu.pipeline.finding import Findings, find
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a watch found: the period, the alarms, what became of them, and all items that are open now."""

    period: Period
    found: Findings
    taken: Taken
    open: tuple[Item, ...]


def watch(house: House, court: str, period: str | None, now: datetime, by: str) -> Watched:
    """Watch courts in a period by every rule in force at its end; alarms become items of work.

    Raises UsageError for a court or period that is none.
    """
    when = the_period(house, period)
    courts = sorted({mark for group in asked(court, house.codes, house.present) for mark in group.courts})
    found = find(house, courts, when)
    watched = Round(courts=frozenset(courts), last=when.last, now=now, by=by)
    taken = take(house.desk, found.alarms, found.rules, watched)
    return Watched(period=when, found=found, taken=taken, open=tuple(open_items(house, courts)))


def recheck(house: House, now: datetime, by: str) -> Taken:
    """Check every open item again by the newest snapshot, over the month that it rests on; no new items are made."""
    found: dict[str, set[str]] = {}
    for one in all_items(house.desk):
        found.setdefault(f"{one.alarm.on:%Y-%m}", set()).add(one.court)
    again, gone = list[int](), list[int]()
    for month, courts in sorted(found.items()):
        when = parse_period(month)
        told = find(house, sorted(courts), when)
        watched = Round(courts=frozenset(courts), first=when.first, last=when.last, now=now, by=by, fresh=False)
        taken = take(house.desk, told.alarms, told.rules, watched)
        again, gone = [*again, *taken.again], [*gone, *taken.gone]
    return Taken(again=tuple(again), gone=tuple(gone))


def open_items(house: House, courts: Sequence[str] | None = None, *, ended: bool = False) -> list[Item]:
    """The open items of some courts (of all where none are named), the gravest first; ended ones too where asked."""
    return [one for one in all_items(house.desk, ended=ended) if courts is None or one.court in courts]


def one_item(house: House, number: int) -> Item:
    """One item; raises NoDataError where there is none."""
    return item(house.desk, number)


def step_item(house: House, number: int, step: Step) -> Item:
    """Take a step with an item; see ``desk.items.move`` for what may follow what."""
    return move(house.desk, number, step)


def cases_of(house: House, one: Item, limit: int | None = 20) -> list[dict[str, Any]]:
    """The cases that an item rests on, the first so many: case_number, cause, town, division, filed_on, closed_on."""
    ids = one.alarm.evidence
    if not ids:
        return []
    names = ("case_number", "cause", "town", "division", "filed_on", "closed_on", "closing")
    query = exp.select(*map(exp.column, names)).from_("cases").where(exp.column("case_id").isin(*ids))
    query = query.order_by("filed_on", "case_id")
    rows: list[dict[str, Any]] = house.engine.query(query.limit(limit) if limit else query).to_pylist()
    return rows

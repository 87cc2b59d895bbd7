"""rules, a period → alarms → items of work; each open item is checked again by the newest snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL, masked_name
from shuzhu.alarms import Alarm
from shuzhu.desk.items import Item, Round, Step, Taken, all_items, item, move, take
from shuzhu.indicators.courts import asked
from shuzhu.periods import Period, parse_period
from shuzhu.pipeline.finding import Findings, find
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.pipeline.progress import Progress, silent

HANDLING: Final = frozenset({"handled", "noted"})
"""Steps of whoever answers for an item; all others are of those who judge it and hand it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a watch found: the period, the alarms, what became of them, and all items that are open now."""

    period: Period
    found: Findings
    taken: Taken
    open: tuple[Item, ...]


def watch(house: House, court: str, period: str | None, now: datetime, by: str, progress: Progress = silent) -> Watched:
    """Watch courts in a period by every rule in force at its end; alarms become items of work.

    ``progress`` is told of each rule before it is asked; what it raises ends the watch, and nothing is written.
    Raises UsageError for a court or period that is none, DeniedError unless the reader may watch the whole of each
    court: what is found is found by the house itself, for an item that half a watch misses would be found no more.
    """
    house.require("watch")
    when = the_period(house, period)
    courts = marks_of(house, court)
    house.require("watch", courts, whole=True)
    found = find(house.itself, courts, when, progress)
    watched = Round(courts=frozenset(courts), last=when.last, now=now, by=by)
    taken = take(house.desk, found.alarms, found.rules, watched)
    house.audited("change", "运行监测", period=str(when), new=len(taken.new), gone=len(taken.gone))
    told = replace(found, alarms=tuple(alarm_for(house, alarm) for alarm in found.alarms))
    return Watched(period=when, found=told, taken=taken, open=tuple(open_items(house, courts)))


def marks_of(house: House, court: str) -> list[str]:
    """The marks of the courts that a word asks for (虚0213, 虚02+, all); raises UsageError for one of no court."""
    return sorted({mark for group in asked(court, house.codes, house.present) for mark in group.courts})


def alarms_of(house: House, court: str, period: str | None) -> tuple[Alarm, ...]:
    """All that the rules in force find in a period, by the tables alone, as the reader may see it: for a report.

    Raises DeniedError unless the reader may write reports of the whole of each court.
    """
    house.require("report")
    when = the_period(house, period)
    courts = marks_of(house, court)
    house.require("report", courts, whole=True)
    return tuple(alarm_for(house, alarm) for alarm in find(house.itself, courts, when).alarms)


def recheck(house: House, now: datetime, by: str) -> Taken:
    """Check every open item again by the newest snapshot, over the month that it rests on; no new items are made."""
    house.require("watch", everywhere=True)
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
    """The open items of some courts (of all where none are named), the gravest first; ended ones too where asked.

    Only those that the reader may see: of their courts, and of their divisions where an owner is one.
    """
    house.require("items")
    found = [
        one for one in all_items(house.desk, ended=ended)
        if (courts is None or one.court in courts) and house.reader.may("items", court=one.court, division=one.owner)
    ]  # fmt: skip
    named = sum(one.personal and house.reader.sees_names_in({one.court}) for one in found)
    if named:
        house.audited("names", "预警列表", items=named)
    return [_item_for(house, one) for one in found]


def one_item(house: House, number: int) -> Item:
    """One item; raises NoDataError where there is none, DeniedError where the reader may not see it."""
    one = allowed(house, "items", number)
    if one.personal and house.reader.sees_names_in({one.court}):
        house.audited("names", "预警", court=one.court, item=number)
    return _item_for(house, one)


def step_item(house: House, number: int, step: Step) -> Item:
    """Take a step with an item; see ``desk.items.move`` for what may follow what.

    Raises DeniedError where the reader may not. Whoever has an account takes it in their own name.
    """
    allowed(house, "handle" if step.what in HANDLING else "manage", number)
    own = step if house.reader.local else replace(step, by=house.reader.name)
    moved = move(house.desk, number, own)
    house.audited("change", "预警", court=moved.court, item=number, step=step.what)
    return _item_for(house, moved)


def allowed(house: House, action: str, number: int) -> Item:
    """An item with which the reader may do something."""
    house.require(action)
    one = item(house.desk, number)
    if not house.reader.may(action, court=one.court, division=one.owner):
        house.deny(action, one.court)
    return one


def _item_for(house: House, one: Item) -> Item:
    """An item as the reader may see it."""
    steps = tuple(replace(s, found=alarm_for(house, s.found)) if s.found else s for s in one.steps)
    if one.personal and not house.reader.sees_names_in({one.court}):
        return replace(one, called=masked_name(one.called), subject="", steps=steps)
    return replace(one, steps=steps)


def alarm_for(house: House, alarm: Alarm) -> Alarm:
    """An alarm as the reader may see it: names hidden, and the cases where they may see none."""
    if alarm.personal and not house.reader.sees_names_in({alarm.court}):
        alarm = replace(alarm, called=masked_name(alarm.called), subject="")
    if not house.reader.may("cases", court=alarm.court, field_class=INTERNAL):
        alarm = replace(alarm, evidence=())
    return alarm


def cases_of(house: House, one: Item, limit: int | None = 20) -> list[dict[str, Any]]:
    """The cases that an item rests on, the first so many: case_id, case_number, cause, town, division, filed_on …

    None for a reader who may see no cases.
    """
    ids = allowed(house, "items", one.id).alarm.evidence
    if not ids or not house.reader.may("cases", court=one.court, field_class=INTERNAL):
        return []
    if any(rule.kind == "mediation" for rule in house.alert_rules if rule.id == one.rule):
        query = _mediations(ids)
    else:
        names = ("case_id", "case_number", "cause", "town", "division", "filed_on", "closed_on", "closing")
        query = exp.select(*map(exp.column, names)).from_("cases").where(exp.column("case_id").isin(*ids))
    query = query.order_by("filed_on", "case_id")
    rows = house.reading("cases").query(query.limit(limit) if limit else query)
    found: list[dict[str, Any]] = rows.to_pylist()
    return found


def _mediations(ids: Sequence[str]) -> exp.Select:
    """Mediations before filing in the columns of cases, for what rests on them: registered and ended are their days."""
    said = {"case_id": "mediation_id", "case_number": "mediation_id", "cause": "cause", "town": "town",
            "division": "organisation", "filed_on": "registered_on", "closed_on": "ended_on",
            "closing": "ending"}  # fmt: skip
    columns = [exp.column(name).as_(alias) for alias, name in said.items()]
    return exp.select(*columns).from_("mediations").where(exp.column("mediation_id").isin(*ids))

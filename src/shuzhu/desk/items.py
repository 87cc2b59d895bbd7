"""The items of work that alarms become: raised, judged, assigned, handled, checked again, closed; each step kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, insert, select, true

from shuzhu.alarms import ENDED, LEVELS, NEXT, STATES, Alarm, State
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import items, steps
from shuzhu.errors import NoDataError, UsageError

#: what is written when an alarm comes again, or is gone, and when somebody adds a word; none changes the state but gone
SEEN: Final = "seen"
GONE: Final = "gone"
NOTED: Final = "noted"
WORDS: Final[Mapping[str, str]] = {str(state): word for state, word in STATES.items()} | {
    SEEN: "再次触发", GONE: "不再触发", NOTED: "备注",
}  # fmt: skip
"""What each step is called."""
_FOUND: Final = (
    "period", "on", "value", "expected", "limit", "level", "words", "evidence", "edition", "snapshot", "catalogue",
)  # fmt: skip
_RANKS: Final = {name: place for place, name in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to an item: ``what`` is a state, ``seen``, ``gone`` or ``noted``."""

    what: str
    at: datetime
    by: str
    note: str = ""
    owner: str | None = None
    due_on: date | None = None
    found: Alarm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of work with all its steps, the first first."""

    id: int
    rule: str
    court: str
    subject: str
    called: str
    personal: bool
    steps: tuple[Step, ...]

    @property
    def state(self) -> State:
        """Where it stands: its last step that is a state; one that was handled and is gone was checked again."""
        state: State = "new"
        for step in self.steps:
            if step.what in STATES:
                state = step.what  # type: ignore[assignment]
            elif step.what == GONE and state == "handled":
                state = "rechecked"
        return state

    @property
    def alarm(self) -> Alarm:
        """What was found last."""
        return next(step.found for step in reversed(self.steps) if step.found)

    @property
    def raised(self) -> Alarm:
        """What was found first."""
        return next(step.found for step in self.steps if step.found)

    @property
    def owner(self) -> str:
        """Who answers for it now."""
        return next((step.owner for step in reversed(self.steps) if step.owner), "")

    @property
    def due_on(self) -> date | None:
        """The day by which its owner answers."""
        return next((step.due_on for step in reversed(self.steps) if step.due_on), None)

    @property
    def still_found(self) -> bool:
        """The last check found it still."""
        return next((step.what != GONE for step in reversed(self.steps) if step.found or step.what == GONE), True)

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended; None while it is open."""
        if self.state not in ENDED:
            return None
        return next(step.at.date() for step in reversed(self.steps) if step.what in ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of some alarms: the ids of new items, of those found again, of those found no more, of those held."""

    new: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of watching: which courts, to which day, when, by whom; ``fresh`` where new items may be made.

    Only open items that rest on days from ``first`` to ``last`` can be found no more in it.
    """

    courts: frozenset[str]
    last: date
    now: datetime
    by: str
    fresh: bool = True
    first: date = date.min


def take(desk: Desk, alarms: Sequence[Alarm], rules: Mapping[str, AlertRule], watched: Round) -> Taken:
    """Make items of alarms, and check again the open items of the same rules and courts, all or nothing.

    An alarm whose item is open is written to it. One whose item ended is a new item, unless it ended within the
    rule's ``hold`` days and the level is no higher. An open item of the rules and courts that were watched and that
    no alarm bears out is found no more. Items that rest on days outside the round are left alone.
    """
    found = {alarm.key: alarm for alarm in alarms}
    new, again, gone, held = [], [], [], 0
    with writing(desk) as connection:
        asked = items.c.rule.in_(list(rules)) & items.c.court.in_(watched.courts)
        known = {(one.rule, one.court, one.subject): one for one in _items(connection, asked)}
        for alarm in found.values():
            last = known.get(alarm.key)
            if last is None or last.ended_on is not None:
                if not watched.fresh or (last and _is_held(last, alarm, rules[alarm.rule], watched.now.date())):
                    held += watched.fresh
                else:
                    new.append(_raise(connection, alarm, rules[alarm.rule], watched))
            elif alarm.on >= last.alarm.on and (_differs(last.alarm, alarm) or not last.still_found):
                _write(connection, last.id, Step(what=SEEN, at=watched.now, by=watched.by, found=alarm))
                again.append(last.id)
        for key, one in known.items():
            if key not in found and _is_over(one, watched):
                _write(connection, one.id, Step(what=GONE, at=watched.now, by=watched.by, note="新的数据中不再触发"))
                gone.append(one.id)
    return Taken(new=tuple(new), again=tuple(again), gone=tuple(gone), held=held)


def _is_over(one: Item, watched: Round) -> bool:
    """An open item of the round that was found until now."""
    return (
        one.ended_on is None and one.still_found and one.court in watched.courts
        and watched.first <= one.alarm.on <= watched.last
    )  # fmt: skip


def move(desk: Desk, number: int, step: Step) -> Item:
    """Take a step with an item: into another state, or only a word (``noted``).

    Raises UsageError where the state may not follow, NoDataError where there is no such item. A false alarm, a
    reopening, and a closing while it is still found need a note that says why; an assignment needs an owner.
    """
    with writing(desk) as connection:
        _may_follow(_one(connection, number), step)
        _write(connection, number, step)
        return _one(connection, number)


def _may_follow(before: Item, step: Step) -> None:
    """Raise UsageError where a step may not follow, or does not say what it must."""
    if step.what != NOTED and step.what not in NEXT[before.state]:
        able = [f"{state}（{STATES[state]}）" for state in STATES if state in NEXT[before.state]]
        raise UsageError(
            f"item {before.id} is {before.state}（{STATES[before.state]}）: "
            f"{step.what}（{_title(step.what)}） cannot follow, only {', '.join(able)}"
        )
    if step.what == "assigned" and not step.owner:
        raise UsageError(f"item {before.id}: say to whom it is assigned (--to)")
    unsaid = {"false_alarm", "reopened", NOTED} | ({"closed"} if before.still_found else set())
    if step.what in unsaid and not step.note.strip():
        raise UsageError(f"item {before.id}: say why in a note (--note); it is kept with the item")


def _title(what: str) -> str:
    """A step as it is called."""
    return next((title for state, title in STATES.items() if state == what), what)


def item(desk: Desk, number: int) -> Item:
    """One item; raises NoDataError where there is none."""
    with desk.connect() as connection:
        return _one(connection, number)


def all_items(desk: Desk, *, ended: bool = False) -> list[Item]:
    """Every open item, the gravest and oldest first; those that ended too where asked."""
    with desk.connect() as connection:
        found = [one for one in _items(connection) if ended or one.ended_on is None]
    return sorted(found, key=lambda one: (-_RANKS[one.alarm.level], one.raised.on, one.id))


def steps_taken(desk: Desk) -> int:
    """The number of the last step of any item: it grows with each; 0 where there is none."""
    with desk.connect() as connection:
        return int(connection.execute(select(func.max(steps.c.id))).scalar() or 0)


def _is_held(last: Item, alarm: Alarm, rule: AlertRule, today: date) -> bool:
    """The alarm's last item ended so lately that only a higher level raises it again."""
    ended = last.ended_on
    lately = ended is not None and today - ended < timedelta(days=rule.hold)
    return lately and _RANKS[alarm.level] <= _RANKS[last.alarm.level]


def _differs(before: Alarm, now: Alarm) -> bool:
    """What was found has changed."""
    return (before.value, before.level, before.period, before.evidence) != (
        now.value, now.level, now.period, now.evidence,
    )  # fmt: skip


def _raise(connection: Connection, alarm: Alarm, rule: AlertRule, watched: Round) -> int:
    """A new item with its first step."""
    made = connection.execute(
        insert(items).values(
            rule=alarm.rule, court=alarm.court, subject=alarm.subject, called=alarm.called,
            personal=alarm.personal, owner=rule.owner, made_at=watched.now,
        )
    )  # fmt: skip
    (number,) = made.inserted_primary_key or (0,)
    due = watched.now.date() + timedelta(days=rule.answer_within)
    _write(
        connection, number, Step(what="new", at=watched.now, by=watched.by, owner=rule.owner, due_on=due, found=alarm)
    )
    return number


def _write(connection: Connection, number: int, step: Step) -> None:
    """Add a step to an item."""
    found = {name: getattr(step.found, name) for name in _FOUND} if step.found else {}
    if found:
        found["evidence"] = list(found["evidence"])
    connection.execute(
        insert(steps).values(
            item=number, what=step.what, at=step.at, by=step.by, note=step.note, owner=step.owner, due_on=step.due_on,
            **found,
        )
    )  # fmt: skip


def _one(connection: Connection, number: int) -> Item:
    """The item of a number."""
    found = list(_items(connection, items.c.id == number))
    if not found:
        raise NoDataError(f"there is no item {number}; `shuzhu alert list` shows those there are")
    return found[0]


def _items(connection: Connection, asked: ColumnElement[bool] | None = None) -> Iterator[Item]:
    """The items asked for (all by default) with their steps and no others', in the order in which they were made."""
    chosen = true() if asked is None else asked
    query = select(items).where(chosen).order_by(items.c.id)
    told = select(steps).where(steps.c.item.in_(select(items.c.id).where(chosen))).order_by(steps.c.item, steps.c.id)
    by_item: dict[int, list[Any]] = {}
    for row in connection.execute(told).mappings():
        by_item.setdefault(row["item"], []).append(row)
    for row in connection.execute(query).mappings():
        yield Item(
            id=row["id"], rule=row["rule"], court=row["court"], subject=row["subject"], called=row["called"],
            personal=row["personal"], steps=tuple(_step(row, one) for one in by_item.get(row["id"], ())),
        )  # fmt: skip


def _step(of: Any, row: Any) -> Step:
    """A row of ``steps`` as a step."""
    found = None
    if row["level"]:
        told = {name: row[name] for name in _FOUND} | {"evidence": tuple(row["evidence"])}
        found = Alarm(
            rule=of["rule"],
            court=of["court"],
            subject=of["subject"],
            called=of["called"],
            personal=of["personal"],
            **told,
        )
    return Step(
        what=row["what"], at=row["at"], by=row["by"], note=row["note"], owner=row["owner"], due_on=row["due_on"],
        found=found,
    )  # fmt: skip

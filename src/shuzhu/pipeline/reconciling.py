"""platform + ledger + links + decisions → conflicts, a statement that adds up, and what decisions do to a figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.access import INTERNAL, masked_name
from shuzhu.derived import all_columns
from shuzhu.desk.pairs import HOLDS, PairStep, decided, steps_of
from shuzhu.errors import NoDataError
from shuzhu.linkage.conflicts import FIELDS, KINDS, Conflict, conflicts
from shuzhu.linkage.statement import LINES, Statement, Tally, state
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.link_rows import LEDGER
from shuzhu.pipeline.linking import Link, links, one_link
from shuzhu.pipeline.measure import the_period
from shuzhu.pipeline.watch import marks_of

TASK: Final = "ledger"
_COLUMNS: Final = ("mediation_id", "court", "source", "town", *FIELDS)
WAYS: Final = {"platform": "platform", "ledger": "ledger", "held": "decided", "common": "common"}
"""The ways of counting the success rate, as columns and as fields of ``Effect``."""
Row = Mapping[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A pair that is told differently: where, and what was decided of each field that differs."""

    left: str
    right: str
    court: str
    conflicts: tuple[Conflict, ...]
    decided: Mapping[str, PairStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The success rate of mediation in a court as each way of counting gives it: successes, and all that ended."""

    court: str
    platform: tuple[int, int]
    ledger: tuple[int, int]
    decided: tuple[int, int]
    common: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A reconciliation of courts in a period: the statement, the pairs that differ, the effect on the success rate."""

    courts: tuple[str, ...]
    period: Period
    statement: Statement
    differing: tuple[Differing, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two records of a pair side by side, with the link between them and all that was ever decided of it."""

    left: Row
    right: Row
    link: Link
    conflicts: tuple[Conflict, ...]
    steps: tuple[PairStep, ...]
    filed: str = ""


def reconcile(house: House, court: str, period: str | None = None) -> Reconciled:
    """Hold the platform's mediations against the ledger's: those that ended in the period.

    Raises DeniedError unless the reader may see the cases of the whole of each court, NoDataError where the snapshot
    was not linked yet or neither source has anything.
    """
    house.require("cases", field_class=INTERNAL)
    when, courts = the_period(house, period), marks_of(house, court)
    house.require("cases", courts, whole=True, field_class=INTERNAL)
    platform, ledger = (_rows(house, courts, when, ledger=ledger) for ledger in (False, True))
    courts = sorted({str(row["court"]) for row in ledger.values()} & set(courts))
    platform = {key: row for key, row in platform.items() if row["court"] in courts}
    if not platform or not ledger:
        raise NoDataError(f"no court asked for has mediations of both sources in {when}; load the ledger first")
    linked = links(house, TASK, courts)
    pairs = [(one.left, one.right) for one in linked if one.how != "review"]
    others = _rows(house, courts, None, keys={key for pair in pairs for key in pair})
    standing = decided(house.desk, TASK)
    differing = [found for pair in pairs if (found := _differing(pair, others, standing)) is not None]
    touched = tuple(one for one in differing if one.left in platform or one.right in ledger)
    unsure = [(one.left, one.right) for one in linked if one.how == "review"]
    statement = _state(platform, ledger, pairs, differing, others, unsure)
    effects = tuple(_effect(mark, platform, ledger, pairs, differing, others) for mark in courts)
    return Reconciled(courts=tuple(courts), period=when, statement=statement, differing=touched, effects=effects)


def beside(house: House, left: str, right: str) -> Beside:
    """Two records of a pair side by side, names hidden from who may not see them.

    Raises DeniedError for who may see no cases, NoDataError where there is no such link within their reach.
    """
    house.require("cases", field_class=INTERNAL)
    link = one_link(house, TASK, left, right)
    found = _rows(house, [link.court], None, keys={left, right})
    told = conflicts(found[left], found[right])
    seen = house.reader.sees_names_in({link.court})
    if seen:
        house.audited("names", "核对", court=link.court, rows=2)
    one, other = (row if seen else _masked(row) for row in (found[left], found[right]))
    hidden = [c if seen or c.kind != "parties" else replace(c, left=masked_name(c.left), right=masked_name(c.right))
              for c in told]  # fmt: skip
    return Beside(left=one, right=other, link=link, conflicts=tuple(hidden),
                  steps=tuple(steps_of(house.desk, TASK, left, right)),
                  filed=str(found[left]["filed_number"] or ""))  # fmt: skip


def _masked(row: Row) -> Row:
    """A record with persons' names hidden."""
    columns = all_columns("mediations")
    return {name: masked_name(value) if columns[name].personal and value else value for name, value in row.items()}


def _rows(
    house: House, courts: Sequence[str], when: Period | None, *, ledger: bool | None = None,
    keys: Collection[str] | None = None,
) -> dict[str, Row]:  # fmt: skip
    """The mediations of courts, of one source or both, that ended in a period, or of some ids."""
    query = exp.select(*map(exp.column, (*_COLUMNS, "filed_number"))).from_("mediations")
    query = query.where(exp.column("court").isin(*courts))
    if ledger is not None:
        source = exp.column("source")
        is_ledger = source.eq(LEDGER)
        query = query.where(is_ledger if ledger else exp.or_(source.is_(exp.null()), exp.not_(is_ledger)))
    if when is not None:
        query = query.where(exp.column("ended_on").between(_day(when.first), _day(when.last)))
    small = {}
    if keys is not None:
        query = query.where("mediation_id IN (SELECT mediation_id FROM _wanted)")
        small = {"_wanted": pa.table({"mediation_id": pa.array(sorted(keys), pa.string())})}
    return {row["mediation_id"]: row for row in house.reading("cases").query(query, **small).to_pylist()}


def _day(day: Any) -> exp.Expr:
    """A day as SQL has it."""
    return exp.cast(exp.Literal.string(str(day)), "date")


def _differing(
    pair: Pair, rows: Mapping[str, Row], standing: Mapping[tuple[str, str, str], PairStep]
) -> Differing | None:
    """A pair that is told differently in more than when it was written down."""
    found = conflicts(rows[pair[0]], rows[pair[1]])
    if not any(not one.minor for one in found):
        return None
    held = {one.field: standing[(*pair, one.field)] for one in found if (*pair, one.field) in standing}
    return Differing(
        left=pair[0], right=pair[1], court=str(rows[pair[0]]["court"]), conflicts=tuple(found), decided=held
    )


def _held(one: Differing, rows: Mapping[str, Row]) -> Row:
    """What holds of a pair: the platform's record, with the ledger's value where that was decided to hold."""
    other = rows[one.right]
    taken = {field: other[field] for field, step in one.decided.items() if step.what == HOLDS and step.side == "right"}
    return {**rows[one.left], **taken}


def _state(
    platform: Mapping[str, Row], ledger: Mapping[str, Row], pairs: Sequence[Pair], differing: Sequence[Differing],
    rows: Mapping[str, Row], unsure: Sequence[Pair] = (),
) -> Statement:  # fmt: skip
    """The statement."""
    kinds = {(one.left, one.right): [c.kind for c in one.conflicts if not c.minor] for one in differing}
    held = {(one.left, one.right): _held(one, rows) for one in differing}
    return state(platform, ledger, pairs, kinds, held, unsure)


def _effect(
    court: str, platform: Mapping[str, Row], ledger: Mapping[str, Row], pairs: Sequence[Pair],
    differing: Sequence[Differing], rows: Mapping[str, Row],
) -> Effect:  # fmt: skip
    """The success rate of a court, counted four ways."""
    left = {key: row for key, row in platform.items() if row["court"] == court}
    right = {key: row for key, row in ledger.items() if row["court"] == court}
    statement = _state(left, right, pairs, differing, rows)
    one, other = statement.totals
    changed = {d.left: _held(d, rows) for d in differing}
    held = state({key: changed.get(key, row) for key, row in left.items()}, {}, (), {}, {}).totals[0]
    return Effect(court=court, platform=(one.succeeded, one.records), ledger=(other.succeeded, other.records),
                  decided=(held.succeeded, held.records),
                  common=(statement.common.succeeded, statement.common.records))  # fmt: skip


def statement_rows(found: Reconciled) -> list[dict[str, Any]]:
    """The statement as rows: its lines, each source's total, and the common figure."""
    told = found.statement
    rows = [_told(LINES[name], told.left[name], told.right[name]) for name in LINES]
    rows.append(_told("合计", *told.totals))
    return [*rows, _told("合并口径（每件一次）", told.common, None)]


def _told(line: str, left: Tally, right: Tally | None) -> dict[str, Any]:
    """A line of the statement as a row."""
    row: dict[str, Any] = {"line": line}
    for side, one in (("left", left), ("right", right)):
        row |= {
            f"{side}_records": one.records if one else None, f"{side}_succeeded": one.succeeded if one else None,
            f"{side}_amount": one.amount if one else None,
        }  # fmt: skip
    return row


def conflict_rows(house: House, found: Reconciled) -> list[dict[str, Any]]:
    """The facts that are told differently, a row each, the gravest first; names are hidden."""
    rows: list[dict[str, Any]] = [
        {"court": one.court, "left": one.left, "right": one.right, "kind": KINDS[c.kind], "field": c.title,
         "one": _said(house, c.field, c.left), "other": _said(house, c.field, c.right), "size": c.size,
         "state": _state_of(one, c), "grave": list(KINDS).index(c.kind)}
        for one in found.differing for c in one.conflicts if not c.minor
    ]  # fmt: skip
    rows.sort(key=lambda row: (row.pop("grave"), -row["size"], row["left"]))
    return rows


def _state_of(one: Differing, conflict: Conflict) -> str:
    """What was decided of a conflict, in words."""
    step = one.decided.get(conflict.field)
    return "未认定" if step is None else "以平台为准" if step.side == "left" else "以台账为准"


def _said(house: House, field: str, value: Any) -> str:
    """A value in words; a name hidden."""
    column = all_columns("mediations")[field]
    if column.personal:
        return masked_name(str(value))
    return house.codes.title(column.code, str(value)) if column.code else str(value)


def effect_rows(found: Reconciled) -> list[dict[str, Any]]:
    """The success rate of each court, counted each way."""
    return [
        {"court": one.court} | {name: _rate(getattr(one, key)) for name, key in WAYS.items()} for one in found.effects
    ]


def _rate(of: tuple[int, int]) -> str:
    """A rate with what it is made of."""
    return f"{of[0] / of[1] * 100:.2f}%（{of[0]:,}/{of[1]:,}）" if of[1] else "—"

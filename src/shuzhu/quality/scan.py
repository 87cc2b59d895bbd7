"""Rules of a table → one scan: how many rows each rule checked and how many it found faulty, by any cut.

A scan reads ``(SELECT t.*, its row checks … FROM table t …) AS r`` once; every rule is two counts over it, and rules
that check the same rows share one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyarrow as pa
from sqlglot import exp, parse_one

from shuzhu.catalogue.model import Test
from shuzhu.catalogue.quality_rules import QualityRule
from shuzhu.derived import all_columns
from shuzhu.errors import UsageError
from shuzhu.quality.expressions import CASE, EXPRESSIONS, JOINS, needs, table_of
from shuzhu.records import key_of
from shuzhu.row_checks import checks_of

ROWS: Final = "rows"
"""What the count of all rows of a table is called, beside the codes of rules."""
ROW: Final = "r"
CUTS: Final = ("court", "month", "division", "clerk", "source")
"""What counts can be told apart by, besides what a rule is itself: its code, family, table and fields."""
_DAYS: Final[Mapping[str, str]] = {
    "cases": "coalesce(t.filed_on, t.received_on)", "parties": "t.case_filed_on",
    "hearings": "coalesce(t.held_on, t.case_filed_on)", "services": "coalesce(t.served_on, t.case_filed_on)",
    "documents": "coalesce(t.dated_on, t.effective_on)", "mediations": "t.registered_on", "dishonest": "t.listed_on",
    "exclusions": "coalesce(t.first_on, k.filed_on)", "extensions": "coalesce(t.requested_on, t.approved_on)",
    "enforcements": "k.filed_on",
}  # fmt: skip
"""The day that puts a row into a month."""
SCANNED: Final = tuple(_DAYS)
"""The tables that rules can be of."""

Condition = Callable[[Sequence[Test]], exp.Expr]
"""What makes a condition on ``r`` of tests: the compiler of the indicators."""
MonthOf = Callable[[exp.Expr], exp.Expr]
"""What makes the index of the statistical month of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which rows are looked at: those of some courts (None: every one), between two days (None: whenever)."""

    courts: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING: Final = Within()


def small_tables(rules: Sequence[QualityRule]) -> set[str]:
    """The small tables that the rules' checks are joined with."""
    return {name for rule in rules for check in _checks((rule,)) for name in needs(rule.table, check)} - {CASE}


def count_query(
    rules: Sequence[QualityRule], cuts: Sequence[str], today: date, condition: Condition, month_of: MonthOf,
    within: Within = EVERYTHING,
) -> exp.Select:  # fmt: skip
    """One scan of one table: a row for each value of the cuts, ``rows``, and ``c…`` and ``f_…`` for each rule."""
    keys = [_cut(cut, month_of).as_(f"by_{cut}") for cut in cuts]
    counts = [exp.Count(this=exp.Star()).as_(ROWS)]
    counts += [_count(condition(tests), tests).as_(name) for tests, name in _checked(rules).items()]
    counts += [_count(condition(rule.tests), rule.tests).as_(f"f_{rule.code}") for rule in rules]
    query = exp.select(*keys, *counts).from_(_rows(rules, today, cuts)).where(_inside(within))
    return query.group_by(*[exp.Literal.number(n + 1) for n in range(len(keys))]) if keys else query


def faulty_query(
    rules: Sequence[QualityRule], today: date, condition: Condition, within: Within, limit: int | None
) -> exp.Select:
    """The faulty rows of one table: its key, court, day, division, clerk, the fields judged, ``f_…`` for each rule."""
    table = rules[0].table
    fields = dict.fromkeys([*key_of(table), *(name for rule in rules for name in rule.fields)])
    names = ["case_id"] if "case_id" in all_columns(table) else []
    names = list(dict.fromkeys([*names, *fields]))
    found = [exp.and_(condition(rule.tests)) for rule in rules]
    query = exp.select(
        *[exp.column(f"_{name}", table=ROW).as_(f"_{name}") for name in ("court", "day", "division", "clerk")],
        *[exp.column(name, table=ROW) for name in names],
        *[
            exp.Coalesce(this=exp.Paren(this=one), expressions=[exp.false()]).as_(f"f_{rule.code}")
            for one, rule in zip(found, rules, strict=True)
        ],
    ).from_(_rows(rules, today, ("division", "clerk")))
    query = query.where(_inside(within)).where(exp.or_(*[one.copy() for one in found]))
    query = query.order_by(exp.column("_day", table=ROW), *[exp.column(name, table=ROW) for name in key_of(table)])
    return query.limit(limit) if limit else query


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one rule counted at one value of the cuts; of ``rows``, ``checked`` are all rows of the table."""

    table: str
    rule: str
    by: tuple[str | int | None, ...]
    checked: int
    faulty: int


def long(rules: Sequence[QualityRule], cuts: Sequence[str], answer: pa.Table) -> pa.Table:
    """An answer as a row for each rule and value of the cuts: table, rule, by_…, checked, faulty."""
    keys = [answer.column(f"by_{cut}") for cut in cuts]
    named = _checked(rules)
    table, pieces = rules[0].table, []
    nothing = pa.array([0] * answer.num_rows, pa.int64())
    for code, checked, faulty in (
        (ROWS, answer.column(ROWS), nothing),
        *((r.code, answer.column(named[r.where]), answer.column(f"f_{r.code}")) for r in rules),
    ):
        words = [pa.array([word] * answer.num_rows, pa.string()) for word in (table, code)]
        pieces.append(pa.table(
            [*words, *keys, checked.cast(pa.int64()) if hasattr(checked, "cast") else checked, faulty.cast(pa.int64())],
            names=["table", "rule", *(f"by_{cut}" for cut in cuts), "checked", "faulty"],
        ))  # fmt: skip
    return pa.concat_tables(pieces)


def _checked(rules: Sequence[QualityRule]) -> dict[tuple[Test, ...], str]:
    """A name for each set of rows that rules check."""
    return {tests: f"c{n}" for n, tests in enumerate(dict.fromkeys(rule.where for rule in rules))}


def _count(found: exp.Expr, tests: Sequence[Test]) -> exp.Expr:
    """How many rows pass; all where there is no test."""
    if not tests:
        return exp.Count(this=exp.Star())
    return exp.Count(this=exp.Case().when(found, exp.Literal.number(1)))


def _cut(cut: str, month_of: MonthOf) -> exp.Expr:
    """The value of a cut; raises UsageError for one that is none."""
    if cut not in CUTS:
        raise UsageError(f"quality is told apart by {', '.join(CUTS)}, rule, family, table or field, not by {cut}")
    if cut == "month":
        return month_of(exp.column("_day", table=ROW))
    return exp.column(f"_{cut}", table=ROW)


def _inside(within: Within) -> exp.Expr:
    """A row lies within what is looked at."""
    tests: list[exp.Expr] = []
    day = exp.column("_day", table=ROW)
    if within.courts is not None:
        tests.append(exp.column("_court", table=ROW).isin(*within.courts))
    if within.first is not None:
        tests.append(exp.GTE(this=day.copy(), expression=_date(within.first)))
    if within.last is not None:
        tests.append(exp.LTE(this=day.copy(), expression=_date(within.last)))
    return exp.and_(*tests) if tests else exp.true()


def _rows(rules: Sequence[QualityRule], today: date, cuts: Sequence[str]) -> exp.Expr:
    """The rows of a table with their checks, court, day, division, clerk and source, as ``r``."""
    table = rules[0].table
    checks = _checks(rules)
    needed = dict.fromkeys(name for check in checks for name in needs(table, check))
    columns = all_columns(table)
    own = {
        "court": "t.court" if "court" in columns else "k.court",
        "day": _DAYS[table],
        "division": "t.division" if "division" in columns else "k.division" if "case_id" in columns else "NULL",
        "clerk": "t.clerk" if "clerk" in columns else "k.clerk" if "case_id" in columns else "NULL",
        "source": "t.source" if "source" in columns else "NULL",
    }
    wanted = ["court", "day", *(cut for cut in cuts if cut not in {"court", "month"})]
    picks = [f"{own[name]} AS _{name}" for name in wanted]
    picks += [f"{_on(EXPRESSIONS[table][check], today)} AS {check}" for check in checks]
    case = CASE in needed or any("k." in own[name] for name in wanted)
    joins = ["LEFT JOIN cases AS k ON k.case_id = t.case_id"] if case else []
    joins += [f"LEFT JOIN {name} ON {JOINS[table, name]}" for name in needed if name != CASE]
    sql = f"SELECT t.*, {', '.join(picks)} FROM {table_of(table, checks)} AS t {' '.join(joins)}"
    inner = parse_one(sql, dialect="duckdb")
    assert isinstance(inner, exp.Select)  # noqa: S101 — what was written just above
    return inner.subquery(ROW)


def _checks(rules: Sequence[QualityRule]) -> tuple[str, ...]:
    """The row checks that rules ask, each once."""
    known = checks_of(rules[0].table)
    return tuple(dict.fromkeys(t.column for rule in rules for t in rule.tests if t.column in known))


def _on(sql: str, today: date) -> str:
    """A check with the day of the snapshot in it."""
    return sql.replace("_today", f"CAST('{today.isoformat()}' AS DATE)")


def _date(day: date) -> exp.Expr:
    """A day as SQL."""
    return exp.cast(exp.Literal.string(day.isoformat()), "DATE")

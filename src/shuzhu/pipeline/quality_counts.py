"""A store → what every rule of the contract counted, by court and month or any cut; the one place that asks for it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pyarrow as pa
from sqlglot import exp, parse_one

from shuzhu.catalogue.model import Test
from shuzhu.catalogue.quality_rules import QualityRule
from shuzhu.indicators.bounded import Bounded
from shuzhu.indicators.compile import Scope, condition, month_index
from shuzhu.pipeline.house import House
from shuzhu.quality.kept import counted, kept
from shuzhu.quality.lookups import FROM_CODES, QUERIES
from shuzhu.quality.scan import EVERYTHING, ROW, SCANNED, Counted, Within, count_query, faulty_query, long, small_tables

FORMAT: Final = 1
"""Raised whenever what is kept of counts changes its form or its meaning."""
_SCOPE: Final = Scope(alias=ROW)


def by_month(house: House) -> list[Counted]:
    """Counts of every rule by court and month of the whole store, kept beside it; not bounded: the caller must."""
    name = f"quality{FORMAT}-{house.contract.version}-{house.settings.year}"
    path = house.store.root / "cubes" / name / f"{house.snapshot.number:06d}.parquet"
    known = house.itself.quality_counts
    if name not in known:
        known[name] = kept(path, lambda: count(house, house.itself.reading("measure"), ("court", "month")))
    return known[name]


def by_cuts(house: House, engine: Bounded, cuts: Sequence[str], within: Within) -> list[Counted]:
    """Counts of every rule by some cuts, within an engine's reach: one scan a table."""
    return counted(count(house, engine, cuts, within))


def count(house: House, engine: Bounded, cuts: Sequence[str], within: Within = EVERYTHING) -> pa.Table:
    """One scan of every table that has rows and rules: table, rule, by_…, checked, faulty."""
    found: list[pa.Table] = []
    for table in SCANNED:
        rules = rules_of(house, table)
        if not rules or not filled(house, table):
            continue
        answer = scanned(house, engine, rules, cuts, within)
        found.append(_typed(long(rules, cuts, answer), cuts))
    names = ["table", "rule", *(f"by_{cut}" for cut in cuts), "checked", "faulty"]
    return pa.concat_tables(found) if found else pa.table({name: [] for name in names})


def scanned(
    house: House, engine: Bounded, rules: Sequence[QualityRule], cuts: Sequence[str], within: Within = EVERYTHING
) -> pa.Table:
    """One scan of one table, with the small tables that it is joined with."""
    months = lambda day: month_index(day, house.settings.year)  # noqa: E731 — one line says it
    query = count_query(rules, cuts, today(house), _condition, months, within)
    return engine.query(query, **small(house, rules))


def faulty(house: House, engine: Bounded, rules: Sequence[QualityRule], within: Within, limit: int | None) -> pa.Table:
    """The faulty rows of one table's rules, within an engine's reach."""
    return engine.query(faulty_query(rules, today(house), _condition, within, limit), **small(house, rules))


def rules_of(house: House, table: str) -> tuple[QualityRule, ...]:
    """The rules of a table in force today."""
    day = today(house)
    return tuple(rule for rule in house.contract.rules if rule.table == table and rule.in_force(day))


def filled(house: House, table: str) -> bool:
    """Whether the store holds any row of a table."""
    return table in house.snapshot.tables and house.snapshot.tables[table].rows > 0


def today(house: House) -> date:
    """The day on which the snapshot was made."""
    return date.fromisoformat(house.snapshot.made[:10]) if house.snapshot.made else date.max


def small(house: House, rules: Sequence[QualityRule]) -> dict[str, pa.Table]:
    """The small tables that rules are joined with: of the codes, and of the whole store, worked out once a snapshot."""
    known = house.itself.small_tables
    for name in sorted(small_tables(rules)):
        if name not in known:
            known[name] = (
                FROM_CODES[name](house.codes) if name in FROM_CODES
                else house.itself.reading("measure").query(_query(name))
            )  # fmt: skip
    return {name: known[name] for name in small_tables(rules)}


def _query(name: str) -> exp.Expr:
    """The query of a small table of the store."""
    return parse_one(QUERIES[name], dialect="duckdb")


def _condition(tests: Sequence[Test]) -> exp.Expr:
    """Tests as a condition on the scanned rows: the indicators' own compiler."""
    return condition(tests, _SCOPE)


def _typed(table: pa.Table, cuts: Sequence[str]) -> pa.Table:
    """Every cut as text, months as whole numbers, so that tables of all scans fit together."""
    for cut in cuts:
        place = table.schema.get_field_index(f"by_{cut}")
        kind = pa.int32() if cut == "month" else pa.string()
        table = table.set_column(place, f"by_{cut}", table.column(place).cast(kind))
    return table

"""A query → the same query within a reader's reach: every table of records in it is bounded, whoever wrote it.

Each table becomes ``(SELECT * FROM table WHERE …)`` under its own name, so that no join, count or subquery sees a row
beyond. A row belongs to the court it names, else to its case's or document's; where a reach is bound to divisions, a
row counts by its own division or its case's, and a table that has neither is out of reach.
"""

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.access import Reach
from shuzhu.derived import all_columns
from shuzhu.indicators.cube import Answers
from shuzhu.records import RECORDS

OPEN: Final = frozenset({"statistics"})
"""Tables of no court: what other offices published."""
_OWNERS: Final = ("cases", "case_id"), ("documents", "document_id")


class Bounded:
    """An engine that answers within a reach alone."""

    def __init__(self, engine: Answers, reach: Reach) -> None:
        """The engine to ask, and how far."""
        self._engine = engine
        self.dialect = engine.dialect
        self.reach = reach

    def query(self, expression: exp.Expr, **small: pa.Table) -> pa.Table:
        """The answer as an Arrow table."""
        return self._engine.query(bounded(expression, self.reach), **small)

    def stream(self, expression: exp.Expr, rows: int) -> Iterator[pa.Table]:
        """The answer, some rows at a time."""
        return self._engine.stream(bounded(expression, self.reach), rows)


def bounded(expression: exp.Expr, reach: Reach) -> exp.Expr:
    """The expression with every table of records in it bounded by a reach."""
    if reach.everything:
        return expression
    return expression.transform(lambda node: _bounded(node, reach) if isinstance(node, exp.Table) else node)


def _bounded(table: exp.Table, reach: Reach) -> exp.Expr:
    """A table bounded; the small tables that a question brings with it, and tables of no court, as they are."""
    name = table.name
    if name in OPEN or name.startswith("_"):
        return table
    if name not in RECORDS:
        raise ValueError(f"{name} is no table that can be bounded")
    rows = exp.select(exp.Star()).from_(exp.to_table(name)).where(_any(name, reach))
    return rows.subquery(table.alias or name, copy=False)


def _any(table: str, reach: Reach) -> exp.Expr:
    """A row lies in any of the boxes; FALSE where there are none."""
    boxes = [
        exp.and_(*_of_box(table, courts, divisions))
        for courts, divisions in reach.boxes
        if divisions is None or _divided(table)
    ]
    return exp.or_(*boxes) if boxes else exp.false()


def _of_box(table: str, courts: frozenset[str] | None, divisions: frozenset[str] | None) -> Iterator[exp.Expr]:
    """The conditions of one box on a table's rows."""
    columns = all_columns(table)
    needed = [
        (name, values) for name, values in (("court", courts), ("division", divisions)) if values is not None
    ]  # fmt: skip
    if all(name in columns for name, _ in needed):
        yield from (exp.column(name).isin(*sorted(values)) for name, values in needed)
        return
    owner, key = next((owner, key) for owner, key in _OWNERS if key in columns and owner != table)
    theirs = exp.select(key).from_(exp.to_table(owner)).where(exp.and_(*_of_box(owner, courts, divisions)))
    yield exp.column(key).isin(query=theirs)


def _divided(table: str) -> bool:
    """The rows of a table have a division, their own or that of their case or document."""
    columns = all_columns(table)
    return "division" in columns or any(key in columns and owner != table for owner, key in _OWNERS)

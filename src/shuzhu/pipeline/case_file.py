"""One case → all that is recorded of it: its life by days, its clocks, its parties and documents, masked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL
from shuzhu.derived import all_columns
from shuzhu.errors import NoDataError
from shuzhu.pipeline.explain import mask_rows
from shuzhu.pipeline.house import House

BESIDE: Final = ("parties", "hearings", "exclusions", "extensions", "services", "documents")
"""The tables whose rows belong to one case."""
SHOWN: Final = {
    "parties": ("role", "kind", "name", "industry", "town"),
    "hearings": ("held_on", "public", "streamed", "decided_in_court"),
    "exclusions": ("reason", "first_on", "last_on"),
    "extensions": ("requested_on", "approved_on", "days", "reason"),
    "services": ("method", "served_on", "result"),
    "documents": ("kind", "dated_on", "effective_on", "outcome", "publication", "published_on"),
}
MOST: Final = 200
"""No more rows of one table are shown of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case: its record, and by table the rows that belong to it; names hidden from who may not see them.

    ``days`` are all dated events of its record and rows, the first first: day, table, column.
    """

    record: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    days: tuple[tuple[date, str, str], ...]


def case_file(house: House, case_id: str) -> CaseFile:
    """One case → its record and what belongs to it, masked to what the reader may see.

    Raises DeniedError for who may see no case records, NoDataError where there is no such case within their reach.
    """
    house.require("cases", field_class=INTERNAL)
    mine = exp.column("case_id").eq(exp.Literal.string(case_id))
    query = exp.select("court").from_("cases").where(mine).limit(1)
    courts = house.reading("cases").query(query)["court"].to_pylist()
    if not courts:
        raise NoDataError(f"there is no case {case_id!r}; open it from a list of cases")
    house.require("cases", courts, field_class=INTERNAL)
    found = mask_rows(house, exp.select("*").from_("cases").where(mine).limit(1), "cases", courts).to_pylist()
    rows = {table: _rows(house, table, mine, courts) for table in BESIDE}
    record = {name: value for name, value in found[0].items() if value is not None}
    return CaseFile(record=record, rows=rows, days=_days(record, rows))


def _rows(house: House, table: str, mine: exp.Expr, courts: Collection[str]) -> list[dict[str, Any]]:
    """The rows of a table that belong to a case, the columns that are shown."""
    query = exp.select(*map(exp.column, SHOWN[table])).from_(table).where(mine).limit(MOST)
    rows: list[dict[str, Any]] = mask_rows(house, query, table, courts).to_pylist()
    return rows


def _days(record: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> tuple[tuple[date, str, str], ...]:
    """Every dated event, the first first."""
    found = [(value, "cases", name) for name, value in record.items() if isinstance(value, date)]
    for table, each in rows.items():
        found += [(v, table, name) for row in each for name, v in row.items() if isinstance(v, date)]
    order = {name: n for n, name in enumerate(all_columns("cases"))}
    return tuple(sorted(found, key=lambda event: (event[0], order.get(event[2], len(order)))))

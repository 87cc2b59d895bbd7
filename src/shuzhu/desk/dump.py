"""The rows of the application database as text, and back: from any kind of database into any, sessions left out."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Date, Table, func, insert, select, text

from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import META, Moment, sessions
from shuzhu.errors import UsageError

_TABLES: Final = tuple(table for table in META.sorted_tables if table is not sessions)
"""In an order in which references hold; who was signed in is not taken along."""


def dump(desk: Desk) -> dict[str, bytes]:
    """The rows of every table as lines of JSON, all as of one moment."""
    with writing(desk) as connection:
        return {
            f"desk/{table.name}.jsonl": "".join(
                json.dumps([_said(value) for value in row], ensure_ascii=False) + "\n"
                for row in connection.execute(select(table).order_by(table.c.id))
            ).encode()
            for table in _TABLES
        }


def fill(desk: Desk, dumped: Mapping[str, bytes]) -> None:
    """Put dumped rows into an empty database; raises UsageError where it is not empty."""
    with writing(desk) as connection:
        if any(connection.execute(select(func.count()).select_from(table)).scalar() for table in _TABLES):
            raise UsageError("the application database is not empty; restore into an empty one (SHUZHU_DESK)")
        for table in _TABLES:
            rows = [_row(table, json.loads(line)) for line in dumped[f"desk/{table.name}.jsonl"].splitlines()]
            for start in range(0, len(rows), 1000):
                connection.execute(insert(table), rows[start : start + 1000])
            if rows and desk.dialect.name == "postgresql":
                _count_on(connection, table)


def _said(value: Any) -> Any:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def _row(table: Table, values: list[Any]) -> dict[str, Any]:
    """A line as a row."""
    row: dict[str, Any] = {}
    for column, value in zip(table.columns, values, strict=True):
        if value is not None and isinstance(column.type, Moment):
            row[column.name] = datetime.fromisoformat(value)
        elif value is not None and isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(value)
        else:
            row[column.name] = value
    return row


def _count_on(connection: Connection, table: Table) -> None:
    """Have PostgreSQL give the next number after those that were put in."""
    told = {"table": table.name}
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, 'id')"), told).scalar()
    if sequence:
        last = connection.execute(select(func.max(table.c.id))).scalar()
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})

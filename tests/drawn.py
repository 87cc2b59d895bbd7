"""Tables drawn in docstrings → batches: the first row names the columns, blank cells are blank."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pyarrow as pa

from shuzhu.batches import Batch, schema
from shuzhu.records import columns, key_of

WORDS = {"yes": True, "no": False}


def rows_of(drawing: str) -> list[dict[str, str]]:
    """A drawn table as a list of mappings from column to text."""
    lines = [line.strip() for line in drawing.strip().splitlines() if "|" in line]
    names = [cell.strip() for cell in lines[0].split("|")]
    return [dict(zip(names, (c.strip() for c in line.split("|")), strict=True)) for line in lines[1:]]


def batch(table: str, rows: Sequence[Mapping[str, object]], **more: object) -> Batch:
    """Rows as a batch; keys that are not given are numbered, case ids are made from case numbers."""
    full = []
    for number, row in enumerate(rows):
        made = {k: v for k, v in row.items() if v not in (None, "")}
        for key in key_of(table):
            if key not in made and key.endswith("_id"):
                made[key] = f"{table}-{number}"
        full.append(made)
    arrays = {
        c.name: pa.array([_typed(c.type, r.get(c.name)) for r in full], schema(table).field(c.name).type)
        for c in columns(table)
    }
    return Batch(table=table, rows=pa.table(arrays, schema=schema(table)), **more)  # type: ignore[arg-type]


def drawn(**tables: str) -> list[Batch]:
    """``drawn(cases="…", parties="…")`` → batches."""
    return [batch(table, rows_of(drawing)) for table, drawing in tables.items()]


def split(docstring: str, *, court: str = "") -> list[Batch]:
    """A docstring with several tables, each under a line ``name:`` → batches; ``court`` where none is drawn."""
    parts: dict[str, list[str]] = {}
    name = "cases"
    for line in itertools.dropwhile(lambda text: "|" not in text and ":" not in text, docstring.splitlines()):
        if line.strip().endswith(":") and "|" not in line:
            name = line.strip()[:-1]
        elif "|" in line:
            parts.setdefault(name, []).append(line)
    return [batch(table, _of_court(table, rows_of("\n".join(lines)), court)) for table, lines in parts.items()]


def _of_court(table: str, rows: list[dict[str, str]], court: str) -> list[dict[str, str]]:
    """The rows with the court, where their table has one and the drawing none."""
    if not court or "court" in rows[0] or "court" not in {c.name for c in columns(table)}:
        return rows
    return [{"court": court, **row} for row in rows]


def _typed(kind: type, value: object) -> object:
    """A cell as its column's type."""
    if value is None or not isinstance(value, str):
        return value
    if kind is date:
        return date.fromisoformat(value)
    if kind is bool:
        return WORDS[value]
    if kind is Decimal:
        return Decimal(value)
    return int(value) if kind is int else value

"""What travels from the sources to the store: columns of records, texts, and what was refused.

A ``Batch`` holds many rows of one table as an Arrow table whose columns are those of
``records.columns(table)``, in that order. A ``Text`` is one document not yet read. A ``Refusal`` is
one row that could not be taken, with its place and reason; its own words are kept in ``raw``, which
stays in the store and is never logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pyarrow as pa

from shuzhu.records import columns

TYPES: Mapping[type, pa.DataType] = {
    str: pa.string(),
    date: pa.date32(),
    int: pa.int64(),
    bool: pa.bool_(),
    Decimal: pa.decimal128(20, 2),
}
SIX_PLACES = pa.decimal128(24, 6)
FIGURES = {"statistics", "counts"}


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table of records: money has two places, published figures have six."""
    return pa.schema(
        [(c.name, SIX_PLACES if c.type is Decimal and table in FIGURES else TYPES[c.type]) for c in columns(table)]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One row that was not taken.

    ``row`` is its number in the file as a person counts (a header is row 1); ``column`` is the
    source's own column, blank for a whole row; ``value_class`` tells the kind of value without
    telling it (``text of 4 characters``, ``date-like text``, ``blank``). ``kept`` says that the row
    was taken all the same, with that one field left blank.
    """

    file: str
    row: int
    column: str
    value_class: str
    reason: str
    table: str = ""
    raw: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """A raw file as it was when it was read."""

    path: str
    sha256: str
    size: int
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows of one table, from one file, and the rows of that file that were refused.

    ``given`` names the columns that the source speaks of (blank: every column that is not wholly blank
    here): a blank in one of these blanks what the store holds, a blank in any other leaves it. ``fills``
    says that the rows come from reading text: they fill what is blank in a record and never change
    what stands.
    """

    table: str
    rows: pa.Table
    refused: tuple[Refusal, ...] = ()
    given: tuple[str, ...] = ()
    fills: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document as text, not yet read: where it stood and what the file said beside it."""

    file: str
    row: int
    text: str
    said: Mapping[str, str] = field(default_factory=dict)


def value_class(value: object) -> str:
    """What kind of value it is, without saying it."""
    if value is None or value == "":
        return "blank"
    if isinstance(value, bool | int | float | Decimal):
        return "number"
    if isinstance(value, date):
        return "date"
    text = str(value)
    if text.isdigit():
        return f"{len(text)} digits"
    if any(mark in text for mark in "-/.年") and sum(ch.isdigit() for ch in text) >= 4:
        return f"date-like text of {len(text)} characters"
    return f"text of {len(text)} characters"

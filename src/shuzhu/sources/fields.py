"""How each field of each table is read: the converter that its type, code table and name call for."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import FIGURES, schema
from shuzhu.case_number import read_case_number
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.records import Column, columns
from shuzhu.sources.chunks import Chunk
from shuzhu.sources.columns import Flaw, formula_flaw, gather, source_words, typed, typed_flaws
from shuzhu.sources.mapping import ColumnMapping, TableMapping
from shuzhu.sources.words import (
    EARLIEST,
    EARLIEST_BIRTH,
    LATEST,
    Converter,
    date_reader,
    decimal_reader,
    plain,
    read_whole,
    truth_reader,
)

# Numbers of other cases: written in the normal form where they can be read, else kept as they stand.
OTHER_NUMBERS: Final = frozenset(
    ["origin_number", "appeal_number", "retrial_number", "filed_number", "basis_number", "mediation_id"]
)
PLAIN_TEXT: Final = frozenset(["id_number", "credit_code", "telephone"])
# Days on which something has happened; others (a limit, an expiry) may lie ahead.
PAST: Final = frozenset(["received_on", "filed_on", "entered_on", "closed_on", "registered_on", "ended_on"])
GRACE: Final = timedelta(days=31)
HINTS: Final = 20  # nearest names looked up in one column; each takes a while over 3,500 courts


def bounds_of(name: str) -> tuple[date, date]:
    """The first and last day that a field can hold."""
    latest = date.today() + GRACE if name in PAST else LATEST  # noqa: DTZ011 – a court's day is the machine's day
    return (EARLIEST_BIRTH if name == "born_on" else EARLIEST), latest


def is_fatal(column: Column, table: TableMapping) -> bool:
    """Whether a bad value costs the row: key, court, day or number; a code or a yes/no costs the field."""
    return table.strict or column.key or column.code == "courts" or column.type in {date, Decimal, int}


def take_field(mapping: ColumnMapping, table: TableMapping, chunk: Chunk, codes: CodeTables) -> tuple[Any, list[Flaw]]:
    """One field of a table from a chunk, and what is wrong with it."""
    column = {c.name: c for c in columns(table.table)}[mapping.field]
    target = schema(table.table).field(column.name).type
    signed = table.table in FIGURES
    if len(mapping.sources) == 1 and mapping.factor == 1 and mapping.constant is None:
        ready = typed(chunk.columns[mapping.source], target)
        if ready is not None:
            bounds = bounds_of(column.name) if column.type is date else None
            return ready, typed_flaws(ready, mapping.source, bounds, signed=signed)
    words = source_words(mapping, chunk)
    broken = formula_flaw(words, mapping.source)
    read = _reader(column, mapping, table, codes, target)
    if read is None:
        return words, broken
    (values,), flaws = gather(words, lambda word: (read(word),), [target], mapping.source)
    fatal = is_fatal(column, table)
    return values, [*broken, *(_weighed(flaw, fatal=fatal) for flaw in flaws)]


def _weighed(flaw: Flaw, *, fatal: bool) -> Flaw:
    """The flaw with its weight."""
    return Flaw(source=flaw.source, rows=flaw.rows, reason=flaw.reason, value=flaw.value, fatal=fatal)


def _reader(
    column: Column, mapping: ColumnMapping, table: TableMapping, codes: CodeTables, target: Any
) -> Converter | None:
    """What reads a field's words; None where they are taken as they stand."""
    if column.code:
        return code_reader(column.code, mapping.codes, codes)
    if column.type is str:
        return _text_reader(column.name, mapping)
    if column.type is date:
        return date_reader(mapping.dates or table.dates, *bounds_of(column.name))
    if column.type is Decimal:
        return decimal_reader(mapping.factor, target.scale, signed=table.table in FIGURES)
    return read_whole if column.type is int else truth_reader(mapping.true, mapping.false)


def _text_reader(name: str, mapping: ColumnMapping) -> Converter | None:
    """What reads plain words; None where they are taken as they stand."""
    if name in OTHER_NUMBERS:
        return number_as_written
    if name in PLAIN_TEXT:
        return plain
    return (lambda word: mapping.codes.get(word, word)) if mapping.codes else None


def number_as_written(word: str) -> str:
    """A case number in its normal form; anything else as it stands."""
    number = read_case_number(word)
    return str(number) if number else word


def code_reader(table: str, own: Mapping[str, str], codes: CodeTables) -> Converter:
    """What reads a code: by the mapping's own words, else by code, title or another name."""
    known = {plain(word): codes.code(table, code) for word, code in own.items()}
    left = [HINTS]

    def read(word: str) -> str:
        code = known.get(plain(word)) or codes.code(table, word)
        if code is None:
            left[0] -= 1
            hint = _nearest(table, word, codes) if left[0] >= 0 else ""
            what = "法院代码表" if table == "courts" else f"代码表 {table} "
            raise ValueError(f"不在{what}中{hint}；请更正，或在映射的 codes 中写明对应的代码")
        return code

    return read


def _nearest(table: str, word: str, codes: CodeTables) -> str:
    """The title nearest to a word, as a hint."""
    if table == "courts":
        titles: Sequence[str] = [court.name for court in codes.courts.values()]
    elif table in codes.word_tables:
        titles = [entry.zh for entry in codes.words(table).values()]
    else:
        titles = [entry.code for entry in codes.types.values()]
    near = difflib.get_close_matches(word, titles, n=1, cutoff=0.5)
    return f"，最接近的是「{near[0]}」" if near else ""


def constant_column(text: str, rows: int) -> Any:
    """A column that says the same in every row."""
    return pa.repeat(pa.scalar(text, pa.string()), rows)


def coalesced(given: Any | None, other: Any) -> Any:
    """The first of two columns where it has a value, else the other."""
    return other if given is None else pc.coalesce(given, other)

"""A file, before it is loaded → which columns become which fields, the first rows, and how those would fare."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from shuzhu.access import masked_name
from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import MappingError
from shuzhu.records import columns
from shuzhu.sources.chunks import Chunk
from shuzhu.sources.documents import read_documents
from shuzhu.sources.find import kind_of
from shuzhu.sources.mapping import SourceMapping, TableMapping
from shuzhu.sources.read import check_codes, chunks_in, guarded, is_for_texts, recognised
from shuzhu.sources.take import Desk, Tally, take

ROWS: Final = 3
"""So many rows are shown."""
LONGEST: Final = 24
"""No cell is shown longer."""
TEXTS: Final = 100
"""So many documents are looked at."""
REASONS: Final = 6
"""So many reasons are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a source: the field that it becomes (blank where nobody takes it) and what its first rows say."""

    source: str
    field: str
    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """A table to be taken from a file; ``looked``, ``taken``, ``refused`` and ``blanked`` tell of its first rows.

    ``reasons``: column, reason and how many rows, the most frequent first.
    """

    table: str
    sheet: str
    fields: tuple[Field, ...]
    looked: int
    taken: int
    refused: int
    blanked: int
    reasons: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file holds: tables, or documents (``texts`` of the first that can be read; None where it has tables)."""

    tables: tuple[TablePreview, ...] = ()
    texts: int | None = None


def preview(path: Path, mapping: SourceMapping | None, codes: CodeTables, *, names: bool = False) -> Preview:
    """What would be taken from a file; persons' names are masked unless ``names``, and of columns nobody takes no cell.

    Raises SourceError where the file cannot be read, MappingError where mapping and file disagree.
    """
    kind = kind_of(path)
    if is_for_texts(path, kind, mapping):
        found = guarded(path, read_documents(path, kind, mapping.documents if mapping else None))
        return Preview(texts=sum(isinstance(item, Text) for item in islice(found, TEXTS)))
    chosen = mapping or recognised(path)
    tables = chosen.tables_for(path)
    if not tables:
        raise MappingError(chosen.path, "file", f"这份映射不用于 {path.name} (no table is meant for this file)")
    for table in tables:
        check_codes(chosen, table, codes)
    return Preview(tables=tuple(_table(path, kind, table, codes, names=names) for table in tables))


def _table(path: Path, kind: str, mapping: TableMapping, codes: CodeTables, *, names: bool) -> TablePreview:
    """One table of a file, by its first chunk."""
    empty = Chunk(columns={}, numbers=[])  # type: ignore[arg-type]
    first = next(guarded(path, chunks_in(path, kind, mapping.layout, [mapping])), empty)
    tally = Tally()
    batch = take(Desk(file=path.name, mapping=mapping, codes=codes, tally=tally), first) if len(first) else None
    refused = batch.refused if batch else ()
    reasons = Counter((one.column, one.reason) for one in refused).most_common(REASONS)
    return TablePreview(
        table=mapping.table, sheet=mapping.layout.sheet, fields=_fields(mapping, first, names=names),
        looked=len(first) + len(first.broken), taken=tally.taken, refused=sum(not one.kept for one in refused),
        blanked=sum(one.kept for one in refused),
        reasons=tuple((column, reason, count) for (column, reason), count in reasons),
    )  # fmt: skip


def _fields(mapping: TableMapping, chunk: Chunk, *, names: bool) -> tuple[Field, ...]:
    """Every column of the source in its order, those that make no field last."""
    told = {column.name: column for column in columns(mapping.table)}
    taken = _taken(mapping)
    found = []
    for source in sorted(chunk.columns, key=lambda name: name not in taken):
        field = taken.get(source, "")
        hidden = field in told and told[field].personal and not names
        cells = [value or "" for value in chunk.words(source)[:ROWS].to_pylist()] if field else []
        found.append(
            Field(
                source=source, field=field, title=told[field].title if field in told else field,
                cells=tuple(_short(masked_name(cell) if hidden else cell) for cell in cells),
            )
        )  # fmt: skip
    return tuple(found)


def _taken(mapping: TableMapping) -> dict[str, str]:
    """The field of each column that is named; a column that only helps (a period's year) bears its own name."""
    taken = {name: name for name in mapping.named()}
    for column in mapping.all_columns():
        taken |= dict.fromkeys(column.sources, column.field)
    return taken


def _short(cell: str) -> str:
    """A cell on one line, not too long."""
    line = " ".join(cell.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"

"""A file or a database, through its mapping → batches, texts and refusals."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from lzma import LZMAError
from pathlib import Path
from typing import Final, TypeVar

import pyarrow as pa

from shuzhu.batches import Batch, FileInfo, Refusal, Text
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import MappingError, SourceError, did_you_mean
from shuzhu.records import columns
from shuzhu.sources import delimited, sheets
from shuzhu.sources.chunks import Chunk, table_chunks
from shuzhu.sources.defaults import default_mapping, table_named
from shuzhu.sources.documents import read_documents
from shuzhu.sources.find import SHEETS, changed, is_still, kind_of, stamp_of
from shuzhu.sources.mapping import Layout, SourceMapping, TableMapping
from shuzhu.sources.other_rows import html_rows, json_chunks, parquet_chunks
from shuzhu.sources.take import Desk, Tally, take

Item = Batch | Text | list[Refusal]
DAMAGE: Final = (OSError, EOFError, LZMAError, zlib.error, UnicodeError, pa.ArrowException)
T = TypeVar("T")
Progress = Callable[[int], None]


def read(
    path: Path,
    mapping: SourceMapping | None,
    codes: CodeTables,
    progress: Progress,
    info: FileInfo | None = None,
) -> Generator[Item, None, Tally]:
    """A file → what it holds, and at the end (the generator's value) how its rows fared.

    Without a mapping, tables are recognised by their names and texts by their kind. ``progress``
    is told the number of rows since it was last told. Raises SourceError where the file cannot be
    read or is not the one that ``info`` tells of, MappingError where mapping and file disagree.
    """
    kind = kind_of(path)
    before = stamp_of(path.stat())
    if info and not is_still(path, info):
        raise changed(path)
    if is_for_texts(path, kind, mapping):
        tally = yield from _texts(path, kind, mapping, progress)
    else:
        tally = yield from _tables(path, kind, mapping or recognised(path), codes, progress)
    if stamp_of(path.stat()) != before:
        raise changed(path)
    return tally


def recognised(path: Path) -> SourceMapping:
    """The mapping that the file's own header makes."""
    try:
        return default_mapping(path)
    except DAMAGE as error:
        raise _damaged(path, error) from error


def guarded(path: Path, things: Iterator[T]) -> Iterator[T]:
    """The same things; what goes wrong while they are read is a damaged file."""
    try:
        yield from things
    except DAMAGE as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> SourceError:
    """A complaint about a file that ends too early or makes no sense."""
    return SourceError(f"{path.name}: 文件不完整或已损坏 (damaged: {_short(error)})；请重新导出")


def _short(error: Exception) -> str:
    """What an error says, on one line, without a row of the file."""
    return type(error).__name__ if isinstance(error, UnicodeError) else " ".join(str(error).split())[:160]


def is_for_texts(path: Path, kind: str, mapping: SourceMapping | None) -> bool:
    """Whether a file holds judgments: its mapping says so, or it has none and its name is no table's."""
    if mapping:
        return mapping.documents is not None and not mapping.tables_for(path)
    if kind in {"json", "html"}:
        return path.suffix.lower() not in SHEETS and not table_named(path.name)
    return kind in {"text", "docx", "pdf"}


def _texts(path: Path, kind: str, mapping: SourceMapping | None, progress: Progress) -> Generator[Item, None, Tally]:
    """The documents of a file."""
    if kind not in {"text", "docx", "pdf", "html", "json"}:
        raise SourceError(f"{path.name}: 不是文书文件 (no document)；文书可用 txt、docx、pdf、html、json、jsonl")
    tally = Tally()
    for item in guarded(path, read_documents(path, kind, mapping.documents if mapping else None)):
        tally.rows += 1
        tally.taken += isinstance(item, Text)
        tally.refused += not isinstance(item, Text)
        yield item
        progress(1)
    return tally


def _tables(
    path: Path, kind: str, mapping: SourceMapping, codes: CodeTables, progress: Progress
) -> Generator[Item, None, Tally]:
    """The tables of a file, those of one layout in one pass."""
    tables = mapping.tables_for(path)
    if not tables:
        raise MappingError(mapping.path, "file", f"这份映射不用于 {path.name} (no table is meant for this file)")
    tally = Tally()
    taken: set[str] = set()
    seen: dict[str, None] = {}
    passes: defaultdict[Layout, list[TableMapping]] = defaultdict(list)
    for table in tables:
        check_codes(mapping, table, codes)
        passes[table.layout].append(table)
    for layout, group in passes.items():
        desks = [Desk(file=str(path), mapping=table, codes=codes, tally=tally) for table in group]
        taken.update(name for table in group for name in table.named())
        for chunk in guarded(path, chunks_in(path, kind, layout, group)):
            seen.update(dict.fromkeys(chunk.columns))
            yield from (take(desk, chunk) for desk in desks)
            progress(len(chunk) + len(chunk.broken))
    tally.unmapped = tuple(name for name in seen if name not in taken)
    return tally


def chunks_in(path: Path, kind: str, layout: Layout, tables: list[TableMapping]) -> Iterator[Chunk]:
    """The chunks of a file, whatever it is."""
    wanted = tuple(dict.fromkeys(name for table in tables for name in table.wanted()))
    named = tuple(dict.fromkeys(name for table in tables for name in table.named()))
    if kind == "parquet":
        for chunk in parquet_chunks(path):
            yield _with_columns(path, chunk, wanted)
    elif kind == "json":
        yield from json_chunks(path, wanted, named, layout.encoding)
    elif kind == "sheet":
        yield from table_chunks(sheets.rows_of(path, layout.sheet), wanted, layout.header_row, path)
    elif kind == "html":
        yield from table_chunks(html_rows(path, layout.encoding), wanted, layout.header_row, path)
    elif kind in {"delimited", "text"}:
        yield from table_chunks(delimited.rows_of(path, layout), wanted, layout.header_row, path)
    else:
        raise SourceError(f"{path.name}: 不是表格文件 (no table)；表格可用 CSV、xlsx、xls、Parquet、JSON Lines")


def _with_columns(path: Path | str, chunk: Chunk, wanted: tuple[str, ...]) -> Chunk:
    """The chunk, if it has every column that is wanted."""
    for name in wanted:
        if name not in chunk.columns:
            hint = did_you_mean(name, chunk.columns)
            raise SourceError(
                f"{Path(path).name}: 没有映射所要的列「{name}」(no such column{hint})；请核对映射的 columns"
            )
    return chunk


def check_codes(mapping: SourceMapping, table: TableMapping, codes: CodeTables) -> None:
    """Raise MappingError where a mapping turns a source's word into a code that does not exist."""
    tables = {column.name: column.code for column in columns(table.table)}
    pairs = [(column.field, tables.get(column.field, ""), column.codes) for column in table.columns]
    if table.case and table.case.court:
        pairs.append(("case.court", "courts", table.case.court.codes))
    for name, code_table, words in pairs:
        for code in words.values() if code_table else ():
            if codes.code(code_table, code) is None:
                known = codes.words(code_table) if code_table in codes.word_tables else ()
                raise MappingError(
                    mapping.path,
                    f"columns.{name}.codes",
                    f"代码表 {code_table} 没有 {code!r}{did_you_mean(code, known)}",
                )


def read_database(
    url: str, mapping: SourceMapping, codes: CodeTables, progress: Progress
) -> Generator[Batch, None, Tally]:
    """A database → batches; each table of the mapping says its query.

    Raises MappingError where it does not, SourceError where the database does not answer.
    """
    from shuzhu.sources.databases import database_chunks, shown  # noqa: PLC0415 – SQLAlchemy is slow to load

    tally = Tally()
    for number, table in enumerate(mapping.tables, start=1):
        if not table.layout.query:
            raise MappingError(mapping.path, f"tables[{number}].query", "请写明取哪张表或视图，或一条 SELECT")
        check_codes(mapping, table, codes)
        name = f"{shown(url)}#{table.table}"
        desk = Desk(file=name, mapping=table, codes=codes, tally=tally)
        for chunk in database_chunks(url, table.layout.query):
            yield take(desk, _with_columns(name, chunk, table.wanted()))
            progress(len(chunk))
    return tally

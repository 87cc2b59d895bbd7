"""The mapping that a file carries in its own header: our field names or their Chinese titles."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from shuzhu.errors import MappingError, did_you_mean
from shuzhu.records import RECORDS, columns
from shuzhu.sources import delimited, sheets
from shuzhu.sources.chunks import HEADER_WITHIN, Broken, header_names
from shuzhu.sources.find import kind_of
from shuzhu.sources.mapping import CaseMapping, ColumnMapping, Layout, SourceMapping, TableMapping
from shuzhu.sources.other_rows import html_rows, json_items, parquet_names
from shuzhu.sources.words import plain

_CASE_NUMBER: Final = ("案号", "case_number")
_COURT: Final = ("法院代字", "法院", "court")


def default_mapping(path: Path) -> SourceMapping:
    """The tables of a file whose columns bear our names or titles; each is told by its sheet or file name.

    Raises MappingError where no table is recognised, or none of its columns.
    """
    found = []
    for sheet, rows in _headers(path):
        table = table_named(sheet) or table_named(path.name)
        if table:
            found += [mapping for mapping in [_best(table, sheet, rows)] if mapping]
    if not found:
        known = ", ".join(f"{record.TITLE}({name})" for name, record in RECORDS.items())
        stem = path.name.split(".")[0]
        raise MappingError(
            path, "", f"看不出是哪张表{did_you_mean(stem, RECORDS)}；请用表名作文件名或工作表名（{known}），"
            "列名用字段名或中文名；否则请写一份映射 (write a mapping)"
        )  # fmt: skip
    return SourceMapping(path=path, tables=tuple(found))


def table_named(name: str) -> str:
    """The table that a file's or sheet's name begins with (``cases_2020.csv``, ``案件-2020``), or blank."""
    word = plain(name).lower()
    names = {record.TITLE: table for table, record in RECORDS.items()} | {table: table for table in RECORDS}
    for known in sorted(names, key=len, reverse=True):
        rest = word.removeprefix(known)
        if word.startswith(known) and not re.match(r"[a-z]|[\u4e00-\u9fff](?<!表)", rest):
            return names[known]
    return ""


def _headers(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet's name (blank where there are none) and the rows that may be its header."""
    kind = kind_of(path)
    if kind == "parquet":
        yield "", [parquet_names(path)]
    elif kind == "json":
        items = [item for item in islice(json_items(path), 100) if not isinstance(item, Broken)]
        yield "", [list(dict.fromkeys(key for _, item in items for key in item))]
    elif kind == "sheet":
        for sheet in sheets.sheet_names(path):
            yield sheet, _first(sheets.rows_of(path, sheet))
    elif kind == "html":
        yield "", _first(html_rows(path))
    else:
        yield "", _first(delimited.rows_of(path, Layout()))


def _first(rows: Iterable[object]) -> list[list[str]]:
    """The names in each of the first rows."""
    return [header_names(row[1]) for row in islice(rows, HEADER_WITHIN) if isinstance(row, tuple)]


def _best(table: str, sheet: str, rows: list[list[str]]) -> TableMapping | None:
    """The mapping by the row that names the most fields, or None where none names any."""
    best = max((_mapped(table, sheet, row) for row in rows), key=lambda m: len(m.columns), default=None)
    return best if best and best.columns else None


def _mapped(table: str, sheet: str, names: list[str]) -> TableMapping:
    """A table's mapping by a header."""
    fields: dict[str, ColumnMapping] = {}
    by_word = {c.title: c.name for c in columns(table)} | {c.name: c.name for c in columns(table)}
    for name in names:
        field = by_word.get(plain(name), "")
        if field and field not in fields:
            fields[field] = ColumnMapping(field=field, sources=(name,))
    case = None
    if "case_id" in by_word and "case_id" not in fields and "case_number" not in by_word:
        case = _case(names)
    return TableMapping(table=table, layout=Layout(sheet=sheet), columns=tuple(fields.values()), case=case)


def _case(names: list[str]) -> CaseMapping | None:
    """The columns that tell the case of a child row."""
    number = next((name for name in names if plain(name) in _CASE_NUMBER), "")
    court = next((name for name in names if plain(name) in _COURT), "")
    if not number:
        return None
    return CaseMapping(
        number=ColumnMapping(field="number", sources=(number,)),
        court=ColumnMapping(field="court", sources=(court,)) if court else None,
    )

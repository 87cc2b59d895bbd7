"""JSON, JSON Lines, Parquet, HTML tables and databases → chunks or rows."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from selectolax.lexbor import LexborHTMLParser

from shuzhu.errors import SourceError
from shuzhu.sources.chunks import Broken, Chunk, Row, as_text, chunks_of, raw_of
from shuzhu.sources.texts import LONGEST, encoding_of, lines_of, whole_text

LARGEST_JSON: Final = 64 * 1024 * 1024  # characters of one JSON file, which is read whole
FIRST: Final = 1000  # rows whose keys make the columns of JSON Lines
BATCH: Final = 25_000

Item = tuple[int, dict[str, Any]]


def json_items(path: Path, encoding: str = "", longest: int = LONGEST) -> Iterator[Item | Broken]:
    """JSON Lines or a JSON file (a list of objects, or one) → its objects, numbered from 1."""
    if not _is_lines(path, encoding):
        yield from _json_file(path, encoding)
        return
    for number, line in enumerate(lines_of(path, encoding_of(path, encoding), longest), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            yield Broken(row=number, reason="本行不是完整的 JSON；请重新导出", raw=raw_of(line))
            continue
        if isinstance(item, dict):
            yield number, item
        else:
            yield Broken(row=number, reason="本行不是 JSON 对象 {…}；请重新导出", raw=raw_of(line))


def _is_lines(path: Path, encoding: str) -> bool:
    """Whether each line is a value of its own."""
    if any(suffix in {".jsonl", ".ndjson"} for suffix in path.suffixes):
        return True
    first = next(lines_of(path, encoding_of(path, encoding)), "").strip()
    return first.startswith("{") and first.endswith("}") and len(first) > 2 and _parses(first)


def _parses(text: str) -> bool:
    """Whether it is one JSON value."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _json_file(path: Path, encoding: str) -> Iterator[Item | Broken]:
    """The objects of a JSON file."""
    text = whole_text(path, encoding, LARGEST_JSON // 4)
    if not text.strip():
        raise SourceError(f"{path.name}: 文件是空的，没有表头也没有数据 (the file is empty)")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deep"
        raise SourceError(f"{path.name}: 不是完整的 JSON ({reason})；请重新导出") from error
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield number, item
        else:
            yield Broken(row=number, reason="不是 JSON 对象 {…}；请重新导出", raw=raw_of(item))


def json_chunks(path: Path, wanted: Iterable[str], named: Iterable[str], encoding: str) -> Iterator[Chunk]:
    """Objects → chunks whose columns are the keys of the first rows and those the mapping names."""
    items = json_items(path, encoding)
    first = _first(items)
    keys = dict.fromkeys(key for item in first if not isinstance(item, Broken) for key in item[1])
    lacking = [name for name in wanted if name not in keys]
    if lacking and any(not isinstance(item, Broken) for item in first):
        raise SourceError(f"{path.name}: 没有映射所要的字段「{lacking[0]}」(no such field)；请核对映射的 columns")
    names = [*keys, *(name for name in named if name not in keys)]

    def rows() -> Iterator[Row | Broken]:
        for item in chain(first, items):
            if isinstance(item, Broken):
                yield item
            else:
                yield item[0], [as_text(item[1].get(name)) for name in names]

    yield from chunks_of(rows(), names)


def _first(items: Iterator[Item | Broken]) -> list[Item | Broken]:
    """The first items, fewer where they are long."""
    found: list[Item | Broken] = []
    weight = 0
    for item in islice(items, FIRST):
        found.append(item)
        if not isinstance(item, Broken):
            weight += sum(len(value) for value in item[1].values() if isinstance(value, str))
        if weight > LONGEST:
            break
    return found


def parquet_names(path: Path) -> list[str]:
    """The columns of a Parquet file."""
    return list(pq.read_schema(path).names)


def parquet_chunks(path: Path) -> Iterator[Chunk]:
    """A Parquet file → chunks that keep its types."""
    done = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            batch.validate(full=True)
            numbers = np.arange(done + 1, done + 1 + len(batch), dtype=np.int64)
            done += len(batch)
            arrays = {name: _flat(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
            yield Chunk(columns=arrays, numbers=numbers)


def _flat(column: Any) -> Any:
    """A column without a dictionary, and with common strings."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(pa.string()) if pa.types.is_large_string(column.type) else column


def html_rows(path: Path, encoding: str = "") -> Iterator[Row]:
    """The largest table of a web page (which many systems export under the name of xls) → its rows."""
    page = LexborHTMLParser(whole_text(path, encoding))
    tables = sorted(page.css("table"), key=lambda table: -len(table.css("tr")))
    if not tables:
        raise SourceError(f"{path.name}: 网页中没有表格 (no table)；请另存为 xlsx 或 CSV")
    rows = [[" ".join(cell.text().split()) for cell in row.css("td, th")] for row in tables[0].css("tr")]
    width = max(map(len, rows), default=0)
    for number, cells in enumerate(rows, start=1):
        yield number, cells if len(cells) > 1 or width <= 1 else cells + [""] * (width - len(cells))

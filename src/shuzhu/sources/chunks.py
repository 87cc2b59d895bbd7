"""Rows of any source → chunks: columns of text (or of the source's own types) with their row numbers."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from shuzhu.errors import SourceError, did_you_mean

ROWS: Final = 25_000
STRIP: Final = 1000  # rows
CELLS: Final = 1_000_000
CHARACTERS: Final = 16_000_000
HEADER_WITHIN: Final = 10  # rows; exports put a title and a date above their header

_WRITTEN: Final[Mapping[type, Callable[[Any], str]]] = {
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    Decimal: lambda value: format(value, "f"),
    bytes: lambda value: value.decode("utf-8", "backslashreplace"),
    list: lambda value: json.dumps(value, ensure_ascii=False, default=str),
    dict: lambda value: json.dumps(value, ensure_ascii=False, default=str),
}
_UNSEEN: Final = {0: None, 0xFEFF: None}  # NUL and a byte order mark

Row = tuple[int, Sequence[str]]


def _plain(cell: pa.Scalar) -> object:
    """A cell as Python has it; a day or moment beyond Python's years as the number it is kept by."""
    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return getattr(cell, "value", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A row that cannot even be cut into columns."""

    row: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some rows of a source, by column; ``numbers`` are the rows as a person counts."""

    columns: Mapping[str, Any]
    numbers: NDArray[np.int64]
    broken: tuple[Broken, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)

    def words(self, name: str) -> Any:
        """A column as text."""
        column = self.columns[name]
        return column if pa.types.is_string(column.type) else as_texts(column)

    def raw(self, index: int) -> str:
        """One row as JSON."""
        return raw_of({name: as_text(_plain(column[index])) for name, column in self.columns.items()})

    def keep(self, mask: Any) -> "Chunk":
        """The rows for which the mask is true."""
        columns = {name: column.filter(mask) for name, column in self.columns.items()}
        return Chunk(columns=columns, numbers=self.numbers[np.asarray(mask)], broken=self.broken)


def as_text(value: Any) -> str:
    """What a person would write for a value; blank for none."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    write = _WRITTEN.get(type(value))
    return write(value) if write else str(value)


def as_texts(column: Any) -> Any:
    """A column of any type as text."""
    if pa.types.is_integer(column.type) or pa.types.is_large_string(column.type) or pa.types.is_null(column.type):
        return column.cast(pa.string())
    try:
        encoded = column.dictionary_encode()
    except pa.ArrowNotImplementedError:  # lists and the like
        return pa.array([as_text(value) for value in column.to_pylist()], pa.string())
    texts = pa.array([as_text(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return texts.take(encoded.indices)


def raw_of(words: object) -> str:
    """The words of a refused row as JSON, whatever signs they hold."""
    text = json.dumps(words, ensure_ascii=False, default=str)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def header_of(rows: Iterable[Row], wanted: Sequence[str], number: int, path: Path) -> list[str]:
    """The names of the columns: of a row by its number, or the first of ten with every wanted column.

    Takes no row beyond the header. Raises SourceError naming the first column that is lacking.
    """
    filled: list[list[str]] = []
    for row, cells in islice(rows, number or HEADER_WITHIN):
        names = header_names(cells)
        if any(cell.strip() for cell in cells):
            filled.append(names)
            if row == number or (not number and set(wanted) <= set(names)):
                break
    if not filled:
        raise SourceError(f"{path.name}: 文件是空的，没有表头也没有数据 (the file is empty)")
    names = filled[-1] if number or set(wanted) <= set(filled[-1]) else filled[0]
    if not set(wanted) <= set(names):
        raise SourceError(_lacking(path, wanted, names))
    return names


def _lacking(path: Path, wanted: Sequence[str], names: Sequence[str]) -> str:
    """What to say where a column is lacking."""
    lacking = next((name for name in wanted if name not in names), "")
    return (
        f"{path.name}: 没有映射所要的列「{lacking}」(no such column{did_you_mean(lacking, names)})；"
        "请核对映射的 columns 与 header_row，可缺的列写 optional: true"
    )


def header_names(cells: Sequence[str]) -> list[str]:
    """The names of columns: blank ones by their place (第3列), a second of one name with ``#2``."""
    names: list[str] = []
    times: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.translate(_UNSEEN).split()) or f"第{place}列"
        times[name] = times.get(name, 0) + 1
        names.append(name if times[name] == 1 else f"{name}#{times[name]}")
    return names


def chunks_of(rows: Iterable[Row | Broken], names: Sequence[str]) -> Iterator[Chunk]:
    """Rows as text → chunks; blank rows are passed over, rows of another width are broken."""
    most = max(1, min(ROWS, CELLS // max(1, len(names))))
    kept: list[Row] = []
    broken: list[Broken] = []
    weight = 0
    for given in rows:
        row = _fitted(given, len(names))
        if isinstance(row, Broken):
            broken.append(row)
        elif any(cell and not cell.isspace() for cell in row[1]):
            kept.append(row)
            weight += sum(map(len, row[1]))
        if len(kept) >= most or weight >= CHARACTERS or len(broken) >= ROWS:
            yield _chunk(names, kept, broken)
            kept, broken, weight = [], [], 0
    if kept or broken:
        yield _chunk(names, kept, broken)


def _fitted(row: Row | Broken, width: int) -> Row | Broken:
    """A row as wide as the header: blank cells beyond it fall away, a blank line has none."""
    if isinstance(row, Broken) or len(row[1]) == width:
        return row
    number, cells = row
    if not any(cell.strip() for cell in cells[width:]) and len(cells) > width:
        return number, cells[:width]
    if not any(cell.strip() for cell in cells):
        return number, ()
    reason = f"本行有 {len(cells)} 格，表头有 {width} 格；请补齐分隔符，或给含分隔符的内容加引号"
    return Broken(row=number, reason=reason, raw=raw_of(list(cells)))


def _chunk(names: Sequence[str], rows: list[Row], broken: list[Broken]) -> Chunk:
    """A chunk of these rows, less those that are no clean text or repeat the header."""
    try:
        arrays = _by_column(names, [cells for _, cells in rows])
    except UnicodeEncodeError:
        reason = "本行有无法解码的字节；请核对文件编码，或在映射中写明 encoding"
        whole = [row for row in rows if _decodable(row[1])]
        return _chunk(names, whole, [*broken, *(_lost(row, reason) for row in rows if not _decodable(row[1]))])
    chunk = Chunk(
        columns=dict(zip(names, arrays, strict=True)),
        numbers=np.array([number for number, _ in rows], np.int64),
        broken=tuple(broken),
    )
    if bad := _unclean(names, arrays):
        mask = np.ones(len(rows), bool)
        mask[list(bad)] = False
        lost = tuple(_lost(rows[index], reason) for index, reason in bad.items())
        return replace(chunk.keep(pa.array(mask)), broken=(*chunk.broken, *lost))
    return chunk


def _by_column(names: Sequence[str], rows: list[Sequence[str]]) -> list[Any]:
    """Rows turned into columns, a few at a time, since the cells of many rows do not fit in the cache."""
    pieces = [
        [pa.array(column, pa.string()) for column in zip(*rows[start : start + STRIP], strict=True)]
        for start in range(0, len(rows), STRIP)
    ]
    if not pieces:
        return [pa.array([], pa.string()) for _ in names]
    return [pa.concat_arrays(strips) for strips in zip(*pieces, strict=True)]


def _unclean(names: Sequence[str], arrays: Sequence[Any]) -> dict[int, str]:
    """Rows that hold a NUL byte or repeat the header, with the reason."""
    bad: dict[int, str] = {}
    for array in arrays:
        if pc.any(nul := pc.match_substring(array, "\x00")).as_py():
            reason = "本行含空字节 (NUL)，文件可能损坏；请重新导出"
            bad.update(dict.fromkeys(np.flatnonzero(nul.to_numpy(zero_copy_only=False)).tolist(), reason))
    first = pa.scalar(names[0].encode("utf-8", "backslashreplace").decode(), pa.string())
    for index in np.flatnonzero(pc.equal(arrays[0], first).to_numpy(zero_copy_only=False)).tolist():
        if header_names([array[index].as_py() for array in arrays]) == list(names):
            bad[index] = "本行是重复的表头；请删去"
    return bad


def _decodable(cells: Sequence[str]) -> bool:
    """Whether every cell is text that can be written down."""
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return False
    return True


def _lost(row: Row, reason: str) -> Broken:
    """A row that is no clean text."""
    return Broken(row=row[0], reason=reason, raw=raw_of(list(row[1])))


def table_chunks(rows: Iterator[Row | Broken], wanted: Sequence[str], header_row: int, path: Path) -> Iterator[Chunk]:
    """Rows with a header among them → chunks."""
    early: list[Broken] = []

    def whole() -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Broken):
                early.append(row)
            else:
                yield row

    names = header_of(whole(), wanted, header_row, path)
    yield from chunks_of(chain(early, rows), names)

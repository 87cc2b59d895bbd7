"""One column of a chunk → one field: every distinct value is read once, then gathered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from shuzhu.sources.chunks import Chunk
from shuzhu.sources.mapping import ColumnMapping
from shuzhu.sources.words import BLANKS, FORMULA

Rows = NDArray[np.int64]
_BLANKS: Final = sorted(BLANKS)
_FORMULA_REASON: Final = "是未算出的公式或错误值；请在原表中粘贴为数值后重新导出"
_ABOUT: Final = r"^[=#]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong with one value of one column, and in which rows of the chunk it stands.

    A fatal flaw costs the row; another only the field.
    """

    source: str
    rows: Rows
    reason: str
    value: str = ""
    fatal: bool = True


def source_words(mapping: ColumnMapping, chunk: Chunk) -> Any:
    """The words of a field: one column, several joined, or a constant; blanks are null."""
    if mapping.constant is not None:
        return pa.repeat(pa.scalar(mapping.constant, pa.string()), len(chunk))
    parts = [trimmed(chunk.words(name)) for name in mapping.sources if name in chunk.columns]
    words = parts[0]
    if len(parts) > 1:
        words = pc.binary_join_element_wise(*parts, mapping.between, null_handling="skip")
        words = pc.if_else(pc.equal(words, ""), None, words)
    if mapping.before or mapping.after:
        words = pc.binary_join_element_wise(mapping.before, words, mapping.after, "")
    return words


def trimmed(words: Any) -> Any:
    """Text without space at its ends; null where it says that there is nothing."""
    words = pc.utf8_trim_whitespace(words)
    return pc.if_else(pc.is_in(words, pa.array(_BLANKS)), None, words)


def rows_of(flaws: Sequence[Flaw]) -> Rows:
    """Every row that has one of these flaws."""
    return np.unique(np.concatenate([np.array([], np.int64), *(flaw.rows for flaw in flaws)]))


def formula_flaw(words: Any, source: str) -> list[Flaw]:
    """The cells that hold a formula or its error instead of a value."""
    if not pc.any(pc.match_substring_regex(words, _ABOUT)).as_py():
        return []
    rows = rows_where(pc.match_substring_regex(words, FORMULA))
    value = words[int(rows[0])].as_py() if len(rows) else ""
    return [Flaw(source=source, rows=rows, reason=_FORMULA_REASON, value=value)] if len(rows) else []


def rows_where(mask: Any) -> Rows:
    """The rows for which a mask is true; null is not."""
    return np.flatnonzero(np.asarray(pc.fill_null(mask, fill_value=False)))


def gather(
    words: Any, read: Callable[[str], Sequence[object]], types: Sequence[Any], source: str
) -> tuple[list[Any], list[Flaw]]:
    """Text → one column a type, reading each distinct value once; values that raise ValueError are flaws."""
    encoded = words.dictionary_encode()
    blank: tuple[None, ...] = (None,) * len(types)
    results: list[Sequence[object]] = []
    bad: dict[int, tuple[str, str]] = {}
    for place, word in enumerate(encoded.dictionary.to_pylist()):
        try:
            results.append(blank if word is None else read(word))
        except ValueError as error:
            results.append(blank)
            bad[place] = (word, str(error))
    columns = [
        pa.array([result[n] for result in results], type_).take(encoded.indices) for n, type_ in enumerate(types)
    ]
    return columns, _flaws(encoded.indices, bad, source) if bad else []


def _flaws(indices: Any, bad: dict[int, tuple[str, str]], source: str) -> list[Flaw]:
    """A flaw for each distinct bad value."""
    places = np.asarray(pc.fill_null(indices, -1))
    rows = np.flatnonzero(np.isin(places, list(bad)))
    order = rows[np.argsort(places[rows], kind="stable")]
    kinds, starts = np.unique(places[order], return_index=True)
    groups = np.split(order, starts[1:])
    return [
        Flaw(source=source, rows=group.astype(np.int64), reason=bad[int(kind)][1], value=bad[int(kind)][0])
        for kind, group in zip(kinds, groups, strict=True)
    ]


def typed(column: Any, target: Any) -> Any | None:
    """A column that already has the field's type (or one that turns into it without loss), else None."""
    kind = pa.types
    fits = (
        (kind.is_date32(target) and (kind.is_date(column.type) or kind.is_timestamp(column.type)))
        or (kind.is_decimal(target) and kind.is_decimal(column.type))
        or (kind.is_int64(target) and kind.is_integer(column.type))
        or (kind.is_boolean(target) and kind.is_boolean(column.type))
    )
    if not fits:
        return None
    try:
        return column.cast(target, safe=not kind.is_timestamp(column.type))
    except pa.ArrowInvalid:
        return None


def typed_flaws(column: Any, source: str, bounds: tuple[date, date] | None, *, signed: bool) -> list[Flaw]:
    """What is wrong with a column that came typed: days out of bounds, negative numbers."""
    flaws = []
    if bounds:
        outside = pc.or_(pc.less(column, bounds[0]), pc.greater(column, bounds[1]))
        reason = f"日期不在 {bounds[0]} 至 {bounds[1]} 之间，请更正"
        flaws.append(Flaw(source=source, rows=rows_where(outside), reason=reason, value="0000-00-00"))
    elif not signed and not pa.types.is_boolean(column.type):
        zero = Decimal(0) if pa.types.is_decimal(column.type) else 0
        below = pc.less(column, pa.scalar(zero, column.type))
        flaws.append(Flaw(source=source, rows=rows_where(below), reason="数额为负，请更正", value="0"))
    return [flaw for flaw in flaws if len(flaw.rows)]

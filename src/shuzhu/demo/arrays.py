"""NumPy columns with blanks → Arrow columns, and numbers that look random but belong to a key.

A blank is ``NONE`` in days, counts and cents, −1 in codes and flags. Codes point into a list of words.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import schema

Array = npt.NDArray[Any]
Frame = Mapping[str, Array]

NONE = -(2**31)
EPOCH = date(1970, 1, 1)


def day(year: int, month: int, number: int) -> int:
    """Days since 1970 of a date."""
    return (date(year, month, number) - EPOCH).days


def parts(days: Array) -> tuple[Array, Array, Array]:
    """Year, month and day of the month of days since 1970."""
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    number = months.astype(np.int64)
    return number // 12 + 1970, number % 12 + 1, (stamps - months).astype(np.int64) + 1


def scramble(keys: Array, salt: int) -> Array:
    """Keys → evenly spread whole numbers of 0 … 2⁶²−1, the same for the same key and salt (splitmix64)."""
    with np.errstate(over="ignore"):
        z = keys.astype(np.uint64) + np.uint64((salt * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(2)).astype(np.int64)


def chance(keys: Array, salt: int) -> Array:
    """Keys → evenly spread fractions of 0 ≤ x < 1, the same for the same key and salt."""
    return np.asarray(scramble(keys, salt) / 2.0**62)


def pick(rng: np.random.Generator, shares: Sequence[float] | Array, size: int) -> Array:
    """Positions drawn with the given shares, which need not sum to one."""
    edges = np.cumsum(np.asarray(shares, dtype=float))
    found = np.searchsorted(edges, rng.random(size) * edges[-1], "right")
    return np.asarray(np.minimum(found, len(edges) - 1))


def among(codes: Array, chosen: Iterable[int]) -> Array:
    """Which codes are among some; codes are −1 for a blank, which is none of them, and below a thousand."""
    known = np.zeros(1_001, bool)
    known[list(chosen)] = True
    return np.asarray(known[codes])


def stack(frames: Sequence[Frame]) -> dict[str, Array]:
    """Frames of the same columns, one after the other."""
    return {name: np.concatenate([f[name] for f in frames]) for name in frames[0]}


def rows(frame: Frame, which: Array) -> dict[str, Array]:
    """Some rows of a frame: a mask or positions."""
    return {name: column[which] for name, column in frame.items()}


def dates(days: Array) -> pa.Array:
    """Days → dates."""
    return pa.array(days.astype(np.int32), pa.date32(), mask=days == NONE)


def whole(numbers: Array) -> pa.Array:
    """Whole numbers."""
    return pa.array(numbers.astype(np.int64), pa.int64(), mask=numbers == NONE)


def flags(values: Array) -> pa.Array:
    """−1, 0, 1 → blank, false, true."""
    return pa.array(values > 0, pa.bool_(), mask=values < 0)


def words(vocabulary: Sequence[str] | pa.Array, codes: Array) -> pa.Array:
    """Positions in a list → its words; a long list is given as an Arrow array, made once."""
    known = vocabulary if isinstance(vocabulary, pa.Array) else pa.array(vocabulary, pa.string())
    return known.take(pa.array(codes.astype(np.int64), mask=codes < 0))


def text(numbers: Array) -> pa.Array:
    """Whole numbers → their digits."""
    return pc.cast(pa.array(numbers.astype(np.int64), mask=numbers == NONE), pa.string())


def joined(*pieces: pa.Array | str) -> pa.Array:
    """Texts joined row by row; blank where a piece is."""
    return pc.binary_join_element_wise(*pieces, "")


def blank_where(column: pa.Array, mask: Array) -> pa.Array:
    """A column with some rows blanked."""
    return pc.if_else(pa.array(~mask), column, pa.scalar(None, column.type))


def yuan(cents: Array) -> pa.Array:
    """Cents → yuan with two places."""
    halves = np.empty((len(cents), 2), np.int64)
    halves[:, 0] = cents
    halves[:, 1] = np.where(cents < 0, -1, 0)
    valid = np.packbits(cents != NONE, bitorder="little")
    return pa.Array.from_buffers(pa.decimal128(20, 2), len(cents), [pa.py_buffer(valid), pa.py_buffer(halves)])


def table(name: str, size: int, columns: Mapping[str, pa.Array | str]) -> pa.Table:
    """A table of records from the columns there are; the others are blank, a word stands for all rows."""
    wanted = schema(name)
    unknown = set(columns) - set(wanted.names)
    if unknown:
        raise KeyError(f"{name} has no columns {sorted(unknown)}")
    arrays = []
    for spec in wanted:
        column = columns.get(spec.name)
        if column is None:
            column = pa.nulls(size, spec.type)
        elif isinstance(column, str):
            column = pa.repeat(pa.scalar(column, pa.string()), size)
        arrays.append(column)
    return pa.Table.from_arrays(arrays, schema=wanted)

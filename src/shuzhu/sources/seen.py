"""Which keys of a file have come before, with what content: 24 bytes a row, however many rows."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Rows = NDArray[np.int64]
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_NULL: Final = 0x5EED5EED5EED
_TURN: Final = np.uint64(29)


class Seen:
    """The keys that a file has had so far. It changes as the file is read."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Hashes, Rows]] = []

    def compare(self, keys: Hashes, contents: Hashes, rows: Rows) -> tuple[NDArray[np.bool_], Rows]:
        """For each key, whether it came before with the same content, and the row where it had another.

        That row is 0 where there is none. The first row of a key stands, in a chunk as in the file.
        """
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        stands = first[inverse]
        earlier = stands != np.arange(len(keys))
        same = earlier & (contents == contents[stands])
        clash = np.where(earlier & ~same, rows[stands], 0)
        for run_keys, run_contents, run_rows in self._runs:
            place = np.minimum(np.searchsorted(run_keys, keys), len(run_keys) - 1)
            hit = run_keys[place] == keys
            alike = hit & (run_contents[place] == contents)
            same = np.where(hit, alike, same)
            clash = np.where(hit, np.where(alike, 0, run_rows[place]), clash)
        return same, clash

    def times(self, keys: Hashes) -> Rows:
        """How often each key has come before this place."""
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
        begins = np.searchsorted(ranked, ranked)
        times = np.empty(len(keys), np.int64)
        times[order] = np.arange(len(keys)) - begins
        for run_keys, _, _ in self._runs:
            times += np.searchsorted(run_keys, keys, "right") - np.searchsorted(run_keys, keys, "left")
        return times

    def add(self, keys: Hashes, contents: Hashes, rows: Rows) -> None:
        """Remember keys; runs of like length are merged, so that there are few."""
        run = _sorted(keys, contents, rows)
        while self._runs and len(self._runs[-1][0]) <= 2 * len(run[0]):
            other = self._runs.pop()
            run = _sorted(*(np.concatenate(pair) for pair in zip(other, run, strict=True)))
        if len(run[0]):
            self._runs.append(run)


def _sorted(keys: Hashes, contents: Hashes, rows: Rows) -> tuple[Hashes, Hashes, Rows]:
    """A run in the order of its keys."""
    order = np.argsort(keys, kind="stable")
    return keys[order], contents[order], rows[order]


def row_hashes(columns: Sequence[Any], word_hash: Callable[[object], int] = hash) -> Hashes:
    """A number for the content of each row, from the hash of each distinct value."""
    total = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        words = pa.types.is_string(column.type)
        for part in [_word_hashes(column, word_hash)] if words else _bits(column):
            total = (total ^ (total >> _TURN)) * _ODD + part
    return total


def _word_hashes(column: Any, word_hash: Callable[[object], int]) -> Hashes:
    """The hash of each text; null has its own."""
    encoded = column.dictionary_encode()
    values = np.fromiter(map(word_hash, encoded.dictionary.to_pylist()), np.int64, len(encoded.dictionary))
    table = np.append(values, _NULL)
    hashes: Hashes = table[np.asarray(pc.fill_null(encoded.indices, len(values)))].view(np.uint64)
    return hashes


def _bits(column: Any) -> list[Hashes]:
    """The bits of days, amounts, whole numbers and truths, eight bytes at a time; null has its own."""
    if pa.types.is_decimal(column.type):
        whole = pa.concat_arrays([column])  # no offset
        buffer = whole.buffers()[1]
        halves = np.frombuffer(buffer, np.uint64)[whole.offset * 2 : (whole.offset + len(whole)) * 2]
        parts = [halves[0::2], halves[1::2]]
    else:
        kind = pa.int32() if pa.types.is_date32(column.type) else column.type
        numbers = pc.cast(column.cast(kind), pa.int64())
        parts = [np.asarray(pc.fill_null(numbers, 0)).view(np.uint64)]
    valid = np.asarray(pc.is_valid(column))
    return [np.where(valid, part, np.uint64(_NULL)) for part in parts]


def stable_hash(value: object) -> int:
    """A hash that is the same in every run of the program."""
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest(), "big", signed=True)


def content_ids(columns: Sequence[Any], seen: Seen) -> Any:
    """An identity for each row from its content; the n-th row of one content has ``-n`` after it.

    It does not depend on where in a file the row stands.
    """
    hashes = row_hashes(columns, stable_hash)
    times = seen.times(hashes)
    seen.add(hashes, hashes, np.zeros(len(hashes), np.int64))
    words = [
        f"{number:016x}" if again == 0 else f"{number:016x}-{again + 1}"
        for number, again in zip(hashes.tolist(), times.tolist(), strict=True)
    ]
    return pa.array(words, pa.string())

"""Scored pairs → one to one, where the world is.

Where a record of one source is at most one of the other, pairs compete: the odds of a pair are held against those of
its rivals, p = o / (1 + Σ o of the pairs that share a record), and of what competes the assignment with the greatest
sum of weights is taken (Jaro 1989; Kuhn–Munkres within each group of records that compete).
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
LARGEST: Final = 400
"""Groups of more records are settled by the greatest weight first: the assignment would fill the memory."""
_MOST: Final = 60.0


def one_to_one(pairs: pa.Table, floor: float = 0.0) -> pa.Table:
    """The pairs that are left when every record has one partner at most; ``weight`` is held against the rivals.

    ``floor``: pairs that weigh no more are left out first; it is 0 at least, for no pair is taken to spare another.
    """
    pairs = pairs.filter(pa.array(np.asarray(pairs["weight"]) > floor))
    if not len(pairs):
        return pairs
    left, right, weight = _numbered(pairs["left"]), _numbered(pairs["right"]), np.asarray(pairs["weight"])
    kept = np.sort(np.concatenate([_settled(group, left, right, weight) for group in _groups(left, right)]))
    held = _held(left, right, weight)
    settled = pairs.take(pa.array(kept))
    return settled.set_column(settled.column_names.index("weight"), "weight", pa.array(held[kept]))


def one_each(pairs: pa.Table, side: str = "left") -> pa.Table:
    """The heaviest pair of every record of a side, its weight held against that record's other pairs."""
    if not len(pairs):
        return pairs
    record, weight = _numbered(pairs[side]), np.asarray(pairs["weight"])
    odds = np.exp2(np.clip(weight, -_MOST, _MOST))
    held = weight - np.log2(1 + np.maximum(np.bincount(record, odds)[record] - odds, 0))
    order = np.argsort(-weight, kind="stable")
    best = np.sort(order[np.unique(record[order], return_index=True)[1]])
    settled = pairs.take(pa.array(best))
    return settled.set_column(settled.column_names.index("weight"), "weight", pa.array(held[best]))


def _numbered(column: pa.ChunkedArray) -> Places:
    """Ids as numbers from 0."""
    return np.asarray(column.combine_chunks().dictionary_encode().indices, dtype=np.int64)


def _groups(left: Places, right: Places) -> list[Places]:
    """The places of the pairs of each group of records that compete."""
    size = int(left.max()) + 1
    whole = size + int(right.max()) + 1
    graph = coo_array((np.ones(len(left)), (left, right + size)), shape=(whole, whole))
    _, found = connected_components(graph, directed=False)
    of_pair = found[left]
    order = np.argsort(of_pair, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(of_pair[order])) + 1)


def _settled(group: Places, left: Places, right: Places, weight: Numbers) -> Places:
    """The pairs of a group that are taken."""
    if len(group) == 1:
        return group
    rows, a = np.unique(left[group], return_inverse=True)
    columns, b = np.unique(right[group], return_inverse=True)
    if len(rows) + len(columns) > LARGEST:
        return _greedily(group, left, right, weight)
    gain = np.zeros((len(rows), len(columns)))
    gain[a, b] = weight[group]
    place = {pair: n for n, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True))}
    taken = [
        place.get(pair)
        for pair in zip(*(axis.tolist() for axis in linear_sum_assignment(gain, maximize=True)), strict=True)
    ]
    return group[[n for n in taken if n is not None]]


def _greedily(group: Places, left: Places, right: Places, weight: Numbers) -> Places:
    """The pairs of a group, the heaviest first, of records that are still free."""
    seen: tuple[set[int], set[int]] = (set(), set())
    taken = []
    for pair in group[np.argsort(-weight[group], kind="stable")]:
        if left[pair] not in seen[0] and right[pair] not in seen[1]:
            seen[0].add(left[pair])
            seen[1].add(right[pair])
            taken.append(pair)
    return np.array(taken, np.int64)


def _held(left: Places, right: Places, weight: Numbers) -> Numbers:
    """The weight of each pair held against its rivals on either side: log₂ of o / (1 + Σ o of the rivals)."""
    odds = np.exp2(np.clip(weight, -_MOST, _MOST))
    rivals: Any = [np.bincount(side, odds)[side] - odds for side in (left, right)]
    return np.asarray(weight - np.log2(1 + np.maximum(np.maximum(*rivals), 0)))

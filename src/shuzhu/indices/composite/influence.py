"""How much each node matters: effective weights, and what its removal would move."""

from dataclasses import dataclass

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.aggregate import Aggregate, climb
from shuzhu.indices.composite.compose import Composed
from shuzhu.indices.composite.tree import Array, Tree


def effective_weights(tree: Tree) -> dict[str, float]:
    """The share of every node in the top: its weight among its siblings, times its parent's share (1 at the top)."""
    parents, weights = tree.parents, dict(zip(tree.nodes, tree.weights.tolist(), strict=True))
    totals: dict[str | None, float] = {}
    for code, parent in parents.items():
        totals[parent] = totals.get(parent, 0.0) + weights[code]
    found: dict[str, float] = {}
    for code in reversed(tree.nodes):
        parent = parents[code]
        whole = 1.0 if parent is None else found[parent]
        found[code] = whole * weights[code] / totals[parent] if totals[parent] > 0 else 0.0
    return {code: found[code] for code in tree.nodes}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Removals:
    """What the index would be without each of the nodes ``codes``.

    ``scores`` and ``standings`` are nodes × rows; ``shift`` the mean absolute change of standing for each node.
    """

    codes: tuple[str, ...]
    scores: Array
    standings: Array
    shift: Array


def removals(composed: Composed, level: int = 1) -> Removals:
    """The index recomputed without each node of a level: its weight set to nought, all before it as it was.

    Raises UsageError where there is no such level, or nothing was aggregated.
    """
    table, last = composed.last, composed.steps[-1]
    if not isinstance(last, Aggregate):
        raise UsageError("there is nothing to remove from yet; end the steps with aggregate")
    tree = table.tree
    levels = [1] * len(tree.indicators) + [group.level for group in tree.groups]
    places = np.flatnonzero(np.array(levels) == level)
    if not len(places):
        raise UsageError(f"no level {level}; the highest is {levels[-1]}")
    weights = np.tile(tree.weights, (len(places), 1))
    weights[np.arange(len(places)), places] = 0
    scores = climb(table.values, weights, tree, last)[0][..., -1]
    standings = moments.standings(scores.T).T
    shift = moments.mean(np.abs(standings - composed.standings).T)
    return Removals(codes=tuple(tree.nodes[at] for at in places), scores=scores, standings=standings, shift=shift)

"""Scores of indicators → scores of groups, level by level, each with its coverage."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.outranking import copeland
from shuzhu.indices.composite.step import Outcome, Scores, Step, need_normalised
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array, Layer, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Step):
    """Weighted means, or Copeland scores, of what has a value.

    ``methods`` is one method for all levels, or one for each level from the lowest up: ``arithmetic``, ``geometric``,
    ``harmonic``, ``copeland`` (OECD/JRC 2008, step 7). ``coverage`` is the share of weight, all the way down, that had
    a value; a score whose coverage is below ``minimum_coverage`` is missing.
    """

    name: ClassVar[str] = "aggregate"
    stage: ClassVar[str] = "aggregate"

    methods: tuple[str, ...] = ("arithmetic",)
    minimum_coverage: float = 0.0

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown method, one that needs positive scores, or a table not normalised."""
        need_normalised(table, "aggregating")
        values, coverage = climb(table.values, table.tree.weights, table.tree, self)
        width = len(table.codes)
        codes = table.tree.nodes[width:]
        scores = Scores(rows=table.rows, codes=codes, values=values[:, width:], coverage=coverage[:, width:])
        return Outcome(table=table, scores=scores)

    def method(self, at: int, levels: int) -> str:
        """The method of the level at a place, of so many levels."""
        if len(self.methods) not in {1, levels} or not 0 <= self.minimum_coverage <= 1:
            raise UsageError(f"give one method, or {levels}, one for each level; and a coverage between 0 and 1")
        method = self.methods[0] if len(self.methods) == 1 else self.methods[at]
        if method not in MEANS and method != "copeland":
            raise UsageError(f"no such aggregation as {method!r}{did_you_mean(method, (*MEANS, 'copeland'))}")
        return method


def climb(values: Array, weights: Array, tree: Tree, how: Aggregate) -> tuple[Array, Array]:
    """Scores and coverage of all nodes, the indicators' own first.

    ``values`` is units × indicators; ``weights`` has a weight for each node, or is draws × nodes, and then the answers
    are draws × units × nodes. A group whose members all weigh nothing counts for nothing itself.
    """
    weights = weights.copy()
    width, lead = len(tree.indicators), weights.shape[:-1]
    scores = np.full((*lead, len(values), weights.shape[-1]), np.nan)
    coverage = np.zeros_like(scores)
    scores[..., :width], coverage[..., :width] = values, ~np.isnan(values)
    layers = tree.layers
    for at, layer in enumerate(layers):
        held = values[:, layer.nodes] if at == 0 else scores[..., layer.nodes]
        shares = weights[..., layer.nodes, None] * layer.members
        known = (~np.isnan(held)).astype(np.float64)
        whole = shares.sum(axis=-2)
        weights[..., layer.groups] *= whole > 0
        covered = moments.divide(
            np.matmul(coverage[..., layer.nodes] * known, shares),
            np.broadcast_to(whole[..., None, :], (*lead, 1, whole.shape[-1])),
        )
        made = _gather(held, shares, known, how.method(at, len(layers)), layer)
        short = np.nan_to_num(covered) < how.minimum_coverage - 1e-12
        scores[..., layer.groups] = np.where(short, np.nan, made)
        coverage[..., layer.groups] = np.where(np.isnan(scores[..., layer.groups]), 0, np.nan_to_num(covered))
    return scores, coverage


def _gather(held: Array, shares: Array, known: Array, method: str, layer: Layer) -> Array:
    """Scores of one level's groups from those below: (draws ×) units × groups."""
    if method == "copeland":
        return copeland(held, shares, layer.members)
    into, back = MEANS[method]
    if method != "arithmetic" and (held <= 0).any():
        raise UsageError(
            f"the {method} mean needs scores above nought; normalise above it, for example min_max with low=1"
        )
    total = np.matmul(into(np.where(known > 0, held, 1.0)) * known, shares)
    return back(moments.divide(total, np.matmul(known, shares)))


def _same(values: Array) -> Array:
    """The values."""
    return values


def _inverse(values: Array) -> Array:
    """One over the values."""
    return np.asarray(1 / values)


#: each mean as what is averaged, and how the average is turned back
MEANS: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "arithmetic": (_same, _same),
    "geometric": (np.log, np.exp),
    "harmonic": (_inverse, _inverse),
}

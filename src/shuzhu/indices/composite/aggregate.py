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
    ``harmonic``, ``copeland`` (OECD/JRC 2008, step 6). ``coverage`` is the share of weight, all the way down, that had
    a value; a score whose coverage is below ``minimum_coverage`` is missing.

    Of the means this holds: where a score goes missing that was no worse than its group's, and the group keeps
    another, no group above rises; without a minimum, only what was worse than its group can raise it by going missing.
    """

    name: ClassVar[str] = "aggregate"
    stage: ClassVar[str] = "aggregate"

    methods: tuple[str, ...] = ("arithmetic",)
    minimum_coverage: float = 0.0

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown method, one that needs positive scores, or a table not normalised."""
        need_normalised(table, "aggregating")
        values, coverage = climb(table.values, table.tree.weights, table.tree, self)
        codes = table.tree.nodes[len(table.codes) :]
        return Outcome(table=table, scores=Scores(rows=table.rows, codes=codes, values=values, coverage=coverage))

    def method(self, at: int, levels: int) -> str:
        """The method of the level at a place, of so many levels."""
        if len(self.methods) not in {1, levels} or not 0 <= self.minimum_coverage <= 1:
            raise UsageError(f"give one method, or {levels}, one for each level; and a coverage between 0 and 1")
        method = self.methods[0] if len(self.methods) == 1 else self.methods[at]
        if method not in MEANS and method != "copeland":
            raise UsageError(f"no such aggregation as {method!r}{did_you_mean(method, (*MEANS, 'copeland'))}")
        return method


def climb(values: Array, weights: Array, tree: Tree, how: Aggregate) -> tuple[Array, Array]:
    """Scores and coverage of the groups, from the lowest level up.

    ``values`` is units × indicators; ``weights`` has a weight for each node, or is draws × nodes, and then the answers
    are draws × units × groups. A group whose members all weigh nothing counts for nothing itself.
    """
    weights = weights.copy()
    width, lead = len(tree.indicators), weights.shape[:-1]
    scores = np.full((*lead, len(values), len(tree.groups)), np.nan)
    coverage = np.zeros_like(scores)
    there = (~np.isnan(values)).astype(np.float64)
    for at, layer in enumerate(tree.layers):
        held, covered = _below(values, scores, layer), _below(there, coverage, layer)
        shares = weights[..., layer.nodes, None] * layer.members
        weights[..., layer.groups] *= shares.sum(axis=-2) > 0
        made = _gather(held, shares, how.method(at, len(tree.layers)), layer)
        known = _mean_of(covered, shares, None)
        places = slice(layer.groups.start - width, layer.groups.stop - width)
        scores[..., places] = np.where(known < how.minimum_coverage - 1e-12, np.nan, made)
        coverage[..., places] = np.where(np.isnan(scores[..., places]), 0, known)
    return scores, coverage


def _below(leaves: Array, groups: Array, layer: Layer) -> Array:
    """What the nodes of a layer hold: of indicators alone units × nodes, else (draws ×) units × nodes."""
    if not len(layer.branches):
        return leaves[:, layer.leaves]
    above = groups[..., layer.branches]
    if not len(layer.leaves):
        return above
    low = np.broadcast_to(leaves[:, layer.leaves], (*above.shape[:-1], len(layer.leaves)))
    return np.concatenate([low, above], axis=-1)


def _gather(held: Array, shares: Array, method: str, layer: Layer) -> Array:
    """Scores of one level's groups from those below: (draws ×) units × groups."""
    if method == "copeland":
        return copeland(held, shares, layer.members)
    into, back = MEANS[method]
    if method != "arithmetic" and (held <= 0).any():
        raise UsageError(
            f"the {method} mean needs scores above nought; normalise above it, for example min_max with low=1"
        )
    known = (~np.isnan(held)).astype(np.float64)
    if known.all():
        return back(_mean_of(into(held), shares, None))
    return back(_mean_of(into(np.where(known > 0, held, 1.0)) * known, shares, known))


def _mean_of(values: Array, shares: Array, known: Array | None) -> Array:
    """Weighted sums over the weights of what is known, or over all; NaN where nothing weighs."""
    whole = shares.sum(axis=-2)[..., None, :] if known is None else np.matmul(known, shares)
    return moments.divide(np.matmul(values, shares), whole)


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

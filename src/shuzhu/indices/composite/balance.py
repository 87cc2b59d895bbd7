"""Weights optimised so that every node of a level has the influence on the index that it should."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.optimize import least_squares

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.aggregate import Aggregate, climb
from shuzhu.indices.composite.step import Outcome, Step, need_normalised
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array
from shuzhu.indices.composite.weight import reweighed


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualInfluence(Step):
    """Weights of the nodes of ``level`` (1 the indicators) with which all correlate equally with the top group.

    Influence is the Pearson correlation of a node's scores with the index (Paruolo, Saisana & Saltelli 2013,
    J. R. Stat. Soc. A 176; Becker et al. 2017, Ecological Indicators 80). No weight falls below ``least`` times,
    or rises above ``most`` times, the mean; where influence cannot be equal within these, it is brought as near as
    may be. The sum of the weights stays.
    """

    name: ClassVar[str] = "equal_influence"
    stage: ClassVar[str] = "weight"

    level: int = 2
    methods: tuple[str, ...] = ("arithmetic",)
    least: float = 0.02
    most: float = 20.0

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for a level with fewer than two nodes, or a table not normalised."""
        need_normalised(table, "weighting to equal influence")
        nodes = _nodes_of(table, self.level)
        start = table.tree.weights
        mean = float(start[nodes].mean())
        if len(nodes) < 2 or not mean > 0:
            raise UsageError(f"level {self.level} has fewer than two weighted nodes; name another level")
        before = influence(table, start[None], nodes, self.methods)[0]
        found = self._search(table, start, nodes)
        weights = start.copy()
        weights[nodes] = found / found.mean() * mean
        after = influence(table, weights[None], nodes, self.methods)[0]
        codes = tuple(table.tree.nodes[at] for at in nodes)
        changed = reweighed(table, dict(zip(codes, weights[nodes].tolist(), strict=True)))
        return Outcome(table=changed.table, report=Balance(codes=codes, before=before, after=after))

    def _search(self, table: Table, start: Array, nodes: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Array:
        """Weights about a mean of 1, by least squares over their logarithms."""

        def residuals(logs: Array) -> Array:
            weights = np.tile(start, (len(np.atleast_2d(logs)), 1))
            weights[:, nodes] = np.exp(np.atleast_2d(logs))
            found = np.nan_to_num(influence(table, weights, nodes, self.methods))
            return np.asarray(found - found.mean(axis=1, keepdims=True))

        def slopes(logs: Array) -> Array:
            step = 1e-6 * np.eye(len(logs))
            return np.asarray((residuals(logs + step) - residuals(logs - step)).T / 2e-6)

        low, high = np.log(self.least), np.log(self.most)
        found = least_squares(
            lambda logs: residuals(logs)[0],
            np.zeros(len(nodes)),
            jac=slopes,
            bounds=(low, high),
            xtol=1e-12,
            ftol=1e-12,
            gtol=1e-12,
        )
        return np.exp(np.asarray(found.x, dtype=np.float64))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Balance:
    """The influence of each node, its correlation with the index, before and after."""

    codes: tuple[str, ...]
    before: Array
    after: Array


def influence(
    table: Table, weights: Array, nodes: np.ndarray[tuple[int, ...], np.dtype[np.intp]], methods: tuple[str, ...]
) -> Array:
    """Correlations of nodes with the top group, for each draw of weights: draws × nodes."""
    scores, _ = climb(table.values, weights, table.tree, Aggregate(methods=methods))
    width = len(table.codes)
    below = np.broadcast_to(table.values, (len(weights), *table.values.shape)) if nodes[0] < width else scores
    places = nodes if nodes[0] < width else nodes - width
    pairs = zip(below, scores, strict=True)
    return np.array([moments.correlate(low[:, places], high[:, -1:])[:, 0] for low, high in pairs])


def _nodes_of(table: Table, level: int) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """The places of the nodes of a level."""
    width = len(table.codes)
    groups = [width + at for at, group in enumerate(table.tree.groups) if group.level == level]
    return np.array(list(range(width)) if level == 1 else groups, dtype=np.intp)

"""Weights that people give: given, equal, or from pairwise comparisons (AHP)."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array

#: the mean consistency index of random matrices of so many rows (Saaty 1980, The Analytic Hierarchy Process)
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenWeights(Step):
    """Set the weights of some indicators or groups; the others keep theirs."""

    name: ClassVar[str] = "given_weights"
    stage: ClassVar[str] = "weight"

    weights: tuple[tuple[str, float], ...]

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown node or a weight below nought."""
        return reweighed(table, dict(self.weights))


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualWeights(Step):
    """Give every indicator and group the weight 1."""

    name: ClassVar[str] = "equal_weights"
    stage: ClassVar[str] = "weight"

    def apply(self, table: Table) -> Outcome:
        """Any table will do."""
        return reweighed(table, dict.fromkeys(table.tree.nodes, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """How much more each child of a group matters than each other, 1 to 9 or their inverses: rows against columns."""

    group: str
    children: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AHP(Step):
    """The analytic hierarchy process: weights of a group's children are the principal eigenvector of judgements.

    Consistency ratio CR = (λ − n) ÷ (n − 1) ÷ RI(n); Saaty 1980 holds judgements below 0.1 to be consistent.
    With a ``limit``, a ratio above it is refused.
    """

    name: ClassVar[str] = "ahp"
    stage: ClassVar[str] = "weight"

    judgements: tuple[Judgements, ...]
    limit: float | None = None

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where judgements are not of all children of a group, not reciprocal, or inconsistent."""
        weights: dict[str, float] = {}
        ratios: dict[str, float] = {}
        for held in self.judgements:
            if set(held.children) != set(table.tree.children(held.group)):
                raise UsageError(f"{held.group}: judge all its children, {', '.join(table.tree.children(held.group))}")
            found, ratios[held.group] = priorities(np.array(held.matrix, dtype=np.float64))
            if self.limit is not None and ratios[held.group] > self.limit:
                raise UsageError(
                    f"{held.group}: judgements are inconsistent (ratio {ratios[held.group]:.3f} above {self.limit:g}); "
                    "look at them again"
                )
            weights.update(zip(held.children, found.tolist(), strict=True))
        return Outcome(table=reweighed(table, weights).table, report=Consistency(ratios=ratios))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """The consistency ratio of each group's judgements."""

    ratios: dict[str, float]


def reweighed(table: Table, weights: dict[str, float]) -> Outcome:
    """The table with some weights changed."""
    return Outcome(table=replace(table, tree=table.tree.weighted(weights)))


def priorities(matrix: Array) -> tuple[Array, float]:
    """Weights that sum to 1, and the consistency ratio, of a pairwise matrix (n × n).

    Raises UsageError unless it is square, positive and reciprocal, of at most ten rows.
    """
    size = len(matrix)
    if matrix.shape != (size, size) or size > 10 or not (matrix > 0).all():
        raise UsageError("pairwise judgements are a square matrix of at most ten rows, all above nought")
    if not np.allclose(matrix * matrix.T, 1, rtol=1e-6):
        raise UsageError(
            "pairwise judgements are reciprocal: where a is 3 times b, b is 1/3 of a, and a is 1 of itself"
        )
    roots, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(roots.real))
    weights = np.abs(vectors[:, first].real)
    index = (float(roots[first].real) - size) / max(size - 1, 1)
    return weights / weights.sum(), max(index, 0.0) / RANDOM_INDEX[size] if size > 2 else 0.0

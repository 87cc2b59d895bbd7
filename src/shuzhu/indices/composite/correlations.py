"""Correlations within and across levels, flags of what says the same twice or pulls apart, Cronbach's alpha."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.compose import Composed
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Correlations:
    """Pearson correlations: ``values`` is rows × columns, over the units that have both."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Two children of a group: ``collinear`` say the same twice, ``opposed`` cancel each other out."""

    group: str
    left: str
    right: str
    correlation: float
    kind: Literal["collinear", "opposed"]


def correlations(composed: Composed, lower: int = 1, upper: int = 2) -> Correlations:
    """Nodes of one level against nodes of another (or the same); level 1 are the normalised indicators.

    Raises UsageError where the composite has no such level.
    """
    below, above = level_of(composed, lower), level_of(composed, upper)
    return Correlations(rows=above[0], columns=below[0], values=moments.correlate(above[1], below[1]))


def flags(composed: Composed, level: int = 1, collinear: float = 0.75, opposed: float = -0.4) -> list[Flag]:
    """Pairs of children of one group whose correlation lies above or below the limits, group after group."""
    codes, values = level_of(composed, level)
    found, parents = moments.correlate(values, values), composed.last.tree.parents
    pairs = [
        (parents[codes[i]] or "", codes[i], codes[j], float(found[i, j]))
        for i in range(len(codes))
        for j in range(i + 1, len(codes))
        if parents[codes[i]] == parents[codes[j]] and not np.isnan(found[i, j])
    ]
    return [
        Flag(group=group, left=left, right=right, correlation=r, kind="collinear" if r > collinear else "opposed")
        for group, left, right, r in pairs
        if r > collinear or r < opposed
    ]


def level_of(composed: Composed, level: int) -> tuple[tuple[str, ...], Array]:
    """The codes of a level's nodes and their scores, rows × nodes; raises UsageError where there is no such level."""
    tree, scores = composed.last.tree, composed.scores
    if level == 1:
        return tree.leaves, composed.last.values
    places = [at for at, group in enumerate(tree.groups) if group.level == level]
    if not places:
        raise UsageError(f"no level {level}; the highest is {tree.groups[-1].level}")
    return tuple(tree.groups[at].code for at in places), scores.values[:, places]


def cronbach(values: Array) -> float:
    """k ÷ (k − 1) · (1 − Σ var ÷ var of the sum) over the units that have all of the k indicators; NaN for one alone.

    Cronbach 1951 (Psychometrika 16).
    """
    whole = values[~np.isnan(values).any(axis=1)]
    width = whole.shape[1]
    if width < 2 or len(whole) < 2:
        return float("nan")
    parts, total = moments.deviation(whole) ** 2, moments.deviation(whole.sum(axis=1, keepdims=True)) ** 2
    return float(moments.divide(width / (width - 1) * (total - parts.sum()), total)[0])


def alphas(table: Table) -> dict[str, float]:
    """Cronbach's alpha of the indicators of every group that holds indicators."""
    parents = np.array([i.parent for i in table.tree.indicators])
    return {str(group): cronbach(table.values[:, parents == group]) for group in dict.fromkeys(parents.tolist())}

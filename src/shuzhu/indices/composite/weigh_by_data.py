"""Weights that the scores themselves give, within each lowest group: entropy, CRITIC, principal components."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.components import principal_components
from shuzhu.indices.composite.normalise import share_of_range
from shuzhu.indices.composite.step import Outcome, Step, need_normalised
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array
from shuzhu.indices.composite.weight import reweighed


@dataclass(frozen=True, slots=True, kw_only=True)
class DataWeights(Step):
    """Weights of the indicators of each group, or of ``groups`` if given; their sum within the group stays."""

    stage: ClassVar[str] = "weight"

    groups: tuple[str, ...] = ()

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where scores are missing that the method needs, or the group is unknown."""
        need_normalised(table, f"weighting by {self.name}")
        weights: dict[str, float] = {}
        for group in self.groups or dict.fromkeys(i.parent for i in table.tree.indicators):
            children = set(table.tree.children(group))
            columns = [at for at, code in enumerate(table.codes) if code in children]
            if len(columns) < 2:
                continue
            found = self.weigh(table.values[:, columns])
            if not np.isfinite(found).all() or not found.sum() > 0:
                raise UsageError(
                    f"{group}: {self.name} finds no weights, because scores do not vary; weigh it otherwise"
                )
            total = sum(table.tree.indicators[at].weight for at in columns)
            for at, weight in zip(columns, found / found.sum() * total, strict=True):
                weights[table.codes[at]] = float(weight)
        return reweighed(table, weights)

    @abstractmethod
    def weigh(self, scores: Array) -> Array:
        """Weights up to a factor, from units × indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entropy(DataWeights):
    """w ∝ 1 − e, e = −Σ p ln p ÷ ln n over the n units, p an indicator's scores as shares of their sum.

    Hwang & Yoon 1981, Multiple Attribute Decision Making.
    """

    name: ClassVar[str] = "entropy"

    def weigh(self, scores: Array) -> Array:
        """Raises UsageError for a score below nought."""
        return entropy(scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Critic(DataWeights):
    """w ∝ σ · Σ (1 − r): spread times disagreement with the others, of scores brought between 0 and 1.

    Diakoulaki, Mavrotas & Papayannakis 1995 (Computers & Operations Research 22).
    """

    name: ClassVar[str] = "critic"

    def weigh(self, scores: Array) -> Array:
        """Indicators without spread get none."""
        return critic(scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Components(DataWeights):
    """w ∝ Σ λ · loading², the variance of an indicator that the first ``kept`` principal components explain.

    After Nicoletti, Scarpetta & Boylaud 2000 (OECD Economics WP 226; OECD/JRC 2008, step 6), without rotation.
    """

    name: ClassVar[str] = "components"

    kept: int = 1

    def weigh(self, scores: Array) -> Array:
        """Raises UsageError unless some component is kept and some units have all scores."""
        if self.kept < 1:
            raise UsageError("keep at least one principal component")
        found = principal_components(scores)
        return np.asarray((found.loadings[:, : self.kept] ** 2 * found.deviations[: self.kept] ** 2).sum(axis=1))


def entropy(scores: Array) -> Array:
    """1 − e of each column of units × indicators; 0 for one without spread or of noughts alone."""
    if (scores < 0).any():
        raise UsageError("entropy weights need scores of nought or more; normalise by min_max")
    share = moments.divide(scores, np.nansum(scores, axis=0))
    held = moments.count(scores)
    chaos = -np.nansum(share * np.log(np.where(share > 0, share, 1)), axis=0)
    return np.clip(np.nan_to_num(1 - moments.divide(chaos, np.log(np.maximum(held, 1)))), 0, None)


def critic(scores: Array) -> Array:
    """σ_j · Σ_k (1 − r_jk) of each column of units × indicators; 0 for one without spread."""
    unit = share_of_range(scores)
    apart = 1 - np.nan_to_num(moments.correlate(unit, unit))
    np.fill_diagonal(apart, 0.0)
    return np.asarray(np.nan_to_num(moments.deviation(unit)) * apart.sum(axis=1))

"""Values → scores by the place of a unit among the others: rank, percentile rank, Borda."""

from dataclasses import dataclass
from typing import ClassVar

from shuzhu.indices.composite import moments
from shuzhu.indices.composite.normalise import Normalise
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Normalise):
    """The rank from the worst, 1, up; ties share the lowest of their ranks (OECD/JRC 2008, step 5)."""

    name: ClassVar[str] = "rank"

    def score(self, table: Table) -> Array:
        """Ranks from 1."""
        return moments.ranks(table.signed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentileRank(Normalise):
    """The share of the other units that are worse, between 0 and 1."""

    name: ClassVar[str] = "percentile_rank"

    def score(self, table: Table) -> Array:
        """Shares; NaN where there is no other unit."""
        return moments.divide(moments.ranks(table.signed) - 1, moments.count(table.signed) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Borda(Normalise):
    """How many units are worse: Borda's points, from 0."""

    name: ClassVar[str] = "borda"

    def score(self, table: Table) -> Array:
        """Points from 0."""
        return moments.ranks(table.signed) - 1

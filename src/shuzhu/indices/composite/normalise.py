"""Values → scores of one scale, by the spread of the sample: min–max, z, scaled, distances to max or a reference."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalise(Step):
    """A step that turns every indicator into scores, better when higher; all times of a panel are taken together."""

    stage: ClassVar[str] = "normalise"

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where the table holds scores already, or parameters do not fit it."""
        if table.normalised:
            raise UsageError("the table is normalised already; take one of the two normalising steps out")
        return Outcome(table=table.with_values(self.score(table), normalised=True))

    @abstractmethod
    def score(self, table: Table) -> Array:
        """Units × indicators, better when higher; NaN for an indicator whose scores are not defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinMax(Normalise):
    """low + (high − low) · (x − min) ÷ (max − min), turned over where less is better (OECD/JRC 2008, step 5).

    An indicator without spread tells units not apart and has no score.
    """

    name: ClassVar[str] = "min_max"

    low: float = 0.0
    high: float = 100.0

    def score(self, table: Table) -> Array:
        """Scores between ``low`` and ``high``; raises UsageError unless low < high."""
        if not self.low < self.high:
            raise UsageError(f"min–max needs low below high, not {self.low:g} and {self.high:g}")
        return self.low + (self.high - self.low) * share_of_range(table.signed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZScore(Normalise):
    """mean + sd · (x − x̄) ÷ s, with the sample standard deviation s (OECD/JRC 2008, step 5)."""

    name: ClassVar[str] = "z_score"

    mean: float = 0.0
    sd: float = 1.0

    def score(self, table: Table) -> Array:
        """Scores of the asked mean and deviation; raises UsageError unless ``sd`` is above nought."""
        if not self.sd > 0:
            raise UsageError("z-scores need a standard deviation above nought")
        spread = np.where(np.nan_to_num(moments.highest(table.values) - moments.lowest(table.values)) > 0, 1.0, np.nan)
        apart = table.signed - moments.mean(table.signed)
        return self.mean + self.sd * moments.divide(apart, moments.deviation(table.signed) * spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled(Normalise):
    """factor · (x − origin) ÷ width, the same for all indicators, times the direction; by default x itself."""

    name: ClassVar[str] = "scaled"

    origin: float = 0.0
    width: float = 1.0
    factor: float = 1.0

    def score(self, table: Table) -> Array:
        """Scores; raises UsageError unless ``width`` is above nought."""
        if not self.width > 0:
            raise UsageError("scaling needs a width above nought")
        return self.factor * (table.values - self.origin) / self.width * table.tree.directions


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceToMax(Normalise):
    """1 − (max − x) ÷ (max − min) of the signed values: how near to the best unit, between 0 and 1."""

    name: ClassVar[str] = "distance_to_max"

    def score(self, table: Table) -> Array:
        """Scores between 0 and 1."""
        signed = table.signed
        best = moments.highest(signed)
        return 1 - moments.divide(best - signed, best - moments.lowest(signed))


@dataclass(frozen=True, slots=True, kw_only=True)
class FractionOfMax(Normalise):
    """x ÷ max, where the maximum is above nought (OECD/JRC 2008, step 5).

    Where less is better: min ÷ x, so that the best unit has 1 again. With ``turned`` = False it is x ÷ min instead,
    the ratio of the signed values, which then is higher when worse.
    """

    name: ClassVar[str] = "fraction_of_max"

    turned: bool = True

    def score(self, table: Table) -> Array:
        """Scores; NaN where there is nothing to divide by; UsageError where less is better and one is negative."""
        values, positive = table.values, table.tree.directions > 0
        negative = np.flatnonzero((values < 0).any(axis=0) & ~positive)
        if len(negative):
            raise UsageError(f"{table.codes[negative[0]]} has a negative value and no inverse to compare; use min_max")
        low = np.broadcast_to(moments.lowest(values), values.shape)
        lower = moments.divide(low, values) if self.turned else moments.divide(values, low)
        return np.where(positive, moments.divide(values, moments.highest(values)), lower)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceToUnit(Normalise):
    """1 − (x_ref − x) ÷ (x_ref − min) of the signed values: 1 is the reference unit, 0 the worst of all.

    An indicator in which the reference unit is itself the worst has no score.
    """

    name: ClassVar[str] = "distance_to_unit"

    unit: str

    def score(self, table: Table) -> Array:
        """Scores; raises UsageError for an unknown unit; in a panel each time is held against the unit's own row."""
        reference = _row_of(table, self.unit)
        signed = table.signed
        return 1 - moments.divide(reference - signed, reference - moments.lowest(signed))


def share_of_range(signed: Array) -> Array:
    """(x − min) ÷ (max − min) of each column; NaN for one without spread."""
    low = moments.lowest(signed)
    return moments.divide(signed - low, moments.highest(signed) - low)


def _row_of(table: Table, unit: str) -> Array:
    """The signed values of a unit, at each row's time."""
    places = {row: at for at, row in enumerate(table.rows)}
    wanted = [(unit, time) for _, time in table.rows]
    absent = [row for row in wanted if row not in places]
    if absent:
        at_time = "" if absent[0][1] is None else f" at {absent[0][1]:g}"
        raise UsageError(f"no such unit to refer to as {unit!r}{at_time}{did_you_mean(unit, table.units)}")
    return table.signed[[places[row] for row in wanted]]

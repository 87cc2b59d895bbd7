"""Missing values filled from the other units, from the unit's own group, or from its own past."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array, Mask

METHODS = {"mean": moments.mean, "median": moments.median}


@dataclass(frozen=True, slots=True, kw_only=True)
class Impute(Step):
    """Fill with the ``mean`` or ``median`` of the indicator, within each label of the grouping ``by`` if given.

    In a panel only values of the same time count. ``none`` fills nothing. What cannot be filled, because no unit
    of the group has a value, stays missing.
    """

    name: ClassVar[str] = "impute"
    stage: ClassVar[str] = "impute"

    method: Literal["none", "mean", "median"] = "mean"
    by: str | None = None

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown method or grouping."""
        if self.method == "none":
            return Outcome(table=table, report=Imputed(filled=np.zeros(table.values.shape, dtype=bool)))
        if self.method not in METHODS:
            raise UsageError(f"no such imputation as {self.method!r}{did_you_mean(self.method, (*METHODS, 'none'))}")
        labels = ["" for _ in table.units] if self.by is None else [str(label) for label in table.labels(self.by)]
        times = table.times or (0.0,) * len(table.units)
        return imputed(table, fill(table.values, list(zip(labels, times, strict=True)), self.method))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImputeLast(Step):
    """Fill with the unit's own last known value, no older than ``longest`` units of time if given (panels)."""

    name: ClassVar[str] = "impute_last"
    stage: ClassVar[str] = "impute"

    longest: float | None = None

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where the table has no times."""
        if table.times is None:
            raise UsageError("the last known value needs a panel; give the table its times")
        return imputed(table, carry_forward(table.values, table.units, table.times, self.longest))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Imputed:
    """Which cells were filled: rows × indicators."""

    filled: Mask


def imputed(table: Table, values: Array) -> Outcome:
    """The table with the filled values, and which they are."""
    return Outcome(table=table.with_values(values), report=Imputed(filled=np.isnan(table.values) & ~np.isnan(values)))


def fill(values: Array, labels: list[tuple[str, float]], method: str) -> Array:
    """Each missing value replaced by the mean or median of its column among the rows of the same label."""
    found = values.copy()
    places = {label: at for at, label in enumerate(dict.fromkeys(labels))}
    marks = np.array([places[label] for label in labels])
    for mark in range(len(places)):
        rows = np.flatnonzero(marks == mark)
        held = values[rows]
        found[rows] = np.where(np.isnan(held), METHODS[method](held), held)
    return found


def carry_forward(values: Array, units: tuple[str, ...], times: tuple[float, ...], longest: float | None) -> Array:
    """Each missing value replaced by the same unit's latest earlier one, if that is not too old."""
    found, when = values.copy(), np.array(times)
    seen = np.where(np.isnan(values), np.nan, when[:, None])
    order = np.lexsort((when, np.unique(np.array(units), return_inverse=True)[1]))
    for before, at in pairwise(order):
        if units[before] == units[at]:
            gap = np.isnan(found[at])
            found[at, gap], seen[at, gap] = found[before, gap], seen[before, gap]
    age = np.nan_to_num(when[:, None] - seen)
    return found if longest is None else np.where(age > longest, np.nan, found)

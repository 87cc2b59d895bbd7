"""The frozen table that every step takes and gives: units × indicators, NaN where a value is missing."""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from shuzhu.errors import InputError, UsageError, did_you_mean
from shuzhu.indices.composite.tree import Array, Tree


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Values of indicators for units, their tree, and what else is known of the units.

    ``values`` has a row for each unit and a column for each indicator, in the tree's order, as read-only
    float64. ``others`` are columns that are no indicators (denominators), ``groupings`` labels of units by
    the name of the grouping. Where ``times`` is given a row is a unit at a time and a unit may have many rows.
    ``normalised`` says whether the values are scores already, all of them better when higher.

    Raises InputError where shapes do not agree, a unit stands twice at a time, or a value is infinite.
    """

    units: tuple[str, ...]
    values: Array
    tree: Tree
    others: Mapping[str, Array] = field(default_factory=dict)
    groupings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    times: tuple[float, ...] | None = None
    normalised: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _frozen(self.values))
        object.__setattr__(self, "others", {name: _frozen(column) for name, column in self.others.items()})
        _check(self)

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators' codes, in the order of the columns."""
        return self.tree.leaves

    @property
    def rows(self) -> tuple[tuple[str, float | None], ...]:
        """What each row is: a unit, and its time where there are times."""
        times: Sequence[float | None] = self.times or (None,) * len(self.units)
        return tuple(zip(self.units, times, strict=True))

    @property
    def signed(self) -> Array:
        """The values times their direction: all of them better when higher."""
        return self.values if self.normalised else self.values * self.tree.directions

    def column(self, code: str) -> Array:
        """The values of an indicator; raises UsageError where there is none."""
        if code not in self.codes:
            raise UsageError(f"no such indicator as {code!r}{did_you_mean(code, self.codes)}")
        return self.values[:, self.codes.index(code)]

    def labels(self, grouping: str) -> npt.NDArray[np.str_]:
        """The label of each row in a grouping; raises UsageError where there is none."""
        if grouping not in self.groupings:
            raise UsageError(f"no such grouping of units as {grouping!r}{did_you_mean(grouping, self.groupings)}")
        return np.array(self.groupings[grouping])

    def with_values(self, values: Array, *, normalised: bool | None = None) -> Self:
        """The table with other values."""
        return replace(self, values=values, normalised=self.normalised if normalised is None else normalised)

    def take(self, rows: npt.NDArray[np.intp]) -> Self:
        """The table with these rows, in this order."""
        return replace(
            self,
            units=tuple(self.units[at] for at in rows),
            values=self.values[rows],
            others={name: column[rows] for name, column in self.others.items()},
            groupings={name: tuple(labels[at] for at in rows) for name, labels in self.groupings.items()},
            times=None if self.times is None else tuple(self.times[at] for at in rows),
        )

    def keep(self, codes: Sequence[str]) -> Self:
        """The table with these indicators alone, in the order they had."""
        wanted = set(codes)
        columns = np.array([at for at, code in enumerate(self.codes) if code in wanted], dtype=np.intp)
        return replace(self, values=self.values[:, columns], tree=self.tree.keep(wanted))


def _frozen(values: Array) -> Array:
    """The values as a float64 array that nobody can write to."""
    array = np.asarray(values, dtype=np.float64)
    if array.flags.writeable:
        array = array.copy()
        array.flags.writeable = False
    return array


def _check(table: Table) -> None:
    """Raise InputError unless everything has its length and every row is one of its kind."""
    shape = (len(table.units), len(table.tree.indicators))
    if table.values.shape != shape:
        raise InputError(f"values are {table.values.shape}, but there are {shape[0]} units and {shape[1]} indicators")
    if np.isinf(table.values).any():
        raise InputError("a value is infinite; give NaN where a value is missing")
    sized: dict[str, Sized] = {**table.others, **table.groupings}
    if table.times is not None:
        sized["times"] = table.times
    for name, column in sized.items():
        if len(column) != shape[0]:
            raise InputError(f"{name} has {len(column)} values for {shape[0]} rows")
    if len(set(table.rows)) < shape[0]:
        raise InputError("a unit stands twice in the table; give one row for each unit, or for each unit and time")

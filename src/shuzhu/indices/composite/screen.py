"""Units and indicators that hold too few values, or too many noughts, are left out."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen(Step):
    """The least share of values that a unit or an indicator must have, and the least share of them not nought.

    Units are judged first; indicators by the units that stay.
    """

    name: ClassVar[str] = "screen"
    stage: ClassVar[str] = "screen"

    unit_available: float = 0.0
    unit_nonzero: float = 0.0
    indicator_available: float = 0.0
    indicator_nonzero: float = 0.0

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where a share is not between 0 and 1, or nothing would be left."""
        limits = (self.unit_available, self.unit_nonzero, self.indicator_available, self.indicator_nonzero)
        if any(not 0 <= limit <= 1 for limit in limits):
            raise UsageError("a screening share lies between 0 and 1")
        by_unit = availability(table.values)
        stays = passes(by_unit, self.unit_available, self.unit_nonzero)
        kept = table.take(np.flatnonzero(stays))
        fits = passes(availability(kept.values.T), self.indicator_available, self.indicator_nonzero)
        if not stays.any() or not fits.any():
            raise UsageError("screening would leave nothing; ask for a smaller share of values")
        codes = [code for code, fit in zip(table.codes, fits, strict=True) if fit]
        rows = tuple(row for row, stay in zip(table.rows, stays, strict=True) if not stay)
        dropped = tuple(code for code in table.codes if code not in codes)
        result = kept if fits.all() else kept.keep(codes)
        return Outcome(table=result, report=Screened(rows=rows, indicators=dropped))


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What was left out."""

    rows: tuple[tuple[str, float | None], ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Availability:
    """For each unit: values missing, values that are nought, the share there, the share of those not nought."""

    missing: Array
    zero: Array
    available: Array
    nonzero: Array


def availability(values: Array) -> Availability:
    """What each row of a table holds; a row without any value has a share of 0 that is not nought."""
    width = values.shape[1]
    missing, zero = np.isnan(values).sum(axis=1), (values == 0).sum(axis=1)
    held = width - missing
    return Availability(
        missing=missing.astype(float),
        zero=zero.astype(float),
        available=held / max(width, 1),
        nonzero=np.where(held > 0, 1 - zero / np.maximum(held, 1), 0.0),
    )


def passes(found: Availability, available: float, nonzero: float) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Whether each row holds its least shares."""
    return np.asarray((found.available >= available) & (found.nonzero >= nonzero))

"""Indicators divided by another column, so that large and small units compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominate(Step):
    """Divide indicators: ``by`` holds (indicator, column of ``others``, scale), value = scale · value ÷ column."""

    name: ClassVar[str] = "denominate"
    stage: ClassVar[str] = "denominate"

    by: tuple[tuple[str, str, float], ...]

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError for an unknown indicator or column; a denominator of nought gives a missing value."""
        scales = {code: (column, scale) for code, column, scale in self.by}
        unknown = sorted(set(scales) - set(table.codes))
        if unknown:
            raise UsageError(f"no such indicator as {unknown[0]!r}{did_you_mean(unknown[0], table.codes)}")
        return Outcome(table=table.with_values(denominate(table.values, table.codes, table.others, scales)))


def denominate(
    values: Array, codes: tuple[str, ...], others: Mapping[str, Array], scales: Mapping[str, tuple[str, float]]
) -> Array:
    """Values divided by columns and multiplied by scales; NaN where the denominator is missing or nought."""
    found = values.copy()
    for code, (column, scale) in scales.items():
        if column not in others:
            raise UsageError(f"{code}: no such column to divide by as {column!r}{did_you_mean(column, others)}")
        at, below = codes.index(code), others[column]
        known = ~np.isnan(below) & (below != 0)
        found[:, at] = np.nan
        np.divide(values[:, at] * scale, below, out=found[:, at], where=known)
    return found

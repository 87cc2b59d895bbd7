"""What each indicator holds: range, mean, spread, shape, how many values are there, differ, or are nought."""

from dataclasses import dataclass

import numpy as np

from shuzhu.indices.composite import moments
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.treat import outlying
from shuzhu.indices.composite.tree import Array, Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Below which shares, or above which skewness and kurtosis, an indicator is flagged."""

    available: float = 0.65
    nonzero: float = 0.5
    unique: float = 0.5
    skew: float = 2.0
    kurt: float = 3.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Description:
    """Figures and flags, a value for each of the indicators ``codes``.

    ``same`` counts the commonest value. Shares: of values there among the units, and of values not nought, different,
    and the same among those there.
    """

    codes: tuple[str, ...]
    lowest: Array
    highest: Array
    mean: Array
    median: Array
    deviation: Array
    skewness: Array
    kurtosis: Array
    count: Array
    nonzero: Array
    unique: Array
    same: Array
    available_share: Array
    nonzero_share: Array
    unique_share: Array
    same_share: Array
    scarce: Mask
    zeros: Mask
    repeated: Mask
    outlying: Mask


def describe(table: Table, limits: Limits | None = None) -> Description:
    """The figures of every indicator of a table."""
    values, limits = table.values, limits or Limits()
    count = moments.count(values)
    nonzero = np.asarray(((values != 0) & ~np.isnan(values)).sum(axis=0), dtype=np.float64)
    unique, same = _repeats(values)
    skew, kurt = moments.shape(values)
    shares = {
        "available_share": count / max(len(values), 1),
        "nonzero_share": moments.divide(nonzero, count),
        "unique_share": moments.divide(unique, count),
        "same_share": moments.divide(same, count),
    }
    return Description(
        codes=table.codes, lowest=moments.lowest(values), highest=moments.highest(values), mean=moments.mean(values),
        median=moments.median(values), deviation=moments.deviation(values), skewness=skew, kurtosis=kurt,
        count=count, nonzero=nonzero, unique=unique, same=same, **shares,
        scarce=np.asarray(shares["available_share"] < limits.available),
        zeros=np.asarray(shares["nonzero_share"] < limits.nonzero),
        repeated=np.asarray(shares["unique_share"] < limits.unique),
        outlying=outlying(skew, kurt, limits.skew, limits.kurt),
    )  # fmt: skip


def _repeats(values: Array) -> tuple[Array, Array]:
    """How many different values each column has, and how often its commonest stands there."""
    found = [np.unique(column[~np.isnan(column)], return_counts=True)[1] for column in values.T]
    return (
        np.array([len(counts) for counts in found], dtype=np.float64),
        np.array([counts.max(initial=0) for counts in found], dtype=np.float64),
    )

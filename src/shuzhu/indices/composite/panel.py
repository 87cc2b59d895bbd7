"""Panels: how values and scores of each unit go over time."""

from dataclasses import dataclass

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.compose import Composed
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trends:
    """For each unit and node: the ``slope`` per unit of time, how many ``points``, and the ``last`` less the first.

    Arrays are units × nodes. A slope needs two points.
    """

    units: tuple[str, ...]
    codes: tuple[str, ...]
    slope: Array
    points: Array
    last: Array


def trends(composed: Composed) -> Trends:
    """Least-squares slopes of the normalised indicators and all groups; raises UsageError where there are no times."""
    table = composed.last
    if table.times is None:
        raise UsageError("trends need a panel; give the table its times")
    values = np.hstack([table.values, composed.scores.values])
    units = tuple(dict.fromkeys(table.units))
    owners, times = np.array(table.units), np.array(table.times)
    found = [_trend(times[owners == unit], values[owners == unit]) for unit in units]
    slope, points, last = (np.array(part) for part in zip(*found, strict=True))
    return Trends(units=units, codes=table.tree.nodes, slope=slope, points=points, last=last)


def _trend(times: Array, values: Array) -> tuple[Array, Array, Array]:
    """Slope, number of points, and last less first value, of each column over the times."""
    order = np.argsort(times)
    held = values[order]
    when = np.where(np.isnan(held), np.nan, times[order][:, None])
    apart = when - moments.mean(when)
    slope = moments.divide(np.nansum(apart * held, axis=0), np.nansum(apart**2, axis=0))
    known, columns = ~np.isnan(held), np.arange(held.shape[1])
    first, last = np.argmax(known, axis=0), len(held) - 1 - np.argmax(known[::-1], axis=0)
    return slope, known.sum(axis=0).astype(float), held[last, columns] - held[first, columns]

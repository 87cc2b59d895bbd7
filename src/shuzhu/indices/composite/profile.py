"""A unit's strengths and weaknesses: the indicators in which it stands best and worst among all units."""

from dataclasses import dataclass

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An indicator, its group, the unit's standing in it (1 the best), its value, and how many units have one."""

    code: str
    group: str
    standing: int
    value: float
    among: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Strengths, best first; weaknesses, worst last. Neither holds an indicator of the other."""

    strengths: tuple[Place, ...]
    weaknesses: tuple[Place, ...]


def profile(table: Table, unit: str, count: int = 5, time: float | None = None) -> Profile:
    """The ``count`` best and worst standings of a unit; equal ones follow in the order of groups' codes.

    Standings are among the rows of the same time; missing values have none. Raises UsageError for an unknown unit,
    or a count below 1.
    """
    if (unit, time) not in table.rows:
        raise UsageError(f"no such unit as {unit!r}{did_you_mean(unit, table.units)}; in a panel, give its time")
    if count < 1:
        raise UsageError("ask for at least one strength and weakness")
    rows = np.array([at for at, row in enumerate(table.rows) if row[1] == time], dtype=np.intp)
    held = table.take(rows)
    at = held.rows.index((unit, time))
    standings, among = moments.ranks(-held.signed)[at], moments.count(held.values)
    places = [
        Place(
            code=indicator.code, group=indicator.parent, standing=int(standings[column]),
            value=float(held.values[at, column]), among=int(among[column]),
        )
        for column, indicator in enumerate(held.tree.indicators)
        if not np.isnan(standings[column])
    ]  # fmt: skip
    places.sort(key=lambda place: (place.standing, place.group))
    take = min(count, len(places) // 2)
    return Profile(strengths=tuple(places[:take]), weaknesses=tuple(places[len(places) - take :]))

"""Which choice moves the result most: Sobol's indices of the factors of a composite."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.compose import Composed
from shuzhu.indices.composite.draws import Draws, Factor, draw
from shuzhu.indices.composite.sobol import Design, Indices, indices, sample
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sensitivity:
    """The factors' names and their indices, in the same order; ``runs`` is how many composites were computed."""

    factors: tuple[str, ...]
    indices: Indices
    runs: int


def mean_shift(draws: Draws) -> Array:
    """The mean absolute shift of standing from the nominal one, over the rows that have both: one for each draw."""
    return moments.mean(np.abs(draws.standings - draws.nominal_standings).T)


def score_of(unit: str, time: float | None = None) -> Callable[[Draws], Array]:
    """The index of one unit, for each draw."""
    return lambda draws: draws.index[:, _place(draws, unit, time)]


def standing_of(unit: str, time: float | None = None) -> Callable[[Draws], Array]:
    """The standing of one unit, for each draw."""
    return lambda draws: draws.standings[:, _place(draws, unit, time)]


def sensitivity(
    composed: Composed,
    factors: Sequence[Factor],
    output: Callable[[Draws], Array] = mean_shift,
    design: Design | None = None,
) -> Sensitivity:
    """First- and total-order indices of the factors for an output (Saisana, Saltelli & Tarantola 2005).

    Base points × (2 + factors) composites are computed. Raises UsageError where factors do not fit, NoDataError where
    some draw has no output.
    """
    design = design or Design()
    points = sample(len(factors), design)
    found = output(draw(composed, factors, points.reshape(-1, len(factors)), design.seed + 1))
    if np.isnan(found).any():
        raise NoDataError("some draws give no result; let the factors leave every unit with a score")
    shaped = found.reshape(points.shape[:2])
    return Sensitivity(factors=tuple(f.name for f in factors), indices=indices(shaped, design), runs=found.size)


def _place(draws: Draws, unit: str, time: float | None) -> int:
    """Where a unit stands among the rows."""
    if (unit, time) not in draws.rows:
        raise UsageError(f"no such unit as {unit!r}{did_you_mean(unit, (row[0] for row in draws.rows))}")
    return draws.rows.index((unit, time))

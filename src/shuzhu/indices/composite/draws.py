"""Many composites at once: factors that may be otherwise, and the index under each draw of them.

A draw is a point of the unit cube, one coordinate for each factor. Stages that draws have in common are computed once,
and draws that differ in weights alone are aggregated together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.aggregate import Aggregate, climb
from shuzhu.indices.composite.change import changed_steps
from shuzhu.indices.composite.compose import Change, Composed, compose
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array

Row = tuple[str, float | None]

#: how many scores of nodes are held at once
AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A factor with equally likely options, each some changes in the sense of ``Composed.replay``; () leaves all be."""

    name: str
    options: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightNoise:
    """A factor that multiplies each weight by a number drawn evenly from 1 − ``share`` to 1 + ``share``.

    ``level`` limits it to the nodes of one level (1 the indicators). The factor's coordinate picks one of ``sets``
    drawn beforehand, so that all weights together are one factor.
    """

    name: str = "weights"
    share: float = 0.25
    level: int | None = None
    sets: int = 1000


Factor = Choice | WeightNoise


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """The index under each draw, draws × ``rows`` of the table, and the standings; NaN for a row without a score.

    ``nominal`` and ``nominal_standings`` are those of the composite itself.
    """

    rows: tuple[tuple[str, float | None], ...]
    index: Array
    standings: Array
    nominal: Array
    nominal_standings: Array


def draw(composed: Composed, factors: Sequence[Factor], points: Array, seed: int) -> Draws:
    """The index at each of the points (draws × factors, each 0 ≤ u < 1).

    Raises UsageError where a factor is empty, stands twice, or a change fits no step or leads to no score.
    """
    _check(composed, factors)
    options = [len(f.options) if isinstance(f, Choice) else 1 for f in factors]
    chosen = np.floor(points * options).astype(np.intp)
    noise = _noise(composed, factors, points, seed)
    kinds, which = np.unique(chosen, axis=0, return_inverse=True)
    known = {composed.steps[: at + 1]: outcome for at, outcome in enumerate(composed.outcomes)}
    rows = composed.table.rows
    index = np.full((len(points), len(rows)), np.nan)
    for at, kind in enumerate(kinds):
        changes = [c for f, pick in zip(factors, kind, strict=True) if isinstance(f, Choice) for c in f.options[pick]]
        here = np.flatnonzero(which.reshape(-1) == at)
        steps = changed_steps(composed.steps, changes)
        index[here] = _under(composed.table, steps, known, noise[here])
    nominal = _align(rows, composed.last.rows, composed.index[None])
    standings = moments.standings(np.vstack([nominal, index]).T).T
    return Draws(rows=rows, index=index, standings=standings[1:], nominal=nominal[0], nominal_standings=standings[0])


def _check(composed: Composed, factors: Sequence[Factor]) -> None:
    """Raise UsageError unless factors are named once each and can vary."""
    names = [factor.name for factor in factors]
    if not names or len(set(names)) < len(names):
        raise UsageError("give at least one factor, and each its own name")
    for factor in factors:
        if isinstance(factor, Choice) and not factor.options:
            raise UsageError(f"the factor {factor.name} has no options; give at least one")
        if isinstance(factor, WeightNoise) and not (0 <= factor.share <= 1 and factor.sets > 0):
            raise UsageError(f"the factor {factor.name}: the share lies between 0 and 1, and there is at least one set")
    if not isinstance(composed.steps[-1], Aggregate):
        raise UsageError("draws need an index; end the steps with aggregate")


def _noise(composed: Composed, factors: Sequence[Factor], points: Array, seed: int) -> Array:
    """What to multiply the weights of the table's nodes by: draws × nodes; one column of 1 where there is no noise."""
    tree = composed.table.tree
    levels = np.array([1] * len(tree.indicators) + [group.level for group in tree.groups])
    found: Array = np.ones((len(points), len(levels)))
    rng = np.random.default_rng(seed)
    for at, factor in enumerate(factors):
        if isinstance(factor, WeightNoise):
            sets = rng.uniform(1 - factor.share, 1 + factor.share, (factor.sets, len(levels)))
            sets[:, levels != (factor.level or levels)] = 1
            found = found * sets[np.floor(points[:, at] * factor.sets).astype(np.intp)]
    return found


def _under(table: Table, steps: tuple[Step, ...], known: dict[tuple[Step, ...], Outcome], noise: Array) -> Array:
    """The index of the table's rows under these steps and each row of noise: draws × rows."""
    how = steps[-1]
    if not isinstance(how, Aggregate):
        raise UsageError("draws need an index; a change took aggregate away")
    last = compose(table, steps[:-1], known).last
    if not last.normalised:
        raise UsageError("draws need scores; a change took normalising away")
    places = {code: at for at, code in enumerate(table.tree.nodes)}
    mine = noise[:, [places[code] for code in last.tree.nodes]]
    distinct, which = (mine[:1], np.zeros(len(mine), dtype=np.intp)) if (mine == mine[0]).all() else (mine, None)
    weights = distinct * last.tree.weights
    chunk = max(1, AT_ONCE // (len(last.units) * weights.shape[1]))
    parts = [
        climb(last.values, weights[at : at + chunk], last.tree, how)[0][..., -1] for at in range(0, len(weights), chunk)
    ]
    found = _align(table.rows, last.rows, np.vstack(parts))
    return found if which is None else found[which]


def _align(wanted: Sequence[Row], held: Sequence[Row], values: Array) -> Array:
    """Values by row (draws × held) for the wanted rows; NaN where one was left out."""
    if wanted == held:
        return values
    places = {row: at for at, row in enumerate(held)}
    found: Array = np.full((len(values), len(wanted)), np.nan)
    for at, row in enumerate(wanted):
        if row in places:
            found[:, at] = values[:, places[row]]
    return found

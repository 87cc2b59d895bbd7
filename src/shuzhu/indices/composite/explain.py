"""What moved between two composites of the same units: standings, scores, and which indicators moved them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.aggregate import MEANS, Aggregate
from shuzhu.indices.composite.compose import Composed
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Explained:
    """For each of the ``rows`` that both have: scores and standings before and after.

    ``parts`` splits the change of score by indicator (rows × ``codes``) and sums to it exactly; None where the two
    are not means of one and the same kind throughout, for which no exact split is defined.
    """

    rows: tuple[tuple[str, float | None], ...]
    before: Array
    after: Array
    standing_before: Array
    standing_after: Array
    codes: tuple[str, ...]
    parts: Array | None

    @property
    def change(self) -> Array:
        """The change of score of each row."""
        return self.after - self.before

    @property
    def movers(self) -> tuple[tuple[str, float | None], ...]:
        """The rows whose standing changed, those that moved furthest first."""
        moved = np.nan_to_num(np.abs(self.standing_after - self.standing_before))
        return tuple(self.rows[at] for at in np.argsort(-moved, kind="stable") if moved[at] > 0)


def explain(before: Composed, after: Composed) -> Explained:
    """Who moves from one composite to the other and by how much, split by indicator.

    The arithmetic mean splits as w′x′ − wx; the harmonic as the change of 1 ÷ S times −S S′; the geometric by the
    logarithmic mean of S and S′ (the additive LMDI of Ang 2004, Energy Policy 32). w are effective weights among the
    values that the unit has. Raises UsageError where the two share no unit.
    """
    places = {row: at for at, row in enumerate(after.last.rows)}
    rows = tuple(row for row in before.last.rows if row in places)
    if not rows:
        raise UsageError("the two composites share no unit; compare a composite with a replay of itself")
    origins = {row: at for at, row in enumerate(before.last.rows)}
    here, there = np.array([origins[row] for row in rows]), np.array([places[row] for row in rows])
    codes = tuple(dict.fromkeys((*before.last.codes, *after.last.codes)))
    old, new = before.index[here], after.index[there]
    return Explained(
        rows=rows, before=old, after=new, standing_before=before.standings[here],
        standing_after=after.standings[there], codes=codes, parts=_parts(before, after, (here, there), codes),
    )  # fmt: skip


def effective_shares(table: Table) -> Array:
    """The share of each indicator in the top for each row, among the values that it has: rows × indicators."""
    tree = table.tree
    known = np.zeros((len(table.units), len(tree.nodes)))
    known[:, : len(tree.indicators)] = ~np.isnan(table.values)
    shares: list[Array] = []
    for layer in tree.layers:
        held = known[:, layer.nodes, None] * tree.weights[layer.nodes, None] * layer.members
        shares.append(np.nan_to_num(moments.divide(held, held.sum(axis=1, keepdims=True))))
        known[:, layer.groups] = held.sum(axis=1) > 0
    found = np.zeros_like(known)
    found[:, -1] = 1
    for layer, share in zip(reversed(tree.layers), reversed(shares), strict=True):
        found[:, layer.nodes] = np.matmul(share, found[:, layer.groups, None])[..., 0]
    return found[:, : len(tree.indicators)]


def _parts(before: Composed, after: Composed, places: tuple[Places, Places], codes: tuple[str, ...]) -> Array | None:
    """The change of score by indicator, or None where it cannot be split."""
    kind, later = _kind(before), _kind(after)
    if kind is None or kind != later:
        return None
    into = MEANS[kind][0]
    terms = [_terms(composed, at, codes, into) for composed, at in zip((before, after), places, strict=True)]
    old, new = before.index[places[0]], after.index[places[1]]
    factor = {"arithmetic": np.ones_like(old), "geometric": _log_mean(old, new), "harmonic": -old * new}[kind]
    return np.asarray((terms[1] - terms[0]) * factor[:, None])


def _terms(composed: Composed, places: Places, codes: tuple[str, ...], into: Callable[[Array], Array]) -> Array:
    """Effective share times transformed score, rows × codes; nought where the composite lacks the indicator."""
    table = composed.last
    shares = effective_shares(table)[places]
    values = table.values[places]
    known = ~np.isnan(values) & (shares > 0)
    found = np.zeros((len(places), len(codes)))
    columns = [codes.index(code) for code in table.codes]
    found[:, columns] = np.where(known, shares * into(np.where(known, values, 1.0)), 0)
    return found


def _kind(composed: Composed) -> str | None:
    """The one mean that is used throughout, with nothing left out for want of coverage; else None."""
    last = composed.steps[-1]
    if not isinstance(last, Aggregate) or len(set(last.methods)) > 1 or last.minimum_coverage > 0:
        return None
    return None if last.methods[0] == "copeland" else last.methods[0]


def _log_mean(old: Array, new: Array) -> Array:
    """(b − a) ÷ (ln b − ln a), and a where they are equal."""
    apart = np.log(new) - np.log(old)
    near = np.abs(apart) < 1e-9
    return np.where(near, (old + new) / 2, (new - old) / np.where(near, 1, apart))

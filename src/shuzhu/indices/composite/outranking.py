"""Units against units: how much weight says that one is better, and Copeland's score of wins less losses."""

import numpy as np

from shuzhu.indices.composite import moments
from shuzhu.indices.composite.tree import Array, Mask


def outranking(values: Array, weights: Array) -> Array:
    """The share of weight in which the unit of the row is better than the unit of the column; a tie gives half.

    ``values`` is units × indicators, better when higher; the answer units × units, 0 on the diagonal. A pair is judged
    by the indicators that both have; NaN where it has none. Munda & Nardo 2009 (Applied Economics 41).
    """
    known = (~np.isnan(values)).astype(np.float64)
    common = (known * weights) @ known.T
    apart = np.zeros_like(common)
    for column, weight in zip(values.T, weights, strict=True):
        better = np.sign(column[:, None] - column)
        apart += weight * (np.nan_to_num(better, copy=False) if np.isnan(column).any() else better)
    found = moments.divide((common + apart) / 2, common)
    np.fill_diagonal(found, 0.0)
    return found


def copeland_scores(matrix: Array) -> Array:
    """How many units each outranks, less how many outrank it; NaN for a unit that meets no other.

    Copeland 1951; a share of weight above a half outranks, to within 1e-12.
    """
    apart = np.where(np.isnan(matrix), 0, matrix - matrix.T)
    np.fill_diagonal(apart, 0)
    won = np.where(np.abs(apart) < 1e-12, 0, np.sign(apart)).sum(axis=1)
    met = ~np.isnan(matrix)
    np.fill_diagonal(met, val=False)
    return np.where(met.any(axis=1), won, np.nan)


def copeland(held: Array, shares: Array, members: Mask) -> Array:
    """Copeland scores of units in each group: (draws ×) units × nodes, (draws ×) nodes × groups → units × groups."""
    lead = np.broadcast_shapes(held.shape[:-2], shares.shape[:-2])
    held, shares = (
        np.broadcast_to(held, (*lead, *held.shape[-2:])),
        np.broadcast_to(shares, (*lead, *shares.shape[-2:])),
    )
    found = np.full((*lead, held.shape[-2], members.shape[1]), np.nan)
    for draw in np.ndindex(*lead):
        for group, nodes in enumerate(members.T):
            values = held[draw][:, nodes]
            scores = copeland_scores(outranking(values, shares[draw][nodes, group]))
            found[draw][:, group] = np.where(np.isnan(values).all(axis=1), np.nan, scores)
    return found

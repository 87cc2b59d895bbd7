"""Quasi-likelihood curves: a share over time, and counts that a window lifts; the spread of the data is allowed for.

P. McCullagh, J. Nelder (1989), Generalized Linear Models, 2nd ed., § 2.5 (iteratively reweighted least squares) and
§ 4.5 (the dispersion from Pearson's statistic); it is held at one where the data are spread no wider than chance.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

ROUNDS: Final = 50
_EDGE: Final = 30.0

Floats = npt.NDArray[np.float64]
Parts = Callable[[Floats], tuple[Floats, Floats]]
"""The line → the means and the weights."""


class Curve(NamedTuple):
    """The slope of the last column of a design, its standard error, and the degrees of freedom behind it."""

    slope: float
    error: float
    freedom: int
    spread: float


def logistic(counts: Floats, totals: Floats, design: Floats) -> Curve:
    """Counts out of totals on a design (its last column is asked about), by the logit."""

    def parts(line: Floats) -> tuple[Floats, Floats]:
        share = 1 / (1 + np.exp(-line))
        return totals * share, totals * share * (1 - share)

    start = np.log((counts.sum() + 0.5) / (totals.sum() - counts.sum() + 0.5))
    return _fitted(counts, design, np.zeros(len(counts)), parts, float(start))


def poisson(counts: Floats, exposure: Floats, design: Floats) -> Curve:
    """Counts over an exposure on a design (its last column is asked about), by the logarithm."""

    def parts(line: Floats) -> tuple[Floats, Floats]:
        mean = np.exp(line)
        return mean, mean

    start = np.log((counts.sum() + 0.5) / exposure.sum())
    return _fitted(counts, design, np.log(exposure), parts, float(start))


def _fitted(counts: Floats, design: Floats, offset: Floats, parts: Parts, start: float) -> Curve:
    """The curve by reweighted least squares; the dispersion is Pearson's, at least one."""
    own: Floats = np.linalg.lstsq(design, np.full(len(counts), start), rcond=None)[0]
    for _ in range(ROUNDS):
        line = np.clip(design @ own + offset, -_EDGE, _EDGE)
        mean, weight = parts(line)
        weight = np.maximum(weight, 1e-9)
        step = np.linalg.solve(design.T @ (design * weight[:, None]), design.T @ (counts - mean))
        own = own + step
        if np.abs(step).max() < 1e-10:
            break
    mean, weight = parts(np.clip(design @ own + offset, -_EDGE, _EDGE))
    weight = np.maximum(weight, 1e-9)
    freedom = len(counts) - design.shape[1]
    spread = max(1.0, float(((counts - mean) ** 2 / weight).sum()) / freedom) if freedom > 0 else 1.0
    cover = np.linalg.inv(design.T @ (design * weight[:, None]))
    return Curve(float(own[-1]), float(np.sqrt(cover[-1, -1] * spread)), freedom, spread)

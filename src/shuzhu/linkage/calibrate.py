"""Weights → probabilities that hold: a line through the log odds, fitted to pairs whose truth is known (Platt 1999).

The model takes its comparisons as independent, which they are not; its own probabilities are too sure of themselves.
Reliability is told by a table of bands and by Brier's score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Numbers = npt.NDArray[np.float64]
NEEDED: Final = 30
"""So many decided pairs of each kind, same and different, before they are fitted to."""
EDGES: Final = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 1.0)
"""The bands of a reliability table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The line that makes a weight the log odds (base 2) of being the same; ``pairs`` it rests on, 0 for our own."""

    slope: float = 0.88
    offset: float = -2.3
    pairs: int = 0

    def __call__(self, weight: Numbers | Sequence[float]) -> Numbers:
        """The probability of each weight."""
        return _chance(np.asarray(weight, float), self.slope, self.offset)


OURS: Final = Calibration()
"""What holds until enough pairs were decided: fitted to the made-up registers of the benchmark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Pairs whose probability lies between two edges: how many, the mean probability, and how many were the same."""

    low: float
    high: float
    pairs: int
    told: float
    same: int


def fitted(
    weights: Sequence[float] | Numbers, same: Sequence[bool] | Numbers, start: Calibration = OURS
) -> Calibration:
    """The calibration of pairs whose truth is known; ``start`` where there are too few of either kind."""
    weight, truth = np.asarray(weights, float), np.asarray(same, float)
    if min(truth.sum(), len(truth) - truth.sum()) < NEEDED:
        return start
    smooth = (truth * (truth.sum() + 1) / (truth.sum() + 2)) + (1 - truth) / (len(truth) - truth.sum() + 2)

    def loss(line: Numbers) -> float:
        chance = np.clip(_chance(weight, float(line[0]), float(line[1])), 1e-12, 1 - 1e-12)
        return float(-np.mean(smooth * np.log(chance) + (1 - smooth) * np.log(1 - chance)))

    found = minimize(loss, np.array([start.slope, start.offset]), method="L-BFGS-B", bounds=[(0.05, 3), (-20, 20)])
    return Calibration(slope=float(found.x[0]), offset=float(found.x[1]), pairs=len(truth))


def brier(chance: Sequence[float] | Numbers, same: Sequence[bool] | Numbers) -> float:
    """Brier's score (1950): the mean squared distance of the probability from the truth; 0 is perfect."""
    return float(np.mean((np.asarray(chance, float) - np.asarray(same, float)) ** 2))


def reliability(chance: Sequence[float] | Numbers, same: Sequence[bool] | Numbers) -> tuple[Band, ...]:
    """The bands that hold any pairs."""
    told, truth = np.asarray(chance, float), np.asarray(same, float)
    place = np.clip(np.searchsorted(EDGES, told, "right") - 1, 0, len(EDGES) - 2)
    return tuple(
        Band(low=EDGES[n], high=EDGES[n + 1], pairs=int((place == n).sum()), told=float(told[place == n].mean()),
             same=int(truth[place == n].sum()))
        for n in range(len(EDGES) - 1) if (place == n).any()
    )  # fmt: skip


def _chance(weight: Numbers, slope: float, offset: float) -> Numbers:
    """The probability of log₂ odds on a line."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(slope * weight + offset, -60, 60))))

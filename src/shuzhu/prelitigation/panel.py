"""Counts of units over months, fitted with an effect of every unit and every month.

log E(yᵢₜ) = αᵢ + βₜ + xᵢₜ·δ (Poisson) or E(yᵢₜ) = αᵢ + βₜ + xᵢₜ·δ (least squares), with errors that may hang together
within a unit: the sandwich of Liang & Zeger (1986) with the correction G ÷ (G − 1) · (N − 1) ÷ (N − K). Poisson with
effects of units is consistent whatever the counts' variance (Wooldridge 1999, J. Econometrics 90:77).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
MOST_STEPS = 60
CLOSE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The coefficients of the columns asked about and their covariance, clustered by unit."""

    coefficients: Floats
    covariance: Floats

    @property
    def errors(self) -> Floats:
        """Standard errors."""
        return np.asarray(np.sqrt(np.maximum(np.diag(self.covariance), 0.0)))


def fit_poisson(counts: Floats, asked: Floats) -> Fit:
    """Fit a log-linear model; ``counts`` is units × months, ``asked`` columns × units × months.

    Units and months without any count tell nothing and are left out.
    """
    counts, asked = _telling(counts, asked)
    design, clusters = _design(counts.shape, asked)
    y = counts.ravel()
    linear = np.log(y + 0.5)
    deviance = np.inf
    beta = np.zeros(design.shape[1])
    for _ in range(MOST_STEPS):
        mean = np.exp(linear)
        beta = _solve(design, mean, linear + (y - mean) / mean)
        linear = np.clip(design @ beta, -50, 50)
        now = float(np.sum(np.exp(linear) - y * linear))
        if abs(now - deviance) <= CLOSE * (abs(now) + 1):
            break
        deviance = now
    mean = np.exp(linear)
    bread: Floats = np.linalg.pinv((design * mean[:, None]).T @ design, hermitian=True).astype(float)
    return _clustered(design, y - mean, bread, clusters, beta, len(asked))


def fit_linear(values: Floats, asked: Floats) -> Fit:
    """Fit by least squares; ``values`` is units × months, ``asked`` columns × units × months."""
    design, clusters = _design(values.shape, asked)
    y = values.ravel()
    bread: Floats = np.linalg.pinv(design.T @ design, hermitian=True).astype(float)
    beta = bread @ (design.T @ y)
    return _clustered(design, y - design @ beta, bread, clusters, beta, len(asked))


def _telling(counts: Floats, asked: Floats) -> tuple[Floats, Floats]:
    """The units and months that have any count."""
    rows, columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    return counts[rows][:, columns], asked[:, rows][:, :, columns]


def _design(shape: tuple[int, ...], asked: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The columns asked about, then a mark for every unit and for every month but the first; each row's unit."""
    units, months = shape
    unit, month = np.divmod(np.arange(units * months), months)
    marks = [unit[:, None] == np.arange(units), month[:, None] == np.arange(1, months)]
    told = asked.reshape(len(asked), -1).T
    return np.concatenate([told, *marks], axis=1).astype(np.float64), unit


def _solve(design: Floats, weight: Floats, working: Floats) -> Floats:
    """One step of weighted least squares."""
    weighted = design * weight[:, None]
    return np.asarray(np.linalg.lstsq(weighted.T @ design, weighted.T @ working, rcond=None)[0], np.float64)


def _clustered(
    design: Floats, left: Floats, bread: Floats, clusters: npt.NDArray[np.int64], beta: Floats, asked: int
) -> Fit:
    """The sandwich, of the columns asked about."""
    rows, columns = design.shape
    many = int(clusters.max()) + 1
    scores = np.zeros((many, columns))
    np.add.at(scores, clusters, design * left[:, None])
    known = np.linalg.matrix_rank(bread)
    correction = many / max(many - 1, 1) * (rows - 1) / max(rows - known, 1)
    covariance = correction * bread @ (scores.T @ scores) @ bread
    return Fit(coefficients=beta[:asked], covariance=covariance[:asked, :asked])

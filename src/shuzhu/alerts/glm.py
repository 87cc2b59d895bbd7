"""A log-linear quasi-Poisson model, fitted to many series at once by iteratively reweighted least squares.

The design is the same for every series, so that the normal equations of all of them are one matrix product:
XᵀWX = weights @ (outer products of the design's rows). McCullagh & Nelder (1989), Generalized Linear Models,
§2.5 (the algorithm) and §6.2 (over-dispersion).
"""

from dataclasses import dataclass

import numpy as np

from shuzhu.alerts.series import Flags, Floats

TOLERANCE = 1e-8
MOST_STEPS = 25
LOWEST_MEAN = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted model.

    ``coefficients`` series × columns, ``inverse`` (XᵀWX)⁻¹ series × columns × columns,
    ``mean`` and ``leverage`` series × rows of the design, ``dispersion`` Pearson's X² ÷ degrees of freedom,
    ``working`` the same with squares of (y − μ) ÷ μ that only the prior weights weigh.
    """

    coefficients: Floats
    inverse: Floats
    mean: Floats
    leverage: Floats
    dispersion: Floats
    working: Floats
    freedom: Floats
    converged: Flags


def fit_quasi_poisson(design: Floats, counts: Floats, weights: Floats, offset: Floats | None = None) -> Fit:
    """Fit log E(counts) = design · β + offset for every series.

    ``design`` is rows × columns; ``counts``, ``weights`` and ``offset`` are series × rows. A row of weight nought is
    left out. Starts from counts + 0.1 and stops, each for itself, when its deviance 2 Σ w {y log(y ÷ μ) − (y − μ)}
    changes by less than 1e-8 of itself, or after 25 steps; dispersion and inverse are those of the last step's weights.
    """
    rows, columns = design.shape
    products = (design[:, :, None] * design[:, None, :]).reshape(rows, columns * columns)
    kept = np.where(weights > 0, counts, 0.0)
    shift = np.zeros_like(kept) if offset is None else np.where(weights > 0, offset, 0.0)
    mean = kept + 0.1
    linear = np.log(mean)
    own = weights * (np.where(kept > 0, kept * np.log(np.maximum(kept, LOWEST_MEAN)), 0.0) - kept)
    constant = own.sum(axis=1)
    deviance = 2 * (constant + (weights * (mean - kept * linear)).sum(axis=1))
    beta = np.zeros((len(kept), columns))
    last = np.zeros_like(kept)
    active = np.arange(len(kept))
    for _ in range(MOST_STEPS):
        if not active.size:
            break
        y, w, s, mu = kept[active], weights[active], shift[active], mean[active]
        inner = w * mu
        step = _solve(inner @ products, (inner * (linear[active] - s) + w * (y - mu)) @ design, columns)
        eta = step @ design.T + s
        mu = np.exp(np.clip(eta, -300.0, 300.0))
        now = 2 * (constant[active] + (w * (mu - y * eta)).sum(axis=1))
        beta[active], linear[active], mean[active], last[active] = step, eta, mu, inner
        done = np.abs(now - deviance[active]) < TOLERANCE * (np.abs(now) + 0.1)
        deviance[active] = now
        active = active[~done]
    converged = np.ones(len(kept), dtype=np.bool_)
    converged[active] = False
    return _summary(design, (kept, weights), beta, mean, last, converged)


def predicted(fit: Fit, row: Floats, offset: Floats | float = 0.0) -> tuple[Floats, Floats]:
    """Mean and variance of the mean at one more row of the design, dispersion taken as one.

    Of a fit that ran away the variance is infinite: such a series has no limit.
    """
    mean = np.exp(np.clip(fit.coefficients @ row + offset, -300.0, 300.0))
    with np.errstate(over="ignore"):
        return mean, mean**2 * np.einsum("i,sij,j->s", row, fit.inverse, row)


def _solve(matrices: Floats, sides: Floats, columns: int) -> Floats:
    """The solution of each series' normal equations; a column without any weight gets the coefficient nought."""
    solution = np.linalg.solve(_regular(matrices, columns), sides[:, :, None])[:, :, 0]
    return np.asarray(solution, dtype=np.float64)


def _regular(matrices: Floats, columns: int) -> Floats:
    """The matrices, with a diagonal of one where a column has no weight at all and a trace of ridge elsewhere."""
    square = matrices.reshape(-1, columns, columns).copy()
    places = np.arange(columns)
    diagonal = square[:, places, places]
    square[:, places, places] = np.where(diagonal > 0, diagonal * (1 + 1e-15), 1.0)
    return square


def _summary(
    design: Floats, data: tuple[Floats, Floats], beta: Floats, mean: Floats, inner: Floats, converged: Flags
) -> Fit:
    """Leverages, dispersion and the inverse of the information, with the working weights of the last step."""
    rows, columns = design.shape
    products = (design[:, :, None] * design[:, None, :]).reshape(rows, columns * columns)
    inverse = np.asarray(np.linalg.inv(_regular(inner @ products, columns)), dtype=np.float64)
    leverage = inner * (inverse.reshape(-1, columns * columns) @ products.T)
    counts, weights = data
    squares = np.where(weights > 0, (counts - mean) / np.maximum(mean, LOWEST_MEAN), 0.0) ** 2
    freedom = (weights > 0).sum(axis=1) - float(columns)
    left = np.where(freedom > 0, freedom, np.inf)
    return Fit(
        coefficients=beta, inverse=inverse, mean=mean, leverage=leverage,
        dispersion=(inner * squares).sum(axis=1) / left, working=(weights * squares).sum(axis=1) / left,
        freedom=freedom, converged=converged,
    )  # fmt: skip

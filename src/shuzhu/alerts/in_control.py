"""The expected counts of a series that is in control, learnt once from its history before the first watched time."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, gammaln, polygamma

from shuzhu.alerts.glm import fit_quasi_poisson
from shuzhu.alerts.series import Floats, Series

LEAST_ALPHA = 1e-8
MOST_ROUNDS = 50


def harmonics(times: ArrayLike, per_year: int, waves: int, *, trend: bool = False) -> Floats:
    """Intercept, trend in years, and so many pairs of sine and cosine; times × columns."""
    t = np.asarray(times, dtype=np.float64)
    columns = [np.ones(len(t))] + ([t / per_year] if trend else [])
    for wave in range(1, waves + 1):
        columns += [np.sin(2 * np.pi * wave * t / per_year), np.cos(2 * np.pi * wave * t / per_year)]
    return np.column_stack(columns)


def seasonal_mean(series: Series, first: int, waves: int = 1, *, trend: bool = False) -> Floats:
    """Means of a log-linear Poisson model with harmonics, fitted before ``first``; series × all times."""
    design = harmonics(np.arange(series.times), series.per_year, waves, trend=trend)
    past = series.counts[:, :first]
    fit = fit_quasi_poisson(design[:first], past, np.where(np.isnan(past), 0.0, 1.0))
    return np.exp(fit.coefficients @ design.T)


def seasonal_negative_binomial(
    series: Series, first: int, waves: int = 1, *, trend: bool = False
) -> tuple[Floats, Floats]:
    """Means (series × all times) and over-dispersion α (series; variance μ + αμ²), both by maximum likelihood.

    Alternates scoring steps for the mean with Newton's for α. J. F. Lawless (1987), Negative binomial and mixed
    Poisson regression, Canadian J Statistics 15, 209–225.
    """
    design = harmonics(np.arange(series.times), series.per_year, waves, trend=trend)
    past = series.counts[:, :first]
    known = np.where(np.isnan(past), 0.0, 1.0)
    counts = np.where(known > 0, past, 0.0)
    beta = fit_quasi_poisson(design[:first], past, known).coefficients
    mean = np.exp(beta @ design[:first].T)
    alpha = _moment_alpha(counts, mean, known)
    products = (design[:first, :, None] * design[:first, None, :]).reshape(first, -1)
    for _ in range(MOST_ROUNDS):
        weight = known * mean / (1 + alpha[:, None] * mean)
        sides = (weight * (counts - mean) / mean) @ design[:first]
        matrices = (weight @ products).reshape(-1, design.shape[1], design.shape[1])
        step = np.linalg.solve(matrices, sides[:, :, None])[:, :, 0]
        beta = beta + step
        mean = np.exp(np.clip(beta @ design[:first].T, -50, 50))
        new = _newton_alpha(counts, mean, known, alpha)
        moved = max(float(np.abs(step).max(initial=0.0)), float(np.abs(new - alpha).max(initial=0.0)))
        alpha = new
        if moved < 1e-11:
            break
    return np.exp(beta @ design.T), alpha


def negative_binomial_likelihood(counts: Floats, mean: Floats, alpha: Floats) -> Floats:
    """The log-likelihood of each count, without the terms that only the counts are in."""
    size = 1 / alpha
    result: Floats = gammaln(counts + size) - gammaln(size) + size * np.log(size / (size + mean))
    return result + counts * np.log(mean / (size + mean))


def _moment_alpha(counts: Floats, mean: Floats, known: Floats) -> Floats:
    """A first α from Σ((y − μ)² − μ) = α Σ μ²."""
    extra = (known * ((counts - mean) ** 2 - mean)).sum(axis=1) / (known * mean**2).sum(axis=1)
    result: Floats = np.maximum(extra, 0.01)
    return result


def _newton_alpha(counts: Floats, mean: Floats, known: Floats, alpha: Floats) -> Floats:
    """α after Newton's steps on log θ, θ = 1 ÷ α, the mean held."""
    log_size = -np.log(alpha)
    for _ in range(30):
        size = np.exp(log_size)[:, None]
        slope = digamma(counts + size) - digamma(size) + np.log(size) + 1 - np.log(size + mean)
        slope = (known * (slope - (counts + size) / (mean + size))).sum(axis=1)
        bend = polygamma(1, counts + size) - polygamma(1, size) + 1 / size - 2 / (mean + size)
        bend = (known * (bend + (counts + size) / (mean + size) ** 2)).sum(axis=1)
        first, second = slope * size[:, 0], bend * size[:, 0] ** 2 + slope * size[:, 0]
        step = np.where(second < 0, -first / np.where(second < 0, second, -1.0), np.sign(first))
        log_size = np.clip(log_size + np.clip(step, -2, 2), -20, -np.log(LEAST_ALPHA))
        if np.abs(step).max(initial=0.0) < 1e-12:
            break
    return np.exp(-log_size)

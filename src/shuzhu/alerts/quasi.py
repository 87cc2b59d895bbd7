"""What the original and the flexible Farrington method share: fit, reweight, test the trend, predict."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.special import stdtr

from shuzhu.alerts.glm import LOWEST_MEAN, Fit, fit_quasi_poisson, predicted
from shuzhu.alerts.series import Flags, Floats

Scale = Literal["pearson", "working"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """How a baseline is fitted.

    ``weights_threshold``: Anscombe residuals above it are down-weighted, none where it is None;
    ``trend_level``: the trend is kept where its p-value lies below this, always for 1, never for 0;
    ``scale``: what the variance of the estimates is scaled with, Pearson's dispersion (at least one for the
    prediction), or the variance of the working residuals under the prior weights.
    """

    weights_threshold: float | None
    trend_level: float
    scale: Scale = "pearson"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """For each series: expected count, variance of that expectation (over-dispersion within), dispersion ≥ 1."""

    mean: Floats
    variance: Floats
    dispersion: Floats
    trend: Flags


def predict(
    design: Floats, row: Floats, counts: Floats, offsets: tuple[Floats | None, Floats | None], how: Fitting
) -> Prediction:
    """Fit the baseline (its last column is the trend) and predict at ``row``.

    ``design`` is rows × columns, ``counts`` series × rows, ``offsets`` the logarithms of the exposure for the
    baseline (series × rows) and for the watched time (series). The trend is dropped where it is not significant or
    where it leads beyond the highest count of the baseline (Farrington et al. 1996).
    """
    past, now = offsets
    weights = np.where(np.isnan(counts), 0.0, 1.0)
    keep = np.zeros(len(counts), dtype=np.bool_)
    if how.trend_level > 0:
        full = _fitted(design, counts, weights, past, how.weights_threshold)
        trended = _prediction(full, row, now, how.scale)
        keep = full.converged & _significant(full, how) & _within(trended.mean, counts, past, now)
        if keep.all():
            return replace(trended, trend=keep)
    rest = ~keep
    before, at = (None if part is None else part[rest] for part in offsets)
    without = _fitted(design[:, :-1], counts[rest], weights[rest], before, how.weights_threshold)
    plain = _prediction(without, row[:-1], at, how.scale)
    if not keep.any():
        return plain
    mean, variance, dispersion = trended.mean.copy(), trended.variance.copy(), trended.dispersion.copy()
    mean[rest], variance[rest], dispersion[rest] = plain.mean, plain.variance, plain.dispersion
    return Prediction(mean=mean, variance=variance, dispersion=dispersion, trend=keep)


def reweighted(fit: Fit, counts: Floats, weights: Floats, threshold: float) -> Floats:
    """Weights that fall with the square of the standardised Anscombe residual beyond the threshold; they sum to n.

    s = 3/2 · (y^⅔ − μ^⅔) ÷ (μ^⅙ √(φ(1 − h))); Farrington et al. (1996).
    """
    known = weights > 0
    y, mu = np.where(known, counts, 0.0), np.maximum(fit.mean, LOWEST_MEAN)
    phi = np.maximum(fit.dispersion, 1.0)[:, None]
    scale = np.sqrt(phi * np.maximum(1 - fit.leverage, 1e-12))
    residual = 1.5 * (np.cbrt(y) ** 2 - np.cbrt(mu) ** 2) / (np.power(mu, 1 / 6) * scale)
    raw = np.where(residual > threshold, np.maximum(residual, 1e-12) ** -2.0, 1.0) * known
    total = raw.sum(axis=1, keepdims=True)
    result: Floats = raw * known.sum(axis=1, keepdims=True) / np.where(total > 0, total, 1.0)
    return result


def _fitted(design: Floats, counts: Floats, weights: Floats, offset: Floats | None, threshold: float | None) -> Fit:
    """The fit, reweighted once where there is a threshold."""
    first = fit_quasi_poisson(design, counts, weights, offset)
    if threshold is None:
        return first
    return fit_quasi_poisson(design, counts, reweighted(first, counts, weights, threshold), offset)


def _prediction(fit: Fit, row: Floats, offset: Floats | None, scale: Scale) -> Prediction:
    """Mean and variance at the watched time; NaN where there is no fit, or nothing left to tell its dispersion by."""
    mean, variance = predicted(fit, row, 0.0 if offset is None else offset)
    phi = np.maximum(fit.dispersion, 1.0)
    known = (fit.freedom > 0) & fit.converged
    spread = np.where(known, variance, np.nan) * (phi if scale == "pearson" else fit.working)
    return Prediction(
        mean=np.where(known, mean, np.nan), variance=spread, dispersion=phi, trend=np.zeros(len(mean), bool)
    )


def _significant(fit: Fit, how: Fitting) -> Flags:
    """Whether the last coefficient differs from nought by a two-sided t test."""
    if how.trend_level >= 1:
        return np.ones(len(fit.coefficients), dtype=np.bool_)
    scale = fit.dispersion if how.scale == "pearson" else fit.working
    error = np.sqrt(np.maximum(fit.inverse[:, -1, -1] * scale, LOWEST_MEAN))
    freedom = np.maximum(fit.freedom, 1.0)
    p = 2 * stdtr(freedom, -np.abs(fit.coefficients[:, -1]) / error)
    result: Flags = (p < how.trend_level) & (fit.freedom > 0)
    return result


def _within(mean: Floats, counts: Floats, past: Floats | None, now: Floats | None) -> Flags:
    """Whether the prediction stays within what was seen, per unit of exposure."""
    rates = counts if past is None else counts / np.exp(past)
    highest = np.where(np.isnan(rates), -1.0, rates).max(axis=1)
    result: Flags = (mean if now is None else mean / np.exp(now)) <= highest
    return result

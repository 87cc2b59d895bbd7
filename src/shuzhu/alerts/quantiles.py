"""Quantiles of Poisson and negative binomial counts, for whole arrays."""

import numpy as np
from scipy.special import betainc, gammaincc, ndtri

from shuzhu.alerts.series import Flags, Floats

POISSON = np.inf


def count_cdf(count: Floats, mean: Floats, size: Floats) -> Floats:
    """P(X ≤ count) for a negative binomial count of this mean and size (variance mean + mean² ÷ size).

    A size of infinity is the Poisson law. Arrays of one shape.
    """
    top = np.floor(count)
    finite = np.isfinite(size)
    shape = np.where(finite, size, 1.0)
    safe = np.maximum(mean, 0.0)
    heavy = betainc(shape, np.maximum(top, 0.0) + 1.0, shape / (shape + safe))
    light = gammaincc(np.maximum(top, 0.0) + 1.0, safe)
    result: Floats = np.where(top < 0, 0.0, np.where(finite, heavy, light))
    return result


def count_quantile(probability: float | Floats, mean: Floats, size: Floats) -> Floats:
    """The smallest whole count whose cumulative probability reaches ``probability``; NaN where the mean is NaN.

    Starts from the Cornish–Fisher expansion and steps until it holds.
    """
    mean, size = np.broadcast_arrays(np.asarray(mean, dtype=np.float64), np.asarray(size, dtype=np.float64))
    known = np.isfinite(mean) & (size > 0)
    mu, shape = np.where(known, mean, 1.0), np.where(known, size, POISSON)
    level = np.broadcast_to(np.asarray(probability, dtype=np.float64), mu.shape)
    inverse = np.where(np.isfinite(shape), 1.0 / shape, 0.0)
    spread = np.sqrt(mu * (1 + mu * inverse))
    skew = (1 + 2 * mu * inverse) / np.maximum(spread, 1e-12)
    z = ndtri(level)
    guess = np.maximum(np.rint(mu + spread * (z + skew * (z * z - 1) / 6)), 0.0)
    wrong = count_cdf(guess, mu, shape) < level * (1 - 1e-14)
    stride = np.ones_like(guess)
    low, high = np.where(wrong, guess, -1.0), np.where(wrong, np.inf, guess)
    while (open_end := np.isinf(high)).any():
        trial = np.where(open_end, low + stride, high)
        enough = count_cdf(trial, mu, shape) >= level * (1 - 1e-14)
        high = np.where(open_end & enough, trial, high)
        low = np.where(open_end & ~enough, trial, low)
        stride *= 2
    low = _near_below(guess, wrong, low, (mu, shape, level))
    while (apart := high - low > 1).any():
        middle = np.where(apart, np.floor((low + high) / 2), high)
        enough = count_cdf(middle, mu, shape) >= level * (1 - 1e-14)
        high = np.where(apart & enough, middle, high)
        low = np.where(apart & ~enough, middle, low)
    return np.where(known, high, np.nan)


def _near_below(guess: Floats, wrong: Flags, low: Floats, law: tuple[Floats, Floats, Floats]) -> Floats:
    """A lower end not far below the guess, where there is one: saves most of the bisection."""
    mu, shape, level = law
    below = guess - 3.0
    good = ~wrong & (below >= 0) & (count_cdf(below, mu, shape) < level * (1 - 1e-14))
    return np.where(good, below, low)

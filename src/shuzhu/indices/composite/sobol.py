"""Sobol's sensitivity indices of any function on the unit cube, with bootstrap intervals."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Indices:
    """First-order and total-order index of each factor, with the bounds that hold ``held`` of the resamples.

    ``mean`` and ``variance`` are those of the function; without variance all are NaN.
    """

    first: Array
    first_low: Array
    first_high: Array
    total: Array
    total_low: Array
    total_high: Array
    held: float
    mean: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How many base points (a power of two), resamples, what share the bounds hold, and the seed."""

    base: int = 256
    resamples: int = 500
    held: float = 0.95
    seed: int = 0


def sample(width: int, design: Design) -> Array:
    """Points of Saltelli et al. 2010 (Computer Physics Communications 181): A, B, and A with one column of B each.

    The answer is (2 + width) × base × width, from a scrambled Sobol sequence. Raises UsageError unless ``base`` is a
    power of two.
    """
    if design.base < 2 or design.base & (design.base - 1):
        raise UsageError(f"the number of base points is a power of two, such as 256, not {design.base}")
    both = qmc.Sobol(2 * width, rng=np.random.default_rng(design.seed)).random(design.base)
    left, right = both[:, :width], both[:, width:]
    mixed = np.repeat(left[None], width, axis=0)
    for at in range(width):
        mixed[at, :, at] = right[:, at]
    return np.asarray(np.minimum(np.concatenate([left[None], right[None], mixed]), np.nextafter(1.0, 0.0)))


def indices(outputs: Array, design: Design) -> Indices:
    """Jansen's estimators (1999, Computer Physics Communications 117) from outputs at the sampled points.

    ``outputs`` is (2 + width) × base. S = 1 − E(f(B) − f(AB))² ÷ 2V, T = E(f(A) − f(AB))² ÷ 2V, V the variance over
    A and B. Bounds are percentiles over base points drawn again with replacement.
    """
    first, total = _jansen(outputs[None])
    rng = np.random.default_rng(design.seed)
    again = rng.integers(0, outputs.shape[1], (design.resamples, outputs.shape[1]))
    firsts, totals = _jansen(np.moveaxis(outputs[:, again], 1, 0))
    shares = [(1 - design.held) / 2, (1 + design.held) / 2]
    bounds = [np.quantile(found, shares, axis=0) for found in (firsts, totals)]
    return Indices(
        first=first[0], first_low=bounds[0][0], first_high=bounds[0][1],
        total=total[0], total_low=bounds[1][0], total_high=bounds[1][1],
        held=design.held, mean=float(outputs[:2].mean()), variance=float(outputs[:2].var()),
    )  # fmt: skip


def sobol(function: Callable[[Array], Array], width: int, design: Design | None = None) -> Indices:
    """The indices of a function from points × width to points."""
    design = design or Design()
    points = sample(width, design)
    return indices(function(points.reshape(-1, width)).reshape(points.shape[:2]), design)


def _jansen(outputs: Array) -> tuple[Array, Array]:
    """First and total order, resamples × factors, from resamples × (2 + factors) × base."""
    left, right, mixed = outputs[:, :1], outputs[:, 1:2], outputs[:, 2:]
    variance = outputs[:, :2].reshape(len(outputs), -1).var(axis=1)[:, None]
    first = 1 - moments.divide(((right - mixed) ** 2).mean(axis=2), 2 * variance)
    return first, moments.divide(((left - mixed) ** 2).mean(axis=2), 2 * variance)

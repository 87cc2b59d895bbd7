"""Transformations that pull a long tail in: logarithms and the power family."""

import numpy as np
from scipy.optimize import minimize_scalar

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.tree import Array


def plain_log(column: Array) -> Array:
    """ln x; raises UsageError where a value is nought or less."""
    _need_positive(column, "take a shifted logarithm")
    return np.log(column)


def shifted_log(column: Array, offset: float = 0.01) -> Array:
    """ln(x − min + offset · range) for a tail of high values; its mirror image for a tail of low ones.

    The order of values stays. Independent of the column's scale and origin but for a constant. A column without
    spread stays as it is.
    """
    side, low, span = _tail(column)
    if not span > 0:
        return column
    return side * np.log(side * column - low + offset * span)


def gii_log(column: Array) -> Array:
    """ln((max − 1)(x − min) ÷ (max − min) + 1) for a tail of high values, its mirror image for one of low values.

    The mirror is −ln((max − 1)(max − x) ÷ (max − min) + 1), so that the order of values stays.

    Source: Global Innovation Index (WIPO 2020), appendix on adjustments to the data. Raises UsageError where the
    maximum is not above 1.
    """
    side, low, span = _tail(column)
    if not span > 0:
        return column
    top = float(np.nanmax(column, initial=-np.inf))
    if top <= 1:
        raise UsageError(f"this logarithm needs a maximum above 1, not {top:g}; take the shifted one")
    return side * np.log((top - 1) * (side * column - low) / span + 1)


def box_cox(column: Array, power: float | None = None) -> Array:
    """(x^λ − 1) ÷ λ, ln x where λ = 0; λ by maximum likelihood where None.

    Box & Cox 1964 (J. R. Stat. Soc. B 26). Raises UsageError where a value is nought or less.
    """
    _need_positive(column, "take a shifted logarithm, or shift the values above nought")
    if not np.nanmax(column, initial=-np.inf) > np.nanmin(column, initial=np.inf):
        return column
    return _power(column, likely_power(column) if power is None else power)


def likely_power(column: Array) -> float:
    """The λ within ±5 at which the transformed values are most nearly normal, by maximum likelihood."""
    known = column[~np.isnan(column)]
    size, logs = len(known), np.log(known / np.exp(np.log(known).mean()))

    def unlikely(power: float) -> float:
        return float(size / 2 * np.log(np.var(_power(np.exp(logs), power))) - (power - 1) * logs.sum())

    return float(minimize_scalar(unlikely, bounds=(-5, 5), method="bounded", options={"xatol": 1e-10}).x)


def _power(column: Array, power: float) -> Array:
    """The transformation for a given λ."""
    logs = np.log(column)
    return logs if abs(power) < 1e-12 else np.asarray(np.expm1(power * logs) / power)


def _tail(column: Array) -> tuple[float, float, float]:
    """The side of the tail (1 high, −1 low), the least value seen from there, and the range."""
    side = -1.0 if moments.skewness(column[:, None])[0] < 0 else 1.0
    known = column[~np.isnan(column)] * side
    return (side, float(known.min()), float(np.ptp(known))) if len(known) else (side, 0.0, 0.0)


def _need_positive(column: Array, mend: str) -> None:
    """Raise UsageError where a value is nought or less."""
    if np.nanmin(column, initial=np.inf) <= 0:
        raise UsageError(f"a value is nought or less and has no logarithm; {mend}")

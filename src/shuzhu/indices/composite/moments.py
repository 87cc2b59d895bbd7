"""Statistics of columns that leave missing values out: means, spread, shape, ranks, correlations."""

import numpy as np

from shuzhu.indices.composite.tree import Array


def count(values: Array) -> Array:
    """How many values each column has."""
    return np.asarray((~np.isnan(values)).sum(axis=0), dtype=np.float64)


def mean(values: Array) -> Array:
    """The mean of each column; NaN for an empty one."""
    return divide(np.nansum(values, axis=0), count(values))


def median(values: Array) -> Array:
    """The median of each column; NaN for an empty one."""
    ordered, held = np.sort(values, axis=0), count(values).astype(np.intp)
    columns = np.arange(values.shape[1])
    middle = (
        ordered[np.maximum(held - 1, 0) // 2, columns] + ordered[np.minimum(held // 2, len(values) - 1), columns]
    ) / 2
    return np.where(held > 0, middle, np.nan)


def lowest(values: Array) -> Array:
    """The lowest value of each column; NaN for an empty one."""
    found = np.min(np.where(np.isnan(values), np.inf, values), axis=0, initial=np.inf)
    return np.where(np.isinf(found), np.nan, found)


def highest(values: Array) -> Array:
    """The highest value of each column; NaN for an empty one."""
    return -lowest(-values)


def deviation(values: Array) -> Array:
    """The sample standard deviation (n − 1) of each column."""
    return np.sqrt(divide(np.nansum((values - mean(values)) ** 2, axis=0), count(values) - 1))


def skewness(values: Array) -> Array:
    """The skewness of each column (see ``shape``)."""
    return shape(values)[0]


def kurtosis(values: Array) -> Array:
    """The excess kurtosis of each column (see ``shape``)."""
    return shape(values)[1]


def shape(values: Array) -> tuple[Array, Array]:
    """The adjusted Fisher–Pearson skewness G1 and excess kurtosis G2 of each column.

    G1 = g1 · √(n(n − 1)) ÷ (n − 2), g1 = m3 ÷ m2^1.5; G2 = (n − 1) ÷ ((n − 2)(n − 3)) · ((n + 1) g2 + 6),
    g2 = m4 ÷ m2² − 3 (Joanes & Gill 1998, The Statistician 47). NaN below three, or four, values, or without spread.
    """
    n, middle = count(values), mean(values)
    apart = np.nan_to_num(values - middle)
    square = apart * apart
    second = divide(square.sum(axis=0), n)
    second = np.where(second > (1e-14 * np.abs(np.nan_to_num(middle))) ** 2, second, 0)
    third, fourth = divide((square * apart).sum(axis=0), n), divide((square * square).sum(axis=0), n)
    skew = divide(divide(third, second**1.5) * np.sqrt(n * np.maximum(n - 1, 0)), n - 2)
    excess = (n + 1) * (divide(fourth, second**2) - 3) + 6
    return skew, divide((n - 1) * excess, np.where(n > 3, (n - 2) * (n - 3), 0))


def ranks(values: Array) -> Array:
    """The rank of each value among its column: 1 the lowest, ties share the lowest of their ranks; NaN stays NaN."""
    order = np.argsort(values, axis=0, kind="stable")
    ordered = np.take_along_axis(values, order, axis=0)
    places = np.broadcast_to(np.arange(len(values))[:, None], values.shape).copy()
    places[1:][ordered[1:] == ordered[:-1]] = 0
    places = np.maximum.accumulate(places, axis=0) + 1
    found = np.empty(values.shape)
    np.put_along_axis(found, order, places.astype(np.float64), axis=0)
    return np.where(np.isnan(values), np.nan, found)


def standings(scores: Array) -> Array:
    """The standing of each score among its column: 1 the highest, ties share the best standing.

    Scores closer than 1e-12 of the largest are a tie: sums in another order differ by less.
    """
    size = np.maximum(highest(np.abs(scores)), 1e-300)
    return ranks(-np.rint(scores / size * 1e12))


def correlate(left: Array, right: Array) -> Array:
    """Pearson correlations of columns with columns over the rows that have both; NaN below three such rows."""
    has_left, has_right = (~np.isnan(left)).astype(float), (~np.isnan(right)).astype(float)
    x, y = np.nan_to_num(left - mean(left)), np.nan_to_num(right - mean(right))
    n = has_left.T @ has_right
    sum_x, sum_y = x.T @ has_right, has_left.T @ y
    spread_x = (x**2).T @ has_right - divide(sum_x**2, n)
    spread_y = has_left.T @ y**2 - divide(sum_y**2, n)
    together = x.T @ y - divide(sum_x * sum_y, n)
    steady = (spread_x <= 1e-12 * ((x**2).T @ has_right)) | (spread_y <= 1e-12 * (has_left.T @ y**2)) | (n < 3)
    found = divide(together, np.where(steady, 0, np.sqrt(np.maximum(spread_x, 0) * np.maximum(spread_y, 0))))
    return np.asarray(np.clip(found, -1, 1))


def divide(above: Array, below: Array) -> Array:
    """The quotient; NaN where there is nothing above nought to divide by."""
    found: Array = np.full(np.broadcast_shapes(np.shape(above), np.shape(below)), np.nan)
    np.divide(above, below, out=found, where=below > 0)
    return found

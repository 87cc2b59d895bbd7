"""Missing values filled by their expectation under a multivariate normal, fitted by EM."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.impute import imputed
from shuzhu.indices.composite.step import Outcome, Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array, Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class ImputeEM(Step):
    """Fill by EM within each lowest group of indicators, or over all of them where not ``within_groups``.

    Dempster, Laird & Rubin 1977 (J. R. Stat. Soc. B 39), for the normal as in Little & Rubin, Statistical Analysis
    with Missing Data. Stops when no mean or covariance moves by more than ``tolerance`` standard deviations.
    """

    name: ClassVar[str] = "impute_em"
    stage: ClassVar[str] = "impute"

    within_groups: bool = True
    tolerance: float = 1e-8
    iterations: int = 2000

    def apply(self, table: Table) -> Outcome:
        """Raises UsageError where units are too few for the indicators, or EM does not settle."""
        found = table.values.copy()
        parents = np.array([i.parent if self.within_groups else "" for i in table.tree.indicators])
        for parent in dict.fromkeys(parents.tolist()):
            columns = np.flatnonzero(parents == parent)
            block = table.values[:, columns]
            if np.isnan(block).any():
                found[:, columns] = em_normal(block, self.tolerance, self.iterations)
        return imputed(table, found)


def em_normal(values: Array, tolerance: float = 1e-8, iterations: int = 2000) -> Array:
    """Rows × columns with every missing value at its conditional mean under the fitted normal.

    Raises UsageError where there are not two rows more than columns, a column is empty or constant, or the fit
    does not settle.
    """
    rows, width = values.shape
    spread = np.nan_to_num(moments.deviation(values))
    if rows < width + 2 or (spread == 0).any():
        raise UsageError(
            f"EM over {width} indicators needs at least {width + 2} units and indicators that vary; "
            "impute within smaller groups, or by mean or median"
        )
    centre = moments.mean(values)
    scaled = (values - centre) / spread
    patterns, which = np.unique(np.isnan(scaled), axis=0, return_inverse=True)
    middle, shape = np.zeros(width), np.eye(width)
    for _ in range(iterations):
        filled, extra = _expect(scaled, patterns, which.reshape(-1), middle, shape)
        new_middle = filled.mean(axis=0)
        new_shape = (filled - new_middle).T @ (filled - new_middle) / rows + extra / rows
        moved = max(np.abs(new_middle - middle).max(), np.abs(new_shape - shape).max())
        middle, shape = new_middle, new_shape
        if moved < tolerance:
            filled, _ = _expect(scaled, patterns, which.reshape(-1), middle, shape)
            return np.where(np.isnan(values), filled * spread + centre, values)
    raise UsageError(f"EM did not settle in {iterations} rounds; impute within smaller groups, or by mean or median")


def _expect(
    values: Array, patterns: Mask, which: np.ndarray[tuple[int, ...], np.dtype[np.intp]], middle: Array, shape: Array
) -> tuple[Array, Array]:
    """The values with their conditional means filled in, and the summed conditional covariance of what was missing."""
    filled, extra = values.copy(), np.zeros_like(shape)
    for at, gap in enumerate(patterns):
        if not gap.any():
            continue
        rows, seen = np.flatnonzero(which == at), ~gap
        slopes = np.linalg.lstsq(shape[np.ix_(seen, seen)], shape[np.ix_(seen, gap)], rcond=None)[0]
        filled[np.ix_(rows, gap)] = middle[gap] + (values[np.ix_(rows, seen)] - middle[seen]) @ slopes
        extra[np.ix_(gap, gap)] += len(rows) * (shape[np.ix_(gap, gap)] - shape[np.ix_(gap, seen)] @ slopes)
    return filled, extra

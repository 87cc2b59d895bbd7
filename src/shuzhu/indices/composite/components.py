"""Principal components of indicators: deviations, loadings, explained variance."""

from dataclasses import dataclass

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PrincipalComponents:
    """``deviations`` of the components, largest first; ``loadings`` indicators × components; variance ``explained``."""

    deviations: Array
    loadings: Array
    explained: Array


def principal_components(values: Array) -> PrincipalComponents:
    """Components of the correlation matrix of units × indicators, over the units that have all values.

    A component is turned so that its loadings sum to nought or more. Jolliffe 2002, Principal Component Analysis.
    Raises UsageError where fewer than three units have all values, or an indicator does not vary.
    """
    whole = values[~np.isnan(values).any(axis=1)]
    if len(whole) < 3:
        raise UsageError("principal components need at least three units with all values; impute first")
    spread = moments.deviation(whole)
    if (np.ptp(whole, axis=0) == 0).any():
        raise UsageError("principal components need indicators that vary; leave the constant one out")
    scaled = (whole - whole.mean(axis=0)) / spread
    roots, vectors = np.linalg.eigh(scaled.T @ scaled / (len(whole) - 1))
    roots, vectors = np.maximum(roots[::-1], 0), vectors[:, ::-1]
    vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1.0, 1.0)
    return PrincipalComponents(deviations=np.sqrt(roots), loadings=vectors, explained=roots / roots.sum())

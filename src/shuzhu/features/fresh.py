"""Clusters not seen before: combinations of values that came up often now, and seldom or never in the past.

The count of each combination is held against what its past rate lets expect, a Poisson tail with the rate's own
uncertainty (the negative binomial that a Gamma(½, 0) prior on the rate gives: H. Jeffreys' prior), false discoveries
held down over all combinations that came up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from scipy.stats import nbinom

from shuzhu.features.odds import false_discovery_rates

LEAST: Final = 5
"""Fewer cases are no cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A combination: how often now, how often in the past, how often to be expected now, and how sure."""

    key: tuple[str, ...]
    now: int
    before: int
    expected: float
    p: float
    q: float


def fresh(
    now: Mapping[tuple[str, ...], int], before: Mapping[tuple[str, ...], int], span: float, least: int = LEAST
) -> list[Fresh]:
    """Counts by combination now and before → those that come up more often than their past, the surest first.

    ``span``: the length of now ÷ the length of before. Raises ValueError unless it is above nought.
    """
    if span <= 0:
        raise ValueError("span must be above nought")
    found = [
        Fresh(
            key=key, now=count, before=before.get(key, 0), expected=(before.get(key, 0) + 0.5) * span,
            p=float(nbinom.sf(count - 1, before.get(key, 0) + 0.5, 1 / (1 + span))), q=1.0,
        )
        for key, count in now.items() if count
    ]  # fmt: skip
    rates = false_discovery_rates([one.p for one in found])
    told = [replace(one, q=q) for one, q in zip(found, rates, strict=True) if one.now >= least]
    return sorted(told, key=lambda one: (one.p, -one.now, one.key))

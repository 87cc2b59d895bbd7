"""What is over-represented: weighted log-odds with an informative prior, false discoveries held down.

B. Monroe, M. Colaresi, K. Quinn (2008), Fightin' Words, Political Analysis 16, 372–403: equations 15 (the estimate),
20 (its variance) and 21 (the standard score). Y. Benjamini, Y. Hochberg (1995), Controlling the false discovery rate,
JRSS B 57, 289–300.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

Numbers = npt.NDArray[np.float64]
PRIOR: Final = 20.0
"""The prior counts for as many rows as this, spread as the slice and its baseline together are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value of a field in a slice and in its baseline.

    ``log_odds``: the natural logarithm of the odds ratio after the prior; above nought it is over-represented.
    ``low`` and ``high`` bound it at 95 %, for this value alone. ``p`` is two-sided, of this value alone: what is told
    is told by ``false_discovery_rates`` over all values of all fields that were compared.
    """

    value: str
    count: int
    total: int
    base_count: int
    base_total: int
    log_odds: float
    low: float
    high: float
    p: float

    @property
    def odds_ratio(self) -> float:
        """How many times as high its odds are as in the baseline, after the prior."""
        return exp(self.log_odds)

    @property
    def odds_low(self) -> float:
        """The lower bound of the odds ratio at 95 %."""
        return exp(self.low)

    @property
    def odds_high(self) -> float:
        """The upper bound of the odds ratio at 95 %."""
        return exp(self.high)

    @property
    def share(self) -> float:
        """Its share of the slice, 0–1."""
        return self.count / self.total

    @property
    def base_share(self) -> float:
        """Its share of the baseline, 0–1."""
        return self.base_count / self.base_total


def marks(slice_: Mapping[str, int], base: Mapping[str, int], prior: float = PRIOR) -> list[Mark]:
    """Counts by value in a slice and in its baseline → every value compared, the surest first.

    The two must be of different rows. Nothing where either is empty, or where there is but one value.
    Raises ValueError for a negative count.
    """
    values = [value for value in dict.fromkeys([*slice_, *base]) if slice_.get(value) or base.get(value)]
    ours = np.array([slice_.get(v, 0) for v in values], float)
    theirs = np.array([base.get(v, 0) for v in values], float)
    if (ours < 0).any() or (theirs < 0).any():
        raise ValueError("a count is negative")
    if len(values) < 2 or not ours.sum() or not theirs.sum():
        return []
    return _told(values, (ours, theirs), (int(ours.sum()), int(theirs.sum())), prior)


def presences(
    slice_: Mapping[str, int], base: Mapping[str, int], of: tuple[int, int], prior: float = PRIOR
) -> list[Mark]:
    """In how many of so many documents (``of``: of the slice, of the baseline) each word stands → every word compared.

    A document counts once for a word, however often it says it: words come in bursts, documents do not. What stands
    in every document tells nothing and is left out; nothing where either side has no document.
    """
    if not all(of):
        return []
    both = {word: slice_.get(word, 0) + base.get(word, 0) for word in dict.fromkeys([*slice_, *base])}
    values = [word for word, count in both.items() if 0 < count < sum(of)]
    counts = [np.array([side.get(value, 0) for value in values], float) for side in (slice_, base)]
    return _told(values, (counts[0], counts[1]), of, prior)


def _told(
    values: Sequence[str], counted: tuple[Numbers, Numbers], of: tuple[int, int], prior: float
) -> list[Mark]:  # fmt: skip
    """Counts of the slice and of its baseline, and out of how many they are → the marks, the surest first."""
    ours, theirs = counted
    share = prior * (ours + theirs) / sum(of)
    pairs = [(counts + share, whole + prior - counts - share) for counts, whole in zip(counted, of, strict=True)]
    odds = [np.log(there) - np.log(elsewhere) for there, elsewhere in pairs]
    log_odds = odds[0] - odds[1]
    error = np.sqrt(sum(1 / there + 1 / elsewhere for there, elsewhere in pairs))
    p = 2 * norm.sf(np.abs(log_odds / error))
    found = [
        Mark(
            value=value, count=int(ours[n]), total=of[0], base_count=int(theirs[n]), base_total=of[1],
            log_odds=float(log_odds[n]), low=float(log_odds[n] - 1.96 * error[n]),
            high=float(log_odds[n] + 1.96 * error[n]), p=float(p[n]),
        )
        for n, value in enumerate(values)
    ]  # fmt: skip
    return sorted(found, key=lambda mark: (mark.p, -mark.count, mark.value))


def false_discovery_rates(p: Sequence[float]) -> list[float]:
    """p-values of all that was tested → the rate of false discoveries at which each would be reported."""
    if not p:
        return []
    order = np.argsort(p, kind="stable")
    scaled = np.asarray(p, float)[order] * len(p) / np.arange(1, len(p) + 1)
    rates = np.empty(len(p))
    rates[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1.0)
    return [float(rate) for rate in rates]

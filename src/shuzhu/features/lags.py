"""Whether a series of counts goes along with one of another office, at which lag; association, never more.

Both series are freed of trend (first differences), of season (the mean of each place in the year) and of what each owes
to its own last value (pre-whitening: G. Box, G. Jenkins, G. Reinsel (2008), Time Series Analysis, 4th ed., § 12.1.2);
then their correlation at each lag, with Fisher's interval. What they still owe to their own past makes pairs count for
fewer (M. Bartlett (1935), Some aspects of the time-correlation problem, JRSS 98, 536–543), and so do the means taken
off. False discoveries are held down over all lags tried.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from shuzhu.features.odds import false_discovery_rates

FEWEST: Final = 12
"""Of fewer pairs no correlation is told."""
PAST: Final = 13
"""What a series owes to its own past is looked at so many steps back."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lagged:
    """The correlation of counts with the other series so many steps before; ``q`` over all lags tried."""

    lag: int
    pairs: int
    correlation: float
    low: float
    high: float
    p: float
    q: float


def lagged(counts: Sequence[float], other: Sequence[float], lags: Sequence[int], season: int = 12) -> list[Lagged]:
    """Two series of equal steps (NaN where a step is not known) → their correlation at each lag, the surest first.

    ``lags`` count steps by which the other comes first. Lags with fewer than twelve pairs are left out; nothing where
    a series does not move. Raises ValueError for series of different length or a negative lag.
    """
    if len(counts) != len(other):
        raise ValueError("the series are of different length")
    if any(lag < 0 for lag in lags):
        raise ValueError("a lag is negative")
    ours, theirs = (_innovations(np.asarray(series, float), season) for series in (counts, other))
    spent = season + 1 if len(counts) >= 2 * season + 1 else 1
    found = []
    for lag in lags:
        a, b = ours[lag:], theirs[: len(theirs) - lag]
        known = ~np.isnan(a) & ~np.isnan(b)
        pairs = int(known.sum())
        if pairs < FEWEST or np.ptp(a[known]) == 0 or np.ptp(b[known]) == 0:
            continue
        r = float(np.clip(np.corrcoef(a[known], b[known])[0, 1], -0.999999, 0.999999))
        centre, error = np.arctanh(r), 1 / np.sqrt(max(_worth(a[known], b[known]) - spent - 3, 1.0))
        low, high = np.tanh([centre - 1.96 * error, centre + 1.96 * error])
        p = float(2 * norm.sf(abs(centre) / error))
        found.append(Lagged(lag=lag, pairs=pairs, correlation=r, low=float(low), high=float(high), p=p, q=p))
    rates = false_discovery_rates([one.p for one in found])
    told = [replace(one, q=rate) for one, rate in zip(found, rates, strict=True)]
    return sorted(told, key=lambda one: (one.p, one.lag))


def associated(
    counts: Sequence[float], others: Mapping[str, Sequence[float]], lags: Sequence[int], season: int = 12
) -> list[tuple[str, Lagged]]:
    """Counts and several other series by name → every lag tried with each, ``q`` over all of them, the surest first."""
    found = [(name, one) for name, series in others.items() for one in lagged(counts, series, lags, season)]
    rates = false_discovery_rates([one.p for _, one in found])
    told = [(name, replace(one, q=q)) for (name, one), q in zip(found, rates, strict=True)]
    return sorted(told, key=lambda pair: (pair[1].p, pair[0], pair[1].lag))


def _innovations(series: Floats, season: int) -> Floats:
    """A series without trend, season and what it owes to its own last value; NaN at its start."""
    moved = np.concatenate([[np.nan], np.diff(series)])
    if len(series) >= 2 * season + 1:
        places = np.arange(len(moved)) % season
        for place in range(season):
            own = moved[places == place]
            if (~np.isnan(own)).any():
                moved[places == place] = own - np.nanmean(own)
    before, after = moved[:-1], moved[1:]
    known = ~np.isnan(before) & ~np.isnan(after)
    if known.sum() < 3 or np.ptp(before[known]) == 0:
        return moved
    slope, level = np.polyfit(before[known], after[known], 1)
    return np.concatenate([[np.nan], after - level - slope * before])


def _worth(ours: Floats, theirs: Floats) -> float:
    """How many independent pairs so many pairs are worth; never more than they are."""
    size = len(ours)
    a, b = ours - ours.mean(), theirs - theirs.mean()
    shared = sum(
        (1 - lag / size) * float(a[lag:] @ a[:-lag]) * float(b[lag:] @ b[:-lag])
        for lag in range(1, min(PAST, size // 3) + 1)
    ) / (float(a @ a) * float(b @ b))  # fmt: skip
    return float(size / max(1 + 2 * shared, 1.0))

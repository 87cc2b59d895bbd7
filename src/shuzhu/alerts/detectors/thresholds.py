"""Bands that a policy sets: limits given as dated data, not learnt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from shuzhu.alerts.series import Detected, Series, watched_times
from shuzhu.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBand:
    """A band in force from a day on: values above ``high`` or below ``low`` alarm; ``basis`` names the document."""

    since: date
    low: float | None = None
    high: float | None = None
    basis: str = ""


def thresholds(series: Series, bands: Sequence[PolicyBand], watched: ArrayLike | None = None) -> Detected:
    """Series → the limits in force at each watched time; NaN and no alarm before the first band.

    The values are counts, or counts ÷ exposure where there is one. Raises UsageError for a series without a start.
    """
    if series.start is None:
        raise UsageError("thresholds: the series has no start, so no band can be dated")
    times = watched_times(series, watched)
    ordered = sorted(bands, key=lambda band: band.since)
    low, high = np.full(len(times), np.nan), np.full(len(times), np.nan)
    for place, time in enumerate(times):
        day = series.day(int(time))
        force = [band for band in ordered if day is not None and band.since <= day]
        if force:
            low[place] = np.nan if force[-1].low is None else force[-1].low
            high[place] = np.nan if force[-1].high is None else force[-1].high
    values = series.counts if series.exposure is None else series.counts / series.exposure
    now = values[:, times]
    return Detected(
        expected=np.full(now.shape, np.nan),
        limit=np.broadcast_to(high, now.shape).copy(),
        alarm=(now > high) | (now < low),
        lower=np.broadcast_to(low, now.shape).copy(),
    )

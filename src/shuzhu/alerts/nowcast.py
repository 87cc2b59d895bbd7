"""Nowcast: what the last counts will be once late reports are in.

Chain ladder on the table of counts by time and delay; the same estimate as the multinomial of delays with free
totals. T. Mack (1993), Distribution-free calculation of the standard error of chain ladder reserve estimates, ASTIN
Bulletin 23, 213–225; J. F. Lawless (1994), Adjustments for reporting delays, Canadian J Statistics 22, 15–31.
"""

from dataclasses import dataclass

import numpy as np

from shuzhu.alerts.series import Flags, Floats
from shuzhu.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Nowcast:
    """``counts`` as they are expected to end (times); ``reported`` so far; ``share`` expected to be in by now.

    ``nowcast`` marks the times whose count is an estimate, which every figure drawn from it must show.
    """

    counts: Floats
    reported: Floats
    share: Floats
    nowcast: Flags


def nowcast(table: Floats) -> Nowcast:
    """Counts by time (rows, the last is now) and delay (columns, nought first) → nowcast of each time.

    Of the last rows only delays up to now are read. The times before the longest delay are complete. Raises UsageError
    for fewer times than delays, or a negative or unknown count among those that are read.
    """
    times, delays = table.shape
    if times < delays + 1:
        raise UsageError(f"nowcast: {times} times for {delays} delays; there must be more times than delays")
    age = times - 1 - np.arange(times)
    read = np.arange(delays)[None, :] <= age[:, None]
    if np.isnan(table[read]).any() or (table[read] < 0).any():
        raise UsageError("nowcast: counts that have been reported are nought or more")
    cumulative = np.cumsum(np.where(read, table, 0.0), axis=1)
    share = np.ones(delays)
    for delay in range(delays - 1, 0, -1):
        full = age >= delay
        later, earlier = cumulative[full, delay].sum(), cumulative[full, delay - 1].sum()
        share[delay - 1] = share[delay] * (earlier / later if later > 0 else 1.0)
    reached = share[np.minimum(age, delays - 1)]
    reported = cumulative[:, -1]
    counts = np.divide(reported, reached, out=np.full(times, np.nan), where=reached > 0)
    return Nowcast(counts=counts, reported=reported, share=reached, nowcast=age < delays - 1)

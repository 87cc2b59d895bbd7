"""A budget of false alarms over all series watched: by false discovery rate, or by number a month."""

import numpy as np

from shuzhu.alerts.series import Flags, Floats
from shuzhu.errors import UsageError


def false_discovery(probabilities: Floats, rate: float) -> Flags:
    """Which alarms stand, so that among them the expected share of false ones is at most ``rate``, at each time.

    ``probabilities`` are tail probabilities, series × times, NaN where not known. Y. Benjamini, Y. Hochberg (1995),
    Controlling the false discovery rate, JRSS B 57, 289–300: the k smallest, k the greatest with p₍ₖ₎ ≤ k/m · rate.
    Raises UsageError for a rate outside 0–1.
    """
    if not 0 < rate < 1:
        raise UsageError(f"budget: a rate of {rate}; write a share between 0 and 1")
    table = np.where(np.isnan(probabilities), np.inf, probabilities)
    number = np.isfinite(table).sum(axis=0)
    ordered = np.sort(table, axis=0)
    allowed = np.arange(1, len(table) + 1)[:, None] / np.maximum(number, 1)[None, :] * rate
    cut = np.where(ordered <= allowed, ordered, -1.0).max(axis=0, initial=-1.0)
    result: Flags = table <= cut[None, :]
    return result


def level_for(alarms_a_month: float, series: int, times_a_month: float = 1.0) -> float:
    """The level α at which so many series give so many false alarms a month when all is well.

    Raises UsageError where there is nothing to watch or to spend.
    """
    if alarms_a_month <= 0 or series < 1 or times_a_month <= 0:
        raise UsageError("budget: alarms a month, series and times a month are above nought")
    return min(alarms_a_month / (series * times_a_month), 0.5)


def calibrated_cut(past: Floats, alarms_a_month: float, times_a_month: float = 1.0) -> float:
    """The tail probability that would have spent the budget in a past that is held to be in control.

    ``past`` are tail probabilities of all series (series × times); an alarm is a probability at or below the cut.
    Raises UsageError where no time of the past is known.
    """
    known = np.sort(past[~np.isnan(past)])
    if not known.size:
        raise UsageError("budget: nothing is known of the past that it is to be calibrated on")
    months = past.shape[1] / times_a_month
    spend = int(np.floor(alarms_a_month * months))
    if spend < 1:
        return 0.0
    if spend >= known.size:
        return float(known[-1])
    return float(known[known < known[spend]].max(initial=0.0))

"""An alarm that goes on is told once, and again only when its hold is over or its level rises."""

import numpy as np
from numpy.typing import NDArray

from shuzhu.alerts.series import Flags
from shuzhu.errors import UsageError


def told(levels: NDArray[np.int8], times: int) -> Flags:
    """Which of the warnings (levels, series × watched times) to tell, with a hold of so many times after each.

    Raises UsageError for a hold below nought.
    """
    if times < 0:
        raise UsageError(f"hold: {times} times; write nought or more")
    result = np.zeros(levels.shape, dtype=np.bool_)
    until = np.full(len(levels), -1)
    highest = np.zeros(len(levels), dtype=np.int8)
    for time in range(levels.shape[1]):
        highest = np.where(time > until, 0, highest).astype(np.int8)
        result[:, time] = levels[:, time] > highest
        until = np.where(result[:, time], time + times, until)
        highest = np.maximum(highest, levels[:, time])
    return result

"""Four levels of warning, blue to red, by how far a count stands beyond its limit.

The colours are those of the national scheme for emergencies (《突发事件应对法》, 红橙黄蓝).
The exceedance is (y − expected) ÷ (limit − expected), one at the limit (Farrington et al. 1996).
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from shuzhu.alerts.series import Detected, Floats
from shuzhu.errors import UsageError


class Level(IntEnum):
    """A level of warning; ``NONE`` where there is none."""

    NONE = 0
    BLUE = 1
    YELLOW = 2
    ORANGE = 3
    RED = 4


NAMES = {
    Level.NONE: ("", ""),
    Level.BLUE: ("蓝", "blue"),
    Level.YELLOW: ("黄", "yellow"),
    Level.ORANGE: ("橙", "orange"),
    Level.RED: ("红", "red"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The exceedance at which yellow, orange and red begin; blue begins with the alarm."""

    yellow: float = 1.5
    orange: float = 2.0
    red: float = 3.0

    def __post_init__(self) -> None:
        if not 1 <= self.yellow <= self.orange <= self.red:
            raise UsageError("levels: yellow, orange and red rise from one")


DEFAULTS = Steps()


def exceedance(detected: Detected, counts: Floats) -> Floats:
    """(y − expected) ÷ (limit − expected), series × watched times; NaN where one of them is not known.

    Infinite where the limit does not lie above what was expected and the count does.
    """
    above, width = counts - detected.expected, detected.limit - detected.expected
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(width > 0, above / width, np.where(above > 0, np.inf, 0.0))
    return np.where(np.isnan(above) | np.isnan(width), np.nan, score)


def levels(detected: Detected, counts: Floats, steps: Steps = DEFAULTS) -> NDArray[np.int8]:
    """The level of each series and watched time (``Level``); NONE where there is no alarm."""
    score = np.nan_to_num(exceedance(detected, counts), nan=1.0, posinf=np.inf)
    beyond = 1 + sum((score >= step).astype(np.int8) for step in (steps.yellow, steps.orange, steps.red))
    return np.where(detected.alarm, beyond, 0).astype(np.int8)

"""A statistical and an absolute bound together: an alarm needs both."""

from dataclasses import replace

import numpy as np

from shuzhu.alerts.series import Detected, Floats


def with_absolute(detected: Detected, counts: Floats, least: float | Floats) -> Detected:
    """The same, with alarms only where the count also reaches ``least`` (a number, or series × watched times).

    The limit becomes the higher of the two: what is below ``least`` by any amount does not alarm.
    """
    floor = np.broadcast_to(np.asarray(least, dtype=np.float64), counts.shape)
    return replace(
        detected,
        limit=np.where(np.isnan(detected.limit), np.nan, np.fmax(detected.limit, np.nextafter(floor, -np.inf))),
        alarm=detected.alarm & (counts >= floor),
    )

"""Who sues again and again: the most suits of each party within so many days, and whether chance alone gives so many.

Without any professional, suits fall on parties at random: their number in a window is a Poisson count whose mean is
that of the parties who sue at all (at least once: a zero-truncated count). The chance that any of so many parties
reaches the threshold anywhere in the period is bounded by that of one party times their number.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, expm1
from typing import Final

from scipy.optimize import brentq
from scipy.stats import poisson

STEPS: Final = 10
"""A window is moved by tenths of its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One who reached the threshold: the most suits within the days, and all suits of the period as positions."""

    who: str
    most: int
    places: tuple[int, ...]


def repeated(suits: Mapping[str, Sequence[tuple[date, int]]], days: int, threshold: int) -> list[Repeated]:
    """Days and positions of suits by party → those who reach the threshold within ``days``, the most first."""
    found = []
    for who, theirs in suits.items():
        dates = sorted(day for day, _ in theirs)
        first = [bisect_left(dates, day - timedelta(days=days - 1)) for day in dates]
        most = max((n + 1 - begin for n, begin in enumerate(first)), default=0)
        if most >= threshold:
            found.append(Repeated(who=who, most=most, places=tuple(sorted(place for _, place in theirs))))
    return sorted(found, key=lambda one: (-one.most, -len(one.places), one.who))


def chance(suits: Mapping[str, Sequence[tuple[date, int]]], days: int, most: int) -> float:
    """The chance that any party has so many suits within ``days``, if suits fell on the parties at random (at most 1).

    Every window lies within one of those that begin each tenth of a window and are a tenth longer; so the chance of the
    party is at most their number times a Poisson tail.
    """
    numbers = [len({place for _, place in theirs}) for theirs in suits.values()]
    told = [day for theirs in suits.values() for day, _ in theirs]
    if not told or most < 2:
        return 1.0
    span = (max(told) - min(told)).days + 1
    rate = _rate(sum(numbers) / len(numbers)) * min(1.0, (1 + 1 / STEPS) * days / span)
    windows = max(1.0, ceil(STEPS * span / days))
    return float(min(1.0, len(suits) * windows * poisson.sf(most - 1, rate)))


def _rate(mean: float) -> float:
    """The rate of a count that is at least one, from its mean."""
    if mean <= 1 + 1e-9:
        return 1e-6
    return float(brentq(lambda rate: rate / -expm1(-rate) - mean, 1e-9, mean + 1))

"""Monthly series → alarms where a month's count lies beyond what the series' own history leads one to expect."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shuzhu.alarms import Alarm
from shuzhu.alarms import Level as Colour
from shuzhu.alerts.choose import Choice, default
from shuzhu.alerts.levels import Level, levels
from shuzhu.alerts.series import Detected, Floats, Series
from shuzhu.catalogue.alert_rules import AlertRule

COLOURS: Final[Mapping[int, Colour]] = {
    Level.BLUE: "blue", Level.YELLOW: "yellow", Level.ORANGE: "orange", Level.RED: "red",
}  # fmt: skip
ALPHA: Final = 0.01
"""The share of months in which a series in control lies beyond its limit, by design."""
GROWTH: Final = 1.2
"""A month is no wave below a fifth more than the year before (the mildest of practice's bounds, 20, 30 and 50 %)."""
RARE: Final = (1e-3, 1e-4, 1e-5)
"""At which tail probability yellow, orange and red begin, where the method tells one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tracks:
    """What is watched: a row of ``series`` for each of ``keys`` (court, code), a column for each of ``months``.

    ``called`` are the indicators' titles by code, ``last_days`` the last day of each month, ``watched`` the places of
    the months that are asked about.
    """

    keys: Sequence[tuple[str, str]]
    months: Sequence[str]
    last_days: Sequence[date]
    series: Series
    called: Mapping[str, str]
    watched: Sequence[int]

    @property
    def expected_false(self) -> float:
        """How many alarms there would be if nothing had changed anywhere."""
        return ALPHA * len(self.keys) * len(self.watched)


def aberrations(rule: AlertRule, tracks: Tracks) -> Iterator[Alarm]:
    """One alarm for each court and indicator: that of its gravest watched month, the latest of several.

    A month counts where it lies beyond the statistical limit, reaches the rule's ``least`` (a rare event doubled is no
    wave), and stands by ``GROWTH`` above the same month of the year before, where that is known.
    """
    if not tracks.watched or not tracks.keys:
        return
    detected, choices = default(tracks.series, np.array(tracks.watched))
    counts = tracks.series.counts[:, list(tracks.watched)]
    before = np.array([_year_before(tracks.series, time) for time in tracks.watched]).T
    grown = np.isnan(before) | (counts >= GROWTH * before)
    found = np.where((counts >= rule.least) & grown, _levels(detected, counts), 0)
    for row, (court, code) in enumerate(tracks.keys):
        graves = np.flatnonzero(found[row] == found[row].max(initial=0))
        if not found[row].any():
            continue
        at = int(graves[-1])
        place = tracks.watched[at]
        value, expected, limit = (float(one[row, at]) for one in (counts, detected.expected, detected.limit))
        yield Alarm(
            rule=rule.id, edition=rule.edition, court=court, subject=code, called=tracks.called[code],
            period=tracks.months[place], on=tracks.last_days[place], value=value, expected=expected, limit=limit,
            level=COLOURS[int(found[row, at])], words=_words(tracks, choices[at], place, (value, expected, limit)),
        )  # fmt: skip


def _levels(detected: Detected, counts: Floats) -> NDArray[np.int8]:
    """The level of each alarm: by how rare the month is where that is known, else by how far it lies past the limit."""
    beyond = levels(detected, counts)
    if detected.statistic is None:
        return beyond
    rare = 1 + sum((detected.statistic < bound).astype(np.int8) for bound in RARE)
    known = ~np.isnan(detected.statistic)
    return np.where(detected.alarm & known, rare, beyond).astype(np.int8)


def _year_before(series: Series, time: int) -> Floats:
    """The counts of the same month a year before; NaN where they are not known."""
    place = series.year_before(time, 1)
    return series.counts[:, place] if place >= 0 else np.full(len(series.counts), np.nan)


def _words(tracks: Tracks, choice: Choice, place: int, told: tuple[float, float, float]) -> str:
    """What was found, beside what, and by which method."""
    value, expected, limit = told
    bound = f"上限{limit:.0f}件" if limit > expected else "与前一月合计已超出可能的范围"
    return (
        f"{tracks.months[place]}为{value:g}件，按本院历史预计{expected:.0f}件，{bound}；{choice.reason_zh.rstrip('。')}"
    )

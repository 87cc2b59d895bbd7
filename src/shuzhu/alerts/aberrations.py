"""Tracks → alarms where a figure lies beyond what its own history leads one to expect, and by enough to matter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shuzhu.alarms import Alarm
from shuzhu.alarms import Level as Colour
from shuzhu.alerts.choose import Choice, default
from shuzhu.alerts.levels import Level, levels
from shuzhu.alerts.series import Detected, Flags, Floats, Series
from shuzhu.alerts.tracks import Track, Tracks
from shuzhu.catalogue.alert_rules import AlertRule

COLOURS: Final[Mapping[int, Colour]] = {
    Level.BLUE: "blue", Level.YELLOW: "yellow", Level.ORANGE: "orange", Level.RED: "red",
}  # fmt: skip
RARER: Final = (0.1, 0.01, 0.001)
"""At which part of the level α yellow, orange and red begin, where the method tells how rare a figure is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Levels and what they rest on, tracks × watched times: the figure, what it was held against, which side."""

    level: NDArray[np.int8]
    value: Floats
    detected: Detected
    choices: list[Choice]
    fell: Flags


def aberrations(rule: AlertRule, tracks: Tracks) -> Iterator[Alarm]:
    """One alarm for each track: that of its gravest watched time, the latest of several.

    A figure counts where it lies beyond the statistical limit of the rule's budget, rests on the rule's ``least``
    cases (a rare event doubled is no wave), and differs by ``apart`` from what was expected; a count also from the
    same time of the year before, where that is known.
    """
    if not tracks.watched or not tracks.tracks:
        return
    found = _found(rule, tracks)
    for row, track in enumerate(tracks.tracks):
        if not found.level[row].any():
            continue
        at = int(np.flatnonzero(found.level[row] == found.level[row].max())[-1])
        yield _alarm(rule, tracks, track, found, (row, at))


def gravest(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Of several alarms of one subject the gravest, the latest of several; in order of courts and subjects."""
    order = list(COLOURS.values())
    kept: dict[tuple[str, str, str], Alarm] = {}
    for alarm in alarms:
        before = kept.get(alarm.key)
        if before is None or (order.index(before.level), before.on) < (order.index(alarm.level), alarm.on):
            kept[alarm.key] = alarm
    return [kept[key] for key in sorted(kept)]


def _found(rule: AlertRule, tracks: Tracks) -> _Found:
    """Every level at once."""
    watched = list(tracks.watched)
    alpha = tracks.alpha(rule)
    series = tracks.series
    detected, choices = default(series, np.array(watched), rule.measure, alpha)
    value = series.counts[:, watched]
    if rule.measure == "rate" and series.exposure is not None:
        value = value / series.exposure[:, watched]
    sides = np.array([[track.side != "fall", track.side != "rise"] for track in tracks.tracks])
    rose = detected.alarm & (value > detected.limit) & sides[:, :1] & _far(rule, tracks, value, detected, 1)
    below = np.full(value.shape, np.nan) if detected.lower is None else detected.lower
    over = np.array([tracks.finished[place] for place in watched])
    fell = (value < below) & over & sides[:, 1:] & _far(rule, tracks, value, detected, -1)
    level = np.where(rose, _rises(detected, value, alpha), np.where(fell, _falls(detected, value, below, fell), 0))
    return _Found(level=level.astype(np.int8), value=value, detected=detected, choices=choices, fell=fell)


def _far(rule: AlertRule, tracks: Tracks, value: Floats, detected: Detected, side: int) -> Flags:
    """The absolute bounds: enough cases, and far enough from what was expected and from the year before."""
    watched = list(tracks.watched)
    if rule.measure != "count":
        under = tracks.series.exposure
        many = np.ones(value.shape, dtype=np.bool_) if under is None else under[:, watched] >= rule.least
        factor = np.array([[track.factor] for track in tracks.tracks])
        result: Flags = many & (side * (value - detected.expected) * factor >= rule.apart - 1e-9)
        return result
    before = np.array([_year_before(tracks.series, time) for time in watched]).T
    share = 1 + rule.apart
    if side > 0:
        return (value >= rule.least) & ~(value < share * before) & ~(value < share * detected.expected)
    return (detected.expected >= rule.least) & ~(value * share > before) & ~(value * share > detected.expected)


def _rises(detected: Detected, value: Floats, alpha: float) -> NDArray[np.int8]:
    """The level of each rise: by how rare it is where that is known, else by how far it lies past the limit."""
    beyond = levels(detected, value)
    if detected.statistic is None:
        return beyond
    rare = 1 + sum((detected.statistic < alpha * part).astype(np.int8) for part in RARER)
    return np.where(np.isnan(detected.statistic), np.maximum(beyond, 1), rare).astype(np.int8)


def _falls(detected: Detected, value: Floats, below: Floats, fell: Flags) -> NDArray[np.int8]:
    """The level of each fall: by how far it lies past the lower limit."""
    mirrored = Detected(expected=-detected.expected, limit=-below, alarm=fell)
    return levels(mirrored, -value)


def _year_before(series: Series, time: int) -> Floats:
    """The counts of the same time a year before; NaN where they are not known."""
    place = series.year_before(time, 1)
    return series.counts[:, place] if place >= 0 else np.full(len(series.counts), np.nan)


def _alarm(rule: AlertRule, tracks: Tracks, track: Track, found: _Found, at: tuple[int, int]) -> Alarm:
    """The alarm of a track at a watched time."""
    place = tracks.watched[at[1]]
    period = tracks.periods[place]
    fell = bool(found.fell[at])
    below = found.detected.lower if fell and found.detected.lower is not None else found.detected.limit
    value, expected, limit = (float(one[at]) * track.factor for one in (found.value, found.detected.expected, below))
    share = float(tracks.complete[at[0], place])
    return Alarm(
        rule=rule.id, edition=rule.edition, court=track.court, subject=track.subject, called=track.called,
        period=str(period), on=period.last, value=value, expected=expected, limit=limit,
        level=COLOURS[int(found.level[at])],
        words=f"{period}为{_said(value, track)}{_late(rule, value, share)}，按历史预计{_said(expected, track)}，"
        f"{_bound(track, expected, limit, fell=fell)}；{found.choices[at[1]].reason_zh.rstrip('。')}",
    )  # fmt: skip


def _bound(track: Track, expected: float, limit: float, *, fell: bool) -> str:
    """The limit that was passed; two counts together may pass theirs while the last alone has none above its mean."""
    if fell:
        return f"下限{_said(limit, track)}"
    return f"上限{_said(limit, track)}" if limit > expected else "与前一期合计已超出可能的范围"


def _said(number: float, track: Track) -> str:
    """A figure with its unit."""
    return f"{number:.0f}件" if track.unit == "件" else f"{number:.1f}{track.unit}"


def _late(rule: AlertRule, value: float, share: float) -> str:
    """That a figure is an estimate, where it is one."""
    if rule.measure != "count" or share >= 1:
        return ""
    return f"（推算：已登记{value * share:.0f}件，以往此时约登记{share:.0%}）"

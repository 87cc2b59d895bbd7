"""A rule of aberrations → the series that it watches: from the cube by month, from the tables by week, day and town."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np

from shuzhu.alerts import queries
from shuzhu.alerts.series import Floats, Series
from shuzhu.alerts.tracks import Side, Track, Tracks
from shuzhu.alerts.working_days import is_usual, working_days
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.catalogue.model import Indicator
from shuzhu.festivals import DAYS
from shuzhu.indicators.courts import asked
from shuzhu.indicators.daily import Daily, daily_counts
from shuzhu.indicators.measure import Question, answer
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.registered import registered

EMPTY: Final = {"month": 3, "week": 13, "day": 13}
"""So many times without a single case of a court: what stands before them is no history of it."""
MOST_YEARS: Final = 7
"""No more years of history are looked at."""
EPOCH: Final = date(1970, 1, 1)
WORKED: Final = range(5)
WORSE: Final[Mapping[str, Side]] = {"lower": "rise", "higher": "fall"}


def tracks_of(house: House, rule: AlertRule, courts: Sequence[str], watched: Period) -> Iterator[Tracks]:
    """What a rule watches in a period; nothing where the store holds no time before it.

    By day, every weekday is a series of its own, so that a Monday is held against Mondays.
    """
    runs = [_months(house, watched)] if rule.step == "month" else []
    if rule.step == "week":
        runs = [_weeks(house, watched)]
    if rule.step == "day":
        runs = [_weekdays(house, watched, weekday) for weekday in WORKED]
    for periods in runs:
        asked_about = tuple(n for n, period in enumerate(periods) if watched.first <= period.last <= watched.last)
        if len(periods) < 2 or not asked_about:
            continue
        if rule.step == "month" and rule.area == "court":
            yield _from_cube(house, rule, courts, periods, asked_about)
        else:
            yield from _from_days(house, rule, courts, periods, asked_about)


def _from_cube(
    house: House, rule: AlertRule, courts: Sequence[str], periods: Sequence[Period], watched: Sequence[int]
) -> Tracks:
    """By court and statistical month: counts, rates with their denominators, or medians."""
    indicators = _indicators(house, rule, periods)
    groups = tuple(group for mark in courts for group in asked(mark, house.codes, house.present))
    question = Question(indicators=indicators, groups=groups, periods=tuple(periods), peers={})
    found = {(v.court, v.indicator, v.period): v for v in answer(question, house.sight)}
    tracks = [_track(rule, group.label, indicator) for group in groups for indicator in indicators]
    table = np.full((2, len(tracks), len(periods)), np.nan)
    for row, track in enumerate(tracks):
        for column, period in enumerate(periods):
            value = found[track.court, track.code, str(period)]
            told = value.value if rule.measure == "median" else value.numerator
            table[:, row, column] = [np.nan if one is None else one for one in (told, value.denominator)]
    counts, under = table
    volume = counts if rule.measure == "count" else np.nan_to_num(under)
    counts = np.where(_running(volume, len(indicators), EMPTY[rule.step]), counts, np.nan)
    if rule.measure != "count":
        known = under > 0
        counts, under = np.where(known, counts, np.nan), np.where(known, under, 1.0)
    return _tracks(house, rule, tracks, periods, watched, (counts, None if rule.measure == "count" else under))


def _from_days(
    house: House, rule: AlertRule, courts: Sequence[str], periods: Sequence[Period], watched: Sequence[int]
) -> Iterator[Tracks]:
    """By week, by weekday, or by town: counts from the tables themselves."""
    indicators = _indicators(house, rule, periods)
    days = (periods[0].first, periods[-1].last)
    found = daily_counts(house.engine, indicators, courts, days, "town" if rule.area == "town" else "")
    tracks: list[Track] = []
    rows: list[Floats] = []
    for court in courts:
        own = []
        for indicator in indicators:
            for area, counts in _by_area(found.get(indicator.code), court, periods).items():
                own.append((_track(rule, court, indicator, area), counts))
        own.sort(key=lambda one: (one[0].area, one[0].code))
        if own:
            table = np.array([counts for _, counts in own])
            tracks += [track for track, _ in own]
            rows += list(np.where(_running(table, len(table), EMPTY[rule.step]), table, np.nan))
    if tracks:
        yield _tracks(house, rule, tracks, periods, watched, (np.array(rows), None))


def _by_area(found: Daily | None, court: str, periods: Sequence[Period]) -> dict[str, Floats]:
    """The counts of one court in each period, by area."""
    if found is None:
        return {}
    ends = np.array([(period.last - EPOCH).days for period in periods])
    begins = np.array([(period.first - EPOCH).days for period in periods])
    at = np.searchsorted(ends, found.day)
    inside = (at < len(periods)) & (found.day >= begins[np.minimum(at, len(periods) - 1)])
    counts: dict[str, Floats] = {}
    for n in np.flatnonzero(inside).tolist():
        mark, area = found.place[n]
        if mark == court:
            counts.setdefault(area, np.zeros(len(periods)))[at[n]] += found.number[n]
    return counts


def _tracks(
    house: House, rule: AlertRule, tracks: Sequence[Track], periods: Sequence[Period], watched: Sequence[int],
    table: tuple[Floats, Floats | None],
) -> Tracks:  # fmt: skip
    """Counts made ready: completed where entries are still to come, and out of the days that were worked."""
    counts, exposure = table
    entered = registered(house, [track.court for track in tracks], periods, by_month=rule.step == "month")
    share = entered.share if rule.measure == "count" else np.ones_like(counts)
    if rule.measure == "count":
        counts = np.where(share < 1, np.rint(counts / share), counts)
        exposure = _worked(rule, periods, counts.shape)
        if exposure is not None:
            counts, exposure = np.where(exposure > 0, counts, np.nan), np.where(exposure > 0, exposure, 1.0)
    step: Literal["month", "week"] = "month" if rule.step == "month" else "week"
    return Tracks(
        tracks=tracks, periods=periods, watched=watched, complete=share, finished=entered.finished,
        of_all=_of_all(house, rule),
        series=Series.of(counts, step, exposure, start=periods[0].first),
    )  # fmt: skip


def _worked(rule: AlertRule, periods: Sequence[Period], shape: tuple[int, ...]) -> Floats | None:
    """The working days of each period, for every series; by day only usual ones. None beyond the calendar's years."""
    years = {period.first.year for period in periods} | {period.last.year for period in periods}
    first = int(DAYS[:4])
    if min(years) < first or max(years) >= first + len(DAYS.split()):
        return None
    if rule.step == "day":
        worked = np.array([float(is_usual(period.first)) for period in periods])
    else:
        worked = working_days(periods)
    return np.broadcast_to(worked, shape).copy()


def _of_all(house: House, rule: AlertRule) -> int:
    """How many series the rule has over all courts of the store."""
    places = len(house.present)
    if rule.area == "town":
        places = house.engine.query(queries.areas()).num_rows
    return places * len(rule.indicators)


def _indicators(house: House, rule: AlertRule, periods: Sequence[Period]) -> tuple[Indicator, ...]:
    """The definitions in force at the end."""
    return tuple(house.catalogue.indicator(code, periods[-1].last) for code in rule.indicators)


def _track(rule: AlertRule, court: str, indicator: Indicator, area: str = "") -> Track:
    """A figure to watch, with its side: where a rule asks for the worse one, the indicator says which that is."""
    side: Side = WORSE.get(indicator.better, "either") if rule.side == "worse" else rule.side
    unit, factor = ("件", 1.0) if rule.measure == "count" else (indicator.unit, indicator.factor)
    if rule.measure == "median":
        factor = 1.0
    return Track(
        court=court, code=indicator.code, title=indicator.title["zh"], area=area, side=side, unit=unit, factor=factor
    )


def _months(house: House, watched: Period) -> list[Period]:
    """The statistical months up to the last one that ends within a period."""
    first_day, start = house.first_day, house.settings.year
    if first_day is None:
        return []
    end = start.month_index(watched.last + timedelta(days=1)) - 1
    begin = max(start.month_index(first_day), end - MOST_YEARS * 12 + 1)
    return [parse_period(month_label(index), start) for index in range(begin, end + 1)]


def _weeks(house: House, watched: Period) -> list[Period]:
    """The weeks, Monday to Sunday, up to the last one that ends within a period."""
    end = watched.last - timedelta(days=(watched.last.weekday() + 1) % 7)
    return [Period(day - timedelta(days=6), day) for day in _every_week(house, end)]


def _weekdays(house: House, watched: Period, weekday: int) -> list[Period]:
    """The days of one weekday, those that are holidays left in so that the weeks stay even."""
    end = watched.last - timedelta(days=(watched.last.weekday() - weekday) % 7)
    return [Period(day, day, str(day)) for day in _every_week(house, end)]


def _every_week(house: House, end: date) -> list[date]:
    """Every seventh day up to a day, from the first filing on."""
    if house.first_day is None:
        return []
    number = min((end - house.first_day).days // 7 + 1, MOST_YEARS * 52)
    return [end - timedelta(days=7 * back) for back in range(number - 1, -1, -1)]


def _running(volume: Floats, width: int, empty: int) -> np.ndarray:
    """Where a court's records run: ``width`` rows for each court, a column for each time.

    A few old cases that were loaded alone, years before the rest, are no history: zeros after them would teach a
    detector that nothing is usual.
    """
    runs = np.zeros(volume.shape, dtype=np.bool_)
    for low in range(0, len(volume), width):
        total = np.nansum(volume[low : low + width], axis=0)
        gap = np.convolve(total == 0, np.ones(empty), "valid") == empty
        begins = int(np.flatnonzero(gap)[-1]) + empty if gap.any() else 0
        runs[low : low + width, max(begins, int((total > 0).argmax())) :] = True
    return runs

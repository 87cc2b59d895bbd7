"""Values of courts → alarms where one lies outside the band in force, or closings are behind through the year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Final

from shuzhu.alarms import Alarm
from shuzhu.alerts import events, queries
from shuzhu.alerts.bands import bands
from shuzhu.alerts.progress import Pace, Rate, progress
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.catalogue.model import Indicator
from shuzhu.indicators.compile import Scope, condition, rows_query
from shuzhu.indicators.courts import Group, asked, peers
from shuzhu.indicators.measure import Question, answer
from shuzhu.indicators.opened import opened
from shuzhu.periods import Period, parse_period
from shuzhu.pipeline.house import House

MOST_YEARS: Final = 5
"""So many past years at most are looked at."""


def outside_bands(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> Iterator[Alarm]:
    """What a rule of bands finds, with the cases that speak against the court."""
    indicators = {code: house.catalogue.indicator(code, when.last) for code in rule.indicators}
    question = Question(indicators=tuple(indicators.values()), groups=_groups(house, courts), periods=(when,), peers={})
    told = [(indicators[value.indicator], value) for value in answer(question, house.sight)]
    for alarm in bands(rule, told, when.last):
        yield replace(alarm, evidence=_against(house, indicators[alarm.subject], alarm, when))


def behind(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> Iterator[Alarm]:
    """What a rule of progress finds, with the cases that have been pending longest; nothing of parts of a month."""
    months = when.months(house.settings.year)
    if months is None:
        return
    for code in rule.indicators:
        indicator = house.catalogue.indicator(code, when.last)
        curve = indicator.closing_curve or {}
        floor = curve.get(months[1] % 12 + 1)
        period = year_to(house, months[1])
        found = paces(house, indicator, courts, months[1], rule.least)
        for alarm in progress(rule, indicator, found, period, None if floor is None else floor / indicator.factor):
            yield replace(alarm, evidence=_pending(house, indicator, alarm.court, when.last))


def year_to(house: House, month: int) -> Period:
    """From the start of the statistical year to the end of a month, by its index."""
    return parse_period(f"{month // 12}YTD{month % 12 + 1:02d}", house.settings.year)


def paces(house: House, indicator: Indicator, courts: Sequence[str], month: int, least: int) -> list[Pace]:
    """How far each court had come by a month, in this year and in those before, and its peers in this year."""
    periods = [year_to(house, month - 12 * back) for back in range(MOST_YEARS + 2)]
    known = sorted({*courts, *(mark for mark in house.present if mark in house.codes.courts)})
    question = Question(indicators=(indicator,), groups=_groups(house, known), periods=tuple(periods), peers={})
    rates = {(one.court, one.period): (one.numerator or 0.0, one.denominator or 0.0)
             for one in answer(question, house.sight)}  # fmt: skip
    now = {mark: rates[mark, str(periods[0])] for mark in known}
    sizes = {mark: int(rate[1]) for mark, rate in now.items() if rate[1] >= least}
    return [
        Pace(
            court=mark, now=now[mark], past=_recorded([rates[mark, str(period)] for period in periods[1:]], least),
            peers=[now[other] for other in _others(mark, house, sizes)],
        )
        for mark in courts
    ]  # fmt: skip


def _recorded(past: Sequence[Rate], least: int) -> list[Rate]:
    """The rates of past years, the newest first, back to the year after the records begin.

    The first year of the records had nothing pending to begin with, so its rate is none to compare with.
    """
    found = list(takewhile(lambda rate: rate[1] >= max(least, 1), past))
    return found[:MOST_YEARS] if len(found) == len(past) else found[:-1]


def _others(mark: str, house: House, sizes: dict[str, int]) -> list[str]:
    """The other courts of its level in its province that have cases."""
    group = peers(mark, house.codes, sizes).get("province")
    return [other for other in group.courts if other != mark] if group else []


def _groups(house: House, courts: Sequence[str]) -> tuple[Group, ...]:
    """Each court by itself."""
    return tuple(group for mark in courts for group in asked(mark, house.codes, house.present))


def _against(house: House, indicator: Indicator, alarm: Alarm, when: Period) -> tuple[str, ...]:
    """The cases that a high rate counts, or that a low rate counts among its whole and not in its part."""
    part, whole = (list(_cases(house, indicator, what, alarm.court, when)) for what in ("分子", "分母"))
    high = indicator.kind == "rate" and alarm.value > alarm.limit
    kept = part if high else [case for case in whole if case not in set(part)] if indicator.kind == "rate" else whole
    return tuple(kept[: events.MOST_EVIDENCE])


def _cases(house: House, indicator: Indicator, what: str, court: str, when: Period) -> Iterator[str]:
    """The cases of the numerator or the denominator: for a stock those that entered and have not left."""
    gone: set[str] = set()
    found: dict[str, None] = {}
    for name, count, first, last in opened(indicator, when):
        if name.startswith(what) and count.table == "cases":
            ids = house.engine.query(rows_query(count, ("case_id",), (court,), first, last))["case_id"].to_pylist()
            if name.endswith("离开(减)"):
                gone |= set(ids)
            else:
                found |= dict.fromkeys(ids)
    yield from (case for case in found if case not in gone)


def _pending(house: House, indicator: Indicator, court: str, on: date) -> tuple[str, ...]:
    """The cases of an indicator that were pending on a day, the oldest first."""
    where = condition(indicator.denominator[0].where, Scope(alias=queries.CASES))
    rows = house.engine.query(queries.pending(where, court, on, events.MOST_EVIDENCE))
    return tuple(rows["case_id"].to_pylist())

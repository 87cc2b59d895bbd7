"""An alarm → what its chart shows: a figure by month, the filings of a party or a cause, or the days of a case."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
from sqlglot import exp

from shuzhu.alarms import Alarm
from shuzhu.alerts import queries
from shuzhu.alerts.choose import default
from shuzhu.alerts.series import Floats
from shuzhu.catalogue.alert_rules import AlertRule, Clock, RuleKind
from shuzhu.catalogue.model import Band, Indicator
from shuzhu.indicators.compile import Scope, condition
from shuzhu.indicators.courts import asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.finding import history
from shuzhu.pipeline.house import House
from shuzhu.pipeline.standing import year_to
from shuzhu.reports.why_lines import Lines, Other, Point
from shuzhu.reports.why_timeline import Span, Timeline

CHARTED: Final = 24
"""So many months of a figure are shown."""
AROUND: Final = 12
"""So many months at least of a party's filings."""
PAST: Final = 3
"""So many past years beside the year."""

ENDS: Final[Mapping[Clock, str]] = {"limit": "审限届满", "extension": "延长后的审限届满", "exclusion": "扣除届满"}


def chart_of(house: House, rule: AlertRule, alarm: Alarm) -> Lines | Timeline | None:
    """An alarm → what its chart shows; None where the store no longer holds it."""
    return _CHARTS[rule.kind](house, rule, alarm)


def _party(house: House, rule: AlertRule, alarm: Alarm) -> Lines:
    """The filings of one party by month, with the window that was found."""
    window = parse_period(alarm.period)
    first = _month_back(min(window.first, alarm.on), 0 if _months(window) >= AROUND else AROUND - _months(window))
    rows = house.engine.query(queries.party_rows(rule, _where(rule), (alarm.court,), first, alarm.on)).to_pylist()
    days = {row["case_id"]: row["filed_on"] for row in rows if row["who"] == alarm.subject}
    name = f"窗口（{window.first}至{window.last}）所在月份"
    return _by_month("同一当事人各月立案数", days.values(), (first, alarm.on), window, name)


def _cause(house: House, rule: AlertRule, alarm: Alarm) -> Lines:
    """The filings of one cause by month, over the years in which it was not seen."""
    window = parse_period(alarm.period, house.settings.year)
    first = _month_back(window.first, 12 * rule.quiet_years)
    rows = house.engine.query(queries.cause_rows(_where(rule), (alarm.court,), first, window.last)).to_pylist()
    days = [row["filed_on"] for row in rows if row["cause"] == alarm.subject]
    return _by_month(f"“{alarm.called}”各月收案数", days, (first, window.last), window, f"监测时段（{window}）")


def _clock(house: House, rule: AlertRule, alarm: Alarm) -> Timeline | None:
    """The days of one case: its clock, and the intervals that stopped it."""
    case = exp.column("case_id").eq(exp.Literal.string(alarm.subject))
    rows = house.engine.query(exp.select("filed_on").from_("cases").where(case)).to_pylist()
    if not rows or rows[0]["filed_on"] is None:
        return None
    found = house.engine.query(exp.select("reason", "first_on", "last_on").from_("exclusions").where(case)).to_pylist()
    spans = [
        Span(name=house.codes.title("exclusion_reasons", row["reason"] or ""), first=row["first_on"],
             last=row["last_on"] or alarm.on, open_=row["last_on"] is None)
        for row in sorted(found, key=lambda row: row["first_on"] or date.max)
        if row["first_on"] and row["first_on"] <= alarm.on
    ]  # fmt: skip
    due = alarm.on - timedelta(days=round(alarm.value))
    if rule.clock == "extension":
        query = exp.select("days").from_("extensions").where(case)
        approved = exp.column("approved_on") <= exp.cast(exp.Literal.string(alarm.on.isoformat()), "DATE")
        longer = sum(row["days"] or 0 for row in house.engine.query(query.where(approved)).to_pylist())
        spans.append(Span(name="延长审限", first=due - timedelta(days=longer - 1), last=due))
    return Timeline(
        title=f"{alarm.called}的时间", named="审理" if rule.clock == "exclusion" else "审限",
        filed=rows[0]["filed_on"], due=due, due_name=ENDS[rule.clock], today=alarm.on, spans=spans,
        overrun=rule.clock != "exclusion",
    )  # fmt: skip


def _band(house: House, rule: AlertRule, alarm: Alarm) -> Lines:
    """An indicator by month, with its band."""
    del rule
    when = parse_period(alarm.period, house.settings.year)
    indicator = house.catalogue.indicator(alarm.subject, when.last)
    last = house.settings.year.month_index(when.last)
    band = indicator.band or Band()
    points = [
        Point(label=month, value=value, lower=band.low, upper=band.high, found=when.first <= day <= when.last)
        for month, day, value in _monthly(house, indicator, alarm.court, last)
    ]
    return Lines(title=f"{alarm.called}，各月", unit=indicator.unit, points=points, limit=f"参考区间（{band.origin}）")


def _progress(house: House, rule: AlertRule, alarm: Alarm) -> Lines:
    """The closing rate from the start of the year to each month: this year, years before, and the pace in force."""
    del rule
    when = parse_period(alarm.period, house.settings.year)
    indicator = house.catalogue.indicator(alarm.subject, when.last)
    last = house.settings.year.month_index(when.last)
    begin = last - last % 12
    rates = _rates(
        house, indicator, alarm.court, [begin + n - 12 * back for back in range(PAST + 1) for n in range(12)]
    )
    curve = indicator.closing_curve or {}
    points = [
        Point(label=month_label(month), value=rates.get(month) if month <= last else None, found=month == last,
              lower=alarm.limit if month == last else None)
        for month in range(begin, begin + 12)
    ]  # fmt: skip
    past = [
        Other(name=f"前{PAST}年", kind="past", values=[rates.get(begin + n - 12 * back) for n in range(12)])
        for back in range(1, PAST + 1)
    ]
    pace = Other(name="进度线", kind="pace", values=[curve.get(n + 1) for n in range(12)])
    return Lines(
        title=f"{alarm.called}，自统计年度起始累计", unit=indicator.unit, points=points, named=f"{last // 12}年",
        limit="下限", others=[*past, *([pace] if curve else [])],
    )  # fmt: skip


def _aberration(house: House, rule: AlertRule, alarm: Alarm) -> Lines | None:
    """A figure over time with what was expected of it each time and its limits, by the method of the rule."""
    tracks = history(house, rule, alarm)
    if tracks is None:
        return None
    (track,), series = tracks.tracks, tracks.series
    figures = series.counts[0]
    begun = int((~np.isnan(figures)).argmax())
    places = np.arange(max(begun, len(tracks.periods) - CHARTED), len(tracks.periods))
    found, _ = default(series, places, rule.measure, tracks.alpha(rule))
    if rule.measure == "rate" and series.exposure is not None:
        figures = figures / series.exposure[0]
    told: list[list[float | None]] = [
        _told(array * track.factor)
        for array in (figures[places], found.expected[0], _side(found.lower, "rise", track.side, found.limit[0]),
                      _side(found.limit, "fall", track.side, found.limit[0]))
    ]  # fmt: skip
    points = [
        Point(label=str(tracks.periods[place]), value=value, expected=expected, lower=lower, upper=upper,
              found=str(tracks.periods[place]) == alarm.period)
        for place, value, expected, lower, upper in zip(places, *told, strict=True)
    ]  # fmt: skip
    limit = {"rise": "上限", "fall": "下限"}.get(track.side, "上下限")
    return Lines(title=alarm.called, unit=track.unit, points=points, expected="按历史预计", limit=limit)


def _side(limit: Floats | None, other: str, side: str, like: Floats) -> Floats:
    """A limit where departures on its side are told; NaN where they are not, or where there is none."""
    return np.full(like.shape, np.nan) if limit is None or side == other else limit[0]


def _told(array: Floats) -> list[float | None]:
    """Figures, None where they are not known."""
    return [None if math.isnan(figure) else figure for figure in array.tolist()]


def _monthly(
    house: House, indicator: Indicator, court: str, last: int, number: int = CHARTED
) -> list[tuple[str, date, float | None]]:
    """An indicator in each of so many statistical months up to one, by its index: label, last day, value."""
    periods = tuple(parse_period(month_label(n), house.settings.year) for n in range(last - number + 1, last + 1))
    found = {value.period: value.value for value in answer(_question(house, indicator, court, periods), house.sight)}
    begun = next((n for n, period in enumerate(periods) if found.get(str(period))), 0)
    return [(str(period), period.last, found.get(str(period))) for period in periods[begun:]]


def _rates(house: House, indicator: Indicator, court: str, months: Sequence[int]) -> dict[int, float]:
    """An indicator from the start of the year to each month, by its index; years without records are left out."""
    periods = {month: year_to(house, month) for month in months}
    known = {m: p for m, p in periods.items() if house.first_day is not None and p.last >= house.first_day}
    question = _question(house, indicator, court, tuple(known.values()))
    found = {value.period: value.value for value in answer(question, house.sight)}
    return {month: value for month, period in known.items() if (value := found.get(str(period)))}


def _question(house: House, indicator: Indicator, court: str, periods: tuple[Period, ...]) -> Question:
    """One indicator of one court over periods."""
    groups = tuple(asked(court, house.codes, house.present))
    return Question(indicators=(indicator,), groups=groups, periods=periods, peers={})


def _by_month(
    title: str, days: Iterable[date], span: tuple[date, date], window: Period, name: str
) -> Lines:  # fmt: skip
    """Days counted by calendar month, those of a window marked."""
    counts = Counter(_number(day) for day in days)
    points = [
        Point(label=month_label(n), value=float(counts[n]), found=_number(window.first) <= n <= _number(window.last))
        for n in range(_number(span[0]), _number(span[1]) + 1)
    ]
    return Lines(title=title, unit="件", points=points, named="立案数", bars=True, window=name)


def _number(day: date) -> int:
    """The index of a calendar month."""
    return day.year * 12 + day.month - 1


def _months(period: Period) -> int:
    """How many calendar months a period touches."""
    return _number(period.last) - _number(period.first) + 1


def _month_back(day: date, months: int) -> date:
    """The first day of the month so many months before a day's."""
    number = _number(day) - months
    return date(number // 12, number % 12 + 1, 1)


def _where(rule: AlertRule) -> exp.Expr:
    """The rule's own condition on cases."""
    return condition(rule.where, Scope(alias=queries.CASES))


_CHARTS: Final[Mapping[RuleKind, Callable[[House, AlertRule, Alarm], Lines | Timeline | None]]] = {
    "frequent_party": _party,
    "first_cause": _cause,
    "clock": _clock,
    "aberration": _aberration,
    "band": _band,
    "progress": _progress,
    "mediation": lambda _house, _rule, _alarm: None,
}
"""Each kind of rule with what draws it."""

"""a theme, tables → its counts by year, month, cause, town and closing, its rates, the cases to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL
from shuzhu.catalogue.model import Indicator, Term
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.indicators.compile import rows_query
from shuzhu.indicators.courts import asked as groups_asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.indicators.opened import opened
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.report_forecast import History, outlook
from shuzhu.pipeline.report_material import common, warned
from shuzhu.pipeline.report_parties import party_features, put_together
from shuzhu.pipeline.report_studies import studies_of
from shuzhu.reports.material import Asked, Material, Outlook, Row, Topic
from shuzhu.reports.standing import said
from shuzhu.values import Value

MONTHS: Final = 36
"""So many months are drawn."""
LONGEST: Final = 96
"""No older months go into what is expected."""
HALF: Final = 6
CANDIDATES: Final = 12
"""So many closed cases are listed to choose typical ones from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme: its title, the indicator that counts its cases, the rates told of it, the rules that watch it.

    ``topics`` are those of the catalogue whose findings are told of it.
    """

    title: str
    en: str
    code: str
    rates: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


THEMES: Final[Mapping[str, Theme]] = {
    "private_lending": Theme(
        title="民间借贷纠纷", en="private lending", code="CX03", rules=("YJ02", "YJ04"), topics=("private_lending",)
    ),
    "wages": Theme(
        title="劳动争议与拖欠工资",
        en="labour disputes and unpaid wages",
        code="HX02",
        rules=("YJ01",),
        topics=("unpaid_wages", "labour_disputes"),
    ),
    "family": Theme(title="婚姻家庭继承纠纷", en="family and inheritance disputes", code="HX01"),
    "commercial": Theme(title="商事纠纷", en="commercial disputes", code="YS01", rates=("YS05",), rules=("YJ02",)),
    "finance": Theme(title="金融纠纷", en="financial disputes", code="YS03", rules=("YJ02",)),
    "consumer": Theme(title="消费与医疗纠纷", en="consumer and medical disputes", code="HX05", rules=("YJ03",)),
    "housing": Theme(
        title="涉房征迁与涉农土地纠纷", en="housing, expropriation and farm-land disputes", code="HX06", rules=("YJ03",)
    ),
    "traffic": Theme(title="道路交通事故责任纠纷", en="road accidents", code="HX04"),
    "administrative": Theme(
        title="行政审判", en="administrative trials", code="FZ01", rates=("FZ02", "FZ03", "FZ04", "FZ05")
    ),
}


def topic(house: House, asked: Asked) -> Material:
    """The material of a topical report or a white paper; raises UsageError for a theme that is none."""
    theme = THEMES.get(asked.topic)
    if theme is None:
        raise UsageError(f"no topic {asked.topic!r}" + did_you_mean(asked.topic, THEMES))
    material = common(house, asked)
    period = material.period
    filed = _counted(house.catalogue.indicator(theme.code, period.last), "filed_on")
    closed = _counted(filed, "closed_on")
    months = _months(house, filed, asked.court, period)
    found = Topic(
        title=theme.title if asked.lang == "zh" else theme.en, code=theme.code,
        driver=said(house.catalogue.indicator(theme.code, period.last).driver or {"zh": theme.title}, asked.lang),
        years=_years(house, filed, asked.court, period), months=months[-MONTHS:],
        splits={
            "cause": _split(house, filed, asked.court, period, "cause"),
            "town": _split(house, filed, asked.court, period, "town"),
            "closing": _split(house, closed, asked.court, period, "closing"),
        },
        rates=[
            (code, _by_year(house, house.catalogue.indicator(code, period.last), asked.court, period))
            for code in theme.rates
        ],
        cases=_candidates(house, closed, asked.court, period),
        parties=party_features(house, filed, asked.court, period),
        outlook=_outlook(house, months, period),
        studies=studies_of(house, theme.topics, asked) if asked.kind == "topic" else (),
    )  # fmt: skip
    if not any(row.now for row in found.years):
        raise NoDataError(f"no case of {theme.title} is loaded for {asked.court}")
    ours = [one for one in warned(house, material, clocks=False) if one.alarm.rule in theme.rules]
    return replace(material, topic=found, warned=ours)


def _counted(indicator: Indicator, dated_by: str) -> Indicator:
    """An indicator as a plain count of its cases by another date."""
    terms = tuple(_dated(term, dated_by) for term in indicator.numerator if term.table == "cases")
    return replace(indicator, kind="count", numerator=terms, denominator=(), exposure=None, unit="件")


def _dated(term: Term, dated_by: str) -> Term:
    """A term dated by another column."""
    return replace(term, dated_by=dated_by)


def _answers(
    house: House, indicator: Indicator, court: str, periods: Sequence[Period], by: tuple[str, ...] = ()
) -> list[Value]:
    """One indicator of one court or area, which need not be in the catalogue so."""
    groups = tuple(groups_asked(court, house.codes, house.present))
    question = Question(indicators=(indicator,), groups=groups, periods=tuple(periods), peers={}, by=by)
    return answer(question, house.sight)


def _spans(house: House, period: Period) -> list[Period]:
    """The same part of every year that the records reach, the report's own last."""
    spans, first = [period], house.first_day
    while first is not None and spans[0].year_before(house.settings.year).first >= first and len(spans) < 8:
        spans.insert(0, spans[0].year_before(house.settings.year))
    return spans


def _by_year(house: House, indicator: Indicator, court: str, period: Period) -> list[Value]:
    """A rate over the years."""
    return _answers(house, indicator, court, _spans(house, period))


def _years(house: House, filed: Indicator, court: str, period: Period) -> list[Row]:
    """Filed in the same part of each year, beside the year before."""
    values = _tallied(house, filed, court, _spans(house, period))
    rows: list[Row] = []
    for span, number in values:
        rows.append(Row(name=str(span), now=number, before=rows[-1].now if rows else None))
    begins = next((n for n, row in enumerate(rows) if row.now), 0)
    return [replace(rows[begins], before=None), *rows[begins + 1 :]]


def _months(house: House, filed: Indicator, court: str, period: Period) -> list[tuple[str, float]]:
    """Filed by month, from the first that the records reach wholly, up to the period's last."""
    start, day = house.settings.year, house.first_day
    last = start.month_index(period.last)
    first = start.month_index(day) if day else last
    spans = [parse_period(month_label(n), start) for n in range(max(first, last - LONGEST + 1), last + 1)]
    return [(str(span), number) for span, number in _tallied(house, filed, court, spans)]


def _outlook(house: House, months: Sequence[tuple[str, float]], period: Period) -> Outlook:
    """What as many months as the report's may bring; half a year where it is not of whole months."""
    start = house.settings.year
    edges = period.months(start)
    begins = next((n for n, (_, number) in enumerate(months) if number), len(months))
    first = start.month_index(period.last) - len(months) + 1 + begins
    history = History(first=first, counts=[number for _, number in months[begins:]], start=start)
    return outlook(history, edges[1] - edges[0] + 1 if edges else HALF)


def _tallied(house: House, indicator: Indicator, court: str, spans: Sequence[Period]) -> list[tuple[Period, float]]:
    """Counts by period: the tables are asked, since the count need not be one of the catalogue's."""
    by_span = {str(span): 0.0 for span in spans}
    for value in _answers(house, indicator, court, spans, by=("court",)):
        by_span[value.period] = by_span.get(value.period, 0.0) + (value.numerator or 0)
    return [(span, by_span[str(span)]) for span in spans]


def _split(house: House, indicator: Indicator, court: str, period: Period, by: str) -> list[Row]:
    """Counts by a column, the largest first, each beside the year before.

    For who may not see every case that is counted small ones are one, and there is no year before.
    """
    before = period.year_before(house.settings.year)
    now, then = (
        {v.by[by]: v.numerator or 0 for v in _answers(house, indicator, court, [span], by=(by,))}
        for span in (period, before)
    )
    known = house.first_day is not None and before.first >= house.first_day
    rows = [
        Row(name=_called(house, by, key), now=count, before=then.get(key, 0) if known else None)
        for key, count in now.items()
        if count or then.get(key)
    ]
    rows.sort(key=lambda row: (-row.now, row.name))
    cases = house.reader.reach("cases", INTERNAL)
    marks = {mark for group in groups_asked(court, house.codes, house.present) for mark in group.courts}
    return rows if all(map(cases.whole, marks)) else put_together([replace(row, before=None) for row in rows])


def _called(house: House, by: str, key: str | None) -> str:
    """A value as people call it."""
    if key is None:
        return "未填"
    return house.codes.title("closings", key) if by == "closing" else key


def _candidates(house: House, closed: Indicator, court: str, period: Period) -> list[dict[str, Any]]:
    """Closed cases of the theme to choose typical ones from: judged ones first by what they were about, the newest."""
    marks = sorted({mark for group in groups_asked(court, house.codes, house.present) for mark in group.courts})
    if not all(house.reader.may("cases", court=mark, field_class=INTERNAL) for mark in marks):
        return []
    found: list[dict[str, Any]] = []
    names = ("case_number", "cause", "town", "filed_on", "closed_on", "closing")
    for _, count, first, last in opened(closed, period):
        query = rows_query(count, names, tuple(marks), first, last)
        query = query.where(exp.column("closing").isin("supported", "partly_supported", "claims_dismissed", "revoked"))
        found += house.reading("cases").query(query).to_pylist()
    found.sort(key=lambda row: (row["closed_on"] or date.min, row["case_number"] or ""), reverse=True)
    chosen = {row["cause"]: row for row in reversed(found)}
    kept = [*chosen.values(), *(row for row in found if row is not chosen[row["cause"]])][:CANDIDATES]
    return [row | {"closing": house.codes.title("closings", row["closing"]) if row["closing"] else ""} for row in kept]

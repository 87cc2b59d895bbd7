"""a store, what was asked → all that a report is written from, as data; names are hidden here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlglot import exp

from shuzhu.alarms import LEVELS, Alarm
from shuzhu.catalogue.proposals import read_proposals
from shuzhu.errors import NoDataError, UsageError
from shuzhu.indicators.courts import asked as groups_asked
from shuzhu.periods import Period, parse_period
from shuzhu.pipeline.checkup import checkup
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure
from shuzhu.pipeline.score import score_values
from shuzhu.pipeline.watch import alarms_of
from shuzhu.reports.brief import Brief
from shuzhu.reports.material import Asked, Material, Statistic, Warned
from shuzhu.values import Value

_RANK: Final = {level: place for place, level in enumerate(LEVELS)}
COURT: Final = "人民法院"
OF_THE_HOUSE: Final = frozenset({"clock", "quality"})
"""Kinds of rules that concern the court alone: single cases' time limits, faults of its records."""
WORDS: Final = ("kinds", "closings", "forces", "mediation_endings", "party_kinds")
OTHERWISE: Final = {
    "未填": "left blank", "其他": "others", "本区县": "this district", "本市其他区县": "elsewhere in the city",
    "本省其他地市": "elsewhere in the province", "省外": "other provinces",
}  # fmt: skip


def common(house: House, asked: Asked) -> Material:
    """What every kind needs: the check-up with the areas' means of both years, proposals, statistics.

    Raises DeniedError unless the reader may write reports of the whole of each court.
    """
    house.require("report")
    courts = {mark for group in groups_asked(asked.court, house.codes, house.present) for mark in group.courts}
    house.require("report", courts, whole=True)
    brief = with_means_before(house, checkup(house, asked.court, asked.period or None), asked)
    overlay = house.store.root / "catalogue"
    return Material(
        asked=replace(asked, court=asked.court, period=str(brief.period)), brief=brief, period=brief.period,
        place=place_of(brief.court_name), proposals=read_proposals(*([overlay] if overlay.is_dir() else [])),
        statistics=statistics_of(house, asked.court, brief.period, asked.lang), words=words_of(house, asked.lang),
    )  # fmt: skip


def words_of(house: House, lang: str) -> dict[str, str]:
    """The words of the code tables that reports name, in another language than Chinese."""
    return {} if lang == "zh" else OTHERWISE | house.codes.otherwise(WORDS, lang)


def place_of(court_name: str) -> str:
    """The area that a court is the court of: 虚构市海安区 of 虚构市海安区人民法院."""
    return (
        court_name.replace("（辖区）", "").removesuffix("中级" + COURT).removesuffix("高级" + COURT).removesuffix(COURT)
    )


def with_means_before(house: House, brief: Brief, asked: Asked) -> Brief:
    """The check-up with the scores of the city's and the province's means a year ago."""
    before = brief.period.year_before(house.settings.year)
    try:
        values = {v.indicator: v for v in measure(house, list(brief.values), asked.court, str(before))}
    except NoDataError:
        return brief
    city = {code: value.peers.get("city", value.peer_mean) for code, value in values.items()}
    province = {code: value.peer_mean for code, value in values.items()}
    return replace(
        brief,
        scores_city_before=score_values(house, city, brief.period),
        scores_province_before=score_values(house, province, brief.period),
    )


def warned(house: House, material: Material, *, clocks: bool) -> list[Warned]:
    """The warnings of the period, the gravest first; ``clocks``: those of time limits and of the records too."""
    kinds = {rule.id: rule.kind for rule in house.alert_rules}
    found = [
        told(house, alarm)
        for alarm in alarms_of(house, material.asked.court, str(material.period))
        if clocks or kinds[alarm.rule] not in OF_THE_HOUSE
    ]
    return sorted(found, key=lambda one: (-_RANK[one.alarm.level], one.alarm.rule, -one.alarm.value, one.alarm.subject))


def told(house: House, alarm: Alarm) -> Warned:
    """A warning as the reader may see it, with its rule's title."""
    rule = next((rule for rule in house.alert_rules if rule.id == alarm.rule), None)
    if rule is None:
        raise NoDataError(f"the warning was raised by {alarm.rule}, which the catalogue no longer has")
    return Warned(alarm=alarm, title=rule.title, office=rule.owner, called=alarm.called)


def statistics_of(house: House, court: str, period: Period, lang: str = "zh") -> list[Statistic]:
    """The external statistics of a court's regions that a period rests on: each measure's newest within its years."""
    regions = sorted({r for group in groups_asked(court, house.codes, house.present) for r in group.regions})
    if not regions:
        return []
    names = ("region", "measure", "first_on", "last_on", "value", "source")
    query = exp.select(*names).from_("statistics").where("value IS NOT NULL")
    query = query.where(exp.column("region").isin(*regions))
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in house.engine.query(query.order_by("region", "measure", "last_on", "first_on")).to_pylist():
        if row["first_on"] <= period.last:
            newest[row["region"], row["measure"]] = row
    return [_statistic(house, row, lang) for row in newest.values()]


def _statistic(house: House, row: Mapping[str, Any], lang: str) -> Statistic:
    """One of them; a title has its unit in brackets, in English after a comma."""
    title, unit = _measure(house.codes.title("measures", row["measure"]))
    called = title
    if lang != "zh":
        called, _, unit = house.codes.title("measures", row["measure"], lang).rpartition(", ")
    return Statistic(
        title=title, called=called, value=float(row["value"]), unit=unit,
        span=f"{row['first_on']:%Y-%m}至{row['last_on']:%Y-%m}", source=row["source"] or "",
    )  # fmt: skip


def _measure(title: str) -> tuple[str, str]:
    """A statistic's title, and the unit in brackets behind it."""
    name, _, unit = title.replace("(", "（").replace(")", "）").partition("（")
    return name, unit.partition("）")[0]


def event_rows(house: House, asked: Asked, codes: Sequence[str]) -> tuple[list[tuple[str, Value]], Period]:
    """Filings by kind during the days of an event, each beside the same days of the year before."""
    if asked.event is None:
        raise UsageError("no event was asked about")
    period = parse_period(asked.event[1], house.settings.year)
    known = [code for code in codes if code in house.catalogue.editions]
    before = period.year_before(house.settings.year)
    now = {v.indicator: v for v in measure(house, known, asked.court, str(period))}
    then = {v.indicator: v for v in measure(house, known, asked.court, f"{before.first}..{before.last}")}
    rows = []
    for code in known:
        indicator = house.catalogue.indicator(code, period.last)
        name = (indicator.driver or {}).get(asked.lang) or indicator.title.get(asked.lang) or indicator.title["zh"]
        name = "各类案件" if code == "XS" and asked.lang == "zh" else name
        rows.append((name, replace(now[code], year_before=then[code].numerator)))
    return rows, period

"""A topic, a court, a period → what its cases have in common and how they change, each finding with its strength."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from shuzhu.access import INTERNAL
from shuzhu.catalogue.topic_model import Finding, Topic
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.indicators.courts import asked as groups_asked
from shuzhu.indicators.plan import Count
from shuzhu.periods import Period, YearStart
from shuzhu.pipeline.feature_rows import Slice, by_month
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.pipeline.topic_cases import Example, examples
from shuzhu.pipeline.topic_fields import Asked, needed
from shuzhu.pipeline.topic_people import COLUMNS, Called, Links, links_of, shown, suits
from shuzhu.pipeline.topic_rows import Span
from shuzhu.topics.answers import Answers
from shuzhu.topics.counts import Figure, figures
from shuzhu.topics.findings import judged
from shuzhu.topics.found import Found, Limit, Material
from shuzhu.topics.leaflet import Told, leaflet

BACK: Final = 36
"""Trends and seasons look at so many months where the period is shorter and the records reach so far."""

GUARD: Final = "以下为本院案件中的统计关联，不等于因果，也不代表案件以外的情况；使用前须结合个案和其他材料核实。"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFound:
    """What a topic's cases show.

    ``first`` is where the span of trends begins. ``before`` are the cases of the year before (None: the records do not
    reach so far), ``texts`` those of the period with a text. ``linked``: parties were held together by the links that
    stand, not by number and name alone. ``names``: of parties who sue repeatedly, as the reader may see them.
    """

    topic: Topic
    court: str
    period: Period
    first: date
    size: int
    before: int | None
    texts: int
    findings: tuple[Found, ...]
    now: Answers
    then: Answers | None
    start: YearStart
    figures: tuple[Figure, ...] = ()
    examples: tuple[Example, ...] = ()
    leaflet: tuple[Told, ...] = ()
    linked: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    guard: str = GUARD


def topics(house: House) -> Mapping[str, Topic]:
    """The topics of the catalogue by name; raises DeniedError for who may see no cases."""
    house.require("cases", field_class=INTERNAL)
    return house.topics


def the_topic(house: House, name: str) -> Topic:
    """The topic of a name; raises UsageError for one that is none."""
    if name not in house.topics:
        raise UsageError(f"no topic {name!r}" + did_you_mean(name, house.topics))
    return house.topics[name]


def topic(house: House, name: str, court: str, period: str | None = None, *, naming: bool = True) -> TopicFound:
    """A topic's cases filed in a period in a court or an area → its findings, and what its tables are made of.

    Without ``naming`` no party is named, so that nothing of it is put on record.

    Raises DeniedError for who may not see every case there, UsageError for a topic, court or period that is none,
    NoDataError where there are no cases.
    """
    house.require("cases", field_class=INTERNAL)
    courts = tuple(sorted({m for group in groups_asked(court, house.codes, house.present) for m in group.courts}))
    house.require("cases", courts, whole=True, field_class=INTERNAL)
    one, when = the_topic(house, name), the_period(house, period)
    first, last = _span(house, courts, when)
    span = Span(topic=one, courts=courts, first=min(first, when.first), last=when.last)
    links = links_of(house, courts)
    whole, names = _answers(house, span, _own_fields(one), one.findings, links)
    now = whole.between(when.first, when.last)
    if not len(now):
        raise NoDataError(f"no case of {name} in {court} in {when}; choose another period or court")
    then = _year_before(house, span, when, _own_fields(one))
    material = Material(
        now=now, long=whole.between(first, last), since=when.first, first=first, last=last,
        start=house.settings.year, rest=_rest(house, replace(span, first=first), when),
        others=_others(house, span, when), before=then, limits=_limits(house, one, when),
    )  # fmt: skip
    found = judged(one.findings, material, one.reads_text)
    suing = {who: names[who] for each in found for who, _, _ in each.who} if naming else {}
    persons = sum(called.personal for called in suing.values())
    if persons and house.reader.sees_names_in(courts):
        house.audited("names", "parties", court="、".join(courts[:5]), rows=persons)
    return TopicFound(
        topic=one, court=court, period=when, first=first, size=len(now), before=None if then is None else len(then),
        texts=sum(now.texts), findings=tuple(found), now=now, then=then, start=house.settings.year,
        figures=tuple(figures(now, then, [one.fields[name] for name in one.figures])),
        examples=examples(house, now, found, _own_fields(one)),
        leaflet=tuple(leaflet(now, one.leaflet, one.group)), linked=links.made,
        names={who: shown(house, called, courts) for who, called in suing.items()},
    )  # fmt: skip


def _span(house: House, courts: tuple[str, ...], when: Period) -> tuple[date, date]:
    """What trends and seasons look at: the period, or where it is short so many months, as far as the records reach."""
    start = house.settings.year
    count = Count(table="cases", date="filed_on", where=())
    months = by_month(house, Slice(count=count, courts=courts, first=when.first, last=when.last))
    end = house.last_day or when.last
    last = min(when.last, max(end, when.first))
    begins = start.begins(min(start.month_index(when.first), start.month_index(last) - BACK + 1))
    reached = start.begins(min(months)) if months else when.first
    return max(begins, min(reached, last)), last


def _own_fields(one: Topic) -> list[str]:
    """The fields that a topic asks of its own cases."""
    checks = [finding.check for finding in one.findings]
    of = [name for check in checks for name in (check.of, check.against)]
    group = [one.group] if one.group else []
    named = [*of, *one.cuts, *one.figures, *(pointer.when for pointer in one.leaflet), *group, "town", "cause",
              "closing", "amount"]  # fmt: skip
    return [name for name in dict.fromkeys(named) if name in one.fields]


def _answers(
    house: House, span: Span, names: Iterable[str], findings: Collection[Finding] = (), links: Links | None = None
) -> tuple[Answers, dict[str, Called]]:
    """The cases of a span with their answers; and the names of those who stand in suits that findings count."""
    repeats = [one for one in findings if one.check.kind == "repeat"]
    asked = Asked(house, span, needed(span.topic, names), COLUMNS if repeats else ())
    ids = [row["case_id"] for row in asked.cases]
    who: dict[str, list[tuple[str, ...]]] = {}
    called: dict[str, Called] = {}
    for one in repeats:
        who[one.code], told = suits(asked.parties, ids, one.check, links or Links(head={}, made=False))
        called |= told
    found = Answers(
        numbers=[row["case_number"] or row["case_id"] for row in asked.cases], ids=ids,
        days=[row["filed_on"] for row in asked.cases], fields=asked.all(),
        texts=[case in asked.texts for case in ids], suits=who,
    )  # fmt: skip
    return found, called


def _year_before(house: House, span: Span, when: Period, names: Iterable[str]) -> Answers | None:
    """The same cases of the year before; None where the records do not reach so far, or the period is longer."""
    before = when.year_before(house.settings.year)
    if before.last >= when.first or house.first_day is None or before.first < house.first_day:
        return None
    return _answers(house, replace(span, first=before.first, last=before.last), names)[0]


def _rest(house: House, span: Span, when: Period) -> Answers | None:
    """Other cases of the same kind and instance, where a finding is held against them."""
    checks = [one.check for one in span.topic.findings]
    among = any(check.of == "topic" for check in checks)
    names = [check.of for check in checks if check.against == "rest"]
    if not among and not names:
        return None
    return _answers(house, replace(span, rest=True, first=span.first if among else when.first), names)[0]


def _others(house: House, span: Span, when: Period) -> Answers | None:
    """The topic's cases of the other courts that the reader may see wholly, where a finding is held against them."""
    names = [one.check.of for one in span.topic.findings if one.check.against == "others"]
    reach = house.reader.reach("cases", INTERNAL)
    courts = tuple(sorted(mark for mark in house.present if mark not in span.courts and reach.whole(mark)))
    if not names or not courts:
        return None
    return _answers(house, replace(span, courts=courts, first=when.first), names)[0]


def _limits(house: House, one: Topic, when: Period) -> dict[str, Limit]:
    """From how many suits on one sues professionally, by the rules in force at the period's end."""
    names = {finding.check.rule for finding in one.findings if finding.check.kind == "repeat"}
    return {
        rule.id: Limit(threshold=int(min(rule.levels.values())), days=rule.days)
        for rule in house.alert_rules if rule.id in names and rule.in_force(when.last) and rule.levels
    }  # fmt: skip

"""tables → values, with the year before, peers and bands beside each; permission is asked here."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlglot import exp

from shuzhu.access import INTERNAL, NAMED, field_class
from shuzhu.catalogue.model import Indicator
from shuzhu.derived import all_columns
from shuzhu.errors import NoDataError, UsageError
from shuzhu.indicators.courts import Group, asked, one, peers
from shuzhu.indicators.measure import Question, answer, volumes
from shuzhu.indicators.plan import counts_of
from shuzhu.indicators.suppress import suppressed
from shuzhu.periods import Period, parse_period
from shuzhu.pipeline.house import House
from shuzhu.records import RECORDS
from shuzhu.values import Value

VOLUME = "XS"
"""The indicator that tells how large a court is."""
FEWEST_BEYOND = 3
"""So many courts that a reader may not see must be pooled, before the reader is told of the pool."""


def measure(
    house: House,
    codes: Sequence[str] = (),
    courts: str = "all",
    period: str | None = None,
    by: Sequence[str] = (),
) -> list[Value]:
    """tables → values, with the year before, peers and bands beside each.

    Raises DeniedError for a court or a dimension that the reader may not see.
    """
    house.require("measure")
    when = the_period(house, period)
    groups, dimensions = _split(house, courts, by)
    house.require("measure", marks := {mark for group in groups for mark in group.courts})
    periods = _split_time(house, when, by)
    indicators = tuple(house.catalogue.indicator(c, when.last) for c in codes) or _default(house, when, dimensions)
    _permit(house, dimensions, indicators, marks)
    beside = {} if dimensions else _pools(house, when, [g.label for g in groups])
    question = Question(
        indicators=indicators, groups=tuple(groups), periods=periods, peers=beside, by=tuple(dimensions)
    )
    found = [
        replace(v, snapshot=house.snapshot.label, catalogue=house.catalogue.version)
        for v in answer(question, house.sight)
    ]
    if not house.present & marks:
        raise NoDataError(f"nothing is loaded for {courts}; courts with data: {_some(house.present)}")
    if not any(v.numerator or (v.denominator and v.value is not None) for v in found) and not _reaches(house, when):
        raise NoDataError(f"nothing is loaded for {when}; the records run from {house.first_day}")
    return fewer(house, found, question, when)


def fewer(house: House, values: list[Value], question: Question, when: Period) -> list[Value]:
    """The values, small counts hidden from who may not see every case that is counted.

    Single courts are held against all others that the reader may ask about, whether they asked or not. Raises
    UsageError for what would tell hidden counts by another way: courts counted twice, and spans of days.
    """
    cases = house.reader.reach("cases", INTERNAL)
    marks = [mark for group in question.groups for mark in group.courts]
    if all(cases.whole(mark) for mark in marks):
        return values
    if len(marks) != len(set(marks)) or when.months(house.settings.year) is None:
        raise UsageError("没有案件权限时，法院不得重叠，时段须为整月 (no overlapping courts, whole months only)")
    others: list[Value] = []
    if not question.by and all(len(group.courts) == 1 for group in question.groups):
        rest = tuple(one(mark, house.codes) for mark in sorted(house.present - set(marks)))
        others = answer(replace(question, groups=rest, peers={}), house.sight) if rest else []
    known = {indicator.code: indicator for indicator in question.indicators}
    return suppressed([*values, *others], known)[: len(values)]


def _permit(house: House, by: Sequence[str], indicators: Sequence[Indicator], courts: Collection[str]) -> None:
    """Raise UsageError for figures by person, DeniedError for figures by what only who may see cases may know."""
    tables = {count.table for indicator in indicators for count in counts_of(indicator)} & RECORDS.keys()
    for name in by:
        classes = {field_class(table, name) for table in tables if name in all_columns(table)}
        if NAMED in classes and not house.reader.sees_ranking:
            raise UsageError(f"figures by {name} tell persons apart; ask by division, town or cause instead")
        if INTERNAL in classes:
            house.require("cases", courts, whole=True, field_class=INTERNAL)


def _pools(house: House, when: Period, labels: Sequence[str]) -> dict[str, dict[str, Group]]:
    """The peers of each court: all within the reader's reach, or so many beyond it that none of them is told apart."""
    seen = house.reader.reach("measure").courts
    known = _volumes(house if seen is None else house.itself, when)
    found = {}
    for label in labels:
        pools = peers(label, house.codes, known)
        beyond = {name: set(pool.courts) - (seen or set()) for name, pool in pools.items()} if seen is not None else {}
        found[label] = {name: pool for name, pool in pools.items() if not 0 < len(beyond.get(name, ())) < FEWEST_BEYOND}
    return found


def _reaches(house: House, when: Period) -> bool:
    """Whether the records reach into a period."""
    first, last = house.first_day, house.last_day
    return first is not None and last is not None and first <= when.last and last >= when.first


def the_period(house: House, text: str | None) -> Period:
    """What the user wrote, else the statistical year of the last closing in the store."""
    if not any(state.rows for state in house.snapshot.tables.values()):
        raise NoDataError("the store is empty; load some files with `shuzhu load PATH`, or try `shuzhu demo`")
    if text:
        return parse_period(text, house.settings.year)
    newest: date | None = None
    for table, column in (("cases", "closed_on"), ("counts", "last_on")):
        rows = house.engine.query(exp.select(exp.Max(this=exp.column(column)).as_("day")).from_(table))
        newest = newest or rows.column("day").to_pylist()[0]
    if newest is None:
        raise NoDataError("no case here was closed yet; say which period to look at with --period")
    return parse_period(str(house.settings.year.month_index(newest) // 12), house.settings.year)


def _default(house: House, when: Period, dimensions: Sequence[str]) -> tuple[Indicator, ...]:
    """What is measured where no codes are given: what has data, and has the dimensions asked for."""
    filled = {table for table, state in house.snapshot.tables.items() if state.rows} | {"judge_days"}
    return tuple(
        i
        for i in house.catalogue.current(when.last)
        if {t.table for t in i.terms} <= filled
        and all(d in all_columns(c.table) for d in dimensions for c in counts_of(i))
    )


def _split(house: House, courts: str, by: Sequence[str]) -> tuple[list[Group], list[str]]:
    """The groups asked for, each court of them apart where ``by`` says court; the other dimensions."""
    groups = asked(courts, house.codes, house.present)
    if "court" in by:
        marks = sorted({m for g in groups for m in g.courts} & house.present)
        groups = [g for mark in marks for g in asked(mark, house.codes, house.present)]
    return groups, [name for name in by if name not in {"court", "month", "quarter", "year"}]


def _split_time(house: House, when: Period, by: Sequence[str]) -> tuple[Period, ...]:
    """The period, or its months, quarters or years where ``by`` says so."""
    unit = next((u for u in ("month", "quarter", "year") if u in by), None)
    if unit is None:
        return (when,)
    months = when.months(house.settings.year)
    if months is None:
        raise UsageError(f"{when} does not fall on months, so it cannot be split by {unit}")
    labels: dict[str, None] = {}
    for m in range(months[0], months[1] + 1):
        year, month = divmod(m, 12)
        labels[{"month": f"{year}-{month + 1:02d}", "quarter": f"{year}Q{month // 3 + 1}", "year": f"{year}"}[unit]] = (
            None
        )
    return tuple(parse_period(label, house.settings.year) for label in labels)


def _volumes(house: House, when: Period) -> dict[str, int]:
    """Filings by court, for peers."""
    if VOLUME not in house.catalogue.editions or "cases" not in house.snapshot.tables:
        return {}
    indicator = house.catalogue.indicator(VOLUME)
    known = [mark for mark in house.present if mark in house.codes.courts]
    return volumes(house.sight, indicator, when, known)


def _some(words: frozenset[str]) -> str:
    """The first few, to show."""
    return ", ".join(sorted(words)[:6]) or "none"

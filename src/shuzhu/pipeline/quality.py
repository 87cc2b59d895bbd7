"""The contract of data and a store → how good the records are: scores, faults, deliveries, what stands on them."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from shuzhu.access import INTERNAL, masked_name
from shuzhu.catalogue.model import Indicator
from shuzhu.catalogue.quality_rules import QualityRule
from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indicators.courts import Group
from shuzhu.indicators.published import TOTALS
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.pipeline.quality_counts import by_cuts, by_month, filled
from shuzhu.pipeline.watch import marks_of
from shuzhu.quality.deliveries import Missing, Odd, missing, odd
from shuzhu.quality.identities import Differs, differing, flows_query, reported_query
from shuzhu.quality.scan import CUTS, ROWS, Counted, Within
from shuzhu.quality.scores import Score, score, scores
from shuzhu.quality.standing import Standing, fields_of, standing

BY: Final = (*CUTS, "family", "rule", "table", "field")
"""What scores can be told apart by."""
OF_RULE: Final = frozenset(BY) - frozenset(CUTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The score of one value of the cuts asked for."""

    by: Mapping[str, str | None]
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one rule found: of so many rows checked, so many faulty."""

    rule: QualityRule
    checked: int
    faulty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How good the records of some courts and a period are.

    ``families`` and ``lines`` are scores, ``rules`` what each rule found, the most faulty first; ``missing`` and
    ``odd`` the deliveries that did not come or are out of their past, ``differs`` reported figures that the records
    do not bear out.
    """

    period: Period
    courts: tuple[str, ...]
    score: Score
    families: Mapping[str, Score]
    lines: tuple[Line, ...]
    rules: tuple[Found, ...]
    missing: tuple[Missing, ...]
    odd: tuple[Odd, ...]
    differs: tuple[Differs, ...]


def quality(house: House, court: str = "all", period: str | None = None, by: Sequence[str] = ()) -> Checked:
    """How good the records of some courts and a period are, scores told apart by what is asked for.

    Raises DeniedError unless the reader may see the cases of each court, or load; UsageError for a cut that is none.
    """
    action, courts = permitted(house, court)
    when = the_period(house, period)
    for name in by:
        if name not in BY:
            raise UsageError(f"quality cannot be told apart by {name!r}" + did_you_mean(name, BY))
    cuts = [name for name in by if name in CUTS]
    counts = _counts(house, action, courts, when, ["court", *(name for name in cuts if name != "court")])
    rules = {rule.code: rule for rule in house.contract.rules}
    found: dict[str, list[int]] = {}
    for one in counts:
        pair = found.setdefault(one.rule, [0, 0])
        pair[0], pair[1] = pair[0] + one.checked, pair[1] + one.faulty
    told = [Found(rule=rules[code], checked=c, faulty=f) for code, (c, f) in found.items() if code != ROWS]
    gone, out = deliveries(house, courts, when)
    return Checked(
        period=when, courts=tuple(courts), score=score(counts, house.contract),
        families={str(f): s for f, s in scores(counts, lambda one: _families(house, one), house.contract).items()},
        lines=tuple(_lines(house, counts, by, courts)),
        rules=tuple(sorted(told, key=lambda one: (-one.faulty, one.rule.code))),
        missing=gone, odd=out, differs=differences(house, courts, when),
    )  # fmt: skip


def quality_trend(house: House, court: str, last: Period, months: int = 24) -> list[tuple[str, Score]]:
    """The score of so many statistical months up to the end of a period, the oldest first."""
    _, courts = permitted(house, court)
    end = house.settings.year.month_index(last.last)
    by: dict[int, list[Counted]] = {month: [] for month in range(end - months + 1, end + 1)}
    for one in _undivided(house, courts):
        month = one.by[1]
        if isinstance(month, int) and month in by:
            by[month].append(one)
    return [(month_label(month), score(own, house.contract)) for month, own in by.items()]


def standings(house: House, group: Group, when: Period, indicators: Iterable[Indicator]) -> dict[str, Standing]:
    """The quality of what each indicator's value stands on, at a court or area in a period; none where nothing judges.

    Grades and shares alone are told, as of the house itself: whoever may see a value may know how good it is.
    """
    courts = set(group.courts)
    first, last = (house.settings.year.month_index(day) for day in (when.first, when.last))
    counts = [
        one for one in by_month(house.itself)
        if one.by[0] in courts and (one.by[1] is None or first <= int(one.by[1]) <= last)
    ]  # fmt: skip
    gone, _ = deliveries(house.itself, sorted(courts), when)
    found = {}
    for indicator in indicators:
        fields = fields_of(indicator)
        tables = {table for table, _ in fields} & {term.table for term in indicator.terms}
        own = standing(fields, counts, house.contract, sum(one.table in tables for one in gone))
        if own is not None:
            found[indicator.code] = own
    return found


def deliveries(house: House, courts: Collection[str], when: Period) -> tuple[tuple[Missing, ...], tuple[Odd, ...]]:
    """Deliveries of a period that did not come, and months out of their own past; of these courts alone."""
    volumes = {
        (one.table, str(one.by[0]), int(one.by[1])): one.checked
        for one in by_month(house.itself)
        if one.rule == ROWS and one.by[0] is not None and one.by[1] is not None
    }
    start = house.settings.year
    first, last = start.month_index(when.first), start.month_index(when.last)
    months: dict[str, tuple[int, int]] = {}
    for table, _, month in volumes:
        low, high = months.get(table, (month, month))
        months[table] = (min(low, month), max(high, month))
    levels = {mark: house.codes.courts[mark].level for mark in house.itself.present if mark in house.codes.courts}
    due = [one for one in house.contract.deliveries if (one.since or when.last) <= when.last]
    bounds = {table: _believed(volumes, table, span) for table, span in months.items()}
    gone = missing(due, volumes, levels, bounds)
    out = [
        each for one in due if one.table in bounds
        for each in odd(one.table, volumes, sorted(levels), *bounds[one.table], one.usual)
    ]  # fmt: skip
    return (
        tuple(one for one in gone if one.court in courts and first <= one.month <= last),
        tuple(one for one in out if one.court in courts and first <= one.month <= last),
    )


def differences(house: House, courts: Collection[str], when: Period) -> tuple[Differs, ...]:
    """Figures reported already counted, of spans that end in a period, that the records do not bear out."""
    if not filled(house, "counts") or not filled(house, "cases"):
        return ()
    engine = house.itself.reading("measure")
    reported = engine.query(reported_query(courts, TOTALS))
    if not reported.num_rows:
        return ()
    found = differing(reported, engine.query(flows_query(courts)))
    return tuple(one for one in found if when.first <= one.last <= when.last)


def _believed(volumes: Mapping[tuple[str, str, int], int], table: str, span: tuple[int, int]) -> tuple[int, int]:
    """The first and last month of a table that many rows fall into: a stray date opens no month."""
    whole: dict[int, int] = {}
    for (of, _, month), rows in volumes.items():
        if of == table:
            whole[month] = whole.get(month, 0) + rows
    most = sorted(whole.values())[len(whole) // 2]
    held = [month for month, rows in whole.items() if rows * 10 >= most]
    return (min(held), max(held)) if held else span


def permitted(house: House, court: str) -> tuple[str, list[str]]:
    """The action that lets the reader look, and the courts looked at."""
    action = "load" if house.reader.may("load") and not house.reader.may("cases") else "cases"
    field = None if action == "load" else INTERNAL
    house.require(action, field_class=field)
    courts = marks_of(house, court)
    if court == "all":
        courts = [mark for mark in courts if house.reader.may(action, court=mark, field_class=field)]
    house.require(action, courts, field_class=field)
    return action, courts


def _counts(house: House, action: str, courts: Sequence[str], when: Period, cuts: Sequence[str]) -> list[Counted]:
    """Counts by court and more: kept ones where only courts and whole months are asked of who may see them whole."""
    reach = house.reader.reach(action)
    months = when.months(house.settings.year)
    if months and set(cuts) <= {"court", "month"} and all(reach.whole(court) for court in courts):
        picked = [one for one in _undivided(house, courts) if one.by[1] is not None]
        picked = [one for one in picked if months[0] <= int(one.by[1] or 0) <= months[1]]
        return picked if "month" in cuts else [_without_month(one) for one in picked]
    return by_cuts(house, house.reading(action), cuts, within(courts, when))


def _undivided(house: House, courts: Sequence[str]) -> list[Counted]:
    """The kept counts of some courts."""
    wanted = set(courts)
    return [one for one in by_month(house) if one.by[0] in wanted]


def _without_month(one: Counted) -> Counted:
    """A kept count by court alone; those of one court add up."""
    return Counted(table=one.table, rule=one.rule, by=one.by[:1], checked=one.checked, faulty=one.faulty)


def within(courts: Sequence[str], when: Period) -> Within:
    """Courts and days as a scan takes them."""
    return Within(courts=tuple(courts), first=when.first, last=when.last)


def _families(house: House, one: Counted) -> tuple[str, ...]:
    """The family of a count's rule."""
    return () if one.rule == ROWS else (house.contract.rule(one.rule).family,)


def _lines(house: House, counts: Collection[Counted], by: Sequence[str], courts: Sequence[str]) -> Iterable[Line]:
    """The scores of every value of the cuts, the worst first; months in their order."""
    if not by:
        return
    rules = {rule.code: rule for rule in house.contract.rules}
    cuts = ["court", *(name for name in by if name in CUTS and name != "court")]
    shown = house.reader.sees_names_in(courts)

    def keys(one: Counted) -> Iterable[Hashable]:
        if one.rule == ROWS:
            return ()
        own = dict(zip(cuts, one.by, strict=True))
        rule = rules[one.rule]
        fields = [f"{one.table}.{name}" for name in rule.fields] if "field" in by else [""]
        return [
            tuple(
                {"family": rule.family, "rule": one.rule, "table": one.table, "field": field}[name]
                if name in OF_RULE else own[name]
                for name in by
            )
            for field in fields
        ]  # fmt: skip

    found = scores(counts, keys, house.contract)
    first = by[0] == "month"
    order = sorted(found.items(), key=lambda kv: (kv[0] if first else 0, kv[1].value or 0, str(kv[0])))
    if "clerk" in by and shown:
        house.audited("names", "数据质量(登记人)", court="、".join(courts[:5]))
    for key, own in order:
        values = dict(zip(by, key if isinstance(key, tuple) else (), strict=True))
        yield Line(by={name: _told(name, value, shown=shown) for name, value in values.items()}, score=own)


def _told(name: str, value: Any, *, shown: bool) -> str | None:
    """A value of a cut as the reader may see it."""
    if value is None:
        return None
    if name == "month":
        return month_label(int(value))
    return masked_name(str(value)) if name == "clerk" and not shown else str(value)


def year_to(house: House, when: Period) -> Period:
    """The twelve statistical months that end with a period: what follow-up items rest on, whatever was asked."""
    start = house.settings.year
    end = start.month_index(when.last)
    last = start.begins(end + 1) - timedelta(days=1)
    return parse_period(f"{start.begins(end - 11)}..{last}", start)

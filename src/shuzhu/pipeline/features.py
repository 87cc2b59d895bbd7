"""tables → what marks a slice of the cases, what a change is made of, and what is new: each finding with its cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shuzhu.access import INTERNAL
from shuzhu.catalogue.model import Indicator, Term
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.features.fresh import Fresh, fresh
from shuzhu.features.odds import false_discovery_rates
from shuzhu.features.parts import CountPart, RatioPart, count_parts, ratio_parts
from shuzhu.indicators.courts import Group, asked
from shuzhu.indicators.plan import Count, flow
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.feature_breaks import Break, breaks
from shuzhu.pipeline.feature_compare import RATE, SHOWN, Feature, compare
from shuzhu.pipeline.feature_lags import Association, associations
from shuzhu.pipeline.feature_phrases import Phrases, phrases
from shuzhu.pipeline.feature_rows import PLACES, Cut, Drawn, Slice, by_month, called, cuts
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import VOLUME, the_period

BASELINES: Final[Mapping[str, str]] = {"year_before": "上年同期", "others": "其他法院", "rest": "同院同类其他案件"}
"""What a slice may be held against."""
PAST: Final = 36
"""New clusters are new against so many months before."""
PAIRS: Final = (("town", "cause"), ("cause", "filing_channel"), ("cause", "amount"))
"""The pairs of fields in which new clusters are looked for."""
PARTS_BY: Final = ("town", "cause", "procedure", "filing_channel")
"""The fields by which a change is taken apart."""
ALIKE: Final = frozenset({"kind", "instance"})
"""The rest that a slice is held against is of the same kind and instance."""
GUARD: Final = "以下为统计关联，不等于因果；成因须结合个案和其他材料判断。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A pair of values that came up more often than its past lets expect, with its newest cases."""

    cuts: tuple[Cut, Cut]
    values: tuple[str, str]
    fresh: Fresh
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What was found of one slice.

    ``size`` and ``base_size``: its cases and those of its baseline. ``compared``: how many values of fields were held
    against each other. ``parts``: by field, what the change against the year before is made of: of the count of cases,
    or of the rate's numerator and denominator; empty where the year before has none. ``months``: cases by month.
    ``phrases``: the words that rose in the documents. ``associations``: external statistics that go along.
    """

    indicator: Indicator
    court: str
    period: Period
    against: str
    size: int
    base_size: int
    compared: int
    features: tuple[Feature, ...]
    parts: Mapping[str, Sequence[CountPart] | Sequence[RatioPart]]
    months: Mapping[str, int]
    breaks: tuple[Break, ...]
    clusters: tuple[Cluster, ...]
    phrases: Phrases
    associations: tuple[Association, ...]
    guard: str = GUARD

    def titled_parts(self) -> Iterator[tuple[str, Sequence[CountPart] | Sequence[RatioPart]]]:
        """The parts under the titles of their fields."""
        for name, parts in self.parts.items():
            yield Cut(table="cases", column=name).title, parts


def features(
    house: House,
    code: str,
    court: str,
    period: str | None = None,
    against: str = "year_before",
    where: Sequence[tuple[str, str]] = (),
) -> Features:
    """The cases that an indicator counts, of a court or an area and a period → what marks them.

    ``where`` narrows them to values of columns. Raises DeniedError for who may not see the cases, UsageError for an
    indicator that counts no cases or a baseline that is none, NoDataError where there are no cases.
    """
    house.require("cases", field_class=INTERNAL)
    when = the_period(house, period)
    groups = asked(court, house.codes, house.present)
    courts = tuple(sorted({mark for group in groups for mark in group.courts}))
    house.require("cases", courts, whole=True, field_class=INTERNAL)
    if against not in BASELINES:
        raise UsageError(f"no baseline {against!r}" + did_you_mean(against, BASELINES))
    indicator = house.catalogue.indicator(code, when.last)
    terms = indicator.denominator if indicator.kind == "rate" else indicator.numerator
    slice_ = Slice(count=_count(indicator, terms), courts=courts, first=when.first, last=when.last, where=tuple(where))
    own, base = (Drawn(house, one, when.last) for one in (slice_, _base(house, slice_, when, against)))
    if not own.size:
        raise NoDataError(f"no case of {code} in {court} in {when}; choose another period or indicator")
    fields = cuts(_trivial(slice_, against))
    found, compared = compare(own, base, fields)
    counts = by_month(house, slice_)
    return Features(
        indicator=indicator, court=court, period=when, against=against, size=own.size, base_size=base.size,
        compared=compared, features=found, parts=_parts(house, indicator, own, when),
        months={month_label(month): number for month, number in counts.items()},
        breaks=breaks(house, slice_, counts, cuts(_trivial(slice_, "year_before"))),
        clusters=_clusters(house, own, counts), phrases=phrases(own, base),
        associations=_associations(house, slice_, groups, counts),
    )  # fmt: skip


def _associations(
    house: House, slice_: Slice, groups: Sequence[Group], counts: Mapping[int, int]
) -> tuple[Association, ...]:
    """What of the external statistics of the courts' regions goes along with their cases; none without a history."""
    regions = sorted({region for group in groups for region in group.regions})
    if not counts or not regions:
        return ()
    return associations(house, slice_, regions, house.settings.year.begins(min(counts)))


def _count(indicator: Indicator, terms: Sequence[Term]) -> Count:
    """The one count of cases among an indicator's terms."""
    flows = [term for term in terms if term.table == "cases" and not term.stock]
    if len(flows) != 1 or len(terms) != 1:
        raise UsageError(f"{indicator.code} does not count cases of one kind; name one that does, such as {VOLUME}")
    return flow(flows[0])


def _trivial(slice_: Slice, against: str) -> set[str]:
    """The columns that differ by the choice of the slice itself."""
    chosen = {name for name, _ in slice_.where}
    if against == "others":
        return chosen | PLACES
    return chosen | {test.column for test in slice_.count.where} if against == "rest" else chosen


def _base(house: House, slice_: Slice, when: Period, against: str) -> Slice:
    """What the slice is held against; no row of it is one of the slice's."""
    if against == "year_before":
        before = when.year_before(house.settings.year)
        return replace(slice_, first=before.first, last=before.last)
    if against == "others":
        reach = house.reader.reach("cases", INTERNAL)
        others = sorted(mark for mark in house.present if mark not in slice_.courts and reach.whole(mark))
        if not others:
            raise UsageError("there is no other court whose cases you may see; choose another baseline")
        return replace(slice_, courts=tuple(others))
    alike = tuple(test for test in slice_.count.where if test.column in ALIKE)
    return replace(slice_, count=replace(slice_.count, where=alike), but=slice_.count)


def _parts(
    house: House, indicator: Indicator, own: Drawn, when: Period
) -> dict[str, Sequence[CountPart] | Sequence[RatioPart]]:
    """By field, what the change against the year before is made of."""
    before = when.year_before(house.settings.year)
    then = Drawn(house, replace(own.slice, first=before.first, last=before.last), own.on)
    if not then.size:
        return {}
    cuts_ = {name: Cut(table="cases", column=name) for name in PARTS_BY}
    wholes = {name: [one.tally(cut, blanks=True) for one in (then, own)] for name, cut in cuts_.items()}
    if indicator.kind != "rate":
        return {
            name: [replace(one, key=called(house, cuts_[name], one.key)) for one in count_parts(*whole)]
            for name, whole in wholes.items()
        }
    count = _count(indicator, indicator.numerator)
    some = [Drawn(house, replace(one.slice, count=count), own.on) for one in (then, own)]
    found: dict[str, Sequence[CountPart] | Sequence[RatioPart]] = {}
    for name, whole in wholes.items():
        counted = [one.tally(cuts_[name], blanks=True) for one in some]
        pairs = [
            {key: (part.get(key, 0), all_[key]) for key in all_} for part, all_ in zip(counted, whole, strict=True)
        ]
        found[name] = [replace(one, key=called(house, cuts_[name], one.key)) for one in ratio_parts(*pairs)]
    return found


def _clusters(house: House, own: Drawn, counts: Mapping[int, int]) -> tuple[Cluster, ...]:
    """Pairs of values that are new, or far more frequent than in the months before that the records reach."""
    start, slice_ = house.settings.year, own.slice
    first = start.month_index(slice_.first)
    past = [month for month in counts if first - PAST <= month < first]
    now = [month for month in counts if month >= first]
    if len(past) < len(now) or not now:
        return ()
    begin, end = (parse_period(month_label(month), start) for month in (past[0], past[-1]))
    before = Drawn(house, replace(slice_, first=begin.first, last=end.last), own.on)
    span = own.size / before.size if before.size else len(now) / len(past)
    tested = []
    for names in PAIRS:
        pair = Cut(table="cases", column=names[0]), Cut(table="cases", column=names[1])
        tested += [(pair, one) for one in fresh(own.pairs(*pair), before.pairs(*pair), span)]
    rates = false_discovery_rates([one.p for _, one in tested])
    return tuple(
        Cluster(
            cuts=pair, values=(called(house, pair[0], one.key[0]), called(house, pair[1], one.key[1])),
            fresh=replace(one, q=max(q, one.q)),
            cases=own.having(list(zip(pair, one.key, strict=True)), SHOWN),
        )
        for (pair, one), q in zip(tested, rates, strict=True) if max(q, one.q) <= RATE
    )  # fmt: skip

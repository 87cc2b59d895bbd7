"""Tallies → values: ratios made last, from numerators and denominators that were added up first."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from shuzhu.catalogue.model import Indicator, Term
from shuzhu.derived import all_columns
from shuzhu.indicators.plan import Count, entered, flow, histogram, left
from shuzhu.indicators.published import Figure, published_sum
from shuzhu.indicators.tally import Place, Span, Tally
from shuzhu.periods import Period, YearStart
from shuzhu.values import SMALL, Value, byar, wilson

SMALL_COUNT = 10
"""Below this count a figure per head of people is marked as resting on few cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposures:
    """External statistics by region and measure, each with its days; and the regions of each group."""

    figures: Mapping[tuple[str, str], Sequence[tuple[date, date, float]]]
    regions: Mapping[str, Sequence[str]]

    def total(self, group: str, measures: Sequence[str], period: Period) -> tuple[float, str | None] | None:
        """Several figures of one unit added up; None where any is missing, with the oldest year carried forward."""
        found = [self.of(group, measure, period) for measure in measures]
        if any(one is None for one in found):
            return None
        known = [one for one in found if one is not None]
        return sum(figure for figure, _ in known), min((year for _, year in known if year), default=None)

    def of(self, group: str, measure: str, period: Period) -> tuple[float, str | None] | None:
        """The figure for the year a period ends in, else the newest before it, with that year named.

        The sum over the group's regions; None where any of them has no figure.
        """
        total, carried = 0.0, None
        regions = self.regions.get(group, ())
        for region in regions:
            known = [f for f in self.figures.get((region, measure), ()) if f[0] <= period.last]
            if not known:
                return None
            first, last, figure = max(known, key=lambda f: f[1])
            total += figure
            if last < period.first or first.year < period.last.year:
                carried = str(last.year)
        return (total, carried) if regions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What values are computed from; ``figures``: those that arrived already counted, by court."""

    tally: Tally
    spans: Mapping[tuple[Period, str], Sequence[Span]]
    judges: Mapping[tuple[str, int], int]
    exposures: Exposures
    start: YearStart
    figures: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    courts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    first_day: date | None = None
    named: dict[tuple[int, str], str] = field(default_factory=dict)

    def name(self, term: Term, what: Callable[[Term], Count]) -> str:
        """The name of what counts a term, worked out once: a family has hundreds of members."""
        key = (id(term), what.__name__)
        if key not in self.named:
            self.named[key] = what(term).name
        return self.named[key]


def value_of(indicator: Indicator, place: Place, period: Period, ground: Ground) -> Value:
    """One indicator for one place and period, without what it is compared with."""
    blank = Value(
        indicator=indicator.code, court=str(place[0]), period=str(period), numerator=None, denominator=None,
        value=None, unit=indicator.unit,
    )  # fmt: skip
    if indicator.terms[0].table == "counts":
        return _published(blank, indicator, place, period, ground)
    if indicator.kind in {"median", "percentile"}:
        return _from_histogram(blank, indicator, place, period, ground)
    if indicator.kind == "evenness":
        return _evenness(blank, indicator, place, period, ground)
    numerator = _sum(indicator.numerator, place, period, ground)
    if indicator.kind == "count":
        return replace(blank, numerator=numerator, value=numerator * indicator.factor, small=numerator < SMALL_COUNT)
    if indicator.kind in {"per_exposure", "growth"}:
        make = _growth if indicator.kind == "growth" else _per_exposure
        return make(blank, indicator, place, period, ground)
    denominator = _sum(indicator.denominator, place, period, ground)
    return _quotient(replace(blank, numerator=numerator, denominator=denominator), indicator, period)


def _published(blank: Value, indicator: Indicator, place: Place, period: Period, ground: Ground) -> Value:
    """A value from figures that arrived already counted; nothing where one of them was not published."""
    case_type = str(place[1]) if len(place) > 1 else None
    courts = dict.fromkeys(ground.courts.get(str(place[0]), ()))
    told = [figure for court in courts for figure in ground.figures.get(court, ())]

    def total(terms: Sequence[Term]) -> float | None:
        sums = [published_sum(told, t, case_type, period.first, period.last) for t in terms]
        return None if any(s is None for s in sums) else sum(s for s in sums if s is not None)

    above = total(indicator.numerator)
    if indicator.kind == "count":
        return replace(blank, numerator=above, value=above)
    below = total(indicator.denominator)
    value = replace(blank, numerator=above, denominator=below)
    return value if above is None or below is None else _quotient(value, indicator, period)


def _quotient(value: Value, indicator: Indicator, period: Period) -> Value:
    """Numerator over denominator; nothing where the denominator is nought."""
    above, below = value.numerator or 0.0, value.denominator or 0.0
    if below <= 0:
        return value
    factor = indicator.factor
    if indicator.kind in {"projection", "per_head"}:
        factor *= period.days
    lower = upper = None
    if indicator.kind == "rate" and 0 <= above <= below:
        lower, upper = (share * factor for share in wilson(above, below))
    money = any(_is_money(term) for term in indicator.denominator)
    few = not money and indicator.kind != "per_head" and below < SMALL
    denominator = below / period.days if indicator.kind == "per_head" else below
    return replace(value, value=above / below * factor, denominator=denominator, lower=lower, upper=upper, small=few)


def _growth(blank: Value, indicator: Indicator, place: Place, period: Period, ground: Ground) -> Value:
    """The change against the year before, over the year before; nothing where there was nought."""
    now = _sum(indicator.numerator, place, period, ground)
    before = _sum(indicator.numerator, place, period.year_before(ground.start), ground)
    known = replace(blank, numerator=now, denominator=before, small=before < SMALL)
    return replace(known, value=(now - before) / before * indicator.factor) if before > 0 else known


def _per_exposure(blank: Value, indicator: Indicator, place: Place, period: Period, ground: Ground) -> Value:
    """A count made annual, over the external statistic of its region."""
    assert indicator.exposure is not None  # noqa: S101 — proved when the catalogue is read
    numerator = _sum(indicator.numerator, place, period, ground)
    whole = len(place) == 1  # the statistic is of the whole region, not of one town or cause in it
    found = ground.exposures.total(str(place[0]), indicator.exposure.measures, period) if whole else None
    if found is None or found[0] <= 0:
        return replace(blank, numerator=numerator, small=numerator < SMALL_COUNT)
    exposure, carried = found
    yearly = indicator.factor * indicator.exposure.per / exposure / period.year_share(ground.start)
    lower, upper = (bound * yearly for bound in byar(max(0.0, numerator)))
    return replace(
        blank, numerator=numerator, denominator=exposure, value=numerator * yearly, lower=lower, upper=upper,
        carried=carried, small=numerator < SMALL_COUNT,
    )  # fmt: skip


def _from_histogram(blank: Value, indicator: Indicator, place: Place, period: Period, ground: Ground) -> Value:
    """A quantile of whole days: the median averages the two in the middle, others take the nearest rank."""
    bins: dict[int, int] = {}
    for term in indicator.numerator:
        for span in ground.spans[period, "during"]:
            for day, number in ground.tally.histograms.get((ground.name(term, histogram), place, span.id), {}).items():
                bins[day] = bins.get(day, 0) + number
    total = sum(bins.values())
    if total <= 0:
        return replace(blank, denominator=0)
    if indicator.kind == "median":
        found = (_nth(bins, (total + 1) // 2) + _nth(bins, total // 2 + 1)) / 2
    else:
        found = float(_nth(bins, max(1, math.ceil(indicator.quantile * total - 1e-9))))
    return replace(blank, denominator=total, value=found, small=total < SMALL)


def _nth(bins: Mapping[int, int], rank: int) -> int:
    """The day of the row with this rank, from 1."""
    reached = 0
    for day in sorted(bins):
        reached += bins[day]
        if reached >= rank:
            return day
    raise AssertionError(rank)


def _evenness(blank: Value, indicator: Indicator, place: Place, period: Period, ground: Ground) -> Value:
    """1 − standard deviation ÷ mean of the monthly counts, at least nought (the 2011 balance of closings)."""
    months = [
        sum(ground.tally.of(ground.name(term, flow), place, span.id) for term in indicator.numerator)
        for span in ground.spans[period, "months"]
    ]
    total = sum(months)
    if len(months) < 2 or total <= 0:
        return replace(blank, numerator=total, denominator=len(months))
    spread = statistics.pstdev(months) / (total / len(months))
    return replace(blank, numerator=total, denominator=len(months), value=max(0.0, 1 - spread) * indicator.factor)


def _sum(terms: Sequence[Term], place: Place, period: Period, ground: Ground) -> float:
    """The terms added up; money in yuan."""
    total = 0.0
    for term in terms:
        number = _term(term, place, period, ground)
        share = number / 100 if _is_money(term) else float(number)
        total += (-share if term.less else share) * term.times
    return total


def _term(term: Term, place: Place, period: Period, ground: Ground) -> int:
    """One term: a flow during the period, or a stock at its opening or end."""
    if term.table == "judge_days":
        (span,) = ground.spans[period, "during"]
        return ground.judges.get((str(place[0]), span.id), 0)
    if not term.stock:
        (span,) = ground.spans[period, "during"]
        return ground.tally.of(ground.name(term, flow), place, span.id)
    (span,) = ground.spans[period, "before" if term.at == "opening" else "upto"]
    came = ground.tally.of(ground.name(term, entered), place, span.id)
    return came - ground.tally.of(ground.name(term, left), place, span.id)


def _is_money(term: Term) -> bool:
    """Whether a term adds up yuan."""
    return bool(term.sums) and all_columns(term.table)[term.sums].type is Decimal

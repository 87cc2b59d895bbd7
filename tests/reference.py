"""Every value again, in plain Python: no SQL, no arrays, each row asked every question by itself."""

import math
import statistics
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from reference_rows import Row, World
from shuzhu.catalogue.model import Indicator, Term, Test
from shuzhu.periods import CALENDAR_YEAR, Period, YearStart

Answer = tuple[float | None, float | None, float | None]
BLANK_SUM = Decimal(0)


@dataclass(frozen=True)
class Reference:
    """A world whose rows have their derived columns, and the statistical year it is counted by."""

    world: World
    start: YearStart = CALENDAR_YEAR

    def value(self, indicator: Indicator, courts: Collection[str], regions: Sequence[str], period: Period) -> Answer:
        """Numerator, denominator and value."""
        if indicator.terms[0].table == "counts":
            return self._published(indicator, courts, period)
        if indicator.kind in {"median", "percentile"}:
            return self._quantile(indicator, courts, period)
        if indicator.kind == "evenness":
            return self._evenness(indicator, courts, period)
        above = self._sum(indicator.numerator, courts, period)
        if indicator.kind == "count":
            return above, None, above * indicator.factor
        if indicator.kind == "growth":
            before = self._sum(indicator.numerator, courts, period.year_before(self.start))
            return above, before, (above - before) / before * indicator.factor if before > 0 else None
        if indicator.kind == "per_exposure":
            return self._per_exposure(indicator, above, regions, period)
        return ratio(indicator, above, self._sum(indicator.denominator, courts, period), period)

    def _sum(self, terms: Sequence[Term], courts: Collection[str], period: Period) -> float:
        """The terms added up."""
        return float(sum((self.term(t, courts, period) * (-t.times if t.less else t.times) for t in terms), BLANK_SUM))

    def term(self, term: Term, courts: Collection[str], period: Period) -> Decimal:
        """One term: a flow in the period, or a stock as what entered by its edge less what left by it."""
        if term.table == "judge_days":
            return Decimal(self._judge_days(courts, period))
        if not term.stock:
            return self._add(term, courts, lambda row: within(row[term.dated_by], period.first, period.last))
        edge = period.last if term.at == "end" else period.first - timedelta(days=1)
        enter, leave = term.stock
        came = self._add(term, courts, lambda row: within(row[enter], date.min, edge))
        gone = self._add(term, courts, lambda row: bool(row[enter]) and within(row[leave], date.min, edge))
        return came - gone

    def _rows(self, term: Term, courts: Collection[str]) -> list[Row]:
        """The rows of its table in these courts that pass its tests."""
        rows = self.world.get(term.table, ())
        return [row for row in rows if row["court"] in courts and all(passes(t, row[t.column]) for t in term.where)]

    def _add(self, term: Term, courts: Collection[str], counts: Callable[[Row], bool]) -> Decimal:
        """How many rows, or the sum of the column to add up."""
        rows = [row for row in self._rows(term, courts) if counts(row)]
        if not term.sums:
            return Decimal(len(rows))
        return sum((Decimal(row[term.sums]) for row in rows if row[term.sums] is not None), BLANK_SUM)

    def _judge_days(self, courts: Collection[str], period: Period) -> int:
        """Days of the period on which a judge was in post, once each for a judge of a court."""
        days = [period.first + timedelta(days=n) for n in range(period.days)]
        posts = [p for p in self.world.get("judge_posts", ()) if p["court"] in courts and p["since"]]
        return len({
            (p["court"], p["judge"] or p["post_id"], day)
            for p in posts for day in days if p["since"] <= day <= (p["until"] or date.max)
        })  # fmt: skip

    def _per_exposure(self, indicator: Indicator, above: float, regions: Sequence[str], period: Period) -> Answer:
        """A yearly count over the newest figure of each region that had begun when the period ended."""
        figures = []
        for region, measure in [(region, measure) for measure in indicator.exposure.measures for region in regions]:
            known = [
                row
                for row in self.world.get("statistics", ())
                if (row["region"], row["measure"]) == (region, measure)
                and row["first_on"] <= period.last
                and row["value"] is not None
            ]
            figures.append(max(known, key=lambda row: row["last_on"])["value"] if known else None)
        if not figures or None in figures or sum(figures) <= 0:
            return above, None, None
        exposure = float(sum(figures))
        yearly = above / period.year_share(self.start)
        return above, exposure, yearly / exposure * indicator.exposure.per * indicator.factor

    def _quantile(self, indicator: Indicator, courts: Collection[str], period: Period) -> Answer:
        """The middle, or the nearest rank, of all the days in order."""
        days = []
        for term in indicator.numerator:
            rows = [r for r in self._rows(term, courts) if within(r[term.dated_by], period.first, period.last)]
            days += [row[term.sums] for row in rows if row[term.sums] is not None]
        if not days:
            return None, 0, None
        if indicator.kind == "median":
            return None, len(days), float(statistics.median(days))
        rank = max(1, math.ceil(Decimal(str(indicator.quantile)) * len(days)))
        return None, len(days), float(sorted(days)[rank - 1])

    def _evenness(self, indicator: Indicator, courts: Collection[str], period: Period) -> Answer:
        """How little the months of the period differ."""
        months = [period]
        if bounds := period.months(self.start):
            begins = [self.start.begins(month) for month in range(bounds[0], bounds[1] + 2)]
            months = [Period(a, b - timedelta(days=1)) for a, b in pairwise(begins)]
        counts = [self._sum(indicator.numerator, courts, month) for month in months]
        if len(counts) < 2 or sum(counts) <= 0:
            return sum(counts), len(counts), None
        spread = statistics.pstdev(counts) / statistics.fmean(counts)
        return sum(counts), len(counts), max(0.0, 1 - spread) * indicator.factor

    def _published(self, indicator: Indicator, courts: Collection[str], period: Period) -> Answer:
        """Figures that arrived counted: flows are added up, stocks taken from the last span of the period."""
        above = self._figures(indicator.numerator, courts, period)
        if indicator.kind == "count":
            return above, None, above
        below = self._figures(indicator.denominator, courts, period)
        if above is None or below is None:
            return above, below, None
        return ratio(indicator, above, below, period)

    def _figures(self, terms: Sequence[Term], courts: Collection[str], period: Period) -> float | None:
        """One published term; None where nothing was published."""
        (term,) = terms
        (measure,) = (test.values[0] for test in term.where if test.column == "measure")
        mine = [r for r in self.world.get("counts", ()) if r["court"] in courts and r["value"] is not None]
        mine = [r for r in mine if period.first <= r["first_on"] and r["last_on"] <= period.last]
        found = [r for r in mine if r["measure"] == measure]
        if term.stock:
            end = max((r["last_on"] for r in found), default=None)
            found = [r for r in found if r["last_on"] == end]
        if not found and measure == "accepted":
            begin = min((r["first_on"] for r in mine if r["measure"] == "pending_start"), default=None)
            stood = [r for r in mine if r["measure"] == "pending_start" and r["first_on"] == begin]
            filed = [r for r in mine if r["measure"] == "filed"]
            found = [*stood, *filed] if stood and filed else []
        return float(sum(r["value"] for r in found)) if found else None


def ratio(indicator: Indicator, above: float, below: float, period: Period) -> Answer:
    """Numerator over denominator; no value where there is nothing to divide by."""
    if below <= 0:
        return above, below, None
    if indicator.kind == "per_head":
        people = below / period.days
        return above, people, above / people * indicator.factor
    days = period.days if indicator.kind == "projection" else 1
    return above, below, above / below * indicator.factor * days


def passes(test: Test, value: object) -> bool:
    """Whether one column's value passes a test; a negated test passes blanks."""
    if test.blank is not None:
        return ((value is None) == test.blank) != test.negated
    if test.values == (False,):
        plain = value is not True
    elif test.values:
        plain = value in test.values
    else:
        low = test.low is None or (value is not None and value >= test.low)
        high = test.high is None or (value is not None and value <= test.high)
        plain = value is not None and low and high
    return (value is None or not plain) if test.negated else plain


def within(day: object, first: date, last: date) -> bool:
    """Whether a day is there and lies between two others."""
    return isinstance(day, date) and first <= day <= last


def same(one: Mapping | Sequence, other: Sequence) -> bool:
    """Whether two answers agree, to the last digits of a float."""
    return all(
        (a is None) == (b is None) and (a is None or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9))
        for a, b in zip(one, other, strict=True)
    )

"""A slice's cases by month and quarter beside the external statistics of its places: what goes along with what.

Association, never cause. Figures of a year are too few to tell anything (``features.lags.FEWEST``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlglot import exp

from shuzhu.features.lags import Lagged, associated
from shuzhu.features.odds import false_discovery_rates
from shuzhu.pipeline.feature_compare import RATE
from shuzhu.pipeline.feature_rows import EARLIEST, Slice
from shuzhu.pipeline.house import House

STEPS: Final = {1: ("个月", 12), 3: ("个季度", 4)}
"""How many months a step has → what steps are called, and how many make a year; so many lags are tried too."""
GUARD: Final = "与外部统计只是同涨同落，是统计关联，不是原因；已去掉趋势、季节和自身惯性，并按所试的全部指标和时滞校正"
Spans = Mapping[date, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """A statistic that goes along with the cases: its measure, the months of a step, the lag, and who published it."""

    measure: str
    title: str
    months: int
    told: Lagged
    source: str

    @property
    def when(self) -> str:
        """How much earlier the statistic moves, in words."""
        return f"提前{self.told.lag}{STEPS[self.months][0]}" if self.told.lag else "同期"


def associations(house: House, slice_: Slice, regions: Sequence[str], begins: date) -> tuple[Association, ...]:
    """External statistics of some regions (added up) that go along with the slice's cases from a month on.

    Told at a false discovery rate of 5 % over every measure, step and lag that was tried.
    """
    published = _statistics(house, regions)
    counts = _by_month(house, slice_)
    tried: list[tuple[int, str, Lagged]] = []
    for months, (_, season) in STEPS.items():
        starts = _steps(begins, slice_.last, months)
        ours = [float(sum(counts.get(month, 0) for month in _months(start, months))) for start in starts]
        others = {
            measure: [spans.get(start, float("nan")) for start in starts]
            for (measure, of), (spans, _) in published.items() if of == months
        }  # fmt: skip
        tried += [(months, name, one) for name, one in associated(ours, others, range(season + 1), season)]
    rates = false_discovery_rates([one.p for _, _, one in tried])
    found = [(months, name, one, q) for (months, name, one), q in zip(tried, rates, strict=True) if q <= RATE]
    return tuple(
        Association(
            measure=name, title=house.codes.title("measures", name), months=months, told=replace(one, q=q),
            source=published[name, months][1],
        )
        for months, name, one, q in sorted(found, key=lambda row: (row[2].p, row[1], row[2].lag))
    )  # fmt: skip


def _statistics(house: House, regions: Sequence[str]) -> dict[tuple[str, int], tuple[Spans, str]]:
    """(measure, months of a step) → by first day the figures of all regions together, and their source."""
    names = ("region", "measure", "first_on", "last_on", "value", "source")
    query = exp.select(*map(exp.column, names)).from_("statistics").where(exp.column("region").isin(*regions))
    told: dict[tuple[str, int], dict[date, dict[str, float]]] = {}
    sources: dict[tuple[str, int], dict[str, None]] = {}
    for row in house.engine.query(query).to_pylist():
        months = _span(row)
        if months in STEPS and row["value"] is not None:
            key = row["measure"], months
            told.setdefault(key, {}).setdefault(row["first_on"], {})[row["region"]] = float(row["value"])
            sources.setdefault(key, {})[row["source"] or ""] = None
    return {
        key: ({day: sum(of.values()) for day, of in days.items() if len(of) == len(set(regions))},
              "、".join(filter(None, sources[key])))
        for key, days in told.items()
    }  # fmt: skip


def _span(row: Mapping[str, Any]) -> int:
    """How many whole calendar months a figure is of; 0 where it is of none."""
    first, last = row["first_on"], row["last_on"] + timedelta(days=1)
    whole = first.day == last.day == 1
    return (last.year - first.year) * 12 + last.month - first.month if whole else 0


def _by_month(house: House, slice_: Slice) -> dict[tuple[int, int], int]:
    """Cases by calendar year and month."""
    whole = replace(slice_, first=EARLIEST)
    day = exp.column(slice_.count.date)
    year, month = (kind(this=day.copy()) for kind in (exp.Year, exp.Month))
    query = exp.select(year.as_("y_"), month.as_("m_"), exp.Count(this=exp.Star()).as_("n_"))
    query = query.from_(whole.query(slice_.count.date).subquery("_slice")).group_by("y_", "m_")
    return {(row["y_"], row["m_"]): row["n_"] for row in house.reading("cases").query(query).to_pylist()}


def _steps(begins: date, last: date, months: int) -> list[date]:
    """The first days of the whole steps between two days."""
    place = begins.year * 12 + begins.month - 1 + (begins.day > 1)
    place += -place % months
    end = last + timedelta(days=1)
    stop = end.year * 12 + end.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(place, stop - months + 1, months)]


def _months(start: date, months: int) -> list[tuple[int, int]]:
    """The months of a step."""
    places = range(start.year * 12 + start.month - 1, start.year * 12 + start.month - 1 + months)
    return [(at // 12, at % 12 + 1) for at in places]

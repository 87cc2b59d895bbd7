"""Counts by day, and by a further column where asked: what series by week, by weekday and by town are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from shuzhu.catalogue.model import Indicator
from shuzhu.errors import UsageError
from shuzhu.indicators.compile import daily_query, members
from shuzhu.indicators.cube import Answers
from shuzhu.indicators.plan import flow, scans_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Daily:
    """Numbers by place and day, the place a court or a court and its area; ``day`` counts from 1970-01-01."""

    place: Sequence[tuple[str, str]]
    day: np.ndarray
    number: np.ndarray


def daily_counts(
    engine: Answers, indicators: Sequence[Indicator], courts: Sequence[str], days: tuple[date, date], by: str = ""
) -> Mapping[str, Daily]:
    """The numerators of indicators by court and day (and by a column of theirs), between two days, ends included.

    Rows whose column is blank are left out where one is asked for. Raises UsageError for an indicator whose numerator
    is a stock, a sum or a histogram: only what happens on a day can be counted by it.
    """
    wanted = {indicator.code: _flows(indicator) for indicator in indicators}
    found: dict[str, list[Daily]] = {}
    for scan in scans_of(indicators):
        names = {count.name for count in scan.counts}
        if not any(name in names for terms in wanted.values() for name, _ in terms):
            continue
        rows = engine.query(daily_query(scan, courts, *days, [by] if by else ()), **members(scan))
        place = list(
            zip(rows["court"].to_pylist(), rows[f"by_{by}"].to_pylist() if by else [""] * rows.num_rows, strict=True)
        )
        day = rows["day"].cast(pa.date32()).cast(pa.int32()).to_numpy()
        for code, terms in wanted.items():
            for name, times in terms:
                if name in names:
                    number = rows[name].to_numpy() * times
                    kept = [n for n in np.flatnonzero(number) if place[n][1] is not None]
                    found.setdefault(code, []).append(
                        Daily(place=[place[n] for n in kept], day=day[kept], number=number[kept])
                    )
    return {code: _joined(parts) for code, parts in found.items()}


def _flows(indicator: Indicator) -> list[tuple[str, int]]:
    """The counts of a numerator, each with how often it is taken."""
    if indicator.kind in {"median", "percentile"} or any(t.stock or t.sums for t in indicator.numerator):
        raise UsageError(f"{indicator.code} is no count of what happens on a day; it cannot be watched by week or town")
    return [(flow(term).name, -term.times if term.less else term.times) for term in indicator.numerator]


def _joined(parts: Sequence[Daily]) -> Daily:
    """Several as one."""
    return Daily(
        place=[place for part in parts for place in part.place],
        day=np.concatenate([part.day for part in parts]),
        number=np.concatenate([part.number for part in parts]),
    )

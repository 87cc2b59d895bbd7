"""How much of each period's filings is registered by now: courts enter some cases days or weeks after the filing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pyarrow as pa

from shuzhu.alerts import queries
from shuzhu.alerts.nowcast import nowcast
from shuzhu.alerts.series import Floats
from shuzhu.periods import Period, YearStart, month_label, parse_period
from shuzhu.pipeline.house import House

DELAYS: Final = 9
"""Entries are followed for so many times after the one in which a case was filed."""
TIMES: Final = 27
"""So many times are looked back on to learn how late entries are."""
FEWEST: Final = 200
"""A court with fewer cases in them than this is taken to be as late as all courts asked about together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Registered:
    """``share`` of each court's cases of each period that is expected to be entered by now, courts × periods.

    ``finished`` says which periods are over: a period that still runs has no more than it has, and no fall.
    """

    share: Floats
    finished: tuple[bool, ...]


def registered(house: House, courts: Sequence[str], periods: Sequence[Period], *, by_month: bool) -> Registered:
    """How far the entries of periods have come; all of them where the store does not know when cases were entered."""
    (last,) = house.engine.query(queries.last_days()).to_pylist()
    share = np.ones((len(courts), len(periods)))
    known = [day for day in (last["entered_on"], last["filed_on"]) if day]
    if not known:
        return Registered(share=share, finished=(False,) * len(periods))
    now: date = known[0]
    told = Registered(share=share, finished=tuple(period.last <= now for period in periods))
    until = _until_now(periods, now, house.settings.year if by_month else None)
    if last["entered_on"] is None or len(until) < DELAYS + 1 or len(until) - len(periods) >= DELAYS - 1:
        return told
    window = until[-TIMES:]
    rows = house.engine.query(queries.registered(sorted(set(courts)), window[0].first))
    tables = _tables(rows, window)
    whole = sum(tables.values(), np.zeros((len(window), DELAYS)))
    common = [n for n, period in enumerate(periods) if period in set(window) and told.finished[n]]
    places = [window.index(periods[n]) for n in common]
    for court in set(courts):
        own = tables.get(court, whole)
        found = nowcast(own if own.sum() >= FEWEST else whole).share
        for row in (n for n, mark in enumerate(courts) if mark == court):
            share[row, common] = found[places]
    return told


def _until_now(periods: Sequence[Period], now: date, start: YearStart | None) -> list[Period]:
    """The periods that are over by a day, those after the ones given included."""
    found = [period for period in periods if period.last <= now]
    for _ in range(DELAYS if len(found) == len(periods) else 0):
        following = _after(found[-1], start)
        if following.last > now:
            break
        found.append(following)
    return found


def _after(period: Period, start: YearStart | None) -> Period:
    """The statistical month after one, or the same days a week later."""
    if start is not None:
        return parse_period(month_label(start.month_index(period.last) + 1), start)
    week = timedelta(days=7)
    return Period(period.first + week, period.last + week)


def _tables(rows: pa.Table, periods: Sequence[Period]) -> dict[str, Floats]:
    """For each court: cases by period of filing and by how many periods later they were entered."""
    ends = np.array([period.last.toordinal() for period in periods])
    found: dict[str, Floats] = {}
    for row in rows.to_pylist():
        filed = int(np.searchsorted(ends, row["filed_on"].toordinal()))
        entered = int(np.searchsorted(ends, row["entered_on"].toordinal()))
        if filed < len(periods):
            late = min(max(entered - filed, 0), DELAYS - 1)
            found.setdefault(row["court"], np.zeros((len(periods), DELAYS)))[filed, late] += row["n"]
    return found

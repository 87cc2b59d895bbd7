"""values over time and among peers: what a chart shows beside a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from shuzhu.access import INTERNAL
from shuzhu.catalogue.model import Indicator
from shuzhu.errors import UsageError
from shuzhu.indicators.courts import Group, asked
from shuzhu.indicators.measure import Question, answer
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import FEWEST_BEYOND, fewer
from shuzhu.values import Value

FEWEST: Final = 4
"""Of fewer courts there is no distribution."""
MONTHS: Final = 24
"""How many months a trend goes back if nobody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where a court's value lies among the courts of its level: their values without names, lowest first.

    ``values`` and ``own`` are those of courts whose cases the reader may see; ``own`` is None where it has no value.
    ``low``, ``middle`` and ``high`` are the quartiles of all, if enough lie beyond the reader's reach.
    """

    own: float | None
    values: tuple[float, ...]
    low: float
    middle: float
    high: float


def trends(
    house: House, codes: Sequence[str], court: str, last: Period, months: int = MONTHS
) -> Mapping[str, tuple[Value, ...]]:
    """values → each indicator's values of so many statistical months up to the end of a period, the oldest first.

    Months before the first filing are left out. Raises UsageError for more than one court or area, DeniedError for
    one that the reader may not see.
    """
    start, first_day = house.settings.year, house.first_day
    group = _one(house, court)
    end = start.month_index(last.last)
    begin = max(end - months + 1, start.month_index(first_day)) if first_day else end
    periods = tuple(parse_period(month_label(index), start) for index in range(begin, end + 1))
    indicators = tuple(house.catalogue.indicator(code, last.last) for code in codes)
    question = Question(indicators=indicators, groups=(group,), periods=periods, peers={})
    found: dict[str, list[Value]] = {indicator.code: [] for indicator in indicators}
    for value in fewer(house, answer(question, house.sight), question, last) if periods else ():
        found[value.indicator].append(value)
    return {code: tuple(values) for code, values in found.items()}


def spread(house: House, code: str, court: str, when: Period) -> Spread | None:
    """values of the courts of one level → a distribution; None for an area, or where fewer than four have a value.

    None too where so few of them lie beyond the reader's reach that the quartiles would tell them apart.
    """
    group = _one(house, court)
    own = house.codes.courts.get(group.label)
    if own is None:
        return None
    courts = house.codes.courts
    level = sorted(m for m in house.itself.present if m in courts and courts[m].level == own.level)
    values = _of_courts(house.itself, house.catalogue.indicator(code, when.last), level, when)
    known = {mark: value for mark, value in values.items() if value is not None}
    seen = {mark: value for mark, value in known.items() if house.reader.may("measure", court=mark)}
    cases = house.reader.reach("cases", INTERNAL)
    told = {mark: value for mark, value in seen.items() if cases.whole(mark)}
    if len(known) < FEWEST or 0 < len(known) - len(seen) < FEWEST_BEYOND:
        return None
    low, middle, high = (float(q) for q in np.quantile(list(known.values()), (0.25, 0.5, 0.75)))
    return Spread(own=told.get(own.mark), values=tuple(sorted(told.values())), low=low, middle=middle, high=high)


def _of_courts(house: House, indicator: Indicator, marks: Sequence[str], when: Period) -> dict[str, float | None]:
    """One indicator's value by court."""
    groups = tuple(group for mark in marks for group in asked(mark, house.codes, house.present))
    question = Question(indicators=(indicator,), groups=groups, periods=(when,), peers={})
    return {value.court: value.value for value in answer(question, house.sight)}


def _one(house: House, court: str) -> Group:
    """The one court or area asked for."""
    groups = asked(court, house.codes, house.present)
    if len(groups) != 1:
        raise UsageError("a chart is of one court; name one, or an area with a plus (虚02+)")
    house.require("measure", groups[0].courts)
    return groups[0]

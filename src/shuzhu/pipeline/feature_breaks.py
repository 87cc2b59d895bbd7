"""A slice's months → where its level changed for good, and what else changed then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from shuzhu.alerts.detectors.change_points import change_points
from shuzhu.alerts.series import Series
from shuzhu.periods import Period, month_label, parse_period
from shuzhu.pipeline.feature_compare import Feature, compare
from shuzhu.pipeline.feature_rows import Cut, Drawn, Slice
from shuzhu.pipeline.house import House

FEWEST: Final = 24
"""Of fewer months no change of level is told."""
BESIDE: Final = 12
"""What else changed is looked for in so many months on either side, or as many as lie there."""
NEWEST: Final = 2
"""So many of the last changes of level are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A lasting change of level: the first day of the new one, cases a month before and after, what else changed."""

    on: date
    before: float
    after: float
    beside: tuple[Feature, ...]


def breaks(house: House, slice_: Slice, counts: Mapping[int, int], fields: Sequence[Cut]) -> tuple[Break, ...]:
    """Cases by month → the last changes of level, the newest first; none where the history is too short."""
    months = sorted(counts)
    if len(months) < FEWEST:
        return ()
    found = change_points(Series(counts=np.array([[float(counts[month]) for month in months]])))
    begins = [place for place, new in enumerate(found.begins[0]) if new][-NEWEST:]
    told = []
    for place in reversed(begins):
        span = min(BESIDE, place, len(months) - place)
        before, after = (
            replace(slice_, first=_span(house, months[first]).first, last=_span(house, months[last]).last)
            for first, last in ((place - span, place - 1), (place, place + span - 1))
        )
        now, then = (Drawn(house, one, slice_.last) for one in (after, before))
        beside, _ = compare(now, then, fields)
        level = found.level[0]
        told.append(Break(on=after.first, before=float(level[place - 1]), after=float(level[place]), beside=beside))
    return tuple(told)


def _span(house: House, month: int) -> Period:
    """A statistical month by its index."""
    return parse_period(month_label(month), house.settings.year)

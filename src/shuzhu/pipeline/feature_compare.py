"""Two slices → the values that one has more or less of than the other, told with their cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from shuzhu.features.odds import Mark, false_discovery_rates, marks
from shuzhu.pipeline.feature_rows import Cut, Drawn, called

RATE: Final = 0.05
"""Findings are told up to this rate of false discoveries among all that were compared."""
MATTERS: Final = log(1.2)
"""Odds that differ by less than a fifth are told by no one, however sure."""
SHOWN: Final = 5
"""So many cases are listed with a finding."""
LEAST: Final = 5
"""A value is compared where both slices together have so many."""
OPPOSITE: Final = "false"
"""Of yes and no, only the yes is told: the no says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One value that is over- or under-represented, told at ``q``, with the newest cases that have it."""

    cut: Cut
    value: str
    mark: Mark
    q: float
    cases: tuple[str, ...]


def compare(slice_: Drawn, base: Drawn, fields: Sequence[Cut]) -> tuple[tuple[Feature, ...], int]:
    """What is told, the surest first, and how many values were compared in all."""
    tested: list[tuple[Cut, Mark]] = []
    for cut in fields:
        found = marks(slice_.tally(cut), base.tally(cut))
        tested += [(cut, one) for one in found if one.count + one.base_count >= LEAST and one.value != OPPOSITE]
    rates = false_discovery_rates([mark.p for _, mark in tested])
    told = sorted(
        (
            (cut, mark, q) for (cut, mark), q in zip(tested, rates, strict=True)
            if q <= RATE and abs(mark.log_odds) >= MATTERS
        ),
        key=lambda one: (one[1].p, -abs(one[1].log_odds), one[0].key, one[1].value),
    )  # fmt: skip
    return tuple(
        Feature(
            cut=cut, value=called(slice_.house, cut, mark.value), mark=mark, q=q,
            cases=slice_.having([(cut, mark.value)], SHOWN),
        )
        for cut, mark, q in told
    ), len(tested)  # fmt: skip

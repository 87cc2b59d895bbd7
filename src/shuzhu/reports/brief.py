"""The brief: everything a check-up says, as data, and what stands out in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from shuzhu.catalogue.model import Index, Indicator
from shuzhu.periods import Period
from shuzhu.values import Value


class Scored(Protocol):
    """A score, as far as a report needs it."""

    @property
    def id(self) -> str:
        """The code or the class it is of."""
        ...

    @property
    def score(self) -> float | None:
        """0–100, or None."""
        ...

    @property
    def coverage(self) -> float:
        """The share of its weight that had a value."""
        ...

    @property
    def parts(self) -> "tuple[Scored, ...]":
        """What it is made of."""
        ...


class Dated(Protocol):
    """A snapshot, as far as a report needs it."""

    @property
    def label(self) -> str:
        """How it is named."""
        ...

    @property
    def made(self) -> str:
        """When it was made."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How good the records behind a report are."""

    records: int
    refused: int
    blanks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """How good the records are that a value stands on: a grade, the score of 0–100, and what lowers it.

    ``faults`` are rules by code and title with the share of what they checked that is faulty, the most faulty first;
    ``missing`` are deliveries of the period that did not come.
    """

    grade: str
    score: float | None
    faults: tuple[tuple[str, Mapping[str, str], float], ...] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One court's check-up for one period."""

    court: str
    court_name: str
    period: Period
    values: Mapping[str, Value]
    indicators: Mapping[str, Indicator]
    indices: Mapping[str, Index]
    scores: Mapping[str, Scored]
    scores_before: Mapping[str, Scored]
    scores_city: Mapping[str, Scored]
    scores_province: Mapping[str, Scored]
    quality: Quality
    snapshot: Dated
    catalogue: str
    made_up: bool
    own_catalogue: bool = False
    baseline: str = ""
    footings: Mapping[str, Footing] = field(default_factory=dict)
    scores_city_before: Mapping[str, Scored] = field(default_factory=dict)
    scores_province_before: Mapping[str, Scored] = field(default_factory=dict)


Why = Literal["outside", "worse", "better"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standout:
    """An indicator that stands out: outside its band, or among the largest moves of the year."""

    code: str
    why: Why
    size: float


MOVE = 3.0
"""Index points within which a change is not worth a line."""


def standouts(brief: Brief, most: int = 8) -> list[Standout]:
    """Outside the band first, then the largest moves of the index, for the worse before for the better.

    Values that rest on few cases, and moves within the value's own interval, are left out: they are
    mostly chance.
    """
    now, before = flat(brief.scores), flat(brief.scores_before)
    found = []
    for code, value in brief.values.items():
        if value.small or code not in now:
            continue
        indicator = brief.indicators[code]
        moved = _moved(now.get(code), before.get(code))
        if value.band in {"above", "below"} and _is_bad(indicator, value.band):
            found.append(Standout(code=code, why="outside", size=abs(moved or 0)))
        elif moved is not None and abs(moved) >= MOVE and not _by_chance(value):
            found.append(Standout(code=code, why="better" if moved > 0 else "worse", size=abs(moved)))
    order = {"outside": 0, "worse": 1, "better": 2}
    found.sort(key=lambda s: (order[s.why], -s.size))
    kept: list[Standout] = []
    for why, share in (("outside", most // 2), ("worse", most // 2), ("better", most // 4)):
        kept += [s for s in found if s.why == why][:share]
    return kept[:most]


def _by_chance(value: Value) -> bool:
    """Whether last year's value lies within the interval of this year's: such a move may well be chance."""
    before, low, high = value.year_before, value.lower, value.upper
    return before is not None and low is not None and high is not None and low <= before <= high


def flat(scores: Mapping[str, Scored]) -> dict[str, float]:
    """The score of every indicator by code."""
    return {
        leaf.id: leaf.score
        for index in scores.values()
        for group in index.parts
        for leaf in group.parts
        if leaf.score is not None
    }


def _moved(now: float | None, before: float | None) -> float | None:
    """How far an index moved in a year."""
    return None if now is None or before is None else now - before


def _is_bad(indicator: Indicator, band: str) -> bool:
    """Whether lying on that side of the band calls for a look."""
    if indicator.better == "higher":
        return band == "below"
    if indicator.better == "lower":
        return band == "above"
    return True

"""Disputes before filing as a report and a page tell them: scores, funnel, steps, marked mediations, towns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """The score of the whole, a level or a dimension, beside the year before and the means; its figures by code."""

    id: str
    title: str
    now: float | None
    before: float | None
    city: float | None
    province: float | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """One step of mediation, of all or of one part: how many were done and late, and how long they took."""

    id: str
    title: str
    limit: str
    part: str
    done: int
    late: int
    median: float | None
    ninth: float | None
    open: int
    open_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Towned:
    """The suits of one town for every 10,000 people in a year; people in 万人, None where nobody told them."""

    town: str
    suits: int
    before: int
    people: float | None
    rate: float | None
    lower: float | None
    upper: float | None
    small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forced:
    """What one force did: mediations ended, succeeded, its rate with the lower Wilson bound, and its mediators."""

    title: str
    ended: int
    succeeded: int
    rate: float | None
    lower: float | None
    mediators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A line from the funnel's returns to the indicator's: successes, those that came back, the rate of a cohort."""

    id: str
    title: str
    succeeded: int
    returned: int
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeFiling:
    """All that is told of a court's disputes before filing in a period.

    ``version`` and ``origin`` are of the scheme, whose title is the whole's; ``entries``, ``stages`` and ``places``
    are titles with counts, by id; ``flows`` are from stage, to stage, count and out of how many; ``scores`` the score
    of each figure; ``flags`` how many mediations are marked, by what;
    ``returns`` the lines between both counts of 回流.
    """

    version: str
    origin: str
    whole: Graded
    levels: Sequence[Graded]
    dimensions: Sequence[Graded]
    scores: Mapping[str, float | None]
    entries: Mapping[str, tuple[str, int]]
    stages: Mapping[str, tuple[str, int]]
    places: Mapping[str, tuple[str, int]]
    flows: Sequence[tuple[str, str, int, int]]
    steps: Sequence[Stepped]
    by_force: Sequence[Stepped] = ()
    by_organisation: Sequence[Stepped] = ()
    by_cause: Sequence[Stepped] = ()
    by_town: Sequence[Stepped] = ()
    flags: Mapping[str, int] = field(default_factory=dict)
    towns: Sequence[Towned] = ()
    forces: Sequence[Forced] = ()
    returns: Sequence[Returned] = ()

    @property
    def total(self) -> int:
        """All disputes that came in."""
        return sum(count for _, count in self.entries.values())

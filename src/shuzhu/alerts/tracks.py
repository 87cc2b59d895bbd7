"""What is watched: figures of courts and areas over time, with what a reader calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from shuzhu.alerts.budget import level_for
from shuzhu.alerts.series import Floats, Series
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.periods import Period

Side = Literal["rise", "fall", "either"]
TIMES_A_MONTH: Final[Mapping[str, float]] = {"month": 1.0, "week": 52 / 12, "day": 250 / 12}
BETWEEN: Final = "@"
"""What stands between an indicator and an area in an alarm's subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One figure: of which court, by which indicator, of which town; on which side a departure is told."""

    court: str
    code: str
    title: str
    area: str = ""
    side: Side = "rise"
    unit: str = "件"
    factor: float = 1.0

    @property
    def subject(self) -> str:
        """By what it is known again."""
        return f"{self.code}{BETWEEN}{self.area}" if self.area else self.code

    @property
    def called(self) -> str:
        """What a reader calls it."""
        return f"{self.area}{self.title}" if self.area else self.title


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tracks:
    """A row of ``series`` for each of ``tracks``, a column for each of ``periods``.

    ``watched`` are the places of the periods asked about. ``complete`` says how much of each count is expected to be
    registered by now (1 where all), of the same shape as the counts, which are already what they are expected to
    become; ``finished`` which periods are over: one that still runs cannot have fallen. ``of_all`` is how many such
    series the whole store has: the budget is shared among them.
    """

    tracks: Sequence[Track]
    periods: Sequence[Period]
    series: Series
    watched: Sequence[int]
    complete: Floats
    finished: Sequence[bool]
    of_all: int

    def alpha(self, rule: AlertRule) -> float:
        """The chance of a false alarm that each series may spend at each time."""
        return level_for(rule.budget, max(self.of_all, 1), TIMES_A_MONTH[rule.step])


def parted(subject: str) -> tuple[str, str]:
    """An alarm's subject → indicator and area; the area is blank for a court as a whole."""
    code, _, area = subject.partition(BETWEEN)
    return code, area

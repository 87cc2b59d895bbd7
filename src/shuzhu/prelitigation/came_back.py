"""回流: the successes of the funnel and those of the indicator (Q13) side by side, each line a step from one to other.

Both call a success that came back within twelve months a return. The funnel counts the disputes that came in during a
period, the indicator the successes whose twelve months were full in it: two cohorts, a year apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

LINES: Final[Mapping[str, str]] = {
    "funnel": "本期进入的纠纷（漏斗）", "later": "减：满12个月日不在本期", "repeated": "减：一件调解对应几件源头纠纷",
    "earlier": "加：进入不在本期，满12个月日在本期", "after_filing": "加：立案后委托调解（不在漏斗）",
    "indicator": "满12个月日在本期的成功（Q13）",
}  # fmt: skip
"""The lines in their order: the first, what is taken and added, the last."""
WHOLE: Final = frozenset({"funnel", "indicator"})
"""The lines that are a cohort, and have a rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """One line: how many successes, how many of them came back within twelve months; less than nought where taken."""

    id: str
    succeeded: int
    returned: int

    @property
    def title(self) -> str:
        """What it is called."""
        return LINES[self.id]

    @property
    def rate(self) -> float | None:
        """In per cent; of a cohort alone."""
        return 100 * self.returned / self.succeeded if self.id in WHOLE and self.succeeded else None


def bridge(groups: Iterable[Mapping[str, Any]]) -> tuple[CameBack, ...]:
    """Groups by where they stand (``queries.came_back``) → the lines; those between with nothing in them are left out.

    The first line and those between add up to the last, exactly.
    """
    told = dict.fromkeys(LINES, (0, 0))

    def add(line: str, succeeded: int, returned: int) -> None:
        told[line] = told[line][0] + succeeded, told[line][1] + returned

    for row in groups:
        passed, counted = (row["passed"], row["passed_back"]), (row["counted"], row["counted_back"])
        add("funnel", *passed)
        add("indicator", *counted)
        between = "repeated" if row["place"] == "both" else row["place"]
        add(between, counted[0] - passed[0], counted[1] - passed[1])
    return tuple(
        CameBack(id=line, succeeded=pair[0], returned=pair[1]) for line, pair in told.items()
        if line in WHOLE or any(pair)
    )  # fmt: skip

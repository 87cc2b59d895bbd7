"""An alarm: what a rule found, past which limit, with the cases that show it; and the life of the item it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Level = Literal["blue", "yellow", "orange", "red"]
LEVELS: Final[Mapping[Level, str]] = {"blue": "蓝", "yellow": "黄", "orange": "橙", "red": "红"}
"""The four levels of 突发事件应对法 art. 43, the mildest first, each with its word."""

State = Literal["new", "confirmed", "false_alarm", "assigned", "handled", "rechecked", "closed", "reopened"]
STATES: Final[Mapping[State, str]] = {
    "new": "待研判", "confirmed": "已确认", "false_alarm": "误报", "assigned": "已交办", "handled": "已处置",
    "rechecked": "已复核", "closed": "已销号", "reopened": "重新打开",
}  # fmt: skip

NEXT: Final[Mapping[State, frozenset[State]]] = {
    "new": frozenset({"confirmed", "false_alarm", "assigned"}),
    "confirmed": frozenset({"assigned", "false_alarm", "handled"}),
    "assigned": frozenset({"assigned", "handled", "false_alarm"}),
    "handled": frozenset({"rechecked", "closed", "assigned"}),
    "rechecked": frozenset({"closed", "assigned", "reopened"}),
    "reopened": frozenset({"confirmed", "assigned", "handled", "false_alarm"}),
    "false_alarm": frozenset({"reopened"}),
    "closed": frozenset({"reopened"}),
}
"""What may follow each state: 风险分析研判 → 交办 → 处置 → 反馈复核 → 销号, and back where it was not over."""

ENDED: Final = frozenset({"closed", "false_alarm"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What a rule found of one subject at one court.

    ``subject`` is by what the thing that it is about is known again (an identity number, a credit code, a cause, a
    case id, an indicator), ``called`` what people call it; both name a natural person where it is ``personal``.
    ``value`` was found in ``period``, ``limit`` is what it passed, ``expected`` what history or the rule leads one
    to expect (None where nothing does). ``on`` is the last day that the alarm rests on. ``evidence`` are case ids.
    """

    rule: str
    edition: str
    court: str
    subject: str
    called: str
    period: str
    on: date
    value: float
    limit: float
    level: Level
    words: str
    expected: float | None = None
    personal: bool = False
    evidence: tuple[str, ...] = ()
    snapshot: str = ""
    catalogue: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """By what an alarm is known again: rule, court, subject."""
        return self.rule, self.court, self.subject


def level_of(value: float, levels: Mapping[Level, float]) -> Level | None:
    """The highest level whose bound a value reaches; None below all of them."""
    reached = [name for name in LEVELS if name in levels and value >= levels[name]]
    return reached[-1] if reached else None

"""The funnel: every dispute of a period, where it came in, what it passed through, and where it is now.

A dispute comes in once: with a grassroots unit, with the court's mediation, or as a case filed at once. It is at one
place alone, so that the places add up to what came in, exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

KEYS: Final = ("entry", "source_state", "mediation_state", "filing", "case_state", "track", "appealed", "enforced",
               "returned")  # fmt: skip
"""What is known of a dispute: where it came in, and how each stage stands; blank for a stage it never reached."""

ENTRIES: Final[Mapping[str, str]] = {"source": "源头登记", "mediation": "直接申请诉前调解", "court": "直接立案"}
PLACES: Final[Mapping[str, str]] = {
    "source_open": "源头化解中", "source_settled": "就地化解", "source_ended": "源头其他了结",
    "source_lost": "已移送未见登记", "mediation_open": "诉前调解中", "succeeded": "诉前调解成功",
    "returned": "成功后回流", "not_filed": "调解失败未立案", "filed_lost": "已转立案未见案件",
    "fast_open": "速裁审理中", "full_open": "精审审理中", "fast_closed": "速裁审结", "full_closed": "精审审结",
    "appealed": "上诉", "enforced": "申请执行",
}  # fmt: skip
"""Where a dispute can be, one place alone, in the order of the way."""
STAGES: Final[Mapping[str, str]] = {
    "source": "源头", "mediation": "诉前调解", "succeeded": "调解成功", "failed": "调解失败", "returned": "回流",
    "filed": "立案", "fast": "速裁", "full": "精审", "closed": "审结", "appealed": "上诉", "enforced": "执行",
}  # fmt: skip
"""What a dispute can pass through; it may pass through several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How many disputes went from one stage to the next, and out of how many."""

    source: str
    target: str
    count: int
    whole: int

    @property
    def share(self) -> float | None:
        """In per cent; None where nothing could go on."""
        return 100 * self.count / self.whole if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Disputes of a period: how many came in by which door, passed through which stage, and are at which place."""

    entries: Mapping[str, int]
    stages: Mapping[str, int]
    places: Mapping[str, int]
    flows: tuple[Flow, ...]

    @property
    def total(self) -> int:
        """All that came in."""
        return sum(self.entries.values())


def place_of(row: Mapping[str, Any]) -> str:
    """Where a dispute is now."""
    state = row["source_state"]
    if not row["mediation_state"] and not row["filing"] and state:
        return {"open": "source_open", "settled": "source_settled", "lost": "source_lost"}.get(state, "source_ended")
    if row["mediation_state"] == "open":
        return "mediation_open"
    if row["mediation_state"] == "succeeded":
        return "returned" if row["returned"] else "succeeded"
    if row["filing"] == "none":
        return "not_filed"
    if row["filing"] == "missing":
        return "filed_lost"
    return _at_court(row)


def _at_court(row: Mapping[str, Any]) -> str:
    """Where a dispute that was filed is."""
    if row["case_state"] == "open":
        return "fast_open" if row["track"] == "fast" else "full_open"
    if row["enforced"]:
        return "enforced"
    if row["appealed"]:
        return "appealed"
    return "fast_closed" if row["track"] == "fast" else "full_closed"


def stages_of(row: Mapping[str, Any]) -> frozenset[str]:
    """What a dispute passed through."""
    passed = {
        "source": row["entry"] == "source", "mediation": bool(row["mediation_state"]),
        "succeeded": row["mediation_state"] == "succeeded", "failed": row["mediation_state"] == "failed",
        "returned": bool(row["returned"]), "filed": row["filing"] == "filed", "fast": row["track"] == "fast",
        "full": row["track"] == "full", "closed": row["case_state"] == "closed", "appealed": bool(row["appealed"]),
        "enforced": bool(row["enforced"]),
    }  # fmt: skip
    return frozenset(name for name, yes in passed.items() if yes)


def funnel(groups: Sequence[Mapping[str, Any]]) -> Funnel:
    """Groups of disputes that are alike (``KEYS`` and their ``number``) → the funnel."""
    entries, places, stages = dict.fromkeys(ENTRIES, 0), dict.fromkeys(PLACES, 0), dict.fromkeys(STAGES, 0)
    pairs: dict[tuple[str, str], int] = {}
    for row in groups:
        number = int(row["number"])
        entries[row["entry"]] += number
        places[place_of(row)] += number
        passed = stages_of(row)
        for stage in passed:
            stages[stage] += number
        for pair in _PAIRS:
            if set(pair) <= passed:
                pairs[pair] = pairs.get(pair, 0) + number
    flows = tuple(Flow(source=a, target=b, count=pairs.get((a, b), 0), whole=stages[a]) for a, b in _PAIRS)
    return Funnel(entries=entries, stages=stages, places=places, flows=flows)


_PAIRS: Final = (
    ("source", "mediation"), ("mediation", "succeeded"), ("mediation", "failed"), ("succeeded", "returned"),
    ("failed", "filed"), ("filed", "fast"), ("filed", "full"), ("fast", "closed"), ("full", "closed"),
    ("closed", "appealed"), ("closed", "enforced"),
)  # fmt: skip
"""From which stage to which a share is told."""

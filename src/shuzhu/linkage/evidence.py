"""A pair → why it is held to be the same: each comparison in words, with what it adds to the weight (a waterfall)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhu.linkage.comparisons import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One comparison of a pair: its title, the level it reached in words, what that adds (log₂), and the sum so far."""

    name: str
    title: str
    word: str
    adds: float
    begins: float
    ends: float

    @property
    def speaks(self) -> str:
        """``for``, ``against``, or blank where there was nothing to compare."""
        return "" if self.adds == 0 else "for" if self.adds > 0 else "against"


def signs(pair: Mapping[str, Any], comparisons: Sequence[Comparison]) -> tuple[Sign, ...]:
    """The comparisons of a pair, the weightiest first, each beginning where the one before ended.

    The first begins at the prior and what rivals take away: the weight without the comparisons.
    """
    added = {one.name: float(pair.get(f"weight_{one.name}") or 0) for one in comparisons}
    at = float(pair["weight"]) - sum(added.values())
    found = []
    for one in sorted(comparisons, key=lambda one: -abs(added[one.name])):
        found.append(
            Sign(name=one.name, title=one.title, word=word(one, int(pair[f"gamma_{one.name}"])), adds=added[one.name],
                 begins=at, ends=at + added[one.name])
        )  # fmt: skip
        at += added[one.name]
    return tuple(found)


def word(comparison: Comparison, gamma: int) -> str:
    """The level that a pair reached: −1 nothing to compare, else counted from the lowest."""
    levels = [level for level in comparison.levels if not level.blank]
    return comparison.levels[0].word if gamma < 0 else levels[len(levels) - 1 - gamma].word


def in_words(found: Sequence[Sign]) -> str:
    """The signs as one line: what agrees, then what does not."""
    says = [f"{one.title}{one.word}" for one in found if one.speaks == "for"]
    against = [f"{one.title}{one.word}" for one in found if one.speaks == "against"]
    return "、".join(says) + ("；" + "、".join(against) if against else "")

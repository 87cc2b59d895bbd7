"""Two sources and the links between them → a statement of reconciliation that adds up, to the record and the fen.

Each record of either source stands in one line: in both and told alike, in both and told differently, in both but of
another period in the other source, perhaps in both (a likely partner waits for review), here alone, there alone. So
each source's total is the sum of its lines, and the common figure is what the two hold together, each thing once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from shuzhu.linkage.conflicts import SUCCESS

LINES: Final[Mapping[str, str]] = {
    "agreeing": "两边都有，所记一致", "differing": "两边都有，所记不一", "beyond": "两边都有，另一边不在本时段",
    "waiting": "疑似两边都有，待核", "only": "只此一边有",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Records, their sum in yuan, and how many of them ended with success."""

    records: int = 0
    amount: Decimal = Decimal(0)
    succeeded: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(records=self.records + other.records, amount=self.amount + other.amount,
                     succeeded=self.succeeded + other.succeeded)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The lines of both sources, by the names of ``LINES``; ``held`` is what was decided to hold for those in both.

    ``waiting``: how many pairs people have yet to look at.
    """

    left: Mapping[str, Tally]
    right: Mapping[str, Tally]
    held: Tally
    waiting: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)

    @property
    def totals(self) -> tuple[Tally, Tally]:
        """Each source's total: the sum of its lines."""
        return total(self.left.values()), total(self.right.values())

    @property
    def common(self) -> Tally:
        """Each thing once: what holds of those in both, and what stands, for all that is sure, on one side alone."""
        alone = [side[line] for side in (self.left, self.right) for line in ("only", "waiting", "beyond")]
        return total([self.held, *alone])


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    found = Tally()
    for one in tallies:
        found += one
    return found


def tally(rows: Iterable[Mapping[str, Any]]) -> Tally:
    """Records → how many, how much, how many with success."""
    told = list(rows)
    return Tally(
        records=len(told), amount=sum((row["amount"] for row in told if row["amount"] is not None), Decimal(0)),
        succeeded=sum(row["ending"] in SUCCESS for row in told),
    )  # fmt: skip


def state(
    left: Mapping[str, Mapping[str, Any]],
    right: Mapping[str, Mapping[str, Any]],
    pairs: Sequence[tuple[str, str]],
    differing: Mapping[tuple[str, str], Sequence[str]],
    held: Mapping[tuple[str, str], Mapping[str, Any]],
    unsure: Collection[tuple[str, str]] = (),
) -> Statement:
    """The statement of two sources' records of a period (by id) and the pairs between them.

    ``differing``: the kinds of conflict of the pairs that have any. ``held``: of a pair, the record that was decided to
    hold; where nothing was, the left one's. ``unsure``: pairs that wait for review.
    """
    lines: dict[str, dict[str, list[Mapping[str, Any]]]] = {
        side: {name: [] for name in LINES} for side in ("left", "right")
    }
    standing = []
    of_left, of_right = dict(pairs), {other: one for one, other in pairs}
    touched = [pair for pair in unsure if pair[0] in left or pair[1] in right]
    perhaps_left, perhaps_right = {one for one, _ in touched}, {other for _, other in touched}
    for one, row in left.items():
        other = of_left.get(one)
        line = _line(one, other, right, perhaps_left, differing.get((one, other or "")))
        lines["left"][line].append(row)
        if line in {"agreeing", "differing"} and other is not None:
            standing.append(held.get((one, other), row))
    for other, row in right.items():
        mate = of_right.get(other)
        line = _line(other, mate, left, perhaps_right, differing.get((mate or "", other)))
        lines["right"][line].append(row)
    kinds: dict[str, int] = {}
    for (one, other), found in differing.items():
        if one in left and other in right:
            for kind in dict.fromkeys(found):
                kinds[kind] = kinds.get(kind, 0) + 1
    told = {side: {name: tally(rows) for name, rows in of.items()} for side, of in lines.items()}
    return Statement(
        left=told["left"], right=told["right"], held=tally(standing), waiting=len(touched), kinds=kinds
    )  # fmt: skip


def _line(
    one: str, mate: str | None, there: Collection[str], perhaps: Collection[str], differs: Sequence[str] | None
) -> str:
    """The line of a record: by its partner, whether that is of the period too, and whether the two are told alike."""
    if mate is None:
        return "waiting" if one in perhaps else "only"
    if mate not in there:
        return "beyond"
    return "differing" if differs else "agreeing"

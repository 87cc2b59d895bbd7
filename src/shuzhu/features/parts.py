"""What a change is made of: parts that add up exactly, of a count and of a ratio.

E. Kitagawa (1955), Components of a difference between two rates, JASA 50, 1168–1194: each part's mix effect is the
change of its weight by its mean distance from the whole, its rate effect the change of its rate by its mean weight;
both means are of the two periods, so nothing is left over. Fractions are kept, so that the sums are equal and not
nearly so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPart:
    """One part of a count: before, now, and its share of the change of the whole (None where that is nought)."""

    key: str
    before: int
    now: int
    of_change: Fraction | None

    @property
    def change(self) -> int:
        """Now less before; the parts' changes add up to the whole's."""
        return self.now - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioPart:
    """One part of a ratio: numerator and denominator before and now, and what it adds to the ratio's change.

    ``mix``: because there is more or less of it; ``rate``: because its own ratio moved. Over all parts the sum of both
    is the change of the whole's ratio, exactly.
    """

    key: str
    before: tuple[int, int]
    now: tuple[int, int]
    mix: Fraction
    rate: Fraction


def count_parts(before: Mapping[str, int], now: Mapping[str, int]) -> list[CountPart]:
    """Counts by part, before and now → what each adds to the change, the largest first."""
    change = sum(now.values()) - sum(before.values())
    keys = dict.fromkeys([*before, *now])
    found = [
        CountPart(
            key=key, before=before.get(key, 0), now=now.get(key, 0),
            of_change=Fraction(now.get(key, 0) - before.get(key, 0), change) if change else None,
        )
        for key in keys
    ]  # fmt: skip
    return sorted(found, key=lambda part: (-abs(part.change), part.key))


def ratio_parts(before: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]) -> list[RatioPart]:
    """(numerator, denominator) by part, before and now → mix and rate effects, the largest first.

    A part with no denominator at one time has at that time the ratio of its other time: all that it adds is mix.
    Raises ValueError where the whole has no denominator at either time.
    """
    totals = [(sum(n for n, _ in each.values()), sum(d for _, d in each.values())) for each in (before, now)]
    if not totals[0][1] or not totals[1][1]:
        raise ValueError("there is no ratio to compare: a denominator is nought")
    middle = HALF * (Fraction(*totals[0]) + Fraction(*totals[1]))
    found = []
    for key in dict.fromkeys([*before, *now]):
        (n0, d0), (n1, d1) = before.get(key, (0, 0)), now.get(key, (0, 0))
        if not d0 and not d1:
            continue
        weights = Fraction(d0, totals[0][1]), Fraction(d1, totals[1][1])
        first = Fraction(n0, d0) if d0 else Fraction(n1, d1)
        last = Fraction(n1, d1) if d1 else first
        found.append(RatioPart(
            key=key, before=(n0, d0), now=(n1, d1),
            mix=(weights[1] - weights[0]) * (HALF * (first + last) - middle),
            rate=(last - first) * HALF * (weights[0] + weights[1]),
        ))  # fmt: skip
    return sorted(found, key=lambda part: (-abs(part.mix + part.rate), part.key))

"""Where a document tells of a loan, and the clauses and matches within these places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shuzhu.judgments.document import Document

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Where the document tells of the loan: what the court found, then what it thinks, then what is claimed."""

    document: Document
    found: tuple[Place, ...]
    thought: tuple[Place, ...]
    claimed: tuple[Place, ...]

    @property
    def best(self) -> tuple[Place, ...]:
        """The court's own words where there are any, else the plaintiff's."""
        return self.found or self.thought or self.claimed

    @property
    def every(self) -> tuple[Place, ...]:
        """All of them, the court's own words first."""
        return (*self.found, *self.thought, *self.claimed)


def opens(text: str, place: int, signs: str, most: int) -> int:
    """Where the clause around a place opens, so many letters before it at most."""
    low = max(0, place - most)
    return max(low, *(text.rfind(sign, low, place) + 1 for sign in signs))


def closes(text: str, place: int, signs: str, most: int) -> int:
    """Where the clause around a place closes, so many letters after it at most."""
    high = min(len(text), place + most)
    return min((found for sign in signs if (found := text.find(sign, place, high)) >= 0), default=high)


def matches(pattern: re.Pattern[str], text: str, places: Iterable[Place]) -> Iterator[re.Match[str]]:
    """Every match in the places, in their order."""
    for start, end in places:
        yield from pattern.finditer(text, start, end)

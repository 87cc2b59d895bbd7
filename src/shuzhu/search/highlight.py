"""A hit and a query → the stretches of its text that answer, with what was sought marked, and what is hidden hidden."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhu.search.parts import TITLES, WEIGHTS
from shuzhu.search.query import Query
from shuzhu.search.tokens import FOLD

AROUND: Final = 34
"""So many signs are shown before and after what was found."""
_ENDS: Final = re.compile(r"\s*\n\s*")
MOST: Final = 3
"""No more stretches of one hit are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of a section: ``pieces`` of words, each with whether it is what was sought; its place in the text."""

    part: str
    start: int
    end: int
    pieces: tuple[tuple[str, bool], ...]

    @property
    def title(self) -> str:
        """The section's name."""
        return TITLES[self.part]


class Marker:
    """What a query seeks in texts, made ready once for all its hits."""

    def __init__(self, query: Query) -> None:
        """Take the words of a query, each with the section it is sought in."""
        self._in = {part: _either({v for one in query.words if one.where in {"", part} for v in one.values})
                    for part in TITLES}  # fmt: skip

    def snippets(
        self, text: str, parts: Sequence[tuple[str, int, int]], hidden: Sequence[tuple[int, int, str]], *, names: bool
    ) -> tuple[Snippet, ...]:
        """The best stretches of a text, from the weightiest sections; names are shown to who may see them alone.

        Where names are hidden, nothing that lies in one is marked or cut: it is replaced whole.
        """
        spans = () if names else hidden
        folded = FOLD(text)
        found: list[tuple[float, str, int, int, list[tuple[int, int]]]] = []
        for part, start, stop in parts:
            either = self._in[part]
            marks = [match.span() for match in either.finditer(folded, start, stop)] if either else []
            apart = [(a, b) for a, b in marks if not any(x < b and a < y for x, y, _ in spans)] if spans else marks
            found += [(WEIGHTS[part] * len({folded[a:b] for a, b in group}), part, start, stop, group)
                      for group in _together(apart)]  # fmt: skip
        best = sorted(found, key=lambda one: (-one[0], one[4][0][0]))[:MOST]
        if not best:
            return (_opening(text, parts[0], spans),) if parts else ()
        return tuple(_cut(text, part, start, stop, group, spans) for _, part, start, stop, group in best)


def _either(words: set[str]) -> re.Pattern[str] | None:
    """What finds any of some words, blanks within them or not; None where there are none."""
    several = (r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
    return re.compile("|".join(several)) if words else None


def _together(marks: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Marks that stand so near one another that one stretch shows them."""
    groups: list[list[tuple[int, int]]] = []
    for mark in marks:
        if groups and mark[1] - groups[-1][0][0] <= 2 * AROUND:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _cut(
    text: str, part: str, start: int, stop: int, marks: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]
) -> Snippet:
    """The stretch around some marks, no hidden span cut in two."""
    low, high = max(start, marks[0][0] - AROUND), min(stop, marks[-1][1] + AROUND)
    for a, b, _ in spans:
        low, high = (min(low, a) if a < low < b else low), (max(high, b) if a < high < b else high)
    return Snippet(part=part, start=low, end=high, pieces=tuple(_pieces(text, low, high, marks, spans)))


def _opening(text: str, part: tuple[str, int, int], spans: Sequence[tuple[int, int, str]]) -> Snippet:
    """The beginning of a section, where nothing was sought in the text."""
    name, start, stop = part
    high = min(stop, start + 2 * AROUND)
    high = next((b for a, b, _ in spans if a < high < b), high)
    return Snippet(part=name, start=start, end=high, pieces=tuple(_pieces(text, start, high, (), spans)))


def _pieces(
    text: str, low: int, high: int, marks: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]
) -> list[tuple[str, bool]]:
    """Words of a stretch in order, each with whether it is marked; hidden ones by their stand-ins."""
    edges = sorted(
        [(a, b, text[a:b], True) for a, b in marks] + [(a, b, w, False) for a, b, w in spans if low <= a and b <= high]
    )
    pieces: list[tuple[str, bool]] = []
    at = low
    for a, b, words, marked in edges:
        pieces += [(_line(text[at:a]), False), (_line(words), marked)]
        at = b
    pieces.append((_line(text[at:high]), False))
    return [(words, marked) for words, marked in pieces if words]


def _line(text: str) -> str:
    """Words without their line ends."""
    return _ENDS.sub("", text) if "\n" in text else text

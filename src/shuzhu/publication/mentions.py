"""Every place where a name stands: whole, widely spaced, with other dots and brackets."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from shuzhu.publication.words import any_of

_GAP: Final = re.compile(r"[\s\u200b\ufeff]+")
#: so many needles are looked for one by one; a tree costs more to make than it saves
_MANY: Final = 400
_LAST_BRACKET: Final = re.compile(r"[（(][^（）()]{1,12}[）)]$")
_BRACKETS: Final = str.maketrans("（）", "()")
_FULL: Final = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Needle:
    """What is looked for, whose it is, and the rule that finds it."""

    words: str
    owner: str
    rule: str


def spellings(name: str) -> tuple[str, ...]:
    """A name with the dots and brackets that it may be written with."""
    found = {name}
    if "·" in name or "." in name:
        bare = name.replace(".", "·")
        found |= {bare, bare.replace("·", "."), bare.replace("·", ""), bare.replace("·", "・"), bare.replace("·", "．")}
    if "（" in name or "(" in name:
        found |= {name.translate(_BRACKETS), name.translate(_FULL)}
        bare = _LAST_BRACKET.sub("", name)
        if len(bare) > 4:
            found.add(bare)
    return tuple(sorted(found))


def mentions(text: str, needles: Iterable[Needle]) -> Iterator[tuple[int, int, Needle]]:
    """Where each needle stands in a plainly spelt text, and where it does with gaps within it."""
    wanted = {needle.words: needle for needle in needles if needle.words}
    if len(wanted) > _MANY:
        tree = re.compile(any_of(wanted))
        yield from ((*match.span(), wanted[match[0]]) for match in tree.finditer(text))
        yield from _across_gaps(text, wanted)
        return
    for words, needle in wanted.items():
        place = text.find(words)
        while place >= 0:
            yield place, place + len(words), needle
            place = text.find(words, place + len(words))
    yield from _across_gaps(text, wanted)


def _across_gaps(text: str, wanted: Mapping[str, Needle]) -> Iterator[tuple[int, int, Needle]]:
    """Needles that a gap runs through: 张 三, or a name broken by the end of a line."""
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    within = [(low, high) for low, high in gaps if text[low - 1 : low].isalnum() and text[high : high + 1].isalnum()]
    if not within:
        return
    letters = {character for words in wanted for character in words}
    for low, high in within:
        left, right = text[low - 1], text[high]
        if left in letters and right in letters:
            for words, needle in wanted.items():
                span = _around(text, low, high, words) if left in words and right in words else None
                if span:
                    yield (*span, needle)


def _around(text: str, start: int, end: int, words: str) -> tuple[int, int] | None:
    """Where the words stand around a gap, other gaps left out too; None where they do not."""
    for cut in range(1, len(words)):
        if words[cut - 1] != text[start - 1] or words[cut] != text[end]:
            continue
        low, high = _backward(text, start, words[:cut]), _forward(text, end, words[cut:])
        if low >= 0 and high >= 0:
            return low, high
    return None


def _backward(text: str, place: int, words: str) -> int:
    """Where words begin that end at a place, gaps left out; -1 where they do not."""
    for character in reversed(words):
        place -= 1
        while place >= 0 and text[place].isspace():
            place -= 1
        if place < 0 or text[place] != character:
            return -1
    return place


def _forward(text: str, place: int, words: str) -> int:
    """Where words end that begin at a place, gaps left out; -1 where they do not."""
    for character in words:
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text) or text[place] != character:
            return -1
        place += 1
    return place

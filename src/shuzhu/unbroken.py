"""A text whose lines were broken for a page, or whose letters a scan set apart → the same words in one piece.

The text itself is never changed: what is found in the words in one piece is told by its place in the text as it came.
"""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

_STOPS: Final = frozenset("。：；！？:;")
#: no fewer lines or gaps tell anything
_FEW: Final = 8
#: where a page broke the lines they are so wide, and so many of them full yet ended by no stop
_WIDE: Final = range(15, 80)
_FULL: Final = 0.9
_MANY: Final = 0.1
#: letters are set apart where more than one in so many signs is a space between two of them
_APART: Final = 80
_GAP: Final = re.compile(
    r"[ \u3000](?<=[\u4e00-\u9fff\d，、（）《》〈〉].)[ \u3000]?(?=[\u4e00-\u9fff\d，。、：；（）《》〈〉])"
)


class Unbroken:
    """The words of a text in one piece, and for each sign its place in the text."""

    def __init__(self, text: str, gone: np.ndarray) -> None:
        """Take the text and which of its signs are left out."""
        self.length = len(text)
        self.places = np.flatnonzero(~gone)
        self.text = "".join(text[place] for place in self.places.tolist())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the words as one of the text."""
        first = self.at(start)
        return first, int(self.places[end - 1]) + 1 if end > start else first

    def before(self, place: int) -> int:
        """A place of the text as one of the words: how many signs of theirs stand before it."""
        return int(np.searchsorted(self.places, place))

    def at(self, place: int) -> int:
        """A place of the words as one of the text; the end is the end, the beginning the beginning."""
        if place <= 0:
            return 0
        return int(self.places[place]) if place < len(self.places) else self.length


def unbroken(text: str) -> Unbroken | None:
    """The words of a broken text in one piece; None where nothing was broken."""
    cuts = [*_line_ends(text), *_gaps(text)]
    if not cuts:
        return None
    gone = np.zeros(len(text), dtype=bool)
    for start, end in cuts:
        gone[start:end] = True
    return Unbroken(text, gone)


def _gaps(text: str) -> list[tuple[int, int]]:
    """The spaces that a scan set between letters, where there are many."""
    many = max(_FEW, len(text) // _APART)
    if text.count(" ") + text.count("\u3000") <= many:
        return []
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    return gaps if len(gaps) > many else []


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    """The ends of full lines that no stop ends, where a page broke the lines."""
    lines = text.split("\n")
    if len(lines) < _FEW or (widest := max(map(len, lines))) not in _WIDE:
        return
    open_ended = [len(line.rstrip()) >= _FULL * widest and line.rstrip()[-1] not in _STOPS for line in lines]
    if sum(open_ended) < _MANY * len(lines):
        return
    place = -1
    for line, goes_on in zip(lines[:-1], open_ended, strict=False):
        place += len(line) + 1
        if goes_on:
            yield place - len(line) + len(line.rstrip()), place + 1

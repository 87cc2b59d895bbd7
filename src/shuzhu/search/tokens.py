"""Text → the tokens that the index holds, such that a word is found wherever its signs stand one after another.

Every two neighbouring signs are one token, in their order; so whatever is asked is found by its own signs, however a
segmenter would have cut the sentence around it. Longer words of the dictionary follow as tokens of their own, for a
single token answers faster than a run of them. Blanks and line ends are nothing, width and case do not tell apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from shuzhu.letters import OneForOne

GAP: Final = "\0"
"""Stands where a sign may not be found: it is part of no question."""
_MOST: Final = 12
"""No longer word is a token of its own."""
_SIGN: Final = re.compile(r"\S")
_GAPS: Final = re.compile(f"{GAP}+")


def _one_for_one() -> dict[int, str]:
    """Each sign of full width, or in upper case, to its plain one; only where one stays one."""
    table: dict[int, str] = {}
    for code in (*range(0x41, 0x5B), *range(0x2460, 0x2474), *range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)):
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(plain) == 1 and plain != chr(code) and not plain.isspace():
            table[code] = plain
    return table | {ord("〔"): "(", ord("〕"): ")", ord("［"): "(", ord("］"): ")"}


FOLD: Final = OneForOne(_one_for_one())
"""A text with its signs made plain, as long as before."""


def bare(text: str) -> str:
    """A text folded, without any blank."""
    return unspaced(FOLD(text))


def unspaced(folded: str) -> str:
    """A folded text without any blank."""
    return "".join(folded.split())


def pairs(said: str) -> str:
    """Every two neighbouring signs of a bare text, in order and apart by blanks."""
    if len(said) < 2:
        return ""
    signs = np.frombuffer(said.encode("utf-32-le", "surrogatepass"), "<u4")
    found = np.full((len(signs) - 1, 3), ord(" "), "<u4")
    found[:, 0], found[:, 1] = signs[:-1], signs[1:]
    return found.tobytes()[:-4].decode("utf-32-le", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Told:
    """What a bare text is held by: its tokens apart by blanks, and the words of the dictionary in it, each once."""

    tokens: str
    words: str


def told(said: str, found: Iterable[str]) -> Told:
    """A bare text and what the dictionary finds in it → its pairs, then as many of the longer words as there are."""
    words = [word for word in found if 1 < len(word) <= _MOST]
    return Told(_joined(pairs(said), [word for word in words if len(word) > 2]), " ".join(set(words)))


def told_apart(said: str, masked: str, words_in: Callable[[str], list[str]]) -> tuple[Told, Told]:
    """As ``told`` of a bare text, and of the same one with gaps in it; the longer words in any order.

    The words are sought once: what the gaps hide is sought about them alone.
    """
    shown, windows = words_in(masked), list(_windows(said, masked))
    if 2 * sum(end - start for start, end in windows) < len(said):
        about: Counter[str] = Counter()
        for start, end in windows:
            about.update(words_in(said[start:end]))
            about.subtract(words_in(masked[start:end]))
        every = [*shown, *about.elements()]
    else:
        every = words_in(said)
    return told(said, every), told(masked, shown)


def _windows(said: str, masked: str) -> Iterator[tuple[int, int]]:
    """Spans, apart, that hold every word which a gap touches, and cut no run of letters or digits."""
    last = 0
    start = -1
    for gap in _GAPS.finditer(masked):
        low, high = max(gap.start() - _MOST, last), min(gap.end() + _MOST, len(said))
        while low > last and said[low - 1].isascii():
            low -= 1
        while high < len(said) and said[high].isascii():
            high += 1
        if start >= 0 and low <= last:
            last = max(last, high)
            continue
        if start >= 0:
            yield start, last
        start, last = low, high
    if start >= 0:
        yield start, last


def distinct(parts: Iterable[tuple[Told, Told]]) -> tuple[str, str]:
    """Each part of a text, without gaps and with → the words that the parts show, and those that they hide.

    A word comes once for every part that holds it, in no order.
    """
    parts = list(parts)
    hidden: list[str] = []
    for full, masked in parts:
        if full is not masked:
            hidden += set(full.words.split()) - set(masked.words.split())
    return " ".join(masked.words for _, masked in parts if masked.words), " ".join(hidden)


def _joined(two: str, words: list[str]) -> str:
    """Pairs, and after a gap the words."""
    return " ".join([two, GAP, *words]) if words else two


def blanked(text: str, spans: tuple[tuple[int, int, str], ...]) -> str:
    """A text whose spans, in order and apart, are gaps but for the blanks in them; as long as before."""
    pieces: list[str] = []
    end = 0
    for start, stop, _ in spans:
        pieces += (text[end:start], _SIGN.sub(GAP, text[start:stop]))
        end = stop
    return "".join([*pieces, text[end:]])


def phrase(said: str) -> list[tuple[int, str]]:
    """The pairs that a run of two or more signs is found by, with their places: every other one, and the last."""
    places = [*range(0, len(said) - 1, 2)]
    if places[-1] != len(said) - 2:
        places.append(len(said) - 2)
    return [(place, said[place : place + 2]) for place in places]


def is_word_token(word: str) -> bool:
    """A word that may stand as a token of its own: of Chinese signs alone, as the dictionary's are."""
    return 1 < len(word) <= _MOST and all("\u4e00" <= sign <= "\u9fff" for sign in word)

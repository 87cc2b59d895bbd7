"""A text spelt plainly, character for character, so that a place in it is a place in the text."""

import re
import unicodedata
from typing import Final

from shuzhu.letters import OneForOne

_ASCII: Final = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in "(),:;?!"}
_DOTS: Final = dict.fromkeys(map(ord, "•‧・∙․⋅"), "·")
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_TABLE: Final[dict[int, int | str]] = {**_ASCII, **_DOTS, **_DASHES, 0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " "}
_ODD: Final = re.compile("[" + "".join(re.escape(chr(c)) for c in _TABLE) + "]")
_PLAIN: Final = OneForOne(_TABLE)
_GAPS: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def plain(text: str) -> str:
    """The text with one spelling for each digit, letter, dot and dash; its length and places are the text's."""
    return _PLAIN(text) if _ODD.search(text) else text


def squeezed(text: str) -> str:
    """The text plainly spelt, without a space or an unseen character."""
    text = plain(text)
    return text if text.isalnum() else _GAPS.sub("", text)


def folded(text: str) -> tuple[str, list[int]]:
    """The text as an eye compares it: widths, compatibility forms and gaps gone; each character's place."""
    letters, places = [], []
    for place, character in enumerate(text):
        if _GAPS.fullmatch(character):
            continue
        for one in unicodedata.normalize("NFKC", character).translate(_TABLE):
            letters.append(one.casefold()[:1])
            places.append(place)
    return "".join(letters), places

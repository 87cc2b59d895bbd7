"""A text spelt plainly, character for character, so that a place in it is a place in the text."""

from functools import lru_cache
from typing import Final

from shuzhu.letters import OneForOne

#: Full-width digits and letters, brackets, dashes, circles that mean nought, and spaces.
_PLAIN: Final = OneForOne(str.maketrans(
    "０１２３４５６７８９()〔〕［］【】[]:∶;,－—–─○ΟОＯOо零\u3000\xa0\u2002\u2003\t",
    "0123456789（）（）（）（）（）：：；，----〇〇〇〇〇〇〇     ",
))  # fmt: skip

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"两": 2, "元": 1, "正": 1}
_FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def plain(text: str) -> str:
    """The text with one spelling for each sign; its length and places are the text's."""
    return _PLAIN(text)


@lru_cache(maxsize=8192)
def number(text: str) -> int | None:
    """A number below ten thousand from digits or Chinese numerals (十二, 二十, 一百零五, 二〇一五)."""
    said = "".join(text.split()).translate(_FORMAL)
    if said.isascii() and said.isdigit():
        return int(said)
    if not any(c in "十百千廿卅" for c in said):
        digits = [_DIGITS.get(c, int(c) if c.isascii() and c.isdigit() else None) for c in said]
        if not digits or None in digits:
            return None
        return int("".join(map(str, digits)))
    return _by_units(said.replace("廿", "二十").replace("卅", "三十"))


def _by_units(said: str) -> int | None:
    """A number written with 十, 百 and 千."""
    total, digit = 0, None
    for c in said:
        if c in "十百千":
            total += (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = None
        elif c == "〇":
            digit = None
        elif c in _DIGITS or (c.isascii() and c.isdigit()):
            digit = _DIGITS.get(c, int(c) if c.isdigit() else 0)
        else:
            return None
    return total + (digit or 0)

"""How long a penalty lasts, and how much a fine is, read just where they are named."""

import re
from decimal import Decimal
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.money import sums_in
from shuzhu.judgments.plain import number

#: life, as ``records.Case.term_months`` has it
FOREVER: Final = 9999

_NUM: Final = r"[\d一二三四五六七八九十〇两壹贰叁肆伍陆柒捌玖拾]{1,4}"
_LENGTH: Final = re.compile(
    r"\s?(?:，?考验期限?|期限)?[各均为：\s]{0,3}"
    rf"(?:(?P<y>{_NUM})年)?(?P<half>半)?"
    rf"(?:[〇又另\s]?(?P<m>{_NUM})(?:个(?P<mid>半)?月|月))?(?:[〇又另\s]?(?P<d>{_NUM})[日天])?"
)
_BEFORE_SUM: Final = re.compile(r"[款计为：，\s各共合均分别人民币￥¥即]{0,8}")
#: a fine is told within this many signs
_FINE_SPAN: Final = 32


def length_at(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Months, days and the place where it ends, of a length of time told at a place; None where none is told."""
    match = _LENGTH.match(text, start, end)
    if not match or not (match["y"] or match["m"] or match["d"]):
        return None
    years, months, days = (number(match[name] or "0") for name in ("y", "m", "d"))
    if years is None or months is None or days is None:
        return None
    more = 6 if match["half"] and match["y"] else 0
    return years * 12 + months + more, days + (15 if match["mid"] else 0), match.end()


def fine_at(text: str, start: int, end: int) -> Fact[Decimal] | None:
    """The yuan of a fine told right after the word; None where the word stands for itself."""
    stop = min(end, start + _FINE_SPAN)
    found = next(sums_in(text, start, stop), None)
    if not found or found.yuan is None or not _BEFORE_SUM.fullmatch(text, start, found.start):
        return None
    return Fact(found.yuan, found.start, found.end, "罚金")

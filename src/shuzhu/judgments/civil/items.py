"""The order divided into its items, up to what stands behind them: delay interest, fees, how to appeal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from shuzhu.facts import OrderItem
from shuzhu.judgments.document import Document
from shuzhu.judgments.plain import number

_NUMERALS: Final = "[一二三四五六七八九十]{1,3}"
_MARK: Final = re.compile(
    rf"(?P<han>{_NUMERALS})[、.．，：](?!第)|（(?P<bracket>{_NUMERALS})）|(?P<digits>\d{{1,2}})[、.．，：](?!\d)|"
    rf"第(?P<nth>{_NUMERALS})项?[：、]"
)
_OPENS: Final = re.compile(r"[。；：\n][\s、]*")
#: how a sentence begins that belongs to no item
_BEHIND: Final = re.compile(
    r"如(?:果)?(?:不服|对本)|(?:双方)?当事人(?:均)?(?:如|不服|服判)|双方当事人均|"
    r"本(?:判决|裁定|调解书|协议)(?:书)?(?:为终审|一经|送达|自|经|立即|即|系终审|是终审|发生)(?![^。]{0,20}，(?:被告|原告))|"
    r"(?:上述|以上)协议[，]?[^。]{0,12}(?:不违反|符合|经|系)|审\s{0,4}判\s{0,4}[长员]|"
    r"权利人|申请(?:强制)?执行的?期[间限]|本院(?:收取|退[还回]|作出的)|在法律规定的期限"
)
#: the words of a debtor who does not pay in time, and what that one does not do
_LATE: Final = re.compile(r"未按|未能按|不按|未在|逾期(?=[不未拒])|拒不|到期不|未依|未自动")
_DUTY: Final = re.compile(r"履行|支付|给付|金钱|清偿|付款|义务|上诉")
_FEE: Final = re.compile(
    r"[^。；，\d]{0,16}?(?:受理费|诉讼费|保全费|申请费)|"
    r"(?:[\u4e00-\u9fff]{0,3}(?:本案|本诉|反诉|一审|二审|原审|上诉|诉讼|减半|财产|申请|初审|两审|以上)[^。；，\d]{0,12}?)?"
    r"(?:本?案件?受理费?|受理费|(?:案件)?诉讼费用?|案件申请费|申请费|保全(?:申请)?费|执行费|鉴定费|评估费|公告费|诉讼保全费|"
    r"其他诉讼费用?|司法鉴定费|邮寄费)(?![^。；]{0,4}(?:限|于本判决))"
)
_LINE: Final = re.compile(r"如|若|驳回|案件|本案|逾期|本判决")
_ROLE: Final = re.compile(r"由?(?:本诉|反诉)?(?:被告|原告|第三人|上诉人|被上诉人)")
_DEADLINE: Final = re.compile(
    r"(?:上述|以上|前述|上列|该)[^。；]{0,40}(?:付清|履行|给付|支付|交付|完毕|执行)|限[^。；]{0,24}(?:付清|履行|给付)|于本判决[^。；，]{0,24}(?:付清|履行|给付)"
)
_VERB: Final = re.compile(
    r"支付|给付|偿还|归还|返还|赔偿|退还|清偿|补偿|驳回|确认|解除|撤销|维持|准[予许]|停止|协助|办理|承担|腾退|迁出|离婚|"
    r"抚养|归|继续|履行|交付|拆除|恢复|道歉|变更|终结|移送|有权|不得|享有|发回|指令|付清|过户|付|还|按|补缴|补足|分得|不予|无效|有效"
)
_GOES_ON: Final = re.compile(r"同时|并(?![^。；]{0,4}案)|且|其中|此外|（|(?:逾期)?利息|\d{4}年[^。；]{1,10}起的?利息")


#: no real item is longer and no real order has more; what goes beyond is garbage and is not read
_LONGEST: Final = 12_000
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the order: its number where it bears one, and the places of its words."""

    number: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Divided:
    """The items of an order, and the sentences behind them that set the time for all (以上款项限…付清)."""

    items: tuple[Item, ...]
    deadlines: tuple[tuple[int, int], ...]


def items_of(document: Document) -> Divided:
    """document → the items of its order, numbers left out of their words"""
    text, start, end = document.text, document.parts.order.start, document.parts.order.end
    marks = numbered(text, start, end)
    if not marks:
        return _unnumbered(text, start, end)
    items, deadlines = [], []
    lead = trimmed(text, start, marks[0][0])
    if marks[0][2] > 1 and lead and _VERB.search(text, *lead):
        items.append(Item(None, *lead))
    stops = [*(mark[0] for mark in marks[1:]), end]
    for (_, begin, value), stop in zip(marks, stops, strict=True):
        close, later = _cut(text, begin, stop)
        deadlines += later
        if place := trimmed(text, begin, min(close, begin + _LONGEST)):
            items.append(Item(value, *place))
    return Divided(tuple(items), tuple(deadlines))


def is_fee(text: str, item: Item | OrderItem) -> bool:
    """The item is about the fees of the case."""
    return _FEE.match(text, item.start, item.end) is not None


def is_behind(text: str, item: Item) -> bool:
    """The item only says what follows from the order: interest for delay, how to appeal."""
    return _is_behind(text, item.start, item.end)


def _is_behind(text: str, start: int, end: int) -> bool:
    """A sentence says what follows from the order."""
    if _BEHIND.match(text, start, end):
        return True
    late = _LATE.search(text, start, min(end, start + 90))
    if not late or any(sign in text[start : late.start()] for sign in "。；\n"):
        return False
    return _DUTY.search(text, late.end(), min(end, late.end() + 50)) is not None


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences and lines begin."""
    yield start
    for match in _OPENS.finditer(text, start, end):
        yield match.end()


@cache
def _value(numeral: str) -> int:
    """The number that a numeral means."""
    return number(numeral) or 0


def numbered(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Where each number stands and ends, and the number; those of one style, in their order."""
    found: list[tuple[int, int, int]] = []
    style, last = "", 0
    for opening in _openings(text, start, end):
        match = _MARK.match(text, opening, end)
        if not match or (style and match.lastgroup != style):
            continue
        value = _value(match[match.lastgroup or 0])
        if last < value <= last + 2:
            style, last = match.lastgroup or "", value
            found.append((match.start(), match.end(), value))
    return found


def _cut(text: str, start: int, end: int) -> tuple[int, list[tuple[int, int]]]:
    """Where an item ends before what belongs to none, and the deadlines told behind it."""
    deadlines: list[tuple[int, int]] = []
    close = end
    for match in _OPENS.finditer(text, start + 1, end):
        begin = match.end()
        if begin >= end:
            break
        if _FEE.match(text, begin, end) or _is_behind(text, begin, end):
            return min(close, begin), deadlines
        if _DEADLINE.match(text, begin, end):
            deadlines.append((begin, _sentence_end(text, begin, end)))
            close = min(close, begin)
    return close, deadlines


def _unnumbered(text: str, start: int, end: int) -> Divided:
    """An order without numbers: each sentence with a verb of its own is an item."""
    items: list[Item] = []
    deadlines: list[tuple[int, int]] = []
    place = start
    while place < end and len(items) < _MOST:
        stop = _sentence_end(text, place, min(end, place + _LONGEST))
        span = trimmed(text, place, stop)
        place = stop
        if span is None:
            continue
        if _FEE.match(text, *span) or _is_behind(text, *span):
            break
        if items and _DEADLINE.match(text, *span):
            deadlines.append(span)
        elif items and _GOES_ON.match(text, *span):
            items[-1] = Item(None, items[-1].start, span[1])
        elif _VERB.search(text, *span):
            items.append(Item(None, *span))
    return Divided(tuple(items), tuple(deadlines))


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that begins here ends, its sign within it."""
    place = text.find("。", start, end)
    stop = place + 1 if place >= 0 else end
    line = text.find("\n", start + 1, stop)
    while line >= 0:
        anew = text[line - 1] in "；。" and _ROLE.match(text, line + 1, end)
        if anew or _FEE.match(text, line + 1, end) or _LINE.match(text, line + 1, end):
            return line
        line = text.find("\n", line + 1, stop)
    return stop


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The places without the spaces and signs around them; None where nothing is left."""
    while start < end and text[start] in " \n\r；。，：、":
        start += 1
    while end > start and text[end - 1] in " \n\r；。，：":
        end -= 1
    return (start, end) if start < end else None

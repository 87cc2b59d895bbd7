"""The items of an order: who pays what to whom, with what interest, by when, and who answers beside them."""

import re
from dataclasses import dataclass, replace
from typing import Final

from shuzhu.facts import Amount, Fact, OrderItem
from shuzhu.judgments.civil.interest import interest_of
from shuzhu.judgments.civil.items import Item, is_behind, is_fee, items_of
from shuzhu.judgments.civil.names import Names
from shuzhu.judgments.civil.purposes import purpose
from shuzhu.judgments.civil.sums import Span, amounts_in, payable
from shuzhu.judgments.document import Document
from shuzhu.judgments.plain import number

_PAY: Final = re.compile(
    r"支付|给付|偿还|归还|返还|赔偿(?!责任限额|限额|责任保险)|退还|退赔|清偿(?!责任)|补偿(?!金|款|费)|偿付|赔付|付清|交付|结算|缴纳|补缴|补足|补发|分得|付给|"
    r"付款?(?=[\d一二三四五六七八九人￥])|还(?=[\d一二三四五六七八九人￥])|承担(?![^。；，]{0,12}责任)"
)
_BY: Final = re.compile(r"由(?=.)")
_JOINT: Final = re.compile(
    r"(?P<x>连带(?:(?:清偿|赔偿|保证|给付|还款|偿还|担保|支付)?(?:责任|义务)?)|补充(?:清偿|赔偿)?责任|共同(?:清偿|偿还|赔偿|给付|支付|承担)[责任]{0,2}|"
    r"(?:保证|担保)责任|按份(?:清偿|赔偿)?责任)"
)
_FOR_OTHERS: Final = re.compile(
    r"(?:对|就)[^。；]{0,90}(?:承担|负)[^。；]{0,16}(?:连带|补充|保证|担保|共同|按份|清偿|赔偿|给付|偿还)[^。；]{0,8}(?:责任|义务)|"
    r"^[^。；]{0,60}承担[^。；，]{0,10}(?:连带|补充|给付|支付|清偿|赔偿|偿还)[^。；]{0,8}(?:责任|义务)"
)
_DISMISS: Final = re.compile(r"[^。；，]{0,40}?驳回(?P<x>[^。；]{0,160})|对?(?P<y>[^。；]{2,80}请求)[，]?不予支持")
_FREE: Final = re.compile(
    r"不(?:再)?(?:另行)?(?:承担|负)|(?:无需|无须|不需|不应|毋需)(?:再)?(?:向[^，。；]{2,30})?(?:承担|支付|返还|赔偿|给付)|不予(?:支付|返还)"
)
_DECLARE: Final = re.compile(
    r"^(?:确认|解除|终止|准[予许][^。；]{0,40}离婚|宣告)|无效|离婚|优先受偿|有权|归[^。；]{0,30}所有|享有|无(?:法律)?效力|予以解除|撤销[^。；]{0,60}(?:合同|协议|行为|决议)|"
    r"(?:合同|协议)[^。；]{0,60}解除|所有权|消灭"
)
_PERFORM: Final = re.compile(
    r"停止|协助|办理|交付|腾退|腾空|迁出|搬离|搬出|返还|退还|拆除|赔礼|道歉|继续履行|配合|恢复|消除|排除|移交|抚养|探[望视]|开具|"
    r"提供|登记|过户|修复|整改|清除|公开|出具|不得执行|迁移|注销|履行"
)
_WITHIN: Final = re.compile(
    r"(?:本|该|上述|判决|调解)[^，。；]{0,20}?(?:效力|生效|送达|签[订收字]|确认|之日|签收)[^，。；\d]{0,10}?"
    r"(?P<x>\d{1,3}|[一二三四五六七八九十]{1,4}) ?(?:个)?(?P<unit>日|天|个月|月|年)(?:以?内|之内)"
)
_AT_ONCE: Final = re.compile(
    r"(?:判决|调解书?|本判决)[^，。；]{0,10}(?:生效|效力)[^，。；]{0,6}(?:立即|即时|时)|立即|"
    r"(?:于|在|应)?(?:\d{4}|二〇[一二三四五六七八九〇]{2})年[^，。；]{1,12}(?:日|月|底)(?:前|之前|以前)"
)
_LEAD: Final = re.compile(
    r"(?:限|责令|判令|由)?(?:被告)?(?:在|于|自)?本?(?:判决|裁定|调解书|协议)书?[^，。；]{0,16}?(?:之日起?|后|效力)[^，。；]{0,12}内[，]?"
)
#: an item that changes or keeps one of a lower judgment and says it anew (变更…第二项为：)
_ABOVE: Final = re.compile(r"(?:撤销|变更|维持)[^。；“]{0,160}?(?:为[：，]?|即[：，]?|项[：])[“：]?")
_MONEY: Final = re.compile(r"[款费金息债]|损失")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What each item of one order needs."""

    document: Document
    names: Names
    deadlines: tuple[tuple[int, int], ...]


def order_of(document: Document) -> tuple[OrderItem, ...]:
    """document → the items of its order"""
    divided = items_of(document)
    if not divided.items:
        return ()
    reading = _Reading(document, Names(document), divided.deadlines)
    return tuple(_item(reading, item) for item in divided.items)


def _item(reading: _Reading, item: Item) -> OrderItem:
    """One item of an order."""
    document, text = reading.document, reading.document.text
    verb = _verb(text, item)
    amounts = amounts_in(Span(text, item.start, item.end), verb)
    kind = _kind(text, item, amounts)
    bare = OrderItem(number=item.number, start=item.start, end=item.end, kind=kind)
    if kind in {"dismiss", "other"}:
        return replace(bare, what=_object(document, item, kind))
    days, words = _deadline(reading, item)
    joint = _JOINT.search(text, item.start, item.end)
    bound = replace(
        bare,
        deadline_days=days,
        deadline=words,
        joint=Fact(joint["x"], joint.start("x"), joint.end("x"), "共同责任") if joint else None,
        what=_what(document, item, kind, payable(amounts)),
    )
    if kind == "declare":
        return bound
    payer, payee = _parties(reading, item, verb if kind == "pay" else item.start)
    return _paying(document, bound, amounts, payer, payee) if kind == "pay" else replace(bound, payer=payer)


def _paying(
    document: Document,
    item: OrderItem,
    amounts: tuple[Amount, ...],
    payer: tuple[Fact[str], ...],
    payee: tuple[Fact[str], ...],
) -> OrderItem:
    """An item of payment with its sums."""
    first = next(iter(payable(amounts)), None)
    return replace(
        item,
        payer=payer,
        payee=payee,
        yuan=Fact(first.yuan, first.start, first.end, first.rule) if first else None,
        amounts=amounts,
        interest=interest_of(document, item.start, item.end),
    )


def _verb(text: str, item: Item) -> int:
    """Where the item says that something is to be paid; its beginning where it does not."""
    match = _PAY.search(text, item.start, item.end)
    by = text.rfind("由", item.start, match.start()) if match else -1
    if match and by < 0:
        by = text.find("由", match.end(), item.end)
        later = _PAY.search(text, by, item.end) if by >= 0 else None
        told = text.find("损失", item.start, by) >= 0 and text.find("被告", item.start, match.start()) < 0
        if later and told and later.start() - by < 60:
            return by
    return match.start() if match else item.start


def _kind(text: str, item: Item, amounts: tuple[Amount, ...]) -> str:
    """What kind of item it is."""
    if _DISMISS.match(text, item.start, item.end):
        return "dismiss"
    if is_behind(text, item):
        return "other"
    if _FREE.search(text, item.start, item.end):
        return "declare"
    paid = payable(amounts)
    pays = _PAY.search(text, item.start, item.end)
    if paid and pays and not _is_fee(text, item, paid):
        return "pay"
    return _kind_without_sum(text[item.start : item.end], pays.start() - item.start if pays and not paid else None)


def _kind_without_sum(said: str, pays: int | None) -> str:
    """The kind of an item that fixes no sum; ``pays`` is where it says that something is to be paid."""
    if _FOR_OTHERS.search(said):
        return "joint"
    if _DECLARE.search(said):
        return "declare"
    if pays is not None and _MONEY.search(said, pays):
        return "perform" if _PERFORM.match(said, pays) and "款" not in said[pays:] else "pay"
    return "perform" if _PERFORM.search(said) else "other"


def _is_fee(text: str, item: Item, paid: tuple[Amount, ...]) -> bool:
    """All that the item asks to be paid are fees of the case."""
    return bool(paid) and is_fee(text, item)


def _object(document: Document, item: Item, kind: str) -> Fact[str] | None:
    """What is refused, or the words of an item of another kind."""
    match = _DISMISS.match(document.text, item.start, item.end) if kind == "dismiss" else None
    start, end = match.span("x" if match["x"] is not None else "y") if match else (item.start, item.end)
    return Fact(document.said(start, end), start, end, "驳回" if match else "主文") if end > start else None


def _what(document: Document, item: Item, kind: str, paid: tuple[Amount, ...]) -> Fact[str] | None:
    """What is to be paid, in the words before the sum; the item's own words where none is."""
    if kind != "pay":
        return Fact(document.said(item.start, item.end), item.start, item.end, "主文")
    if not paid:
        return None
    found = purpose(document.text, max(item.start, paid[0].start - 60), paid[0].start)
    return Fact(document.said(*found[1:]), found[1], found[2], "款项") if found else None


_Group = tuple[tuple[Fact[str], ...], int]


def _parties(reading: _Reading, item: Item, verb: int) -> tuple[tuple[Fact[str], ...], tuple[Fact[str], ...]]:
    """Who pays and whom."""
    names, text = reading.names, reading.document.text
    start = _start(text, item, verb)
    payer, stop = _payer(names, text, start, (item.start, item.end, verb))
    return payer, _payee(names, text, stop, item.end) or _payee(names, text, item.start, stop)


def _start(text: str, item: Item, verb: int) -> int:
    """Where the sentence that makes someone pay begins, after what leads it in."""
    start = max(item.start, text.rfind("。", item.start, verb) + 1)
    if above := _ABOVE.match(text, start, item.end):
        start = above.end()
    lead = _LEAD.match(text, start, item.end)
    return lead.end() if lead else start + text.startswith(("限", "由"), start)


def _payer(names: Names, text: str, start: int, places: tuple[int, int, int]) -> _Group:
    """Who pays, and where these names end: after 由, at the beginning, or the first that is not addressed."""
    low, high, verb = places
    by = text.rfind("由", start, verb + 1)
    found: _Group = names.group(by + 1, high, bare=True) if by >= 0 else ((), start)
    if not found[0]:
        found = names.group(start, high, bare=start == low or text[start - 1] in "限由，：“为即")
    if found[0]:
        return found
    place = names.first(start, high)
    if place is not None and text[max(start, place - 1) : place] not in {"向", "给", "对", "付", "还", "偿"}:
        found = names.group(place, high)
    if found[0]:
        return found
    comma = text.rfind("，", start, verb) + 1
    return names.group(comma, verb, bare=True) if comma else ((), start)


_TO: Final = re.compile(
    r"(?:向|给付?|支付(?!给)|赔偿|偿还|归还|返还|退还|补偿|清偿|还给|赔付|付给|偿付|退赔|补足|补缴|补发)(?:所欠|拖欠|尚欠|欠)?"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年|人民币|\d")
_PAID_TO: Final = re.compile(r"[^。；]{0,30}?(?:支付|给付|偿|还|赔|补|付|履行|交|[。；，])|$")


def _payee(names: Names, text: str, start: int, end: int) -> tuple[Fact[str], ...]:
    """Who is paid: the names after 向, a word for paying, or 给."""
    for match in _TO.finditer(text, start, end):
        aimed = match[0] == "向"
        found, stop = names.group(match.end(), end, bare=True)
        if found and (_PAID_TO.match(text, stop, end) if aimed else _is_creditor(found[0], text, stop, end)):
            return found
    return ()


def _is_creditor(name: Fact[str], text: str, stop: int, end: int) -> bool:
    """What follows a word for paying is a name, not what is paid: told by its form, or what follows it."""
    if name.rule != "姓名" or name.value.endswith(("公司", "银行", "支行", "信用社")):
        return True
    if purpose(text, name.start, name.end):
        return False
    dated = len(name.value) <= 4 and _YEAR.match(text, stop, end)
    return bool(dated) or text[name.start - 1] == "给" or purpose(text, stop, min(end, stop + 4)) is not None


def _deadline(reading: _Reading, item: Item) -> tuple[Fact[int] | None, Fact[str] | None]:
    """By when: days from effect, or other words; of the item, else of the sentence behind all."""
    document, text = reading.document, reading.document.text
    for start, end in ((item.start, item.end), *reading.deadlines):
        if match := _WITHIN.search(text, start, end):
            count = number(match["x"])
            said = Fact(document.said(*match.span()), match.start(), match.end(), "履行期限")
            if count is None or match["unit"] not in {"日", "天"}:
                return None, said
            return Fact(count, match.start(), match.end(), "履行期限"), None
        if match := _AT_ONCE.search(text, start, end):
            return None, Fact(document.said(*match.span()), match.start(), match.end(), "履行期限")
    return None, None

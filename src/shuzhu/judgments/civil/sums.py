"""The sums of one item of an order: which are to be paid, and which only say on what, up to what, or of what."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from shuzhu.facts import Amount
from shuzhu.judgments.civil.purposes import purpose
from shuzhu.judgments.money import Sum, sums_in

#: the rules of sums that are to be paid, and of those that are not
PAYABLE: Final = "主文金额"
TOTAL: Final = "合计"
PART: Final = "组成"
BASE: Final = "计息基数"
LIMIT: Final = "限额"
PAID: Final = "已付"
TOLD: Final = "述及"

_BASE_BEFORE: Final = re.compile(r"(?:以|按照?|就)[^，。；元（]{0,24}$")
_BASE_AFTER: Final = re.compile(
    r"整?(?:（[^）]{0,20}）)?(?:的?(?:为|作为|作|是|计)[^，。；]{0,8}(?:基数|本金|基准|标准|基础)|[^，。；元]{0,8}(?:为|作)(?:计息|计算)?(?:基数|本金)|"
    r"[，]?(?:部分)?[，]?(?:自|从)[\d二][^，。；]{0,30}(?:起|至|之日)[^。；]{0,60}(?:计算|利率|计付|计至))"
)
_BASE_INSIDE: Final = re.compile(r"(?:以|按照?|就)(?!下)[^。；元]{0,24}$")
_LIMIT_AFTER: Final = re.compile(
    r"整?(?:（[^）]{0,20}）)?(?:的?(?:最高)?(?:责任)?限额|的?范围|的?额度|以内|为限|内(?:承担|赔))"
)
_LIMIT_BEFORE: Final = re.compile(r"(?:不超过|最高|限额为?|上限为?|不得?超出)[^，。；]{0,6}$")
_PAID: Final = re.compile(
    r"(?:扣除|扣减|减去|抵扣|抵销|抵消|核减|剔除|减除|扣|折抵|"
    r"(?<!返还)(?<!偿还)(?<!退还)(?<!支付)已(?:经)?(?:支付|付|给付|履行|偿还|归还|赔偿|赔付|垫付)|"
    r"(?:预交|预缴))[^。；，（）]{0,30}$"
)
_PAID_AFTER: Final = re.compile(r"（(?:已|其中)[^）]{0,10}(?:付|支付|给付|履行)")
_INSIDE: Final = re.compile(r"（(?:含|其中|包括|包含|已|扣除|即|按|已扣)[^（）]{0,120}$")
_AMONG: Final = re.compile(r"(?:其中|包括|包含|含)[^。；]{0,200}$")
_AGAIN: Final = re.compile(r"(?:上述|以上|前述|综上|上列)[^。；，\d]{0,20}$")
_PRINCIPAL: Final = re.compile(r"整?的?(?:借款|欠款|本金|贷款)")
_REST: Final = re.compile(r"(?:余款|余额|尚应|还应|尚需|还需|尚欠|实际|下余|剩余|再|仍应)[^。；]{0,60}$")
#: as many sums around one are looked at, so that garbage costs no more than a document
_MOST: Final = 60
_FAR: Final = 300
_NO_CLAUSE: Final = "。；"


@dataclass(frozen=True, slots=True)
class Span:
    """Two places of a text."""

    text: str
    start: int
    end: int


def amounts_in(span: Span, verb: int) -> tuple[Amount, ...]:
    """The sums of an item in yuan; ``verb`` is where it begins to say what is to be paid."""
    found: list[Amount] = []
    last = span.start
    for money in sums_in(span.text, span.start, span.end):
        if money.yuan is None or money.per:
            last = money.end
            continue
        said = purpose(span.text, max(last, money.start - 60), money.start)
        what = said[0] if said else _carried(span.text, found, money)
        if what == "other" and _PRINCIPAL.match(span.text, money.end, span.end):
            what = "principal"
        found.append(Amount(what, money.yuan, money.start, money.end, _rule(span, verb, money, what)))
        last = money.end
    return tuple(_with_rest(span, _with_parts(span, found)))


def payable(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The sums that are to be paid, their parts left out where a total is told."""
    return tuple(amount for amount in amounts if amount.rule in {PAYABLE, TOTAL})


def _carried(text: str, found: list[Amount], money: Sum) -> str:
    """What a sum is for that no word stands before: that of the one before it in the same breath, else unknown."""
    near = found and money.start - found[-1].end < 4 and "；" not in text[found[-1].end : money.start]
    return found[-1].what if near else "other"


def _rule(span: Span, verb: int, money: Sum, what: str) -> str:
    """What part a sum plays in its item."""
    text = span.text
    clause = _clause(text, span.start, money.start)
    bracket = _bracket(text, clause, money.start)
    if _LIMIT_AFTER.match(text, money.end, span.end) or _LIMIT_BEFORE.search(text, clause, money.start):
        return LIMIT
    if _is_base(span, money, bracket if bracket is not None else clause):
        return BASE
    if _PAID.search(text, clause, money.start) or (bracket is not None and _PAID_AFTER.match(text, bracket, span.end)):
        return PAID
    if bracket is not None and _INSIDE.search(text, bracket, money.start):
        return PART
    if money.start < verb or _AGAIN.search(text, max(span.start, money.start - 40), money.start):
        return TOLD
    return TOTAL if what == "total" else PAYABLE


def _is_base(span: Span, money: Sum, low: int) -> bool:
    """The sum is what interest runs on."""
    after = _BASE_AFTER.match(span.text, money.end, span.end)
    if after and _BASE_INSIDE.search(span.text, low, money.start):
        return True
    if after and after[0].lstrip("整，部分")[:1] in "自从":
        return span.text.find("利息", low, money.start) >= 0 and low > span.start
    if after:
        return True
    before = _BASE_BEFORE.search(span.text, low, money.start)
    return before is not None and re.match(r"整?[，为按自从计]", span.text[money.end : money.end + 2]) is not None


def _with_parts(span: Span, found: list[Amount]) -> list[Amount]:
    """The sums with the parts of each total named as such."""
    for place, total in enumerate(found):
        if total.rule != TOTAL:
            continue
        parts = _parts_before(span, found[:place], total)
        after = _parts_after(span, found, place)
        for part in parts + after:
            found[part] = replace(found[part], rule=PART)
    return found


def _with_rest(span: Span, found: list[Amount]) -> list[Amount]:
    """Where it says what is left to pay after a sum is taken off, only what is left is to be paid."""
    for place, rest in enumerate(found):
        taken = [n for n in range(max(0, place - _MOST), place) if found[n].rule == PAID]
        if rest.rule not in {PAYABLE, TOTAL} or not taken:
            continue
        if _REST.search(span.text, max(found[place - 1].end, rest.start - 80), rest.start):
            low = _clause(span.text, span.start, rest.start)
            for before in range(max(0, place - _MOST), taken[-1]):
                if found[before].start >= low and found[before].rule in {PAYABLE, TOTAL}:
                    found[before] = replace(found[before], rule=TOLD)
    return found


def _parts_before(span: Span, before: list[Amount], total: Amount) -> list[int]:
    """The sums before a total that it adds up; those of its clause where none add up to it."""
    rest, parts = total.yuan, []
    for place in range(len(before) - 1, max(-1, len(before) - _MOST), -1):
        if before[place].rule not in {PAYABLE, PART}:
            continue
        rest -= before[place].yuan
        parts.append(place)
        if abs(rest) <= Decimal("0.05"):
            return parts
    clause = _clause(span.text, span.start, total.start)
    return [place for place in parts if before[place].start >= clause]


def _parts_after(span: Span, found: list[Amount], place: int) -> list[int]:
    """The sums after a total that say of what it is made (共计…，其中…)."""
    total = found[place]
    return [
        later
        for later in range(place + 1, min(len(found), place + _MOST))
        if found[later].start - total.end <= _FAR
        and _AMONG.search(span.text, total.end, found[later].start)
        and found[later].rule == PAYABLE
        and "；" not in span.text[total.end : found[later].start]
        and found[later].yuan <= total.yuan
    ]


def _clause(text: str, start: int, place: int) -> int:
    """Where the clause between 。 and ； begins, so many letters before it at most."""
    low = max(start, place - _FAR)
    return max(low, *(text.rfind(sign, low, place) + 1 for sign in _NO_CLAUSE))


def _bracket(text: str, start: int, place: int) -> int | None:
    """Where the bracket around a place opens; None where there is none."""
    opened = text.rfind("（", start, place)
    return opened if opened >= 0 and text.find("）", opened, place) < 0 else None

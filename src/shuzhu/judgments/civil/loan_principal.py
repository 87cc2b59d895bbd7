"""What the principal of a loan was: as the court decided, else as it found or, where it is silent, as was claimed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.civil.loan_places import Place, Told, closes, opens
from shuzhu.judgments.money import Sum, sums_in

_NO_SUM: Final = re.compile(
    r"利息|月息|违约|律师|诉讼|还款|归还|偿还|还了|还原告|支付|已还|工资|扣|服务费|咨询费|手续费|担保费"
)
_PRINCIPAL: Final = re.compile(r"借|本金|出借|贷")
_LENT_AFTER: Final = re.compile(r"整?的?(?:借款|本金)")
_IN_ALL: Final = re.compile(r"(?:共|合计|总计|累计|总共)[^，。；\d]{0,8}$")
_DECIDED_BEFORE: Final = re.compile(
    r"(?<![尚下剩欠余])(?:借款|出借|款的?)?的?(?<![尚下剩欠余])本金(?:的)?(?:总)?(?:金?额|数额)?(?:应?(?:认定|确定|确认)?(?:为|是|按))[^，。；\d]{0,4}$|"
    r"实际(?:支付|出借|交付|提供|发放)?(?:的)?借款(?:本金)?(?:金额|数额)?(?:为|是|共计)?[^，。；\d]{0,3}$"
)
_DECIDED_AFTER: Final = re.compile(r"整?(?:作)?为(?:本案)?(?:的)?借款(?:的)?本金")
_SAID_BY: Final = re.compile(r"主张|辩称|认为|陈述|争议|约定|还是|是否|尚欠|下欠|剩余|限额")


def principal_of(told: Told, claimed: Fact[Decimal] | None) -> Fact[Decimal] | None:
    """The principal: that decided on; else a sum of all loans, the one claimed, or the first that was lent.

    Where the court's own words tell none, those of the plaintiff are read in the same way; the rule says so.
    """
    if decided := _decided(told):
        return Fact(decided.amount, decided.start, decided.end, "认定本金")
    asked = claimed.value if claimed else None
    for places in (told.found, told.thought):
        if chosen := _chosen(told.document.text, places, asked):
            return chosen._replace(rule="认定本金")
    chosen = _chosen(told.document.text, told.claimed, asked) or claimed
    return chosen._replace(rule="诉称本金") if chosen else None


def _decided(told: Told) -> Sum | None:
    """The last sum that the reasoning says to be the principal."""
    text, found = told.document.text, None
    for start, end in told.thought:
        for money in sums_in(text, start, end):
            if money.yuan is None or money.per or money.amount < 100:
                continue
            low = max(start, opens(text, money.start, "，。；", 50))
            said = _DECIDED_BEFORE.search(text, low, money.start) or _DECIDED_AFTER.match(text, money.end, end)
            if said and not _SAID_BY.search(text, low, closes(text, money.end, "，。；", 12)):
                found = money
    return found


def _chosen(text: str, places: tuple[Place, ...], claimed: Decimal | None) -> Fact[Decimal] | None:
    """A sum of all loans, the one claimed, all loans where they add up to it, or the first that was lent."""
    lent = list(_lent(text, places))
    total = next((s for s in lent if _IN_ALL.search(text, max(0, s.start - 12), s.start)), None)
    same = next((s for s in lent if s.amount == claimed), None)
    if not total and not same and (several := _adding_up(lent, claimed)):
        return several
    chosen = total or same or next(iter(lent), None)
    return Fact(chosen.amount, chosen.start, chosen.end, "") if chosen else None


def _adding_up(lent: list[Sum], claimed: Decimal | None) -> Fact[Decimal] | None:
    """The first loans, or the first that differ, where they add up to the sum claimed."""
    for loans in (lent, list({s.amount: s for s in reversed(lent)}.values())[::-1]):
        sums = list(accumulate(s.amount for s in loans))
        if claimed is not None and claimed in sums[1:]:
            return Fact(claimed, loans[0].start, loans[sums.index(claimed)].end, "")
    return None


def _lent(text: str, places: tuple[Place, ...]) -> Iterator[Sum]:
    """The sums that were lent."""
    for start, end in places:
        for money in sums_in(text, start, end):
            if _is_principal(text, start, money):
                yield money


def _is_principal(text: str, start: int, money: Sum) -> bool:
    """The clause before a sum speaks of a loan, or the words right after it, not of what was paid back."""
    if money.yuan is None or money.per or money.amount < 100:
        return False
    before = text[max(start, opens(text, money.start, "，。；：（", 40)) : money.start]
    if _IN_ALL.search(before) and "出借" in before:
        return True
    if _NO_SUM.search(before):
        return False
    return _PRINCIPAL.search(before) is not None or _LENT_AFTER.match(text, money.end) is not None

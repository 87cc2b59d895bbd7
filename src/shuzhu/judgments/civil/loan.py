"""A private loan: who lent whom how much on what terms, and what the court granted of it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from shuzhu.catalogue.interest import InterestTables
from shuzhu.facts import Amount, Claim, Fact, Loan, OrderItem
from shuzhu.judgments.civil.loan_days import due_on_of, lent_on_of
from shuzhu.judgments.civil.loan_places import Told
from shuzhu.judgments.civil.loan_principal import principal_of
from shuzhu.judgments.civil.loan_rate import rate_of
from shuzhu.judgments.civil.loan_terms import (
    deducted_of,
    delivery_of,
    form_of,
    online_of,
    purpose_of,
)
from shuzhu.judgments.civil.names import Names, parties_of
from shuzhu.judgments.civil.sums import PART, payable
from shuzhu.judgments.document import Document

_CAUSE: Final = "民间借贷"
_BORROWED: Final = re.compile(r"借款|借条|借据|欠条|出借")
_NOTE: Final = re.compile(r"民间借贷|借条|借据|向(?:原告|[\u4e00-\u9fff某]{1,4}\d?)借")
_BANK: Final = re.compile(r"银行|信用社|联社|小额贷款|信托|消费金融|融资租赁|典当")
_SIDE: Final = re.compile(r"(?:^|(?<=[。\n]))(原告|被告)(?=[：\u4e00-\u9fff])")
_PRESENTED: Final = re.compile(r"[，。（：\n]|$|诉|起诉|向本院|男|女|委托|法定|与被告|辩|住")
_NOT_ANOTHER: Final = r"(?!借款人|向原告|借款|被告)[^。；]"
_AS_SURETY: Final = re.compile(
    rf"(?:在[^。；]{{0,8}})?(?:提供)?(?:连带)?(?:责任)?担保|"
    rf"(?:{_NOT_ANOTHER}){{0,26}}?(?:提供|作为?|承担|签|愿|自愿|系|是|为|以)(?:{_NOT_ANOTHER}){{0,14}}?"
    r"(?:担保|保证人|保证责任|连带保证|保证(?!金))"
)
_SURETY_NAMED: Final = re.compile(r"(?:担保人|保证人)[^，。；]{0,6}$")
_SURETY: Final = re.compile(r"担保|保证(?!金)|抵押")
_PLAINTIFFS: Final = frozenset({"plaintiff", "original_plaintiff"})
_DEFENDANTS: Final = frozenset({"defendant", "original_defendant"})
#: no real part is longer and no document has more of them; what goes beyond is garbage and is not read
_LONGEST: Final = 30_000
_MOST: Final = 30
_ORIGIN: Final = 400
_FOUND: Final = re.compile(
    r"查明(?:以下|如下)?(?:事实)?|事实(?:如下|作如下认定)|认定如下(?:事实)?|认定(?:以下|如下)(?:案件)?事实"
)
_SAID: Final = re.compile(r"诉称|诉讼请求(?:为|是|如下)?：")


def loan_of(
    document: Document, order: tuple[OrderItem, ...], claims: tuple[Claim, ...], rates: InterestTables
) -> Loan | None:
    """document, its order and claims → its private loan; None where it is about something else"""
    if not _is_about_loan(document):
        return None
    told = _told(document, claims)
    claimed, upheld = _claimed(claims), _upheld(order)
    lender, borrower, guarantor = _people(document, order)
    return replace(
        _terms(told, _filed(document), rates),
        lender=lender,
        borrower=borrower,
        guarantor=guarantor,
        principal_claimed=claimed,
        principal_found=principal_of(told, claimed),
        principal_upheld=upheld,
        upheld_share=_share(order, claimed, upheld),
    )


def _terms(told: Told, filed: date | None, rates: InterestTables) -> Loan:
    """The terms alone."""
    lent, rate = lent_on_of(told), rate_of(told)
    ceiling = rates.ceiling(lent.value if lent else None, filed)
    return Loan(
        delivery=delivery_of(told),
        form=form_of(told),
        rate=rate,
        ceiling=ceiling,
        above_ceiling=rate.value > ceiling + 0.001 if rate and ceiling is not None else None,
        deducted=deducted_of(told),
        purpose=purpose_of(told),
        lent_on=lent,
        due_on=due_on_of(told, lent),
        online=online_of(told),
    )


def _is_about_loan(document: Document) -> bool:
    """The cause is a private loan; where no cause is told, the words are those of one and no bank lends."""
    cause = document.heading.cause
    if cause:
        return _CAUSE in cause.value
    text = document.text
    if len(_BORROWED.findall(text)) < 3 or not _NOTE.search(text):
        return False
    lenders = parties_of(document, _PLAINTIFFS) or _opening(document)[0]
    return not any(_BANK.search(name.value) for name in lenders)


def _told(document: Document, claims: tuple[Claim, ...]) -> Told:
    """Where the loan is told."""

    def places(*names: str) -> tuple[tuple[int, int], ...]:
        told = document.named(*names)[:_MOST]
        return tuple((section.start, min(section.end, section.start + _LONGEST)) for section in told)

    found, thought, claimed = places("findings"), places("reasoning"), places("claims")
    if not found and not _above(document):
        found = _after(document, _FOUND, thought[0][0] if thought else document.parts.order.start)
    if not found and not document.heading.court:
        # a text without a heading: what stands before the reasoning are the findings
        found = places("parties") if thought else places("evidence")
    if not claimed:
        claimed = _after(document, _SAID, found[0][0] if found else document.parts.order.start)
    return Told(document, found, thought, claimed or tuple((c.words.start, c.words.end) for c in claims))


def _above(document: Document) -> bool:
    """The document retells a lower judgment, so that words of findings may be that one's."""
    return bool(document.named("prior"))


def _after(document: Document, opening: re.Pattern[str], end: int) -> tuple[tuple[int, int], ...]:
    """From the words that open a part to where the next begins, in a document whose outline has no such part."""
    match = opening.search(document.text, 0, end)
    return ((match.end(), min(end, match.end() + _LONGEST)),) if match else ()


def _filed(document: Document) -> date | None:
    """When the suit was filed: told, else the day of the decision."""
    filed = document.heading.filed_on
    return filed.value if filed else document.day


def _claimed(claims: tuple[Claim, ...]) -> Fact[Decimal] | None:
    """The principal claimed: the first sum called so, else the first sum."""
    amounts = [amount for claim in claims if not claim.counter for amount in claim.amounts]
    asked = [amount for amount in amounts if amount.rule not in {"计息基数", "已付", "限额", "述及"}]
    chosen = next((a for a in asked if a.what == "principal"), None) or next(
        (a for a in asked if a.what in {"total", "other", "compensation", "price"}), None
    )
    return Fact(chosen.yuan, chosen.start, chosen.end, "诉请本金") if chosen else None


def _upheld(order: tuple[OrderItem, ...]) -> Fact[Decimal] | None:
    """The principal granted: the first sum called so of an item of payment, else its principal sum."""
    for item in order:
        if item.kind == "pay":
            sums: list[Amount] = [a for a in item.amounts if a.rule == PART or a in payable(item.amounts)]
            chosen = next((a for a in sums if a.what == "principal"), None)
            if chosen:
                return Fact(chosen.yuan, chosen.start, chosen.end, "判决本金")
    first = next((item.yuan for item in order if item.kind == "pay" and item.yuan), None)
    return Fact(first.value, first.start, first.end, "判决本金") if first else None


def _share(order: tuple[OrderItem, ...], claimed: Fact[Decimal] | None, upheld: Fact[Decimal] | None) -> float | None:
    """The principal granted of that claimed; nought where the order refuses all."""
    if not claimed or not claimed.value or not order:
        return None
    if upheld:
        return round(min(1.0, float(upheld.value / claimed.value)), 4)
    return 0.0 if all(item.kind in {"dismiss", "other"} for item in order) and _refused(order) else None


def _refused(order: tuple[OrderItem, ...]) -> bool:
    """An item refuses claims (not an appeal)."""
    return any(item.kind == "dismiss" and item.what and "请求" in item.what.value for item in order)


_People = tuple[tuple[Fact[str], ...], tuple[Fact[str], ...], tuple[Fact[str], ...]]


def _people(document: Document, order: tuple[OrderItem, ...]) -> _People:
    """Lenders, borrowers and guarantors: the parties, else those of the first sentences, else those of the order."""
    lenders = parties_of(document, _PLAINTIFFS)
    sued = parties_of(document, _DEFENDANTS)
    if not lenders and not sued:
        lenders, sued = _opening(document)
    if not sued:
        paying = [item for item in order if item.kind == "pay"]
        lenders = lenders or next((item.payee for item in paying if item.payee), ())
        sued = next((item.payer for item in paying if item.payer), ())
        joint = [name for item in order if item.kind == "joint" for name in item.payer]
        return lenders, sued, tuple(n for n in joint if n.value not in {s.value for s in sued})
    bound = tuple(name for name in sued if _is_surety(document, name.value, order))
    return lenders, tuple(name for name in sued if name not in bound) or sued, bound if len(bound) < len(sued) else ()


def _opening(document: Document) -> tuple[tuple[Fact[str], ...], tuple[Fact[str], ...]]:
    """The plaintiffs and defendants of a text that begins with them but has no heading."""
    names = Names(document)
    found: dict[str, dict[str, Fact[str]]] = {"原告": {}, "被告": {}}
    for match in _SIDE.finditer(document.text, 0, min(len(document.text), _ORIGIN)):
        group, stop = names.group(match.start(), _ORIGIN)
        for name in group if _PRESENTED.match(document.text, stop) else ():
            if name.rule != "诉讼地位":
                found[match[1]].setdefault(name.value, name)
    return tuple(found["原告"].values()), tuple(found["被告"].values())


def _is_surety(document: Document, name: str, order: tuple[OrderItem, ...]) -> bool:
    """A defendant answers for another's debt: told of in the findings or the reasoning, or by the order."""
    for item in order:
        if item.kind == "joint" and any(n.value == name for n in item.payer):
            return bool(item.joint and _SURETY.search(item.joint.value)) or _signs(document, name)
        if item.kind == "pay" and any(n.value == name for n in item.payer):
            return False
    return _signs(document, name)


def _signs(document: Document, name: str) -> bool:
    """It is told that this one signed as surety."""
    text = document.text
    for section in document.named("findings", "reasoning", "claims"):
        place = text.find(name, section.start, section.end)
        while place >= 0:
            after = place + len(name)
            if _AS_SURETY.match(text, after, section.end) or _SURETY_NAMED.search(text, max(0, place - 12), place):
                return True
            place = text.find(name, after, section.end)
    return False

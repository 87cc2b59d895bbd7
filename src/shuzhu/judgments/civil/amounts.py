"""The sums of the findings and of the order, each with what it is for."""

from collections.abc import Iterator

from shuzhu.facts import Amount, OrderItem
from shuzhu.judgments.civil.order import order_of
from shuzhu.judgments.civil.purposes import purpose
from shuzhu.judgments.civil.sums import payable
from shuzhu.judgments.document import Document
from shuzhu.judgments.money import sums_in

FOUND = "认定金额"


def amounts_of(document: Document, order: tuple[OrderItem, ...] | None = None) -> tuple[Amount, ...]:
    """document → the sums found, then those the order makes someone pay; pass the order where it was read already"""
    items = order_of(document) if order is None else order
    return (*_found(document), *(amount for item in items for amount in payable(item.amounts)))


def _found(document: Document) -> Iterator[Amount]:
    """The whole sums of the findings that a word tells the use of."""
    text = document.text
    for section in document.named("findings"):
        last = section.start
        for money in sums_in(text, section.start, section.end):
            if money.yuan is not None and not money.per:
                clause = max(last, money.start - 40, text.rfind("。", last, money.start) + 1)
                if said := purpose(text, clause, money.start):
                    yield Amount(said[0], money.yuan, money.start, money.end, FOUND)
            last = money.end

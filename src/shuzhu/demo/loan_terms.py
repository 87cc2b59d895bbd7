"""How a made-up private loan was made: its terms, drawn for a case by year, so that what rises over the years is known.

``PLATFORM``, ``PHONE`` and ``LAND`` are shares by year of filing; the draws of rates keep within the ceiling of their
day or go beyond it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from shuzhu.demo.papers import Paper, Record

PLATFORM: Final = {2017: 0.03, 2018: 0.10, 2019: 0.18, 2020: 0.28, 2021: 0.30, 2022: 0.32}
"""Lent through a platform on the net."""
PHONE: Final = {2017: 0.05, 2018: 0.09, 2019: 0.13, 2020: 0.18, 2021: 0.22, 2022: 0.25}
"""Handed over by telephone: WeChat or Alipay."""
LAND: Final = {2017: 0.25, 2018: 0.45, 2019: 0.65, 2020: 0.85, 2021: 0.80, 2022: 0.80}
"""Lenders who are farmers or fishers and lend what they got for their land, pond or boat, of such lenders."""
LOANS: Final = frozenset({"民间借贷纠纷"})
FARMING: Final = ("农民", "渔民")
CHANGED: Final = date(2020, 8, 20)
"""From this day on four times the LPR is the ceiling, before 24 % (法释〔2020〕6号; 法释〔2015〕18号第26条)."""
WITHIN: Final = ((6.0, 12.0, 18.0, 20.4, 24.0), (6.0, 9.6, 12.0, 14.4))
BEYOND: Final = ((30.0, 36.0, 42.0, 48.0, 60.0), (18.0, 24.0, 30.0, 36.0))
"""Rates in percent a year before and since: 18 and 24 are within the one ceiling and beyond the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one loan.

    ``rate`` is in percent a year (None: none agreed), ``months`` the term (None: none), ``form`` what it was written
    down in (``无``: nothing), ``delivery`` cash, transfer, wechat, alipay or platform, ``source`` land, savings or
    blank, ``deducted`` the interest kept back in yuan, ``repaid`` what was paid back of the principal.
    """

    lent_on: date
    amount: Decimal
    rate: float | None
    beyond: bool
    months: int | None
    form: str
    delivery: str
    source: str
    deducted: Decimal | None
    repaid: Decimal | None

    @property
    def ceiling(self) -> float:
        """What the court grants at most, in percent a year."""
        return 14.6 if self.lent_on >= CHANGED else 24.0

    @property
    def granted(self) -> Decimal:
        """The principal still owed."""
        return self.amount - (self.deducted or 0) - (self.repaid or 0)

    @property
    def informal(self) -> bool:
        """Nothing was written, or neither rate nor term, or the money went from hand to hand."""
        return self.form == "无" or (self.rate is None and self.months is None) or self.delivery == "cash"


def terms_of(paper: Paper) -> Terms:
    """The terms of a paper's loan, always the same for a case."""
    case = paper.case
    filed: date = case["filed_on"]
    lent = filed - timedelta(days=paper.number(200, 900, "early"))
    delivery = _delivery(paper, filed.year)
    rate, beyond = _rate(paper, lent)
    amount = case["amount"]
    deducted, repaid = _less(paper, amount, rate, beyond=beyond)
    written = delivery == "platform" or _draw(paper, "form") >= 0.30
    form = "借款合同" if delivery == "platform" else paper.one(("借条", "借条", "借据", "欠条", "借款合同"), "note")
    return Terms(
        lent_on=lent, amount=amount, rate=rate, beyond=beyond,
        months=None if _draw(paper, "months") < 0.5 else paper.one((3, 6, 12), "term"),
        form=form if written else "无", delivery=delivery, source=_source(paper, filed.year), deducted=deducted,
        repaid=repaid,
    )  # fmt: skip


def _delivery(paper: Paper, year: int) -> str:
    """How the money was handed over."""
    draw = _draw(paper, "delivery")
    platform, phone = PLATFORM[year], PHONE[year]
    if draw < platform:
        return "platform"
    if draw < platform + phone:
        return paper.one(("wechat", "alipay"), "phone")
    return "cash" if draw < platform + phone + 0.42 * (1 - platform - phone) else "transfer"


def _rate(paper: Paper, lent: date) -> tuple[float | None, bool]:
    """The rate agreed, and whether it is beyond the ceiling of its day."""
    draw, late = _draw(paper, "interest"), lent >= CHANGED
    if draw < 0.40:
        return None, False
    beyond = draw > 0.70
    return paper.one((BEYOND if beyond else WITHIN)[late], "rate"), beyond


def _less(paper: Paper, amount: Decimal, rate: float | None, *, beyond: bool) -> tuple[Decimal | None, Decimal | None]:
    """Interest kept back, or principal paid back, where the claim was granted in part."""
    if paper.case["closing"] != "partly_supported":
        return None, None
    if rate is not None and _draw(paper, "deducted") < 0.5:
        return (amount * Decimal(str(rate)) / 1200).quantize(Decimal("0.01")), None
    return None, None if beyond else (amount * paper.number(5, 60, "part") / 100).quantize(Decimal(1))


def _source(paper: Paper, year: int) -> str:
    """Where the money came from, as the court found it."""
    lender = next((p for p in paper.parties if p["role"] == "plaintiff"), None)
    farms = lender is not None and lender["occupation"] in FARMING
    if farms and _draw(paper, "land") < LAND[year]:
        return "land"
    return "savings" if _draw(paper, "source") < 0.3 else ""


def _draw(paper: Paper, salt: str) -> float:
    """A fraction of 0 ≤ x < 1, always the same for a case."""
    return paper.number(0, 9_999, salt) / 10_000


def told(case: Record, terms: Terms) -> dict[str, Any]:
    """What the truth file keeps of a loan whose judgment is written."""
    return {
        "case": case["case_number"], "year": case["filed_on"].year, "informal": terms.informal,
        "no_note": terms.form == "无", "beyond": terms.beyond, "deducted": terms.deducted is not None,
        "platform": terms.delivery == "platform", "phone": terms.delivery in {"wechat", "alipay"},
        "cash": terms.delivery == "cash", "land": terms.source == "land",
        "rate": terms.rate, "form": terms.form,
    }  # fmt: skip

"""What a civil document asks for, grants and charges; private loans and labour disputes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuzhu.facts.base import Amount, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Interest as claimed, agreed or granted: the words that fix it and what they come to.

    ``rate`` is in percent a year, however it was written (月息2分 → 24, 日万分之五 → 18.25); ``times`` is
    the multiple of a published rate (四倍 → 4) and ``reference`` names that rate (``LPR``, ``同期贷款利率``);
    ``base`` is the sum it runs on, in yuan; ``until`` is a date or the words (实际清偿之日).
    """

    words: Fact[str]
    rate: Fact[float] | None = None
    times: Fact[float] | None = None
    reference: Fact[str] | None = None
    base: Fact[Decimal] | None = None
    since: Fact[date] | None = None
    until: Fact[date] | Fact[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing asked for: its words, its sums in yuan, its interest; whether it is a counterclaim."""

    words: Fact[str]
    amounts: tuple[Amount, ...] = ()
    interest: Interest | None = None
    counter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem:
    """One item of the order.

    ``kind`` is ``pay`` (money), ``perform`` (another act), ``declare`` (rights, contract void …),
    ``joint`` (a joint or supplementary liability for other items), ``dismiss`` (claims refused) or
    ``other``. ``payer`` and ``payee`` are names as written; ``yuan`` is the principal sum of the item,
    ``amounts`` are all of its sums. ``deadline_days`` counts from effect; ``deadline`` has other words.
    """

    number: int | None
    start: int
    end: int
    kind: str
    payer: tuple[Fact[str], ...] = ()
    payee: tuple[Fact[str], ...] = ()
    what: Fact[str] | None = None
    yuan: Fact[Decimal] | None = None
    amounts: tuple[Amount, ...] = ()
    interest: Interest | None = None
    deadline_days: Fact[int] | None = None
    deadline: Fact[str] | None = None
    joint: Fact[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one party bears of a fee, in yuan where it is told."""

    name: Fact[str]
    yuan: Fact[Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee of the case (案件受理费, 保全费 …): its sum in yuan and who bears it."""

    what: Fact[str]
    yuan: Fact[Decimal] | None = None
    halved: Fact[bool] | None = None
    borne_by: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A private loan: who, how much, at what rate, how it was handed over and written down.

    Sums are in yuan; ``rate`` is in percent a year as agreed, ``ceiling`` the judicial ceiling in force for it in
    percent a year; ``upheld_share`` is the principal upheld ÷ the principal claimed.
    """

    lender: tuple[Fact[str], ...] = ()
    borrower: tuple[Fact[str], ...] = ()
    guarantor: tuple[Fact[str], ...] = ()
    principal_claimed: Fact[Decimal] | None = None
    principal_found: Fact[Decimal] | None = None
    principal_upheld: Fact[Decimal] | None = None
    upheld_share: float | None = None
    delivery: tuple[Fact[str], ...] = ()
    form: Fact[str] | None = None
    rate: Fact[float] | None = None
    ceiling: float | None = None
    above_ceiling: bool | None = None
    deducted: Fact[Decimal] | None = None
    purpose: Fact[str] | None = None
    lent_on: Fact[date] | None = None
    due_on: Fact[date] | None = None
    online: Fact[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labour:
    """A dispute about labour or wages: the employer, its trade, how many workers, sums by kind."""

    employer: tuple[Fact[str], ...] = ()
    trade: Fact[str] | None = None
    workers: Fact[int] | None = None
    amounts: tuple[Amount, ...] = ()
    subcontracted: Fact[str] | None = None

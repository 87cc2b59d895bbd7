"""A document's parts, its heading, and all that was read from it."""

from dataclasses import dataclass, field
from datetime import date

from shuzhu.case_number import CaseNumber
from shuzhu.facts.base import Amount, Fact
from shuzhu.facts.civil import Claim, Fee, Labour, Loan, OrderItem
from shuzhu.facts.criminal import Accusation, Defendant
from shuzhu.facts.public import Administrative, Enforcement


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text, from ``start`` up to but not including ``end``.

    ``name`` is one of heading, parties, origin, claims, defence, evidence, prior (a lower judgment retold),
    findings, reasoning, basis, order, fees, appeal, tail.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who acts for a party: name, firm, and in what capacity (``kind``: 委托诉讼代理人, 辩护人 …)."""

    name: Fact[str]
    kind: Fact[str]
    firm: Fact[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One party as the document presents it; ``role`` is a code, ``called`` the words."""

    role: Fact[str]
    name: Fact[str]
    kind: str
    called: Fact[str] | None = None
    former_name: Fact[str] | None = None
    short_name: Fact[str] | None = None
    aliases: tuple[Fact[str], ...] = ()
    sex: Fact[str] | None = None
    born_on: Fact[date] | None = None
    offence_age: Fact[int] | None = None
    minor: Fact[bool] | None = None
    ethnicity: Fact[str] | None = None
    education: Fact[str] | None = None
    occupation: Fact[str] | None = None
    id_number: Fact[str] | None = None
    credit_code: Fact[str] | None = None
    residence: Fact[str] | None = None
    region: str | None = None
    town: str | None = None
    representative: Fact[str] | None = None
    agents: tuple[Agent, ...] = ()
    absent: Fact[bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who signed: 审判长, 审判员, 代理审判员, 人民陪审员, 法官助理, 书记员."""

    name: Fact[str]
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another case that the document names: first_instance, second_instance, retrial, enforcement_basis, other."""

    case_number: Fact[CaseNumber]
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An article cited: the law's full name without brackets; 之一 is ``article_sub`` 1.

    ``status`` is in_force, repealed, not_yet, no_such_article or unknown, on the day of the decision.
    """

    law: str
    article: int
    article_sub: int | None
    paragraph: int | None
    item: int | None
    start: int
    end: int
    status: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The facts of a document's heading, order and tail; None where it does not tell."""

    court: Fact[str] | None = None
    court_name: Fact[str] | None = None
    document_kind: Fact[str] | None = None
    case_number: Fact[CaseNumber] | None = None
    kind: Fact[str] | None = None
    type_code: str | None = None
    instance: Fact[str] | None = None
    procedure: Fact[str] | None = None
    procedure_before: Fact[str] | None = None
    fast_tracked: Fact[bool] | None = None
    panel: Fact[str] | None = None
    has_lay_assessor: Fact[bool] | None = None
    cause: Fact[str] | None = None
    filed_on: Fact[date] | None = None
    heard_on: Fact[date] | None = None
    dated_on: Fact[date] | None = None
    closing: Fact[str] | None = None
    origin_number: Fact[CaseNumber] | None = None
    appealable: Fact[bool] | None = None
    parties: tuple[Person, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one document; what does not belong to its kind is None or empty."""

    heading: Heading
    sections: tuple[Section, ...] = ()
    related: tuple[Related, ...] = ()
    panel: tuple[Member, ...] = ()
    causes: tuple[Fact[str], ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    order: tuple[OrderItem, ...] = ()
    amounts: tuple[Amount, ...] = ()
    fees: tuple[Fee, ...] = ()
    loan: Loan | None = None
    labour: Labour | None = None
    administrative: Administrative | None = None
    enforcement: Enforcement | None = None
    accusation: Accusation | None = None
    defendants: tuple[Defendant, ...] = ()
    outcome: str | None = None

"""What is read from a document: facts, each with its place in the text and the rule that took it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from shuzhu.case_number import CaseNumber

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One thing read: its value, where it stands (``text[start:end]``) and the rule's name."""

    value: T
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One party as the heading presents it, and what the order says of a defendant."""

    role: Fact[str]
    name: Fact[str]
    kind: str
    former_name: Fact[str] | None = None
    sex: Fact[str] | None = None
    born_on: Fact[date] | None = None
    offence_age: Fact[int] | None = None
    ethnicity: Fact[str] | None = None
    education: Fact[str] | None = None
    occupation: Fact[str] | None = None
    id_number: Fact[str] | None = None
    credit_code: Fact[str] | None = None
    residence: Fact[str] | None = None
    region: str | None = None
    agent: Fact[str] | None = None
    charge: Fact[str] | None = None
    term_months: Fact[int] | None = None
    probation: Fact[bool] | None = None
    recidivist: Fact[bool] | None = None
    plea: Fact[bool] | None = None


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
    term_months: Fact[int] | None = None
    origin_number: Fact[CaseNumber] | None = None
    appealable: Fact[bool] | None = None
    parties: tuple[Person, ...] = field(default=())

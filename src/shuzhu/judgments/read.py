"""A document's text → all that is read from it: the one place where the extractors are called."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.facts import Defendant, Fact, Heading, Reading
from shuzhu.judgments.causes import Causes, beside, cause_of
from shuzhu.judgments.civil import amounts_of, claims_of, fees_of, labour_of, loan_of, order_of
from shuzhu.judgments.courts import court_of, paper_of
from shuzhu.judgments.criminal import accusation_of, defendants_of
from shuzhu.judgments.dates import days_told, filed_on, heard_on, written_on
from shuzhu.judgments.document import Document
from shuzhu.judgments.law import Laws, citations_of
from shuzhu.judgments.outcome import appealable_of, closing_of, origin_of
from shuzhu.judgments.outline import outline
from shuzhu.judgments.persons import persons_of
from shuzhu.judgments.places import Places
from shuzhu.judgments.public import administrative_of, enforcement_of, outcome_code_of
from shuzhu.judgments.related import related_of
from shuzhu.judgments.sections import Sections, divide
from shuzhu.judgments.signatures import members_of
from shuzhu.judgments.subject import (
    fast_tracked_of,
    instance_of,
    kind_of,
    lay_assessor_of,
    panel_of,
    procedure_of,
    type_of,
)
from shuzhu.judgments.told import told
from shuzhu.unbroken import unbroken


class Reader:
    """What is needed to read documents, made once for many."""

    def __init__(self, codes: CodeTables) -> None:
        self.codes = codes
        self.places = Places(codes)
        self.causes = Causes(codes)
        self.laws = Laws(codes.laws.values())

    def read(self, text: Text | str) -> Reading:
        """All facts of one document, each with its place; the text is not changed."""
        if whole := unbroken(text if isinstance(text, str) else text.text):
            return told(whole, self._read(whole.text if isinstance(text, str) else replace(text, text=whole.text)))
        return self._read(text)

    def _read(self, text: Text | str) -> Reading:
        """All facts of one document whose lines and letters stand as they were written."""
        document = self.document(text)
        heading = document.heading
        found = self._criminal(document) if document.kind == "criminal" else self._other(document)
        defendants = found.get("defendants", ())
        return Reading(
            heading=heading,
            sections=document.sections,
            related=related_of(document.parts, document.sections, heading),
            panel=members_of(document.parts),
            causes=self._causes_of(document, defendants),
            citations=citations_of(document, self.laws),
            outcome=outcome_code_of(document),
            **found,
        )

    def _criminal(self, document: Document) -> dict[str, Any]:
        """What only a criminal document tells; the order, where a civil claim is decided beside the charge."""
        accusation = accusation_of(document, self.causes)
        return {
            "accusation": accusation,
            "defendants": defendants_of(document, self.causes, accusation),
            "order": order_of(document) if _is_incidental(document) else (),
        }

    def _other(self, document: Document) -> dict[str, Any]:
        """What documents of every other kind tell."""
        claims, order = claims_of(document), order_of(document)
        return {
            "claims": claims,
            "order": order,
            "amounts": amounts_of(document, order),
            "fees": fees_of(document, order),
            "loan": loan_of(document, order, claims, self.codes.interest),
            "labour": labour_of(document, order),
            "administrative": administrative_of(document),
            "enforcement": enforcement_of(document),
        }

    def _causes_of(self, document: Document, defendants: Sequence[Defendant]) -> tuple[Fact[str], ...]:
        """The cause and those told beside it; of a criminal document every charge found, each once."""
        first = document.heading.cause
        found = {charge.value: charge for one in defendants for charge in one.charges}
        if first and document.kind != "criminal":
            found = {fact.value: fact for fact in beside(document.parts, first, document.day, self.causes)}
        return (
            (first, *(fact for name, fact in found.items() if name != first.value)) if first else tuple(found.values())
        )

    def heading(self, text: Text | str) -> Heading:
        """The facts of one document's heading, order and tail alone."""
        return self._heading(text)[0]

    def document(self, text: Text | str) -> Document:
        """One document made ready for the extractors: its parts and its heading."""
        heading, parts = self._heading(text)
        return Document(parts=parts, sections=outline(parts), heading=heading)

    def _heading(self, text: Text | str) -> tuple[Heading, Sections]:
        """The heading, and the parts it was read from."""
        words, title = (text, "") if isinstance(text, str) else (text.text, text.said.get("title", ""))
        parts = divide(words)
        known = self._told(parts)
        kind, day = _code(known["kind"]), known["dated_on"].value if known["dated_on"] else None
        known |= _course(known, parts)
        known |= _end(known, parts)
        cause = cause_of(parts, kind, day, self.causes, title)
        parties = persons_of(parts, self.places, kind, day)
        return Heading(**known, cause=cause, parties=parties), parts

    def _told(self, parts: Sections) -> dict[str, Any]:
        """What the heading and the tail tell: court, paper, number, kind, instance, date."""
        court, name = court_of(parts, self.codes)
        kind = kind_of(parts, self.codes)
        return {
            "court": court,
            "court_name": name,
            "document_kind": paper_of(parts),
            "case_number": Fact(parts.number[2], parts.number[0], parts.number[1], "案号") if parts.number else None,
            "kind": kind,
            "type_code": type_of(parts.number[2] if parts.number else None, self.codes),
            "instance": instance_of(parts, kind.value if kind else "", self.codes),
            "dated_on": written_on(parts),
        }


def _is_incidental(document: Document) -> bool:
    """A civil claim is decided beside the charge."""
    return any(party.role.value == "incidental_plaintiff" for party in document.heading.parties)


def _course(known: dict[str, Any], parts: Sections) -> dict[str, Any]:
    """How the case was tried."""
    stage = _code(known["instance"])
    procedure, before = procedure_of(parts, stage, known["type_code"])
    days = list(days_told(parts))
    filed = filed_on(parts, days)
    day = known["dated_on"].value if known["dated_on"] else None
    return {
        "procedure": procedure,
        "procedure_before": before,
        "fast_tracked": fast_tracked_of(parts),
        "panel": panel_of(parts),
        "has_lay_assessor": lay_assessor_of(parts),
        "filed_on": filed if filed and _is_own_filing(filed, parts, stage, day) else None,
        "heard_on": heard_on(parts, days),
    }


def _end(known: dict[str, Any], parts: Sections) -> dict[str, Any]:
    """How the case closed."""
    kind, stage = _code(known["kind"]), _code(known["instance"])
    paper, procedure = _code(known["document_kind"]), _code(known["procedure"])
    closing = closing_of(parts, kind, stage, paper=paper, procedure=procedure)
    return {
        "closing": closing,
        "origin_number": origin_of(parts, stage),
        "appealable": appealable_of(parts),
    }


def _code(fact: Fact[str] | None) -> str:
    """A fact's code; blank where it is not told."""
    return fact.value if fact else ""


def _is_own_filing(filed: Fact[date], parts: Sections, instance: str, day: date | None) -> bool:
    """The date is that of this case: of its number's year, and no charge told of an earlier instance.

    The charge may have come in the December before; a filing after the date of the document is a
    slip of the pen in one of them.
    """
    if instance != "first" and filed.rule != "立案":
        return False
    if day and filed.value > day:
        return False
    year = parts.number[2].year if parts.number else filed.value.year
    return filed.value.year == year or (filed.value.year, filed.value.month) == (year - 1, 12)

"""A document's text → all that is read from it: the one place where the extractors are called."""

from datetime import date
from typing import Any

from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.facts import Fact, Heading, Person, Reading
from shuzhu.judgments.causes import Causes, cause_of
from shuzhu.judgments.civil import amounts_of, claims_of, fees_of, labour_of, loan_of, order_of
from shuzhu.judgments.courts import court_of, paper_of
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
from shuzhu.judgments.sentences import longest_term, sentence
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


class Reader:
    """What is needed to read documents, made once for many."""

    def __init__(self, codes: CodeTables) -> None:
        self.codes = codes
        self.places = Places(codes)
        self.causes = Causes(codes)
        self.laws = Laws(codes.laws.values())

    def read(self, text: Text | str) -> Reading:
        """All facts of one document, each with its place; the text is not changed."""
        document = self.document(text)
        heading = document.heading
        return Reading(
            heading=heading,
            sections=document.sections,
            related=related_of(document.parts, document.sections, heading),
            panel=members_of(document.parts),
            causes=(heading.cause,) if heading.cause else (),
            citations=citations_of(document, self.laws),
            outcome=outcome_code_of(document),
            **self._by_kind(document),
        )

    def _by_kind(self, document: Document) -> dict[str, Any]:
        """What only documents of its kind of case tell."""
        if document.kind == "criminal":
            return {"order": order_of(document)} if _is_incidental(document) else {}
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
        return Heading(**known, cause=cause, parties=self._parties(parts, kind, day)), parts

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

    def _parties(self, parts: Sections, kind: str, day: date | None) -> tuple[Person, ...]:
        """The parties; the defendants of a criminal case with what the order gives them."""
        persons = persons_of(parts, self.places, kind, day)
        return sentence(persons, parts, day, self.causes) if kind == "criminal" else persons


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
    sentenced = kind == "criminal" and _code(closing) not in {"", "remanded", "sentence_reduced"}
    return {
        "closing": closing,
        "term_months": longest_term(parts) if sentenced else None,
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

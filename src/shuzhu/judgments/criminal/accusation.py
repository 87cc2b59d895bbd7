"""Who prosecutes, under which indictment, whom of what; the victims, and what the crime took."""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Accusation, Fact
from shuzhu.judgments.causes import Causes
from shuzhu.judgments.criminal.charges import charges_at
from shuzhu.judgments.criminal.losses import loss_of
from shuzhu.judgments.criminal.names import Accused, Naming
from shuzhu.judgments.criminal.victims import victims_of
from shuzhu.judgments.document import Document

_OFFICE: Final = re.compile(r"[\u4e00-\u9fff]{2,24}?检察院")
_NUMBERED: Final = re.compile(r"（(?P<year>(?:19|20)\d{2})）(?:字|字?第)?(?P<number>\d{1,6}(?:[-之]\d{1,3})?)号")
_MARK: Final = re.compile(r"[\u4e00-\u9fff]{2,24}$")
_COURTS: Final = re.compile(r"法院|判决|裁定|刑初|刑终|初字|终字|抗|量建")
#: a sentence is not longer
_SENTENCE: Final = 1200
_ACCUSING: Final = re.compile(r"犯(?!罪)|构成|触犯|涉嫌")
_UNDER: Final = re.compile(
    r"(?:应当|应|依法)?以(?=[\u4e00-\u9fff、]{2,40}罪(?:追究|定罪))|构成(?=[\u4e00-\u9fff、]{2,40}罪)"
)


def accusation_of(document: Document, causes: Causes) -> Accusation:
    """document → who accuses, of what, and what the crime took"""
    charges: dict[str, Fact[str]] = {}
    for naming, charge in _charged(document, None, causes):
        del naming
        charges.setdefault(charge.value, charge)
    return Accusation(
        office=_office(document),
        indictment=_indictment(document),
        charges=tuple(charges.values()),
        victims=victims_of(document),
        amounts=loss_of(document, tuple(charges)),
    )


def charged_of(document: Document, accused: Accused, causes: Causes) -> list[tuple[Fact[str], ...]]:
    """For each of the accused the charges that they stand accused of."""
    found: list[dict[str, Fact[str]]] = [{} for _ in accused.names]
    for naming, charge in _charged(document, accused, causes):
        for who in naming.who if naming else accused.everyone:
            found[who].setdefault(charge.value, charge)
    return [tuple(each.values()) for each in found]


def _charged(document: Document, accused: Accused | None, causes: Causes) -> Iterator[tuple[Naming | None, Fact[str]]]:
    """Each charge of the accusation, with those named last before it; the cause where it names none."""
    found = False
    for start, end in _accusing(document):
        for each in _in_sentence(document, start, end, accused, causes):
            found = True
            yield each
    cause = document.heading.cause
    if not found and cause and cause.end > cause.start:
        yield None, cause


def _accusing(document: Document) -> Iterator[tuple[int, int]]:
    """The sentences that accuse: 指控… where the document tells how the case came, else the accuser's conclusion."""
    text, low = document.text, document.parts.coming.start
    high = document.parts.closed or document.parts.coming.end
    place, none = text.find("指控", low, high), True
    while place >= 0:
        stop = _stop(text, place, high)
        none = False
        yield place, stop
        place = text.find("指控", stop, high)
    if none:
        for section in document.named("claims"):
            for match in _UNDER.finditer(text, section.start, section.end):
                yield match.start(), _stop(text, match.start(), section.end)


def _stop(text: str, place: int, high: int) -> int:
    """Where a sentence ends."""
    high = min(high, place + _SENTENCE)
    stop = text.find("。", place, high)
    return stop if stop >= 0 else high


def _in_sentence(
    document: Document, start: int, end: int, accused: Accused | None, causes: Causes
) -> Iterator[tuple[Naming | None, Fact[str]]]:
    """The charges of one sentence, each with whom it names last before."""
    text = document.text
    names = accused.named(text, start, end) if accused else []
    resume = start
    for match in _ACCUSING.finditer(text, start, end):
        if match.start() < resume:
            continue
        charges, resume = charges_at(text, match.start(), end, causes, document.day)
        before = [naming for naming in names if naming.start < match.start()]
        for charge in charges:
            yield (before[-1] if before else None), charge


def _office(document: Document) -> Fact[str] | None:
    """The prosecution office: a party, else the first named where the case comes."""
    for person in document.heading.parties:
        if person.role.value == "prosecutor":
            return person.name
    part = document.parts.coming
    match = _OFFICE.search(document.text, part.start, part.end)
    return Fact(document.said(*match.span()), match.start(), match.end(), "检察院") if match else None


def _indictment(document: Document) -> Fact[str] | None:
    """The number of the indictment, its year in 〔〕."""
    text, part = document.text, document.parts.coming
    for match in _NUMBERED.finditer(text, part.start, part.end):
        low = max(part.start, match.start() - 24)
        low = max(low, *(text.rfind(sign, low, match.start()) + len(sign) for sign in ("以", "作出", "的", "院", "据")))
        mark = _MARK.search(text, low, match.start())
        if mark and not _COURTS.search(mark[0]) and ("检" in mark[0] or "诉" in mark[0]):
            value = f"{mark[0]}〔{match['year']}〕{match['number']}号"
            return Fact(value, mark.start(), match.end(), "起诉书号")
    return None

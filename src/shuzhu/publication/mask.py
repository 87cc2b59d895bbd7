"""A document and its reading → the spans to replace, under one profile. Read this file first."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from shuzhu.case_number import find_case_numbers
from shuzhu.facts import Reading
from shuzhu.masking import Masking, Profile, Replacement, in_order
from shuzhu.publication import places
from shuzhu.publication.article4 import refusal_of
from shuzhu.publication.body import bench
from shuzhu.publication.keys import Key
from shuzhu.publication.mentions import mentions
from shuzhu.publication.numbers import Detail, identifiers
from shuzhu.publication.people import firms
from shuzhu.publication.reasons import reason_of
from shuzhu.publication.second_look import second_look
from shuzhu.publication.spelling import plain
from shuzhu.publication.study import Study, study
from shuzhu.publication.titles import with_title
from shuzhu.unbroken import Unbroken, unbroken

CROSSES: Final = "××××"
LEFT_OUT: Final = "〔略〕"
_KEPT: Final = "\0"
_YEARS: Final = {"month": places.after_month, "year": places.after_year}


class Masker:
    """One profile and key, made ready once for many documents."""

    def __init__(self, profile: Profile, key: Key | None = None) -> None:
        self.profile = profile
        self.key = key

    def mask(self, text: str, reading: Reading, title: str = "", ledger: Mapping[str, str] | None = None) -> Masking:
        """text, reading → spans with stand-ins and reasons, a refusal by article 4, and what risk is left.

        ``ledger`` is what an earlier document of the same case gave back; it needs the key it was made with.
        """
        return self.judged(text, reading, title, self.study(text, reading, title, ledger))

    def judged(self, text: str, reading: Reading, title: str, studied: Study) -> Masking:
        """What ``mask`` gives, for a document studied before."""
        spans = self.spans(text, studied)
        titled = self.spans(title, studied)
        refusal = refusal_of(*_in_one_piece(text, reading)) if self.profile.publishes else None
        return Masking(
            profile=self.profile.id,
            digest=digest_of(text),
            replacements=spans,
            title=titled,
            refusal=refusal,
            risks=tuple(second_look(text, spans, studied, title, titled)),
            ledger=studied.ledger,
        )

    def study(self, text: str, reading: Reading, title: str = "", ledger: Mapping[str, str] | None = None) -> Study:
        """Everyone whom the document names, and what stands in for them."""
        words, known = _in_one_piece(text, with_title(plain(title), reading))
        return study(plain(words), known, self.profile, key=self.key, ledger=ledger)

    def spans(self, text: str, studied: Study) -> tuple[Replacement, ...]:
        """What to replace in a document, its title, its header or its file's name."""
        whole = unbroken(text)
        words = plain(whole.text if whole else text)
        found = [*self._names(words, studied), *self._firms(words), *self._details(words), *self._days(words)]
        spans = (one for one in in_order(found) if one.stand_in != _KEPT)
        return tuple(_told(whole, one) for one in spans) if whole else tuple(spans)

    def _names(self, text: str, studied: Study) -> Iterator[Replacement]:
        """Every mention of everyone; a mention of one who is kept keeps what lies within it."""
        for start, end, group in bench(text):
            if self.profile.treatment(group) == "keep":
                yield Replacement(start, end, _KEPT, group, "", "")
        for start, end, needle in mentions(text, studied.needles):
            stand_in = studied.given[needle.owner]
            group = studied.groups[needle.owner]
            if stand_in is None:
                if group not in {"company", "authority"}:
                    yield Replacement(start, end, _KEPT, group, "", "")
                continue
            quoted = text[start] in "“\"‘'"
            inner = (start + 1, end - 1) if quoted else (start, end)
            yield Replacement(*inner, stand_in, group, reason_of(group, self.profile), needle.rule)

    def _firms(self, text: str) -> Iterator[Replacement]:
        """The firms of lawyers, where the profile hides them."""
        if self.profile.treatment("firm") != "keep":
            for start, end in firms(text):
                yield Replacement(start, end, "某某律师事务所", "firm", reason_of("firm", self.profile), "机构名称")

    def _details(self, text: str) -> Iterator[Replacement]:
        """Identifiers, addresses and illnesses, each as far as the profile lets it stand."""
        for detail in (*identifiers(text), *places.health(text)):
            extent = self.profile.extent(detail.kind)
            if extent != "keep":
                stand_in = LEFT_OUT if extent == "drop" else _crossed(text, detail)
                yield Replacement(detail.start, detail.end, stand_in, detail.kind, self._reason(detail), detail.rule)
        for detail in places.addresses(text):
            yield from self._address(text, detail)
        if self.profile.extent("case_number") == "year":
            for start, end, number in find_case_numbers(text):
                reason = reason_of("case_number", self.profile)
                yield Replacement(start, end, f"（{number.year}）××号", "case_number", reason, "案号")

    def _address(self, text: str, detail: Detail) -> Iterator[Replacement]:
        """The part of an address that goes; a company's is under a rule of its own."""
        kind = "company_address" if _of_company(text, detail.start) else "address"
        extent = self.profile.extent(kind)
        said = text[detail.start : detail.end]
        if extent == "keep" or set(said) <= set("×xX*某"):
            return
        kept = 0 if extent in {"drop", "cross"} else places.cut_address(said, extent)
        if kept < len(said):
            stand_in = "" if kept else CROSSES
            start = detail.start + kept
            yield Replacement(start, detail.end, stand_in, kind, reason_of(kind, self.profile), detail.rule)

    def _days(self, text: str) -> Iterator[Replacement]:
        """Days cut at the month or the year."""
        if self.profile.extent("birth") == self.profile.extent("date") == "keep":
            return
        for detail, match in places.days(text, only_births=self.profile.extent("date") == "keep"):
            extent = self.profile.extent(detail.kind)
            if extent in _YEARS:
                start, end = _YEARS[extent](match)
                yield Replacement(start, end, "", detail.kind, self._reason(detail), detail.rule)
            elif extent != "keep":
                yield Replacement(*match.span(), CROSSES, detail.kind, self._reason(detail), detail.rule)

    def _reason(self, detail: Detail) -> str:
        """Why a detail goes."""
        return reason_of(detail.kind, self.profile)


def _in_one_piece(text: str, reading: Reading) -> tuple[str, Reading]:
    """A broken text and its reading as its words in one piece, and where the sections stand in them."""
    whole = unbroken(text)
    if not whole:
        return text, reading
    sections = (replace(one, start=whole.before(one.start), end=whole.before(one.end)) for one in reading.sections)
    return whole.text, replace(reading, sections=tuple(sections))


def _told(whole: Unbroken, one: Replacement) -> Replacement:
    """A span of the words in one piece as one of the text."""
    start, end = whole.span(one.start, one.end)
    return replace(one, start=start, end=end)


def digest_of(text: str) -> str:
    """By what a document is known to its decisions: the digest of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _crossed(text: str, detail: Detail) -> str:
    """What is left of a detail crossed out: of a plate its province."""
    return text[detail.start] + "×××××" if detail.kind == "plate" else CROSSES


def _of_company(text: str, place: int) -> bool:
    """An address is that of an organisation: the words before it name one, and no person's sex or birth."""
    line = max(text.rfind("。", 0, place), text.rfind("\n", 0, place)) + 1
    before = text[max(line, place - 80) : place]
    unit = any(
        word in before for word in ("公司", "银行", "营业地", "注册地", "中心", "厂", "支行", "委员会", "医院", "学校")
    )
    return unit and not any(word in before for word in ("男", "女", "出生", "身份证", "族"))

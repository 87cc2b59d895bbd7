"""A case or a file → the cases within the reader's reach that are like it in law, why, and how they were decided.

Candidates come by text (findings weigh double) from the documents that the reader may see, of the same cause where it
is known; the nearest of them are compared in law. What a reader may not see is neither shown nor counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlglot import exp, parse_one

from shuzhu.access import INTERNAL
from shuzhu.catalogue.element_rules import Family, read_families
from shuzhu.catalogue.profiles import profile_named, read_profiles
from shuzhu.elements import Seen, traits_of
from shuzhu.errors import NoDataError
from shuzhu.judgments import Reader
from shuzhu.masking import replaced
from shuzhu.pipeline.house import House
from shuzhu.pipeline.judgment import read_one
from shuzhu.publication.mask import Masker
from shuzhu.similar import Consistency, Corpus, Likeness, Profile, Reason, Ruling, consistency, rank

__all__ = ["Alike", "Hit", "Reason", "similar_cases"]

_COMPARED: Final = 300
"""So many candidates, the nearest by text, are compared in law."""
_MEASURED: Final = 50
"""So many of the nearest cases make up the measure."""
_BODY: Final = ("claims", "defence", "evidence", "findings", "reasoning")
_ROWS: Final = """
    SELECT d.document_id, d.case_id, d.case_number, d.outcome, d.text, c.court, c.cause, c.amount, c.division,
           c.closed_on, c.closing, c.term_months, c.instance
    FROM documents d JOIN cases c USING (case_id)
    WHERE d.text IS NOT NULL
"""
_FACTS: Final = ("citations", "loan.principal_claimed", "loan.principal_upheld", "parties.kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One similar case: its number, court, how it was decided, and the likeness with its reasons."""

    case_number: str
    court: str
    outcome: str
    closed_on: date | None
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What was asked about, the most similar cases, among how many, and the measure of the nearest."""

    asked: str
    cause: str
    among: int
    hits: tuple[Hit, ...]
    measure: Consistency


def similar_cases(house: House, asked: str, most: int = 10) -> Alike:
    """A case's identity or number, or a file → the most similar cases that the reader may see.

    Raises DeniedError for who may see no case records, NoDataError where the case has no text within their reach.
    """
    house.require("cases", field_class=INTERNAL)
    desk = _Desk(house)
    path = Path(asked)
    if path.is_file():
        text, _ = read_one(path, house.codes)
        mine: Mapping[str, Any] = {"case_id": "", "case_number": path.name, "text": text.text, "court": ""}
    else:
        rows = desk.rows(exp.column("case_id", "d").eq(asked).or_(exp.column("case_number", "d").eq(asked)))
        if not rows:
            raise NoDataError(
                f"没有案件 {asked} 的文书全文 (no text of this case within reach)；请核对案号，或给出文书文件"
            )
        mine = rows[0]
    cause = str(mine.get("cause") or desk.cause(str(mine["text"])))
    others = desk.others(cause, mine)
    return _answer(house, desk, mine, cause, others, most)


def _answer(
    house: House, desk: "_Desk", mine: Mapping[str, Any], cause: str, others: Sequence[Mapping[str, Any]], most: int
) -> Alike:
    """Candidates → the answer."""
    bodies = [desk.body(str(row["text"])) for row in others]
    asked = desk.body(str(mine["text"]))
    near = Corpus(bodies).likeness(asked)[: len(others)]
    first = sorted(range(len(others)), key=lambda n: (-near[n], str(others[n]["document_id"])))[:_COMPARED]
    chosen = [others[n] for n in first]
    facts = desk.facts([str(row["document_id"]) for row in (*chosen, mine) if row.get("document_id")])
    profiles = [desk.profile(row, facts, cause) for row in chosen]
    asked_about = desk.asked(mine, facts, cause)
    ranked = rank(asked_about, profiles, [float(near[n]) for n in first], _MEASURED)
    by = {str(row["document_id"]): row for row in chosen}
    hits = tuple(desk.hit(by[one.case_id], one) for one in ranked[:most])
    rulings = [desk.ruling(by[one.case_id], facts) for one in ranked]
    courts = sorted({hit.court for hit in hits} | ({str(mine["court"])} if mine["court"] else set()))
    if hits and any(desk.named([court]) for court in courts):
        house.audited("names", "documents", court="、".join(courts[:5]), rows=len(hits))
    return Alike(
        asked=str(mine["case_number"] or mine["case_id"]), cause=cause, among=len(others), hits=hits,
        measure=consistency(rulings),
    )  # fmt: skip


class _Desk:
    """What is made ready once for a question."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.reader = Reader(house.codes)
        self.families = read_families()
        overlay = house.root / "catalogue"
        profiles = read_profiles(*([overlay / "masking"] if (overlay / "masking").is_dir() else []))
        self.masker = Masker(profile_named(profiles, "strict", date.today()))  # noqa: DTZ011

    def rows(self, test: exp.Expr) -> list[Mapping[str, Any]]:
        """Documents with a text and their cases, within the reader's reach."""
        query = parse_one(_ROWS)
        assert isinstance(query, exp.Select)  # noqa: S101 — the text above is one
        found: list[Mapping[str, Any]] = self.house.reading("cases").query(query.where(test)).to_pylist()
        return found

    def others(self, cause: str, mine: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The candidates: other cases' documents, of the same cause and instance where they are known."""
        test: exp.Expr = exp.column("case_id", "d").neq(str(mine["case_id"]))
        if cause:
            test = exp.and_(test, exp.column("cause", "c").eq(cause))
        instance = mine.get("instance") or self.instance(str(mine["text"]))
        if instance:
            test = exp.and_(test, exp.column("instance", "c").eq(instance))
        return self.rows(test)

    def cause(self, text: str) -> str:
        """The cause that a text tells."""
        told = self.reader.heading(text).cause
        return told.value if told else ""

    def instance(self, text: str) -> str:
        """The instance that a text tells."""
        told = self.reader.heading(text).instance
        return told.value if told else ""

    def sections(self, text: str) -> dict[str, str]:
        """A text by its sections."""
        found: dict[str, str] = {}
        for one in self.reader.document(text).sections:
            found[one.name] = found.get(one.name, "") + text[one.start : one.end]
        return found

    def body(self, text: str) -> str:
        """What is compared of a text: claims to reasoning, the findings twice."""
        told = self.sections(text)
        return "".join(told.get(name, "") for name in (*_BODY, "findings")) or text

    def facts(self, documents: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
        """The facts of documents that are compared."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        if documents:
            query = (
                exp.select("document_id", "field", "words", "number").from_("document_facts")
                .where(exp.column("document_id").isin(*documents), exp.column("field").isin(*_FACTS))
            )  # fmt: skip
            for row in self.house.reading("cases").query(query).to_pylist():
                found.setdefault(row["document_id"], []).append(row)
        return found

    def profile(self, row: Mapping[str, Any], facts: Mapping[str, list[Mapping[str, Any]]], cause: str) -> Profile:
        """What is compared of one document; its words as the reader may see them."""
        text, told = str(row["text"]), facts.get(str(row.get("document_id")), [])
        traits = self.traits(text, cause)
        found = self.house.codes.cause(cause) if cause else None
        amount = row.get("amount")
        return Profile(
            case_id=str(row.get("document_id") or ""),
            cause=tuple(filter(None, dict.fromkeys((*found.path, cause)))) if found else (cause,) if cause else (),
            traits={title: frozenset(one.value for one in each) for title, each in traits.items()},
            statutes=frozenset(one["words"] for one in told if one["field"] == "citations" and one["words"]),
            kinds=frozenset(one["words"] for one in told if one["field"] == "parties.kind" and one["words"]),
            amount=float(amount) if amount else None,
            words={(title, one.value): one.words for title, each in traits.items() for one in each},
        )  # fmt: skip

    def asked(self, row: Mapping[str, Any], facts: Mapping[str, list[Mapping[str, Any]]], cause: str) -> Profile:
        """What is compared of the case asked about; words of a stored one masked unless its names may be seen."""
        plain = self.profile(row, facts, cause)
        if not row["court"] or self.named([row["court"]]):
            return plain
        masked = self._masking(str(row["text"]))
        return replace(plain, words={key: masked(words) for key, words in plain.words.items()})

    def traits(self, text: str, cause: str) -> dict[str, tuple[Seen, ...]]:
        """The traits of a text by title, where its cause has a family of them."""
        family = next((one for one in self.families if cause in one.causes), None)
        return _titled(family, traits_of(family, self.sections(text))) if family else {}

    def named(self, courts: Sequence[str]) -> bool:
        """Whether the reader sees names in these courts."""
        return self.house.reader.sees_names_in(courts)

    def hit(self, row: Mapping[str, Any], likeness: Likeness) -> Hit:
        """One hit, its words masked unless the reader may see names there."""
        return Hit(
            case_number=row["case_number"] or row["case_id"], court=row["court"], outcome=self.outcome(row),
            closed_on=row["closed_on"],
            likeness=likeness if self.named([row["court"]]) else self._masked(str(row["text"]), likeness),
        )  # fmt: skip

    def outcome(self, row: Mapping[str, Any]) -> str:
        """How a case was decided, in words."""
        codes = self.house.codes
        if row["outcome"]:
            return str(codes.title("decisions", row["outcome"]) or row["outcome"])
        return str(codes.title("closings", row["closing"]) or "") if row["closing"] else ""

    def ruling(self, row: Mapping[str, Any], facts: Mapping[str, list[Mapping[str, Any]]]) -> Ruling:
        """How a case was decided, with the share upheld of a loan or the months of a sentence."""
        told = {one["field"]: one["number"] for one in facts.get(str(row["document_id"]), ())}
        claimed, upheld = told.get("loan.principal_claimed"), told.get("loan.principal_upheld")
        figure = float(upheld / claimed) if claimed and upheld is not None else None
        months = row["term_months"]
        return Ruling(
            case_id=row["case_number"] or row["case_id"], outcome=self.outcome(row), closed_on=row["closed_on"],
            figure=figure if figure is not None else float(months) if months is not None else None,
            division=row["division"] or "",
        )  # fmt: skip

    def _masked(self, text: str, likeness: Likeness) -> Likeness:
        """The reasons with every name in the found document's words masked."""
        return _with_words(likeness, self._masking(text))

    def _masking(self, text: str) -> Callable[[str], str]:
        """What masks every name of a text in words of it."""
        studied = self.masker.study(text, self.reader.read(text))
        return lambda words: replaced(words, self.masker.spans(words, studied))


def _titled(family: Family, found: Mapping[str, tuple[Seen, ...]]) -> dict[str, tuple[Seen, ...]]:
    """Traits by their title."""
    return {trait.title: found[trait.code] for trait in family.traits}


def _with_words(likeness: Likeness, told: Callable[[str], str]) -> Likeness:
    """A likeness with the found document's words told otherwise."""
    reasons = tuple(
        replace(one, shared=tuple((value, here, told(there)) for value, here, there in one.shared))
        for one in likeness.reasons
    )
    return replace(likeness, reasons=reasons)

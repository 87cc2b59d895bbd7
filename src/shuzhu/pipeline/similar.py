"""A case or a text → the cases within the reader's reach that are like it in law, why, and how they were decided.

Candidates are the documents that the reader may see, of the same cause and instance where these are known; the nearest
of them by text are compared in law. What a reader may not see is neither shown nor counted, nor does it weigh.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlglot import exp, parse_one

from shuzhu.access import INTERNAL
from shuzhu.case_number import read_case_number
from shuzhu.errors import NoDataError, UsageError
from shuzhu.judgments import Reader
from shuzhu.pipeline.house import House
from shuzhu.pipeline.similar_asked import (
    Asked,
    Facts,
    facts_in,
    figures_of,
    outcome_of,
    party_kinds,
    statutes_of,
    sum_of,
    told_facts,
)
from shuzhu.pipeline.similar_quotes import Quotes
from shuzhu.pipeline.similar_rows import made_from, maker_of, rows_of
from shuzhu.similar import ELEMENTS, Consistency, Corpus, Kept, Likeness, Profile, Reason, Ruling, consistency, rank

__all__ = ["Alike", "Consistency", "Hit", "Reason", "similar_cases", "similar_to"]

_COMPARED: Final = 300
"""So many candidates, the nearest by text, are compared in law."""
_MEASURED: Final = 50
"""So many of the nearest cases make up the measure."""
LONGEST: Final = 500_000
"""No longer text is asked about."""
_ROWS: Final = """
    SELECT d.document_id, d.case_id, d.case_number, d.outcome, d.dated_on, MD5(d.text) AS digest, c.court, c.cause,
           c.amount, c.division, c.closed_on, c.closing, c.term_months, c.instance
    FROM documents d JOIN cases c USING (case_id)
    WHERE d.text IS NOT NULL
"""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One similar case: its number, court, how it was decided and in figures, and the likeness with its reasons."""

    document_id: str
    case_id: str
    case_number: str
    court: str
    outcome: str
    closed_on: date | None
    figures: Mapping[str, float]
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What was asked about, the most similar cases, among how many, and the measure of the nearest.

    ``asked_id`` is the case's identity, blank for a text that is not of the store.
    """

    asked: str
    asked_id: str
    cause: str
    among: int
    measured: int
    hits: tuple[Hit, ...]
    measure: Consistency


def similar_cases(house: House, asked: str, most: int = 10, *, meaning: bool = False) -> Alike:
    """A case's identity, or its number in any writing → the most similar cases that the reader may see.

    ``meaning``: likeness in text is the mean of likeness in signs and in meaning, learnt from the candidates.
    Raises DeniedError for who may see no case records, NoDataError where the case has no text within their reach.
    """
    house.require("cases", field_class=INTERNAL)
    number = str(read_case_number(asked) or asked)
    mine = exp.or_(*(exp.column(name, "d").eq(one) for name in ("case_id", "case_number") for one in {asked, number}))
    rows = _rows(house, mine)
    if not rows:
        raise NoDataError(
            f"没有案件 {asked} 的文书全文 (no text of this case within reach)；请核对案号，或给出文书文件"
        )
    row = max(rows, key=lambda one: (str(one["dated_on"] or ""), str(one["document_id"])))
    key = str(row["document_id"])
    about = Asked(
        number=str(row["case_number"] or row["case_id"]), case_id=str(row["case_id"]), document_id=key,
        court=str(row["court"] or ""), cause=str(row["cause"] or ""), instance=str(row["instance"] or ""),
        amount=row["amount"], kept=_kept(house, [row])[key],
    )  # fmt: skip
    return _answer(house, about, most, meaning=meaning)


def similar_to(house: House, text: str, title: str, most: int = 10, *, meaning: bool = False) -> Alike:
    """A text that is not of the store → as ``similar_cases``; nothing of it is kept.

    Raises DeniedError for who may see no case records, UsageError for a text that is blank or too long.
    """
    house.require("cases", field_class=INTERNAL)
    if not text.strip() or len(text) > LONGEST:
        raise UsageError(f"give a judgment, a claim or facts, of no more than {LONGEST:,} letters")
    reader = house.kept.setdefault("similar reader", Reader(house.codes))
    heading = reader.heading(text)
    facts = told_facts(reader.read(text))
    cause = heading.cause.value if heading.cause else ""
    about = Asked(
        number=title, case_id="", document_id="", court="", cause=cause, text=text, facts=facts,
        instance=heading.instance.value if heading.instance else "", amount=None,
        kept=maker_of(house).row("", "", text, cause, ()),
    )  # fmt: skip
    return _answer(house, about, most, meaning=meaning)


def _answer(house: House, about: Asked, most: int, *, meaning: bool) -> Alike:
    """What is asked about → the answer."""
    others = _others(house, about)
    kept = _kept(house, others)
    corpus = Corpus([kept[str(row["document_id"])].signs for row in others])
    near = corpus.likeness(about.kept.signs)
    if meaning:
        near = (near + corpus.meaning(about.kept.signs)) / 2
    chosen, texts = _nearest(others, near)
    facts = facts_in(house, [about.document_id, *(str(row["document_id"]) for row in chosen)])
    bare = not any(place.matter != ELEMENTS for place in about.kept.seen)
    kinds = party_kinds(house, [about.case_id, *(str(row["case_id"]) for row in chosen)]) if bare else {}
    mine = _profile(house, about.kept, about.cause, about.amount, about.facts or facts.get(about.document_id, ()),
                    kinds.get(about.case_id, frozenset()))  # fmt: skip
    profiles = [
        _profile(house, kept[(key := str(row["document_id"]))], row["cause"], row["amount"], facts.get(key, ()),
                 kinds.get(str(row["case_id"]), frozenset()))
        for row in chosen
    ]  # fmt: skip
    ranked = rank(mine, profiles, texts, _MEASURED)
    by = {str(row["document_id"]): row for row in chosen}
    shown = {one.case_id: (kept[one.case_id], str(by[one.case_id]["court"] or "")) for one in ranked[:most]}
    quotes = Quotes(house, about, shown)
    hits = tuple(_hit(house, by[one.case_id], quotes.with_words(one), facts) for one in ranked[:most])
    if hits and quotes.named:
        house.audited("names", "documents", court="、".join(sorted(quotes.named)[:5]), rows=len(hits))
    rulings = [_ruling(house, by[one.case_id], facts) for one in ranked]
    return Alike(
        asked=about.number, asked_id=about.case_id, cause=about.cause, among=len({row["case_id"] for row in others}),
        measured=len(rulings), hits=hits, measure=consistency(rulings),
    )  # fmt: skip


def _rows(house: House, test: exp.Expr) -> list[Row]:
    """Documents with a text and their cases, within the reader's reach."""
    query = parse_one(_ROWS)
    assert isinstance(query, exp.Select)  # noqa: S101 — the text above is one
    found: list[Row] = house.reading("cases").query(query.where(test)).to_pylist()
    return found


def _others(house: House, about: Asked) -> list[Row]:
    """The candidates: other cases' documents, of the same cause and instance where they are known."""
    tests: list[exp.Expr] = [exp.column("case_id", "d").neq(about.case_id)]
    for name, value in (("cause", about.cause), ("instance", about.instance)):
        if value:
            tests.append(exp.column(name, "c").eq(value))
    return sorted(_rows(house, exp.and_(*tests)), key=lambda row: str(row["document_id"]))


def _kept(house: House, rows: Sequence[Row]) -> dict[str, Kept]:
    """What is compared of each document."""
    return rows_of(
        house, {str(row["document_id"]): made_from(str(row["cause"] or ""), str(row["digest"])) for row in rows}
    )


def _nearest(others: Sequence[Row], near: Sequence[float]) -> tuple[list[Row], list[float]]:
    """The nearest documents by text, one of each case, with how near each is."""
    order = sorted(range(len(others)), key=lambda n: (-near[n], str(others[n]["document_id"])))
    first: dict[Any, int] = {}
    for n in order:
        first.setdefault(others[n]["case_id"], n)
    chosen = list(first.values())[:_COMPARED]
    return [others[n] for n in chosen], [float(near[n]) for n in chosen]


def _profile(
    house: House, kept: Kept, cause: str | None, amount: Any, facts: Facts, kinds: frozenset[str]
) -> Profile:  # fmt: skip
    """What is compared of one document in law."""
    traits: dict[str, set[str]] = {}
    for place in kept.seen:
        traits.setdefault(place.matter, set()).add(place.value)
    elements = frozenset(traits.pop(ELEMENTS, ()))
    if kinds:
        traits["当事人"] = set(kinds)
    return Profile(
        case_id=kept.document_id, cause=maker_of(house).path(cause or ""), elements=elements,
        traits={name: frozenset(values) for name, values in traits.items()}, statutes=statutes_of(facts),
        amount=sum_of(amount, facts),
    )  # fmt: skip


def _hit(house: House, row: Row, likeness: Likeness, facts: Mapping[str, Facts]) -> Hit:
    """One hit."""
    return Hit(
        document_id=str(row["document_id"]), case_id=str(row["case_id"]),
        case_number=str(row["case_number"] or row["case_id"]), court=str(row["court"] or ""),
        outcome=outcome_of(house, row)[0], closed_on=row["closed_on"] or row["dated_on"],
        figures=figures_of(row, facts.get(str(row["document_id"]), ())), likeness=likeness,
    )  # fmt: skip


def _ruling(house: House, row: Row, facts: Mapping[str, Facts]) -> Ruling:
    """How a case was decided."""
    outcome, decided = outcome_of(house, row)
    return Ruling(
        case_id=str(row["case_number"] or row["case_id"]), outcome=outcome, decided=decided,
        figures=figures_of(row, facts.get(str(row["document_id"]), ())),
        closed_on=row["closed_on"] or row["dated_on"], division=str(row["division"] or ""),
    )  # fmt: skip

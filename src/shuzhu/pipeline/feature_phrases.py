"""Two slices → the words and phrases that more documents of one hold than of the other; no name, no number.

Names of parties, judges and who signed, and numbers that tell a person apart, are taken out before words are cut;
then what the dictionary takes for a name, a place, a number or a sign.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.features.odds import Mark, false_discovery_rates, presences
from shuzhu.pipeline.feature_compare import MATTERS, RATE, SHOWN
from shuzhu.pipeline.feature_rows import Drawn
from shuzhu.pipeline.units import hidden_in
from shuzhu.search.tokens import blanked

MOST: Final = 400
"""So many documents of a side are read; of more, a sample that is always the same."""
LEAST: Final = 5
"""A word is compared where so many documents of the slice hold it."""
LONGEST: Final = 3
"""Phrases have two words, or three."""
_UNTOLD: Final = ("m", "nr", "ns", "nt", "t", "x", "eng", "u", "p", "c", "r", "y", "w", "d", "f", "q", "k")
"""Kinds of words, by the letters they begin with, that end a phrase: numbers, names, places, days, signs, particles."""
_HIDERS: Final = ("judge", "clerk")
_NAMES: Final = ("name", "former_name", "agent")
Told = tuple[str, Collection[str]]
"""A document: the number of its case, and the words and phrases that it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A word or phrase that more documents hold than in the baseline, told at ``q``, with the newest cases."""

    words: str
    mark: Mark
    q: float
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What rose, how many words and phrases were compared, and how many documents of either side were read."""

    found: tuple[Phrase, ...]
    compared: int
    documents: int
    base_documents: int


def phrases(own: Drawn, base: Drawn) -> Phrases:
    """The words and phrases that rose in the documents of a slice against its baseline, the surest first."""
    return risen(list(_read(own)), list(_read(base)))


def risen(ours: Sequence[Told], theirs: Sequence[Told]) -> Phrases:
    """The same of documents as the numbers of their cases and the words they hold, the newest first."""
    counts = [Counter(word for _, words in side for word in words) for side in (ours, theirs)]
    kept = {word: count for word, count in counts[0].items() if count >= LEAST}
    tested = presences(kept, {word: counts[1][word] for word in kept}, (len(ours), len(theirs)))
    rates = false_discovery_rates([mark.p for mark in tested])
    told = [(mark, q) for mark, q in zip(tested, rates, strict=True) if q <= RATE and mark.log_odds >= MATTERS]
    found = tuple(
        Phrase(words=mark.value, mark=mark, q=q, cases=tuple(_cases(ours, mark.value)))
        for mark, q in _longest(told)
    )  # fmt: skip
    return Phrases(found=found, compared=len(tested), documents=len(ours), base_documents=len(theirs))


def _longest(told: Sequence[tuple[Mark, float]]) -> Iterator[tuple[Mark, float]]:
    """Without the parts of a phrase that are told by the very same documents' counts."""
    whole: dict[tuple[int, int], list[str]] = {}
    for mark, _ in told:
        whole.setdefault((mark.count, mark.base_count), []).append(mark.value)
    for mark, q in told:
        others = whole[mark.count, mark.base_count]
        if not any(mark.value != other and mark.value in other for other in others):
            yield mark, q


def _cases(documents: Sequence[Told], word: str) -> Iterator[str]:
    """The newest cases whose documents hold a word."""
    found = dict.fromkeys(number for number, words in documents if word in words and number)
    yield from list(found)[:SHOWN]


def _read(drawn: Drawn) -> Iterator[Told]:
    """The documents of a slice, the newest case first: the case's number, and the words and phrases it holds."""
    engine, day = drawn.house.reading("cases"), drawn.slice.count.date
    inner = drawn.slice.query("case_id", "case_number", day, *_HIDERS).subquery("_slice")
    columns = [exp.column(name, table="_slice") for name in ("case_id", "case_number", day, *_HIDERS)]
    query = exp.select(exp.column("document_id", table="documents"), *columns).from_("documents")
    query = query.join(inner, on="documents.case_id = _slice.case_id").where("documents.text IS NOT NULL")
    mixed = exp.MD5(this=exp.column("document_id", table="documents"))
    rows = engine.query(query.order_by(mixed).limit(MOST)).to_pylist()
    if not rows:
        return
    wanted = pa.table({"document_id": [row["document_id"] for row in rows], "case_id": [r["case_id"] for r in rows]})
    few = exp.select("document_id", "text").from_("documents").where("document_id IN (SELECT document_id FROM _some)")
    texts = {row["document_id"]: row["text"] for row in engine.query(few, _some=wanted).to_pylist()}
    of_case = exp.select("case_id", *_NAMES).from_("parties").where("case_id IN (SELECT case_id FROM _some)")
    names: dict[str, set[str]] = {}
    for row in engine.query(of_case, _some=wanted).to_pylist():
        names.setdefault(row["case_id"], set()).update(row[name] for name in _NAMES if row[name])
    rows.sort(key=lambda row: (row[day], row["case_number"] or ""), reverse=True)
    for row in rows:
        yield row["case_number"], words_of(texts[row["document_id"]], _known(row, names))


def _known(row: Mapping[str, Any], names: Mapping[str, set[str]]) -> list[str]:
    """The names that the records tell of a document's case."""
    return sorted(names.get(row["case_id"], set()) | {row[name] for name in _HIDERS if row[name]})


def words_of(text: str, names: Collection[str]) -> frozenset[str]:
    """A text → the words, and the phrases of two or three words that stand together, without names and numbers."""
    import rjieba  # noqa: PLC0415 — its dictionary is loaded by what cuts words alone

    runs: list[list[str]] = [[]]
    for word, kind in rjieba.tag(blanked(text, tuple(hidden_in(text, names)))):
        if len(word) < 2 or not _is_chinese(word) or kind.startswith(_UNTOLD):
            runs.append([])
        else:
            runs[-1].append(word)
    found = {word for run in runs for word in run}
    for run in runs:
        found |= {"".join(pair) for pair in pairwise(run)}
        found |= {"".join(run[at : at + LONGEST]) for at in range(len(run) - LONGEST + 1)}
    return frozenset(found)


def _is_chinese(word: str) -> bool:
    """A word of Chinese signs alone."""
    return all("\u4e00" <= sign <= "\u9fff" for sign in word)

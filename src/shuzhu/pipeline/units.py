"""Rows of the store → units of the index: a document with its parts and whom it names, or a case's record in a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from shuzhu.access import masked_name
from shuzhu.case_number import read_case_number
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.judgments import sections_of
from shuzhu.publication.body import bench, by_clause, by_dealing, by_role, by_saying
from shuzhu.publication.mask import CROSSES
from shuzhu.publication.numbers import identifiers
from shuzhu.publication.spelling import plain
from shuzhu.search.index import Row, row_of
from shuzhu.search.lexicon import Lexicon
from shuzhu.search.parts import Unit, band_of, in_groups

_ARTICLE: Final = re.compile(r"^.+?第\d+条(?:之\d+)?")
_NAMING: Final = frozenset({
    "parties.name", "parties.former_name", "parties.short_name", "parties.aliases", "parties.representative",
    "parties.agents.name", "parties.id_number", "parties.credit_code", "parties.residence", "panel.name",
    "defendants.name",
})  # fmt: skip
"""The facts of a document whose words name a person, or tell one apart."""
_NUMBERED: Final = frozenset({"case_number", "origin_number", "related.case_number", "enforcement.basis"})
WANTED: Final = _NAMING | _NUMBERED | {"citations"}
"""The facts that the index asks for."""
_TOGETHER: Final = 400
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a unit is made of: its case's row, its document's (None: it has no text), names, facts, since when."""

    case: Raw
    document: Raw | None
    names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    since: int


def made_ready(several: Iterable[Material], codes: CodeTables, lexicon: Lexicon) -> Iterator[Row]:
    """Materials → rows of the index; step by step for some hundred, as each step is quicker where it has just been."""
    left = iter(several)
    while some := list(islice(left, _TOGETHER)):
        units = [unit_of(one, codes) for one in some]
        yield from [row_of(unit, lexicon, one.since) for unit, one in zip(units, some, strict=True)]


def unit_of(one: Material, codes: CodeTables) -> Unit:
    """A material → its unit."""
    case, document = one.case, one.document
    text = str(document["text"]) if document else _in_a_line(case, codes)
    day = (document or {}).get("dated_on") or case["closed_on"] or case["filed_on"]
    amount = float(case["amount"]) if case["amount"] is not None else None
    cause = case["cause"] or ""
    path = _path(cause, codes)
    return Unit(
        key=str(document["document_id"]) if document else f"case:{case['case_id']}",
        case_id=case["case_id"] or "",
        court=case["court"] or "",
        division=case["division"] or "",
        publication=(document or {}).get("publication") or "",
        text=text,
        parts=tuple(in_groups((s.name, s.start, s.end) for s in sections_of(text))) if document
        else (("head", 0, len(text)),),
        hidden=tuple(hidden_of(one)),
        names=one.names,
        numbers=tuple(_numbers(case, one.facts)),
        articles=tuple(dict.fromkeys(m[0] for f, w in one.facts if f == "citations" and (m := _ARTICLE.match(w)))),
        causes=path,
        facets={name: value for name, value in {
            "court": case["court"], "year": str(day.year) if day else "", "kind": case["kind"],
            "branch": path[1] if len(path) > 2 else "", "cause": cause, "procedure": case["procedure"],
            "outcome": (document or {}).get("outcome") or case["closing"], "band": band_of(amount),
            "town": case["town"], "paper": (document or {}).get("kind"),
        }.items() if value},
        day=day,
        amount=amount,
    )  # fmt: skip


def hidden_of(one: Material) -> Iterator[tuple[int, int, str]]:
    """What of a material's document names a person or tells one apart; nothing where it has no text."""
    if one.document is not None:
        told = (words for field, words in one.facts if field in _NAMING)
        yield from hidden_in(str(one.document["text"]), dict.fromkeys((*one.names, *told)))


def hidden_in(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """What of a text names a person or tells one apart, in order and apart, each with what stands in for it.

    The names of the record and of the document's own facts, wherever they stand; those whom a word introduces; who
    signed; numbers that tell a person apart.
    """
    words = plain(text)
    stand_ins = {name: masked_name(name) for name in names if len(name) > 1}
    known = list(stand_ins)
    for found in (by_role(words, known), by_saying(words, known), by_dealing(words, known), by_clause(words, known)):
        stand_ins |= {one.name: masked_name(one.name) for one in found if len(one.name) > 1}
    spans = [(start, end, masked_name(words[start:end])) for start, end, _ in bench(words)]
    spans += [(one.start, one.end, CROSSES) for one in identifiers(words)]
    for name, stand_in in stand_ins.items():
        start = words.find(name)
        while start >= 0:
            spans.append((start, start + len(name), stand_in))
            start = words.find(name, start + len(name))
    end = 0
    for start, stop, stand_in in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop, stand_in
            end = stop
        elif stop > end:
            yield end, stop, ""
            end = stop


def _in_a_line(case: Raw, codes: CodeTables) -> str:
    """The record of a case that has no text, as words to be found by; nobody is named."""
    titled = [codes.title(table, case[name]) for name, table in
              (("court", "courts"), ("kind", "kinds"), ("procedure", "procedures"), ("closing", "closings"))
              if case[name]]  # fmt: skip
    words = (titled[0] if case["court"] else "", case["cause"], *titled[bool(case["court"]) :], case["town"],
             case["authority"])  # fmt: skip
    return "；".join(word for word in words if word)


def _path(cause: str, codes: CodeTables) -> tuple[str, ...]:
    """A cause with all above it, from the top down; a cause of no table alone."""
    found = codes.cause(cause) if cause else None
    path = tuple(dict.fromkeys((*found.path, cause))) if found else (cause,) if cause else ()
    return tuple(filter(None, path))


def _numbers(case: Raw, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The case's own number, then those of the cases it is tied to, each in its one spelling."""
    seen: set[str] = set()
    tied = [case[name] for name in ("case_number", "origin_number", "appeal_number", "retrial_number")]
    for said in (*tied, *(words for field, words in facts if field in _NUMBERED)):
        if not said:
            continue
        number = str(read_case_number(said) or said)
        if number not in seen:
            seen.add(number)
            yield number

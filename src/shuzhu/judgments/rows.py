"""Texts → batches of documents, cases and parties; what cannot be taken is refused with its mend."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

import pyarrow as pa

from shuzhu.batches import Batch, Refusal, Text, schema, value_class
from shuzhu.case_number import CaseNumber
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.facts import Fact, Heading, Person, Reading
from shuzhu.facts.flat import facts_of
from shuzhu.judgments.read import Reader
from shuzhu.judgments.sentenced import Sentence, longest_term, sentence_of

_AT_ONCE: Final = 500
_Row = dict[str, Any]

_INDEX: Final = re.compile(r"\[\d+\]")
NO_SENTENCE: Final = Sentence()
_EMPTY: Final = "文书没有正文；请从办案系统重新导出全文后再导入"
_BROKEN: Final = "文书不完整，文书名称、主文和日期都没有；请核对原文后再导入"
_NO_COURT: Final = "首部找不到法院名称，案号也不能确定法院；请补全文书首部后再导入"
_UNKNOWN_COURT: Final = "法院代字表中没有首部所写的法院；请在代码表 courts.csv 中补充该法院后再导入"
_NO_NUMBER: Final = "首部找不到案号，又缺文书名称或落款日期，不能确定是哪个案件；请补全案号后再导入"


def to_records(texts: Iterable[Text], codes: CodeTables) -> Iterator[Batch]:
    """texts → batches of ``documents``, ``cases``, ``parties`` and ``document_facts``, a few hundred texts at a time.

    The same text gives the same document, however often it comes. Several documents of one case
    make one row of it: the one that closes the case goes before the others, which fill its blanks.
    """
    reader, source = Reader(codes), iter(texts)
    while some := list(islice(source, _AT_ONCE)):
        yield from _batches(some, reader)


def document_id(text: str) -> str:
    """The identity of a document: a hash of its words, spaces and line ends left out."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:24]


def _batches(texts: list[Text], reader: Reader) -> Iterator[Batch]:
    """The four batches of some texts; the refusals go with the documents."""
    documents: dict[str, _Row] = {}
    cases: dict[str, _Row] = {}
    parties: dict[str, _Row] = {}
    facts: dict[str, _Row] = {}
    refused: list[Refusal] = []
    for text in texts:
        reading = reader.read(text)
        heading = reading.heading
        if reason := _refusal(text, heading):
            refused.append(_refused(text, reason))
            continue
        document = _document(text, reading)
        documents[document["document_id"]] = document
        facts |= _facts(document["document_id"], reading)
        case = _case(document, reading, reader.codes)
        cases[case["case_id"]] = _joined(cases.get(case["case_id"]), case)
        for party in _parties(case["case_id"], reading):
            parties[party["party_id"]] = _joined(parties.get(party["party_id"]), party)
    yield Batch(table="documents", rows=_table("documents", documents), refused=tuple(refused), fills=True)
    yield Batch(table="cases", rows=_table("cases", cases), fills=True)
    yield Batch(table="parties", rows=_table("parties", parties), fills=True)
    yield Batch(table="document_facts", rows=_table("document_facts", facts), fills=True)


def _refusal(text: Text, heading: Heading) -> str:
    """Why a document cannot be taken; blank where it can.

    A document without a case number of its own (death sentences under review are published so) is
    taken where its court, its name and its date stand: it is then a case by itself.
    """
    if not text.text.strip():
        return _EMPTY
    if not heading.document_kind and not heading.dated_on:
        return _BROKEN
    if not heading.court:
        return _UNKNOWN_COURT if heading.court_name else _NO_COURT
    if not heading.case_number and not (heading.document_kind and heading.dated_on):
        return _NO_NUMBER
    return ""


def _refused(text: Text, reason: str) -> Refusal:
    """The refusal of a whole document."""
    return Refusal(
        file=text.file, row=text.row, column="", value_class=value_class(text.text),
        reason=reason, table="documents", raw=text.text,
    )  # fmt: skip


def _document(text: Text, reading: Reading) -> _Row:
    """The row of a document."""
    heading = reading.heading
    identity = document_id(text.text)
    number = str(heading.case_number.value) if heading.case_number else None
    court = _value(heading.court)
    published = _published(text.said)
    return {
        "document_id": identity,
        "case_id": f"{court}{number}" if number else f"{court}#{identity}",
        "case_number": number,
        "court": court,
        "kind": _value(heading.document_kind),
        "dated_on": _value(heading.dated_on),
        "publication": "published" if published else None,
        "published_on": published,
        "file": text.file,
        "outcome": reading.outcome,
        "text": text.text,
    }


def _facts(document: str, reading: Reading) -> dict[str, _Row]:
    """The rows of a document's facts."""
    return {
        (key := f"{document}/{path}"): {
            "fact_id": key,
            "document_id": document,
            "path": path,
            "field": _INDEX.sub("", path),
            "begins": fact.start,
            "ends": fact.end,
            "rule": fact.rule,
            **_valued(fact.value),
        }
        for path, fact in facts_of(reading)
    }


def _valued(value: Any) -> _Row:
    """A fact's value in the column of its kind."""
    if isinstance(value, date):
        return {"day": value}
    if isinstance(value, bool | str | CaseNumber):
        return {"words": str(value)}
    return {"number": round(Decimal(value), 2)}


def _case(document: Mapping[str, Any], reading: Reading, codes: CodeTables) -> _Row:
    """The row of the case, closed on the day of the document that closes it."""
    heading = reading.heading
    day = _value(heading.dated_on)
    cause = codes.cause(heading.cause.value, day) if heading.cause else None
    origin = _value(heading.origin_number)
    return {
        "case_id": document["case_id"],
        "case_number": document["case_number"],
        "court": document["court"],
        "type_code": heading.type_code,
        "cause_code": cause.code or None if cause else None,
        "cause_edition": cause.edition or None if cause else None,
        "origin_number": str(origin) if origin else None,
        "closed_on": day if heading.closing else None,
        "term_months": _value(longest_term(reading)),
        **{
            name: _value(getattr(heading, name))
            for name in (
                "kind", "instance", "procedure", "procedure_before", "panel", "has_lay_assessor", "cause",
                "filed_on", "fast_tracked", "closing", "appealable",
            )
        },
    }  # fmt: skip


def _parties(case_id: str, reading: Reading) -> Iterator[_Row]:
    """The rows of the parties; two of one name and role are told apart by their order."""
    sentences = {one.name.start: sentence_of(one) for one in reading.defendants}
    seen: Counter[tuple[str, str]] = Counter()
    for person in reading.heading.parties:
        key = (person.role.value, person.name.value)
        seen[key] += 1
        mark = hashlib.sha256(person.name.value.encode()).hexdigest()[:10]
        yield _party(f"{case_id}/{key[0]}/{mark}" + (f"/{seen[key]}" if seen[key] > 1 else ""), case_id, person) | {
            name: _value(getattr(sentences.get(person.name.start, NO_SENTENCE), name)) for name in Sentence.__slots__
        }


def _party(party_id: str, case_id: str, person: Person) -> _Row:
    """The row of one party."""
    return {
        "party_id": party_id,
        "case_id": case_id,
        "kind": person.kind,
        "region": person.region,
        "town": person.town,
        "id_type": "居民身份证" if person.id_number else None,
        "agent": person.agents[0].name.value if person.agents else None,
        **{
            name: _value(getattr(person, name))
            for name in (
                "role", "name", "former_name", "id_number", "credit_code", "sex", "born_on", "offence_age",
                "ethnicity", "education", "occupation",
            )
        },
    }  # fmt: skip


def _joined(first: _Row | None, second: _Row) -> _Row:
    """Two rows of one key: the one that closes the case, its blanks filled from the other."""
    if first is None:
        return second
    best, other = (second, first) if second.get("closing") and not first.get("closing") else (first, second)
    return {name: other.get(name) if value is None else value for name, value in best.items()}


def _table(name: str, rows: Mapping[str, _Row]) -> pa.Table:
    """The rows as an Arrow table with the columns of the record."""
    return pa.Table.from_pylist(list(rows.values()), schema=schema(name))


def _value(fact: Fact[Any] | None) -> Any:
    """What a fact says, without its place."""
    return fact.value if fact else None


def _published(said: Mapping[str, str]) -> date | None:
    """The day of publication, where the file tells it beside the text."""
    try:
        return date.fromisoformat(said.get("publictime", "")[:10])
    except ValueError:
        return None

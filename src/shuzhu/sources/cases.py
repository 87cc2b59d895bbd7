"""What a case number tells: the court, type, kind and instance of a case, and its identity."""

import re
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.case_number import CaseNumber, read_case_number
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.sources.chunks import Chunk
from shuzhu.sources.columns import Flaw, Rows, gather, rows_where, source_words
from shuzhu.sources.fields import coalesced, take_field
from shuzhu.sources.mapping import CaseMapping, TableMapping

FIVE: Final = [pa.string()] * 5
_NO_COURT: Final = "缺法院，案号又推不出法院；请在映射的 columns 中给出 court（可写 value: 法院代字）"

# A number that is already in its normal form, which most are; it need not be taken apart with care.
_NORMAL: Final = re.compile(
    r"（((?:19|20)\d{2})）([\u4e00-\u9fff]\d{2,4})([\u4e00-\u9fff]{2,6})([1-9]\d{0,8})号", re.ASCII
)

Columns = dict[str, Any]


def case_id_of(court: Any, number: Any) -> Any:
    """The identity of a case: the court's mark and the number in its normal form."""
    return pc.binary_join_element_wise(court, number, "")


def read_numbers(words: Any, source: str, codes: CodeTables) -> tuple[list[Any], list[Flaw]]:
    """Case numbers → normal form, court, type code, kind and instance; of neither form is a flaw."""

    def read(word: str) -> tuple[str | None, ...]:
        if (match := _NORMAL.fullmatch(word)) and match[2] in codes.courts and match[3] in codes.types:
            type_ = codes.types[match[3]]
            return word, match[2], type_.code, type_.kind, type_.instance or None
        number = read_case_number(word)
        if number is None:
            raise ValueError("案号认不出来，应如（2020）闽0213民初123号或（2015）翔民初字第123号；请更正")
        return (str(number), *_told_by(number, codes))

    return gather(words, read, FIVE, source)


def _told_by(number: CaseNumber, codes: CodeTables) -> tuple[str | None, ...]:
    """The court, type code, kind and instance that a number tells; None for what it does not."""
    court = number.court if number.court in codes.courts else None
    type_ = codes.types.get(number.type_code) or codes.old_type(number.type_code)
    if type_ is None:
        return (court, number.type_code, None, None)
    return (court, type_.code, type_.kind, type_.instance or None)


def take_number(table: TableMapping, chunk: Chunk, codes: CodeTables, columns: Columns) -> list[Flaw]:
    """Read the case number of a case and fill what it tells where the source is silent."""
    mapping = next((m for m in table.columns if m.field == "case_number"), None)
    if mapping is None or not set(mapping.sources) <= set(chunk.columns):
        return []
    told, flaws = read_numbers(source_words(mapping, chunk), mapping.source, codes)
    columns["case_number"] = told[0]
    for name, values in zip(("court", "type_code", "kind", "instance"), told[1:], strict=True):
        columns[name] = coalesced(columns.get(name), values)
    return flaws


def identify(columns: Columns, rows: int, unreadable: Rows) -> list[Flaw]:
    """Give each case its identity; a case with none, or with no court, is a flaw.

    Rows whose number is ``unreadable`` have been told so already.
    """
    number, court = columns.get("case_number"), columns.get("court")
    if number is not None and court is not None:
        columns["case_id"] = coalesced(columns.get("case_id"), case_id_of(court, number))
    nothing = pa.nulls(rows, pa.string())
    no_court = np.setdiff1d(rows_where(pc.is_null(coalesced(court, nothing))), unreadable)
    no_id = rows_where(pc.is_null(coalesced(columns.get("case_id"), nothing)))
    no_id = np.setdiff1d(no_id, [*no_court, *unreadable])
    flaws = [
        Flaw(source="", rows=no_court, reason=_NO_COURT),
        Flaw(source="", rows=no_id, reason="缺案号，也没有案件标识；请补上案号"),
    ]
    return [flaw for flaw in flaws if len(flaw.rows)]


def name_causes(columns: Columns, codes: CodeTables) -> None:
    """Each cause's standard name, code and edition on the day of filing; unknown ones stay as written."""
    cause, filed = columns.get("cause"), columns.get("filed_on")
    if cause is None:
        return
    words = cause.dictionary_encode()
    days = (filed if filed is not None else pa.nulls(len(cause), pa.date32())).dictionary_encode()
    names, dates = words.dictionary.to_pylist(), days.dictionary.to_pylist()
    first = np.asarray(pc.fill_null(words.indices, len(names)), np.int64)
    second = np.asarray(pc.fill_null(days.indices, len(dates)), np.int64)
    pairs, places = np.unique(first * (len(dates) + 1) + second, return_inverse=True)
    names, dates = [*names, None], [*dates, None]
    found = [_named(names[pair // len(dates)], dates[pair % len(dates)], codes) for pair in pairs.tolist()]
    for n, name in enumerate(("cause", "cause_code", "cause_edition")):
        values = pa.array([entry[n] for entry in found], pa.string()).take(pa.array(places))
        columns[name] = values if name == "cause" else coalesced(columns.get(name), values)


def _named(word: str | None, day: date | None, codes: CodeTables) -> tuple[str | None, str | None, str | None]:
    """The name, code and edition of a cause."""
    cause = codes.cause(word, day) if word else None
    return (cause.name, cause.code, cause.edition) if cause else (word, None, None)


def take_case(case: CaseMapping, table: TableMapping, chunk: Chunk, codes: CodeTables) -> tuple[Any, list[Flaw]]:
    """The identity of the case of each child row, from its case number and court."""
    told, flaws = read_numbers(source_words(case.number, chunk), case.number.source, codes)
    court = told[1]
    if case.court:
        of_cases = TableMapping(table="cases", strict=table.strict)
        given, more = take_field(case.court, of_cases, chunk, codes)
        court, flaws = coalesced(given, court), [*flaws, *more]
    missing = rows_where(pc.and_(pc.is_valid(told[0]), pc.is_null(court)))
    if len(missing):
        flaws.append(Flaw(source=case.number.source, rows=missing, reason=_NO_COURT))
    return case_id_of(court, told[0]), flaws

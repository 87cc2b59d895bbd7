"""Published figures, one column a measure or one row a figure → counts."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from shuzhu.batches import SIX_PLACES
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import UsageError
from shuzhu.periods import Period, YearStart, parse_period
from shuzhu.sources.chunks import Chunk
from shuzhu.sources.columns import Flaw, Rows, formula_flaw, gather, source_words, trimmed
from shuzhu.sources.mapping import ColumnMapping, CountsMapping, PeriodMapping
from shuzhu.sources.words import date_reader, decimal_reader, plain, read_number

Columns = dict[str, Any]
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH: Final = re.compile(r"([a-z]{3})[a-z]*\.?\s*(\d{4})")
_QUARTERS: Final = {
    "一": "Q1",
    "二": "Q2",
    "三": "Q3",
    "四": "Q4",
    "1": "Q1",
    "2": "Q2",
    "3": "Q3",
    "4": "Q4",
}
_PERIOD_REASON: Final = (
    "时期认不出来；可写 2020、2020Q3、2020-05、2019-11..2020-02、2020年1-6月 或 July 2004 - June 2005"
)


def take_counts(counts: CountsMapping, chunk: Chunk, codes: CodeTables) -> tuple[Columns, Rows, list[Flaw]]:
    """The figures of a chunk, the row that each comes from, and what is wrong with them."""
    court, flaws = _words(counts.court, chunk, lambda word: codes.code("courts", word) or word)
    case_type, more = _words(counts.case_type, chunk, lambda word: word)
    first, last, wrong = _periods(counts.period, chunk)
    keys = {"court": court, "case_type": case_type, "first_on": first, "last_on": last}
    flaws += [*more, *wrong]
    parts = [_wide(measure, counts, chunk) for measure in counts.wide] or [_long(counts, chunk)]
    filled = [np.asarray(pc.and_(pc.is_valid(part["measure"]), pc.is_valid(part["value"]))) for part, _ in parts]
    columns = {
        name: pa.concat_arrays(
            [(keys | part)[name].filter(pa.array(mask)) for (part, _), mask in zip(parts, filled, strict=True)]
        )
        for name in (*keys, "measure", "value", "unit")
    }
    flaws += [flaw for _, wrong in parts for flaw in wrong]
    flaws += _lacking(keys, np.logical_or.reduce(filled))
    return columns, np.concatenate([np.flatnonzero(mask) for mask in filled]), flaws


def _lacking(keys: Columns, filled: NDArray[np.bool_]) -> list[Flaw]:
    """The rows with a figure that lack its court, case type or period."""
    flaws = []
    for name, title in (("court", "法院"), ("case_type", "案件类型"), ("first_on", "时期")):
        rows = np.flatnonzero(np.asarray(pc.is_null(keys[name])) & filled)
        flaws.append(Flaw(source="", rows=rows, reason=f"缺{title}，无法归入；请补上，或用 skip_rows 略去合计行"))
    return [flaw for flaw in flaws if len(flaw.rows)]


def _words(mapping: ColumnMapping, chunk: Chunk, read: Callable[[str], str]) -> tuple[Any, list[Flaw]]:
    """A column of words, by the mapping's own codes first."""
    words = source_words(mapping, chunk)
    (values,), flaws = gather(
        words, lambda word: (mapping.codes.get(word) or read(word),), [pa.string()], mapping.source
    )
    return values, [*flaws, *formula_flaw(words, mapping.source)]


def _wide(measure: ColumnMapping, counts: CountsMapping, chunk: Chunk) -> tuple[Columns, list[Flaw]]:
    """The figures of one measure's column."""
    if measure.optional and not set(measure.sources) <= set(chunk.columns):
        nothing = pa.nulls(len(chunk), pa.string())
        return {"measure": nothing, "value": pa.nulls(len(chunk), SIX_PLACES), "unit": nothing}, []
    (value, unit), flaws = _figures(measure, chunk, measure.unit or counts.unit, given=bool(measure.unit))
    return {"measure": pa.repeat(pa.scalar(measure.field), len(chunk)), "value": value, "unit": unit}, flaws


def _long(counts: CountsMapping, chunk: Chunk) -> tuple[Columns, list[Flaw]]:
    """The figures of one column, whose measures another names; those not listed are passed over."""
    said = trimmed(chunk.words(counts.measure))
    (measure,), _ = gather(said, lambda word: (counts.measures.get(word),), [pa.string()], counts.measure)
    if not counts.measures:
        measure = pc.if_else(pc.match_substring_regex(said, r"^[a-z][a-z0-9_]*$"), said, None)
    # A value that nobody asked for cannot be wrong.
    column = ColumnMapping(field="value", sources=(counts.value,))
    asked = dict(chunk.columns) | {counts.value: pc.if_else(pc.is_valid(measure), chunk.words(counts.value), None)}
    asked_for = Chunk(columns=asked, numbers=chunk.numbers)
    (value, unit), flaws = _figures(column, asked_for, counts.unit, given=False)
    return {"measure": measure, "value": value, "unit": unit}, flaws


def _figures(column: ColumnMapping, chunk: Chunk, unit: str, *, given: bool) -> tuple[list[Any], list[Flaw]]:
    """Values and their units: ``98%`` says its own, unless the mapping does."""
    read = decimal_reader(column.factor, 6, signed=True)

    def figure(word: str) -> tuple[object, str]:
        said = "" if given else read_number(word)[1]
        return read(word), said or unit

    return gather(source_words(column, chunk), figure, [SIX_PLACES, pa.string()], column.source)


def _periods(period: PeriodMapping, chunk: Chunk) -> tuple[Any, Any, list[Flaw]]:
    """The first and last day of each row's period."""
    parts = [pc.fill_null(trimmed(chunk.words(name)), "") for name in period.sources]
    words = pc.binary_join_element_wise(*parts, "\x1f") if len(parts) > 1 else parts[0]
    words = pc.if_else(pc.equal(pc.replace_substring(words, "\x1f", ""), ""), None, words)
    (first, last), flaws = gather(
        words, lambda word: _days(word, period), [pa.date32(), pa.date32()], " + ".join(period.sources)
    )
    return first, last, flaws


def _days(words: str, mapping: PeriodMapping) -> tuple[date, date]:
    """The first and last day that the words of a period's columns mean."""
    parts = dict(zip(mapping.sources, words.split("\x1f"), strict=True))
    start = mapping.statistical
    if mapping.ends:
        found = Period(last := date_reader(())(parts[mapping.ends]), last)  # type: ignore[arg-type]
    elif mapping.text:
        found = read_period(parts[mapping.text], start)
    else:
        found = read_period(_year_of(parts, mapping), start)
    return (_months_before(found.last, mapping.months) if mapping.months else found.first), found.last


def _year_of(parts: dict[str, str], mapping: PeriodMapping) -> str:
    """A period from a year with a quarter or a month."""
    year = plain(parts[mapping.year]).removesuffix(".0")
    if mapping.quarter:
        match = re.search(r"[1-4一二三四]", parts[mapping.quarter])
        if not match:
            raise ValueError("季度认不出来，请写 1—4 或 Q1—Q4")
        return year + _QUARTERS[match[0]]
    if mapping.month:
        month = plain(parts[mapping.month]).removesuffix(".0").removesuffix("月")
        month = str(MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in MONTHS else month
        return f"{year}-{month.zfill(2)}"
    return year


def _months_before(last: date, months: int) -> date:
    """The first day of the run of whole months that ends on this day."""
    following = last + timedelta(days=1)
    index = following.year * 12 + following.month - 1 - months
    return date(index // 12, index % 12 + 1, following.day)


def read_period(text: str, start: YearStart) -> Period:
    """A period in Chinese, in English or as users write it; raises ValueError where it is none."""
    word = plain(text).lower()
    if months := _ENGLISH.findall(word):
        ends = [parse_period(f"{year}-{MONTHS.index(name) + 1:02d}") for name, year in months if name in MONTHS]
        if len(ends) != len(months) or len(ends) > 2:
            raise ValueError(_PERIOD_REASON)
        return _checked(ends[0].first, ends[-1].last)
    word = re.sub(r"\s+", "", word)
    if match := re.fullmatch(r"(\d{4})年?第?([一二三四1-4])季度?", word):
        word = f"{match[1]}{_QUARTERS[match[2]]}"
    elif match := re.fullmatch(r"(\d{4})年(\d{1,2})月?[-—~至到](\d{1,2})月", word):
        word = f"{match[1]}-{match[2].zfill(2)}..{match[1]}-{match[3].zfill(2)}"
    elif match := re.fullmatch(r"(\d{4})年(\d{1,2})月", word):
        word = f"{match[1]}-{match[2].zfill(2)}"
    elif match := re.fullmatch(r"(\d{4}-\d{2})\.\.(\d{2})", word):
        word = f"{match[1]}..{match[1][:5]}{match[2]}"
    elif match := re.fullmatch(r"(\d{4})年?(上|下)半年?", word):
        word = f"{match[1]}{'H1' if match[2] == '上' else 'H2'}"
    try:
        return parse_period(word, start)
    except UsageError:
        raise ValueError(_PERIOD_REASON) from None


def _checked(first: date, last: date) -> Period:
    """A period whose days stand in order."""
    if first > last:
        raise ValueError("时期的起止颠倒，请更正")
    return Period(first, last)

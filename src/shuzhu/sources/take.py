"""A chunk and a table's mapping → a batch: fields read, gaps filled, rows checked, none lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import Batch, Refusal, schema, value_class
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.records import columns as columns_of
from shuzhu.records import key_of
from shuzhu.sources.cases import case_id_of, identify, name_causes, read_numbers, take_case, take_number
from shuzhu.sources.chunks import Chunk, raw_of
from shuzhu.sources.columns import Flaw, Rows, rows_of, rows_where
from shuzhu.sources.counts import take_counts
from shuzhu.sources.fields import coalesced, constant_column, take_field
from shuzhu.sources.mapping import TableMapping
from shuzhu.sources.seen import Seen, content_ids, row_hashes

KEPT: Final = "本行照收，此栏留空："
NOTES: Final = 20  # bad values told one by one, for one column of one chunk
# Rows of these tables seldom have an identity of their own; it is made from what they say.
NAMELESS: Final = frozenset(
    ["parties", "exclusions", "extensions", "hearings", "services", "documents", "dishonest", "judge_posts"]
)
OF_A_CASE: Final = frozenset(["parties", "exclusions", "extensions", "hearings", "services", "enforcements"])
ORDERED: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "cases": (("filed_on", "closed_on", "结案日期早于立案日期"),),
    "exclusions": (("first_on", "last_on", "终止日期早于起始日期"),),
    "mediations": (("registered_on", "ended_on", "办结日期早于登记日期"),),
    "dishonest": (("listed_on", "removed_on", "删除日期早于纳入日期"),),
    "judge_posts": (("since", "until", "离岗日期早于到岗日期"),),
    "mediators": (("since", "until", "出册日期早于入册日期"),),
    "advices": (("sent_on", "answered_on", "反馈日期早于发出日期"),),
    "statistics": (("first_on", "last_on", "截止日期早于起始日期"),),
    "counts": (("first_on", "last_on", "截止日期早于起始日期"),),
}


@dataclass(slots=True, kw_only=True)
class Tally:
    """How the rows of a file fared, summed over the tables taken from it; none is lost.

    ``rows`` = ``taken`` + ``refused`` + ``repeated`` (the same as an earlier row) + ``passed``
    (left out by the mapping, or without any figure). ``unmapped`` are columns that nobody took.
    """

    rows: int = 0
    taken: int = 0
    refused: int = 0
    repeated: int = 0
    passed: int = 0
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One table being taken from one file: what stays the same from chunk to chunk, and what it has seen."""

    file: str
    mapping: TableMapping
    codes: CodeTables
    tally: Tally
    keys: Seen = field(default_factory=Seen)
    contents: Seen = field(default_factory=Seen)

    @property
    def table(self) -> str:
        """The table that is taken."""
        return self.mapping.table


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Fields of a table before they are checked; ``origin`` is the chunk's row of each record.

    ``unreadable`` are the rows whose case number cannot be read, of which no more need be said.
    """

    columns: dict[str, Any]
    origin: Rows
    flaws: list[Flaw]
    unreadable: Rows

    def keep(self, mask: Any) -> "Draft":
        """The records for which the mask is true."""
        chosen = pa.array(mask)
        columns = {name: column.filter(chosen) for name, column in self.columns.items()}
        return replace(self, columns=columns, origin=self.origin[mask])


def take(desk: Desk, chunk: Chunk) -> Batch:
    """chunk → batch, with the rows that were refused"""
    broken = [_refusal(desk, b.row, "", "", b.reason, b.raw) for b in chunk.broken]
    desk.tally.rows += len(chunk) + len(broken)
    desk.tally.refused += len(broken)
    chunk = _without_skipped(desk, chunk)
    draft = _draft(desk, chunk)
    draft.flaws.extend(_row_flaws(desk.mapping, draft))
    refused_rows = _fatal_rows(draft.flaws)
    draft = draft.keep(~np.isin(draft.origin, list(refused_rows)))
    draft, clashes = _without_repeats(desk, draft, chunk)
    refused = _refused(desk, chunk, refused_rows | clashes)
    notes = _notes(desk, chunk, draft.flaws, set(refused_rows) | set(clashes))
    desk.tally.refused += len(refused)
    desk.tally.taken += len(np.unique(draft.origin))
    desk.tally.passed += len(chunk) - len(refused) - len(np.unique(draft.origin))
    given = tuple(c.name for c in columns_of(desk.table) if c.name in draft.columns)
    return Batch(
        table=desk.table,
        rows=_arrow(desk.table, draft),
        refused=(*broken, *refused, *notes),
        given=given,
    )


def _without_skipped(desk: Desk, chunk: Chunk) -> Chunk:
    """The chunk without the rows that the mapping leaves out: totals, remarks."""
    skip = np.zeros(len(chunk), bool)
    for name, patterns in desk.mapping.skip_rows.items():
        words = pc.fill_null(pc.utf8_trim_whitespace(chunk.words(name)), "").dictionary_encode()
        met = [any(fnmatchcase(word, one) for one in patterns) for word in words.dictionary.to_pylist()]
        skip |= np.array(met, bool)[np.asarray(words.indices)] if met else False
    desk.tally.passed += int(skip.sum())
    return chunk.keep(pa.array(~skip)) if skip.any() else chunk


def _draft(desk: Desk, chunk: Chunk) -> Draft:
    """The fields of a chunk, gaps filled."""
    if desk.mapping.counts:
        columns, origin, flaws = take_counts(desk.mapping.counts, chunk, desk.codes)
        if desk.mapping.source:
            columns["source"] = constant_column(desk.mapping.source, len(origin))
        return Draft(columns=columns, origin=origin, flaws=flaws, unreadable=rows_of([]))
    columns, flaws = _fields(desk, chunk)
    if desk.table == "cases":
        wrong = take_number(desk.mapping, chunk, desk.codes, columns)
        flaws += identify(columns, len(chunk), rows_of(wrong))
        name_causes(columns, desk.codes)
    else:
        wrong = _fill(desk, chunk, columns)
    return Draft(columns=columns, origin=np.arange(len(chunk)), flaws=[*wrong, *flaws], unreadable=rows_of(wrong))


def _fields(desk: Desk, chunk: Chunk) -> tuple[dict[str, Any], list[Flaw]]:
    """Every field that the mapping names, but a case's number, which is read with care later."""
    columns: dict[str, Any] = {}
    flaws: list[Flaw] = []
    for one in desk.mapping.columns:
        absent = one.optional and not set(one.sources) <= set(chunk.columns)
        if absent or (desk.table, one.field) == ("cases", "case_number"):
            continue
        columns[one.field], more = take_field(one, desk.mapping, chunk, desk.codes)
        flaws += more
    return columns, flaws


def _fill(desk: Desk, chunk: Chunk, columns: dict[str, Any]) -> list[Flaw]:
    """Fill what a row of another table than cases does not say: its case, its source, its identity.

    Gives what is wrong with the number of its case.
    """
    mapping = desk.mapping
    flaws: list[Flaw] = []
    if desk.table == "documents" and "case_number" in columns:
        told, flaws = read_numbers(columns["case_number"], _source_of(mapping, "case_number"), desk.codes)
        columns["case_number"] = told[0]
        columns["court"] = coalesced(columns.get("court"), told[1])
        columns["case_id"] = coalesced(columns.get("case_id"), case_id_of(columns["court"], told[0]))
    if mapping.case:
        case_id, wrong = take_case(mapping.case, mapping, chunk, desk.codes)
        columns["case_id"], flaws = coalesced(columns.get("case_id"), case_id), [*flaws, *wrong]
    if mapping.source and "source" in {column.name for column in columns_of(desk.table)}:
        columns["source"] = coalesced(columns.get("source"), constant_column(mapping.source, len(chunk)))
    if desk.table in NAMELESS and columns:
        key = key_of(desk.table)[0]
        columns[key] = coalesced(columns.get(key), content_ids(list(columns.values()), desk.contents))
    return flaws


def _source_of(mapping: TableMapping, name: str) -> str:
    """The source's column of a field."""
    return next((column.source for column in mapping.columns if column.field == name), "")


def _row_flaws(mapping: TableMapping, draft: Draft) -> list[Flaw]:
    """What is wrong with whole rows: a key that is lacking, days out of order."""
    table, flaws = mapping.table, []
    titles = {column.name: column.title for column in columns_of(table)}
    # A case's identity and a published figure's keys have been looked at where they were made.
    looked_at = table == "cases" or mapping.counts is not None
    needed = set() if looked_at else {*key_of(table), *(["case_id"] if table in OF_A_CASE else [])}
    for name in sorted(needed):
        column = draft.columns.get(name)
        lacking = np.arange(len(draft.origin)) if column is None else rows_where(pc.is_null(column))
        source = _source_of(mapping, name)
        told = [flaw for flaw in draft.flaws if source and flaw.source == source]
        lacking = np.setdiff1d(lacking, [*rows_of(told), *(draft.unreadable if name == "case_id" else ())])
        flaws.append((lacking, f"缺{titles[name]}；请补上这一栏，或在映射中写明它的来源列"))
    for before, after, reason in ORDERED.get(table, ()):
        if before in draft.columns and after in draft.columns:
            wrong = pc.less(draft.columns[after], draft.columns[before])
            flaws.append((rows_where(wrong), f"{reason}，请更正"))
    return [Flaw(source="", rows=np.unique(draft.origin[rows]), reason=reason) for rows, reason in flaws if len(rows)]


def _fatal_rows(flaws: list[Flaw]) -> dict[int, list[Flaw]]:
    """The rows that are refused, each with all that is wrong with it."""
    rows: dict[int, list[Flaw]] = {}
    for flaw in flaws:
        for row in flaw.rows.tolist() if flaw.fatal else ():
            rows.setdefault(row, []).append(flaw)
    return rows


def _without_repeats(desk: Desk, draft: Draft, chunk: Chunk) -> tuple[Draft, dict[int, list[Flaw]]]:
    """The draft without records that came before; a row that contradicts an earlier one is refused."""
    if not len(draft.origin):
        return draft, {}
    names = [c.name for c in columns_of(desk.table) if c.name in draft.columns]
    keys = row_hashes([draft.columns[name] for name in key_of(desk.table)])
    contents = row_hashes([draft.columns[name] for name in names])
    numbers = chunk.numbers[draft.origin]
    same, clash = desk.keys.compare(keys, contents, numbers)
    clashes: dict[int, list[Flaw]] = {}
    for row, other in zip(draft.origin[clash > 0].tolist(), clash[clash > 0].tolist(), strict=True):
        reason = f"标识与第 {other} 行相同而内容不同；已取第 {other} 行，请核对哪一行为准"
        clashes.setdefault(row, [Flaw(source="", rows=np.array([row]), reason=reason)])
    fresh = ~same & ~np.isin(draft.origin, list(clashes))
    desk.keys.add(keys[fresh], contents[fresh], numbers[fresh])
    known = set(draft.origin[same].tolist()) - set(draft.origin[fresh].tolist()) - set(clashes)
    desk.tally.repeated += len(known)
    desk.tally.passed -= len(known)
    return draft.keep(fresh), clashes


def _refusal(desk: Desk, row: int, column: str, value: str, reason: str, raw: str) -> Refusal:
    """One refusal."""
    kind = value_class(value) if column or value else ""
    return Refusal(file=desk.file, row=row, column=column, value_class=kind, reason=reason, table=desk.table, raw=raw)


def _note(desk: Desk, row: int, column: str, value: str, reason: str, raw: str) -> Refusal:
    """A refusal of one field of a row that is taken."""
    return replace(_refusal(desk, row, column, value, f"{KEPT}{reason}", raw), kept=True)


def _refused(desk: Desk, chunk: Chunk, rows: dict[int, list[Flaw]]) -> list[Refusal]:
    """A refusal for each row, with every reason."""
    found = []
    for row in sorted(rows):
        first, reasons = rows[row][0], "；".join(dict.fromkeys(flaw.reason for flaw in rows[row]))
        number = int(chunk.numbers[row])
        found.append(_refusal(desk, number, first.source, first.value, reasons, chunk.raw(row)))
    return found


def _notes(desk: Desk, chunk: Chunk, flaws: list[Flaw], refused: set[int]) -> list[Refusal]:
    """What was left blank in rows that were taken: one note for each bad value of each column."""
    notes, told = [], dict.fromkeys((flaw.source for flaw in flaws), 0)
    for flaw in flaws:
        rows = [] if flaw.fatal else [row for row in flaw.rows.tolist() if row not in refused]
        if not rows:
            continue
        told[flaw.source] += 1
        if told[flaw.source] > NOTES:
            continue
        more = f"（同值共 {len(rows)} 行）" if len(rows) > 1 else ""
        raw = raw_of({flaw.source: flaw.value, "rows": len(rows)})
        number = int(chunk.numbers[rows[0]])
        notes.append(_note(desk, number, flaw.source, flaw.value, f"{flaw.reason}{more}", raw))
    for source, times in told.items():
        if times > NOTES:
            reason = f"此栏另有 {times - NOTES} 种值认不出来；请核对映射是否指对了列"
            notes.append(_note(desk, int(chunk.numbers[0]), source, "", reason, raw_of({"values": times})))
    return notes


def _arrow(table: str, draft: Draft) -> pa.Table:
    """The records with all columns of their table, in order."""
    shape = schema(table)
    rows = len(draft.origin)
    arrays = [
        draft.columns[each.name].cast(each.type) if each.name in draft.columns else pa.nulls(rows, each.type)
        for each in shape
    ]
    return pa.Table.from_arrays(arrays, schema=shape)


def is_note(refusal: Refusal) -> bool:
    """Whether a refusal only tells that a field was left blank in a row that was taken."""
    return refusal.kept

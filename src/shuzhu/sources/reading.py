"""YAML → a mapping; an unknown key is an error that names the nearest known one."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from shuzhu.errors import MappingError, SourceError, UsageError, did_you_mean
from shuzhu.periods import CALENDAR_YEAR, YearStart
from shuzhu.records import RECORDS, columns
from shuzhu.sources.mapping import (
    CaseMapping,
    ColumnMapping,
    CountsMapping,
    DocumentsMapping,
    Layout,
    PeriodMapping,
    SourceMapping,
    TableMapping,
)

UNITS: Final[Mapping[str, Decimal]] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
TOP: Final = {"file", "source", "tables", "documents"}
TABLE: Final = {
    "table", "file", "source", "columns", "case", "counts", "skip_rows", "dates", "strict",
    "sheet", "header_row", "delimiter", "quote", "encoding", "query",
}  # fmt: skip
COLUMN: Final = {
    "from", "join", "with", "value", "before", "after", "dates", "codes", "unit", "true", "false", "optional",
}  # fmt: skip
COUNTS: Final = {"court", "case_type", "period", "wide", "measure", "value", "measures", "unit"}
PERIOD: Final = {"text", "ends", "year", "quarter", "month", "months", "statistical"}
DOCUMENTS: Final = {"text", "said", "head", "encoding"}
WORDS: Final = {"between": "with", "before": "before", "after": "after", "unit": "unit"}
MEASURE: Final = re.compile(r"[a-z][a-z0-9_]*")
DELIMITERS: Final[Mapping[str, str]] = {"tab": "\t", "\\t": "\t", "制表符": "\t", "逗号": ","}
MANY: Final = 1_000_000  # characters; a mapping is a page or two


class _Loader(yaml.BaseLoader):
    """YAML whose every scalar stays text (``是``, ``1``, ``0213``), and no key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 – PyYAML's own signature
        """A dict, or an error where a key stands twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


class _Part:
    """One dict of the file, with its place, so that every complaint can name it."""

    def __init__(self, path: Path, where: str, words: Any, known: Iterable[str] | None = None) -> None:
        self.path, self.where = path, where
        if not isinstance(words, dict):
            raise MappingError(path, where, "write keys and values here (key: value)")
        self.words: dict[str, Any] = words
        for key in words:
            if known is not None and key not in known:
                raise MappingError(path, self.at(key), f"no such key{did_you_mean(str(key), known)}")

    def at(self, key: str) -> str:
        """The full name of a key."""
        return f"{self.where}.{key}" if self.where else key

    def wrong(self, key: str, message: str) -> MappingError:
        """A complaint about a key."""
        return MappingError(self.path, self.at(key), message)

    def text(self, key: str) -> str:
        """The words of a key, blank where it is absent."""
        word = self.words.get(key, "")
        if not isinstance(word, str):
            raise self.wrong(key, "write one word or number here")
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        """The words of a key that takes one or several."""
        words = self.words.get(key, [])
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise self.wrong(key, "write a word or a list of words here, e.g. [是, 1]")
        return tuple(words)

    def pairs(self, key: str) -> dict[str, str]:
        """The words of a key that takes pairs."""
        part = _Part(self.path, self.at(key), self.words.get(key, {}))
        return {name: part.text(name) for name in part.words}

    def whole(self, key: str) -> int:
        """A whole number of at least 1; 0 where it is absent."""
        word = self.text(key)
        if word and not (word.isascii() and word.isdigit() and 1 <= int(word) <= 10_000):
            raise self.wrong(key, f"write a whole number from 1 up, not {word!r}")
        return int(word or 0)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        word = self.text(key).lower()
        if word not in {"", "true", "false"}:
            raise self.wrong(key, "write true or false")
        return word == "true" if word else default


def read_mapping(path: Path) -> SourceMapping:
    """A mapping file → what it says; raises MappingError naming the file, the key and the mend."""
    try:
        words = path.read_text(encoding="utf-8-sig")
        if len(words) > MANY:
            raise MappingError(path, "", "this is too long for a mapping file")
        top = yaml.load(words, Loader=_Loader)  # noqa: S506 – a BaseLoader, which makes text only
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise MappingError(path, "", f"not a YAML file in UTF-8: {' '.join(str(error).split())}") from error
    return _mapping(_Part(path, "", top, TOP | TABLE))


def _mapping(top: _Part) -> SourceMapping:
    """The whole file."""
    several, documents = top.words.get("tables"), top.words.get("documents")
    if not several and not documents and "table" not in top.words and "counts" not in top.words:
        raise top.wrong("", "say what to take: table and columns, tables, counts or documents")
    if several is not None and not isinstance(several, list):
        raise top.wrong("tables", "write a list, one table an entry")
    shared = {key: word for key, word in top.words.items() if key in TABLE - {"file"}}
    parts = [_Part(top.path, f"tables[{n}]", part, TABLE) for n, part in enumerate(several or [], start=1)]
    for part in parts:
        part.words = shared | part.words
    if not parts and ("table" in top.words or "counts" in top.words):
        parts = [_Part(top.path, "", shared)]
    return SourceMapping(
        path=top.path,
        file=top.text("file"),
        source=top.text("source"),
        tables=tuple(_table(part) for part in parts),
        documents=_documents(_Part(top.path, "documents", documents, DOCUMENTS)) if documents else None,
    )


def _table(part: _Part) -> TableMapping:
    """One table."""
    counts = "counts" in part.words
    table = part.text("table") or ("counts" if counts else "")
    if table not in RECORDS:
        raise part.wrong("table", f"no such table: {table!r}{did_you_mean(table, RECORDS)}")
    if counts and table != "counts":
        raise part.wrong("counts", "only the table counts takes published figures")
    if not counts and not part.words.get("columns"):
        raise part.wrong("columns", "say which column is which field, e.g. filed_on: 立案日期")
    fields = part.words.get("columns", {})
    listed = _Part(part.path, part.at("columns"), fields, [c.name for c in columns(table)])
    skips = _Part(part.path, part.at("skip_rows"), part.words.get("skip_rows", {}))
    return TableMapping(
        table=table,
        file=part.text("file"),
        layout=_layout(part),
        columns=tuple(_column(listed, name) for name in fields),
        case=_case(part, table) if "case" in part.words else None,
        counts=_counts(_Part(part.path, part.at("counts"), part.words["counts"], COUNTS)) if counts else None,
        skip_rows={name: skips.texts(name) for name in skips.words},
        dates=part.texts("dates"),
        source=part.text("source"),
        strict=part.flag("strict"),
    )


def _layout(part: _Part) -> Layout:
    """How the rows are laid out."""
    delimiter = part.text("delimiter")
    delimiter = DELIMITERS.get(delimiter, delimiter)
    if len(delimiter) > 1:
        raise part.wrong("delimiter", "write one sign, or tab")
    query = part.text("query")
    if query and not re.fullmatch(r"\w+(\.\w+)?|(?is:\s*(select|with)\b.+)", query):
        raise part.wrong("query", "write the name of a table or view, or a SELECT")
    return Layout(
        sheet=part.text("sheet"),
        header_row=part.whole("header_row"),
        delimiter=delimiter,
        quote=part.flag("quote", default=True),
        encoding=_encoding(part),
        query=query,
    )


def _encoding(part: _Part) -> str:
    """The name of an encoding that exists, or blank."""
    name = part.text("encoding")
    try:
        b"a".decode(name or "utf-8")
    except UnicodeDecodeError:
        return name  # it exists, and one byte is no letter in it
    except LookupError:
        message = f"no such encoding: {name!r}; write utf-8, gb18030 or big5"
        raise part.wrong("encoding", message) from None
    return name


def _case(part: _Part, table: str) -> CaseMapping:
    """The columns that tell the case of a child row."""
    if table == "cases" or "case_id" not in {column.name for column in columns(table)}:
        raise part.wrong("case", f"{table} has no case_id to build")
    inner = _Part(part.path, part.at("case"), part.words["case"], {"number", "court"})
    if "number" not in inner.words:
        raise inner.wrong("number", "say which column holds the case number")
    court = _column(inner, "court") if "court" in inner.words else None
    return CaseMapping(number=_column(inner, "number"), court=court)


def _column(part: _Part, name: str) -> ColumnMapping:
    """One field: a bare column name, or a dict that says more."""
    word = part.words[name]
    if not word:
        raise part.wrong(name, "name a column of the source, or leave the field out")
    if isinstance(word, str):
        return ColumnMapping(field=name, sources=(word,))
    inner = _Part(part.path, part.at(name), word, COLUMN)
    ways = [key for key in ("from", "join", "value") if key in inner.words]
    if len(ways) != 1:
        raise part.wrong(name, "say exactly one of from (a column), join (several) and value (a constant)")
    texts = {key: inner.text(word) for key, word in WORDS.items()}
    return ColumnMapping(
        field=name,
        sources=inner.texts("join") if ways == ["join"] else tuple(filter(None, [inner.text("from")])),
        constant=inner.text("value") if ways == ["value"] else None,
        dates=inner.texts("dates"),
        codes=inner.pairs("codes") if "codes" in inner.words else {},
        factor=UNITS.get(inner.text("unit"), Decimal(1)),
        true=frozenset(inner.texts("true")),
        false=frozenset(inner.texts("false")),
        optional=inner.flag("optional"),
        **texts,
    )


def _counts(part: _Part) -> CountsMapping:
    """Published figures."""
    for key in ("court", "case_type", "period"):
        if key not in part.words:
            raise part.wrong(key, "say which column it is, or {value: …} where it is the same throughout")
    wide = _Part(part.path, part.at("wide"), part.words.get("wide", {}))
    if bool(wide.words) == bool(part.text("measure") and part.text("value")):
        raise part.wrong("wide", "say either wide (one column a measure) or both measure and value (columns)")
    measures = part.pairs("measures") if "measures" in part.words else {}
    for name in (*wide.words, *measures.values()):
        if not MEASURE.fullmatch(name):
            raise part.wrong("wide" if wide.words else "measures", f"{name!r}: a measure is a small English word")
    return CountsMapping(
        court=_column(part, "court"),
        case_type=_column(part, "case_type"),
        period=_period(_Part(part.path, part.at("period"), part.words["period"], PERIOD)),
        wide=tuple(_column(wide, name) for name in wide.words),
        measure=part.text("measure"),
        value=part.text("value"),
        measures=measures,
        unit=part.text("unit") or "件",
    )


def _period(part: _Part) -> PeriodMapping:
    """The columns of a period."""
    if len([key for key in ("text", "ends", "year") if part.text(key)]) != 1:
        raise part.wrong("year", "say exactly one of text, ends and year (with quarter or month)")
    start = part.text("statistical")
    try:
        year = YearStart.parse(start) if start else CALENDAR_YEAR
    except UsageError as error:
        raise part.wrong("statistical", str(error)) from error
    words = {key: part.text(key) for key in ("text", "ends", "year", "quarter", "month")}
    return PeriodMapping(**words, months=part.whole("months"), statistical=year)


def _documents(part: _Part) -> DocumentsMapping:
    """Where the text of a document stands."""
    return DocumentsMapping(
        text=part.texts("text"),
        said=part.pairs("said") if "said" in part.words else {},
        head=part.pairs("head") if "head" in part.words else {},
        encoding=_encoding(part),
    )

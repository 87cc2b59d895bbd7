"""What a mapping file says: which columns of a source become which fields of which table.

It is data and holds no rules of its own; ``read_mapping`` makes it from YAML.
"""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

from shuzhu.periods import CALENDAR_YEAR, YearStart


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Where one field comes from (columns of the source, or a constant) and how its words are read."""

    field: str
    sources: tuple[str, ...] = ()
    constant: str | None = None
    between: str = ""
    before: str = ""
    after: str = ""
    dates: tuple[str, ...] = ()
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    factor: Decimal = Decimal(1)
    unit: str = ""
    true: frozenset[str] = frozenset()
    false: frozenset[str] = frozenset()
    optional: bool = False

    @property
    def source(self) -> str:
        """The source's column as it is shown to a person."""
        return " + ".join(self.sources)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseMapping:
    """The columns of a child row that tell its case where it has no case_id."""

    number: ColumnMapping
    court: ColumnMapping | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMapping:
    """The columns that tell the period of a published figure.

    ``text`` names the period in words; else ``ends`` holds its last day; else ``year`` with
    ``quarter`` or ``month``. ``months``: the source names only the end of a run of so many months.
    """

    text: str = ""
    ends: str = ""
    year: str = ""
    quarter: str = ""
    month: str = ""
    months: int = 0
    statistical: YearStart = CALENDAR_YEAR

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(name for name in (self.text, self.ends, self.year, self.quarter, self.month) if name)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CountsMapping:
    """Published figures: ``wide`` has one column a measure, else ``measure`` and ``value`` are columns."""

    court: ColumnMapping
    case_type: ColumnMapping
    period: PeriodMapping
    wide: tuple[ColumnMapping, ...] = ()
    measure: str = ""
    value: str = ""
    measures: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unit: str = "件"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the rows of a file are laid out; tables of one layout are read in one pass."""

    sheet: str = ""
    header_row: int = 0
    delimiter: str = ""
    quote: bool = True
    encoding: str = ""
    query: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """One table to take from a file."""

    table: str
    file: str = ""
    layout: Layout = dataclasses.field(default_factory=Layout)
    columns: tuple[ColumnMapping, ...] = ()
    case: CaseMapping | None = None
    counts: CountsMapping | None = None
    skip_rows: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    dates: tuple[str, ...] = ()
    source: str = ""
    strict: bool = False

    def all_columns(self) -> tuple[ColumnMapping, ...]:
        """Every column mapping it holds, wherever it stands."""
        more: list[ColumnMapping | None] = []
        if self.case:
            more += [self.case.number, self.case.court]
        if self.counts:
            more += [self.counts.court, self.counts.case_type, *self.counts.wide]
        return (*self.columns, *(column for column in more if column))

    def wanted(self) -> tuple[str, ...]:
        """The columns that a file must have, in order."""
        names = [name for column in self.all_columns() if not column.optional for name in column.sources]
        if self.counts:
            more = [self.counts.measure, self.counts.value]
            names += [*self.counts.period.sources, *(name for name in more if name)]
        return tuple(dict.fromkeys([*names, *self.skip_rows]))

    def named(self) -> tuple[str, ...]:
        """The columns that it speaks of, whether a file must have them or not."""
        names = [name for column in self.all_columns() for name in column.sources]
        return tuple(dict.fromkeys([*self.wanted(), *names]))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsMapping:
    """Where the text of a document stands, and what else is said beside it.

    ``text`` are the fields to try in order; ``said`` names what is kept of the others; ``head``
    are the words that begin the head lines of a text file (``title:…``), the last of which may be
    followed by the text itself.
    """

    text: tuple[str, ...] = ()
    said: Mapping[str, str] = dataclasses.field(default_factory=dict)
    head: Mapping[str, str] = dataclasses.field(default_factory=dict)
    encoding: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SourceMapping:
    """A mapping file: its tables or documents, and the files it is meant for."""

    path: Path
    file: str = ""
    source: str = ""
    tables: tuple[TableMapping, ...] = ()
    documents: DocumentsMapping | None = None

    def fits(self, path: Path) -> bool:
        """Whether it is meant for this file."""
        return matches(self.file, path) and (self.documents is not None or bool(self.tables_for(path)))

    def tables_for(self, path: Path) -> tuple[TableMapping, ...]:
        """The tables to take from this file."""
        return tuple(table for table in self.tables if matches(table.file, path))


def matches(pattern: str, path: Path) -> bool:
    """Whether a file's name is one that the pattern means; several patterns stand apart by spaces."""
    if not pattern:
        return True
    return any(fnmatchcase(path.name.lower(), one.lower()) for one in pattern.split())

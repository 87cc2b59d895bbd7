"""What the code tables hold: words, courts, type codes, causes, families and time limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One code of a small table: its titles, the other names it goes by, and where it may be used.

    ``kinds`` and ``instances`` are blank where the word fits any kind of case or any instance.
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    note: str = ""
    kinds: tuple[str, ...] = ()
    instances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court: its mark (法院代字), level, the mark of the court above it and its region."""

    mark: str
    name: str
    level: str
    parent: str | None
    region: str
    region_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCode:
    """A type code (类型代字) with the kind and instance of the cases that bear it."""

    code: str
    kind: str
    instance: str
    title: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A civil or administrative cause or a charge, in one edition.

    ``path`` is the way from the top down to the name itself. ``former`` are the names of earlier
    editions that it took over. ``edition`` is the year the edition is known by (1997 for charges,
    whose ``code`` is the article and whose chapters and sections are causes too). ``alias`` is the
    number that the published judgments use.
    """

    name: str
    code: str
    edition: str
    kind: str
    level: int
    parent: str
    path: tuple[str, ...]
    former: tuple[str, ...] = ()
    alias: str = ""
    since: date | None = None
    until: date | None = None

    def in_force(self, on: date) -> bool:
        """It holds on this day; both bounds belong to it."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A group of causes or charges that are counted together, with the entries that make it.

    An entry is a number of the newest civil edition (``108.3``, ``P28``), a run of them
    (``113-115``), a chapter or section of the criminal law (``第八章``, ``第六章第七节``) or a name.
    """

    id: str
    zh: str
    en: str
    kind: str
    source: str
    takes: tuple[str, ...]
    less: tuple[str, ...] = ()
    note: str = ""

    @property
    def title(self) -> Mapping[str, str]:
        """Its titles by language."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A statutory time limit: months and days together, in force from ``since`` to ``until``."""

    kind: str
    instance: str
    procedure: str
    variant: str
    months: int
    days: int
    since: date
    until: date | None
    source: str
    note: str = ""

    def in_force(self, on: date) -> bool:
        """It holds for a case filed on this day."""
        return self.since <= on and (self.until is None or on <= self.until)

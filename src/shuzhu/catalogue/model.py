"""The words of the catalogue: an indicator, the terms it counts, an index and its classes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shuzhu.errors import UsageError, did_you_mean

Kind = Literal[
    "rate", "ratio", "mean", "count", "per_exposure", "per_head", "projection", "evenness", "growth", "median",
    "percentile",
]  # fmt: skip
KINDS: Mapping[str, str] = {
    "rate": "a share of cases: numerator ÷ denominator, numerator within denominator",
    "ratio": "one sum over another, of cases or of yuan",
    "mean": "a sum over the cases it is summed of",
    "count": "the numerator itself",
    "per_exposure": "numerator, made annual, over an external statistic",
    "per_head": "numerator over the mean number of people in post (days in post ÷ days of the period)",
    "projection": "numerator ÷ denominator × days of the period (CEPEJ disposition time)",
    "evenness": "1 − standard deviation ÷ mean of the numerator over the months of the period",
    "growth": "(numerator − that of the same period of the year before) ÷ that of the year before",
    "median": "the middle day of a histogram of days",
    "percentile": "a higher day of a histogram of days",
}
Better = Literal["higher", "lower", "interval", "neutral"]
At = Literal["during", "opening", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """What one column must be.

    ``values`` are equal to any of them; ``low`` and ``high`` bound a number or a day, ends
    included; ``blank`` asks whether it is blank; ``family`` names code families, whose members
    stand in ``values`` once the catalogue is read. ``negated`` turns it round, and then a blank
    passes too.
    """

    column: str
    values: tuple[str | int | bool, ...] = ()
    low: int | date | None = None
    high: int | date | None = None
    blank: bool | None = None
    family: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Something to count or sum: rows of a table that pass every test.

    A flow is dated by one column (``dated_by``) and counted during the period. A stock counts rows
    that have entered and not left (``stock``: the two columns) at the opening or the end of it.
    ``sums`` names a column to add up instead of counting rows; ``less`` subtracts the term;
    ``times`` multiplies it by a whole number.
    """

    table: str
    dated_by: str = ""
    stock: tuple[str, str] | None = None
    at: At = "during"
    where: tuple[Test, ...] = ()
    sums: str = ""
    less: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A reference interval (合理区间参考值), in the indicator's unit, and where its bounds come from."""

    low: float | None = None
    high: float | None = None
    origin: str = ""

    def place(self, value: float) -> Literal["within", "above", "below"]:
        """Where a value lies; a value on a bound is within."""
        if self.low is not None and value < self.low:
            return "below"
        return "above" if self.high is not None and value > self.high else "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Frozen parameters of reference-interval scoring: the best scores 100, the worst 60."""

    best: float
    worst: float
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The external statistic an indicator is measured against, per so many of its units.

    ``plus`` names further statistics of the same unit that are added to it.
    """

    measure: str
    per: float = 1
    plus: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """Every statistic that is added up."""
        return (self.measure, *self.plus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One definition of one indicator, in force between two dates; ``driver`` names the cases that move it."""

    code: str
    name: str
    title: Mapping[str, str]
    index_title: Mapping[str, str]
    question: Mapping[str, str]
    group: str
    kind: Kind
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()
    exposure: Exposure | None = None
    unit: str = ""
    factor: float = 1
    quantile: float = 0.5
    better: Better = "neutral"
    band: Band | None = None
    closing_curve: Mapping[int, float] | None = None
    scale: Scale | None = None
    weight: float = 1
    basis: str = ""
    owner: str = ""
    review_by: date | None = None
    since: date | None = None
    until: date | None = None
    note: Mapping[str, str] | None = None
    driver: Mapping[str, str] | None = None
    path: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything it counts."""
        return (*self.numerator, *self.denominator)

    def in_force(self, day: date) -> bool:
        """Whether this definition holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A class of an index: its indicators by code, in order."""

    id: str
    title: Mapping[str, str]
    codes: tuple[str, ...]
    weight: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A tree of two levels: classes of indicators, each weighted."""

    id: str
    title: Mapping[str, str]
    groups: tuple[Group, ...]
    scored: bool = True
    note: Mapping[str, str] | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator of it, in order."""
        return tuple(code for group in self.groups for code in group.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One indicator of a scheme: its figures by code, its weight within its level, and its dimension (blank: none)."""

    code: str
    indicators: tuple[str, ...]
    dimension: str = ""
    weight: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a scheme: its items in order, weighted."""

    id: str
    title: Mapping[str, str]
    items: tuple[Item, ...]
    weight: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A versioned set of indicators that is scored by level, and told by dimension beside it.

    Versions of one ``id`` stand beside one another; ``origin`` says where items and weights come from.
    """

    id: str
    version: str
    title: Mapping[str, str]
    origin: str
    dimensions: Mapping[str, Mapping[str, str]]
    levels: tuple[Level, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in order."""
        return tuple(item for level in self.levels for item in level.items)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every figure by its code, in order."""
        return tuple(code for item in self.items for code in item.indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every definition, by code, and the version they make together."""

    editions: Mapping[str, tuple[Indicator, ...]]
    indices: Mapping[str, Index]
    version: str
    schemes: Mapping[str, tuple[Scheme, ...]] = field(default_factory=dict)

    def scheme(self, name: str, version: str = "") -> Scheme:
        """A scheme by its id and version, the newest where none is said; raises UsageError for one that is none."""
        found = self.schemes.get(name, ())
        if not found:
            raise UsageError(f"no scheme {name!r}" + did_you_mean(name, self.schemes))
        if not version:
            return found[-1]
        known = {scheme.version: scheme for scheme in found}
        if version not in known:
            raise UsageError(f"{name} has no version {version!r}; it has {', '.join(known)}")
        return known[version]

    def indicator(self, code: str, day: date | None = None) -> Indicator:
        """The definition of a code in force on a day (the newest where no day is given).

        Raises UsageError for a code that is none, or that had no definition on that day.
        """
        wanted = code.strip().upper()
        editions = self.editions.get(wanted)
        if not editions:
            raise UsageError(f"no indicator {code!r}" + did_you_mean(wanted, self.editions))
        if day is None:
            return editions[-1]
        for edition in reversed(editions):
            if edition.in_force(day):
                return edition
        raise UsageError(f"{wanted} has no definition in force on {day}")

    def current(self, day: date | None = None) -> tuple[Indicator, ...]:
        """One definition for every code that has one in force, in order of the indices, then the rest."""
        order = {code: n for n, code in enumerate(c for index in self.indices.values() for c in index.codes)}
        found = []
        for code, editions in self.editions.items():
            live = [e for e in editions if day is None or e.in_force(day)]
            if live:
                found.append((order.get(code, len(order)), code, live[-1]))
        return tuple(indicator for _, _, indicator in sorted(found, key=lambda entry: entry[:2]))

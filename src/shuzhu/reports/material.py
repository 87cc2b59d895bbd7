"""What a report is written from: what was asked, the check-up behind it, and what else the kind needs, all as data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from shuzhu.alarms import Alarm
from shuzhu.catalogue.model import Indicator
from shuzhu.catalogue.proposals import Proposal
from shuzhu.errors import UsageError
from shuzhu.periods import Period
from shuzhu.reports.before_filing import BeforeFiling
from shuzhu.reports.brief import Brief
from shuzhu.reports.document import Emblem, Lang
from shuzhu.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report was asked for; kept in its manifest, so that it can be made again to the last byte.

    ``topic`` is the theme of a topical report or a white paper, ``event`` an event and its days (疫情防控期间,
    2020-01-24..2020-03-31), ``items`` the warnings that a letter is about, ``to`` whom it is addressed to.
    """

    kind: str
    court: str
    period: str
    dated: date
    lang: Lang = "zh"
    number: str = ""
    to: str = ""
    topic: str = ""
    event: tuple[str, str] | None = None
    items: tuple[int, ...] = ()
    contact: str = ""
    copies: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self) | {
            "dated": self.dated.isoformat(), "items": list(self.items), "copies": list(self.copies),
            "event": list(self.event) if self.event else None,
        }  # fmt: skip

    @staticmethod
    def of(said: Mapping[str, Any]) -> "Asked":
        """From the JSON of a manifest; raises UsageError where it is none of ours."""
        try:
            event = said["event"]
            return Asked(**{
                **said, "dated": date.fromisoformat(said["dated"]), "items": tuple(said["items"]),
                "copies": tuple(said["copies"]), "event": (event[0], event[1]) if event else None,
            })  # fmt: skip
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise UsageError(f"the manifest does not say what the report was asked for: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning as a report tells it: the rule's title and office, a person's name already hidden where it must be."""

    alarm: Alarm
    title: Mapping[str, str]
    office: str
    called: str
    item: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A count of something in a period and in the same period of the year before."""

    name: str
    now: float
    before: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """An external statistic that indicators divide by: its title, as the report calls it, value, unit, year, source."""

    title: str
    called: str
    value: float
    unit: str
    span: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the parties of one side (``asking``, ``answering``) are: the parts of those ``known``, how many ``blank``.

    ``name`` is kind, residence, occupation or industry; small parts are one, 其他.
    """

    name: str
    side: str
    rows: Sequence[Row]
    known: int
    blank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A sum of months to be expected, with its 95 % interval; whether a trend was clear enough to go into it."""

    first: str
    last: str
    mean: float
    low: float
    high: float
    trend: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the next months may bring by the past ``months``, and the same for the year before beside what was found.

    ``next`` is None where the months are fewer than the ``least`` or, though ``enough``, have too few cases.
    """

    months: int
    least: int
    enough: bool
    next: Expected | None = None
    tested: Expected | None = None
    found: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement that was tested: its code, title, the strength of its evidence, whether it is claimed, its words."""

    code: str
    title: str
    strength: str
    claimed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What a topic of the catalogue shows of a theme: how many cases it is of, how many with a text, every test.

    Trends and seasons are looked for from ``since`` on, which may lie before the period.
    """

    name: str
    title: str
    size: int
    texts: int
    since: date
    tests: Sequence[Statement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A theme over time: its title, the indicator that counts it, and its counts by year, month and part."""

    title: str
    driver: str
    code: str
    years: Sequence[Row] = ()
    months: Sequence[tuple[str, float]] = ()
    splits: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    rates: Sequence[tuple[str, Sequence[Value]]] = ()
    cases: Sequence[Mapping[str, Any]] = ()
    parties: Sequence[Features] = ()
    outlook: Outlook | None = None
    studies: Sequence[Study] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything one report says, as data; ``place`` is the area as sentences name it."""

    asked: Asked
    brief: Brief
    period: Period
    place: str
    proposals: Mapping[str, Proposal]
    warned: Sequence[Warned] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    statistics: Sequence[Statistic] = ()
    cases: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    event: Sequence[tuple[str, Value]] = ()
    event_period: Period | None = None
    splits: Mapping[str, Sequence[tuple[str, Mapping[str, Value]]]] = field(default_factory=dict)
    topic: Topic | None = None
    before_filing: BeforeFiling | None = None
    months: Mapping[int, Sequence[tuple[str, float]]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    emblem: Emblem | None = None

    def called(self, word: str) -> str:
        """A word of a code table in the report's language, by the Chinese one."""
        return self.words.get(word, word)

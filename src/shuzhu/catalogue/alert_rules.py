"""YAML files → the rules of warnings: which events, from how many, of what, since when."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from shuzhu.alarms import LEVELS, Level
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.model import Test
from shuzhu.catalogue.read import OURS, load_entry
from shuzhu.catalogue.terms import Entry, read_tests
from shuzhu.errors import CatalogueError

RuleKind = Literal["frequent_party", "first_cause", "clock", "aberration", "band", "progress", "mediation", "quality"]
Clock = Literal["limit", "extension", "exclusion"]
KINDS: Final[Mapping[str, str]] = {
    "frequent_party": "one party stands in so many cases within so many days",
    "first_cause": "a cause comes to a court that has not had it for years",
    "clock": "a clock of a pending case has run out, or runs out within so many days",
    "aberration": "a month's, week's or day's figure lies beyond what its own history leads one to expect",
    "band": "a value lies outside the reference interval in force for it",
    "mediation": "one organisation has so many mediations before filing that are marked",
    "progress": "closings from the start of the statistical year are behind past years, peers or the pace in force",
    "quality": "a rule of the data contract finds too large a share of what it checks faulty",
}
CLOCKS: Final[Mapping[str, str]] = {
    "limit": "the time limit of a case that was not extended, the days excluded so far added",
    "extension": "the time limit of a case that was extended, the days extended and excluded so far added",
    "exclusion": "an interval that does not count towards the limit",
}
Flag = Literal["overtime", "unproven"]
FLAGS: Final[Mapping[str, str]] = {
    "overtime": "open beyond the legal days, those of consent added and of appraisals taken off",
    "unproven": "said to have ended in an agreement that is not on file and was not performed at once",
}
Measured = Literal["count", "rate", "median"]
MEASURED: Final[Mapping[str, str]] = {
    "count": "how many there were (the numerator of an indicator)",
    "rate": "an indicator's value out of its denominator",
    "median": "an indicator's middle value",
}
Step = Literal["month", "week", "day"]
STEPS: Final[Mapping[str, str]] = {
    "month": "by statistical month",
    "week": "by week, Monday to Sunday",
    "day": "by day, each weekday beside the same weekdays before",
}
Area = Literal["court", "town"]
AREAS: Final[Mapping[str, str]] = {"court": "each court by itself", "town": "each town of each court by itself"}
Side = Literal["rise", "fall", "worse", "either"]
SIDES: Final[Mapping[str, str]] = {
    "rise": "rises alone", "fall": "falls alone", "either": "both",
    "worse": "the side on which the indicator is worse; both where neither is",
}  # fmt: skip
_KEYS: Final = {
    "id", "title", "question", "kind", "roles", "party_kinds", "where", "days", "levels", "clock", "column", "longest",
    "quiet_years", "indicators", "measure", "step", "area", "side", "least", "apart", "budget", "basis", "owner",
    "answer_within", "hold", "since", "until", "note", "flag",
}  # fmt: skip
_NEEDED: Final = ("id", "title", "question", "kind", "basis", "owner", "answer_within")
_OF_KIND: Final = {
    "frequent_party": ("roles", "days", "levels"),
    "first_cause": ("quiet_years", "levels"),
    "clock": ("levels",),
    "aberration": ("indicators", "least", "budget"),
    "band": ("indicators", "least", "levels"),
    "progress": ("indicators", "least", "levels"),
    "mediation": ("flag", "levels"),
    "quality": ("least", "levels"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """One rule of warnings, in force between two dates.

    ``levels`` give for each level the count from which it holds; for a clock, the days past the limit (negative:
    days left); for a band, how far outside, and for progress, how far behind (one at the limit). ``days`` is the
    window of a count. ``clock`` is which clock runs, ``column`` the day on which a limit ends, ``longest`` the days
    that an exclusion may last at most, by its reason,
    ``flag`` how mediations are marked. An aberration watches ``indicators`` by ``measure``, ``step``,
    ``area`` and ``side``. Below ``least`` cases nothing is judged, nor where a figure differs by less than ``apart``
    from what was expected (a share of it for an aberration of counts, the indicator's own unit else); ``budget`` is
    how many false alarms a month the rule may raise over all courts. ``answer_within`` are the days within which its
    owner answers; ``hold`` those for which an item that ended is not raised again at the same level.
    """

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    kind: RuleKind
    basis: str
    owner: str
    answer_within: int
    levels: Mapping[Level, float]
    where: tuple[Test, ...] = ()
    roles: tuple[str, ...] = ()
    party_kinds: tuple[str, ...] = ()
    days: int = 0
    clock: Clock = "limit"
    column: str = ""
    longest: Mapping[str, int] = field(default_factory=dict)
    flag: Flag | None = None
    quiet_years: int = 0
    indicators: tuple[str, ...] = ()
    measure: Measured = "count"
    step: Step = "month"
    area: Area = "court"
    side: Side = "rise"
    least: int = 0
    apart: float = 0
    budget: float = 0
    hold: int = 0
    since: date | None = None
    until: date | None = None
    edition: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def read_alert_rules(codes: CodeTables, *folders: Path) -> tuple[AlertRule, ...]:
    """Our own rules with those of the folders laid over them, in order of their ids.

    A file of the same name replaces ours. Raises CatalogueError, naming file, key and mend.
    """
    files = {path.name: path for folder in (OURS, *folders) for path in sorted((folder / "alerts").glob("*.yaml"))}
    rules = [_rule(path, codes) for path in files.values()]
    return tuple(sorted(rules, key=lambda rule: (rule.id, rule.since or date.min)))


def _rule(path: Path, codes: CodeTables) -> AlertRule:
    """One file → one rule."""
    entry = Entry(path=path, said=load_entry(path), codes=codes)
    entry.only(_KEYS)
    entry.needs(_NEEDED)
    kind = entry.one_of("kind", KINDS)
    entry.needs(_OF_KIND[kind])
    said = entry.said
    clock = entry.one_of("clock", CLOCKS) if "clock" in said else "limit"
    if kind == "clock" and clock != "exclusion":
        entry.needs(("column",))
    return AlertRule(
        id=str(said["id"]),
        title=entry.words("title"),
        question=entry.words("question"),
        kind=kind,  # type: ignore[arg-type]
        basis=str(said["basis"]),
        owner=str(said["owner"]),
        answer_within=_whole(entry, "answer_within"),
        levels=_levels(entry),
        where=read_tests(entry, "where", "cases"),
        roles=_coded(entry, "roles", "roles"),
        party_kinds=_coded(entry, "party_kinds", "party_kinds"),
        days=_whole(entry, "days"),
        clock=clock,  # type: ignore[arg-type]
        column=str(said.get("column", "")),
        longest=_longest(entry),
        flag=entry.one_of("flag", FLAGS) if "flag" in said else None,  # type: ignore[arg-type]
        quiet_years=_whole(entry, "quiet_years"),
        indicators=tuple(map(str, said.get("indicators", ()))),
        measure=entry.one_of("measure", MEASURED) if "measure" in said else "count",  # type: ignore[arg-type]
        step=entry.one_of("step", STEPS) if "step" in said else "month",  # type: ignore[arg-type]
        area=entry.one_of("area", AREAS) if "area" in said else "court",  # type: ignore[arg-type]
        side=entry.one_of("side", SIDES) if "side" in said else "rise",  # type: ignore[arg-type]
        least=_whole(entry, "least"),
        apart=_number(entry, "apart"),
        budget=_number(entry, "budget"),
        hold=_whole(entry, "hold"),
        since=entry.day("since"),
        until=entry.day("until"),
        edition=hashlib.sha256(path.read_bytes()).hexdigest()[:12],
    )


def _whole(entry: Entry, key: str) -> int:
    """A whole number of nought or more; nought where it is not said."""
    said: Any = entry.said.get(key, 0)
    if not isinstance(said, int) or said < 0:
        raise CatalogueError(entry.path, key, f"{said!r} is no whole number of nought or more")
    return said


def _number(entry: Entry, key: str) -> float:
    """A number of nought or more; nought where it is not said."""
    said: Any = entry.said.get(key, 0)
    if not isinstance(said, int | float) or said < 0:
        raise CatalogueError(entry.path, key, f"{said!r} is no number of nought or more")
    return float(said)


def _levels(entry: Entry) -> dict[Level, float]:
    """The bounds by level, rising from blue to red."""
    said = entry.said.get("levels", {})
    if not isinstance(said, dict) or set(said) - set(LEVELS):
        raise CatalogueError(entry.path, "levels", f"write it as {{level: from}}; levels are {', '.join(LEVELS)}")
    bounds = {name: float(said[name]) for name in LEVELS if name in said}
    if list(bounds.values()) != sorted(bounds.values()):
        raise CatalogueError(entry.path, "levels", "a higher level needs a higher bound")
    return bounds


def _longest(entry: Entry) -> dict[str, int]:
    """Whole days by the reason of an exclusion, each known."""
    said = entry.said.get("longest", {})
    if not isinstance(said, dict):
        raise CatalogueError(entry.path, "longest", "write it as {reason: days}")
    for reason, days in said.items():
        if reason not in entry.codes.words("exclusion_reasons"):
            raise CatalogueError(entry.path, "longest", f"no code {reason} in exclusion_reasons")
        if not isinstance(days, int) or days < 1:
            raise CatalogueError(entry.path, "longest", f"{days!r} is no number of days")
    return dict(said)


def _coded(entry: Entry, key: str, table: str) -> tuple[str, ...]:
    """A list of codes, each known."""
    said = entry.said.get(key, [])
    words = tuple(said) if isinstance(said, list) else (said,)
    for word in words:
        if word not in entry.codes.words(table):
            raise CatalogueError(entry.path, key, f"no code {word} in {table}")
    return words

"""YAML files → the contract of data: rules by family, what grades mean, what is to be delivered."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.model import Test
from shuzhu.catalogue.read import OURS, load_entry
from shuzhu.catalogue.terms import Entry, read_tests
from shuzhu.errors import CatalogueError, did_you_mean
from shuzhu.records import RECORDS
from shuzhu.row_checks import checks_of, columns_and_checks

_RULE_KEYS: Final = {
    "code", "title", "table", "field", "where", "faulty", "severity", "basis", "mend", "since", "until",
}  # fmt: skip
_FAMILY_KEYS: Final = {"family", "title", "question", "weight", "basis", "owner", "review_by", "rules"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRule:
    """One rule: of a table's rows that pass ``where``, those that pass ``faulty`` too are faulty.

    ``fields`` are what it judges; ``mend`` says what to do about a faulty row.
    """

    code: str
    family: str
    title: Mapping[str, str]
    table: str
    fields: tuple[str, ...]
    where: tuple[Test, ...]
    faulty: tuple[Test, ...]
    severity: str
    basis: str
    owner: str
    mend: Mapping[str, str]
    since: date | None = None
    until: date | None = None

    @property
    def tests(self) -> tuple[Test, ...]:
        """All that a faulty row passes."""
        return (*self.where, *self.faulty)

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFamily:
    """A family of rules, with its weight in the whole score."""

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    weight: float
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is to come: every court of these levels delivers a table's rows of every month, within so many days.

    Nothing is expected of a court whose usual month has fewer than ``usual`` rows.
    """

    id: str
    title: Mapping[str, str]
    table: str
    levels: tuple[str, ...]
    usual: int
    within: int
    owner: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """How far a load may differ from those before it: each is a limit past which it is held, where loads are held.

    ``compare`` is how many earlier loads of a table it is held against; ``rows`` a modified z-score of the number of
    rows, and ``share`` how far outside the least and most there were; ``blank`` and ``median`` a rise in the share of
    blanks and a relative move of a middle value; ``psi`` a population stability index of codes, with Cramér's V
    ``effect`` beside it. Below ``least`` rows nothing but the number of rows is judged.
    """

    compare: int
    least: int
    rows: float
    share: float
    blank: float
    psi: float
    effect: float
    median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The whole contract: rules, families, weights of severities, cut-offs of grades, deliveries, acceptance."""

    rules: tuple[QualityRule, ...]
    families: Mapping[str, QualityFamily]
    severities: Mapping[str, float]
    grades: Mapping[str, float]
    missing: str
    deliveries: tuple[Delivery, ...]
    acceptance: Acceptance
    version: str

    def rule(self, code: str) -> QualityRule:
        """The rule of a code; raises KeyError where there is none."""
        return next(rule for rule in self.rules if rule.code == code)

    def grade(self, score: float | None) -> str:
        """The letter of a score of 0–100; blank where nothing was checked."""
        if score is None:
            return ""
        return next((letter for letter, least in self.grades.items() if score >= least), list(self.grades)[-1])


def read_contract(codes: CodeTables, *folders: Path) -> Contract:
    """Our own contract with those of the folders laid over it; a file of the same name replaces ours.

    Raises CatalogueError, naming file, key and mend, for the first entry that cannot be.
    """
    files = {path.name: path for folder in (OURS, *folders) for path in sorted((folder / "quality").glob("*.yaml"))}
    settings = files.pop("settings.yaml")
    said = load_entry(settings)
    severities = {str(name): float(weight) for name, weight in said["severities"].items()}
    families: dict[str, QualityFamily] = {}
    rules: list[QualityRule] = []
    for path in files.values():
        family, own = _family(path, codes, severities)
        families[family.id] = family
        rules += own
    seen = [rule.code for rule in rules]
    twice = sorted({code for code in seen if seen.count(code) > 1})
    if twice:
        raise CatalogueError(settings, "rules", f"{twice[0]} stands twice; every code is one rule")
    digest = hashlib.sha256(codes.version.encode())
    for name in sorted(files):
        digest.update(name.encode() + files[name].read_bytes())
    return Contract(
        rules=tuple(rules), families=families, severities=severities,
        grades={str(letter): float(least) for letter, least in said["grades"].items()}, missing=str(said["missing"]),
        deliveries=tuple(_deliveries(settings, said)), acceptance=_acceptance(settings, said["acceptance"]),
        version=digest.hexdigest()[:12],
    )  # fmt: skip


def _family(path: Path, codes: CodeTables, severities: Mapping[str, float]) -> tuple[QualityFamily, list[QualityRule]]:
    """One file → a family and its rules."""
    entry = Entry(path=path, said=load_entry(path), codes=codes, columns=columns_and_checks)
    entry.only(_FAMILY_KEYS)
    entry.needs(("family", "title", "question", "weight", "basis", "owner", "rules"))
    said = entry.said
    family = QualityFamily(
        id=str(said["family"]), title=entry.words("title"), question=entry.words("question"),
        weight=float(said["weight"]), owner=str(said["owner"]),
    )  # fmt: skip
    shared = {"basis": said["basis"], "owner": said["owner"]}
    return family, [_rule(path, codes, family.id, shared | dict(one), severities) for one in said["rules"]]


def _rule(
    path: Path, codes: CodeTables, family: str, said: Mapping[str, Any], severities: Mapping[str, float]
) -> QualityRule:
    """One rule of a file."""
    entry = Entry(path=path, said=said, codes=codes, columns=columns_and_checks)
    entry.only(_RULE_KEYS | {"owner"})
    entry.needs(("code", "title", "table", "faulty", "severity", "mend"))
    table = entry.one_of("table", RECORDS)
    faulty = read_tests(entry, "faulty", table)
    return QualityRule(
        code=str(said["code"]), family=family, title=entry.words("title"), table=table,
        fields=tuple(_fields(entry, table, faulty)), where=read_tests(entry, "where", table), faulty=faulty,
        severity=entry.one_of("severity", severities), basis=str(said["basis"]), owner=str(said["owner"]),
        mend=entry.words("mend"), since=entry.day("since"), until=entry.day("until"),
    )  # fmt: skip


def _fields(entry: Entry, table: str, faulty: tuple[Test, ...]) -> Iterator[str]:
    """What a rule judges: as it says, else what its tests look at."""
    if "field" in entry.said:
        yield str(entry.said["field"])
        return
    seen: dict[str, None] = {}
    for test in faulty:
        check = checks_of(table).get(test.column)
        seen |= dict.fromkeys(check.fields if check else (test.column,))
    yield from seen


def _deliveries(path: Path, said: Mapping[str, Any]) -> Iterator[Delivery]:
    """What is to be delivered."""
    known = {one.name for one in fields(Delivery)}
    for one in said.get("deliveries", ()):
        for word in one:
            if word not in known:
                raise CatalogueError(path, f"deliveries.{word}", "unknown key" + did_you_mean(str(word), known))
        if one["table"] not in RECORDS:
            raise CatalogueError(path, "deliveries.table", f"no table {one['table']}")
        yield Delivery(**one | {"levels": tuple(one["levels"])})


def _acceptance(path: Path, said: Mapping[str, Any]) -> Acceptance:
    """The limits of a load."""
    known = {one.name for one in fields(Acceptance)}
    if set(said) != known:
        raise CatalogueError(path, "acceptance", f"needs exactly {', '.join(sorted(known))}")
    return Acceptance(**said)

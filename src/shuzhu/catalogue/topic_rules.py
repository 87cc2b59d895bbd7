"""YAML files → topics: a key that is none, a field that is not there, a blank that nothing fills are errors."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any, Final

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.read import OURS, load_entry
from shuzhu.catalogue.terms import Entry, read_tests
from shuzhu.catalogue.topic_fields import BUILT_IN, read_field
from shuzhu.catalogue.topic_model import (
    AGAINST,
    ITSELF,
    TEST_KINDS,
    TIMES,
    Check,
    Field,
    Finding,
    Pointer,
    Topic,
)
from shuzhu.errors import CatalogueError, did_you_mean

_KEYS: Final = {
    "name", "title", "question", "basis", "cases", "fields", "cuts", "figures", "findings", "leaflet", "group",
}  # fmt: skip
_NEEDED: Final = ("name", "title", "question", "basis", "cases", "findings")
_OF_KIND: Final[Mapping[str, tuple[set[str], set[str]]]] = {
    "rises": ({"of"}, {"apart"}),
    "falls": ({"of"}, {"apart"}),
    "common": ({"of", "bound"}, {"apart"}),
    "more_than": ({"of", "against"}, {"apart"}),
    "repeat": ({"rule"}, {"side", "kinds"}),
    "season": (set(), {"of", "weeks", "apart"}),
    "surge": ({"of"}, {"apart"}),
    "larger": ({"of", "against"}, {"apart", "scale"}),
}
"""What a test of a kind must say, and what it may."""
_EVERY: Final = {"share", "low", "high", "count", "of", "p"}
BLANKS: Final[Mapping[str, frozenset[str]]] = {
    "rises": frozenset(_EVERY | {"first", "last", "ratio", "from", "to"}),
    "falls": frozenset(_EVERY | {"first", "last", "ratio", "from", "to"}),
    "common": frozenset(_EVERY | {"bound"}),
    "more_than": frozenset(_EVERY | {"base", "difference"}),
    "repeat": frozenset(_EVERY | {"parties", "threshold", "days", "most"}),
    "season": frozenset(_EVERY | {"ratio", "weeks"}),
    "surge": frozenset(_EVERY | {"ratio", "when"}),
    "larger": frozenset(_EVERY | {"mean", "base", "difference", "ratio"}),
}
"""What the words of a finding may leave blank, by the kind of its test."""


def read_topics(codes: CodeTables, *folders: Path) -> Mapping[str, Topic]:
    """Our own topics with those of the folders laid over them, by name; a file of the same name replaces ours.

    Raises CatalogueError, naming file, key and mend.
    """
    files = {path.name: path for folder in (OURS, *folders) for path in sorted((folder / "topics").glob("*.yaml"))}
    found = [_topic(path, codes) for path in files.values()]
    return {topic.name: topic for topic in sorted(found, key=lambda one: one.name)}


def _topic(path: Path, codes: CodeTables) -> Topic:
    """One file → one topic."""
    entry = Entry(path=path, said=load_entry(path), codes=codes)
    entry.only(_KEYS)
    entry.needs(_NEEDED)
    said = entry.said
    if str(said["name"]) != path.stem:
        raise CatalogueError(path, "name", f"a topic is named as its file: {path.stem}")
    told = _mapping(entry, "fields", said.get("fields", {}))
    fields = {**BUILT_IN, **{name: read_field(entry, name, what) for name, what in told.items()}}
    for one in fields.values():
        _known(entry, f"fields.{one.name}", one.of, fields)
    return Topic(
        name=str(said["name"]), title=entry.words("title"), question=entry.words("question"),
        basis=str(said["basis"]), cases=_cases(entry), fields=fields,
        cuts=_known(entry, "cuts", said.get("cuts", []), {*fields, *TIMES}),
        figures=_known(entry, "figures", said.get("figures", []), fields),
        findings=tuple(_finding(entry, fields, str(code), what)
                       for code, what in _mapping(entry, "findings", said["findings"]).items()),
        leaflet=tuple(_pointer(entry, fields, what) for what in said.get("leaflet", [])),
        group="".join(_known(entry, "group", [said["group"]], fields)) if "group" in said else "",
        edition=hashlib.sha256(path.read_bytes()).hexdigest()[:12], path=str(path),
    )  # fmt: skip


def _cases(entry: Entry) -> tuple[tuple[Any, ...], ...]:
    """The conditions of which a case passes any: one mapping, or a list of them."""
    said = entry.said["cases"]
    parts = said if isinstance(said, list) else [said]
    return tuple(
        read_tests(Entry(path=entry.path, said={"cases": part}, codes=entry.codes), "cases", "cases") for part in parts
    )


def _finding(entry: Entry, fields: Mapping[str, Field], code: str, told: Any) -> Finding:
    """One finding."""
    at = f"findings.{code}"
    own = _part(entry, at, told, {"title", "words", "test"}, {"title", "words", "test"})
    check = _check(entry, fields, f"{at}.test", own.said["test"])
    words = own.words("words")
    for text in words.values():
        blanks = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        for blank in sorted(blanks - BLANKS[check.kind]):
            raise CatalogueError(
                entry.path, f"{at}.words", f"no blank {blank}" + did_you_mean(blank, BLANKS[check.kind])
            )
    return Finding(code=code, title=own.words("title"), words=words, check=check)


def _check(entry: Entry, fields: Mapping[str, Field], at: str, told: Any) -> Check:
    """How it is tested."""
    said = _mapping(entry, at, told)
    kind = str(said.get("kind", ""))
    if kind not in TEST_KINDS:
        raise CatalogueError(entry.path, at, f"no kind of test {kind!r}" + did_you_mean(kind, TEST_KINDS))
    must, may = _OF_KIND[kind]
    _part(entry, at, told, must, must | may | {"kind"})
    of, against = str(said.get("of", "")), str(said.get("against", ""))
    _known(entry, f"{at}.of", [of] if of else [], {*fields, ITSELF})
    _known(entry, f"{at}.against", [against] if against else [], {*fields, *AGAINST})
    if of in fields and kind in {"rises", "falls", "surge", "common", "more_than"} and not fields[of].flag:
        raise CatalogueError(entry.path, f"{at}.of", f"{of} is no yes or no; a share needs one")
    if of in fields and kind == "larger" and fields[of].flag:
        raise CatalogueError(entry.path, f"{at}.of", f"{of} is no number")
    if against in fields and not fields[against].flag:
        raise CatalogueError(entry.path, f"{at}.against", f"{against} is no yes or no")
    return Check(
        kind=kind, of=of, bound=float(said.get("bound", 0)), apart=float(said.get("apart", 0)),  # type: ignore[arg-type]
        against=against, side=str(said.get("side", "asking")), kinds=tuple(map(str, said.get("kinds", ()))),
        rule=str(said.get("rule", "")), weeks=int(said.get("weeks", 8)), scale=str(said.get("scale", "")),
    )  # fmt: skip


def _pointer(entry: Entry, fields: Mapping[str, Field], told: Any) -> Pointer:
    """One pointer of the leaflet."""
    keys = {"when", "whom", "says", "article"}
    own = _part(entry, "leaflet", told, keys, keys)
    (when,) = _known(entry, "leaflet.when", [own.said["when"]], fields)
    if not fields[when].flag:
        raise CatalogueError(entry.path, "leaflet.when", f"{when} is no yes or no")
    return Pointer(when=when, whom=own.words("whom"), says=own.words("says"), article=str(own.said["article"]))


def _part(entry: Entry, at: str, told: Any, must: set[str], may: set[str]) -> Entry:
    """A mapping within the file, with the keys that it must and may have; errors name the whole way to them."""
    said = _mapping(entry, at, told)
    for word in said:
        if word not in may:
            raise CatalogueError(entry.path, f"{at}.{word}", "unknown key" + did_you_mean(str(word), may))
    for key in sorted(must):
        if said.get(key) in (None, "", [], {}):
            raise CatalogueError(entry.path, f"{at}.{key}", "is missing; every entry must say it")
    return Entry(path=entry.path, said=said, codes=entry.codes)


def _mapping(entry: Entry, at: str, told: Any) -> Mapping[str, Any]:
    """What must be a mapping."""
    if not isinstance(told, dict):
        raise CatalogueError(entry.path, at, "write it as {key: value}")
    return told


def _known(entry: Entry, at: str, names: Sequence[Any], known: Iterable[str]) -> tuple[str, ...]:
    """Names that must be of fields."""
    for name in names:
        if name not in set(known):
            raise CatalogueError(entry.path, at, f"no field {name}" + did_you_mean(str(name), known))
    return tuple(map(str, names))

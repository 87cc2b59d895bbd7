"""A topic's fields as they are written: each has a title and one kind with what that kind needs."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu.catalogue.terms import Entry
from shuzhu.catalogue.topic_model import FIELD_KINDS, Field
from shuzhu.derived import all_columns
from shuzhu.errors import CatalogueError, did_you_mean

SIDES: Final = ("asking", "answering")
SECTIONS: Final = (
    "heading", "parties", "origin", "claims", "defence", "evidence", "prior", "findings", "reasoning", "basis",
    "order", "fees", "appeal", "tail",
)  # fmt: skip
_OF_KIND: Final[Mapping[str, tuple[set[str], set[str]]]] = {
    "column": ({"column"}, {"values", "any", "bounds", "above", "below", "absent"}),
    "party": ({"side"}, {"column", "counts", "values", "any", "kinds", "bounds", "above", "below"}),
    "fact": ({"field"}, {"values", "any", "above", "below", "bounds", "absent", "value", "names"}),
    "text": ({"any"}, {"sections", "none"}),
    "festival": ({"column", "weeks"}, set()),
    "ceiling": (set(), set()),
    "either": ({"of"}, set()),
    "recovered": (set(), {"above", "below"}),
}
"""What a field of a kind must say, and what it may."""
BUILT_IN: Final[Mapping[str, Field]] = {
    one.name: one
    for one in (
        Field(name="town", title={"zh": "镇街", "en": "Town"}, kind="column", column="town"),
        Field(name="cause", title={"zh": "案由", "en": "Cause"}, kind="column", column="cause"),
        Field(name="closing", title={"zh": "结案方式", "en": "Closing"}, kind="column", column="closing"),
        Field(name="procedure", title={"zh": "审理程序", "en": "Procedure"}, kind="column", column="procedure"),
        Field(name="amount", title={"zh": "标的额（元）", "en": "Amount (yuan)"}, kind="column", column="amount"),
        Field(
            name="amount_band", title={"zh": "标的额", "en": "Amount"}, kind="column", column="amount",
            bounds=(10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000),
        ),
        Field(
            name="mediated", title={"zh": "调解或撤诉结案", "en": "Mediated or withdrawn"}, kind="column",
            column="closing", values=("mediated", "withdrawn", "reconciled_withdrawn"),
        ),
        Field(
            name="upheld", title={"zh": "判决支持（含部分）", "en": "Upheld, in part or whole"}, kind="column",
            column="closing", values=("supported", "partly_supported"),
        ),
    )
}  # fmt: skip
"""Fields that every topic has."""


def read_field(entry: Entry, name: str, told: Any) -> Field:
    """One field; raises CatalogueError with the way to what is wrong."""
    at = f"fields.{name}"
    if not isinstance(told, dict) or len(set(told) - {"title"}) != 1 or "title" not in told:
        raise CatalogueError(entry.path, at, f"give it a title and one of {', '.join(FIELD_KINDS)}")
    kind = next(key for key in told if key != "title")
    if kind not in FIELD_KINDS:
        raise CatalogueError(entry.path, at, f"no kind of field {kind}" + did_you_mean(str(kind), FIELD_KINDS))
    said = told[kind] or {}
    _keys(entry, f"{at}.{kind}", kind, said)
    column = str(said.get("field", said.get("column", "")))
    _column(entry, f"{at}.{kind}", kind, column)
    tested = any(key in said for key in ("values", "any", "above", "below", "bounds", "value"))
    return Field(
        name=name, title=Entry(path=entry.path, said=told, codes=entry.codes).words("title"), kind=kind,
        column=column, side=_one_of(entry, at, said.get("side", ""), ("", *SIDES)),
        kinds=_list(said.get("kinds")), counts=bool(said.get("counts", False)), told=kind == "fact" and not tested,
        values=_list(said.get("values")), any=_either(entry, f"{at}.any", said.get("any")),
        none=_either(entry, f"{at}.none", said.get("none")),
        sections=tuple(_one_of(entry, at, one, SECTIONS) for one in _list(said.get("sections"))),
        above=float(said["above"]) if "above" in said else None,
        below=float(said["below"]) if "below" in said else None, bounds=tuple(map(float, _list(said.get("bounds")))),
        weeks=int(said.get("weeks", 0)), of=tuple(map(str, _list(said.get("of")))),
        names={str(key): str(word) for key, word in (said.get("names") or {}).items()},
        absent=said.get("absent", False if kind == "fact" and not tested else None),
    )  # fmt: skip


def _keys(entry: Entry, at: str, kind: str, said: Any) -> None:
    """Refuse a key that the kind does not have, and the lack of one that it must."""
    must, may = _OF_KIND[kind]
    if not isinstance(said, dict):
        raise CatalogueError(entry.path, at, "write it as {key: value}")
    for word in said:
        if word not in must | may:
            raise CatalogueError(entry.path, f"{at}.{word}", "unknown key" + did_you_mean(str(word), must | may))
    for word in sorted(must - set(said)):
        raise CatalogueError(entry.path, f"{at}.{word}", "is missing; every entry must say it")


def _column(entry: Entry, at: str, kind: str, column: str) -> None:
    """Refuse a column that its table does not have."""
    table = {"column": "cases", "festival": "cases", "party": "parties"}.get(kind, "")
    if table and column and column not in all_columns(table):
        raise CatalogueError(
            entry.path, at, f"no column {column} in {table}" + did_you_mean(column, all_columns(table))
        )


def _one_of(entry: Entry, at: str, said: Any, known: Sequence[str]) -> str:
    """A word that must be one of a few."""
    if said not in known:
        raise CatalogueError(entry.path, at, f"it cannot be {said}" + did_you_mean(str(said), known))
    return str(said)


def _list(said: Any) -> tuple[Any, ...]:
    """One thing or several, as several."""
    return () if said is None else tuple(said) if isinstance(said, list) else (said,)


def _either(entry: Entry, at: str, said: Any) -> re.Pattern[str] | None:
    """One expression for any of some; None where there are none."""
    if not said:
        return None
    try:
        return re.compile("|".join(f"(?:{one})" for one in _list(said)))
    except re.error as error:
        raise CatalogueError(entry.path, at, f"no regular expression ({error})") from error

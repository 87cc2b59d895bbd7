"""Rows of the code files → words, courts, causes, families and time limits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from shuzhu.catalogue.code_model import Cause, Court, Family, TimeLimit, TypeCode, Word
from shuzhu.catalogue.code_rows import Row, Rows, day
from shuzhu.errors import CatalogueError, did_you_mean

LEVELS = ("supreme", "high", "intermediate", "basic", "special")
SUPREME = "最高法"
CRIMINAL_LAW = date(1997, 10, 1)


def build_words(rows: Rows) -> dict[str, dict[str, Word]]:
    """The small tables by name."""
    return {table: {code: _word(word) for code, word in words.items()} for table, words in rows.words.items()}


def build_courts(rows: Iterable[Row]) -> dict[str, Court]:
    """The courts by mark; a level or a superior left blank follows from the mark."""
    return {row["mark"]: _court(row) for row in rows}


def build_types(rows: Iterable[Row]) -> dict[str, TypeCode]:
    """The type codes."""
    return {
        row["code"]: TypeCode(
            code=row["code"],
            kind=row["kind"],
            instance=row["instance"],
            title=row["title"],
            since=day(row["since"]),
        )
        for row in rows
    }


def build_causes(files: Mapping[str, Mapping[Any, Row]], sources: Mapping[str, Mapping[str, str]]) -> tuple[Cause, ...]:
    """Every edition's causes and every charge, each with its path."""
    causes: list[Cause] = []
    for name in sorted(files):
        said = sources.get(name, {})
        if match := re.fullmatch(r"causes_(\d{4})", name):
            causes += _edition(files[name].values(), "civil", match[1], _force(said, match[1]))
        elif name == "causes_administrative":
            rows = files[name].values()
            for edition in dict.fromkeys(row["edition"] for row in rows):
                of_it = [row for row in rows if row["edition"] == edition]
                causes += _edition(of_it, "administrative", edition, _force(said, edition))
    return (*causes, *_charges(files["crimes"].values()))


def build_families(families: Mapping[str, Mapping[str, Any]]) -> dict[str, Family]:
    """The families by id."""
    return {
        name: Family(
            id=name,
            zh=entry["zh"],
            en=entry["en"],
            kind=entry["kind"],
            source=entry["source"],
            takes=tuple(str(one) for one in entry["takes"]),
            less=tuple(str(one) for one in entry.get("less", ())),
            note=entry.get("note", ""),
        )
        for name, entry in families.items()
    }


def build_limits(rows: Iterable[Row]) -> tuple[TimeLimit, ...]:
    """The time limits, in the order of their file."""
    return tuple(
        TimeLimit(
            kind=row["kind"],
            instance=row["instance"],
            procedure=row["procedure"],
            variant=row["variant"],
            months=int(row["months"] or 0),
            days=int(row["days"] or 0),
            since=date.fromisoformat(row["since"]),
            until=day(row["until"]),
            source=row["source"],
            note=row["note"],
        )
        for row in rows
    )


def _word(word: Mapping[str, Any]) -> Word:
    """One word of a small table."""
    several = {key: tuple(str(one) for one in word.get(key, ())) for key in ("aliases", "kinds", "instances")}
    said = {key: str(word.get(key, "")) for key in ("code", "zh", "en", "note")}
    return Word(**said, **several)  # type: ignore[arg-type]


def _court(row: Row) -> Court:
    """One court, what is blank worked out from its mark."""
    mark = row["mark"]
    level = row["level"] or {SUPREME: "supreme"}.get(mark) or _level(mark)
    if level not in LEVELS:
        raise CatalogueError("courts.csv", mark, f"no level {level}{did_you_mean(level, LEVELS)}")
    parent = None if level == "supreme" else row["parent"] or mark[:-2] or SUPREME
    return Court(
        mark=mark,
        name=row["name"],
        level=level,
        parent=parent,
        region=row["region"],
        region_name=row["region_name"],
    )


def _level(mark: str) -> str:
    """The level that the length of a mark tells: 闽, 闽02, 闽0213."""
    return {1: "high", 3: "intermediate", 5: "basic"}.get(len(mark), "special")


def _force(said: Mapping[str, str], edition: str) -> tuple[date | None, date | None]:
    """When an edition is in force, from the comment line ``since`` or ``since 2021``."""
    text = said.get(f"in force {edition}") or said.get("in force", "")
    since, _, until = text.partition("..")
    return day(since.strip()), day(until.strip())


def _edition(rows: Iterable[Row], kind: str, edition: str, force: tuple[date | None, date | None]) -> list[Cause]:
    """The causes of one edition; a parent stands before its children."""
    paths: dict[str, tuple[str, ...]] = {}
    causes = []
    for row in rows:
        if row["parent"] and row["parent"] not in paths:
            raise CatalogueError(f"causes {edition}", row["code"], f"no cause {row['parent']} stands above it")
        path = paths[row["code"]] = (*paths.get(row["parent"], ()), row["name"])
        causes.append(
            Cause(
                name=row["name"],
                code=row["code"],
                edition=edition,
                kind=kind,
                level=int(row["level"] or len(path)),
                parent=row["parent"],
                path=path,
                former=tuple(row["former"].split("|")) if row["former"] else (),
                alias=row["alias"],
                since=force[0],
                until=force[1],
            )
        )
    return causes


def _charges(rows: Iterable[Row]) -> list[Cause]:
    """The charges, after the chapters and sections that they stand in."""
    above: dict[str, Cause] = {}
    charges = []
    for row in rows:
        parent = ""
        path: tuple[str, ...] = ()
        for place in filter(None, (row["chapter"], row["section"])):
            number, _, title = place.partition(" ")
            code, path = parent + number, (*path, title)
            above.setdefault(code, _charge(title, code, parent, path))
            parent = code
        charge = _charge(row["name"], row["article"], parent, (*path, row["name"]))
        former = tuple(row["renamed_from"].split("|")) if row["renamed_from"] else ()
        charges.append(replace(charge, former=former, since=day(row["since"]), until=day(row["until"])))
    return [*above.values(), *charges]


def _charge(name: str, code: str, parent: str, path: tuple[str, ...]) -> Cause:
    """A charge, a section or a chapter of the criminal law of 1997."""
    return Cause(
        name=name, code=code, edition="1997", kind="criminal", level=len(path), parent=parent, path=path,
        since=CRIMINAL_LAW,
    )  # fmt: skip

"""Programmes whose effect is asked about: dated data of the court, ``programmes.yaml`` in its own catalogue folder.

Each entry: ``id``, ``title`` (zh, en), ``courts``, ``towns`` (a list, or each with its own first day), ``began_on``,
``causes`` ({family: …} or a list of names; left out: all civil and administrative cases), ``note``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import CatalogueError, did_you_mean

KEYS: Final = {"id", "title", "courts", "towns", "began_on", "causes", "note"}
NEEDED: Final = ("id", "title", "courts", "towns", "began_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme: the towns that have it, each from a day on, and the causes that it is about (None: all)."""

    id: str
    title: Mapping[str, str]
    courts: tuple[str, ...]
    starts: Mapping[str, date]
    causes: frozenset[str] | None = None
    note: str = ""

    @property
    def began_on(self) -> date:
        """When the first of its towns began."""
        return min(self.starts.values())


def read_programmes(codes: CodeTables, *folders: Path) -> tuple[Programme, ...]:
    """The programmes of some folders, in the order they are written; raises CatalogueError for a bad entry."""
    found: dict[str, Programme] = {}
    for folder in folders:
        path = folder / "programmes.yaml"
        if not path.exists():
            continue
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        if not isinstance(told, list):
            raise CatalogueError(path, "", "write a list of programmes, each beginning with - id:")
        for entry in told:
            one = _programme(path, entry, codes)
            found[one.id] = one
    return tuple(found.values())


def _programme(path: Path, entry: Mapping[str, Any], codes: CodeTables) -> Programme:
    """An entry as a programme."""
    for key in entry:
        if key not in KEYS:
            raise CatalogueError(path, str(key), "unknown key" + did_you_mean(str(key), KEYS))
    for key in NEEDED:
        if not entry.get(key):
            raise CatalogueError(path, key, "is missing")
    title = entry["title"]
    if not isinstance(title, dict) or "zh" not in title:
        raise CatalogueError(path, "title", "write {zh: …, en: …}")
    towns = entry["towns"]
    starts = {str(t): towns[t] if isinstance(towns, dict) else entry["began_on"] for t in towns}
    return Programme(
        id=str(entry["id"]), title=dict(title), courts=tuple(map(str, entry["courts"])),
        starts={town: _day(path, day) for town, day in starts.items()},
        causes=_causes(path, entry.get("causes"), codes), note=str(entry.get("note") or ""),
    )  # fmt: skip


def _day(path: Path, told: Any) -> date:
    """A day of the YAML."""
    try:
        return told if isinstance(told, date) else date.fromisoformat(str(told))
    except ValueError as error:
        raise CatalogueError(path, "began_on", f"{told!r} is no day; write 2020-07-01") from error


def _causes(path: Path, told: Any, codes: CodeTables) -> frozenset[str] | None:
    """The causes that an entry names, of every edition."""
    if told is None:
        return None
    if isinstance(told, dict):
        families = told.get("family", [])
        families = [families] if isinstance(families, str) else list(families)
        for family in families:
            if family not in codes.families:
                raise CatalogueError(path, "causes", f"no family {family!r}" + did_you_mean(family, codes.families))
        return frozenset[str]().union(*(codes.family(family) for family in families))
    return frozenset(map(str, told))

"""YAML files → the catalogue, every entry proved against the tables without looking at data."""

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.model import (
    KINDS,
    Band,
    Catalogue,
    Exposure,
    Group,
    Index,
    Indicator,
    Scale,
)
from shuzhu.catalogue.schemes import read_schemes
from shuzhu.catalogue.terms import Entry, read_terms
from shuzhu.errors import CatalogueError, did_you_mean

OURS = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where PyYAML was built with it."""
KEYS = {
    "code", "title", "index_title", "question", "class", "kind", "table", "dated_by", "where",
    "numerator", "denominator", "exposure", "unit", "factor", "quantile", "better", "band",
    "closing_curve", "scale", "weight", "basis", "owner", "review_by", "since", "until", "note",
    "driver",
}  # fmt: skip
NEEDED = ("code", "title", "question", "kind", "numerator", "unit", "better", "basis", "owner", "review_by")
BETTER = {"higher", "lower", "interval", "neutral"}
UNITS = {"%": 100.0, "‰": 1000.0}


def read_catalogue(codes: CodeTables, *folders: Path) -> Catalogue:
    """Our own entries with those of the folders laid over them, later folders last.

    A file of the same name replaces ours; a file of another name adds an edition or an indicator.
    Raises CatalogueError, naming file, key and mend, for the first entry that cannot be.
    """
    files: dict[tuple[str, str], Path] = {}
    for folder in (OURS, *folders):
        for part in ("indicators", "indices", "schemes"):
            for path in sorted((folder / part).glob("*.yaml")):
                files[part, path.name] = path
    indicators = [_indicator(path, codes) for (part, _), path in files.items() if part == "indicators"]
    editions = _editions(indicators)
    indices = [_index(path, editions) for (part, _), path in files.items() if part == "indices"]
    schemes = read_schemes({path: load_entry(path) for (part, _), path in files.items() if part == "schemes"}, editions)
    digest = hashlib.sha256(codes.version.encode())
    for key in sorted(files):
        digest.update("/".join(key).encode() + files[key].read_bytes())
    return Catalogue(
        editions=editions, indices={index.id: index for index in indices}, schemes=schemes,
        version=digest.hexdigest()[:12],
    )  # fmt: skip


def past_review(catalogue: Catalogue, today: date) -> tuple[Indicator, ...]:
    """Definitions whose date of review has gone by and that are still in force."""
    return tuple(i for i in catalogue.current(today) if i.review_by is not None and i.review_by < today)


def _editions(indicators: Sequence[Indicator]) -> dict[str, tuple[Indicator, ...]]:
    """Definitions by code, oldest first; two that hold on the same day are an error."""
    found: dict[str, list[Indicator]] = {}
    for indicator in sorted(indicators, key=lambda i: (i.code, i.since or date.min)):
        found.setdefault(indicator.code, []).append(indicator)
    for editions in found.values():
        for older, newer in pairwise(editions):
            if older.until is None or (newer.since or date.min) <= older.until:
                raise CatalogueError(
                    newer.path, "since",
                    f"{newer.code} is also in force in {Path(older.path).name}; end that one with `until`",
                )  # fmt: skip
    return {code: tuple(editions) for code, editions in found.items()}


def load_entry(path: Path) -> Mapping[str, Any]:
    """A YAML file that holds a mapping."""
    try:
        entry = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 — a safe loader
    except (yaml.YAMLError, ValueError) as error:
        where = str(error).replace("\n", " ")
        raise CatalogueError(path, "", f"{path.name} is not readable YAML: {where}") from error
    if not isinstance(entry, dict):
        raise CatalogueError(path, "", f"{path.name} must hold `key: value` lines")
    return entry


def _indicator(path: Path, codes: CodeTables) -> Indicator:
    """One file → one definition."""
    entry = Entry(path=path, said=load_entry(path), codes=codes)
    entry.only(KEYS)
    entry.needs(NEEDED)
    said = entry.said
    kind = entry.one_of("kind", KINDS)
    unit = str(said["unit"])
    numerator, denominator = read_terms(entry)
    if kind in {"rate", "ratio", "mean", "per_head", "projection"} and not denominator:
        raise CatalogueError(path, "denominator", f"a {kind} needs one")
    if kind == "per_exposure" and "exposure" not in said:
        raise CatalogueError(path, "exposure", "a per_exposure indicator needs one: {measure: population}")
    return Indicator(
        code=str(said["code"]).upper(),
        name=path.stem,
        title=entry.words("title"),
        index_title=entry.words("index_title"),
        question=entry.words("question"),
        group=str(said.get("class", "")),
        kind=kind,  # type: ignore[arg-type]
        numerator=numerator,
        denominator=denominator,
        exposure=_exposure(entry),
        unit=unit,
        factor=float(said.get("factor", UNITS.get(unit, 1.0) if kind in {"rate", "ratio", "growth"} else 1.0)),
        quantile=float(said.get("quantile", 0.5)),
        better=entry.one_of("better", BETTER),  # type: ignore[arg-type]
        band=_part(entry, "band", Band),
        closing_curve=said.get("closing_curve"),
        scale=_part(entry, "scale", Scale),
        weight=float(said.get("weight", 1)),
        basis=str(said["basis"]),
        owner=str(said["owner"]),
        review_by=entry.day("review_by"),
        since=entry.day("since"),
        until=entry.day("until"),
        note=entry.words("note") or None,
        driver=entry.words("driver") or None,
        path=str(path),
    )


def _exposure(entry: Entry) -> Exposure | None:
    """The external statistic, its measure known to the code tables."""
    exposure: Exposure | None = _part(entry, "exposure", Exposure)
    if exposure is not None:
        known = entry.codes.words("measures")
        exposure = dataclasses.replace(exposure, plus=tuple(exposure.plus))
        for measure in exposure.measures:
            if measure not in known:
                raise CatalogueError(entry.path, "exposure", f"no measure {measure}" + did_you_mean(measure, known))
    return exposure


def _part(entry: Entry, key: str, kind: type[Any]) -> Any:
    """A small mapping as one of the model's dataclasses; None where it is not said."""
    said = entry.said.get(key)
    if said is None:
        return None
    if not isinstance(said, dict):
        raise CatalogueError(entry.path, key, "write it as {key: value}")
    known = {f.name for f in dataclasses.fields(kind)}
    for word in said:
        if word not in known:
            raise CatalogueError(entry.path, f"{key}.{word}", "unknown key" + did_you_mean(str(word), known))
    try:
        return kind(**said)
    except TypeError as error:
        raise CatalogueError(entry.path, key, str(error)) from error


def _index(path: Path, editions: Mapping[str, Sequence[Indicator]]) -> Index:
    """One file → one index, its codes known."""
    said = load_entry(path)
    for word in said:
        if word not in {"id", "title", "classes", "scored", "note"}:
            raise CatalogueError(path, str(word), "unknown key" + did_you_mean(str(word), {"id", "title", "classes"}))
    groups = tuple(_groups(path, said.get("classes", []), editions))
    return Index(
        id=str(said["id"]), title=said["title"], groups=groups, scored=bool(said.get("scored", True)),
        note=said.get("note"),
    )  # fmt: skip


def _groups(path: Path, said: Any, editions: Mapping[str, Sequence[Indicator]]) -> Iterator[Group]:
    """The classes of an index."""
    for part in said:
        for word in part:
            if word not in {"id", "title", "weight", "indicators"}:
                raise CatalogueError(path, f"classes.{word}", "unknown key")
        for code in part["indicators"]:
            if code not in editions:
                raise CatalogueError(
                    path, f"classes.{part['id']}", f"no indicator {code}" + did_you_mean(code, editions)
                )
        yield Group(
            id=part["id"], title=part["title"], codes=tuple(part["indicators"]),
            weight=float(part.get("weight", 1)),
        )  # fmt: skip

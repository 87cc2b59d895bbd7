"""YAML files → schemes: versioned sets of indicators in levels and dimensions, each figure a code of the catalogue."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from shuzhu.catalogue.model import Item, Level, Scheme
from shuzhu.errors import CatalogueError, did_you_mean

_KEYS: Final = {"id", "version", "title", "origin", "dimensions", "levels"}
_LEVEL: Final = {"id", "title", "weight", "items"}
_ITEM: Final = {"code", "indicators", "dimension", "weight"}


def read_schemes(said: Mapping[Path, Mapping[str, Any]], codes: Collection[str]) -> dict[str, tuple[Scheme, ...]]:
    """What each file says → the schemes by id, each id's versions in the order of their names.

    Raises CatalogueError, naming file, key and mend, also where two files give one version.
    """
    found: dict[str, dict[str, Scheme]] = {}
    for path, entry in said.items():
        scheme = _scheme(path, entry, codes)
        versions = found.setdefault(scheme.id, {})
        if scheme.version in versions:
            raise CatalogueError(path, "version", f"{scheme.id} {scheme.version} is also in another file")
        versions[scheme.version] = scheme
    return {name: tuple(of[v] for v in sorted(of, key=_parts)) for name, of in found.items()}


def _parts(version: str) -> tuple[tuple[int, str], ...]:
    """A version as its parts, numbers by size: 2.0 comes before 10.0."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in version.split("."))


def _scheme(path: Path, said: Mapping[str, Any], codes: Collection[str]) -> Scheme:
    """One file → one scheme; every figure is counted in one item alone."""
    _only(path, "", said, _KEYS)
    for key in ("id", "version", "title", "origin", "levels"):
        if not said.get(key):
            raise CatalogueError(path, key, "is missing; every scheme must say it")
    dimensions = {str(name): _words(path, f"dimensions.{name}", words)
                  for name, words in (said.get("dimensions") or {}).items()}  # fmt: skip
    levels = tuple(_level(path, part, dimensions, codes) for part in said["levels"])
    made = Scheme(
        id=str(said["id"]), version=str(said["version"]), title=_words(path, "title", said["title"]),
        origin=str(said["origin"]), dimensions=dimensions, levels=levels,
    )  # fmt: skip
    for what, names in (("levels", [level.id for level in levels]), ("items", [item.code for item in made.items]),
                        ("indicators", made.codes)):  # fmt: skip
        _once(path, what, names)
    return made


def _level(path: Path, said: Any, dimensions: Collection[str], codes: Collection[str]) -> Level:
    """A level."""
    if not isinstance(said, dict) or not said.get("items"):
        raise CatalogueError(path, "levels", "write each as {id: …, title: …, weight: …, items: […]}")
    _only(path, "levels.", said, _LEVEL)
    where = f"levels.{said.get('id')}"
    return Level(
        id=str(said["id"]), title=_words(path, where, said.get("title")), weight=_weight(path, where, said),
        items=tuple(_item(path, where, part, dimensions, codes) for part in said["items"]),
    )  # fmt: skip


def _item(path: Path, where: str, said: Any, dimensions: Collection[str], codes: Collection[str]) -> Item:
    """An item, its figures known to the catalogue."""
    if not isinstance(said, dict) or "code" not in said:
        raise CatalogueError(path, where, "write each item as {code: …}")
    _only(path, f"{where}.", said, _ITEM)
    figures = tuple(map(str, said.get("indicators") or (said["code"],)))
    for code in figures:
        if code not in codes:
            raise CatalogueError(path, where, f"no indicator {code}" + did_you_mean(code, codes))
    dimension = str(said.get("dimension", ""))
    if dimension and dimension not in dimensions:
        raise CatalogueError(path, where, f"no dimension {dimension}" + did_you_mean(dimension, dimensions))
    return Item(
        code=str(said["code"]), indicators=figures, dimension=dimension,
        weight=_weight(path, f"{where}.{said['code']}", said),
    )  # fmt: skip


def _weight(path: Path, where: str, said: Mapping[str, Any]) -> float:
    """A weight of more than nought; one where it is not said."""
    weight = said.get("weight", 1)
    if not isinstance(weight, int | float) or isinstance(weight, bool) or weight <= 0:
        raise CatalogueError(path, f"{where}.weight", f"{weight!r} is no number above nought")
    return float(weight)


def _words(path: Path, key: str, said: Any) -> dict[str, str]:
    """Words in Chinese and English."""
    if not isinstance(said, dict) or "zh" not in said or set(said) - {"zh", "en"}:
        raise CatalogueError(path, key, "write it as {zh: …, en: …}")
    return {lang: str(text) for lang, text in said.items()}


def _only(path: Path, where: str, said: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse a key that is none."""
    for word in said:
        if word not in known:
            raise CatalogueError(path, f"{where}{word}", "unknown key" + did_you_mean(str(word), known))


def _once(path: Path, what: str, names: Iterable[str]) -> None:
    """Refuse a name that stands twice."""
    seen = set[str]()
    for name in names:
        if name in seen:
            raise CatalogueError(path, what, f"{name} stands twice")
        seen.add(name)

"""Folders of code files → rows, the later folder laid over the earlier one.

A CSV file opens with comment lines: ``# title:``, ``# source:``, ``# confidence:``. A row with the
same key as one of an earlier folder takes its place; any other is added.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from shuzhu.errors import CatalogueError, did_you_mean

PACKAGED = Path(__file__).parent / "codes"
_CAUSES = ("code", "name", "level", "parent", "former", "alias")

#: the columns of each CSV file; those of the key come first, as many as the number says
LAYOUTS: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "courts": (1, ("mark", "name", "level", "parent", "region", "region_name")),
    "types": (1, ("code", "kind", "instance", "title", "since")),
    "old_types": (1, ("word", "code")),
    "causes_administrative": (2, ("edition", *_CAUSES)),
    "crimes": (2, ("name", "since", "until", "chapter", "section", "article", "renamed_from")),
    "interest_ceilings": (1, ("since", "until", "percent", "times", "rate", "void_above", "source", "note")),
    "lpr": (2, ("rate", "since", "percent", "note")),
    "time_limits": (
        5,
        ("kind", "instance", "procedure", "variant", "since", "until", "months", "days", "source", "note"),
    ),
    "holidays": (2, ("kind", "since", "until", "name", "source")),
    "laws": (1, ("name", "level", "issuer", "aliases", "source", "note")),
    "law_editions": (2, ("name", "since", "until", "last", "inserted", "repealed", "note")),
}
_CIVIL = re.compile(r"causes_\d{4}")
_WORD_KEYS = frozenset({"code", "zh", "en", "aliases", "note", "kinds", "instances"})
_FAMILY_KEYS = frozenset({"zh", "en", "kind", "source", "takes", "less", "note"})

Row = dict[str, str]


@dataclass(slots=True)
class Rows:
    """What the folders hold: CSV rows by file and key, word tables, families, sources, and a digest."""

    files: dict[str, dict[tuple[str, ...], Row]] = field(default_factory=dict)
    words: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    families: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    digest: str = ""

    def over(self, other: "Rows") -> "Rows":
        """These rows laid over others."""
        return Rows(
            files=_laid_over(self.files, other.files),
            words=_laid_over(self.words, other.words),
            families=other.families | self.families,
            sources=other.sources | self.sources,
            digest=hashlib.sha256((other.digest + self.digest).encode()).hexdigest(),
        )


def read_rows(folders: Sequence[Path]) -> Rows:
    """The packaged rows, with each folder laid over them in turn."""
    rows = _packaged()
    for folder in folders:
        rows = read_folder(folder).over(rows)
    return rows


def read_folder(folder: Path) -> Rows:
    """The rows of one folder; raises CatalogueError where a file or a column is not known."""
    rows = Rows()
    for path in sorted(folder.glob("*.csv")):
        rows.files[path.stem], rows.sources[path.stem] = _csv(path)
    if (path := folder / "words.yaml").exists():
        for table, entry in _yaml(path).items():
            rows.words[table], rows.sources[table] = _word_table(path, table, entry)
    if (path := folder / "families.yaml").exists():
        rows.families = _yaml(path)
        for family, entry in rows.families.items():
            _check_keys(path, family, entry, _FAMILY_KEYS)
    rows.digest = _digest(folder)
    return rows


def day(text: str) -> date | None:
    """A date, or None for a blank."""
    return date.fromisoformat(text) if text else None


@cache
def _packaged() -> Rows:
    """The rows that come with the program, read once."""
    return read_folder(PACKAGED)


def _digest(folder: Path) -> str:
    """A digest of the files of a folder that are read, names and content."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.csv"), *folder.glob("words.yaml"), *folder.glob("families.yaml")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _csv(path: Path) -> tuple[dict[tuple[str, ...], Row], dict[str, str]]:
    """The rows of a CSV file by key, and what its comment lines say of it."""
    keys, columns = _layout(path)
    said: dict[str, str] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(_without_comments(file, said))
        for name in reader.fieldnames or ():
            if name not in columns:
                raise CatalogueError(path, name, f"no such column{did_you_mean(name, columns)}")
        blank = dict.fromkeys(columns, "")
        rows = [blank | {name: (text or "").strip() for name, text in row.items()} for row in reader]
    found = {tuple(row[name] for name in columns[:keys]): row for row in rows}
    if len(found) < len(rows):
        raise CatalogueError(path, ", ".join(columns[:keys]), "the same key stands in more than one row")
    return found, said


def _without_comments(lines: Iterator[str] | Any, said: dict[str, str]) -> Iterator[str]:
    """The lines that are not comments; ``# word: text`` is noted."""
    for line in lines:
        if line.startswith("#"):
            word, _, text = line[1:].partition(":")
            said[word.strip()] = text.strip()
        elif line.strip():
            yield line


def _layout(path: Path) -> tuple[int, tuple[str, ...]]:
    """How many columns make the key of this file, and its columns."""
    if _CIVIL.fullmatch(path.stem):
        return 1, _CAUSES
    if path.stem not in LAYOUTS:
        raise CatalogueError(path, "", f"no such code table{did_you_mean(path.stem, LAYOUTS)}")
    return LAYOUTS[path.stem]


def _yaml(path: Path) -> dict[str, Any]:
    """A YAML file that is a mapping of mappings."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        raise CatalogueError(path, "", f"this is not YAML: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise CatalogueError(path, "", "a mapping of mappings is wanted here")
    return found


def _word_table(path: Path, table: str, entry: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The words of a table by code, and what the table says of itself."""
    _check_keys(path, table, entry, frozenset({"title", "source", "confidence", "words"}))
    words = {}
    for word in entry.get("words", ()):
        _check_keys(path, table, word, _WORD_KEYS)
        if not word.get("code") or word["code"] in words:
            raise CatalogueError(path, table, f"a word needs a code of its own, not {word.get('code')!r}")
        words[str(word["code"])] = dict(word)
    return words, {key: str(text) for key, text in entry.items() if key != "words"}


def _check_keys(path: Path, place: str, entry: Mapping[str, Any], known: frozenset[str]) -> None:
    """Raise CatalogueError for the first key that is not known."""
    for key in entry:
        if key not in known:
            raise CatalogueError(path, f"{place}.{key}", f"no such key{did_you_mean(str(key), known)}")


def _laid_over(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    """Two levels of mapping, merged key by key."""
    return {name: lower.get(name, {}) | upper.get(name, {}) for name in [*lower, *(upper.keys() - lower)]}

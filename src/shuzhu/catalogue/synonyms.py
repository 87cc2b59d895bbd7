"""``synonyms.yaml`` → what a search takes a word for; dated, each with its source; a court's own are laid over ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from shuzhu.catalogue.spelling import plain
from shuzhu.errors import CatalogueError

OURS: Final = Path(__file__).with_name("synonyms.yaml")
_NEEDED: Final = frozenset({"word", "means", "since", "source"})
_KNOWN: Final = _NEEDED | {"until"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """A word, what is sought beside it, from when to when (both days belong to it), and where the words stand."""

    word: str
    means: tuple[str, ...]
    since: date
    source: str
    until: date | None = None

    def in_force(self, on: date) -> bool:
        """It holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def read_synonyms(folder: Path | None = None) -> Mapping[str, Synonym]:
    """Our synonyms by word, plainly spelt, with those of a store's catalogue laid over them.

    Raises CatalogueError, naming file, entry and mend, for the first that cannot be.
    """
    own = folder / OURS.name if folder else None
    files = [OURS, *([own] if own and own.is_file() else [])]
    return {plain(one.word): one for path in files for one in _read(path)}


def _read(path: Path) -> list[Synonym]:
    """The entries of a file."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CatalogueError(path, "", f"cannot be read: {error}") from error
    if not isinstance(said, list):
        raise CatalogueError(path, "", "a list of entries is needed: - {word: …, means: […], since: …, source: …}")
    return [_one(path, number, entry) for number, entry in enumerate(said, start=1)]


def _one(path: Path, number: int, entry: Any) -> Synonym:
    """One entry, proved."""
    where = f"entry {number}"
    if not isinstance(entry, dict) or not _NEEDED <= entry.keys() <= _KNOWN:
        raise CatalogueError(path, where, f"an entry has {', '.join(sorted(_NEEDED))} and perhaps until")
    means, since, until = entry["means"], entry["since"], entry.get("until")
    if not isinstance(means, list) or not means or not all(isinstance(one, str) and len(one) > 1 for one in means):
        raise CatalogueError(path, where, "means is a list of words of two signs or more")
    if not isinstance(since, date) or not isinstance(until, date | None):
        raise CatalogueError(path, where, "since and until are days: 2020-08-20")
    return Synonym(word=str(entry["word"]), means=tuple(means), since=since, source=str(entry["source"]), until=until)

"""A snapshot: which files of which tables make up the store after one load.

A snapshot is one small JSON file, written under another name and renamed when it is whole: before
that the load has not happened, after that it has. Readers open the files that a snapshot names and
nothing else, so a load in progress, or one that was killed, is never seen.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from shuzhu.errors import NoDataError, StoreError, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """A table as a snapshot knows it: its Delta version, its files (beside the table) and its rows."""

    version: int
    files: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The store after a load: number, the loads it rests on, its tables, and the rules it derived by."""

    number: int
    parent: int
    made: str
    loads: tuple[int, ...]
    tables: Mapping[str, TableState] = field(default_factory=dict)
    rules: str = ""

    @property
    def label(self) -> str:
        """How values and reports name it."""
        return f"s{self.number:06d}"


EMPTY = Snapshot(number=0, parent=0, made="", loads=())


def numbers(folder: Path) -> list[int]:
    """The numbers of all snapshots, oldest first."""
    return sorted(int(path.stem) for path in folder.glob("[0-9]*.json"))


def read_snapshot(folder: Path, as_of: str | int | None = None) -> Snapshot:
    """The newest snapshot, or the one asked for (``7``, ``s000007``).

    Raises UsageError for one that is not there, StoreError for one that cannot be read.
    """
    known = numbers(folder)
    if as_of is None:
        return _read(folder, known[-1]) if known else EMPTY
    text = str(as_of).removeprefix("s")
    if not text.isdigit() or int(text) not in known:
        shown = ", ".join(f"s{n:06d}" for n in known[-5:]) or "none yet"
        raise UsageError(f"no snapshot {as_of!r}; the newest: {shown}")
    return _read(folder, int(text))


def write_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Make a snapshot the newest, all at once."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / f"{snapshot.number:06d}.json", asdict(snapshot))


def write_json(path: Path, content: object) -> None:
    """Write a small JSON file so that it is there whole or not at all, and survives a power cut."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1, default=str)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def need_data(snapshot: Snapshot, table: str) -> None:
    """Raise NoDataError where the store holds nothing of a table."""
    if table not in snapshot.tables or not snapshot.tables[table].rows:
        raise NoDataError(f"the store holds no {table} yet; load some with `shuzhu load PATH`")


def _read(folder: Path, number: int) -> Snapshot:
    """One snapshot from its file."""
    path = folder / f"{number:06d}.json"
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        tables = {
            name: TableState(version=t["version"], files=tuple(t["files"]), rows=t["rows"])
            for name, t in said.pop("tables").items()
        }
        return Snapshot(**{**said, "loads": tuple(said["loads"])}, tables=tables)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"snapshot {path.name} cannot be read ({error}); ask for an earlier one with --as-of"
        ) from error

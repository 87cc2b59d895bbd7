"""Loads that were held: staged whole in a folder of their own, in no snapshot until somebody releases them.

``held/000003`` is one that waits; ``held/000003.gone`` keeps what is known of one that waits no more, without its rows,
so that no number is ever given twice.
"""

import shutil
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from shuzhu.errors import UsageError
from shuzhu.store.snapshots import write_json
from shuzhu.store.staging import Loaded, read_loaded

GONE: Final = ".gone"


def hold(root: Path, part: Path, loaded: Loaded) -> Loaded:
    """Put a staged load aside: one rename, before which nothing has happened and after which it waits whole."""
    known = [int(folder.stem) for folder in (root / "held").glob("[0-9]*")]
    waiting = replace(loaded, held=max(known, default=0) + 1, came=loaded.number)
    (root / "held").mkdir(exist_ok=True)
    write_json(part / "load.json", asdict(waiting))
    part.rename(folder_of(root, waiting.held or 0))
    return waiting


def folder_of(root: Path, number: int) -> Path:
    """Where a held load waits."""
    return root / "held" / f"{number:06d}"


def held_now(root: Path) -> tuple[str, ...]:
    """The folders of the loads that wait, in order."""
    return tuple(sorted(folder.name for folder in (root / "held").glob("[0-9]*") if folder.suffix != GONE))


def waiting(root: Path) -> tuple[Loaded, ...]:
    """Every load that waits, the oldest first."""
    return tuple(read_loaded(root / "held" / name) for name in held_now(root))


def one_waiting(root: Path, number: int) -> Loaded:
    """A load that waits; raises UsageError where there is none of that number."""
    folder = folder_of(root, number)
    if not folder.is_dir():
        known = ", ".join(str(one.held) for one in waiting(root)) or "none"
        raise UsageError(f"no load waits as {number}; those that wait: {known}")
    return read_loaded(folder)


def let_go(root: Path, number: int) -> None:
    """A load waits no more: its rows go, what is known of it stays."""
    folder, gone = folder_of(root, number), folder_of(root, number).with_suffix(GONE)
    if folder.is_dir():
        folder.rename(gone)
    shutil.rmtree(gone / "rows", ignore_errors=True)
    (gone / "refused.parquet").unlink(missing_ok=True)


def tidy(root: Path, released: Collection[int]) -> None:
    """Finish what was broken off: those released that still wait, and rows of those gone."""
    for folder in list((root / "held").glob("[0-9]*")):
        if folder.suffix == GONE or int(folder.stem) in released:
            let_go(root, int(folder.stem))


def place_of(loads: Collection[Loaded], order: tuple[int, ...], one: Loaded) -> int:
    """Where in the order of loads a released one belongs: before those that came after it was held."""
    came = {each.number: _came(each) for each in loads}
    return next((n for n, number in enumerate(order) if came[number] > _came(one)), len(order))


def _came(one: Loaded) -> tuple[int, float]:
    """What loads are ordered by: those held stand before the load that took the number they would have had."""
    return (one.number, float("inf")) if one.held is None else (one.came, one.held)

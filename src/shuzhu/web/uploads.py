"""Files that were handed in, until they are loaded or dropped: bounded, under clean names, never served."""

import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from shuzhu.errors import NoDataError, ShuzhuError, UsageError
from shuzhu.sources.find import KINDS, PACKED

MOST_FILES: Final = 20
"""So many files are handed in at once."""
LARGEST: Final = 256 * 2**20
"""So many bytes are handed in at once."""
MOST_EACH: Final = 3
"""So many lots of one person are kept; an older one makes room."""
KEPT_FOR: Final = 2 * 3600.0
"""Seconds after which a lot that nobody loaded is deleted."""
LONGEST_NAME: Final = 100
MAPPINGS: Final = (".yaml", ".yml")
TAKEN: Final = tuple(sorted(KINDS))
"""The suffixes of files that can be loaded; each may be packed by gz or xz besides."""
FOLDER: Final = "uploads"
ASKED: Final = "asked"
"""Where texts wait that are only asked about, never loaded."""
_STRANGE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Files that one person handed in together, and the mapping that came with them."""

    id: str
    by: str
    folder: Path
    files: tuple[Path, ...]
    mapping: Path | None
    at: float

    @contextmanager
    def in_own_names(self) -> Iterator[None]:
        """What is refused meanwhile speaks of files by the names under which they came, never of where they lie."""
        try:
            yield
        except ShuzhuError as error:
            error.args = tuple(self.said(str(told)) for told in error.args)
            raise

    def said(self, text: str) -> str:
        """A text without the folders of the server: those of this lot, and of the store."""
        for folder in (self.folder, self.folder.resolve(), self.folder.parents[1], self.folder.parents[1].resolve()):
            text = text.replace(f"{folder}{os.sep}", "")
        return text


class Uploads:
    """The lots that wait, in a folder of the store that no page serves and only its owner may open."""

    def __init__(self, root: Path, folder: str = FOLDER) -> None:
        """A store's folder; what an earlier server left there too long is deleted."""
        self.root = root / folder
        self._lots: dict[str, Lot] = {}
        self._lock = Lock()
        self._sweep()

    def begin(self) -> tuple[str, Path]:
        """The mark and the empty folder of a new lot."""
        self._sweep()
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark = secrets.token_hex(16)
        folder = self.root / mark
        folder.mkdir(mode=0o700)
        return mark, folder

    def keep(self, mark: str, by: str, files: Sequence[Path], mapping: Path | None) -> Lot:
        """A lot whose files are in its folder; the oldest of the same person makes room."""
        lot = Lot(id=mark, by=by, folder=self.root / mark, files=tuple(files), mapping=mapping, at=time.time())
        with self._lock:
            self._lots[mark] = lot
            mine = sorted((one for one in self._lots.values() if one.by == by), key=lambda one: one.at)
        for old in mine[:-MOST_EACH]:
            self.drop(old.id)
        return lot

    def one(self, mark: str, by: str) -> Lot:
        """A lot of somebody's; raises NoDataError where they have no such."""
        lot = self._lots.get(mark)
        if lot is None or lot.by != by or not lot.folder.is_dir():
            raise NoDataError("these files are no longer here; hand them in again")
        return lot

    def drop(self, mark: str) -> None:
        """Delete a lot and its files."""
        with self._lock:
            self._lots.pop(mark, None)
        shutil.rmtree(self.root / mark, ignore_errors=True)

    def close(self) -> None:
        """Delete every lot of this server's."""
        for mark in list(self._lots):
            self.drop(mark)

    def _sweep(self) -> None:
        """Delete what waited too long."""
        old = time.time() - KEPT_FOR
        for folder in self.root.glob("*") if self.root.is_dir() else ():
            if folder.stat().st_mtime < old:
                self.drop(folder.name)


def clean(name: str, taken: Sequence[str] = ()) -> str:
    """A file's name without folders, control and odd characters, not too long, and none of those taken already.

    Raises UsageError for a name of no kind that can be loaded.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = _STRANGE.sub("_", unicodedata.normalize("NFC", last)).strip(" .") or "_"
    stem, dot, suffix = _parts(plain if plain.rpartition(".")[0] else f"{plain}.{plain}")
    if not _is_known(suffix):
        raise UsageError(f"{plain[-LONGEST_NAME:]}: files of this kind cannot be loaded; hand in {', '.join(TAKEN)}")
    stem = stem.lstrip(".~$")[:LONGEST_NAME] or "_"
    told, number = f"{stem}{dot}{suffix}", 2
    while told.lower() in {one.lower() for one in taken}:
        told, number = f"{stem}_{number}{dot}{suffix}", number + 1
    return told


def _parts(name: str) -> tuple[str, str, str]:
    """Stem, dot and suffix; the suffix of a packed file has both: ``csv.gz``."""
    stem, dot, suffix = name.rpartition(".")
    if f".{suffix.lower()}" in PACKED:
        stem, _, inner = stem.rpartition(".")
        suffix = f"{inner}.{suffix}"
    return stem, dot, suffix


def _is_known(suffix: str) -> bool:
    """Whether a suffix is one of files that can be loaded, or of a mapping."""
    first = "." + suffix.lower().split(".")[0]
    return first in KINDS or first in MAPPINGS

"""What is compared of every document, in one file beside the store, written whole before it is read.

``similar/current.json`` names the file in force and what it was made with. A row holds signs and places in its text; it
counts only as long as the text and cause that it was made from are the same, and for its snapshot.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from shuzhu.similar.words import Signs

FOLDER: Final = "similar"
CURRENT: Final = "current.json"
_AT_ONCE: Final = 500
_PLACE: Final = pa.struct({"matter": pa.string(), "value": pa.string(), "start": pa.int32(), "end": pa.int32()})
_HIDDEN: Final = pa.struct({"start": pa.int32(), "end": pa.int32(), "stand_in": pa.string()})
_SCHEMA: Final = pa.schema({
    "document_id": pa.string(), "made_from": pa.string(), "keys": pa.list_(pa.uint32()),
    "counts": pa.list_(pa.uint32()), "seen": pa.list_(_PLACE), "hidden": pa.list_(_HIDDEN),
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A matter and its value, with where in the text it is shown; 0 to 0 where no words show it."""

    matter: str
    value: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One document as it is compared; ``made_from`` tells its text and cause apart from any other.

    ``hidden`` is what of it names a person, in order and apart: start, end, what stands in for it.
    """

    document_id: str
    made_from: str
    signs: Signs
    seen: tuple[Place, ...]
    hidden: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is in force: the file, the snapshot it was brought to, what it was made with, how many rows."""

    file: str
    snapshot: int
    form: str
    rows: int


class Shelf:
    """The rows of a file, read where they lie."""

    def __init__(self, root: Path, standing: Standing) -> None:
        """Open the file of a standing; what is opened stays readable when a newer one is put in force."""
        self.standing = standing
        file = pa.ipc.open_file(pa.memory_map(str(root / FOLDER / standing.file)))
        self._batches = [file.get_batch(n) for n in range(file.num_record_batches)]
        self._places: dict[str, tuple[int, int]] = {
            key: (n, row)
            for n, batch in enumerate(self._batches)
            for row, key in enumerate(batch.column("document_id").to_pylist())
        }

    def get(self, document_id: str) -> Kept | None:
        """The row of a document."""
        place = self._places.get(document_id)
        if place is None:
            return None
        batch, row = self._batches[place[0]], place[1]
        keys, counts = (batch.column(name)[row].values.to_numpy() for name in ("keys", "counts"))
        made_from, seen, hidden = (batch.column(name)[row].as_py() for name in ("made_from", "seen", "hidden"))
        return Kept(
            document_id=document_id, made_from=made_from, signs=Signs(keys, counts),
            seen=tuple(Place(**one) for one in seen),
            hidden=tuple((one["start"], one["end"], one["stand_in"]) for one in hidden),
        )  # fmt: skip


def standing_of(root: Path) -> Standing | None:
    """What is in force; None where there is nothing that can be read."""
    try:
        told = Standing(**json.loads((root / FOLDER / CURRENT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return told if (root / FOLDER / told.file).is_file() else None


def shelf_of(root: Path) -> Shelf | None:
    """What is in force, opened; None where there is nothing that can be read."""
    standing = standing_of(root)
    try:
        return Shelf(root, standing) if standing else None
    except (OSError, pa.ArrowInvalid):
        return None


def put_in_force(root: Path, rows: Iterable[Kept], snapshot: int, form: str) -> Standing:
    """Write rows as a new file, put it in force all at once, and clear away every other."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(p.stem) for p in folder.glob("*.arrow") if p.stem.isdecimal()), default=0)
    name, many = f"{number:06d}.arrow", 0
    source = iter(rows)
    with (folder / name).open("wb") as sink:
        with pa.ipc.new_file(sink, _SCHEMA) as file:
            while some := list(islice(source, _AT_ONCE)):
                file.write_table(_table(some))
                many += len(some)
        sink.flush()
        os.fsync(sink.fileno())
    standing = Standing(file=name, snapshot=snapshot, form=form, rows=many)
    part = folder / f"{CURRENT}.part"
    with part.open("w", encoding="utf-8") as said:
        json.dump(asdict(standing), said)
        said.flush()
        os.fsync(said.fileno())
    part.replace(folder / CURRENT)
    for path in folder.glob("*.arrow"):
        if path.name != name:
            path.unlink(missing_ok=True)
    return standing


def _table(rows: list[Kept]) -> pa.Table:
    """Rows as a table."""
    columns: dict[str, Any] = {
        "document_id": [one.document_id for one in rows], "made_from": [one.made_from for one in rows],
        "keys": [one.signs.keys for one in rows], "counts": [one.signs.counts for one in rows],
        "seen": [[asdict(place) for place in one.seen] for one in rows],
        "hidden": [[dict(zip(("start", "end", "stand_in"), span, strict=True)) for span in one.hidden] for one in rows],
    }  # fmt: skip
    return pa.table(columns, schema=_SCHEMA)

"""Batches → Parquet files of one load, and the accepted rows of a load as a table.

A load's own folder keeps what it accepted (``rows/``) and what it refused (``refused.parquet``), so
that a load can be undone by replaying the others, and no row that ever came is lost.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from shuzhu.batches import Batch, FileInfo, Refusal, schema

_KINDS = {"row": pa.int64(), "kept": pa.bool_()}
REFUSED = pa.schema([(name, _KINDS.get(name, pa.string())) for name in Refusal.__slots__])


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One staged file: rows of one table that change the same columns in the same way."""

    table: str
    file: str
    rows: int
    given: tuple[str, ...]
    fills: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What is known of one load; ``held`` and ``came`` of one that was held: as which, and the number it came for."""

    number: int
    began: str
    ended: str = ""
    files: tuple[FileInfo, ...] = ()
    mapping: str = ""
    made_up: bool = False
    parts: tuple[Part, ...] = ()
    accepted: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    refused: int = 0
    blanked: int = 0
    undoes: int | None = None
    held: int | None = None
    came: int = 0


class Stage:
    """A load's folder while it is being filled."""

    def __init__(self, folder: Path) -> None:
        """Make the folder and its rows."""
        self.folder = folder
        (folder / "rows").mkdir(parents=True)
        self._open: dict[str, tuple[pq.ParquetWriter, int]] = {}
        self._parts: list[Part] = []
        self._refused: pq.ParquetWriter | None = None
        self.refused = 0
        self.blanked = 0

    def take(self, batch: Batch) -> None:
        """Write a batch's rows and refusals."""
        self.refuse(batch.refused)
        if not batch.rows.num_rows:
            return
        given = tuple(sorted(batch.given or _not_blank(batch.rows)))
        writer, place = self._writer(batch.table, given, fills=batch.fills)
        writer.write_table(batch.rows.cast(schema(batch.table)))
        self._parts[place] = replace(self._parts[place], rows=self._parts[place].rows + batch.rows.num_rows)

    def _writer(self, table: str, given: tuple[str, ...], *, fills: bool) -> tuple[pq.ParquetWriter, int]:
        """The table's open file where it changes the same columns, else a new one: rows keep their order."""
        writer, place = self._open.get(table, (None, -1))
        if writer is not None and (self._parts[place].given, self._parts[place].fills) == (given, fills):
            return writer, place
        if writer is not None:
            writer.close()
        name = f"rows/{len(self._parts):04d}-{table}.parquet"
        self._parts.append(Part(table=table, file=name, rows=0, given=given, fills=fills))
        opened = pq.ParquetWriter(self.folder / name, schema(table), compression="zstd")
        self._open[table] = (opened, len(self._parts) - 1)
        return self._open[table]

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Keep refused rows."""
        if not refusals:
            return
        if self._refused is None:
            self._refused = pq.ParquetWriter(self.folder / "refused.parquet", REFUSED, compression="zstd")
        self._refused.write_table(pa.Table.from_pylist([asdict(r) for r in refusals], schema=REFUSED))
        blanked = sum(refusal.kept for refusal in refusals)
        self.blanked += blanked
        self.refused += len(refusals) - blanked

    def close(self) -> tuple[Part, ...]:
        """Finish the files; what was staged, in order."""
        if self._refused is not None:
            self._refused.close()
        for writer, _ in self._open.values():
            writer.close()
        return tuple(self._parts)


def stage(
    folder: Path, batches: Iterable[Batch | list[Refusal]], progress: Callable[[str, int], None]
) -> tuple[tuple[Part, ...], int, int]:
    """Write everything that comes; the parts, how many rows were refused, and how many fields blanked."""
    staged = Stage(folder)
    try:
        for item in batches:
            if isinstance(item, Batch):
                staged.take(item)
                progress(item.table, item.rows.num_rows)
            else:
                staged.refuse(item)
    finally:
        parts = staged.close()
    return parts, staged.refused, staged.blanked


def read_loaded(folder: Path) -> Loaded:
    """What a load's folder says of it."""
    said = json.loads((folder / "load.json").read_text(encoding="utf-8"))
    files = tuple(FileInfo(**f) for f in said.pop("files"))
    parts = tuple(Part(**{**p, "given": tuple(p["given"])}) for p in said.pop("parts"))
    return Loaded(**said, files=files, parts=parts)


def _not_blank(rows: pa.Table) -> tuple[str, ...]:
    """The columns that hold anything."""
    return tuple(name for name in rows.column_names if rows.column(name).null_count < rows.num_rows)

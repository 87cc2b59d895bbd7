"""Batches → Parquet files of one load, and the accepted rows of a load as a table.

A load's own folder keeps what it accepted (``rows/``) and what it refused (``refused.parquet``), so
that a load can be undone by replaying the others, and no row that ever came is lost.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from shuzhu.batches import Batch, FileInfo, Refusal, schema

REFUSED = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in Refusal.__slots__])


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
    """What is known of one load."""

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
    undoes: int | None = None


class Stage:
    """A load's folder while it is being filled."""

    def __init__(self, folder: Path) -> None:
        """Make the folder and its rows."""
        self.folder = folder
        (folder / "rows").mkdir(parents=True)
        self._writers: dict[tuple[str, tuple[str, ...], bool], tuple[pq.ParquetWriter, str]] = {}
        self._rows: dict[tuple[str, tuple[str, ...], bool], int] = {}
        self._refused: pq.ParquetWriter | None = None
        self.refused = 0

    def take(self, batch: Batch) -> None:
        """Write a batch's rows and refusals."""
        self.refuse(batch.refused)
        if not batch.rows.num_rows:
            return
        given = tuple(sorted(batch.given or _not_blank(batch.rows)))
        key = (batch.table, given, batch.fills)
        if key not in self._writers:
            name = f"{len(self._writers):04d}-{batch.table}.parquet"
            path = self.folder / "rows" / name
            self._writers[key] = (pq.ParquetWriter(path, schema(batch.table), compression="zstd"), name)
            self._rows[key] = 0
        self._writers[key][0].write_table(batch.rows.cast(schema(batch.table)))
        self._rows[key] += batch.rows.num_rows

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Keep refused rows."""
        if not refusals:
            return
        if self._refused is None:
            self._refused = pq.ParquetWriter(self.folder / "refused.parquet", REFUSED, compression="zstd")
        self._refused.write_table(pa.Table.from_pylist([asdict(r) for r in refusals], schema=REFUSED))
        self.refused += len(refusals)

    def close(self) -> tuple[Part, ...]:
        """Finish the files; what was staged, in order."""
        if self._refused is not None:
            self._refused.close()
        for writer, _ in self._writers.values():
            writer.close()
        return tuple(
            Part(table=table, file=f"rows/{name}", rows=self._rows[table, given, fills], given=given, fills=fills)
            for (table, given, fills), (_, name) in self._writers.items()
        )


def stage(
    folder: Path, batches: Iterable[Batch | list[Refusal]], progress: Callable[[str, int], None]
) -> tuple[tuple[Part, ...], int]:
    """Write everything that comes; the parts and how many rows were refused."""
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
    return parts, staged.refused


def read_loaded(folder: Path) -> Loaded:
    """What a load's folder says of it."""
    said = json.loads((folder / "load.json").read_text(encoding="utf-8"))
    files = tuple(FileInfo(**f) for f in said.pop("files"))
    parts = tuple(Part(**{**p, "given": tuple(p["given"])}) for p in said.pop("parts"))
    return Loaded(**said, files=files, parts=parts)


def _not_blank(rows: pa.Table) -> tuple[str, ...]:
    """The columns that hold anything."""
    return tuple(name for name in rows.column_names if rows.column(name).null_count < rows.num_rows)

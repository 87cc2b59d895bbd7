"""The cube: every count by court and statistical month, kept beside the store and refreshed by loads.

Counts are additive, so a load's changes make a small part of their own (old rows counted −1, new
rows +1) that is added to the parts before it; a whole count is made only where there is none to
start from. A cube belongs to a set of scans and a statistical year; its parts are Parquet files,
and a small JSON file names those of each snapshot.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlglot import exp

from shuzhu.indicators.compile import SIGN, cube_query, members
from shuzhu.indicators.plan import Scan, version_of
from shuzhu.periods import YearStart

MANY_PARTS = 24
FEW_ROWS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "disabled_optimizers": "common_subexpressions",
}
"""A day's changes are so few that planning a query costs more than answering it."""


class Answers(Protocol):
    """An engine, as far as counting needs it."""

    dialect: str

    def query(self, expression: exp.Expr, **small: pa.Table) -> pa.Table:
        """The answer as an Arrow table."""
        ...

    def stream(self, expression: exp.Expr, rows: int) -> Iterator[pa.Table]:
        """The answer, some rows at a time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """The parts of each scan as of one snapshot."""

    start: YearStart
    parts: Mapping[str, tuple[Path, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a cube is kept, and the snapshot it is for with the one before it."""

    folder: Path
    snapshot: int
    parent: int


def cube_at(
    place: Place,
    scans: Sequence[Scan],
    start: YearStart,
    engine: Callable[[], Answers],
    changes: Callable[[str], Path | None],
) -> Cube:
    """The cube of a snapshot: read, else refreshed from its parent's, else counted whole.

    ``engine`` is opened only where something must be counted whole; ``changes`` gives the file of
    old and new rows of a table in the snapshot's load.
    """
    folder = place.folder / f"{version_of(scans)}-{start}"
    known = _read(folder, place.snapshot)
    if known is None:
        before = _read(folder, place.parent) if place.parent else None
        if before is not None and max(map(len, before.values()), default=0) < MANY_PARTS:
            known = refresh(folder, place.snapshot, before, scans, start, changes)
        else:
            known = count_whole(folder, place.snapshot, scans, start, engine())
    return Cube(start=start, parts={name: tuple(folder / f for f in files) for name, files in known.items()})


def count_whole(
    folder: Path, snapshot: int, scans: Sequence[Scan], start: YearStart, engine: Answers
) -> dict[str, list[str]]:
    """Count everything anew."""
    named = {}
    for scan in scans:
        counted = engine.query(cube_query(scan, start), **members(scan))
        named[scan.name] = [_write_part(folder, scan.name, snapshot, counted)]
    _signed(folder, scans, start)
    _write(folder, snapshot, named)
    return named


def refresh(
    folder: Path,
    snapshot: int,
    before: Mapping[str, Sequence[str]],
    scans: Sequence[Scan],
    start: YearStart,
    changes: Callable[[str], Path | None],
) -> dict[str, list[str]]:
    """The parts before, with one more for every scan whose table changed."""
    named = {scan.name: list(before[scan.name]) for scan in scans}
    changed = {table: path for table in sorted({s.table for s in scans}) if (path := changes(table)) is not None}
    texts = _signed(folder, scans, start)
    rows: dict[str, pa.Table] = {}
    for table, path in changed.items():
        with pa.memory_map(str(path)) as kept:
            rows[table] = pa.ipc.open_file(kept).read_all().select(sorted(_looked_at(scans, table)))

    def count(some: Sequence[Scan]) -> list[tuple[str, str]]:
        """The new part of each scan that has one."""
        found = []
        with duckdb.connect(config=FEW_ROWS) as connection:
            for table, changes_ in rows.items():
                connection.register(f"changed_{table}", changes_)
            for scan in some:
                for name, small in members(scan).items():
                    connection.register(name, small)
                counted = _with_sign(connection.sql(texts[scan.name]).to_arrow_table(), scan)
                if counted.num_rows:
                    found.append((scan.name, _write_part(folder, scan.name, snapshot, counted)))
        return found

    # Half the work is planning, which each of two connections does beside the other.
    live = sorted((s for s in scans if s.table in changed), key=lambda s: -len(s.counts))
    with ThreadPoolExecutor(2) as pool:
        for parts in pool.map(count, (live[::2], live[1::2])):
            for name, part in parts:
                named[name].append(part)
    _write(folder, snapshot, named)
    return named


def _with_sign(counted: pa.Table, scan: Scan) -> pa.Table:
    """Counts of rows that were taken away as negative numbers."""
    sign = counted.column(SIGN).cast(pa.int64())
    named = {count.name for count in scan.counts}
    return pa.table(
        {
            name: pc.multiply(column.cast(pa.int64()), sign) if name in named else column
            for name, column in zip(counted.column_names, counted.columns, strict=True)
            if name != SIGN
        }
    )


def _looked_at(scans: Sequence[Scan], table: str) -> set[str]:
    """The columns of a table that its scans look at."""
    counts = [count for scan in scans if scan.table == table for count in scan.counts]
    told = {name for c in counts for name in (c.date, c.sums, c.bins, *(t.column for t in c.where)) if name}
    return told | {"court", SIGN}


def _signed(folder: Path, scans: Sequence[Scan], start: YearStart) -> dict[str, str]:
    """The SQL that counts changes, by scan; kept beside the parts, whose folder is named by the scans."""
    path = folder / "signed.json"
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        if kept.keys() >= {scan.name for scan in scans}:
            return kept
    texts = {
        scan.name: cube_query(scan, start, f"changed_{scan.table}", signed=True).sql(dialect="duckdb") for scan in scans
    }
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"signed.{os.getpid()}.part"
    part.write_text(json.dumps(texts), encoding="utf-8")
    part.rename(path)
    return texts


def _write_part(folder: Path, scan: str, snapshot: int, counted: pa.Table) -> str:
    """One part as a file, whole or not at all; its name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{scan}-{snapshot:06d}.parquet"
    part = folder / f"{name}.{os.getpid()}.part"
    pq.write_table(counted, part, compression="zstd", use_dictionary=["court"], write_statistics=["month"])
    part.rename(folder / name)
    return name


def _read(folder: Path, snapshot: int) -> dict[str, list[str]] | None:
    """The names of a snapshot's parts, where it has been counted."""
    path = folder / f"{snapshot:06d}.json"
    if not path.exists():
        return None
    named: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return named if all((folder / f).exists() for files in named.values() for f in files) else None


def _write(folder: Path, snapshot: int, named: Mapping[str, Sequence[str]]) -> None:
    """Say which parts make up a snapshot's cube."""
    part = folder / f"{snapshot:06d}.{os.getpid()}.part"
    part.write_text(json.dumps(named), encoding="utf-8")
    part.rename(folder / f"{snapshot:06d}.json")

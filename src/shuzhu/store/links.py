"""Links as a part of the store: one Parquet file a task and snapshot, without any name; withdrawn with the load."""

from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from shuzhu.store.snapshots import read_snapshot

SCHEMA: Final = pa.schema([
    ("left", pa.string()), ("right", pa.string()), ("court", pa.string()), ("weight", pa.float64()),
    ("chance", pa.float64()), ("how", pa.string()), ("signs", pa.string()),
])  # fmt: skip
"""``how``: by number, automatic, review, or decided; ``signs``: each comparison with its level and weight, as JSON."""


def write_links(root: Path, snapshot: int, task: str, rows: pa.Table, told: dict[str, str]) -> Path:
    """Keep the links of a task at a snapshot, whole or not at all; ``told`` is how they were made."""
    folder = root / "links" / f"{snapshot:06d}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{task}.parquet"
    part = path.with_suffix(".part")
    pq.write_table(rows.cast(SCHEMA).replace_schema_metadata(told), part, compression="zstd")
    part.replace(path)
    return path


def read_links(root: Path, snapshot: int, task: str) -> tuple[pa.Table, dict[str, str]] | None:
    """The links of a task at a snapshot, and how they were made; None where they were not."""
    path = root / "links" / f"{snapshot:06d}" / f"{task}.parquet"
    if not path.exists():
        return None
    found = pq.read_table(path)
    told: dict[Any, Any] = found.schema.metadata or {}
    return found, {key.decode(): value.decode() for key, value in told.items() if not key.startswith(b"ARROW")}


def withdraw_links(root: Path, load: int) -> int:
    """Take away the links of every snapshot that rests on a load; how many files went."""
    gone = 0
    for folder in sorted((root / "links").glob("[0-9]*")):
        if load in read_snapshot(root / "snapshots", folder.name.lstrip("0") or "0").loads:
            for path in folder.glob("*.parquet"):
                path.unlink()
                gone += 1
    return gone

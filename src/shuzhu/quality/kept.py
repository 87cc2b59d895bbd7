"""The counts of every rule by court and month, kept beside the store: counted once a snapshot."""

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from shuzhu.quality.scan import Counted


def kept(path: Path, count: Callable[[], pa.Table]) -> list[Counted]:
    """The counts in a file; counted, and the file written whole, where it is not there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        pq.write_table(count(), part, compression="zstd")
        part.rename(path)
    return counted(pq.read_table(path))


def counted(table: pa.Table) -> list[Counted]:
    """Rows of table, rule, by_…, checked, faulty as counts."""
    cuts = [name for name in table.column_names if name.startswith("by_")]
    columns = table.to_pydict()
    by = list(zip(*(columns[name] for name in cuts), strict=True)) if cuts else [()] * table.num_rows
    return [
        Counted(table=of, rule=rule, by=each, checked=checked, faulty=faulty)
        for of, rule, each, checked, faulty in zip(
            columns["table"], columns["rule"], by, columns["checked"], columns["faulty"], strict=True
        )
        if checked
    ]

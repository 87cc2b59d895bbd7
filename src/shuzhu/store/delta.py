"""Rows → Delta tables. Each table is its own Delta table; only a snapshot makes them one."""

from pathlib import Path

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake

from shuzhu.records import key_of
from shuzhu.store.snapshots import TableState

MANY_FILES = 48
GROUP = 120_000
TEXTS = 20_000
"""Rows of one group in a file, and those of documents: who reads texts holds a whole group of them in memory."""


def rewind(folder: Path, state: TableState | None) -> None:
    """Take a table back to a state, where a load that was broken off went beyond it.

    A table taken back has a new version but the same files, and files never change: so files tell, not versions.
    """
    if not DeltaTable.is_deltatable(str(folder)):
        return
    table = DeltaTable(folder)
    names = _names(table)
    if state is None:
        if names:
            table.delete()
    elif table.version() != state.version and names != sorted(state.files):
        table.restore(state.version)


def append(folder: Path, rows: pa.RecordBatchReader) -> None:
    """Add rows that are not there yet; makes the table where it is not, and adds columns that it lacks."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_deltalake(folder, rows, mode="append", schema_mode="merge", writer_properties=_written(folder))


def upsert(folder: Path, table: str, rows: pa.RecordBatchReader) -> None:
    """Replace the rows of the same key, add the others."""
    same = " AND ".join(f"old.{key} = new.{key}" for key in key_of(table))
    (
        DeltaTable(folder)
        .merge(source=rows, predicate=same, source_alias="new", target_alias="old", merge_schema=True,
               writer_properties=_written(folder), commit_properties=CommitProperties(max_commit_retries=0))
        .when_matched_update_all()
        .when_not_matched_insert_all()
        .execute()
    )  # fmt: skip


def state_of(folder: Path) -> TableState:
    """The newest state of a table; many small files are made few first."""
    table = DeltaTable(folder)
    if len(table.file_uris()) > MANY_FILES:
        table.optimize.compact(writer_properties=_written(folder))
    return TableState(version=table.version(), files=tuple(_names(table)), rows=_rows(table))


def _written(folder: Path) -> WriterProperties:
    """How the files of a table are written."""
    return WriterProperties(max_row_group_size=TEXTS if folder.name == "documents" else GROUP)


def _names(table: DeltaTable) -> list[str]:
    """Files as named within the table's folder; their URIs would write its path in percent signs."""
    return sorted(pa.table(table.get_add_actions()).column("path").to_pylist())


def _rows(table: DeltaTable) -> int:
    """How many rows the newest version has, from its own statistics."""
    actions = pa.table(table.get_add_actions(flatten=True))
    return int(sum(n or 0 for n in actions.column("num_records").to_pylist())) if actions.num_rows else 0

"""The store: a folder of Delta tables with snapshots, loads and a lock for one writer at a time."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from shuzhu.batches import Batch, FileInfo, Refusal
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import StoreError, UsageError
from shuzhu.records import RECORDS, key_of
from shuzhu.store import delta
from shuzhu.store.engine import connect, files_of, full_schema
from shuzhu.store.held import folder_of, hold, let_go, one_waiting, place_of, tidy
from shuzhu.store.merge import merge
from shuzhu.store.snapshots import EMPTY, Snapshot, TableState, numbers, read_snapshot, write_json, write_snapshot
from shuzhu.store.staging import REFUSED, Loaded, Part, read_loaded, stage

Progress = Callable[[str, int], None]


class Store:
    """One folder. Reading needs no lock; writing takes it, and says so if another holds it."""

    def __init__(self, root: Path) -> None:
        """The store in a folder; nothing is made until something is loaded."""
        self.root = root.resolve()
        self.snapshots = self.root / "snapshots"

    def snapshot(self, as_of: str | int | None = None) -> Snapshot:
        """The newest snapshot, or the one asked for."""
        return read_snapshot(self.snapshots, as_of)

    def loads(self, snapshot: Snapshot | None = None) -> tuple[Loaded, ...]:
        """Every load there was, oldest first; with a snapshot, only those it rests on."""
        chosen = None if snapshot is None else set(snapshot.loads)
        newest = max(numbers(self.snapshots), default=0)
        folders = [f for f in sorted(self.root.glob("loads/[0-9]*[0-9]")) if int(f.name) <= newest]
        return tuple(read_loaded(f) for f in folders if chosen is None or int(f.name) in chosen)

    def refused(self, snapshot: Snapshot) -> pa.Table:
        """Every refused row of the loads a snapshot rests on, with the load's number."""
        tables = []
        for number in snapshot.loads:
            path = self._load_folder(number) / "refused.parquet"
            if path.exists():
                rows = pq.read_table(path, schema=REFUSED)
                tables.append(rows.append_column("load", pa.array([number] * rows.num_rows, pa.int64())))
        return pa.concat_tables(tables) if tables else REFUSED.append(pa.field("load", pa.int64())).empty_table()

    def changes(self, snapshot: Snapshot, table: str) -> Path | None:
        """Rows that a snapshot's load took away (``_sign`` −1) and put in (+1), where they were kept."""
        path = self._load_folder(snapshot.number) / "changes" / f"{table}.arrow"
        return path if path.exists() else None

    def load(  # noqa: PLR0913 — all of it is told of one load
        self,
        items: Iterable[Batch | list[Refusal]],
        codes: CodeTables,
        *,
        files: Sequence[FileInfo] | Callable[[], Sequence[FileInfo]] = (),
        mapping: str = "",
        made_up: bool = False,
        judge: Callable[[Path, Loaded], bool] | None = None,
        progress: Progress = lambda _what, _rows: None,
    ) -> tuple[Snapshot, Loaded]:
        """Batches → a new snapshot, all tables at once or not at all.

        ``judge`` looks at what was staged, in its folder, and says whether it is held: the snapshot is then the one
        that stood.

        Raises StoreError if another load is running. Whatever else is raised, by the sources too,
        leaves the store as it was.
        """
        with self._writing() as base:
            number = max(numbers(self.snapshots), default=0) + 1
            folder = self._load_folder(number)
            part = folder.with_suffix(".part")
            began = _now()
            parts, refused, blanked = stage(part, items, progress)
            told = tuple(files() if callable(files) else files)
            loaded = Loaded(
                number=number, began=began, files=told, mapping=mapping, made_up=made_up, parts=parts,
                refused=refused, blanked=blanked, accepted=_accepted(parts),
            )  # fmt: skip
            if judge is not None and judge(part, loaded):
                return base, hold(self.root, part, loaded)
            return self._onto(base, loaded, codes, progress)

    def release(
        self, number: int, codes: CodeTables, progress: Progress = lambda _w, _n: None
    ) -> tuple[Snapshot, Loaded]:
        """A held load → a new snapshot, in which it stands where it came: later loads are replayed over it.

        Raises UsageError where no load waits under that number.
        """
        with self._writing() as base:
            waiting = one_waiting(self.root, number)
            new = max(numbers(self.snapshots), default=0) + 1
            part = self._load_folder(new).with_suffix(".part")
            shutil.copytree(folder_of(self.root, number), part)
            loaded = replace(waiting, number=new)
            place = place_of(self.loads(base), base.loads, loaded)
            if place == len(base.loads):
                done = self._onto(base, loaded, codes, progress)
            else:
                order = (*base.loads[:place], new, *base.loads[place:])
                done = self._replayed(loaded, order, codes, progress)
            let_go(self.root, number)
            return done

    def withdraw(self, number: int) -> Loaded:
        """A held load waits no more, and never was; raises UsageError where none waits under that number."""
        with self._writing():
            waiting = one_waiting(self.root, number)
            let_go(self.root, number)
            return waiting

    def undo(self, number: int, codes: CodeTables, progress: Progress = lambda _w, _n: None) -> Snapshot:
        """Take a load back: the snapshot before it, with every later load replayed over it.

        Raises UsageError where the newest snapshot does not rest on that load.
        """
        with self._writing() as head:
            if number not in head.loads:
                known = ", ".join(str(n) for n in head.loads) or "none"
                raise UsageError(f"load {number} is not in force; those in force: {known}")
            kept = tuple(n for n in head.loads if n != number)
            new = max(numbers(self.snapshots), default=0) + 1
            self._load_folder(new).with_suffix(".part").mkdir(parents=True)
            return self._replayed(Loaded(number=new, began=_now(), undoes=number), kept, codes, progress)[0]

    def _onto(self, base: Snapshot, loaded: Loaded, codes: CodeTables, progress: Progress) -> tuple[Snapshot, Loaded]:
        """Merge what a load staged over a snapshot, and make that the newest."""
        part = self._load_folder(loaded.number).with_suffix(".part")
        changes = part / "changes" if base.number else None
        state, changed = self._apply(base, [(part, p) for p in loaded.parts], codes, changes, progress)
        snapshot = Snapshot(
            number=loaded.number, parent=base.number, made=_now(), loads=(*base.loads, loaded.number), tables=state,
            rules=codes.version,
        )  # fmt: skip
        return snapshot, self._ended(loaded, changed, snapshot)

    def _replayed(
        self, loaded: Loaded, order: tuple[int, ...], codes: CodeTables, progress: Progress
    ) -> tuple[Snapshot, Loaded]:
        """Replay loads in an order over the snapshot that most of them rest on, and make that the newest."""
        base = self._resting_on(order)
        own = self._load_folder(loaded.number).with_suffix(".part")
        parts: list[tuple[Path, Part]] = []
        for number in order[len(base.loads) :]:
            folder = self._load_folder(number)
            said = loaded if number == loaded.number else read_loaded(folder)
            parts += [(own if number == loaded.number else folder, p) for p in said.parts]
        for table in RECORDS:
            delta.rewind(self.root / "tables" / table, base.tables.get(table))
        state, changed = self._apply(base, parts, codes, None, progress)
        snapshot = Snapshot(number=loaded.number, parent=0, made=_now(), loads=order, tables=state, rules=codes.version)
        return snapshot, self._ended(loaded, changed, snapshot)

    def _ended(self, loaded: Loaded, changed: Mapping[str, int], snapshot: Snapshot) -> Loaded:
        """Write down what a load did, its folder first and its snapshot last: only then has it happened."""
        folder = self._load_folder(loaded.number)
        part = folder.with_suffix(".part")
        loaded = replace(loaded, ended=_now(), changed=changed)
        write_json(part / "load.json", asdict(loaded))
        part.rename(folder)
        write_snapshot(self.snapshots, snapshot)
        return loaded

    def _resting_on(self, loads: tuple[int, ...]) -> Snapshot:
        """The newest snapshot that rests on the most of these loads, from the first on, and on no other."""
        known = [read_snapshot(self.snapshots, number) for number in numbers(self.snapshots)]
        fits = [s for s in known if s.loads == loads[: len(s.loads)]]
        return max(fits, key=lambda s: (len(s.loads), s.number), default=EMPTY)

    def _apply(
        self,
        base: Snapshot,
        parts: Sequence[tuple[Path, Part]],
        codes: CodeTables,
        changes: Path | None,
        progress: Progress,
    ) -> tuple[Mapping[str, TableState], dict[str, int]]:
        """Merge parts over a base and write the tables; their states and how many rows changed."""
        spill = self.root / "spill"
        connection = connect({"memory": os.environ.get("SHUZHU_MEMORY", "4GB")}, spill)
        old = {table: files_of(self.root, base, table) for table in RECORDS}
        try:
            changed = merge(connection, parts, old, codes)
            state = dict(base.tables)
            for table, count in changed.items():
                progress(f"write {table}", count)
                self._write(connection, table, changes, standing=bool(old[table]))
                state[table] = delta.state_of(self.root / "tables" / table)
            return state, changed
        finally:
            connection.close()
            shutil.rmtree(spill, ignore_errors=True)

    def _write(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        changes: Path | None,
        *,
        standing: bool,
    ) -> None:
        """Write one table's final rows, and what they replace beside them."""
        key = ", ".join(key_of(table))
        names = ", ".join(f'"{n}"' for n in full_schema(table).names)
        replaced = 0
        if standing:
            ((replaced,),) = connection.execute(
                f"SELECT count(*) FROM old_{table} SEMI JOIN final_{table} USING ({key})"
            ).fetchall()
        if changes is not None:
            changes.mkdir(exist_ok=True)
            signed = connection.sql(
                f"""SELECT {names}, 1 AS _sign FROM final_{table} UNION ALL
                SELECT {names}, -1 FROM old_{table} SEMI JOIN final_{table} USING ({key})"""
            ).to_arrow_reader(100_000)
            with pa.ipc.new_file(changes / f"{table}.arrow", signed.schema) as file:
                for batch in signed:
                    file.write_batch(batch)
        rows = connection.sql(f"SELECT {names} FROM final_{table}").to_arrow_reader(100_000)
        reader = pa.RecordBatchReader.from_batches(
            full_schema(table), (batch.cast(full_schema(table)) for batch in rows)
        )
        folder = self.root / "tables" / table
        if replaced:
            delta.upsert(folder, table, reader)
        else:
            delta.append(folder, reader)

    def _load_folder(self, number: int) -> Path:
        """Where a load keeps what it brought."""
        return self.root / "loads" / f"{number:06d}"

    @contextmanager
    def still(self) -> Iterator[Snapshot]:
        """While no load can begin; readers are not kept from reading. Raises StoreError where one is running."""
        with self._writing() as base:
            yield base

    @contextmanager
    def _writing(self) -> Iterator[Snapshot]:
        """Hold the lock, clear away what a broken load left, and give the snapshot to build on."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreError("another load is running on this store; try again when it has ended") from error
            base = self.snapshot()
            self._sweep(base)
            try:
                yield base
            except BaseException:
                self._sweep(base if self.snapshot().number == base.number else self.snapshot())
                raise

    def _sweep(self, base: Snapshot) -> None:
        """Take tables back to a snapshot and drop folders of loads that never ended."""
        for folder in self.root.glob("loads/*"):
            if folder.suffix == ".part" or int(folder.stem) > base.number:
                shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.root / "spill", ignore_errors=True)
        if (self.root / "held").is_dir():
            tidy(self.root, {one.held for one in self.loads() if one.held is not None})
        for table in RECORDS:
            delta.rewind(self.root / "tables" / table, base.tables.get(table))


def _accepted(parts: Sequence[Part]) -> dict[str, int]:
    """Rows accepted by table."""
    found: dict[str, int] = {}
    for part in parts:
        found[part.table] = found.get(part.table, 0) + part.rows
    return found


def _now() -> str:
    """This moment, to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")

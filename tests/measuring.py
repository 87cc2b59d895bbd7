"""A store asked without the pipeline: batches in, values out, by the cube or by the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyarrow.parquet as pq

from shuzhu.batches import Batch
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.model import Catalogue, Indicator
from shuzhu.catalogue.read import read_catalogue
from shuzhu.indicators.courts import Group
from shuzhu.indicators.cube import Cube, Place, cube_at
from shuzhu.indicators.measure import Question, Sight, answer
from shuzhu.indicators.plan import Scan, scans_of
from shuzhu.periods import CALENDAR_YEAR, Period, YearStart
from shuzhu.store.engine import Engine, files_of, open_engine
from shuzhu.store.snapshots import Snapshot
from shuzhu.store.store import Store
from shuzhu.values import Value


@cache
def codes() -> CodeTables:
    """The packaged code tables, read once."""
    return read_codes()


@cache
def catalogue() -> Catalogue:
    """The packaged catalogue, read once."""
    return read_catalogue(codes())


def scans(indicators: Sequence[Indicator]) -> tuple[Scan, ...]:
    """What a cube of these indicators counts."""
    return tuple(s for s in scans_of(indicators) if s.table != "counts")


@dataclass
class Desk:
    """One store, with what is needed to ask it."""

    store: Store
    start: YearStart = CALENDAR_YEAR
    url: str = "duckdb://"

    def load(self, *batches: Batch) -> Snapshot:
        """Batches → a snapshot."""
        return self.store.load(batches, codes())[0]

    def engine(self, snapshot: Snapshot | None = None) -> Engine:
        """The engine over a snapshot's tables."""
        return open_engine(self.url, self.store.root, snapshot or self.store.snapshot())

    def cube(self, indicators: Sequence[Indicator], snapshot: Snapshot, engine: Engine, folder: str = "cubes") -> Cube:
        """The cube of a snapshot."""
        place = Place(folder=self.store.root / folder, snapshot=snapshot.number, parent=snapshot.parent)
        changes = lambda table: self.store.changes(snapshot, table)  # noqa: E731 — one line says it
        return cube_at(place, scans(indicators), self.start, lambda: engine, changes)

    def ask(
        self,
        indicators: Sequence[Indicator],
        groups: Sequence[Group],
        periods: Sequence[Period],
        as_of: int | None = None,
        engine: Engine | None = None,
        peers: Mapping[str, Mapping[str, Group]] = MappingProxyType({}),
    ) -> list[Value]:
        """Every indicator of every group and period."""
        snapshot = self.store.snapshot(as_of)
        opened = engine or self.engine(snapshot)
        sight = Sight(
            engine=lambda: opened,
            cube=lambda: self.cube(indicators, snapshot, opened, f"cubes-{self.url[:5]}"),
            start=self.start,
        )
        question = Question(indicators=tuple(indicators), groups=tuple(groups), periods=tuple(periods), peers=peers)
        try:
            return answer(question, sight)
        finally:
            if engine is None:
                opened.close()


def content(store: Store, as_of: int | None = None) -> dict[str, list[str]]:
    """Every row of every table of a snapshot as text, in order; tables without rows are left out."""
    snapshot = store.snapshot(as_of)
    found = {}
    for table in sorted(snapshot.tables):
        rows = [row for file in files_of(store.root, snapshot, table) for row in pq.read_table(file).to_pylist()]
        found[table] = sorted(repr(row) for row in rows)
    return {table: rows for table, rows in found.items() if rows}


def desk(root: Path, *batches: Batch, start: YearStart = CALENDAR_YEAR) -> Desk:
    """A new store in a folder, with batches loaded."""
    made = Desk(store=Store(root), start=start)
    if batches:
        made.load(*batches)
    return made

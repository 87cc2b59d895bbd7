"""A folder → the store in it, opened at one snapshot for one reader."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from sqlglot import exp

from shuzhu.access import LOCAL, Reader
from shuzhu.catalogue.alert_rules import AlertRule, read_alert_rules
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.model import Catalogue
from shuzhu.catalogue.read import read_catalogue
from shuzhu.desk.database import Desk, open_desk
from shuzhu.indicators.cube import Cube, Place, cube_at
from shuzhu.indicators.measure import Sight
from shuzhu.indicators.plan import scans_of
from shuzhu.store.engine import Engine, open_engine
from shuzhu.store.settings import Settings, read_settings
from shuzhu.store.snapshots import Snapshot, numbers
from shuzhu.store.store import Store


@dataclass(frozen=True)
class House:
    """A store opened at one snapshot, with its codes, catalogue and settings, for one reader."""

    store: Store
    snapshot: Snapshot
    codes: CodeTables
    catalogue: Catalogue
    settings: Settings
    engine_url: str
    reader: Reader

    @cached_property
    def engine(self) -> Engine:
        """The engine, opened when it is first needed."""
        return open_engine(self.engine_url, self.store.root, self.snapshot)

    @cached_property
    def cube(self) -> Cube:
        """Every count of the catalogue by court and month, counted or refreshed when first needed."""
        scans = scans_of(i for editions in self.catalogue.editions.values() for i in editions)
        scans = tuple(s for s in scans if s.table != "counts")
        place = Place(folder=self.store.root / "cubes", snapshot=self.snapshot.number, parent=self.snapshot.parent)
        changes = lambda table: self.store.changes(self.snapshot, table)  # noqa: E731 — one line says it
        return cube_at(place, scans, self.settings.year, lambda: self.engine, changes)

    @property
    def sight(self) -> Sight:
        """What the indicators look at."""
        return Sight(
            engine=lambda: self.engine,
            cube=lambda: self.cube,
            start=self.settings.year,
            first_day=lambda: self.first_day,
        )

    @cached_property
    def alert_rules(self) -> tuple[AlertRule, ...]:
        """The rules of warnings, the store's own laid over ours."""
        overlay = self.store.root / "catalogue"
        return read_alert_rules(self.codes, *([overlay] if overlay.is_dir() else []))

    @cached_property
    def desk(self) -> Desk:
        """The application database, opened when it is first needed."""
        return open_desk(self.store.root)

    @cached_property
    def first_day(self) -> date | None:
        """The first filing in the store."""
        rows = self.engine.query(exp.select(exp.Min(this=exp.column("filed_on")).as_("day")).from_("cases"))
        day: date | None = rows.column("day").to_pylist()[0]
        return day

    @cached_property
    def last_day(self) -> date | None:
        """The last filing in the store."""
        rows = self.engine.query(exp.select(exp.Max(this=exp.column("filed_on")).as_("day")).from_("cases"))
        day: date | None = rows.column("day").to_pylist()[0]
        return day

    @cached_property
    def present(self) -> frozenset[str]:
        """Courts that have any cases or published figures."""
        found: set[str] = set()
        for table in ("cases", "counts"):
            rows = self.engine.query(exp.select("court").distinct().from_(table).where("court IS NOT NULL"))
            found |= set(rows.column("court").to_pylist())
        return frozenset(found)


def seen_by(house: House, reader: Reader) -> House:
    """A house as another reader sees it: what was opened already is shared, what it may be asked is not."""
    own = replace(house, reader=reader)
    shared = {
        name: getattr(house, name)
        for name in ("engine", "cube", "alert_rules", "first_day", "last_day", "present", "desk")
    }
    own.__dict__.update(shared)
    return own


def newest(root: Path) -> int:
    """The number of the newest snapshot in a folder; 0 where nothing was loaded yet."""
    return max(numbers(root / "snapshots"), default=0)


def open_house(root: Path, *, as_of: str | None = None, engine: str = "duckdb://", reader: Reader = LOCAL) -> House:
    """A folder → the store in it, ready to be asked; its own ``catalogue/`` is laid over ours."""
    store = Store(root)
    overlay = root / "catalogue"
    codes = read_codes(*([overlay / "codes"] if (overlay / "codes").is_dir() else []))
    catalogue = read_catalogue(codes, *([overlay] if overlay.is_dir() else []))
    return House(
        store=store, snapshot=store.snapshot(as_of), codes=codes, catalogue=catalogue,
        settings=read_settings(root), engine_url=engine, reader=reader,
    )  # fmt: skip

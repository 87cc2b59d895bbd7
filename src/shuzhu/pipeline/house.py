"""A folder → the store in it, opened at one snapshot for one reader."""

import os
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NoReturn

import pyarrow as pa
from sqlglot import exp

from shuzhu.access import ACTIONS, FIELDS, LOCAL, Reader, Right
from shuzhu.catalogue.alert_rules import AlertRule, read_alert_rules
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.model import Catalogue
from shuzhu.catalogue.quality_rules import Contract, read_contract
from shuzhu.catalogue.read import read_catalogue
from shuzhu.catalogue.topic_model import Topic
from shuzhu.catalogue.topic_rules import read_topics
from shuzhu.desk.audit import Audit
from shuzhu.desk.database import Desk, open_desk
from shuzhu.desk.resealing import seal_secrets
from shuzhu.desk.sealing import Vault
from shuzhu.errors import DeniedError
from shuzhu.indicators.bounded import Bounded
from shuzhu.indicators.cube import Cube, Place, cube_at
from shuzhu.indicators.measure import Sight
from shuzhu.indicators.plan import scans_of
from shuzhu.indices.baseline import Baseline, read_baseline
from shuzhu.quality.scan import Counted
from shuzhu.store.engine import Engine, open_engine
from shuzhu.store.settings import Settings, read_settings
from shuzhu.store.snapshots import Snapshot, numbers
from shuzhu.store.store import Store

ITSELF: Final = Reader(name="系统", rights=(Right(actions=frozenset(ACTIONS), fields=frozenset(FIELDS)),))
"""The house at its own work, which no reader's reach may falsify: pooled figures, and warnings checked again."""

UNBOUNDED: Final = frozenset({"cube", "alert_rules", "contract", "desk", "topics"})
"""What is the same for every reader once it was opened."""
MOST_READERS: Final = 500
"""So many readers' houses are kept open."""


@dataclass(frozen=True)
class House:
    """A store opened at one snapshot, with its codes, catalogue and settings, for one reader.

    Whatever is read of its records goes through ``reading``, which the reader's reach bounds.
    """

    store: Store
    snapshot: Snapshot
    codes: CodeTables
    catalogue: Catalogue
    settings: Settings
    engine_url: str
    reader: Reader

    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What takes long to open and no reach bounds, shared by all readers: the index and its words."""
    _engines: dict[str, Engine] = field(default_factory=dict, repr=False, compare=False)
    _seen: dict[tuple[str, Reader], "House"] = field(default_factory=dict, repr=False, compare=False)

    @property
    def root(self) -> Path:
        """The store's folder."""
        return self.store.root

    def read_by(self, reader: Reader) -> "House":
        """The same house for another reader: engine, cube and desk are shared, what a reach bounds is not."""
        key = (self.snapshot.label, reader)
        if key not in self._seen:
            if len(self._seen) >= MOST_READERS:
                self._seen.clear()
            shared = {name: self.__dict__[name] for name in UNBOUNDED & self.__dict__.keys()}
            other = replace(self, reader=reader)
            other.__dict__.update(shared | {"itself": self.itself})
            self._seen[key] = other
        return self._seen[key]

    def warmed(self) -> "House":
        """The house with all that its readers share opened, so that none of them opens it anew."""
        for name in UNBOUNDED if self.snapshot.number else UNBOUNDED - {"cube"}:
            getattr(self, name)
        return self

    @cached_property
    def itself(self) -> "House":
        """The house at its own work; what it counts so leaves it only pooled, or as warnings that are then bounded."""
        return self if self.reader is ITSELF else replace(self, reader=ITSELF)

    def close(self) -> None:
        """Close the engine, which every house that it was shared with has too."""
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()

    def require(
        self,
        action: str,
        courts: Collection[str] = (),
        *,
        whole: bool = False,
        everywhere: bool = False,
        field_class: str | None = None,
    ) -> None:
        """Raise DeniedError, and write it into the audit, unless the reader may do this in each of the courts.

        ``whole``: not only in some of their divisions. ``everywhere``: in every court there is or may come to be.
        """
        reach = self.reader.reach(action, field_class)
        missing = [
            court for court in sorted(courts)
            if not (reach.whole(court) if whole else self.reader.may(action, court=court, field_class=field_class))
        ]  # fmt: skip
        if reach.boxes and not missing and (reach.everything or not everywhere):
            return
        where = "、".join(missing[:5]) + ("等" if len(missing) > 5 else "") if reach.boxes else ""
        self.deny(action, where or ("全部法院" if everywhere else ""), field_class)

    def deny(self, action: str, where: str = "", field_class: str | None = None) -> NoReturn:
        """Write a denial into the audit, and raise it."""
        self.audited("denied", ACTIONS[action], court=where, action=action)
        said = f"{ACTIONS[action]}（{action}）" + (f"：{FIELDS[field_class]}字段" if field_class else "")
        place = f"，法院：{where}" if where else ""
        raise DeniedError(f"没有权限 (not permitted)：{said}{place}；请向账号管理人员申请授权，本次拒绝已记入审计")

    def audited(self, what: str, about: str, *, court: str = "", **detail: Any) -> int:
        """Write into the audit what the reader did; the entry's number. ``detail`` holds no name and no row."""
        return self.audit.write(what, self.reader.name, about, court=court, snapshot=self.snapshot.label, **detail)

    def reading(self, action: str) -> Bounded:
        """The engine, within the reader's reach of an action."""
        return Bounded(self._whole, self.reader.reach(action))

    def unfiltered(self, query: exp.Expr, **small: pa.Table) -> pa.Table:
        """An answer of the tables as they lie, what was withdrawn too: only withdrawing itself asks so."""
        with closing(open_engine("duckdb://", self.store.root, self.snapshot, bare=True)) as engine:
            return engine.query(query, **small)

    @property
    def engine(self) -> Bounded:
        """The engine for figures."""
        return self.reading("measure")

    @property
    def _whole(self) -> Engine:
        """The engine itself, opened when it is first needed; only counting for the cube asks it unbounded."""
        label = self.snapshot.label
        if label not in self._engines:
            self._engines[label] = open_engine(self.engine_url, self.store.root, self.snapshot)
        return self._engines[label]

    @cached_property
    def cube(self) -> Cube:
        """Every count of the catalogue by court and month, counted or refreshed when first needed."""
        scans = scans_of(i for editions in self.catalogue.editions.values() for i in editions)
        scans = tuple(s for s in scans if s.table != "counts")
        place = Place(folder=self.store.root / "cubes", snapshot=self.snapshot.number, parent=self.snapshot.parent)
        changes = lambda table: self.store.changes(self.snapshot, table)  # noqa: E731 — one line says it
        return cube_at(place, scans, self.settings.year, lambda: self._whole, changes)

    @property
    def sight(self) -> Sight:
        """What the indicators look at, within the reader's reach; peers are pooled by the house itself."""
        reach = self.reader.reach("measure")
        return Sight(
            engine=lambda: self.engine,
            cube=lambda: self.cube,
            start=self.settings.year,
            first_day=lambda: self.first_day,
            reach=reach,
            pooled=None if reach.everything else self.itself.sight,
        )

    @cached_property
    def alert_rules(self) -> tuple[AlertRule, ...]:
        """The rules of warnings, the store's own laid over ours."""
        overlay = self.store.root / "catalogue"
        return read_alert_rules(self.codes, *([overlay] if overlay.is_dir() else []))

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by name, the store's own laid over ours."""
        overlay = self.store.root / "catalogue"
        return read_topics(self.codes, *([overlay] if overlay.is_dir() else []))

    @cached_property
    def contract(self) -> Contract:
        """The contract of data, the store's own laid over ours."""
        overlay = self.store.root / "catalogue"
        return read_contract(self.codes, *([overlay] if overlay.is_dir() else []))

    @cached_property
    def small_tables(self) -> dict[str, pa.Table]:
        """What the row checks of quality are joined with, each worked out when it is first needed."""
        return {}

    @cached_property
    def quality_counts(self) -> dict[str, list[Counted]]:
        """What every rule of the contract counted by court and month, by the version of the contract."""
        return {}

    @property
    def baseline(self) -> Baseline:
        """The frozen parameters of scoring."""
        return read_baseline(self.store.root / "baseline.yaml")

    @cached_property
    def desk(self) -> Desk:
        """The application database, opened when it is first needed; what an earlier version left plain is sealed."""
        desk = open_desk(self.store.root, self.settings.desk)
        sealed = seal_secrets(desk, self.vault)
        if sealed:
            Audit(desk, self._audit_folder).write("account", ITSELF.name, "动态码密钥改为加密保存", accounts=sealed)
        return desk

    @property
    def vault(self) -> Vault:
        """The key of what must be read again, beside the store's data and in no backup unless that is asked for."""
        return Vault(self.store.root / "keys")

    @property
    def audit(self) -> Audit:
        """The audit, its key and head in a folder of their own."""
        return Audit(self.desk, self._audit_folder)

    @property
    def _audit_folder(self) -> Path:
        """Where the audit's key and head lie."""
        return Path(self.settings.audit) if self.settings.audit else self.store.root / "audit"

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


def newest(root: Path) -> int:
    """The number of the newest snapshot in a folder; 0 where nothing was loaded yet."""
    return max(numbers(root / "snapshots"), default=0)


def open_house(
    root: Path, *, as_of: str | None = None, engine: str = "duckdb://", reader: Reader = LOCAL, desk: Desk | None = None
) -> House:
    """A folder → the store in it, ready to be asked; its own ``catalogue/`` is laid over ours.

    ``desk`` is the application database where it is open already.
    """
    store = Store(root)
    overlay = root / "catalogue"
    codes = read_codes(*([overlay / "codes"] if (overlay / "codes").is_dir() else []))
    catalogue = read_catalogue(codes, *([overlay] if overlay.is_dir() else []))
    house = House(
        store=store, snapshot=store.snapshot(as_of), codes=codes, catalogue=catalogue,
        settings=read_settings(root, os.environ), engine_url=engine, reader=reader,
    )  # fmt: skip
    if desk is not None:
        house.__dict__["desk"] = desk
    return house

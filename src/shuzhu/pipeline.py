"""The whole way, and the only file that joins rooms. Read it first.

files → batches → a snapshot (``load``) → values (``measure``) → scores (``score``) → a check-up
(``checkup``). Permission is asked here, so that every face obeys it.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow as pa
from sqlglot import exp

from shuzhu import demo as made_up
from shuzhu import sources
from shuzhu.access import LOCAL, Reader, masked_name
from shuzhu.batches import Batch, FileInfo, Refusal, Text
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.model import Catalogue, Indicator
from shuzhu.catalogue.read import read_catalogue
from shuzhu.derived import all_columns
from shuzhu.errors import NoDataError, UsageError
from shuzhu.indicators.compile import rows_query
from shuzhu.indicators.courts import Group, asked, peers
from shuzhu.indicators.cube import Cube, Place, cube_at
from shuzhu.indicators.measure import Question, Sight, answer, volumes
from shuzhu.indicators.opened import opened, shown
from shuzhu.indicators.plan import Count, counts_of, scans_of
from shuzhu.indicators.published import Broken, broken_identities, cells_query
from shuzhu.indices.baseline import Baseline, freeze, part_of, parts_of_year, read_baseline, write_baseline
from shuzhu.indices.scores import Mode, Score, score_index
from shuzhu.judgments import to_records
from shuzhu.periods import Period, parse_period
from shuzhu.records import RECORDS
from shuzhu.reports.brief import Brief, Quality
from shuzhu.store.engine import Engine, open_engine
from shuzhu.store.settings import Settings, read_settings, write_settings
from shuzhu.store.snapshots import Snapshot
from shuzhu.store.staging import Loaded
from shuzhu.store.store import Store
from shuzhu.values import Value

Progress = Callable[[str, int], None]
VOLUME = "XS"
SLAB = 500
"""How many texts are read together."""


def silent(_what: str, _rows: int) -> None:
    """Say nothing of progress."""


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
    def first_day(self) -> date | None:
        """The first filing in the store."""
        rows = self.engine.query(exp.select(exp.Min(this=exp.column("filed_on")).as_("day")).from_("cases"))
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


# ── files → a snapshot ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a load did: the load, files that were there already, and identities that do not hold."""

    loaded: Loaded | None
    known: tuple[str, ...]
    snapshot: Snapshot
    left_out: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()


def load(house: House, paths: Sequence[str], mapping: Path | None = None, progress: Progress = silent) -> Outcome:
    """files → batches → a new snapshot; files whose content is loaded already are left out."""
    chosen = sources.read_mapping(mapping) if mapping else None
    digest = hashlib.sha256(mapping.read_bytes()).hexdigest() if mapping else ""
    seen = {(f.sha256, load.mapping) for load in house.store.loads(house.snapshot) for f in load.files}
    databases = [p for p in paths if "://" in p]
    left_out: list[str] = []
    files = sources.find_files([Path(p) for p in paths if "://" not in p], left_out.append, chosen)
    told = [(path, sources.file_info(path)) for path in files]
    fresh = [(path, info) for path, info in told if (info.sha256, digest) not in seen]
    known = tuple(info.path for _, info in told if (info.sha256, digest) in seen)
    if not fresh and not databases:
        return Outcome(loaded=None, known=known, snapshot=house.snapshot, left_out=tuple(left_out))
    snapshot, loaded = house.store.load(
        _batches(house, fresh, databases, chosen, progress),
        house.codes,
        files=tuple(info for _, info in fresh),
        mapping=digest,
        made_up=house.settings.made_up,
        progress=progress,
    )
    after = replace(house, snapshot=snapshot)
    broken = tuple(identities(after)) if "counts" in loaded.accepted else ()
    return Outcome(loaded=loaded, known=known, snapshot=snapshot, left_out=tuple(left_out), broken=broken)


def identities(house: House) -> list[Broken]:
    """Published figures that do not add up: each identity of filed, closed and pending that is broken."""
    return broken_identities(house.engine.query(cells_query()))


def _batches(
    house: House,
    files: Sequence[tuple[Path, FileInfo]],
    databases: Sequence[str],
    mapping: sources.SourceMapping | None,
    progress: Progress,
) -> Iterator[Batch | list[Refusal]]:
    """Every file and database read; texts go through the judgment reader on their way."""
    texts: list[Text] = []
    for path, info in files:
        for item in sources.read(path, mapping, house.codes, lambda rows: progress("read", rows), info):
            if not isinstance(item, Text):
                yield item
                continue
            texts.append(item)
            if len(texts) == SLAB:
                yield from _read_texts(house, texts)
                texts = []
    yield from _read_texts(house, texts)
    for url in databases:
        if mapping is None:
            raise UsageError("a database needs a mapping that names its table: add --mapping FILE")
        yield from sources.read_database(url, mapping, house.codes, lambda rows: progress("read", rows))


def _read_texts(house: House, texts: Sequence[Text]) -> Iterator[Batch]:
    """texts → batches that fill what is blank in a record, and never change what stands"""
    yield from to_records(texts, house.codes)


def undo(house: House, number: int, progress: Progress = silent) -> Snapshot:
    """Take one load back; the others stand."""
    return house.store.undo(number, house.codes, progress)


def demo(root: Path, *, scale: int, seed: int, progress: Progress = silent) -> Outcome:
    """a seed → files of made-up courts → a store, with its first full year frozen as the baseline

    Raises UsageError where the folder holds a store that is not made up.
    """
    if Store(root).snapshot().number and not read_settings(root).made_up:
        raise UsageError(f"{root} holds a real store; choose another folder with --store for the made-up one")
    files = root.with_name(f"{root.name}-files")
    shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(files, ignore_errors=True)
    write_settings(root, Settings(made_up=True, name="虚构省"))
    made_up.write(
        files,
        read_codes(),
        scale=scale,
        seed=seed,
        progress=lambda what, done, of: progress(f"made up {done} of {of} court-years, now {what}", 0),
    )
    shutil.copytree(files / "codes", root / "catalogue" / "codes")
    outcome = load(open_house(root), [str(files / "files")], None, progress)
    house = open_house(root)
    freeze_baseline(house, "2018")
    return outcome


# ── tables → values ─────────────────────────────────────────────────────────────────────────────


def measure(
    house: House,
    codes: Sequence[str] = (),
    courts: str = "all",
    period: str | None = None,
    by: Sequence[str] = (),
) -> list[Value]:
    """tables → values, with the year before, peers and bands beside each."""
    when = the_period(house, period)
    _permit(house, by)
    groups, dimensions = _split(house, courts, by)
    periods = _split_time(house, when, by)
    indicators = tuple(house.catalogue.indicator(c, when.last) for c in codes) or _default(house, when, dimensions)
    beside = {} if dimensions else {g.label: peers(g.label, house.codes, _volumes(house, when)) for g in groups}
    question = Question(
        indicators=indicators, groups=tuple(groups), periods=periods, peers=beside, by=tuple(dimensions)
    )
    found = [
        replace(v, snapshot=house.snapshot.label, catalogue=house.catalogue.version)
        for v in answer(question, house.sight)
    ]
    if not house.present & {mark for group in groups for mark in group.courts}:
        raise NoDataError(f"nothing is loaded for {courts}; courts with data: {_some(house.present)}")
    if not any(v.numerator or (v.denominator and v.value is not None) for v in found) and not _reaches(house, when):
        raise NoDataError(f"nothing is loaded for {when}; the records run from {house.first_day}")
    return found


def _permit(house: House, by: Sequence[str]) -> None:
    """Raise UsageError for figures by person, which need the right to see rankings."""
    for table in RECORDS:
        for name in by:
            column = all_columns(table).get(name)
            if column is not None and column.personal and not house.reader.sees_ranking:
                raise UsageError(f"figures by {name} tell persons apart; ask by division, town or cause instead")


def _reaches(house: House, when: Period) -> bool:
    """Whether the records reach into a period."""
    newest = house.engine.query(exp.select(exp.Max(this=exp.column("filed_on")).as_("day")).from_("cases"))
    last = newest.column("day").to_pylist()[0]
    return house.first_day is not None and house.first_day <= when.last and last >= when.first


def the_period(house: House, text: str | None) -> Period:
    """What the user wrote, else the statistical year of the last closing in the store."""
    if not any(state.rows for state in house.snapshot.tables.values()):
        raise NoDataError("the store is empty; load some files with `shuzhu load PATH`, or try `shuzhu demo`")
    if text:
        return parse_period(text, house.settings.year)
    newest: date | None = None
    for table, column in (("cases", "closed_on"), ("counts", "last_on")):
        rows = house.engine.query(exp.select(exp.Max(this=exp.column(column)).as_("day")).from_(table))
        newest = newest or rows.column("day").to_pylist()[0]
    if newest is None:
        raise NoDataError("no case here was closed yet; say which period to look at with --period")
    return parse_period(str(house.settings.year.month_index(newest) // 12), house.settings.year)


def _default(house: House, when: Period, dimensions: Sequence[str]) -> tuple[Indicator, ...]:
    """What is measured where no codes are given: what has data, and has the dimensions asked for."""
    filled = {table for table, state in house.snapshot.tables.items() if state.rows} | {"judge_days"}
    return tuple(
        i
        for i in house.catalogue.current(when.last)
        if {t.table for t in i.terms} <= filled
        and all(d in all_columns(c.table) for d in dimensions for c in counts_of(i))
    )


def _split(house: House, courts: str, by: Sequence[str]) -> tuple[list[Group], list[str]]:
    """The groups asked for, each court of them apart where ``by`` says court; the other dimensions."""
    groups = asked(courts, house.codes, house.present)
    if "court" in by:
        marks = sorted({m for g in groups for m in g.courts} & house.present)
        groups = [g for mark in marks for g in asked(mark, house.codes, house.present)]
    return groups, [name for name in by if name not in {"court", "month", "quarter", "year"}]


def _split_time(house: House, when: Period, by: Sequence[str]) -> tuple[Period, ...]:
    """The period, or its months, quarters or years where ``by`` says so."""
    unit = next((u for u in ("month", "quarter", "year") if u in by), None)
    if unit is None:
        return (when,)
    months = when.months(house.settings.year)
    if months is None:
        raise UsageError(f"{when} does not fall on months, so it cannot be split by {unit}")
    labels: dict[str, None] = {}
    for m in range(months[0], months[1] + 1):
        year, month = divmod(m, 12)
        labels[{"month": f"{year}-{month + 1:02d}", "quarter": f"{year}Q{month // 3 + 1}", "year": f"{year}"}[unit]] = (
            None
        )
    return tuple(parse_period(label, house.settings.year) for label in labels)


def _volumes(house: House, when: Period) -> dict[str, int]:
    """Filings by court, for peers."""
    if VOLUME not in house.catalogue.editions or "cases" not in house.snapshot.tables:
        return {}
    indicator = house.catalogue.indicator(VOLUME)
    known = [mark for mark in house.present if mark in house.codes.courts]
    return volumes(house.sight, indicator, when, known)


def _some(words: frozenset[str]) -> str:
    """The first few, to show."""
    return ", ".join(sorted(words)[:6]) or "none"


# ── values → scores ─────────────────────────────────────────────────────────────────────────────


def freeze_baseline(house: House, year: str) -> Baseline:
    """Freeze best and worst of a year's basic courts, for every part of the year, as the baseline of scoring."""
    if not year.isdigit():
        raise UsageError(f"a baseline is a whole year, such as 2018, not {year!r}")
    courts = house.codes.courts
    basic = [m for m in sorted(house.present) if m in courts and courts[m].level == "basic"]
    codes = [c for index in house.catalogue.indices.values() for c in index.codes]
    start, origin = house.settings.year, f"冻结基线：{year}年{len(basic)}家基层法院，快照{house.snapshot.label}"
    periods = parts_of_year(int(year), start)
    indicators = tuple(house.catalogue.indicator(c, periods[0].last) for c in codes)
    groups = tuple(g for mark in basic for g in asked(mark, house.codes, house.present))
    found: dict[str, dict[str, list[float | None]]] = {}
    question = Question(indicators=indicators, groups=groups, periods=tuple(periods), peers={})
    for value in answer(question, house.sight):
        found.setdefault(value.period, {}).setdefault(value.indicator, []).append(value.value)
    parts = {part_of(p, start) or "": freeze(indicators, found.get(str(p), {}), origin) for p in periods}
    baseline = Baseline(origin=origin, parts=parts)
    write_baseline(house.store.root / "baseline.yaml", baseline)
    return baseline


def score(house: House, court: str, period: str | None = None, mode: Mode = "reference") -> dict[str, Score]:
    """values → scores of every index, for one court."""
    when = the_period(house, period)
    codes = [c for index in house.catalogue.indices.values() for c in index.codes]
    values = measure(house, codes, court, str(when))
    return score_values(house, {v.indicator: v.value for v in values}, when, mode)


def score_values(
    house: House, values: dict[str, float | None], when: Period, mode: Mode = "reference"
) -> dict[str, Score]:
    """Values by code → scores of every index, against the frozen baseline, else the catalogue's scales."""
    current = {i.code: i for i in house.catalogue.current(when.last)}
    ours = {i.code: i.scale for i in current.values() if i.scale is not None}
    scales = read_baseline(house.store.root / "baseline.yaml").scales(when, house.settings.year, ours)
    return {index.id: score_index(index, current, values, scales, mode) for index in house.catalogue.indices.values()}


# ── one value, opened ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One count behind a value: its SQL, and the first rows it counts (None where they are not rows)."""

    name: str
    table: str
    sql: str
    rows: pa.Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One value with its definition and the counts behind it."""

    indicator: Indicator
    value: Value
    parts: tuple[Part, ...]


def explain(house: House, code: str, court: str, period: str | None = None, limit: int = 50) -> list[Opened]:
    """A value → its definition, SQL, numerator, denominator and cases, masked to what the reader may see."""
    when = the_period(house, period)
    indicator = house.catalogue.indicator(code, when.last)
    found = []
    for group in asked(court, house.codes, house.present):
        (value,) = measure(house, [code], group.label, str(when))
        parts = tuple(_part(house, name, count, group, days, limit) for name, count, *days in opened(indicator, when))
        found.append(Opened(indicator=indicator, value=value, parts=parts))
    return found


def _part(house: House, name: str, count: Count, group: Group, days: Sequence[date], limit: int) -> Part:
    """One count, with its SQL and rows."""
    query = rows_query(count, shown(count.table), group.courts, *days)
    sql = query.sql(dialect=house.engine.dialect, pretty=True)
    if count.table == "judge_days":
        return Part(name=name, table=count.table, sql=sql, rows=None)
    return Part(name=name, table=count.table, sql=sql, rows=mask_rows(house, query.limit(limit), count.table))


def mask_rows(house: House, query: exp.Select, table: str) -> pa.Table:
    """The answer with persons' names hidden unless the reader may see them."""
    rows = house.engine.query(query)
    if house.reader.sees_names:
        return rows
    for n, name in enumerate(rows.column_names):
        if all_columns(table)[name].personal:
            hidden = pa.array([masked_name(v) for v in rows.column(name).to_pylist()], pa.string())
            rows = rows.set_column(n, name, hidden)
    return rows


# ── everything → the check-up ───────────────────────────────────────────────────────────────────


def checkup(house: House, court: str, period: str | None = None) -> Brief:
    """values, scores, bands and quality of one court and period → what a check-up says."""
    when = the_period(house, period)
    groups = asked(court, house.codes, house.present)
    if len(groups) != 1:
        raise UsageError("a check-up is of one court; name one, or an area with a plus (虚02+)")
    codes = [i.code for i in house.catalogue.current(when.last) if _in_index(house, i.code) or i.code in BASICS]
    values = {v.indicator: v for v in measure(house, codes, court, str(when))}
    now = score_values(house, {c: v.value for c, v in values.items()}, when)
    before = score_values(house, {c: v.year_before for c, v in values.items()}, when)
    beside = score_values(house, {c: v.peers.get("city", v.peer_mean) for c, v in values.items()}, when)
    province = score_values(house, {c: v.peer_mean for c, v in values.items()}, when)
    mark = groups[0].label.removesuffix("+")
    named = house.codes.courts.get(mark)
    return Brief(
        court=mark,
        court_name=(named.name if named else mark) + ("（辖区）" if groups[0].label.endswith("+") else ""),
        period=when,
        values=values,
        indicators={i.code: i for i in house.catalogue.current(when.last)},
        indices=house.catalogue.indices,
        scores=now, scores_before=before, scores_city=beside, scores_province=province,
        quality=quality(house, groups[0]),
        snapshot=house.snapshot, catalogue=house.catalogue.version, made_up=house.settings.made_up,
        baseline=read_baseline(house.store.root / "baseline.yaml").origin,
    )  # fmt: skip


BASICS = ("XS", "JA", "WJ", "SQ")


def _in_index(house: House, code: str) -> bool:
    """Whether an indicator belongs to an index."""
    return any(code in index.codes for index in house.catalogue.indices.values())


def quality(house: House, group: Group) -> Quality:
    """How good the records behind a check-up are: refused rows, and blank fields by column."""
    wanted = ("cause", "procedure", "closing", "division", "judge", "case_number")
    present = exp.column("court").isin(*group.courts)
    picks = [
        exp.Count(this=exp.Case().when(exp.column(name).is_(exp.Null()), exp.Literal.number(1))).as_(name)
        for name in wanted
    ]
    rows = house.engine.query(
        exp.select(exp.Count(this=exp.Star()).as_("rows"), *picks).from_("cases").where(present)
    ).to_pylist()[0]
    total = rows.pop("rows")
    refused = sum(load.refused for load in house.store.loads(house.snapshot))
    return Quality(records=total, refused=refused, blanks={k: v for k, v in rows.items() if v})

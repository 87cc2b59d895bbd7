"""store → the index beside it: what a load changed, or all of it; withdrawn documents never."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final, Self

import pyarrow as pa
from sqlglot import exp, parse_one

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.synonyms import read_synonyms
from shuzhu.pipeline.house import House
from shuzhu.pipeline.processes import CORES, processes
from shuzhu.pipeline.progress import Progress, silent
from shuzhu.pipeline.units import WANTED, Material, Raw, made_ready
from shuzhu.search.index import Reading, Row, State, Writing, declare, firsts, new_folder, state_of, writing
from shuzhu.search.lexicon import Lexicon
from shuzhu.store.withdrawals import withdrawn_in

_TOUCHING: Final = ("cases", "parties", "documents")
_CASE: Final = (
    "case_id", "case_number", "court", "kind", "procedure", "cause", "division", "judge", "clerk", "town", "amount",
    "closed_on", "filed_on", "closing", "origin_number", "appeal_number", "retrial_number", "authority",
)  # fmt: skip
DOCUMENT: Final = (
    "document_id", "case_id", "case_number", "court", "kind", "dated_on", "publication", "outcome", "text",
)  # fmt: skip
_SLAB: Final = 20_000
"""So many units are read from the store together."""
_CHUNK: Final = 400
_FEW: Final = 1500
"""So few units are made ready here: starting other processes would cost more."""
_worker: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Since which snapshot units are in the index: those known before as told, others since ``new`` (0: ever)."""

    known: Mapping[str, int] = field(default_factory=dict)
    new: int = 0

    def of(self, key: str) -> int:
        """Since when a unit is there."""
        return self.known.get(key, self.new)


def lexicon_of(house: House) -> Lexicon:
    """The words of the law by the house's tables, with the synonyms in force today."""
    overlay = house.root / "catalogue"
    return Lexicon(house.codes, read_synonyms(overlay if overlay.is_dir() else None), datetime.now(UTC).date())


def index(house: House, progress: Progress = silent, *, anew: bool = False) -> State:
    """The index brought to the house's snapshot: what changed since, or all of it where that cannot be told.

    Raises DeniedError unless the reader may load, for every court. Readers are not blocked: they see the last index
    that was whole.
    """
    house.require("load", everywhere=True)
    lexicon, state = lexicon_of(house), state_of(house.root)
    if anew or state is None or state.form != lexicon.version:
        return _anew(house, lexicon, progress)
    if state.snapshot == house.snapshot.number:
        return state
    cases = changed_since(house, state.snapshot)
    return _anew(house, lexicon, progress) if cases is None else _renewed(house, lexicon, state, cases, progress)


def renew(house: House, progress: Progress = silent) -> None:
    """The index brought to the house's snapshot where there is one; where there is none, the first search builds it.

    Raises DeniedError unless the reader may load, for every court.
    """
    if state_of(house.root) is not None:
        index(house, progress)


def _anew(house: House, lexicon: Lexicon, progress: Progress) -> State:
    """The whole index, in a folder of its own that is put in force when it is whole."""
    folder = new_folder(house.root, house.snapshot.number)
    with writing(house.root, folder) as open_index, _Makers(house.codes, lexicon) as makers:
        for row in makers.ready(_all(house, progress)):
            open_index.add(row)
        units = open_index.commit()
    state = State(folder=folder, snapshot=house.snapshot.number, form=lexicon.version, units=units)
    declare(house.root, state)
    return state


def _renewed(house: House, lexicon: Lexicon, state: State, cases: Sequence[str], progress: Progress) -> State:
    """The index with the units of some cases made again; each keeps since when it is there."""
    known = Reading(house.root, state)
    searcher = known.searcher()
    with writing(house.root, state.folder) as open_index, _Makers(house.codes, lexicon) as makers:
        for start in range(0, len(cases), _SLAB):
            some = cases[start : start + _SLAB]
            since = Since(known=firsts(searcher, known, some), new=house.snapshot.number)
            open_index.drop("case_id", some)
            _add(open_index, makers, _of_cases(house, some, since, progress))
        units = open_index.commit()
    renewed = State(folder=state.folder, snapshot=house.snapshot.number, form=state.form, units=units)
    declare(house.root, renewed)
    return renewed


def _add(open_index: Writing, makers: "_Makers", materials: Iterable[Material]) -> None:
    """Add units."""
    for row in makers.ready(materials):
        open_index.add(row)


def changed_since(house: House, since: int) -> list[str] | None:
    """The cases that the loads after a snapshot touched; None where it cannot be told."""
    touched: set[str] = set()
    snapshot = house.snapshot
    while snapshot.number != since:
        if snapshot.parent < since or not snapshot.parent:
            return None
        for table in _TOUCHING:
            path = house.itself.store.changes(snapshot, table)
            if path is not None:
                with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
                    for n in range(file.num_record_batches):
                        touched |= set(file.get_batch(n).column("case_id").to_pylist())
        snapshot = house.itself.store.snapshot(snapshot.parent)
    return sorted(touched - {None, ""})


def _all(house: House, progress: Progress) -> Iterator[Material]:
    """Every unit of the store: documents with a text, then cases without one."""
    engine = house.itself.reading("cases")
    texts = exp.select(*DOCUMENT).from_("documents").where("text IS NOT NULL")
    for rows in engine.stream(texts, _SLAB):
        progress("index", rows.num_rows)
        yield from with_cases(house, rows.to_pylist(), Since())
    bare = exp.select(*_CASE).from_("cases").where(
        "case_id NOT IN (SELECT case_id FROM documents WHERE text IS NOT NULL AND case_id IS NOT NULL)"
    )  # fmt: skip
    for rows in engine.stream(bare, _SLAB):
        progress("index", rows.num_rows)
        yield from _records(house, rows.to_pylist(), Since())


def _of_cases(house: House, cases: Sequence[str], since: Since, progress: Progress) -> Iterator[Material]:
    """Every unit of some cases."""
    engine = house.itself.reading("cases")
    wanted = pa.table({"case_id": pa.array(cases, pa.string())})
    mine = "case_id IN (SELECT case_id FROM _wanted)"
    texts = engine.query(
        exp.select(*DOCUMENT).from_("documents").where("text IS NOT NULL").where(mine), _wanted=wanted
    ).to_pylist()
    progress("index", len(texts))
    yield from with_cases(house, texts, since)
    told = {row["case_id"] for row in texts}
    rows = engine.query(exp.select(*_CASE).from_("cases").where(mine), _wanted=wanted).to_pylist()
    yield from _records(house, [row for row in rows if row["case_id"] not in told], since)


def with_cases(house: House, documents: Sequence[Raw], since: Since) -> Iterator[Material]:
    """Documents with their cases, their people and their facts; those that were withdrawn are left out."""
    gone = withdrawn_in(house.root)
    documents = [row for row in documents if row["document_id"] not in gone]
    engine = house.itself.reading("cases")
    ids = pa.table({"document_id": pa.array([d["document_id"] for d in documents], pa.string()),
                    "case_id": pa.array([d["case_id"] for d in documents], pa.string())})  # fmt: skip
    cases = {
        row["case_id"]: row for row in engine.query(
            exp.select(*_CASE).from_("cases").where("case_id IN (SELECT case_id FROM _ids)"), _ids=ids
        ).to_pylist()
    }  # fmt: skip
    names = _names(house, ids)
    listed = ", ".join(f"'{name}'" for name in sorted(WANTED))
    facts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    asked = parse_one(
        f"SELECT document_id, field, words FROM document_facts WHERE field IN ({listed}) AND words IS NOT NULL "
        "AND document_id IN (SELECT document_id FROM _ids)"
    )
    told = engine.query(asked, _ids=ids)
    for document, name, words in zip(*(told[n].to_pylist() for n in ("document_id", "field", "words")), strict=True):
        facts[document].append((name, words))
    for row in documents:
        case = cases.get(row["case_id"]) or dict.fromkeys(_CASE) | {
            name: row[name] for name in ("case_id", "case_number", "court")
        }
        yield _material(case, row, names, facts[row["document_id"]], since.of(row["document_id"]))


def _records(house: House, cases: Sequence[Raw], since: Since) -> Iterator[Material]:
    """Cases without a text, with their people."""
    ids = pa.table({"case_id": pa.array([row["case_id"] for row in cases], pa.string())})
    names = _names(house, ids)
    for row in cases:
        yield _material(row, None, names, [], since.of(f"case:{row['case_id']}"))


def _material(
    case: Raw, document: Raw | None, names: dict[str, list[str]], facts: Sequence[tuple[str, str]], since: int
) -> Material:  # fmt: skip
    """One unit's material."""
    people = [*names.get(case["case_id"], ()), case["judge"], case["clerk"]]
    known = tuple(dict.fromkeys(one for one in people if one and len(one) > 1))
    return Material(case=case, document=document, names=known, facts=tuple(facts), since=since)


def _names(house: House, ids: pa.Table) -> dict[str, list[str]]:
    """The names of some cases' people."""
    asked = parse_one(
        "SELECT case_id, name, former_name, agent FROM parties WHERE case_id IN (SELECT case_id FROM _ids)"
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = house.itself.reading("cases").query(asked, _ids=ids)
    for case, *names in zip(*(rows[n].to_pylist() for n in ("case_id", "name", "former_name", "agent")), strict=True):
        found[case] += [name for name in names if name]
    return found


class _Makers:
    """Makes units ready, on every core where there are many."""

    def __init__(self, codes: CodeTables, lexicon: Lexicon) -> None:
        """With which tables and words."""
        self._codes, self._lexicon = codes, lexicon
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *told: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def ready(self, materials: Iterable[Material]) -> Iterator[Row]:
        """Materials → rows, in their order; a case's record is made ready here, for less than handing it over takes."""
        for bare, several in groupby(materials, lambda one: one.document is None):
            if bare:
                yield from made_ready(several, self._codes, self._lexicon)
            else:
                yield from self._texts(several)

    def _texts(self, source: Iterator[Material]) -> Iterator[Row]:
        """Documents → rows; no more are under way than every process can have two chunks of."""
        first = [one for _, one in zip(range(_FEW), source, strict=False)]
        yield from made_ready(first, self._codes, self._lexicon)
        waiting: deque[Future[list[Row]]] = deque()
        while some := [one for _, one in zip(range(_CHUNK), source, strict=False)]:
            waiting.append(self._workers().submit(_in_worker, some))
            if len(waiting) > 2 * CORES:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _workers(self) -> ProcessPoolExecutor:
        """The other processes, started when they are first needed."""
        if self._pool is None:
            self._pool = processes(_start, self._codes, self._lexicon)
        return self._pool


def _start(codes: CodeTables, lexicon: Lexicon) -> None:
    """Make a process ready."""
    _worker["codes"], _worker["lexicon"] = codes, lexicon


def _in_worker(several: Sequence[Material]) -> list[Row]:
    """Some rows."""
    return list(made_ready(several, _worker["codes"], _worker["lexicon"]))

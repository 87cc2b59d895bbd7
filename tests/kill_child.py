"""What the killed process does: loads, and now and then an undo, over and over; and what a reader reads.

The rows of a load follow from its number, so what a snapshot must hold follows from the loads it rests on.
"""

from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pyarrow as pa
from sqlglot import exp

from measuring import codes
from shuzhu.batches import Batch, schema
from shuzhu.store.engine import open_engine
from shuzhu.store.snapshots import Snapshot
from shuzhu.store.store import Store

CHANGED, NEW, PARTIES = 6_000, 200, 3_000
Cases = dict[str, int]


def load_of(number: int) -> Iterator[Batch]:
    """Cases that every load changes, cases that only this one brings, and parties of some of them."""
    ids = cases_of(number)
    parties = [f"p{n}" for n in range(PARTIES)]
    yield _batch("cases", {"case_id": list(ids), "court": ["闽0213"] * len(ids), "term_months": list(ids.values())})
    yield _batch("parties", {"party_id": parties, "case_id": list(ids)[:PARTIES], "term_months": [number] * PARTIES})


def cases_of(number: int) -> Cases:
    """The cases of a load, each with the number it carries."""
    return {f"c{n}": number for n in range(CHANGED)} | {f"n{number}-{n}": number for n in range(NEW)}


def held(loads: tuple[int, ...]) -> tuple[Cases, int | None]:
    """What the store must hold after these loads: its cases, and the number that every party carries."""
    found: Cases = {}
    for number in loads:
        found |= cases_of(number)
    return found, loads[-1] if loads else None


def totals(loads: tuple[int, ...]) -> tuple[int, int, int]:
    """Cases, the sum of what they carry, and the sum of what parties carry."""
    cases, last = held(loads)
    return len(cases), sum(cases.values()), PARTIES * (last or 0)


def work(root: Path, begun: Event) -> None:
    """Load into the store for ever; each fourth time take the newest load back instead."""
    store = Store(root)
    codes()
    while True:
        snapshot = store.snapshot()
        begun.set()
        if snapshot.number % 4 == 3:
            store.undo(snapshot.loads[-1], codes())
        else:
            store.load(load_of(snapshot.number + 1), codes())


def read(root: Path, stop: Event, found: "object") -> None:
    """Read the newest snapshot until told to stop; the first thing wrong is handed back."""
    reads = 0
    try:
        while not stop.is_set():
            snapshot = Store(root).snapshot()
            Store(root).loads(snapshot)
            told = asked(root, snapshot)
            assert told == totals(snapshot.loads), (snapshot.number, snapshot.loads, told)
            reads += 1
            stop.wait(0.02)
        found.put(reads)
    except BaseException as error:
        found.put(repr(error))
        raise


def asked(root: Path, snapshot: Snapshot) -> tuple[int, int, int]:
    """Cases and sums as the engine gives them."""
    engine = open_engine("duckdb://?threads=1", root, snapshot)
    number = exp.func("COALESCE", exp.Sum(this=exp.column("term_months")), exp.Literal.number(0))
    cases = engine.query(
        exp.select(exp.Count(this=exp.Star()).as_("many"), number.as_("sum")).from_("cases")
    ).to_pylist()
    parties = engine.query(exp.select(number.as_("sum")).from_("parties")).to_pylist()
    engine.close()
    return cases[0]["many"], int(cases[0]["sum"]), int(parties[0]["sum"])


def _batch(table: str, given: dict[str, list]) -> Batch:
    """A batch of these columns, the others blank."""
    shape = schema(table)
    rows = len(next(iter(given.values())))
    columns = [pa.array(given[f.name], f.type) if f.name in given else pa.nulls(rows, f.type) for f in shape]
    return Batch(table=table, rows=pa.table(columns, schema=shape), given=tuple(given))

"""A load that is killed at any moment has happened wholly or not at all, and readers never notice.

``SHUZHU_KILLS`` says how many times (60).
"""

import multiprocessing
import os
import random
import sys
import time
from multiprocessing.context import BaseContext
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from kill_child import held, load_of, read, work
from measuring import codes
from shuzhu.store.engine import files_of
from shuzhu.store.store import Store

KILLS = int(os.environ.get("SHUZHU_KILLS", "60"))
REACH = 1.7
"""Kills fall anywhere from the beginning of a load to this many times its length."""
COLUMNS = ["case_id", "term_months"]


def holds_exactly_its_loads(store: Store) -> None:
    """The newest snapshot has the rows of the loads it rests on: none missing, none twice."""
    snapshot = store.snapshot()
    cases, last = held(snapshot.loads)
    rows = [r for f in files_of(store.root, snapshot, "cases") for r in pq.read_table(f, columns=COLUMNS).to_pylist()]
    assert len(rows) == len(cases) == (snapshot.tables["cases"].rows if "cases" in snapshot.tables else 0)
    assert {row["case_id"]: row["term_months"] for row in rows} == cases
    files = files_of(store.root, snapshot, "parties")
    assert {n for f in files for n in pq.read_table(f)["term_months"].to_pylist()} == ({last} if last else set())


def how_long_a_load_takes(store: Store, context: BaseContext) -> float:
    """Seconds from the beginning of a child's load to its snapshot, with a reader beside it."""
    begun, before = context.Event(), store.snapshot().number
    child = context.Process(target=work, args=(store.root, begun))
    child.start()
    assert begun.wait(60)
    began = time.monotonic()
    while store.snapshot().number == before:
        time.sleep(0.01)
    child.kill()
    child.join()
    return time.monotonic() - began


@pytest.mark.slow
def test_a_killed_load_has_happened_wholly_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    dice = random.Random(20200229)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))  # so that the fork server imports once for all
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kill_child"])
    store = Store(tmp_path)
    store.load(load_of(1), codes())
    stop, found = context.Event(), context.Queue()
    reader = context.Process(target=read, args=(tmp_path, stop, found))
    reader.start()
    length = how_long_a_load_takes(store, context)
    outcomes = {"before": 0, "after": 0}
    for _ in range(KILLS):
        before = store.snapshot().number
        begun = context.Event()
        child = context.Process(target=work, args=(tmp_path, begun))
        child.start()
        assert begun.wait(60)
        time.sleep(dice.uniform(0, REACH * length))
        child.kill()
        child.join()
        assert child.exitcode == -9, "the child must not have ended by itself"
        outcomes["after" if store.snapshot().number > before else "before"] += 1
        holds_exactly_its_loads(store)
    stop.set()
    reads = found.get(timeout=60)
    reader.join()
    assert isinstance(reads, int), reads
    assert reads > 0
    snapshot, _ = store.load(load_of(store.snapshot().number + 1), codes())
    holds_exactly_its_loads(store)
    assert set(DeltaTable(tmp_path / "tables" / "cases").file_uris()) == set(files_of(store.root, snapshot, "cases"))
    assert not list(tmp_path.rglob("*.part"))
    with capsys.disabled():
        sys.stdout.write(f" {KILLS} kills over {REACH * length:.1f} s: {outcomes}, {reads} reads ")

"""Is counting as cheap as a hand-written query, does it grow no faster than linear, is a refresh cheap?

    python benchmarks/indicators.py [--cases 20000000] [--data DIR]

Builds stores of made-up courts (kept in DIR for the next run), then prints and checks, each as a
ratio within this one run:

- all 53 indicators counted by court and month ÷ one hand-written DuckDB query that counts the same,
  at most 1.3, both checked to give the same sums; peak memory at most 4 GB;
- seconds per case at 20 M ÷ seconds per case at 1 M, at most 1;
- a day's 15 000 changes into 5 M cases: refresh of the cube ÷ a full count, at most 1/20, both
  checked to give the same cube.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from shuzhu.batches import Batch, schema
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.read import read_catalogue
from shuzhu.demo import stream
from shuzhu.indicators.cube import count_whole, refresh
from shuzhu.indicators.plan import Scan, scans_of
from shuzhu.periods import CALENDAR_YEAR
from shuzhu.store.engine import DuckDB
from shuzhu.store.store import Store

HERE = Path(__file__).parent
FAMILIES = (
    "private_lending", "finance", "commercial", "investor_rights", "sale_contract", "ip_infringement",
    "unfair_competition", "labour", "marriage_family", "neighbours_property", "traffic", "consumer", "medical",
    "housing_land", "environment", "violent", "property_crime", "telecom_fraud_related", "public_order", "drugs",
    "public_safety", "enterprise_crime", "illegal_fundraising", "ip_crime", "enforcement_resistance", "wage_refusal",
    "duty_crime", "environment_crime", "expropriation", "environment_administrative",
)  # fmt: skip
OPTIONS = {"threads": "2", "memory": "3GB"}


def main() -> int:
    """Build, measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000_000)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "shuzhu-bench")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", choices=["ours", "hand", "refresh"])
    parser.add_argument("--store", type=Path)
    said = parser.parse_args()
    if said.part:
        print(json.dumps({"ours": ours, "hand": by_hand, "refresh": day}[said.part](said.store)))
        return 0
    large, small, middle = said.cases, max(1, said.cases // 20), max(1, said.cases // 4)
    failed = []
    for size in (small, large):
        build(said.data / f"{size}", size)
    runs = {size: [part("ours", said.data / f"{size}") for _ in range(said.runs)] for size in (small, large)}
    hand = [part("hand", said.data / f"{large}") for _ in range(said.runs)]
    failed += judge(f"{large:,} cases: our count ÷ hand-written", best(runs[large]) / best(hand), 1.3)
    failed += judge("sums that differ from the hand-written", differing(runs[large][0], hand[0]), 0)
    failed += judge("peak memory of our count, GB", max(r["peak"] for r in runs[large]), 4)
    per_case = (best(runs[large]) / large) / (best(runs[small]) / small)
    failed += judge(f"seconds per case at {large:,} ÷ at {small:,}", per_case, 1)
    build(said.data / f"{middle}", middle)
    refreshed = part("refresh", said.data / f"{middle}")
    failed += judge(
        f"refresh by 15,000 changes ÷ full count of {middle:,}", refreshed["refresh"] / refreshed["whole"], 1 / 20
    )
    failed += judge("cells that differ after the refresh", refreshed["differing"], 0)
    print("FAILED: " + "; ".join(failed) if failed else "all within their limits")
    return 1 if failed else 0


def build(folder: Path, cases: int) -> None:
    """A store of so many made-up cases, where it is not there yet."""
    if Store(folder).snapshot().number:
        return
    began = time.perf_counter()
    batches = (replace(b, given=tuple(b.rows.column_names)) for b in stream(read_codes(), scale=cases))
    Store(folder).load(batches, read_codes(), made_up=True)
    print(f"built {folder.name} cases in {time.perf_counter() - began:.0f} s", flush=True)


def part(name: str, store: Path) -> dict[str, float]:
    """One measurement in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, __file__, "--part", name, "--store", str(store)]
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    return json.loads(out.stdout.splitlines()[-1])


def ours(root: Path) -> dict[str, float]:
    """Our count of the 53."""
    engine, scans = opened(root), the_53(read_codes())
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        named = count_whole(Path(folder), 1, scans, CALENDAR_YEAR, engine)
        seconds = time.perf_counter() - began
        total = sum(
            sum(int(pc.sum(t.column(c.name)).as_py() or 0) for c in scan.counts)
            for scan in scans
            for t in [pq.read_table(Path(folder) / named[scan.name][0])]
        )
    return {"seconds": seconds, "total": total, "peak": peak()}


def by_hand(root: Path) -> dict[str, float]:
    """The hand-written query, its answer fetched and written as ours is."""
    engine, codes = opened(root), read_codes()
    names = sorted(set().union(*(codes.family(f) for f in FAMILIES)))
    members = {f: codes.family(f) for f in FAMILIES}
    table = pa.table({"name": names, **{f: [n in members[f] for n in names] for f in FAMILIES}})
    engine.connection.register("_families", table)
    engine.connection.execute("CREATE TEMP TABLE families AS SELECT * FROM _families")
    sql = (HERE / "by_hand.sql").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        answer = engine.connection.sql(sql).to_arrow_table()
        pq.write_table(answer, Path(folder) / "answer.parquet", compression="zstd")
        seconds = time.perf_counter() - began
    total = 0
    for name in answer.column_names[2:]:
        found = pc.sum(answer.column(name)).as_py() or 0
        total += int(found * 100) if name.startswith("xg05") else int(found)
    return {"seconds": seconds, "total": total, "peak": peak()}


def day(root: Path) -> dict[str, float]:
    """A day's changes loaded, then the cube refreshed by them and counted whole."""
    store, codes = Store(root), read_codes()
    scans = tuple(
        s for s in scans_of(i for e in read_catalogue(codes).editions.values() for i in e) if s.table != "counts"
    )
    before = store.snapshot()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        named = count_whole(folder, before.number, scans, CALENDAR_YEAR, opened(root))
        after, _ = store.load(changes(store, 15_000), codes, made_up=True)
        times = []
        for _ in range(3):
            began = time.perf_counter()
            refreshed = refresh(folder, after.number, named, scans, CALENDAR_YEAR, lambda t: store.changes(after, t))
            times.append(time.perf_counter() - began)
        engine = DuckDB(store.root, after, OPTIONS)
        began = time.perf_counter()
        whole = count_whole(folder / "whole", after.number, scans, CALENDAR_YEAR, engine)
        seconds = time.perf_counter() - began
        differing = sum(cells_differ(engine, scan, folder, refreshed[scan.name], whole[scan.name]) for scan in scans)
    store.undo(after.number, codes)
    return {"refresh": min(times), "whole": seconds, "differing": differing}


def changes(store: Store, rows: int) -> Iterator[Batch]:
    """Cases that closed today, and as many corrected: the newest open ones first."""
    engine = DuckDB(store.root, store.snapshot(), OPTIONS)
    names = ", ".join(f'"{n}"' for n in schema("cases").names if n not in {"closed_on", "closing"})
    table = engine.connection.sql(
        f"""SELECT {names}, coalesce(closed_on, DATE '2023-01-03') + 1 AS closed_on,
        coalesce(closing, 'mediated') AS closing FROM cases
        ORDER BY closed_on IS NULL DESC, filed_on DESC LIMIT {rows}"""
    ).to_arrow_table()
    rows_ = table.select(schema("cases").names).cast(schema("cases"))
    yield Batch(table="cases", rows=rows_, given=("closed_on", "closing"))


def cells_differ(engine: DuckDB, scan: Scan, folder: Path, parts: list[str], whole: list[str]) -> int:
    """Cells of a scan that the refreshed parts and the whole count tell differently."""
    keys = "court, month" + (", bin" if scan.bins else "")
    sums = ", ".join(f"sum({c.name})::BIGINT" for c in scan.counts)
    live = " OR ".join(f"sum({c.name}) <> 0" for c in scan.counts)

    def select(files: list[Path]) -> str:
        listed = ", ".join(f"'{f}'" for f in files)
        return f"SELECT {keys}, {sums} FROM read_parquet([{listed}]) GROUP BY ALL HAVING {live}"

    a = select([folder / f for f in parts])
    b = select([folder / "whole" / f for f in whole])
    sql = f"SELECT count(*) FROM (({a} EXCEPT {b}) UNION ALL ({b} EXCEPT {a}))"
    return int(engine.connection.sql(sql).fetchall()[0][0])


def the_53(codes: CodeTables) -> tuple[Scan, ...]:
    """The scans of the two indices' indicators."""
    catalogue = read_catalogue(codes)
    wanted = [catalogue.indicator(c) for index in catalogue.indices.values() for c in index.codes]
    return tuple(s for s in scans_of(wanted) if s.table != "counts")


def opened(root: Path) -> DuckDB:
    """The newest snapshot, two threads."""
    store = Store(root)
    return DuckDB(store.root, store.snapshot(), OPTIONS)


def peak() -> float:
    """The most memory this process held, in GB.

    Of this program alone: what ``getrusage`` tells is never less than what the parent held when it started us.
    """
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def best(runs: list[dict[str, float]]) -> float:
    """The fastest: what the machine can do when it is left alone."""
    return min(run["seconds"] for run in runs)


def differing(a: dict[str, float], b: dict[str, float]) -> float:
    """Whether two totals differ."""
    return abs(a["total"] - b["total"])


def judge(what: str, found: float, limit: float) -> list[str]:
    """Print a figure beside its limit; what it is called where it is past it."""
    good = found <= limit * 1.0000001
    print(f"{what}: {found:.4g} (limit {limit:.4g}) {'ok' if good else 'PAST ITS LIMIT'}", flush=True)
    return [] if good else [what]


if __name__ == "__main__":
    sys.exit(main())

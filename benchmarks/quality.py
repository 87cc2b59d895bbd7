"""Is every planted fault found, how much else, and is the check as cheap as a hand-written query?

    python benchmarks/quality.py --found STORE FILES      a demo's store and the folder of its truth.json
    python benchmarks/quality.py [--cases 1000000] [--large 20000000] [--data DIR]

The first fails unless every planted fault and missing delivery is found, no delivery is said to be missing that came,
and every other record that a planted rule finds is faulty by a plain rereading of it. The second counts the rules of
cases by court and month and holds the time against a hand-written query of the same counts, both in this one run: at
most 1.5 of it, the same sums; the peak memory of the check over the large store at most 4 GB.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from sqlglot import exp

from indicators import OPTIONS, best, judge, opened, peak
from shuzhu import pipeline
from shuzhu.pipeline import quality_counts
from shuzhu.quality.lookups import QUERIES
from shuzhu.store.engine import files_of
from shuzhu.store.store import Store

PERIOD = "2015..2022"
HERE = Path(__file__).parent
TRULY = {
    "V07": "closing IN ('terminated_for_now', 'dismissed') AND kind IN ('civil', 'bankruptcy')",
    "V11": "received_on > filed_on", "V14": "archived_on < closed_on", "T02": "closing_entered_on - closed_on >= 8",
    "T01": "entered_on - filed_on >= 8", "C08": "panel IS NULL", "V05": "cause NOT LIKE '%纠纷' OR cause LIKE '虚构%'",
}  # fmt: skip
"""What makes a case faulty under a planted rule, read again in plain SQL."""


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--found", nargs=2, type=Path, metavar=("STORE", "FILES"))
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=20_000_000)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "shuzhu-bench")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", choices=["ours", "hand", "whole"])
    parser.add_argument("--store", type=Path)
    said = parser.parse_args()
    if said.part:
        print(json.dumps({"ours": ours, "hand": by_hand, "whole": whole}[said.part](said.store)))
        return 0
    if said.found:
        failed = found(*said.found)
    else:
        runs = [(part("ours", said.data / f"{said.cases}"), part("hand", said.data / f"{said.cases}"))
                for _ in range(said.runs)]  # fmt: skip
        ratio = best([a for a, _ in runs]) / best([b for _, b in runs])
        failed = judge(f"{said.cases:,} cases: our check ÷ hand-written", ratio, 1.5)
        failed += judge("sums that differ from the hand-written", abs(runs[0][0]["total"] - runs[0][1]["total"]), 0)
        if said.large:
            large = part("whole", said.data / f"{said.large}")
            print(f"{said.large:,} cases, every table: {large['seconds']:.1f} s")
            failed += judge("peak memory of the whole check, GB", large["peak"], 4)
    print("FAILED: " + "; ".join(failed) if failed else "all within their limits")
    return 1 if failed else 0


def part(name: str, store: Path) -> dict[str, float]:
    """One measurement in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, __file__, "--part", name, "--store", str(store)]
    out = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(out.stdout.splitlines()[-1])


def ours(root: Path) -> dict[str, float]:
    """The rules of cases, small tables and all."""
    house = pipeline.open_house(root, engine=f"duckdb://?threads={OPTIONS['threads']}&memory={OPTIONS['memory']}")
    engine = house.itself.reading("measure")
    engine.query(exp.select("1"))
    began = time.perf_counter()
    rules = quality_counts.rules_of(house, "cases")
    answer = quality_counts.scanned(house, engine, rules, ("court", "month"))
    seconds = time.perf_counter() - began
    total = sum(sum(answer.column(n).to_pylist()) for n in answer.column_names if n.startswith("f_"))
    return {"seconds": seconds, "total": total, "peak": peak()}


def by_hand(root: Path) -> dict[str, float]:
    """The hand-written query of the same counts, with the same small tables."""
    house = pipeline.open_house(root)
    rules = quality_counts.rules_of(house, "cases")
    engine = opened(root)
    sql = (HERE / "quality_by_hand.sql").read_text(encoding="utf-8")
    codes = {n: t for n, t in quality_counts.small(house, rules).items() if n not in QUERIES}
    for name, table in codes.items():
        engine.connection.register(name, table)
    began = time.perf_counter()
    for name in sorted(n for n in QUERIES if n in sql):
        engine.connection.execute(f"CREATE TEMP TABLE {name} AS {QUERIES[name]}")
    answer = engine.connection.sql(sql).to_arrow_table()
    seconds = time.perf_counter() - began
    total = sum(sum(answer.column(n).to_pylist()) for n in answer.column_names if n.startswith("f_"))
    return {"seconds": seconds, "total": total, "peak": peak()}


def whole(root: Path) -> dict[str, float]:
    """Every rule of every table."""
    house = pipeline.open_house(root, engine=f"duckdb://?threads={OPTIONS['threads']}&memory={OPTIONS['memory']}")
    began = time.perf_counter()
    answer = quality_counts.count(house, house.itself.reading("measure"), ("court", "month"))
    return {"seconds": time.perf_counter() - began, "total": answer.num_rows, "peak": peak()}


def found(root: Path, files: Path) -> list[str]:
    """Hold what is found in a demo against its truth."""
    house = pipeline.open_house(root)
    truth = json.loads((files / "truth.json").read_text(encoding="utf-8"))["faults"]
    failed: list[str] = []
    checked = pipeline.quality(house, "all", PERIOD)
    told = {(m["table"], m["court"], m["month"]) for m in truth["missing"]}
    got = {(m.table, m.court, f"{m.month // 12}-{m.month % 12 + 1:02d}") for m in checked.missing}
    failed += judge(f"missing deliveries not found, of {len(told)}", len(told - got), 0)
    failed += judge("deliveries said to be missing that came", len(got - told), 0)
    failed += identities(house, truth["statements"], checked, told)
    for code, planted in truth["records"].items():
        ids = {row["record"] for row in pipeline.faulty_records(house, "all", PERIOD, [code])}
        mended = filled_by_text(house, code, set(planted) - ids)
        failed += judge(f"{code}: planted not found, of {len(planted)} ({mended} filled by judgments)",
                        len(set(planted) - ids) - mended, 0)  # fmt: skip
        failed += judge(f"{code}: found beside, of them not faulty; {len(ids - set(planted))} in all",
                        untrue(house, code, ids - set(planted)), 0)  # fmt: skip
    late = {row["record"] for row in pipeline.faulty_records(house, "all", PERIOD, ["T01"])}
    many = json.loads((files / "truth.json").read_text(encoding="utf-8"))["late_entries"]["cases"]
    failed += judge(f"late registrations: found less planted, of {many}", abs(len(late) - many), 0)
    quiet = {rule.rule.code: rule.faulty for rule in checked.rules if rule.faulty and rule.rule.code not in
             {*truth["records"], "T01"}}  # fmt: skip
    print(f"found by rules for which nothing was planted: {quiet}")
    print(f"months out of their own past: {len(checked.odd)}")
    return failed


def identities(house: pipeline.House, told: dict, checked: pipeline.Checked, missing: set) -> list[str]:
    """Statements that are wrong: all found; others only where a month of records is missing."""
    lost = {court for table, court, _ in missing if table == "cases"}
    planted = {(w["court"], w["month"], w["measure"]) for w in told["broken"]}
    shifted = {(told["shifted"]["court"], told["shifted"]["month"], m) for m in ("filed", "pending_end")}
    got = {(d.court, f"{d.last:%Y-%m}", d.measure) for d in checked.differs}
    broken = {(b.court, f"{b.first:%Y-%m}") for b in pipeline.identities(house) if b.within}
    failed = judge(f"wrong statements not found, of {len(planted | shifted)}", len((planted | shifted) - got), 0)
    others = {one for one in got - planted - shifted if one[0] not in lost}
    failed += judge("statements said to be wrong that are not", len(others), 0)
    differ = broken ^ {(court, month) for court, month, _ in planted}
    return failed + judge("identities broken within a statement that differ from the planted", len(differ), 0)


def filled_by_text(house: pipeline.House, code: str, ids: set[str]) -> int:
    """How many planted blanks reading a judgment has filled: no faults any more."""
    if code != "C08" or not ids:
        return 0
    return sum(1 for one in ids if cases(house, f"panel IS NOT NULL AND case_id = '{one}'"))


def untrue(house: pipeline.House, code: str, ids: set[str]) -> int:
    """How many records found beside the planted are not faulty when they are read again."""
    if not ids:
        return 0
    return len(ids) if code not in TRULY else sum(not cases(house, f"case_id = '{i}' AND ({TRULY[code]})") for i in ids)


def cases(house: pipeline.House, condition: str) -> int:
    """How many cases meet a condition."""
    store = Store(house.store.root)
    files = files_of(store.root, store.snapshot(), "cases")
    ((many,),) = duckdb.sql(
        f"SELECT count(*) FROM read_parquet({files}, union_by_name=true) WHERE {condition}"
    ).fetchall()
    return many


if __name__ == "__main__":
    sys.exit(main())

"""The made-up courts: what was planted is found, and how much else is called an alarm."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.alerts.result import Result

from shuzhu import pipeline
from shuzhu.alarms import Alarm
from shuzhu.demo.filings import FULL
from shuzhu.pipeline.finding import find
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period

MONTHS = ("2021-02", "2021-05", "2021-08", "2021-11", "2022-03", "2022-06")
"""In which nothing was planted for the rules of history."""
STANDSTILL = ("2020-02", "2020-03")
"""The months in which the made-up courts hardly filed anything."""


def results() -> Iterator[Result]:
    """Build the made-up province, watch it, and hold it against its truth file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "store"
        pipeline.demo(root, scale=FULL, seed=20260101)
        truth = json.loads((root.with_name("store-files") / "truth.json").read_text(encoding="utf-8"))
        house = pipeline.open_house(root)
        yield from _planted(house, truth)
        yield from _others(house)


def _planted(house: House, truth: dict) -> Iterator[Result]:
    """Each planted event by the rule that is made for it."""
    lender, batch, clocks = truth["lender"], truth["batch"], truth["clocks"]
    found = [a for a in _all(house, lender["court"], "2020-06") if a.rule == "YJ04"]
    hit = [a for a in found if a.subject == lender["id_number"] and a.value == lender["cases"]]
    yield Result(name="the professional lender, with every case", found=float(len(hit)), limit=1)
    yield Result(name="others called one, in all courts", found=float(len(_of(house, "2020-06", "YJ04")) - len(hit)),
                 limit=0, higher_is_better=False)  # fmt: skip
    hit = [a for a in _all(house, batch["court"], batch["month"]) if a.rule == "YJ02" and a.called == batch["name"]]
    yield Result(name="the batch of one plaintiff", found=float(len(hit)), limit=1)
    told = {
        case for a in _all(house, clocks["court"], clocks["month"]) if a.rule in {"YJ08", "YJ09"} for case in a.evidence
    }
    wanted = {case for part in ("exclusions", "extensions") for case in (row["case_id"] for row in clocks[part])}
    yield Result(name="clocks that run out, found of those planted", found=float(len(told & wanted)),
                 limit=float(len(wanted)), note=f"{len(told - wanted)} not planted")  # fmt: skip
    for month in STANDSTILL:
        fell = {a.court for a in _of(house, month, "YJ21")}
        basic = [c for c in house.present if house.codes.courts[c].level == "basic"]
        yield Result(name=f"standstill of {month}: basic courts whose fall is told that month, share of {len(basic)}",
                     found=len(fell & set(basic)) / len(basic), limit=0.9)  # fmt: skip


def _others(house: House) -> Iterator[Result]:
    """Alarms of history in months in which nothing was planted for them, beside what the budget allows."""
    counted: Counter[str] = Counter()
    for month in MONTHS:
        counted.update(a.rule for a in _all(house, "all", month))
    for rule in house.alert_rules:
        budget = rule.budget if rule.kind == "aberration" else None
        yield Result(
            name=f"{rule.id} {rule.title['zh']}: alarms a month over {len(house.present)} courts, {len(MONTHS)} months",
            found=counted[rule.id] / len(MONTHS), note="" if budget is None else f"budget {budget:g}",
        )  # fmt: skip


def _of(house: House, month: str, rule: str) -> list[Alarm]:
    """What one rule finds in all courts."""
    return [alarm for alarm in _all(house, "all", month) if alarm.rule == rule]


def _all(house: House, court: str, month: str) -> tuple[Alarm, ...]:
    """What every rule finds."""
    courts = sorted(house.present) if court == "all" else [court]
    return find(house, courts, the_period(house, month)).alarms

"""Alarms and bounds against those of R surveillance 1.20.3 on the same series."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from benchmarks.alerts.result import Result

from shuzhu.alerts.peers import peer_settings
from shuzhu.alerts.series import Series

FILES = {"newport": "salmNewport", "agona": "salmonella.agona", "k1": "k1"}
YEARS = {"k1": 3}  # only three lie before its first watched week
ALPHA = 0.05
STATISTIC = {"glrpois", "glrnb", "outbreakP"}
OTHER_ROOT = {("newport", "cusum_glm_rossi"): 1}


def results(folder: Path) -> Iterator[Result]:
    """For each series and method: how many alarms, and how many bounds by more than 1e-6, differ."""
    settings = {row["series"]: row for row in _rows(folder / "golden" / "_ranges.csv")}
    for name, setting in settings.items():
        if name not in FILES:
            print(f"      {name}: its series is not among the shared data, so nothing can be run on it")
            continue
        series = _series(folder / "series" / f"{FILES[name]}.csv")
        watched = np.arange(int(setting["first"]) - 1, int(setting["last"]))
        for method, detector in peer_settings(YEARS.get(name, int(setting["b"])), ALPHA).items():
            path = folder / "golden" / f"{name}_{method}.csv"
            if not path.exists():
                print(f"      {name} {method}: no reference run")
                continue
            found = detector(series, watched)
            wanted = _rows(path)
            alarms = np.array([row["alarm"] in {"1", "TRUE"} for row in wanted])
            bounds = np.array([np.nan if row["upperbound"] == "NA" else float(row["upperbound"]) for row in wanted])
            mine = (found.statistic if method in STATISTIC else found.limit)[0]
            known = np.isfinite(bounds) & ((bounds > 0) | (not method.startswith("farrington")))
            scale = np.maximum(1.0, np.abs(bounds)) if method == "outbreakP" else np.ones(len(bounds))
            apart = known & ~(np.abs(mine - bounds) <= 1e-6 * scale)
            yield Result(
                name=f"{name} {method}: alarms that differ, of {len(alarms)}",
                found=float((found.alarm[0] != alarms).sum()), limit=0, higher_is_better=False,
            )  # fmt: skip
            allowed = OTHER_ROOT.get((name, method), 0)
            yield Result(
                name=f"{name} {method}: bounds that differ, of {known.sum()}",
                found=float(apart.sum()), limit=allowed, higher_is_better=False,
                note="no count is low enough there; R gives the other root of the quadratic" if allowed else "",
            )  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _series(path: Path) -> Series:
    rows = _rows(path)
    places = [key for key in rows[0] if key not in {"epoch", "freq", "start"} and not key.startswith("state.")]
    counts = [sum(float(row[place]) for place in places) for row in rows]
    start = date.fromisoformat(rows[0]["epoch"]) if "-" in rows[0]["epoch"] else None
    return Series.of(counts, "week", start=start)

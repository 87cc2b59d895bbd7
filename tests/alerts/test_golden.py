"""Each method gives the alarms and the bounds of R surveillance 1.20.3 on its own series.

Reads the shared data (SHUZHU_SHARED, default ../shared from the project's root); skipped without it.
"""

import csv
import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from shuzhu.alerts.peers import peer_settings
from shuzhu.alerts.series import Series

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared")) / "bench" / "surveillance"
FILES = {"newport": "salmNewport", "agona": "salmonella.agona", "k1": "k1"}
YEARS = {"k1": 3}  # only three lie before its first watched week
ALPHA = 0.05  # of the Farrington runs
STATISTIC = {"glrpois", "glrnb", "outbreakP"}  # their bound is the statistic
METHODS = tuple(peer_settings(5, ALPHA))
# the bound needed is below nought; R gives the other root of the quadratic equation, beyond which there is no alarm
OTHER_ROOT = {("newport", "cusum_glm_rossi"): [85]}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the shared reference results are not at {FOLDER}"),
]


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def series_of(name):
    rows = rows_of(FOLDER / "series" / f"{FILES[name]}.csv")
    places = [key for key in rows[0] if key not in {"epoch", "freq", "start"} and not key.startswith("state.")]
    counts = [sum(float(row[place]) for place in places) for row in rows]
    dated = "-" in rows[0]["epoch"]
    return Series.of(counts, "week", start=date.fromisoformat(rows[0]["epoch"]) if dated else None)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", FILES)
def test_alarms_and_bounds_are_those_of_the_peer(name, method):
    path = FOLDER / "golden" / f"{name}_{method}.csv"
    if not path.exists():
        pytest.skip(f"no reference run of {method} on {name}")
    settings = {row["series"]: row for row in rows_of(FOLDER / "golden" / "_ranges.csv")}[name]
    watched = np.arange(int(settings["first"]) - 1, int(settings["last"]))
    wanted = rows_of(path)
    bounds = np.array([np.nan if row["upperbound"] == "NA" else float(row["upperbound"]) for row in wanted])
    alarms = np.array([row["alarm"] in {"1", "TRUE"} for row in wanted])
    series = series_of(name)
    assert (series.counts[0, watched] == [float(row["observed"]) for row in wanted]).all()
    found = peer_settings(YEARS.get(name, int(settings["b"])), ALPHA)[method](series, watched)
    assert (found.alarm[0] == alarms).all()
    known = np.isfinite(bounds)
    if method.startswith("farrington"):  # nought or NA stands there where there were too few cases
        known &= bounds > 0
    known[OTHER_ROOT.get((name, method), [])] = False
    mine = (found.statistic if method in STATISTIC else found.limit)[0]
    tolerance = 1e-6 * np.maximum(1, np.abs(bounds[known]) if method == "outbreakP" else 1)
    assert (np.abs(mine[known] - bounds[known]) <= tolerance).all()
    assert known.any()

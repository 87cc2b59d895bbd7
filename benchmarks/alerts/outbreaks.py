"""False alarms and outbreaks found on simulated series, against the alarms of R surveillance on the same series.

The default level is not taken from these series: ``calibration`` simulates others, by another design and seed.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from benchmarks.alerts.result import Result

from shuzhu.alerts.choose import default
from shuzhu.alerts.detectors.ears import Ears, ears
from shuzhu.alerts.peers import peer_settings
from shuzhu.alerts.series import Flags, Floats, Series

YEARS, ALPHA = 4, 0.01
NAMES = {
    "farr_orig": "farringtonFlexible_original", "farr_impr": "farringtonFlexible_improved", "earsC1": "", "earsC2": "",
    "earsC3": "", "bayes1": "bayes1", "bayes2": "bayes2", "bayes3": "bayes3", "rki1": "rki1", "rki2": "rki2",
    "rki3": "rki3", "cusum": "cusum_rossi", "cusum_glm": "cusum_glm_rossi",
}  # fmt: skip
FIRST_WEEK = date(2005, 12, 26)  # the reference run dates week 1 to 2000-01-03; the series here begin with week 313


def results(folder: Path) -> Iterator[Result]:
    """FPR and POD of each method beside R's, how many alarms differ, and our default with its interval."""
    series, outbreak, reference, watched = _load(folder)
    print(f"      {len(series.counts)} series of {series.times} weeks, the last {len(watched)} scored")
    detectors = peer_settings(YEARS, ALPHA)
    for name, own in NAMES.items():
        if name.startswith("ears"):
            found = ears(series, watched, Ears(method=name[-2:], alpha=ALPHA, current=False)).alarm
        else:
            found = detectors[own](series, watched).alarm
        theirs = reference[name] == 1
        ours_fpr, ours_pod = score(found, outbreak)
        fpr, pod = score(theirs, outbreak)
        known = ~np.isnan(reference[name])
        yield Result(
            name=f"{name}: alarms that differ, of {known.sum()}", found=float((found != theirs)[known].sum()),
            limit=0, higher_is_better=False,
            note=f"FPR {ours_fpr:.4f} POD {ours_pod:.4f}; R {fpr:.4f} {pod:.4f}, no value {(~known).sum()}",
        )  # fmt: skip
    alarm = default(series, watched)[0].alarm
    fpr, pod = score(alarm, outbreak)
    low, high = interval(alarm, outbreak)
    yield Result(
        name="default: false alarm rate",
        found=fpr,
        limit=0.0101,
        higher_is_better=False,
        note=f"95 % {low[0]:.4f}–{high[0]:.4f}",
    )
    yield Result(name="default: outbreaks found", found=pod, limit=0.55, note=f"95 % {low[1]:.4f}–{high[1]:.4f}")
    theirs = reference["farr_impr"] == 1
    lead = _bootstrap(alarm, outbreak, theirs)
    yield Result(
        name="default: outbreaks found beyond R's improved Farrington",
        found=pod - score(theirs, outbreak)[1],
        limit=0.0,
        note=f"95 % {lead[0]:.4f}–{lead[1]:.4f}",
    )


def score(alarm: Flags, outbreak: Floats) -> tuple[float, float]:
    """Share of weeks without outbreak cases that alarm; share of outbreaks with an alarm in one of their weeks."""
    sick = outbreak > 0
    return float(alarm[~sick].mean()), float((alarm & sick).any(axis=1)[sick.any(axis=1)].mean())


def interval(alarm: Flags, outbreak: Floats, times: int = 1000) -> tuple[Floats, Floats]:
    """95 % bootstrap interval of both, whole series drawn."""
    dice = np.random.default_rng(20260101)
    draws = np.array([score(alarm[rows], outbreak[rows]) for rows in dice.integers(0, len(alarm), (times, len(alarm)))])
    return np.quantile(draws, 0.025, axis=0), np.quantile(draws, 0.975, axis=0)


def _bootstrap(alarm: Flags, outbreak: Floats, theirs: Flags, times: int = 1000) -> Floats:
    """95 % bootstrap interval of the difference in outbreaks found."""
    dice = np.random.default_rng(20260102)
    draws = [
        score(alarm[rows], outbreak[rows])[1] - score(theirs[rows], outbreak[rows])[1]
        for rows in dice.integers(0, len(alarm), (times, len(alarm)))
    ]
    return np.quantile(draws, [0.025, 0.975])


def _load(folder: Path) -> tuple[Series, Floats, dict[str, Floats], Floats]:
    table = np.genfromtxt(folder / "series.csv", delimiter=",", skip_header=1)
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    weeks = int(np.ptp(table[:, 2])) + 1
    table = table.reshape(-1, weeks, table.shape[1])
    place = {(int(row[0, 0]), int(row[0, 1])): number for number, row in enumerate(table)}
    with (folder / "R_alarms.csv").open(encoding="utf-8") as file:
        alarms = list(csv.DictReader(file))
    first = int(table[0, 0, 2])
    watched = np.array(sorted({int(row["week"]) for row in alarms})) - first
    reference = {name: np.full((len(table), len(watched)), np.nan) for name in NAMES}
    for row in alarms:
        at = place[int(row["scenario"]), int(row["rep"])], int(row["week"]) - first - watched[0]
        for name in NAMES:
            reference[name][at] = float(row[name]) if row[name] not in {"", "NA"} else np.nan
    return Series.of(table[:, :, 3], "week", start=FIRST_WEEK), table[:, watched, 4], reference, watched

"""The collapse of filings in spring 2020 on real courts, and false alarms in the years before."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from benchmarks.alerts.result import Result

from shuzhu.alerts.detectors.seasonal import seasonal
from shuzhu.alerts.series import Series

BEGIN = 1998
BUSY = 20  # mean filings a month before 2020 from which a collapse can be told from chance


def results(data: Path) -> Iterator[Result]:
    """What was found of spring 2020, as far as the shared data reach it."""
    yield from _hawaii(data / "stats_hawaii" / "monthly_case_filings_1998-2024.csv")
    print(
        "      New Jersey's municipal courts: a figure for twelve months a report, not monthly; no month to be found in"
    )


def _hawaii(path: Path) -> Iterator[Result]:
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    names = sorted({(row["COURT"], row["CASE_TYPE_NAME"]) for row in rows})
    years = sorted({int(row["YEAR"]) for row in rows})
    counts = np.full((len(names), (years[-1] - BEGIN + 1) * 12), np.nan)
    for row in rows:
        counts[
            names.index((row["COURT"], row["CASE_TYPE_NAME"])), (int(row["YEAR"]) - BEGIN) * 12 + int(row["MONTH"]) - 1
        ] = float(row["CASE_COUNT"])
    missing = sorted(set(range(BEGIN, years[-1] + 1)) - set(years))
    print(f"      Hawaii: {len(names)} series, years {years[0]}–{years[-1]}, without {missing}")
    series = Series.of(counts, "month", start=date(BEGIN, 1, 1))
    before = np.arange(60, (2020 - BEGIN) * 12)
    quiet = seasonal(series, before)
    watched_years = np.isfinite(quiet.limit).sum() / 12
    now = counts[:, before]
    yield Result(
        name="Hawaii before 2020: alarms upward a series-year",
        found=float(quiet.alarm.sum() / watched_years),
        note=f"{watched_years:.0f} series-years",
    )
    yield Result(
        name="Hawaii before 2020: alarms downward a series-year", found=float((now < quiet.lower).sum() / watched_years)
    )
    if 2020 in missing:
        print("      Hawaii: 2020 is not among the shared data, so the collapse cannot be looked for")
        return
    spring = (2020 - BEGIN) * 12 + np.arange(2, 5)
    found = seasonal(series, spring)
    past = counts[:, spring[0] - 26 : spring[0] - 2]
    busy = np.isfinite(found.lower).all(axis=1) & (np.nanmean(np.where(np.isnan(past), np.nan, past), axis=1) >= BUSY)
    fell = counts[:, spring] < found.expected * 0.6
    for place, month in enumerate(("March", "April", "May")):
        here = busy & fell[:, place]
        hit = (counts[:, spring[place]] < found.lower[:, place]) & here
        yield Result(
            name=f"Hawaii, {month} 2020: falls to below 60 % of the expected found in their month, of {here.sum()}",
            found=float(hit.sum() / max(here.sum(), 1)), limit=0.9,
        )  # fmt: skip

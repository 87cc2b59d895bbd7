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
BUSY = (2.43 / 0.4) ** 2  # filings a month from which a fall of 40 % is beyond Poisson chance at α = 0.0075


def results(data: Path) -> Iterator[Result]:
    """What was found of spring 2020, as far as the shared data reach it."""
    yield from _hawaii(data / "stats_hawaii" / "monthly_case_filings_1998-2024.csv")
    print("      New Jersey: the reports are sums of twelve months up to June 2017, no single months")


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
    first = fell.argmax(axis=1)
    here = busy & fell.any(axis=1)
    every = np.arange(len(counts))
    seen = counts[every, spring[first]] < found.lower[every, first]
    missed = ", ".join(" ".join(names[row]) for row in np.nonzero(here & ~seen)[0])
    yield Result(
        name=f"Hawaii, spring 2020: collapses below 60 % found in their first month, of {here.sum()}",
        found=float(seen[here].mean()), limit=0.9, note=f"missed: {missed}" if missed else "",
    )  # fmt: skip
    kinds = sorted({kind for _, kind in names})
    whole = np.array(
        [np.nansum(counts[[place for place, name in enumerate(names) if name[1] == kind]], axis=0) for kind in kinds]
    )
    state = seasonal(Series.of(whole, "month", start=date(BEGIN, 1, 1)), spring)
    april = whole[:, spring[1]] < state.lower[:, 1]
    missed = ", ".join(kind for kind, hit in zip(kinds, april, strict=True) if not hit)
    yield Result(
        name="Hawaii, April 2020: case types below their limit in the whole state, of 6",
        found=float(april.sum()), note=f"not: {missed}" if missed else "",
    )  # fmt: skip

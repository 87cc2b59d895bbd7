"""Real court statistics that arrive already counted: rates come out, and what does not add up is told.

Reads the shared data (SHUZHU_SHARED, default ../shared from the project's root); skipped without it.
"""

import csv
import lzma
import os
import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from shuzhu import pipeline
from shuzhu.periods import parse_period

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared"))
MAPPINGS = ROOT / "examples" / "mappings"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"the shared data is not at {SHARED}"),
]


def loaded(folder, source, mapping):
    outcome = pipeline.load(pipeline.open_house(folder), [str(SHARED / "data" / source)], MAPPINGS / mapping)
    return pipeline.open_house(folder), outcome


def printed(value, places):
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def test_every_chinese_closing_rate_comes_out_to_the_printed_digit(tmp_path):
    house, _ = loaded(tmp_path, "stats_cn_courts/clearance_rate_fixtures.csv", "cn_closing_rates.yaml")
    with (SHARED / "data/stats_cn_courts/clearance_rate_fixtures.csv").open(encoding="utf-8") as file:
        fixtures = list(csv.DictReader(file))
    assert len(fixtures) == 12
    for row in fixtures:
        first, _, last = row["period"].partition("..")
        period = f"{first}..{first[:5]}{last}" if last else first
        values = pipeline.measure(house, ["PXL"], row["court"], period, ["case_type"])
        (value,) = [v for v in values if v.by["case_type"] == row["kind"]]
        said = row["published_closing_rate_pct"]
        places = len(said.partition(".")[2].rstrip("0")) if row["court"].startswith("Heilongjiang") else 2
        assert printed(value.value, places) == printed(said, places), row


def test_hawaii_gives_rates_by_circuit_and_year_and_all_and_only_the_rows_that_do_not_add_up(tmp_path):
    house, outcome = loaded(tmp_path, "stats_hawaii", "stats_hawaii.yaml")
    assert outcome.left_out
    value = {
        v.indicator: v
        for v in pipeline.measure(house, ["PCR", "PDT", "PWJ"], "First Circuit – circuit court", "2016-07..2017-06")
    }
    with (SHARED / "data/stats_hawaii/merged_circuit_court_data.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["Circuit"] and r["Year"]]
    (year,) = [
        r for r in rows if (r["Year"], r["Circuit"], r["Type of Action"]) == ("2017", "First Circuit", "TOTAL CASES")
    ]
    filed, closed, pending = (float(year[k]) for k in ("Filed", "Terminated", "Pending at End"))
    assert value["PCR"].value == pytest.approx(closed / filed * 100)
    assert value["PDT"].value == pytest.approx(pending / closed * 365)
    assert value["PWJ"].value == pending
    within, between = hawaii_by_hand()
    told = {(b.court, b.case_type, b.last.year, b.identity) for b in outcome.broken if b.within}
    assert told == within
    assert len(within) > 300
    carried = {(b.court, b.case_type, b.last.year, b.expected, b.found) for b in outcome.broken if not b.within}
    assert carried == between
    assert len(between) > 4000


FILES = (
    ("merged_circuit_court_data.csv", " – circuit court"), ("merged_family_court_data.csv", " – family court"),
    ("merged_appeals_court_data.csv", "Appellate courts"), ("traffic_violations_data.csv", " – traffic"),
    ("court_historical_data.csv", " – summary"),
)  # fmt: skip


def hawaii_by_hand():
    """What does not add up in Hawaii, row by row in plain arithmetic: within a year, and from one year to the next.

    Of rows that stand twice under one label, the first counts: the second is refused at loading.
    """
    within, between, years = set(), set(), {}
    for name, court in FILES:
        with (SHARED / "data/stats_hawaii" / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if not row["Year"]:
                    continue
                kind = "Traffic violations" if name.startswith("traffic") else row["Type of Action"].strip()
                place = court if "Circuit" not in row else row["Circuit"].strip() + court
                key = (place, kind, int(float(row["Year"])))
                if key in years:
                    continue
                years[key] = figures(row)
                within |= {(*key, what) for what in broken_by_hand(row)}
    for (place, kind, year), said in years.items():
        before = years.get((place, kind, year - 1), {}).get("Pending at End")
        if before is not None and "Pending at Start" in said and before != said["Pending at Start"]:
            between.add((place, kind, year, before, said["Pending at Start"]))
        if (
            before is not None
            and "Pending at Start" not in said
            and {"Filed", "Terminated", "Pending at End"} <= said.keys()
        ):
            expected = before + said["Filed"] - said["Terminated"]
            if expected != said["Pending at End"]:
                between.add((place, kind, year, expected, said["Pending at End"]))
    return within, between


def figures(row):
    """The figures of a row, those that are there."""
    return {k: float(v) for k, v in row.items() if k and v not in (None, "") and v.replace(".", "").isdigit()}


def broken_by_hand(row):
    """Which of the identities a row breaks, in plain arithmetic; the third only where the caseload is not told."""
    cells = figures(row)
    if {"Pending at Start", "Filed", "Total Caseload"} <= cells.keys() and (
        cells["Pending at Start"] + cells["Filed"] != cells["Total Caseload"]
    ):
        yield "旧存 + 新收 = 受理"
    if {"Total Caseload", "Terminated", "Pending at End"} <= cells.keys() and (
        cells["Total Caseload"] - cells["Terminated"] != cells["Pending at End"]
    ):
        yield "受理 − 结案 = 未结"
    told = {
        "Pending at Start",
        "Filed",
        "Terminated",
        "Pending at End",
    } <= cells.keys() and "Total Caseload" not in cells
    if told and cells["Pending at Start"] + cells["Filed"] - cells["Terminated"] != cells["Pending at End"]:
        yield "旧存 + 新收 − 结案 = 未结"


def test_the_crown_court_gives_rates_by_quarter_and_its_flow_adds_up(tmp_path):
    house, outcome = loaded(tmp_path, "stats_moj_crown_court", "stats_moj_crown_court.yaml")
    with (SHARED / "data/stats_moj_crown_court/gold_backlog_trajectory.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows[4::7]:
        period = f"{row['year']}{row['quarter']}"
        value = {v.indicator: v for v in pipeline.measure(house, ["PCR", "PDT", "PWJ"], "Crown Court", period)}
        closed, filed, pending = (float(row[k]) for k in ("disposals", "receipts", "open"))
        assert value["PCR"].value == pytest.approx(closed / filed * 100)
        assert value["PDT"].value == pytest.approx(pending / closed * parse_period(period).days)
        assert value["PWJ"].value == pending
    wrong = [r for r in rows if float(r["receipts"]) - float(r["disposals"]) != float(r["net_flow"])]
    assert not wrong
    assert not [b for b in outcome.broken if b.within]
    carried = sum(float(a["open"]) + float(b["net_flow"]) != float(b["open"]) for a, b in pairwise(rows))
    assert len([b for b in outcome.broken if not b.within]) == carried > 0


@pytest.mark.slow
def test_new_jersey_gives_rates_for_every_court_and_year_and_its_clearance_adds_up(tmp_path):
    house, outcome = loaded(tmp_path, "stats_nj_municipal_courts", "stats_nj_municipal_courts.yaml")
    assert outcome.loaded.refused == 0
    assert sum(outcome.loaded.accepted.values()) > 400_000
    within, between = new_jersey_by_hand()
    assert not within
    assert not [b for b in outcome.broken if b.within]
    assert {(b.court, b.case_type, b.last.year, b.expected, b.found) for b in outcome.broken} == between
    assert len(between) == len(outcome.broken) > 50_000
    values = pipeline.measure(house, ["PCR", "PDT", "PBL"], "all", "2016-07..2017-06")
    rates = [v for v in values if v.indicator == "PCR" and v.value is not None]
    assert len(rates) > 500
    (one,) = [v for v in rates if v.court == "ATLANTIC / ABSECON"]
    assert (one.numerator, one.denominator) == (3978, 4325)


def new_jersey_by_hand():
    """What does not add up in New Jersey, in plain arithmetic: clearance within a year, pending from year to year."""
    said = {}
    with lzma.open(SHARED / "data/stats_nj_municipal_courts/nj_municipal_long.csv.xz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            word = row["value"].replace(",", "").strip()
            if re.fullmatch(r"-?\d+", word):
                year = int(re.findall(r"\d{4}", row["period_end"])[-1])
                key = (f"{row['county']} / {row['municipality']}", row["case_type"], year)
                said.setdefault(key, {})[row["metric"]] = float(word)
    within, between = set(), set()
    for (court, kind, year), cells in said.items():
        told = {"filings", "resolutions", "clearance"} <= cells.keys()
        if told and cells["resolutions"] - cells["filings"] != cells["clearance"]:
            within.add((court, kind, year))
        before = said.get((court, kind, year - 1), {}).get("activePending")
        if before is not None and {"filings", "resolutions", "activePending"} <= cells.keys():
            expected = before + cells["filings"] - cells["resolutions"]
            if expected != cells["activePending"]:
                between.add((court, kind, year, expected, cells["activePending"]))
    return within, between

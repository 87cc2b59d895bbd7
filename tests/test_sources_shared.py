"""The mappings that come with the program, on the real data that they are meant for."""

import lzma
import os
from collections import defaultdict
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from shuzhu import sources
from source_files import balance, take

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared")) / "data"
MAPPINGS = sorted((ROOT / "examples" / "mappings").glob("*.yaml"))

absent = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no shared data in {SHARED} (set SHUZHU_SHARED)")


def mapping(name):
    return sources.read_mapping(ROOT / "examples" / "mappings" / f"{name}.yaml")


def read(name, file):
    taken = take(SHARED / file, mapping(name))
    assert balance(taken)
    return taken


def by_key(taken):
    """(court, case type, last day) → measure → value."""
    figures = defaultdict(dict)
    for row in taken.all("counts"):
        figures[row["court"], row["case_type"], row["last_on"]][row["measure"]] = row["value"]
    return figures


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_every_mapping_can_be_read(path):
    assert sources.read_mapping(path).source


def drawn(text):
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()[1:]]
    return [pytest.param(*row, id=row[1].rsplit("/", 1)[-1]) for row in rows]


FIGURES = """
mapping               | file                                               | records | rows | refused | passed
stats_hawaii          | stats_hawaii/merged_circuit_court_data.csv         | 22779   | 4958 | 0       | 233
stats_hawaii          | stats_hawaii/merged_family_court_data.csv          | 13304   | 2818 | 0       | 137
stats_hawaii          | stats_hawaii/merged_appeals_court_data.csv         | 1443    | 310  | 20      | 1
stats_hawaii          | stats_hawaii/traffic_violations_data.csv           | 460     | 92   | 0       | 0
stats_hawaii          | stats_hawaii/court_historical_data.csv             | 3335    | 667  | 0       | 0
stats_hawaii          | stats_hawaii/monthly_case_filings_1998-2024.csv    | 6850    | 6850 | 0       | 0
stats_moj_crown_court | stats_moj_crown_court/gold_backlog_trajectory.csv  | 128      | 32   | 0       | 0
stats_moj_crown_court | stats_moj_crown_court/gold_oldest_by_region.csv    | 512     | 256  | 0       | 0
stats_moj_crown_court | stats_moj_crown_court/gold_timeliness_by_region.csv| 512     | 256  | 0       | 0
stats_moj_crown_court | stats_moj_crown_court/gold_caseload_age.csv        | 288     | 288  | 0       | 0
cn_closing_rates      | stats_cn_courts/clearance_rate_fixtures.csv        | 50      | 12   | 0       | 0
"""


@pytest.mark.parametrize(("name", "file", "records", "rows", "refused", "passed"), drawn(FIGURES))
@pytest.mark.shared
@absent
def test_published_figures_are_all_taken(name, file, records, rows, refused, passed):
    taken = read(name, file)
    tally = taken.tally
    assert len(taken.all("counts")) == int(records)
    assert (tally.rows, tally.refused, tally.passed) == (int(rows), int(refused), int(passed))
    assert tally.repeated == 0


@pytest.mark.shared
@absent
def test_the_yearly_figures_of_hawaii_are_those_of_its_fiscal_year():
    """Monthly filings of July to June add up to the year's, within the corrections of later months."""
    yearly = by_key(read("stats_hawaii", "stats_hawaii/court_historical_data.csv"))
    monthly = by_key(read("stats_hawaii", "stats_hawaii/monthly_case_filings_1998-2024.csv"))
    for year in range(1999, 2021):
        filed = yearly["First Circuit – summary", "Civil Actions", date(year, 6, 30)]["filed"]
        months = [
            figures["filed"]
            for (court, kind, last), figures in monthly.items()
            if (court, kind) == ("1C", "Civil_Action") and date(year - 1, 7, 1) <= last <= date(year, 6, 30)
        ]
        assert len(months) == 12
        assert abs(sum(months) - filed) / filed < 0.06


@pytest.mark.shared
@absent
def test_the_flow_of_a_year_adds_up():
    """Pending at the start + filed − closed = pending at the end, but where the source itself does not."""
    years = by_key(read("stats_hawaii", "stats_hawaii/court_historical_data.csv")).values()
    sums = [y["pending_start"] + y["filed"] - y["closed"] == y["pending_end"] for y in years]
    assert (sum(sums), len(sums)) == (631, 667)


@pytest.mark.shared
@absent
def test_the_closing_rates_of_chinese_courts_are_as_published():
    checked = 0
    for figures in by_key(read("cn_closing_rates", "stats_cn_courts/clearance_rate_fixtures.csv")).values():
        rate = figures["closed"] / figures["accepted"] * 100
        checked += abs(rate - figures["published_closing_rate"]) < 1
    assert checked >= 11


@pytest.mark.shared
@absent
def test_a_figure_of_new_jersey_that_two_reports_give_counts_once(tmp_path):
    """The first two of its reports; each also gives the year before."""
    with lzma.open(SHARED / "stats_nj_municipal_courts" / "nj_municipal_long.csv.xz", "rt") as file:
        lines = list(islice(file, 1 + 77760 + 78048))
    (tmp_path / "nj_municipal_long.csv").write_text("".join(lines))
    taken = take(tmp_path / "nj_municipal_long.csv", mapping("stats_nj_municipal_courts"))
    assert balance(taken)
    assert (taken.tally.rows, taken.tally.refused, taken.tally.passed) == (155808, 0, 155808 // 8)
    assert taken.tally.repeated > 30_000
    absecon = by_key(taken)["ATLANTIC / ABSECON", "indictables", date(2004, 6, 30)]
    assert absecon["filed"] == 152
    assert set(absecon) == {
        "filed", "closed", "pending_end", "backlog", "clearance", "clearance_percent", "backlog_percent"
    }  # fmt: skip
    units = {row["measure"]: row["unit"] for row in taken.all("counts")}
    assert (units["filed"], units["clearance_percent"]) == ("件", "%")


@pytest.mark.shared
@absent
def test_the_judgments_of_the_collections_are_all_read():
    judgments = read("judge_criminal", "judge_criminal_fulltext/test.jsonl")
    assert len(judgments.texts) == 351
    assert min(len(text.text) for text in judgments.texts) > 300
    assert set(judgments.texts[0].said) == {"id"}
    lecard, spc = mapping("lecard"), mapping("spc_documents")
    files = sources.find_files([SHARED / "lecard5_candidates_fulltext" / "candidates"])
    assert all(take(path, lecard).texts[0].said["title"] for path in files)
    found = [take(path, spc) for path in sources.find_files([SHARED / "spc_documents_2015" / "corpus_lawsuit"])]
    texts = [text for taken in found for text in taken.texts]
    assert len(found) - len(texts) == 2
    assert not any(text.text.startswith(("content", "category", "title")) for text in texts)
    assert {"category", "title", "published_on"} == set().union(*(text.said for text in texts))


def test_the_export_of_a_made_up_court_is_taken_by_its_mapping(tmp_path):
    (tmp_path / "ajxx_2020.csv").write_bytes(
        "AH,JBFY,AY,SYCX,CBT,CBR,SARQ,LARQ,JARQ,JAFS,BDE,SFSC\n"
        "（2020）闽0213民初1号,闽0213,民间借贷纠纷,2,民一庭,李某,20200101,2020年1月2日,43891,判决,12.5,1\n"
        "合计,,,,,,,,,,12.5,\n".encode("gb18030")
    )
    (tmp_path / "dsr.csv").write_text(
        "AH,JBFY,SSDW,DSRLX,XM,XB,CSRQ,SZZ,SZC\n（2020）闽0213民初1号,闽0213,原告,自然人,张某,男,19800102,虚构镇,甲村\n"
    )
    export = mapping("court_export")
    taken = take(tmp_path / "ajxx_2020.csv", export)
    assert balance(taken)
    (case,) = taken.all()
    assert (case["received_on"], case["filed_on"], case["closed_on"]) == (
        date(2020, 1, 1),
        date(2020, 1, 2),
        date(2020, 3, 1),
    )
    assert (case["procedure"], case["closing"], case["fast_tracked"], int(case["amount"])) == (
        "simplified",
        "judgment",
        True,
        125000,
    )
    assert (taken.tally.passed, taken.notes) == (1, [])
    people = take(tmp_path / "dsr.csv", export)
    (party,) = people.all("parties")
    assert (party["case_id"], party["town"], people.notes) == (case["case_id"], "虚构镇甲村", [])

"""The whole way on made-up courts: what the demo planted and counted is what the store answers."""

import json
from datetime import date

import pytest

from shuzhu import pipeline
from shuzhu.errors import UsageError
from shuzhu.store.settings import Settings, write_settings


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "store"
    outcome = pipeline.demo(root, scale=4000, seed=7)
    truth = json.loads((root.with_name("store-files") / "truth.json").read_text(encoding="utf-8"))
    return pipeline.open_house(root), outcome, truth


def test_filings_and_closings_by_court_year_and_kind_are_those_planted(demo):
    house, _, truth = demo
    for code, said in (("XS", truth["filed"]), ("JA", truth["closed"])):
        values = pipeline.measure(house, [code], "虚+", "2017..2022", ["court", "year", "kind"])
        found = {(v.court, v.period, v.by["kind"]): v.numerator for v in values if v.numerator}
        expected = {
            (court, year, kind): n
            for court, years in said.items()
            for year, kinds in years.items()
            for kind, n in kinds.items()
            if kind in {"criminal", "administrative"}
        }
        assert {key: n for key, n in found.items() if key[2] in {"criminal", "administrative"}} == expected


def test_private_lending_at_the_demo_court_is_what_was_planted(demo):
    house, _, truth = demo
    for year, filed in truth["private_lending"]["filed"].items():
        (value,) = pipeline.measure(house, ["CX03"], "虚0213", year)
        assert value.numerator == filed


def test_every_planted_slip_is_refused_blanked_or_repaired_as_told(demo):
    house, outcome, truth = demo
    refused = {
        (r["file"].rsplit("/", 1)[-1], r["row"])
        for r in house.store.refused(house.snapshot).to_pylist()
        if not r["kept"]
    }
    planted = {(s["file"], s["row"]) for s in truth["slips"] if s["verdict"] == "refused"}
    assert refused == planted
    assert outcome.loaded.refused == len(planted) > 0


def test_a_check_up_of_the_demo_court_covers_all_53_and_says_that_it_is_made_up(demo):
    house, _, _ = demo
    brief = pipeline.checkup(house, "虚0213", "2020H1")
    assert brief.made_up
    codes = [c for index in brief.indices.values() for c in index.codes]
    assert len(codes) == 53
    assert set(codes) <= set(brief.values)
    assert sum(brief.values[c].numerator is not None for c in codes) == 53
    assert brief.scores["external"].coverage > 0.6


def test_the_same_files_are_loaded_once_and_a_load_can_be_undone_and_done_again(demo, tmp_path):
    house, _, _ = demo
    again = pipeline.load(house, [str(house.store.root.with_name("store-files") / "files")])
    assert again.loaded is None
    assert len(again.known) > 100
    rows = tmp_path / "cases.csv"
    rows.write_text(
        "案号,法院代字,案由,立案日期\n（2022）虚0213民初99991号,虚0213,民间借贷纠纷,2022-03-04\n", encoding="utf-8"
    )
    (before,) = pipeline.measure(house, ["CX03"], "虚0213", "2022")
    outcome = pipeline.load(house, [str(rows)])
    (after,) = pipeline.measure(pipeline.open_house(house.store.root), ["CX03"], "虚0213", "2022")
    assert after.numerator == before.numerator + 1
    pipeline.undo(pipeline.open_house(house.store.root), outcome.loaded.number)
    back = pipeline.open_house(house.store.root)
    (undone,) = pipeline.measure(back, ["CX03"], "虚0213", "2022")
    assert undone.numerator == before.numerator
    assert pipeline.load(back, [str(rows)]).loaded is not None
    assert undone.snapshot != before.snapshot


def test_a_real_store_is_never_overwritten_by_the_demo(tmp_path):
    root = tmp_path / "store"
    write_settings(root, Settings(name="real"))
    rows = tmp_path / "cases.csv"
    rows.write_text("案号,法院代字,立案日期\n（2022）闽0213民初1号,闽0213,2022-03-04\n", encoding="utf-8")
    pipeline.load(pipeline.open_house(root), [str(rows)])
    with pytest.raises(UsageError, match="real store"):
        pipeline.demo(root, scale=2000, seed=1)


def test_the_records_reach_back_to_the_first_filing(demo):
    house, _, _ = demo
    assert house.first_day is not None
    assert house.first_day < date(2018, 1, 1)

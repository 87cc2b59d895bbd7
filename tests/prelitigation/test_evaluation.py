"""The scheme: read and refused, scored by level and dimension, another version beside it; towns; published rates."""

import json
import os
from pathlib import Path

import pytest
import yaml

from drawn import batch, rows_of
from measuring import catalogue, codes
from shuzhu import pipeline
from shuzhu.catalogue.model import Scale
from shuzhu.catalogue.read import OURS, read_catalogue
from shuzhu.errors import CatalogueError, UsageError
from shuzhu.indices.schemes import score_scheme
from shuzhu.store.store import Store

SCHEME = catalogue().scheme("prelitigation")
SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[3] / "shared"))


def test_the_scheme_holds_thirty_in_four_levels_and_two_dimensions():
    assert SCHEME.version == "2.0"
    assert [len(level.items) for level in SCHEME.levels] == [6, 14, 5, 5]
    assert len(SCHEME.items) == 30
    assert {item.dimension for item in SCHEME.items} == {"out", "in", ""}
    assert sum(level.weight for level in SCHEME.levels) == 100
    two = {item.code for item in SCHEME.items if len(item.indicators) == 2}
    assert {"Q8", "Q11", "Q12", "H1", "H2"} <= two


def test_every_figure_that_is_better_one_way_can_be_scored():
    for code in SCHEME.codes:
        entry = catalogue().indicator(code)
        assert entry.better == "neutral" or entry.scale is not None, code
        assert entry.scale is None or entry.scale.best != entry.scale.worst, code


def test_levels_and_dimensions_are_weighted_means_of_what_has_a_score():
    known = {code: catalogue().indicator(code) for code in SCHEME.codes}
    scales = {code: Scale(best=1, worst=0) for code in SCHEME.codes}
    values = dict.fromkeys(SCHEME.codes)
    # a half scores 80, one scores 100; bands aside none of these is an interval
    values |= {"Y2": 1.0, "Y3": 0.5, "Q11": 1.0, "Q11B": 0.5, "Q12": 1.0, "Q7": 0.3, "H3": 0.5}
    found = score_scheme(SCHEME, known, values, scales)
    source, before, front, back = found.whole.parts
    assert source.score == pytest.approx(90)
    # an item of two figures shares one weight; of Q12 only one figure is better one way; Q7 is told, not scored
    assert before.score == pytest.approx((0.5 * 100 + 0.5 * 80 + 100) / 2)
    assert front.score is None
    assert back.score == pytest.approx(80)
    assert found.whole.score == pytest.approx((25 * 90 + 40 * before.score + 15 * 80) / 80)
    out, bring_in = found.dimensions
    assert out.score == pytest.approx(90)
    assert bring_in.score == pytest.approx(before.score)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": None}, "id: is missing"),
        ({"wrong": 1}, "wrong: unknown key"),
        ({"levels": [{"id": "a", "title": {"zh": "甲"}, "items": [{"code": "Y99"}]}]}, "no indicator Y99"),
        ({"levels": [{"id": "a", "title": {"zh": "甲"}, "items": [{"code": "Y1", "dimension": "up"}]}]},
         "no dimension up"),
        ({"levels": [{"id": "a", "title": {"zh": "甲"}, "items": [{"code": "Y1"}, {"code": "Y1"}]}]}, "stands twice"),
        ({"levels": [{"id": "a", "title": {"zh": "甲"}, "items": [{"code": "Y1", "weight": 0}]}]}, "no number above"),
        ({"levels": [{"id": "a", "title": "甲", "items": [{"code": "Y1"}]}]}, "write it as {zh"),
        ({"levels": [{"id": "a", "title": {"zh": "甲"}}]}, "write each as"),
        ({"levels": [{"id": "a", "title": {"zh": "甲"}, "items": ["Y1"]}]}, "write each item"),
        ({"version": "2.0"}, "is also in another file"),
    ],
)  # fmt: skip
def test_a_scheme_that_cannot_be_is_named(tmp_path, change, told):
    said = yaml.safe_load((OURS / "schemes" / "prelitigation_2_0.yaml").read_text(encoding="utf-8"))
    said |= {"version": "1.0"} | change
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "mine.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        read_catalogue(codes(), tmp_path)


def test_a_courts_own_version_stands_beside_ours(tmp_path):
    own = tmp_path / "schemes"
    own.mkdir()
    (own / "mine.yaml").write_text(
        "id: prelitigation\nversion: '1.0'\ntitle: {zh: 本院方案}\norigin: 本院规定\n"
        "levels: [{id: one, title: {zh: 全部}, items: [{code: Q2}, {code: Q4, weight: 2}]}]\n",
        encoding="utf-8",
    )
    found = read_catalogue(codes(), tmp_path)
    assert found.scheme("prelitigation").version == "2.0"
    assert found.scheme("prelitigation", "1.0").codes == ("Q2", "Q4")
    with pytest.raises(UsageError, match="has no version"):
        found.scheme("prelitigation", "3.0")
    with pytest.raises(UsageError, match="no scheme"):
        found.scheme("prelitigaton")


# ── towns ───────────────────────────────────────────────────────────────────────────────────────

CASES = """
case_id | type_code | filed_on   | town
a       | 民初      | 2020-02-01 | 丁镇
b       | 民初      | 2020-02-01 | 丁镇
c       | 行初      | 2020-02-01 | 丁镇
d       | 民初      | 2020-02-01 | 丁镇
e       | 民初      | 2020-02-01 | 丁镇
f       | 民特      | 2020-02-01 | 丁镇
g       | 民初      | 2019-02-01 | 丁镇
"""
PARTIES = """
party_id | case_id | role      | region | town
1        | a       | plaintiff | 350213 | 乙镇
2        | a       | defendant | 350213 | 甲镇
3        | b       | plaintiff | 350213 | 乙镇
4        | b       | defendant | 350206 | 甲镇
5        | c       | defendant | 350206 | 外镇
6        | d       | defendant |        |
7        | g       | defendant | 350213 | 甲镇
"""
PEOPLE = """
region     | measure             | first_on   | last_on    | value
350213甲镇 | population          | 2020-01-01 | 2020-12-31 | 0.4
350213甲镇 | floating_population | 2020-01-01 | 2020-12-31 | 0.1
350213丁镇 | population          | 2020-01-01 | 2020-12-31 | 2
"""


def test_a_suit_belongs_to_the_town_of_the_defendant_then_the_plaintiff_then_the_case(tmp_path):
    made = [
        batch("cases", [{"court": "闽0213", "kind": "civil", "instance": "first", **r} for r in rows_of(CASES)]),
        batch("parties", rows_of(PARTIES)), batch("statistics", rows_of(PEOPLE)),
    ]  # fmt: skip
    Store(tmp_path).load(made, codes())
    house = pipeline.open_house(tmp_path)
    found = {one.town: one for one in pipeline.town_rates(house, "闽0213", "2020")}
    assert {town: (one.suits, one.before) for town, one in found.items()} == {
        "甲镇": (1, 1), "乙镇": (1, 0), "丁镇": (2, 0), "": (1, 0),
    }  # fmt: skip
    assert found["甲镇"].rate == pytest.approx(2)
    assert found["丁镇"].rate is None  # its registered migrants are not told
    assert list(found)[-1] == ""
    assert [row["case_id"] for row in pipeline.suits_of(house, "闽0213", "2020", "丁镇")] == ["d", "e"]
    half = {one.town: one for one in pipeline.town_rates(house, "闽0213", "2020H1")}
    assert half["甲镇"].rate == pytest.approx(2 * 365 / 182)


# ── published rates ─────────────────────────────────────────────────────────────────────────────


def published(tmp_path, rows):
    """A store with published counts of mediation."""
    told = [
        {"court": court, "case_type": "合计", "measure": measure, "first_on": f"{year}-01-01",
         "last_on": f"{year}-12-31", "value": str(value)} for court, year, measure, value in rows
    ]  # fmt: skip
    Store(tmp_path).load([batch("counts", told)], codes())
    return pipeline.open_house(tmp_path)


def test_a_printed_rate_is_worked_out_again_and_its_difference_told(tmp_path):
    house = published(tmp_path, [
        ("甲", 2012, "mediations_succeeded", 8270), ("甲", 2012, "mediations_ended", 16328),
        ("甲", 2012, "mediation_success_rate", "50.6"),
        ("乙", 2012, "mediations_succeeded", 50), ("乙", 2012, "mediations_ended", 100),
        ("乙", 2012, "mediation_success_rate", "53"),
        ("丙", 2012, "mediations_succeeded", 50), ("丙", 2012, "mediation_success_rate", "53"),
    ])  # fmt: skip
    second, first = pipeline.recomputed(house)
    assert (round(first.value, 2), first.printed, first.rounding) == (50.65, 50.6, True)
    assert round(first.value - first.printed, 2) == 0.05
    assert (second.value, second.printed, second.rounding) == (50, 53, False)
    (value,) = pipeline.measure(house, ["PTC"], "甲", "2012")
    assert round(value.value, 2) == 50.65


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "bench" / "anchors").is_dir(), reason=f"the anchors are not at {SHARED}")
def test_published_anchors_come_out(tmp_path):
    told = json.loads((SHARED / "bench/anchors/published_figures.json").read_text(encoding="utf-8"))
    town = told["yangzhou_2012"]
    house = published(tmp_path, [
        ("扬州", 2012, "mediations_succeeded", town["success"]), ("扬州", 2012, "mediations_ended", town["entered"]),
        ("扬州", 2012, "mediation_success_rate", round(100 * town["success_rate"], 1)),
    ])  # fmt: skip
    (one,) = pipeline.recomputed(house)
    assert (round(one.value, 2), one.printed, one.rounding) == (50.65, 50.6, True)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "bench" / "anchors").is_dir(), reason=f"the anchors are not at {SHARED}")
def test_the_national_rate_of_2020_comes_out_to_the_printed_digit(tmp_path):
    """Successes and the rate are published, what ended is not: it is the whole number that the two imply."""
    told = json.loads((SHARED / "bench/anchors/published_figures.json").read_text(encoding="utf-8"))
    nation = told["court_mediation_platform_2020"]
    successes, printed = nation["successes_2020"], round(100 * nation["success_rate_2020"], 2)
    house = published(tmp_path, [
        ("全国", 2020, "mediations_succeeded", successes),
        ("全国", 2020, "mediations_ended", round(successes / nation["success_rate_2020"])),
        ("全国", 2020, "mediation_success_rate", printed),
    ])  # fmt: skip
    (one,) = pipeline.recomputed(house)
    assert (round(one.value, 2), one.printed, one.rounding) == (65.04, 65.04, True)

"""Scores: drawn cases, laws that hold always, and the public figures of a county report."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.model import Band, Group, Index, Indicator, Scale, Term
from shuzhu.errors import StoreError, UsageError
from shuzhu.indices.baseline import Baseline, part_of, parts_of_year, read_baseline, write_baseline
from shuzhu.indices.scores import score_index, score_value, share_of_worst
from shuzhu.periods import CALENDAR_YEAR, YearStart, parse_period

SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[2] / "shared"))
FIGURES = st.floats(-1e6, 1e6)


def indicator(better="lower", band=None, code="A", scale=None, weight=1.0):
    return Indicator(
        code=code, name=code, title={"zh": code}, index_title={}, question={"zh": ""}, group="", kind="rate",
        numerator=(Term(table="cases", dated_by="closed_on"),), better=better, band=band, scale=scale, weight=weight,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("better", "best", "worst", "value", "score"),
    [
        ("lower", 0, 10, 0, 100),
        ("lower", 0, 10, 10, 60),
        ("lower", 0, 10, 5, 80),
        ("lower", 0, 10, 25, 0),
        ("lower", 0, 10, -3, 100),
        ("higher", 98, 80, 98, 100),
        ("higher", 98, 80, 89, 80),
        ("higher", 98, 80, 80, 60),
        ("higher", 98, 80, 53, 0),
    ],
)
def test_the_best_scores_100_and_the_worst_60_whichever_way_is_better(better, best, worst, value, score):
    assert score_value(indicator(better), value, Scale(best=best, worst=worst)) == pytest.approx(score)


@pytest.mark.parametrize(
    ("value", "score"), [(40, 100), (75, 100), (60, 100), (25, 60), (32.5, 80), (110, 60), (0, 100 - 40 * 40 / 15)]
)
def test_an_interval_scores_100_inside_and_falls_outside(value, score):
    aim = indicator("interval", Band(low=40, high=75), scale=Scale(best=60, worst=25))
    assert score_value(aim, value, aim.scale) == pytest.approx(max(0, score))


def test_no_value_and_no_scale_give_no_score():
    assert score_value(indicator(), None, Scale(best=0, worst=1)) is None
    assert score_value(indicator(), 3.0, None) is None
    assert score_value(indicator(), 3.0, Scale(best=2, worst=2)) is None


@given(value=FIGURES, best=FIGURES, worst=FIGURES)
def test_a_score_lies_between_0_and_100(value, best, worst):
    score = score_value(indicator(), value, Scale(best=best, worst=worst))
    assert score is None or 0 <= score <= 100


@given(a=FIGURES, b=FIGURES)
def test_lower_is_never_scored_worse_where_lower_is_better(a, b):
    scale = Scale(best=0, worst=100)
    low, high = sorted((a, b))
    assert score_value(indicator(), low, scale) >= score_value(indicator(), high, scale)


@given(values=st.lists(st.floats(0, 100), min_size=3, max_size=3), new=st.floats(0, 1000))
def test_adding_a_court_changes_nobody_elses_score(values, new):
    scale = Scale(best=0, worst=100)
    before = [score_value(indicator(), v, scale) for v in values]
    assert [score_value(indicator(), v, scale) for v in [*values, new]][:3] == before


def test_an_index_is_the_weighted_mean_of_what_has_a_value_and_says_how_much_that_is():
    tree = Index(
        id="i", title={"zh": "i"},
        groups=(
            Group(id="g", title={"zh": "g"}, codes=("A", "B"), weight=3),
            Group(id="h", title={"zh": "h"}, codes=("C",), weight=1),
        ),
    )  # fmt: skip
    known = {c: indicator(code=c, weight=w) for c, w in (("A", 1), ("B", 3), ("C", 1))}
    scales = {c: Scale(best=0, worst=10) for c in "ABC"}
    whole = score_index(tree, known, {"A": 0.0, "B": 10.0, "C": 5.0}, scales)
    assert whole.parts[0].score == pytest.approx((100 * 1 + 60 * 3) / 4)
    assert whole.score == pytest.approx((70 * 3 + 80) / 4)
    assert whole.coverage == pytest.approx(1)
    partly = score_index(tree, known, {"A": 0.0, "B": None, "C": None}, scales)
    assert partly.score == pytest.approx(100)
    assert partly.parts[1].score is None
    assert partly.coverage == pytest.approx(3 / 4 * 1 / 4)


@pytest.mark.parametrize(
    ("count", "index"),
    [(0, 100.00), (755, 92.94), (589, 94.49)],
)
def test_the_simple_mode_gives_the_county_report_its_figures(count, index):
    """新野县 2022 Q3: 755 commercial cases → 92.94, a year before 94.49, and 0 cases → 100."""
    worst = 10_694
    assert round(share_of_worst(count, worst), 2) == index
    assert share_of_worst(0, 0) == 100


@pytest.mark.shared
def test_the_published_figures_differ_by_what_the_report_says():
    path = SHARED / "bench" / "anchors" / "published_figures.json"
    if not path.exists():
        pytest.skip(f"the shared data is not at {SHARED}")
    said = json.loads(path.read_text(encoding="utf-8"))["xinye_2022Q3"]["values"]
    commercial, investors = said["商事活动纠纷风险防控指数"], said["中小投资者权益保护指数"]
    worst = commercial["新收"] / (1 - commercial["新野"][1] / 100)
    now = round(share_of_worst(commercial["新收"], worst), 2)
    before, printed, change = commercial["新野"]
    assert now == printed
    assert round(now - before, 2) == change
    assert round(now - commercial["南阳均值"][1], 2) == commercial["较中院均值"]
    assert round(now - commercial["河南均值"][1], 2) == commercial["较高院均值"]
    none = share_of_worst(investors["新收"], worst)
    assert none == investors["新野_本期"]
    assert round(none - investors["中院均值"], 2) == investors["较中院均值"]
    assert round(none - investors["高院均值"], 2) == investors["较高院均值"]


@pytest.mark.parametrize(
    ("period", "part"),
    [("2020", "01-12"), ("2020H1", "01-06"), ("2020Q3", "07-09"), ("2020-05", "05-05"), ("2020YTD04", "01-04"),
     ("2019-11..2020-02", None), ("2020-01-03..2020-02-09", None)],
)  # fmt: skip
def test_a_period_is_held_against_the_same_part_of_the_baseline_year(period, part):
    assert part_of(parse_period(period), CALENDAR_YEAR) == part


def test_a_baseline_is_kept_with_every_part_of_its_year(tmp_path):
    start = YearStart.parse("12-21")
    parts = {part_of(p, start): {"A": Scale(best=1, worst=2, origin="o")} for p in parts_of_year(2018, start)}
    assert len(parts) == 1 + 2 + 4 + 12 + 8
    write_baseline(tmp_path / "b.yaml", Baseline(origin="o", parts=parts))
    back = read_baseline(tmp_path / "b.yaml")
    assert back.parts == parts
    ours = {"A": Scale(best=5, worst=6), "B": Scale(best=7, worst=8)}
    assert back.scales(parse_period("2020H1", start), start, ours) == {
        "A": Scale(best=1, worst=2, origin="o"), "B": ours["B"],
    }  # fmt: skip


def test_a_baseline_without_courts_or_with_a_broken_file_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="three courts"):
        write_baseline(tmp_path / "b.yaml", Baseline())
    (tmp_path / "b.yaml").write_text("- 1")
    with pytest.raises(StoreError, match="freeze the baseline again"):
        read_baseline(tmp_path / "b.yaml")
    assert read_baseline(tmp_path / "none.yaml") == Baseline()


@pytest.mark.parametrize(
    ("better", "value", "score"), [("lower", 5, 50), ("higher", 49, 50), ("higher", 98, 100), ("higher", 120, 100)]
)
def test_the_simple_mode_measures_against_the_worst_or_where_high_is_good_the_best(better, value, score):
    best, worst = (0, 10) if better == "lower" else (98, 80)
    assert score_value(indicator(better), value, Scale(best=best, worst=worst), "share") == pytest.approx(score)

"""How alike cases were decided: outcomes, spread, outliers, drift and divisions, against plain counting."""

import math
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.similar import Ruling, consistency
from shuzhu.similar.changes import holm, median_interval, newcombe, wilson

SHARE = "支持比例"
FIGURES = st.lists(st.integers(0, 20).map(lambda n: n / 20), max_size=30)
Z = 1.959963984540054


def rulings(values, division="民一庭", outcome="部分支持"):
    """Rulings of the same outcome with these figures, one a month."""
    return [
        Ruling(case_id=f"{division}{n:03d}", outcome=outcome, figures={SHARE: v}, division=division,
               closed_on=date(2020 + n // 12, n % 12 + 1, 1))
        for n, v in enumerate(values)
    ]  # fmt: skip


def of(found, how, what=SHARE):
    """The change of a figure, by time or division."""
    return next(one for one in found.changes if (one.how, one.what) == (how, what))


def test_too_few_cases_say_so():
    found = consistency(rulings([0.5, 0.1, 0.9] * 3))
    assert (found.cases, found.enough, found.outliers) == (9, False, ())
    assert found.spreads[0].middle is None
    assert {one.words for one in found.changes} == {"案件过少，不作判断"}
    assert {one.chance for one in found.changes} == {None}
    assert consistency([]).changes == ()


def test_what_was_not_decided_is_counted_apart():
    gone = [Ruling(case_id=f"x{n}", outcome="准许撤回", decided=False) for n in range(20)]
    found = consistency([*rulings([0.5] * 3), *gone])
    assert (found.cases, found.undecided, found.enough) == (3, 20, False)
    assert [(one.name, one.cases) for one in found.outcomes] == [("部分支持", 3)]


@given(FIGURES)
def test_spread_and_outliers_are_those_of_plain_sorting(values):
    def quantile(at):
        told, place = sorted(values), at * (len(values) - 1)
        low = math.floor(place)
        return told[low] + (told[min(low + 1, len(told) - 1)] - told[low]) * (place - low)

    found = consistency(rulings(values))
    if len(values) < 10:
        assert found.outliers == ()
        return
    low, high = quantile(0.25), quantile(0.75)
    (spread,) = found.spreads
    assert (spread.middle, *spread.quartiles) == pytest.approx((quantile(0.5), low, high))
    assert spread.ends == (min(values), max(values))
    reach = 1.5 * (high - low)
    far = [f"民一庭{n:03d}" for n, v in enumerate(values) if v < low - reach - 1e-9 or v > high + reach + 1e-9]
    assert [one.case_id for one in found.outliers] == far


def test_a_rare_outcome_is_listed_and_shares_have_intervals():
    odd = Ruling(case_id="x", outcome="驳回")
    found = consistency([*rulings([0.5] * 12), odd])
    assert [(one.case_id, one.value) for one in found.outliers] == [("x", "驳回")]
    first = found.outcomes[0]
    assert first.share == pytest.approx(12 / 13)
    assert first.low < first.share < first.high


def test_a_drift_is_found_with_its_slope_a_year():
    values = [0.2 + n / 60 for n in range(30)]
    change = of(consistency(rulings(values)), "随时间变化")
    days = [one.closed_on.toordinal() / 365.25 for one in rulings(values)]
    slopes = sorted((values[j] - values[i]) / (days[j] - days[i]) for i, j in combinations(range(30), 2))
    assert change.size == pytest.approx(float(np.median(slopes)))
    assert change.words == "随时间上升"
    assert change.interval[0] <= change.size <= change.interval[1]
    assert of(consistency(rulings(values[::-1])), "随时间变化").words == "随时间下降"
    assert of(consistency(rulings([0.5] * 12)), "随时间变化").words == "未见显著变化"


def test_an_outcome_that_came_up_is_found_between_the_halves():
    early = rulings([0.5] * 12, outcome="全部支持")
    late = [Ruling(case_id=f"l{n}", outcome="部分支持", closed_on=date(2022, 5, 1 + n)) for n in range(14)]
    change = of(consistency([*early, *late]), "随时间变化", "部分支持")
    assert (change.share, change.words, change.size) == (True, "随时间上升", pytest.approx(13 / 13 - 1 / 13))
    assert change.interval[0] > 0


def test_divisions_are_told_apart_each_with_its_interval():
    apart = [*rulings([0.1, 0.2, 0.15, 0.12, 0.11, 0.13]), *rulings([0.9, 0.8, 0.85, 0.92, 0.91, 0.88], "民二庭")]
    change = of(consistency(apart), "庭室之间")
    assert change.words == "存在差异"
    assert [(g.name, g.cases) for g in change.groups] == [("民一庭", 6), ("民二庭", 6)]
    assert all(g.low <= g.value <= g.high for g in change.groups)
    few = consistency([*rulings([0.1] * 10), *rulings([0.9] * 4, "民二庭")])
    assert (of(few, "庭室之间").words, of(few, "庭室之间").groups) == ("案件过少，不作判断", ())


@given(st.integers(0, 30), st.integers(1, 30))
def test_the_interval_of_a_share_holds_what_would_not_be_rejected(part, more):
    whole = part + more
    low, high = wilson(part, whole)
    for true in np.linspace(0.001, 0.999, 333):
        gap = abs(part / whole - true) / math.sqrt(true * (1 - true) / whole)
        if abs(gap - Z) > 0.02:
            assert (gap < Z) == (low < true < high)


def test_the_interval_of_a_difference_is_that_of_the_paper():
    """Newcombe 1998, table II: 56/70 − 48/80 is 0.2000, 0.0524 to 0.3339; 9/10 − 3/10 is 0.6000, 0.1705 to 0.8090."""
    assert newcombe((48, 80), (56, 70)) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert newcombe((3, 10), (9, 10)) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)


@given(st.lists(st.floats(0, 1), min_size=5, max_size=40, unique=True))
def test_the_interval_of_a_median_lies_between_order_statistics(values):
    told, n = sorted(values), len(values)
    low, high = median_interval(values)
    at = told.index(low)
    assert told.index(high) == n - 1 - at
    covered = sum(math.comb(n, k) for k in range(at + 1, n - at)) / 2**n
    narrower = sum(math.comb(n, k) for k in range(at + 2, n - at - 1)) / 2**n
    assert covered >= 0.95 or at == 0
    assert narrower < 0.95


@given(st.lists(st.floats(0, 1), max_size=8))
def test_chances_are_adjusted_step_by_step(chances):
    adjusted = holm(chances)
    for n, chance in enumerate(chances):
        before = [c for c in chances if c <= chance]
        steps = [min(1, sorted(chances)[k] * (len(chances) - k)) for k in range(len(before))]
        assert adjusted[n] == pytest.approx(max(steps))


def test_without_effect_hardly_anything_is_claimed():
    dice = np.random.default_rng(7)
    claimed = 0
    for _ in range(200):
        told = [*rulings(dice.random(20)), *rulings(dice.random(20), "民二庭")]
        claimed += any(one.chance is not None and one.chance < 0.05 for one in consistency(told).changes)
    assert claimed / 200 <= 0.08

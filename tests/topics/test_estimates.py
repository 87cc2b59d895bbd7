"""Estimates against statsmodels, against hand counts, and against laws."""

import warnings
from datetime import date, timedelta
from math import exp, sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from shuzhu.topics.estimates import difference, lift, means, share, surge, trend, wilson
from shuzhu.topics.festive import before_festival, weeks_of
from shuzhu.topics.repeats import chance, repeated
from shuzhu.topics.strength import strength

PAIRS = st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(PAIRS)
def test_a_share_has_wilsons_interval(pair):
    assert wilson(*pair) == pytest.approx(proportion_confint(*pair, method="wilson"), abs=1e-12)


def test_a_share_above_its_bound_by_hand():
    """40 of 100 against three in ten: (.4 − .3) ÷ √(.3 × .7 ÷ 100) = 2.18."""
    found = share(40, 100, 0.3)
    assert (found.value, found.null) == (0.4, 0.3)
    assert found.p == pytest.approx(proportions_ztest(40, 100, 0.3, alternative="larger", prop_var=0.3)[1])
    assert found.p == pytest.approx(0.0146, abs=1e-4)


@given(PAIRS, PAIRS)
def test_a_difference_has_newcombes_interval_and_the_pooled_test(ours, theirs):
    found = difference(*ours, *theirs)
    expected = confint_proportions_2indep(*ours, *theirs, compare="diff", method="newcomb")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)
    if 0 < ours[0] + theirs[0] < ours[1] + theirs[1]:
        z = proportions_ztest([ours[0], theirs[0]], [ours[1], theirs[1]], alternative="larger")
        assert found.p == pytest.approx(z[1], abs=1e-9)


def test_a_trend_is_that_of_a_quasi_binomial_model():
    rng = np.random.default_rng(3)
    totals = rng.integers(20, 60, 30)
    counts = rng.binomial(totals, rng.beta(4, 8, 30) + np.linspace(0, 0.2, 30))
    design = sm.add_constant(np.arange(30) / 29)
    fit = sm.GLM(np.column_stack([counts, totals - counts]), design, family=sm.families.Binomial()).fit()
    expected = totals * fit.mu
    spread = float(((counts - expected) ** 2 / (expected * (1 - fit.mu))).sum()) / 28
    assert spread > 1
    found = trend(counts.tolist(), totals.tolist())
    assert found.value == pytest.approx(exp(fit.params[1]), rel=1e-6)
    assert found.spread == pytest.approx(spread, rel=1e-6)
    half = 2.048407 * fit.bse[1] * sqrt(spread)
    assert (found.low, found.high) == pytest.approx((exp(fit.params[1] - half), exp(fit.params[1] + half)), rel=1e-5)
    assert trend(counts.tolist(), totals.tolist(), falls=True).value == pytest.approx(1 / found.value, rel=1e-6)


def test_a_season_is_that_of_a_quasi_poisson_model_with_a_level_for_each_year():
    rng = np.random.default_rng(5)
    years = np.repeat([0, 1, 2], 20)
    inside = np.tile([False] * 14 + [True] * 6, 3)
    days = rng.integers(3, 8, 60)
    counts = rng.negative_binomial(3, 0.4, 60) + 2 * inside
    design = np.column_stack([years == 0, years == 1, years == 2, inside]).astype(float)
    fit = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(days)).fit(scale="X2")
    found = lift(counts.tolist(), days.tolist(), inside.tolist(), years.tolist())
    assert found.value == pytest.approx(exp(fit.params[3]), rel=1e-6)
    assert found.spread == pytest.approx(max(1, fit.scale), rel=1e-6)


@pytest.mark.parametrize("logs", [False, True])
def test_means_are_compared_as_welch_did(logs):
    rng = np.random.default_rng(7)
    ours, theirs = rng.lognormal(1, 0.6, 40), rng.lognormal(0.8, 1, 70)
    told = [np.log(one) if logs else one for one in (ours, theirs)]
    compared = CompareMeans(DescrStatsW(told[0]), DescrStatsW(told[1]))
    low, high = compared.tconfint_diff(usevar="unequal")
    found = means(ours.tolist(), theirs.tolist(), logs=logs)
    expected = (exp(low), exp(high)) if logs else (low, high)
    assert (found.low, found.high) == pytest.approx(expected)
    assert found.p == pytest.approx(compared.ttest_ind(alternative="larger", usevar="unequal")[1])


def test_the_quarter_that_stands_out_is_found_and_its_choice_is_paid_for():
    counts, totals = [10, 11, 9, 10, 12, 9, 30, 28, 27, 9, 10, 12] * 3, [200] * 36
    counts[:6], counts[12:] = [9, 10, 11] * 2, [10, 11, 9] * 8
    quarters = [n // 3 for n in range(36)]
    place, found = surge(counts, totals, quarters, [n % 12 for n in range(36)])
    assert place == 2
    assert found.holds
    assert surge(counts[:27], totals[:27], quarters[:27], [n % 12 for n in range(27)])[0] == 2
    with pytest.raises(ValueError, match="eight groups"):
        surge(counts[:21], totals[:21], quarters[:21], [0] * 21)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(20, 40)), min_size=8, max_size=16), st.randoms())
def test_a_trend_does_not_depend_on_the_names_of_what_is_counted(steps, dice):
    """More of everything tells the same slope, and the other way round the inverse."""
    counts, totals = [count for count, _ in steps], [total for _, total in steps]
    if not sum(counts):
        return
    found = trend(counts, totals)
    times = dice.choice([2, 3])
    assert trend([times * n for n in counts], [times * n for n in totals]).value == pytest.approx(found.value, rel=1e-4)
    with warnings.catch_warnings(action="error"):
        assert trend(counts[::-1], totals[::-1]).value == pytest.approx(1 / found.value, rel=1e-4)


# ---- the festival


def test_the_weeks_before_the_festival_by_hand():
    """初一 of 2020 was 25 January, of 2021 12 February."""
    assert before_festival(date(2020, 1, 24), 1)
    assert before_festival(date(2020, 1, 18), 1)
    assert not before_festival(date(2020, 1, 17), 1)
    assert not before_festival(date(2020, 1, 25), 1)
    assert before_festival(date(2020, 12, 18), 8)
    assert not before_festival(date(2020, 12, 17), 8)


@given(st.dates(date(2015, 1, 1), date(2022, 12, 31)), st.integers(1, 1500), st.integers(1, 12))
def test_the_weeks_of_a_span_hold_each_day_once(first, days, weeks):
    last = first + timedelta(days=days)
    found = weeks_of(first, last, weeks)
    every = [first + timedelta(days=n) for n in range(days + 1)]
    assert sum(found.days) == days + 1
    assert found.counts(every) == list(found.days)
    assert all(found.inside(day) == before_festival(day, weeks) for day in every)


# ---- who sues again and again


def test_who_reaches_the_threshold_within_the_days():
    day = date(2020, 1, 1)
    suits = {
        "甲": [(day, 0), (day + timedelta(days=5), 1), (day + timedelta(days=9), 2)],
        "乙": [(day, 3), (day + timedelta(days=10), 4), (day + timedelta(days=20), 5)],
        "丙": [(day, 6)],
    }
    (found,) = repeated(suits, 10, 3)
    assert (found.who, found.most, found.places) == ("甲", 3, (0, 1, 2))
    assert [one.who for one in repeated(suits, 11, 2)] == ["甲", "乙"]


@given(st.dictionaries(st.sampled_from("甲乙丙"), st.lists(st.integers(0, 60), min_size=1, max_size=8), min_size=1),
       st.integers(1, 30))  # fmt: skip
def test_the_most_suits_in_a_window_by_trying_every_window(days, width):
    begin = date(2020, 1, 1)
    suits = {who: [(begin + timedelta(days=n), place) for place, n in enumerate(told)] for who, told in days.items()}
    found = {one.who: one.most for one in repeated(suits, width, 1)}
    for who, told in days.items():
        assert found[who] == max(sum(start <= n < start + width for n in told) for start in told)


def test_the_chance_that_any_party_reaches_so_many_is_never_told_too_small():
    """Suits that fall on parties at random, 400 times: the threshold is reached no more often than is said."""
    rng = np.random.default_rng(11)
    begin, span, width, most = date(2018, 1, 1), 1095, 365, 4
    reached, told = 0, []
    for _ in range(400):
        suits = {}
        for who in range(60):
            number = rng.poisson(1.2)
            if number:
                suits[str(who)] = [
                    (begin + timedelta(days=int(n)), k) for k, n in enumerate(rng.integers(0, span, number))
                ]
        reached += bool(repeated(suits, width, most))
        told.append(chance(suits, width, most))
    assert reached / 400 <= float(np.mean(told))
    assert chance({"甲": [(begin + timedelta(days=n), n) for n in range(40)], **{
        str(n): [(begin + timedelta(days=9 * n), n)] for n in range(100)}}, 365, 40) < 1e-9  # fmt: skip


# ---- strength


def test_the_strength_of_evidence_by_hand():
    strong = share(600, 1000, 0.3)
    assert strength(strong, 1e-6, 1000, 0.05) == "strong"
    assert strength(strong, 0.005, 1000, 0.05) == "moderate"
    assert strength(strong, 1e-6, 150, 0.05) == "moderate"
    assert strength(strong, 1e-6, 60, 0.05) == "weak"
    assert strength(share(332, 1000, 0.3), 0.02, 1000, 0.05) == "weak"
    assert strength(strong, 0.06, 1000, 0.05) == "not_found"
    assert strength(share(310, 1000, 0.3), 1e-6, 1000, 0.05) == "not_found"
    assert strength(strong, 1e-6, 29, 0.05) == "too_few"
    assert strength(None, 1e-6, 1000, 0.05) == "too_few"

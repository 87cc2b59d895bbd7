"""Survival against lifelines and statsmodels, a plain reference, and what holds whatever the days are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from shuzhu.prelitigation.survival import incidence, kaplan_meier, log_rank, still_watched

CASES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2)), min_size=1, max_size=60)


def drawn(seed, many=400, kinds=2):
    """Days and ends of a made-up town: two ways to come back, and a last day of the records."""
    dice = np.random.default_rng(seed)
    first, second = dice.exponential(500, many), dice.exponential(900, many)
    last = dice.uniform(30, 700, many)
    days = np.minimum(np.minimum(first, second), last)
    ends = np.where(last <= np.minimum(first, second), 0, np.where(first < second, 1, kinds))
    return days, ends


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("tied", [False, True])
def test_kaplan_meier_is_that_of_lifelines(seed, tied):
    days, ends = drawn(seed)
    days = np.floor(days / 20) if tied else days
    ours = kaplan_meier(days, ends)
    theirs = KaplanMeierFitter().fit(days, ends > 0)
    table = theirs.confidence_interval_survival_function_.loc[ours.days]
    assert np.allclose(ours.share, theirs.survival_function_.loc[ours.days].iloc[:, 0], atol=1e-10)
    assert np.allclose(ours.lower, table.iloc[:, 0], atol=1e-6)
    assert np.allclose(ours.upper, table.iloc[:, 1], atol=1e-6)
    assert ours.on(-1) == (1.0, 1.0, 1.0)
    plain = SurvfuncRight(days, ends > 0)
    assert np.allclose(np.sqrt(ours.variance), plain.surv_prob_se, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_incidence_is_that_of_lifelines(seed):
    days, ends = drawn(seed)
    for kind in (1, 2):
        ours = incidence(days, ends, kind)
        theirs = AalenJohansenFitter().fit(days, ends, event_of_interest=kind)
        assert np.allclose(ours.share, theirs.cumulative_density_.loc[ours.days].iloc[:, 0], atol=1e-10)
        known = ours.share > 0
        assert np.allclose(ours.variance[known], theirs.variance_.loc[ours.days[known]], atol=1e-9)
        bounds = theirs.confidence_interval_.loc[ours.days[known]].to_numpy()
        assert np.allclose(np.sort(bounds, axis=1)[:, 0], ours.lower[known], atol=1e-6)
        assert np.allclose(np.sort(bounds, axis=1)[:, 1], ours.upper[known], atol=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_log_rank_test_is_theirs(seed):
    days, ends = drawn(seed)
    days = np.floor(days / 10)
    groups = np.arange(len(days)) % 3
    ours = log_rank([(days[groups == g], ends[groups == g]) for g in range(3)])
    theirs = multivariate_logrank_test(days, groups, ends > 0)
    assert ours.statistic == pytest.approx(theirs.test_statistic, abs=1e-8)
    assert ours.p == pytest.approx(theirs.p_value, abs=1e-8)
    square, p = survdiff(days, ends > 0, groups)
    assert (ours.statistic, ours.p) == (pytest.approx(square, abs=1e-8), pytest.approx(p, abs=1e-8))


def plain_share(cases, day):
    """The share not back on a day, one end after the other."""
    share = 1.0
    for when in sorted({d for d, e in cases if e and d <= day}):
        at_risk = sum(d >= when for d, _ in cases)
        share *= 1 - sum(d == when and e > 0 for d, e in cases) / at_risk
    return share


def plain_incidence(cases, kind, day):
    """The share back in one way on a day."""
    return sum(
        plain_share(cases, when - 1) * sum(d == when and e == kind for d, e in cases) / sum(d >= when for d, _ in cases)
        for when in sorted({d for d, e in cases if e == kind and d <= day})
    )


@given(CASES, st.integers(0, 45))
def test_shares_are_those_of_the_plain_reference(cases, day):
    days, ends = zip(*cases, strict=True)
    assert kaplan_meier(days, ends).on(day)[0] == pytest.approx(plain_share(cases, day), abs=1e-12)
    for kind in (1, 2):
        assert incidence(days, ends, kind).on(day)[0] == pytest.approx(plain_incidence(cases, kind, day), abs=1e-12)


@given(CASES)
def test_what_came_back_either_way_and_what_did_not_add_up_to_all(cases):
    days, ends = zip(*cases, strict=True)
    whole = kaplan_meier(days, ends)
    first, second = incidence(days, ends, 1), incidence(days, ends, 2)
    assert np.allclose(whole.share + first.share + second.share, 1)
    assert np.all(np.diff(whole.share) <= 1e-12)
    assert np.all((whole.lower <= whole.share + 1e-12) & (whole.share <= whole.upper + 1e-12))
    assert np.all((first.lower <= first.share + 1e-12) & (first.share <= first.upper + 1e-12))


@given(CASES)
def test_without_censoring_the_share_is_that_of_the_counts(cases):
    days = [d for d, _ in cases]
    curve = kaplan_meier(days, [1] * len(days))
    assert all(curve.on(day)[0] == pytest.approx(sum(d > day for d in days) / len(days)) for day in range(45))


def test_those_still_watched_are_counted_before_the_day():
    assert still_watched([5, 10, 10, 20], (0, 10, 11, 30)) == [4, 3, 1, 0]


def test_nothing_to_compare_is_no_test_and_bad_days_are_refused():
    assert log_rank([([1, 2], [0, 1])]) is None
    assert log_rank([([1, 2], [0, 0]), ([3], [0])]) is None
    with pytest.raises(ValueError, match="not negative"):
        kaplan_meier([-1], [1])
    with pytest.raises(ValueError, match="same length"):
        kaplan_meier([1, 2], [1])

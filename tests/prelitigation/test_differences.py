"""Difference-in-differences against statsmodels on made-up towns with a known effect, and what it refuses."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.prelitigation import staggered
from shuzhu.prelitigation.differences import (
    by_month,
    dispersion,
    effect,
    leads,
    placebo_dates,
    placebos,
    trouble,
)
from shuzhu.prelitigation.panel import fit_linear, fit_poisson

EFFECT = np.log(0.7)
COUNTS = st.integers(0, 2**31).map(lambda seed: towns(seed, units=8, months=24, start=14)[0])


def towns(seed, units=14, months=36, start=20, many=3, log=EFFECT, size=12.0):
    """Made-up filings of towns over months: sizes and seasons differ, the first few have a programme from a month."""
    dice = np.random.default_rng(seed)
    level = np.exp(dice.normal(np.log(size), 0.5, units))
    season = np.exp(dice.normal(0, 0.2, months))
    treated = np.arange(units) < many
    mean = level[:, None] * season * np.where(treated[:, None] & (np.arange(months) >= start), np.exp(log), 1.0)
    return dice.poisson(mean).astype(float), treated, start


def theirs(counts, asked, family):
    """statsmodels with a mark for every unit and month, errors clustered by unit."""
    units, months = counts.shape
    unit, month = np.divmod(np.arange(units * months), months)
    marks = [unit[:, None] == np.arange(units), month[:, None] == np.arange(1, months)]
    design = np.concatenate([asked.reshape(len(asked), -1).T, *marks], axis=1).astype(float)
    model = sm.OLS(counts.ravel(), design) if family is None else sm.GLM(counts.ravel(), design, family=family)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": unit}, **({} if family is None else {"tol": 1e-14}))
    many = len(asked)
    return fit.params[:many], np.asarray(fit.cov_params())[:many, :many]


@pytest.mark.parametrize("seed", range(3))
def test_the_two_way_fit_is_that_of_statsmodels(seed):
    counts, treated, start = towns(seed)
    asked = (treated[:, None] & (np.arange(counts.shape[1]) >= start))[None].astype(float)
    for fit, family in ((fit_poisson, sm.families.Poisson()), (fit_linear, None)):
        ours = fit(counts, asked)
        beta, covariance = theirs(counts, asked, family)
        assert np.allclose(ours.coefficients, beta, atol=1e-6)
        assert np.allclose(ours.covariance, covariance, atol=1e-6)
        assert np.allclose(ours.errors, np.sqrt(np.diag(covariance)), atol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_the_closed_form_is_the_two_way_poisson_fit(seed):
    counts, treated, start = towns(seed)
    asked = (treated[:, None] & (np.arange(counts.shape[1]) >= start))[None].astype(float)
    beta, _ = theirs(counts, asked, sm.families.Poisson())
    assert effect(counts, treated, start).log == pytest.approx(beta[0], abs=1e-6)


@pytest.mark.parametrize("seed", range(2))
def test_group_times_are_the_poisson_fit_with_a_mark_for_each(seed):
    counts, treated, start = towns(seed, months=24, start=14)
    starts = np.where(treated, start, staggered.NEVER)
    asked = np.stack([treated[:, None] & (np.arange(24) == month) for month in range(start, 24)]).astype(float)
    beta, _ = theirs(counts, asked, sm.families.Poisson())
    found = staggered.group_time(counts, starts)
    assert [cell.month for cell in found.cells] == list(range(start, 24))
    assert np.allclose([cell.log for cell in found.cells], beta, atol=1e-6)


def test_staggered_starts_find_the_effect_that_was_put_in():
    dice = np.random.default_rng(5)
    starts = np.array([20] * 4 + [30] * 4 + [staggered.NEVER] * 30)
    begun = (starts[:, None] != staggered.NEVER) & (np.arange(48) >= starts[:, None])
    growth = np.linspace(1, 1.6, 48)
    counts = dice.poisson(40 * growth * np.where(begun, 0.75, 1.0)).astype(float)
    found = staggered.group_time(counts, starts)
    assert found.together.lower < 0.75 < found.together.upper < 1
    assert found.expected - found.observed == pytest.approx(found.observed * (1 / found.together.ratio - 1))
    assert {cell.start for cell in found.cells} == {20, 30}


def test_a_known_effect_is_found_and_none_where_there_is_none():
    counts, treated, start = towns(11, units=30, many=6, size=30)
    found = effect(counts, treated, start)
    assert found.lower < 0.7 < found.upper < 1
    assert placebos(counts, treated, start).p < 0.01
    plain, treated, start = towns(12, units=30, many=6, size=30, log=0.0)
    assert effect(plain, treated, start).lower < 1 < effect(plain, treated, start).upper
    assert placebos(plain, treated, start).p > 0.05


def test_lines_that_part_before_the_start_are_told():
    counts, treated, start = towns(3, units=30, many=6, size=30)
    joint, slope = leads(counts, treated, start)
    assert joint.p > 0.05
    assert slope.lower < 1 < slope.upper
    tilt = np.exp(np.linspace(0, 0.8, start))
    counts[:6, :start] = np.random.default_rng(4).poisson(30 * tilt, (6, start))
    joint, slope = leads(counts, treated, start)
    assert joint.p < 0.01
    assert slope.lower > 1


def test_placebo_dates_use_the_months_before_alone():
    counts, treated, start = towns(3, units=30, many=6, size=30)
    later = counts.copy()
    later[:, start:] *= 9
    assert placebo_dates(counts, treated, start) == placebo_dates(later, treated, start)
    assert [month for month, _ in placebo_dates(counts, treated, start)] == [14, 17]


def test_the_event_study_is_flat_before_and_lower_after():
    counts, treated, start = towns(8, units=40, many=8, size=40)
    steps = dict(by_month(counts, treated, start))
    assert sorted(steps) == list(range(-6, 5))
    assert all(steps[n].lower < 1 < steps[n].upper for n in steps if n < 0)
    assert all(steps[n].upper < 1 for n in steps if n >= 0)


@given(COUNTS)
def test_who_is_called_treated_only_turns_the_sign(counts):
    treated = np.arange(8) < 4
    if trouble(counts, treated, 14) or trouble(counts, ~treated, 14):
        return
    assert effect(counts, treated, 14).log == pytest.approx(-effect(counts, ~treated, 14).log, abs=1e-10)


@given(COUNTS, st.integers(1, 9))
def test_a_town_ten_times_as_large_changes_no_ratio(counts, factor):
    treated = np.arange(8) < 3
    if not trouble(counts, treated, 14):
        assert effect(counts * factor, treated, 14).log == pytest.approx(effect(counts, treated, 14).log, abs=1e-10)


def test_dispersion_is_pearson_over_its_freedom_and_never_below_one():
    table = np.array([[10.0, 30], [30, 10], [20, 20]])
    assert dispersion(table) == (pytest.approx(10.0), 2.0)
    assert dispersion(np.array([[10.0, 20], [20, 40]])) == (1.0, 1.0)
    assert dispersion(np.array([[1.0, 2]])) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("shape", "many", "start", "said"),
    [((3, 40), 1, 20, "too few units"), ((9, 40), 0, 20, "no treated"), ((9, 40), 2, 8, "months before"),
     ((9, 40), 2, 38, "months after")],
)  # fmt: skip
def test_too_little_is_refused_with_its_reason(shape, many, start, said):
    counts, treated = np.full(shape, 5.0), np.arange(shape[0]) < many
    assert said in trouble(counts, treated, start)
    with pytest.raises(ValueError, match=said):
        effect(counts, treated, start)


def test_too_few_filings_are_refused():
    treated = np.arange(9) < 2
    counts = np.full((9, 40), 5.0)
    counts[:2, :20] = 0
    assert "too few filings" in trouble(counts, treated, 20)
    counts = np.full((9, 40), 5.0)
    counts[:2, 20:] = 0
    assert "no filing after" in trouble(counts, treated, 20)


@pytest.mark.parametrize(
    ("starts", "said"),
    [([20] * 8 + [-1], "too few units"), ([5] + [-1] * 8, "months before"), ([-1] * 9, "no unit began")],
)
def test_staggered_starts_refuse_too(starts, said):
    counts = np.full((9, 40), 5.0)
    assert said in staggered.trouble(counts, np.array(starts))
    with pytest.raises(ValueError, match=said):
        staggered.group_time(counts, np.array(starts))

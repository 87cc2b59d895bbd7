"""The batched fit against a slow plain one, and the quantiles against exact sums."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom, poisson

from shuzhu.alerts.detectors.rki import CROW_GARDNER
from shuzhu.alerts.glm import fit_quasi_poisson, predicted
from shuzhu.alerts.quantiles import count_quantile


def slow_fit(design, counts, weights):
    """Newton's method on the log-likelihood, one series, plain loops; the coefficients and Pearson's dispersion."""
    columns = design.shape[1]
    beta = np.zeros(columns)
    beta[0] = math.log(max(sum(w * y for w, y in zip(weights, counts, strict=True)) / sum(weights), 1e-3))
    for _ in range(200):
        slope, bend = np.zeros(columns), np.zeros((columns, columns))
        for row, y, w in zip(design, counts, weights, strict=True):
            mu = math.exp(float(row @ beta))
            slope += w * (y - mu) * row
            bend += w * mu * np.outer(row, row)
        beta = beta + np.linalg.solve(bend, slope)
    means = [math.exp(float(row @ beta)) for row in design]
    pearson = sum(w * (y - mu) ** 2 / mu for y, mu, w in zip(counts, means, weights, strict=True))
    return beta, pearson / (len(counts) - columns)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_batched_fit_is_the_plain_one(seed):
    dice = np.random.default_rng(seed)
    design = np.column_stack([np.ones(24), dice.integers(0, 2, 24), np.linspace(-1, 1, 24)])
    counts = dice.poisson(np.exp(dice.uniform(1, 3, 4))[:, None] * np.ones(24)).astype(float)
    weights = dice.uniform(0.3, 1.5, counts.shape)
    fit = fit_quasi_poisson(design, counts, weights)
    for row in range(4):
        beta, dispersion = slow_fit(design, counts[row], weights[row])
        np.testing.assert_allclose(fit.coefficients[row], beta, atol=2e-4)
        assert fit.dispersion[row] == pytest.approx(dispersion, rel=1e-3)


def test_what_is_not_known_is_left_out_of_the_fit():
    design = np.column_stack([np.ones(6), np.arange(6.0)])
    counts = np.array([[4, 5, 7, 8, 9, np.nan], [4, 5, 7, 8, 9, 1000]], dtype=float)
    weights = np.array([[1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 0]], dtype=float)
    fit = fit_quasi_poisson(design, counts, weights)
    short = fit_quasi_poisson(design[:5], counts[:1, :5], weights[:1, :5])
    np.testing.assert_allclose(fit.coefficients, np.repeat(short.coefficients, 2, axis=0), rtol=1e-9)
    np.testing.assert_allclose(fit.dispersion, short.dispersion[0], rtol=1e-9)


def test_a_constant_is_predicted_with_its_variance():
    fit = fit_quasi_poisson(np.ones((4, 1)), np.array([[2.0, 4, 6, 8]]), np.ones((1, 4)))
    mean, variance = predicted(fit, np.array([1.0]))
    assert mean[0] == pytest.approx(5)
    assert variance[0] == pytest.approx(5 / 4, rel=1e-4)


@given(
    mean=st.floats(0.001, 5000), size=st.floats(0.05, 1000), probability=st.sampled_from([0.005, 0.05, 0.5, 0.95, 0.99])
)
def test_quantiles_are_those_of_the_laws(mean, size, probability):
    given_size = count_quantile(probability, np.array([mean]), np.array([size]))[0]
    at, below = (nbinom.cdf(given_size - step, size, size / (size + mean)) for step in (0, 1))
    assert at >= probability * (1 - 1e-9)
    assert given_size == 0 or below < probability * (1 + 1e-9)
    light = count_quantile(probability, np.array([mean]), np.array([np.inf]))[0]
    assert poisson.cdf(light, mean) >= probability * (1 - 1e-9)
    assert light == 0 or poisson.cdf(light - 1, mean) < probability * (1 + 1e-9)


def test_crow_and_gardners_table_follows_from_its_definition():
    def lowest(mean):
        """The first count of the highest of the shortest runs of counts that hold 95 %."""
        below = poisson.cdf(np.arange(-1, 90), mean)
        for length in range(1, 60):
            good = np.nonzero(below[length:] - below[:-length] >= 0.95)[0]
            if good.size:
                return good.max()
        raise AssertionError(mean)

    for count, upper in enumerate(CROW_GARDNER):
        assert lowest(upper - 0.0006) <= count
        assert lowest(upper + 0.0006) > count


def test_a_fit_that_ran_away_has_a_variance_without_end_and_no_complaint():
    one = np.ones((1, 1))
    fit = fit_quasi_poisson(np.ones((3, 1)), np.ones((1, 3)), np.ones((1, 3)))
    away = replace(fit, coefficients=1e15 * one, inverse=1e60 * np.ones((1, 1, 1)), converged=np.zeros(1, dtype=bool))
    mean, variance = predicted(away, np.ones(1))
    assert np.isfinite(mean[0])
    assert np.isinf(variance[0])

"""Laws that hold for every detector: more never silences an alarm, order and company change nothing."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.alerts.choose import default
from shuzhu.alerts.detectors.bayes import BAYES_2, bayes
from shuzhu.alerts.detectors.cusum import Cusum, cusum
from shuzhu.alerts.detectors.ears import Ears, ears
from shuzhu.alerts.detectors.farrington import Farrington, farrington
from shuzhu.alerts.detectors.farrington_flexible import FarringtonFlexible, farrington_flexible
from shuzhu.alerts.detectors.glr import Glr, glr
from shuzhu.alerts.detectors.mixed import mixed
from shuzhu.alerts.detectors.outbreak_p import outbreak_p
from shuzhu.alerts.detectors.rki import rki
from shuzhu.alerts.detectors.seasonal import seasonal
from shuzhu.alerts.series import Series

TIMES = 54
DETECTORS = {
    "farrington": partial(farrington, parameters=Farrington(half_width=1)),
    "flexible": partial(
        farrington_flexible, parameters=FarringtonFlexible(years=3, half_width=1, periods=4, left_out=3)
    ),
    "delta": partial(
        farrington_flexible,
        parameters=FarringtonFlexible(years=3, half_width=2, periods=1, left_out=3, threshold="delta"),
    ),
    "C1": ears,
    "C2": partial(ears, parameters=Ears(method="C2")),
    "C3": partial(ears, parameters=Ears(method="C3")),
    "rki": rki,
    "bayes": partial(bayes, parameters=BAYES_2),
    "cusum": cusum,
    "cusum seasonal": partial(cusum, parameters=Cusum(seasonal=True)),
    "glr": glr,
    "glr nb": partial(glr, parameters=Glr(law="negative binomial")),
    "seasonal": seasonal,
    "default": lambda series, watched: default(series, watched)[0],
}
ALONE = [*DETECTORS, "outbreakP"]
TABLES = st.integers(0, 2**32 - 1).map(
    lambda seed: (
        np.random.default_rng(seed)
        .poisson(np.exp(np.random.default_rng(seed).uniform(0, 4, 3))[:, None] * np.ones(TIMES))
        .astype(float)
    )
)


def found(name, counts, last=2):
    detector = DETECTORS.get(name, outbreak_p)
    return detector(Series.of(counts, "month"), np.arange(TIMES - last, TIMES))


def same(left, right):
    np.testing.assert_allclose(left.limit, right.limit, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(left.expected, right.expected, rtol=1e-6, atol=1e-6)
    assert (left.alarm == right.alarm).all()


@pytest.mark.parametrize("name", DETECTORS)
@settings(max_examples=10, deadline=None)
@given(counts=TABLES, more=st.integers(1, 200))
def test_an_alarm_never_disappears_when_the_last_value_grows(name, counts, more):
    grown = counts.copy()
    grown[:, -1] += more
    before, after = found(name, counts).alarm[:, -1], found(name, grown).alarm[:, -1]
    assert not (before & ~after).any()


@pytest.mark.parametrize("name", ALONE)
@settings(max_examples=10, deadline=None)
@given(counts=TABLES, order=st.permutations(range(3)))
def test_the_order_of_series_does_not_matter_and_one_alone_gives_the_same(name, counts, order):
    together = found(name, counts)
    shuffled = found(name, counts[list(order)])
    for place, row in enumerate(order):
        alone = found(name, counts[row : row + 1])
        for part in ("limit", "expected"):
            values = getattr(together, part)[row]
            np.testing.assert_allclose(getattr(shuffled, part)[place], values, rtol=1e-6, atol=1e-6)
            np.testing.assert_allclose(getattr(alone, part)[0], values, rtol=1e-6, atol=1e-6)
        assert (together.alarm[row] == shuffled.alarm[place]).all()
        assert (together.alarm[row] == alone.alarm[0]).all()


@settings(max_examples=10, deadline=None)
@given(counts=TABLES, order=st.permutations(range(3)))
def test_the_mixed_method_does_not_mind_the_order_of_series(counts, order):
    series, shuffled = Series.of(counts), Series.of(counts[list(order)])
    left, right = mixed(series, [TIMES - 1]), mixed(shuffled, [TIMES - 1])
    np.testing.assert_allclose(left.limit[list(order)], right.limit)


@pytest.mark.parametrize("name", ["bayes", "seasonal", "flexible", "farrington", "C1", "rki"])
def test_a_history_that_is_not_known_gives_no_limit_and_no_alarm(name):
    counts = np.full((2, TIMES), np.nan)
    counts[1] = 9.0
    result = found(name, counts)
    assert np.isnan(result.limit[0]).all()
    assert not result.alarm[0].any()

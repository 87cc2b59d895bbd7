"""What a theme's next months may bring: level and season are found, the interval holds, and a short past says so."""

import numpy as np
import pytest

from shuzhu.alerts.working_days import working_days
from shuzhu.periods import CALENDAR_YEAR
from shuzhu.pipeline.report_forecast import FEWEST, LEAST, History, expected, outlook

JANUARY = 2017 * 12


def history(counts) -> History:
    return History(first=JANUARY, counts=[float(count) for count in counts], start=CALENDAR_YEAR)


def rates(months: int, *, level: float = 2.0, wave: float = 0.2, growth: float = 0.0) -> np.ndarray:
    """Means of months in proportion to their days worked, with a wave a year and a growth a year."""
    spans = history([0] * months).spans(0, months)
    times = np.arange(months)
    return working_days(spans) * level * np.exp(wave * np.sin(2 * np.pi * times / 12) + growth * times / 12)


def test_a_past_without_scatter_is_carried_on():
    means = rates(60)
    found = expected(history(means[:54]), 54, 6)
    assert found.mean == pytest.approx(means[54:].sum(), rel=1e-3)
    assert (found.first, found.last) == ("2021-07", "2021-12")
    assert not found.trend


def test_a_clear_trend_is_carried_on_and_said():
    means = rates(60, growth=0.15)
    found = expected(history(means[:54]), 54, 6)
    assert found.trend
    assert found.mean == pytest.approx(means[54:].sum(), rel=1e-2)


def test_nineteen_of_twenty_sums_lie_in_the_interval():
    dice, means = np.random.default_rng(5), rates(48)
    inside = 0
    for _ in range(300):
        counts = dice.negative_binomial(20, 20 / (20 + means))
        found = expected(history(counts[:42]), 42, 6)
        inside += found.low <= counts[42:].sum() <= found.high
    assert 0.91 <= inside / 300 <= 0.99


def test_a_short_or_thin_past_gives_none_and_says_which():
    short = outlook(history([30] * (LEAST - 1)), 6)
    assert (short.next, short.enough, short.months) == (None, False, LEAST - 1)
    thin = outlook(history([FEWEST - 1] * LEAST), 6)
    assert (thin.next, thin.enough) == (None, True)


def test_the_method_is_tried_on_the_same_months_of_the_year_before():
    counts = np.rint(rates(48))
    found = outlook(history(counts), 6)
    assert (found.tested.first, found.tested.last) == ("2020-01", "2020-06")
    assert found.found == counts[36:42].sum()
    assert found.tested.mean == pytest.approx(expected(history(counts[:36]), 36, 6).mean)
    assert outlook(history(counts[:36]), 12).tested.last == "2019-12"
    assert outlook(history(counts[:36]), 12).found == counts[24:36].sum()

"""Small tables made by hand: windows, levels, budgets, choices, bounds, calendar, nowcast, stretches."""

import math
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from shuzhu.alerts.budget import level_for
from shuzhu.alerts.choose import choose, default
from shuzhu.alerts.detectors.change_points import change_points
from shuzhu.alerts.detectors.ears import ears
from shuzhu.alerts.detectors.funnel import Funnel, funnel
from shuzhu.alerts.detectors.mixed import mixed
from shuzhu.alerts.detectors.rates import pooled, rates
from shuzhu.alerts.detectors.thresholds import PolicyBand, thresholds
from shuzhu.alerts.levels import Level, Steps, exceedance, levels
from shuzhu.alerts.nowcast import nowcast
from shuzhu.alerts.series import Detected, Series
from shuzhu.alerts.windows import recent_and_past, same_season, whole_years
from shuzhu.alerts.working_days import is_usual, working_days
from shuzhu.errors import UsageError
from shuzhu.festivals import first_day, is_holiday
from shuzhu.periods import parse_period


def detected(expected, limit, alarm):
    return Detected(expected=np.array([expected], float), limit=np.array([limit], float), alarm=np.array([alarm]))


@pytest.mark.parametrize(
    ("counts", "more"),
    [
        ([[1, -1]], {}),
        ([[1, np.inf]], {}),
        ([[[1]]], {}),
        ([[1, 2]], {"step": "year"}),
        ([[1, 2]], {"exposure": [[1]]}),
        ([[1, 2]], {"exposure": [[1, 0]]}),
    ],
)
def test_what_is_no_series_is_told(counts, more):
    with pytest.raises(UsageError, match="series"):
        Series.of(counts, **more)


def test_watched_times_must_exist():
    with pytest.raises(UsageError, match="between 0 and 9"):
        ears(Series.of(np.ones(10)), [10])


def test_a_year_before_is_a_month_of_the_year_before_or_the_nearest_week():
    assert Series.of(np.ones(30)).year_before(25, 2) == 1
    weeks = Series.of(np.ones(400), "week", start=date(2008, 1, 7))
    assert weeks.day(weeks.year_before(157, 1)) == date(2010, 1, 11)  # 2011-01-10; a year of 52 weeks
    assert weeks.day(weeks.year_before(157, 2)) == date(2009, 1, 12)


def test_baselines():
    series = Series.of(np.ones(60))
    assert same_season(series, 30, 2, 1).times.tolist() == [5, 6, 7, 17, 18, 19]
    assert same_season(series, 24, 2, 1) is None
    whole = whole_years(series, 30, years=2, half_width=1, periods=4, left_out=3)
    assert whole.times.tolist() == list(range(5, 27))
    assert whole.seasons.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    assert recent_and_past(series, 14, recent=2, years=1, half_width=1).tolist() == [1, 2, 3, 12, 13]
    assert recent_and_past(series, 12, recent=2, years=1, half_width=1) is None


def test_levels_rise_with_the_exceedance_and_want_an_alarm():
    found = detected([10] * 6, [20] * 6, [True, True, True, True, False, True])
    counts = np.array([[21.0, 25, 30, 40, 99, 20.5]])
    assert exceedance(found, counts)[0].tolist() == pytest.approx([1.1, 1.5, 2, 3, 8.9, 1.05])
    assert levels(found, counts)[0].tolist() == [Level.BLUE, Level.YELLOW, Level.ORANGE, Level.RED, 0, Level.BLUE]
    with pytest.raises(UsageError, match="rise"):
        Steps(yellow=2, orange=1.5)


def test_a_budget_in_alarms_a_month():
    assert level_for(2, 100) == pytest.approx(0.02)
    assert level_for(1, 100, 20) == pytest.approx(0.0005)
    assert level_for(9, 3) == 0.5
    with pytest.raises(UsageError, match="above nought"):
        level_for(0, 5)


@pytest.mark.parametrize(
    ("times", "kind", "exposure", "method", "words"),
    [
        (5, "count", False, "none", ("历史数据只有5个月", "Only 5 months")),
        (12, "count", False, "bayes", ("需要27个月", "27 are needed")),
        (27, "count", False, "seasonal", ("季节负二项回归", "seasonal negative binomial")),
        (12, "rate", False, "none", ("没有分母", "no denominator")),
        (5, "rate", True, "none", ("只有5个月", "Only 5 months")),
        (12, "rate", True, "rates", ("贝塔二项", "beta-binomial")),
    ],
)
def test_the_method_follows_from_history_and_kind(times, kind, exposure, method, words):
    counts = np.ones((2, times + 1))
    choice = choose(Series.of(counts, exposure=counts * 2 if exposure else None), times, kind)
    assert choice.method == method
    assert words[0] in choice.reason_zh
    assert words[1] in choice.reason_en


def test_the_default_grows_with_the_history():
    dice = np.random.default_rng(3)
    counts = dice.poisson(20, (2, 40)).astype(float)
    counts[0, -1] = 90
    found, choices = default(Series.of(counts))
    assert [choice.method for choice in choices] == ["none"] * 7 + ["bayes"] * 20 + ["seasonal"] * 13
    assert found.alarm[:, -1].tolist() == [True, False]
    assert np.isnan(found.limit[:, :7]).all()


def test_a_collapse_falls_below_the_lower_limit():
    counts = np.random.default_rng(4).poisson(100, (1, 40)).astype(float)
    counts[0, -1] = 30
    found, _ = default(Series.of(counts), [39])
    assert counts[0, -1] < found.lower[0, 0]
    assert not found.alarm[0, 0]


def test_policy_bands_hold_from_their_day_on():
    series = Series.of([5, 5, 5, 5], start=date(2024, 1, 1))
    bands = [PolicyBand(since=date(2024, 4, 1), low=6), PolicyBand(since=date(2024, 2, 1), high=4, basis="a")]
    assert thresholds(series, bands).alarm[0].tolist() == [False, True, True, True]
    with pytest.raises(UsageError, match="no start"):
        thresholds(Series.of([1, 2]), bands)


def test_rates_are_judged_by_their_denominator():
    numerators = np.array([[50.0] * 12 + [75], [5.0] * 12 + [7]])
    series = Series.of(numerators, exposure=np.array([[100.0] * 13, [10.0] * 13]))
    found = rates(series, [12])
    assert found.alarm[:, 0].tolist() == [True, False]
    assert found.expected[:, 0].tolist() == [0.5, 0.5]
    with pytest.raises(UsageError, match="no exposure"):
        rates(Series.of(numerators))
    with pytest.raises(UsageError, match="above its denominator"):
        rates(Series.of([3], exposure=[2]))


def test_extra_variation_is_found():
    dice = np.random.default_rng(6)
    size = np.full((1, 4000), 50.0)
    _, rho = pooled(dice.binomial(50, dice.beta(4, 4, size.shape)).astype(float), size)
    assert rho[0] == pytest.approx(1 / 9, abs=0.01)


def test_a_small_court_is_given_a_wide_funnel():
    counts = np.array([[50.0], [100], [100], [1000], [4]])
    out_of = np.array([[100.0], [200], [200], [2000], [5]])
    found = funnel(Series.of(counts, exposure=out_of))
    assert not found.alarm.any()
    counts[3] = 1500
    found = funnel(Series.of(counts, exposure=out_of), parameters=Funnel(spread=False))
    assert found.alarm[:, 0].tolist()[3:] == [True, False]
    with pytest.raises(UsageError, match="no exposure"):
        funnel(Series.of(counts))
    with pytest.raises(UsageError, match="above its denominator"):
        funnel(Series.of([3], exposure=[2]))


def test_lasting_changes_are_found_at_their_place():
    counts = np.array([[10.0] * 12 + [30.0] * 12, [10.0] * 24, [5.0] * 8 + [40.0] * 8 + [5.0] * 8])
    counts[0, 3] = np.nan
    found = change_points(Series.of(counts))
    assert [np.nonzero(row)[0].tolist() for row in found.begins] == [[12], [], [8, 16]]
    assert found.level[0, [0, -1]].tolist() == [10, 30]


def test_the_mixed_method_holds_its_level():
    dice = np.random.default_rng(8)
    mean = np.exp(dice.uniform(0, 4, 2000))[:, None]
    counts = dice.poisson(mean * dice.gamma(5, 0.2, (2000, 40))).astype(float)
    found = mixed(Series.of(counts), [39])
    assert 0.004 <= found.alarm.mean() <= 0.014


def test_the_nowcast_completes_the_last_counts():
    table = np.array([[6.0, 3, 1], [12, 6, 2], [6, 3, 1], [12, 6, np.nan], [6, np.nan, np.nan]])
    found = nowcast(table)
    assert found.counts.tolist() == pytest.approx([10, 20, 10, 20, 10])
    assert found.share.tolist() == pytest.approx([1, 1, 1, 0.9, 0.6])
    assert found.nowcast.tolist() == [False, False, False, True, True]
    with pytest.raises(UsageError, match="more times"):
        nowcast(table[:3])
    with pytest.raises(UsageError, match="nought or more"):
        nowcast(-table)


def new_moon(number):
    """The instant of a new moon (UTC), good to some minutes: J. Meeus, Astronomical Algorithms, ch. 49, main terms."""
    t = number / 1236.85
    day = 2451550.09766 + 29.530588861 * number + 0.00015437 * t**2
    e = 1 - 0.002516 * t
    sun = math.radians(2.5534 + 29.1053567 * number)
    moon = math.radians(201.5643 + 385.81693528 * number + 0.0107582 * t**2)
    node = math.radians(160.7108 + 390.67050284 * number - 0.0016118 * t**2)
    day += (
        -0.4072 * math.sin(moon) + 0.17241 * e * math.sin(sun) + 0.01608 * math.sin(2 * moon)
        + 0.01039 * math.sin(2 * node) + 0.00739 * e * math.sin(moon - sun) - 0.00514 * e * math.sin(moon + sun)
        + 0.00208 * e * e * math.sin(2 * sun) - 0.00111 * math.sin(moon - 2 * node)
    )  # fmt: skip
    return datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 2451545.0, seconds=-70)


@pytest.mark.parametrize("year", range(2000, 2041))
def test_every_spring_festival_is_a_new_moon_in_china(year):
    moons = {
        (new_moon(number) + timedelta(hours=8)).date() for number in range((year - 2000) * 12 - 2, (year - 1999) * 13)
    }
    day = first_day(year)
    assert day in moons
    assert date(year, 1, 21) <= day <= date(year, 2, 21)


def test_the_festival_takes_working_days():
    assert working_days([parse_period(f"2024-{month:02d}") for month in (1, 2, 3)]).tolist() == [22, 16, 21]
    assert working_days([parse_period("2024-10-01..2024-10-07")]).tolist() == [0]
    assert is_holiday(date(2024, 2, 9))
    assert not is_holiday(date(2024, 2, 16))
    with pytest.raises(UsageError, match="2000 to 2040"):
        first_day(2041)


@pytest.mark.parametrize(
    ("day", "usual"),
    [
        (date(2024, 3, 5), True),
        (date(2024, 3, 4), True),  # a Monday after a weekend
        (date(2024, 3, 3), False),  # a Sunday
        (date(2024, 2, 16), False),  # the first after the festival
        (date(2024, 2, 19), True),
        (date(2024, 10, 8), False),
    ],
)
def test_the_first_day_after_a_holiday_is_not_usual(day, usual):
    assert is_usual(day) is usual

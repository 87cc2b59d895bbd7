"""What marks a slice, what a change is made of, what is new: against hand counts, plain references and laws."""

from fractions import Fraction
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from shuzhu.features.fresh import fresh
from shuzhu.features.lags import associated, lagged
from shuzhu.features.odds import false_discovery_rates, marks, presences
from shuzhu.features.parts import count_parts, ratio_parts

COUNTS = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(0, 500), min_size=1)
PAIRS = st.dictionaries(
    st.sampled_from("甲乙丙丁"),
    st.integers(0, 90).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    min_size=1,
)


def test_log_odds_by_hand():
    """30 of 100 against 10 of 100, a prior of 20 rows spread as both together (.2 and .8)."""
    found = {mark.value: mark for mark in marks({"农民": 30, "其他": 70}, {"农民": 10, "其他": 90})}
    expected = log((30 + 4) / (70 + 16)) - log((10 + 4) / (90 + 16))
    error = sqrt(1 / 34 + 1 / 86 + 1 / 14 + 1 / 106)
    assert found["农民"].log_odds == pytest.approx(expected)
    assert found["农民"].low == pytest.approx(expected - 1.96 * error)
    assert found["其他"].log_odds == pytest.approx(-expected)
    assert (found["农民"].share, found["农民"].base_share) == (0.3, 0.1)


@pytest.mark.parametrize(("ours", "theirs"), [({}, {"甲": 3}), ({"甲": 3}, {}), ({"甲": 3}, {"甲": 5})])
def test_nothing_to_compare(ours, theirs):
    """An empty side, or one value alone, says nothing."""
    assert marks(ours, theirs) == []


def test_a_negative_count_is_refused():
    """Counts are nought or more."""
    with pytest.raises(ValueError, match="negative"):
        marks({"甲": -1}, {"甲": 2})


@given(COUNTS, COUNTS)
def test_turned_round_the_signs_turn(ours, theirs):
    """Slice and baseline changed about, each log-odds changes its sign and keeps its p."""
    there = {mark.value: mark for mark in marks(ours, theirs)}
    back = {mark.value: mark for mark in marks(theirs, ours)}
    assert there.keys() == back.keys()
    for value, mark in there.items():
        assert mark.log_odds == pytest.approx(-back[value].log_odds)
        assert mark.p == pytest.approx(back[value].p)


def test_no_effect_no_findings():
    """Of 400 pairs of samples of one population with 40 values, at most a twentieth tell of anything (q ≤ .05)."""
    dice = np.random.default_rng(7)
    shares = dice.dirichlet(np.ones(40))
    told = 0
    for _ in range(400):
        ours, theirs = (dict(enumerate_words(dice.multinomial(size, shares))) for size in (300, 900))
        told += min(false_discovery_rates([mark.p for mark in marks(ours, theirs)])) <= 0.05
    assert told <= 400 * 0.05 + 2 * sqrt(400 * 0.05 * 0.95)


def enumerate_words(counts):
    """Counts under made-up words."""
    return ((f"值{n}", int(count)) for n, count in enumerate(counts))


def test_a_planted_effect_is_found():
    """A value three times as frequent comes first."""
    dice = np.random.default_rng(8)
    base = np.full(30, 1 / 30)
    more = base.copy()
    more[4] *= 3
    found = marks(
        dict(enumerate_words(dice.multinomial(600, more / more.sum()))),
        dict(enumerate_words(dice.multinomial(900, base))),
    )
    assert found[0].value == "值4"
    assert found[0].low > 0


@given(st.lists(st.floats(0, 1), max_size=12))
def test_false_discovery_rates_by_a_plain_reference(p):
    """min over all later ranks of p·m/rank, by definition."""
    ranked = sorted(p)
    plain = [min(ranked[k] * len(p) / (k + 1) for k in range(len(p)) if ranked[k] >= one) for one in p]
    assert false_discovery_rates(p) == pytest.approx([min(one, 1) for one in plain])


@given(COUNTS, COUNTS)
def test_parts_of_a_count_add_up(before, now):
    """Exactly, and so do their shares of the change."""
    parts = count_parts(before, now)
    change = sum(now.values()) - sum(before.values())
    assert sum(part.change for part in parts) == change
    assert not change or sum(part.of_change for part in parts) == 1


@given(PAIRS, PAIRS)
def test_parts_of_a_ratio_add_up(before, now):
    """Mix and rate effects together are the change of the ratio, as fractions."""
    wholes = [(sum(n for n, _ in one.values()), sum(d for _, d in one.values())) for one in (before, now)]
    if not all(d for _, d in wholes):
        with pytest.raises(ValueError, match="nought"):
            ratio_parts(before, now)
        return
    parts = ratio_parts(before, now)
    assert sum(part.mix + part.rate for part in parts) == Fraction(*wholes[1]) - Fraction(*wholes[0])


def test_parts_of_a_ratio_by_hand():
    """Only the mix moved: half and half at 20 % and 80 % became a quarter and three quarters."""
    parts = {p.key: p for p in ratio_parts({"甲": (10, 50), "乙": (40, 50)}, {"甲": (5, 25), "乙": (60, 75)})}
    assert all(part.rate == 0 for part in parts.values())
    assert sum(part.mix for part in parts.values()) == Fraction(65, 100) - Fraction(50, 100)
    assert parts["甲"].mix == Fraction(-1, 4) * (Fraction(1, 5) - Fraction(575, 1000))


def test_a_lag_is_found_and_noise_is_not():
    """A series that follows another by three months, both with trend and season; and 300 pairs that do not."""
    dice = np.random.default_rng(3)
    season = np.tile(np.sin(np.arange(12) / 12 * 2 * np.pi), 8) * 20
    push = dice.normal(0, 5, 99)
    other = 100 + np.arange(96) + season + push[3:]
    counts = 50 + 0.5 * np.arange(96) + season + 0.8 * push[:96] + dice.normal(0, 2, 96)
    first = lagged(counts, other, range(7))[0]
    assert (first.lag, first.correlation > 0.7, first.q < 1e-6) == (3, True, True)
    false = 0
    for _ in range(300):
        pair = [season + np.cumsum(dice.normal(0, 1, 96)) for _ in range(2)]
        false += lagged(pair[0], pair[1], range(7))[0].q <= 0.05
    assert false <= 300 * 0.05 + 2.5 * sqrt(300 * 0.05 * 0.95)


def test_short_series_say_nothing():
    """Eleven steps give no correlation; series of different length are refused."""
    assert lagged([1, 5, 2, 8, 3, 9, 1, 7, 3, 2, 9], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], [0]) == []
    with pytest.raises(ValueError, match="length"):
        lagged([1, 2], [1], [0])


def test_a_new_cluster_by_a_plain_reference():
    """The tail is that of a Poisson whose rate has the Gamma left by the past: by plain integration."""
    (one,) = fresh({("镇", "案由"): 9}, {("镇", "案由"): 6}, 0.5)
    rates = np.linspace(1e-6, 40, 200_001)
    density = rates**5.5 * np.exp(-rates)
    tail = (density * poisson.sf(8, rates * 0.5)).sum() / density.sum()
    assert one.p == pytest.approx(tail, rel=1e-3)
    assert one.expected == 3.25


@given(st.integers(1, 60), st.integers(0, 60))
def test_more_of_the_past_is_less_of_news(now, before):
    """p grows with the past's count and falls with the present's."""
    key = ("镇", "案由")
    p = [fresh({key: n}, {key: b}, 1.0, least=1)[0].p for n, b in ((now, before), (now, before + 1), (now + 1, before))]
    assert p[2] <= p[0] * (1 + exp(-30)) <= p[1] * (1 + 2 * exp(-30))


def test_presences_by_hand():
    """A word in 30 of 100 documents against 10 of 200, a prior of 20 documents spread as both together are."""
    (found,) = presences({"砍头息": 30}, {"砍头息": 10}, (100, 200))
    share = 20 * 40 / 300
    assert found.log_odds == pytest.approx(
        log((30 + share) / (100 + 20 - 30 - share)) - log((10 + share) / (200 + 20 - 10 - share))
    )
    assert (found.share, found.base_share) == (0.3, 0.05)
    assert presences({"砍头息": 30}, {}, (100, 0)) == []


def test_of_shuffled_statistics_at_most_a_twentieth_are_claimed():
    """Six statistics with trend and season, shuffled by years' deviations, at thirteen lags: q ≤ .05 over all."""
    dice = np.random.default_rng(11)
    trend, season = np.arange(72) * 0.4, 6 * np.sin(np.arange(72) * np.pi / 6)
    told = 0
    for _ in range(200):
        counts = 60 + trend + season + dice.normal(0, 5, 72)
        others = {f"数{n}": trend + season + dice.permutation(dice.normal(0, 5, 72)) for n in range(6)}
        found = associated(counts, others, range(13))
        told += found[0][1].q <= 0.05
    assert told <= 200 * 0.05 + 2 * sqrt(200 * 0.05 * 0.95)


def test_the_one_statistic_that_leads_is_found_among_others():
    """Moving two months before the counts, among five that do not."""
    dice = np.random.default_rng(12)
    pulse = dice.normal(0, 5, 74)
    counts = 60 + pulse[:72] + dice.normal(0, 1, 72)
    others = {f"数{n}": dice.normal(0, 5, 72) for n in range(5)} | {"贷款": pulse[2:] * 3}
    name, first = associated(counts, others, range(13))[0]
    assert (name, first.lag) == ("贷款", 2)
    assert first.q < 0.001

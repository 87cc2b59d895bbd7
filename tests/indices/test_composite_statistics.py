"""Statistics of composites: moments, correlations, reliability, influence, profiles, panels."""

import math

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from composites import arrays, drawn, shaped
from shuzhu.errors import UsageError
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.aggregate import Aggregate
from shuzhu.indices.composite.compose import compose
from shuzhu.indices.composite.correlations import alphas, correlations, cronbach, flags
from shuzhu.indices.composite.describe import Limits, describe
from shuzhu.indices.composite.influence import effective_weights, removals
from shuzhu.indices.composite.normalise import MinMax, Scaled
from shuzhu.indices.composite.panel import trends
from shuzhu.indices.composite.profile import profile

NAN = math.nan


@given(values=arrays(units=(4, 9)))
def test_moments_are_those_of_each_column_by_itself(values):
    found = (moments.mean(values), moments.median(values), moments.deviation(values), *moments.shape(values))
    for at, column in enumerate(values.T):
        known = column[~np.isnan(column)]
        expected = [known.mean(), np.median(known), known.std(ddof=1)]
        expected += [stats.skew(known, bias=False) if len(known) > 2 else NAN]
        expected += [stats.kurtosis(known, bias=False) if len(known) > 3 else NAN]
        assert [part[at] for part in found] == pytest.approx(expected, nan_ok=True, abs=1e-9)


@given(values=arrays(low=-3, high=3))
def test_ranks_are_those_of_scipy(values):
    expected = stats.rankdata(values, method="min", axis=0, nan_policy="omit")
    assert moments.ranks(values) == pytest.approx(expected, nan_ok=True)


@given(values=arrays(units=(4, 9)))
def test_correlations_are_those_of_the_pairs_that_both_have(values):
    found = moments.correlate(values, values)
    for i, left in enumerate(values.T):
        for j, right in enumerate(values.T):
            both = ~np.isnan(left + right)
            flat = both.sum() < 3 or np.ptp(left[both]) == 0 or np.ptp(right[both]) == 0
            expected = NAN if flat else np.corrcoef(left[both], right[both])[0, 1]
            assert found[i, j] == pytest.approx(expected, nan_ok=True, abs=1e-7)


def test_empty_and_constant_columns_have_no_moments():
    values = np.array([[NAN, 0.1, 1], [NAN, 0.1, 2], [NAN, 0.1, 4]])
    assert np.isnan([moments.mean(values)[0], moments.median(values)[0], moments.highest(values)[0]]).all()
    assert np.isnan(moments.skewness(values)[:2]).all()
    assert np.isnan(moments.kurtosis(values)).all()


def test_indicators_are_described_and_flagged():
    table = drawn("c | a@civil | b@civil | d@civil\nA | 0 | 1 | .\nB | 0 | 2 | .\nC | 5 | 3 | 7\nD | 0 | . | .")
    found = describe(table)
    assert found.count.tolist() == [4, 3, 1]
    assert found.unique.tolist() == [2, 3, 1]
    assert found.same.tolist() == [3, 1, 1]
    assert (found.scarce.tolist(), found.zeros.tolist()) == ([False, False, True], [True, False, False])
    assert not found.repeated.any()
    assert describe(table, Limits(unique=0.6)).repeated.tolist() == [True, False, False]
    assert found.median.tolist() == [0, 2, 7]


def composed():
    values = np.random.default_rng(0).normal(50, 9, (30, 6))
    values[:, 1] = values[:, 0] + np.random.default_rng(1).normal(0, 1, 30)
    values[:, 5] = -values[:, 4] + np.random.default_rng(2).normal(0, 1, 30)
    return compose(shaped(values), [MinMax(), Aggregate()])


def test_correlations_across_levels_and_their_flags():
    made = composed()
    across = correlations(made, 1, 2)
    assert (across.rows, across.columns[0]) == (("G", "H"), "i0")
    assert across.values[0, 0] == pytest.approx(np.corrcoef(made.scores.column("G"), made.last.column("i0"))[0, 1])
    found = flags(made)
    assert [(f.group, f.left, f.right, f.kind) for f in found] == [
        ("G", "i0", "i1", "collinear"), ("H", "i4", "i5", "opposed"),
    ]  # fmt: skip
    assert flags(made, level=2, collinear=1, opposed=-1) == []
    with pytest.raises(UsageError, match="no level 4; the highest is 3"):
        correlations(made, 1, 4)


def test_cronbachs_alpha_by_hand():
    values = np.array([[1.0, 2], [2, 2], [3, 5], [4, NAN]])
    assert cronbach(values) == pytest.approx(2 * (1 - (1 + 3) / 7))
    assert np.isnan(cronbach(values[:, :1]))
    assert np.isnan(cronbach(np.ones((4, 2))))
    made = composed()
    assert alphas(made.last)["G"] == pytest.approx(cronbach(made.last.values[:, :3]))


def test_effective_weights_are_shares_of_the_top():
    table = drawn("c | a@civil | b@civil*3 | d@criminal\nA | 1 | 2 | 3")
    assert effective_weights(table.tree) == {
        "a": 0.125, "b": 0.375, "d": 0.5, "civil": 0.5, "criminal": 0.5, "index": 1,
    }  # fmt: skip
    nothing = drawn("c | a@civil*0 | d@criminal\nA | 1 | 2").tree
    assert effective_weights(nothing)["a"] == 0


def test_removal_is_a_replay_without_weight():
    made = composed()
    found = removals(made)
    for at, code in enumerate(found.codes):
        replayed = made.replay(f"weights.{code}=0")
        assert found.scores[at] == pytest.approx(replayed.index)
        assert found.shift[at] == pytest.approx(np.abs(replayed.standings - made.standings).mean())
    assert removals(made, level=2).codes == ("G", "H")
    assert removals(made, level=2).scores[0] == pytest.approx(made.scores.column("H"))
    with pytest.raises(UsageError, match="no level 9"):
        removals(made, level=9)
    with pytest.raises(UsageError, match="end the steps with aggregate"):
        removals(compose(made.table, [MinMax()]))


def test_a_profile_holds_the_best_and_the_worst_standings():
    """
    court | a@civil | b-@civil | d@criminal | e@criminal | f@civil
    A     | 3       | 9        | 1          | .          | 2
    B     | 1       | 5        | 2          | 1          | 2
    C     | 2       | 7        | 3          | 2          | 1
    """
    table = drawn(test_a_profile_holds_the_best_and_the_worst_standings.__doc__)
    found = profile(table, "A", count=2)
    assert [(p.code, p.standing, p.value, p.among) for p in found.strengths] == [("a", 1, 3, 3), ("f", 1, 2, 3)]
    assert [(p.code, p.standing) for p in found.weaknesses] == [("b", 3), ("d", 3)]
    assert len(profile(table, "A", count=9).strengths) == 2
    with pytest.raises(UsageError, match="no such unit as 'E'"):
        profile(table, "E")
    with pytest.raises(UsageError, match="at least one"):
        profile(table, "A", count=0)


def test_a_trend_is_the_slope_of_what_a_unit_has():
    """
    court | a@civil | b@civil
    A     | 1       | 2
    B     | 5       | 8
    A     | 3       | .
    B     | 4       | .
    A     | 8       | 6
    B     | .       | .
    """
    times = (1.0, 1.0, 2.0, 2.0, 3.0, 3.0)
    table = drawn(test_a_trend_is_the_slope_of_what_a_unit_has.__doc__, times=times)
    found = trends(compose(table, [Scaled(), Aggregate()]))
    assert (found.units, found.codes) == (("A", "B"), ("a", "b", "civil", "index"))
    assert found.slope[:, :2] == pytest.approx(np.array([[3.5, 2], [-1, NAN]]), nan_ok=True)
    assert found.points[:, :2].tolist() == [[3, 2], [2, 1]]
    assert found.last[:, :2].tolist() == [[7, 4], [-1, 0]]
    assert found.slope[0, 3] == pytest.approx(stats.linregress([1, 2, 3], [1.5, 3, 7]).slope)
    with pytest.raises(UsageError, match="need a panel"):
        trends(composed())
    assert profile(table, "A", time=1.0, count=1).strengths[0].standing == 2

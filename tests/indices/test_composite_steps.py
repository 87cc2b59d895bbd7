"""Each step on tables drawn by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from composites import drawn, shaped
from shuzhu.errors import InputError, UsageError
from shuzhu.indices.composite.compose import compose
from shuzhu.indices.composite.denominate import Denominate
from shuzhu.indices.composite.expectation import ImputeEM, em_normal
from shuzhu.indices.composite.impute import Impute, ImputeLast
from shuzhu.indices.composite.normalise import DistanceToMax, DistanceToUnit, FractionOfMax, MinMax, Scaled, ZScore
from shuzhu.indices.composite.places import Borda, PercentileRank, Rank
from shuzhu.indices.composite.screen import Screen
from shuzhu.indices.composite.standards import DistanceToTarget, Goalposts, ReferenceInterval
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.transform import gii_log, likely_power, plain_log, shifted_log
from shuzhu.indices.composite.treat import BoxCox, LogTransform, Winsorise
from shuzhu.indices.composite.tree import Group, Indicator, Tree
from shuzhu.indices.scores import score_value

NAN = math.nan
COURTS = """
court | rate@civil | days-@civil | cases@criminal
A     | 80         | 40          | 10
B     | 90         | 60          | 20
C     | .          | 50          | 40
D     | 100        | 80          | .
"""


def column(outcome, code):
    return outcome.table.column(code).tolist()


def test_values_are_divided_and_scaled_and_nought_divides_nothing():
    table = drawn(COURTS, others={"people": np.array([2.0, 0.0, NAN, 4.0])})
    made = Denominate(by=(("rate", "people", 10.0),)).apply(table)
    assert column(made, "rate") == pytest.approx([400, NAN, NAN, 250], nan_ok=True)
    assert column(made, "days") == [40, 60, 50, 80]


def test_dividing_asks_for_what_is_there():
    table = drawn(COURTS, others={"people": np.ones(4)})
    with pytest.raises(UsageError, match=r"no such column to divide by as 'peple'; did you mean people\?"):
        Denominate(by=(("rate", "peple", 1.0),)).apply(table)
    with pytest.raises(UsageError, match="no such indicator as 'rat'"):
        Denominate(by=(("rat", "people", 1.0),)).apply(table)


def test_units_and_then_indicators_are_screened():
    """
    court | a@civil | b@civil | c@criminal
    A     | 1       | 0       | 5
    B     | 2       | 0       | .
    C     | .       | .       | 7
    """
    table = drawn(test_units_and_then_indicators_are_screened.__doc__)
    made = Screen(unit_available=0.6, indicator_nonzero=0.5).apply(table)
    assert (made.table.units, made.table.codes) == (("A", "B"), ("a", "c"))
    assert (made.report.rows, made.report.indicators) == ((("C", None),), ("b",))
    assert [g.code for g in made.table.tree.groups] == ["civil", "criminal", "index"]
    made = Screen(unit_nonzero=0.7).apply(table)
    assert made.table.units == ("C",)
    with pytest.raises(UsageError, match="would leave nothing"):
        Screen(unit_available=1, unit_nonzero=1).apply(table)
    with pytest.raises(UsageError, match="between 0 and 1"):
        Screen(unit_available=2).apply(table)


def test_a_group_that_loses_all_its_indicators_goes_with_them():
    table = drawn(COURTS)
    assert table.keep(["rate"]).tree.nodes == ("rate", "civil", "index")


def test_missing_values_take_the_mean_or_median_of_all_or_of_their_group():
    table = drawn(COURTS, groupings={"kind": ("x", "x", "x", "y")})
    assert column(Impute().apply(table), "rate") == [80, 90, 90, 100]
    assert column(Impute(method="median", by="kind").apply(table), "rate") == [80, 90, 85, 100]
    assert column(Impute(by="kind").apply(table), "cases") == pytest.approx([10, 20, 40, NAN], nan_ok=True)
    assert Impute().apply(table).report.filled.sum() == 2
    assert not Impute(method="none").apply(table).report.filled.any()
    with pytest.raises(UsageError, match="no such grouping of units as 'knd'; did you mean kind"):
        Impute(by="knd").apply(table)
    with pytest.raises(UsageError, match="no such imputation as 'mode'"):
        Impute(method="mode").apply(table)


def test_the_last_known_value_is_the_units_own_and_not_too_old():
    """
    court | a@civil
    A     | 1
    B     | .
    A     | .
    B     | 5
    A     | .
    B     | .
    """
    times = (2020.0, 2020.0, 2021.0, 2021.0, 2022.0, 2022.0)
    table = drawn(test_the_last_known_value_is_the_units_own_and_not_too_old.__doc__, times=times)
    assert column(ImputeLast().apply(table), "a") == pytest.approx([1, NAN, 1, 5, 1, 5], nan_ok=True)
    assert column(ImputeLast(longest=1).apply(table), "a") == pytest.approx([1, NAN, 1, 5, NAN, 5], nan_ok=True)
    assert column(Impute().apply(table), "a") == pytest.approx([1, 1, 5, 5, NAN, NAN], nan_ok=True)
    with pytest.raises(UsageError, match="needs a panel"):
        ImputeLast().apply(drawn(COURTS))


def test_em_on_a_single_gap_is_the_regression_of_those_that_have_both():
    """Anderson 1957: where one indicator alone has gaps, maximum likelihood is the regression on the other."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=30)
    y = 2 * x + rng.normal(size=30)
    gaps = np.array([1, 4, 9])
    seen = np.delete(np.arange(30), gaps)
    slope, start, *_ = stats.linregress(x[seen], y[seen])
    y[gaps] = NAN
    found = em_normal(np.column_stack([x, y]))
    assert found[gaps, 1] == pytest.approx(start + slope * x[gaps], abs=1e-6)
    assert found[seen, 1].tolist() == y[seen].tolist()


def test_em_works_within_groups_and_says_when_units_are_too_few():
    rng = np.random.default_rng(1)
    values = rng.normal(size=(12, 4)) + rng.normal(size=(12, 1))
    values[3, 1] = NAN
    table = shaped(values)
    assert not np.isnan(ImputeEM().apply(table).table.values).any()
    whole = ImputeEM(within_groups=False).apply(table).table.values[3, 1]
    assert whole != ImputeEM().apply(table).table.values[3, 1]
    with pytest.raises(UsageError, match="EM over 2 indicators needs at least 4 units"):
        ImputeEM().apply(table.take(np.array([1, 3, 5])))
    with pytest.raises(UsageError, match="did not settle in 1 rounds"):
        ImputeEM(iterations=1).apply(table)


def test_the_furthest_points_are_brought_in_until_the_indicator_passes():
    values = np.array([*range(1, 20), 200.0, 300.0])[:, None]
    made = Winsorise().apply(shaped(np.hstack([values, -values])))
    assert made.table.values[:, 0].tolist() == [*range(1, 20), 19, 19]
    assert made.table.values[:, 1].tolist() == [-v for v in [*range(1, 20), 19, 19]]
    report = made.report
    assert (report.count.tolist(), report.mended.tolist()) == ([2, 2], [True, True])
    assert report.points.sum() == 4
    assert report.skew_before[0] == pytest.approx(stats.skew(values[:, 0], bias=False))
    assert report.kurt_after[0] == pytest.approx(stats.kurtosis(made.table.values[:, 0], bias=False))


def test_what_winsorising_does_not_mend_is_left_for_a_logarithm():
    values = np.array([*range(1, 20), 200.0, 300.0])[:, None]
    table = shaped(np.hstack([values, values % 7]))
    made = compose(table, [Winsorise(most=1), LogTransform()])
    winsorised, logged = made.outcomes
    assert winsorised.table.values.tolist() == table.values.tolist()
    assert winsorised.report.mended.tolist() == [False, True]
    assert logged.table.values[:, 0] == pytest.approx(np.log(values[:, 0] - 1 + 0.01 * 299))
    assert np.isnan(logged.report.skew_after[1])
    assert Winsorise(most=0).apply(table).report.points.sum() == 0
    with pytest.raises(UsageError, match="nought points or more"):
        Winsorise(most=-1).apply(table)


@pytest.mark.parametrize("kind", ["log", "shifted", "gii"])
@pytest.mark.parametrize("side", [1, -1])
def test_a_logarithm_keeps_the_order_and_pulls_the_tail_in(kind, side):
    values = np.exp(np.linspace(0, 6, 30)) * side + (0 if side > 0 else 500)
    if kind == "log" and side < 0:
        return
    made = LogTransform(kind=kind, codes=("i0",)).apply(shaped(values[:, None]))
    assert (np.diff(made.table.values[:, 0]) * side > 0).all()
    assert abs(made.report.skew_after[0]) < abs(made.report.skew_before[0])


def test_logarithms_of_what_has_none():
    flat = np.full(4, 3.0)
    assert shifted_log(flat).tolist() == gii_log(flat).tolist() == flat.tolist()
    assert np.isnan(shifted_log(np.full(3, NAN))).all()
    assert plain_log(np.array([1.0, NAN]))[0] == 0
    with pytest.raises(UsageError, match="maximum above 1"):
        gii_log(np.array([0.1, 0.5]))
    with pytest.raises(UsageError, match="i0: a value is nought or less"):
        LogTransform(kind="log", codes=("i0",)).apply(shaped([[0.0], [1.0]]))
    with pytest.raises(UsageError, match="no such logarithm"):
        LogTransform(kind="cube").apply(shaped([[0.0], [1.0]]))
    with pytest.raises(UsageError, match="no such indicator as 'x'"):
        BoxCox(codes=("x",)).apply(shaped([[0.0], [1.0]]))


def test_box_cox_finds_the_likeliest_power():
    values = np.random.default_rng(5).gamma(2.0, 3.0, 60)
    transformed, power = stats.boxcox(values)
    assert likely_power(values) == pytest.approx(power, abs=1e-5)
    made = BoxCox(codes=("i0",)).apply(shaped(values[:, None]))
    assert made.table.values[:, 0] == pytest.approx(transformed, rel=1e-4)
    assert BoxCox(power=0.0, codes=("i0",)).apply(shaped(values[:, None])).table.values[:, 0] == pytest.approx(
        np.log(values)
    )
    flat = shaped(np.full((4, 1), 2.0))
    assert BoxCox(codes=("i0",)).apply(flat).table.values.tolist() == flat.values.tolist()


@pytest.mark.parametrize(
    ("step", "rate", "days"),
    [
        (MinMax(), [0, 50, NAN, 100], [100, 50, 75, 0]),
        (MinMax(low=1, high=3), [1, 2, NAN, 3], [3, 2, 2.5, 1]),
        (ZScore(mean=10, sd=2), [8, 10, NAN, 12], None),
        (Scaled(origin=80, width=10, factor=2), [0, 2, NAN, 4], [8, 4, 6, 0]),
        (Rank(), [1, 2, NAN, 3], [4, 2, 3, 1]),
        (PercentileRank(), [0, 0.5, NAN, 1], [1, 1 / 3, 2 / 3, 0]),
        (Borda(), [0, 1, NAN, 2], [3, 1, 2, 0]),
        (DistanceToMax(), [0, 0.5, NAN, 1], [1, 0.5, 0.75, 0]),
        (FractionOfMax(), [0.8, 0.9, NAN, 1], [1, 2 / 3, 0.8, 0.5]),
        (FractionOfMax(turned=False), [0.8, 0.9, NAN, 1], [1, 1.5, 1.25, 2]),
        (DistanceToUnit(unit="B"), [0, 1, NAN, 2], [2, 1, 1.5, 0]),
        (DistanceToTarget(targets=(("rate", 90), ("days", 40), ("cases", 40))), [0, 1, NAN, 2], [1, 0.5, 0.75, 0]),
        (
            DistanceToTarget(targets=(("rate", 90), ("days", 40), ("cases", 40)), capped=True),
            [0, 1, NAN, 1], [1, 0.5, 0.75, 0],
        ),
        (
            Goalposts(posts=(("rate", 85, 95), ("days", 30, 70), ("cases", 0, 40))),
            [0, 50, NAN, 100], [75, 25, 50, 0],
        ),
        (
            Goalposts(posts=(("rate", 85, 95), ("days", 30, 70), ("cases", 0, 40)), cut=False),
            [-50, 50, NAN, 150], [75, 25, 50, -25],
        ),
        (ReferenceInterval(scales=(("rate", 100, 80), ("days", 40, 80))), [60, 80, NAN, 100], [100, 80, 90, 60]),
    ],
)  # fmt: skip
def test_a_normalisation_drawn_by_hand(step, rate, days):
    made = step.apply(drawn(COURTS))
    assert made.table.normalised
    assert column(made, "rate") == pytest.approx(rate, nan_ok=True)
    if days is not None:
        assert column(made, "days") == pytest.approx(days, nan_ok=True)


def test_the_reference_interval_is_that_of_single_scores():
    from shuzhu.catalogue.model import Indicator as Entry
    from shuzhu.catalogue.model import Scale, Term

    entry = Entry(
        code="days", name="days", title={"zh": ""}, index_title={}, question={"zh": ""}, group="", kind="rate",
        numerator=(Term(table="cases", dated_by="closed_on"),), better="lower",
    )  # fmt: skip
    values = [-5.0, 0.0, 3.0, 10.0, 17.0, 60.0]
    step = ReferenceInterval(scales=(("i0", 0, 10),))
    made = step.apply(shaped(np.array(values)[:, None], directions=[-1]))
    assert column(made, "i0") == pytest.approx([score_value(entry, v, Scale(best=0, worst=10)) for v in values])
    assert np.isnan(ReferenceInterval(scales=()).apply(drawn(COURTS)).table.values).all()


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (MinMax(low=5, high=5), "low below high"),
        (ZScore(sd=0), "above nought"),
        (Scaled(width=0), "above nought"),
        (DistanceToUnit(unit="E"), "no such unit to refer to as 'E'"),
        (DistanceToTarget(targets=(("rate", 90),)), "targets: days has none"),
        (DistanceToTarget(targets=(("rat", 90),)), "did you mean rate"),
        (Goalposts(posts=(("rate", 9, 8), ("days", 3, 4), ("cases", 1, 2))), "below its upper"),
        (ReferenceInterval(scales=(("days", 10, 0),)), "days: its best, 10, must lie below its worst, 0"),
        (ReferenceInterval(scales=(("rate", 1, 1),)), "must lie above"),
    ],
)
def test_parameters_that_do_not_fit_are_named(step, words):
    with pytest.raises(UsageError, match=words):
        step.apply(drawn(COURTS))


def test_scores_that_are_not_defined_are_missing():
    flat = shaped([[0.1, 1.0], [0.1, 2.0], [0.1, 4.0]])
    for step in (MinMax(), ZScore(), DistanceToMax(), DistanceToUnit(unit="u0")):
        assert np.isnan(step.apply(flat).table.values[:, 0]).all()
    with pytest.raises(UsageError, match="no inverse to compare"):
        FractionOfMax().apply(shaped([[-1.0], [2.0]], directions=[-1]))
    with pytest.raises(UsageError, match="normalised already"):
        compose(flat, [MinMax(), ZScore()])


def test_a_panel_is_held_against_the_reference_units_own_row_of_the_time():
    table = drawn("c | a@civil\nA | 1\nB | 3\nA | 5\nB | 9", times=(1.0, 1.0, 2.0, 2.0))
    assert column(DistanceToUnit(unit="B").apply(table), "a") == [0, 1, 0.5, 1]
    with pytest.raises(UsageError, match="as 'B' at 2"):
        DistanceToUnit(unit="B").apply(table.take(np.array([0, 1, 2])))


def test_a_table_that_cannot_be_is_refused():
    tree = drawn(COURTS).tree
    rows = np.zeros((2, 3))
    for held, words in (
        ({"values": np.zeros((2, 2))}, "2 units and 3 indicators"),
        ({"values": rows + np.inf}, "infinite"),
        ({"values": rows, "others": {"people": np.zeros(3)}}, "people has 3 values for 2 rows"),
        ({"values": rows, "times": (1.0,)}, "times has 1 values"),
        ({"values": rows, "units": ("A", "A")}, "stands twice"),
    ):
        with pytest.raises(InputError, match=words):
            Table(**{"units": ("A", "B"), "tree": tree, **held})
    with pytest.raises(UsageError, match="no such indicator as 'rote'; did you mean rate"):
        drawn(COURTS).column("rote")
    frozen = drawn(COURTS).values
    with pytest.raises(ValueError, match="read-only"):
        frozen[0, 0] = 1


@pytest.mark.parametrize(
    ("indicators", "groups", "words"),
    [
        ((), (Group(code="T", level=2),), "at least one indicator"),
        ((Indicator(code="T", parent="T"),), (Group(code="T", level=2),), "T stands twice"),
        ((Indicator(code="a", parent="S"),), (Group(code="T", level=2),), "no such parent as 'S'"),
        ((Indicator(code="a", parent="T"),), (Group(code="T", level=1),), "must stand on a level above 1"),
        ((Indicator(code="a", parent="T", weight=-1),), (Group(code="T", level=2),), "nought or more"),
        ((Indicator(code="a", parent="T", direction=0),), (Group(code="T", level=2),), "direction"),
        ((Indicator(code="a", parent="T"),), (Group(code="T", level=2), Group(code="S", level=2)), "S holds nothing"),
    ],
)
def test_a_tree_that_is_none_is_refused(indicators, groups, words):
    with pytest.raises(InputError, match=words):
        Tree(indicators=indicators, groups=groups)
    assert drawn(COURTS).tree.children("civil") == ("rate", "days")
    with pytest.raises(UsageError, match="no such group as 'civl'; did you mean civil"):
        drawn(COURTS).tree.children("civl")

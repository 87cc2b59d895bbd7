"""Weights, aggregation and outranking, against tables drawn by hand and against slow plain references."""

import math

import numpy as np
import pytest
from hypothesis import given

from composites import WEIGHTS, arrays, drawn, shaped
from shuzhu.errors import UsageError
from shuzhu.indices.composite.aggregate import Aggregate, climb
from shuzhu.indices.composite.balance import EqualInfluence, influence
from shuzhu.indices.composite.components import principal_components
from shuzhu.indices.composite.compose import compose
from shuzhu.indices.composite.explain import effective_shares
from shuzhu.indices.composite.normalise import MinMax, Scaled
from shuzhu.indices.composite.outranking import copeland_scores, outranking
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Group, Indicator, Tree
from shuzhu.indices.composite.weigh_by_data import Components, Critic, Entropy, critic, entropy
from shuzhu.indices.composite.weight import AHP, EqualWeights, GivenWeights, Judgements, priorities

NAN = math.nan
SCORES = """
court | a@civil | b@civil*3 | c@criminal
A     | 10      | 20        | 40
B     | 30      | .         | 50
C     | .       | .         | 80
D     | .       | .         | .
"""


def composed(*methods, text=SCORES, **options):
    return compose(drawn(text), [Scaled(), Aggregate(methods=methods or ("arithmetic",), **options)])


def weights_of(table):
    return dict(zip(table.tree.nodes, table.tree.weights.tolist(), strict=True))


def test_scores_climb_the_tree_with_their_coverage():
    made = composed()
    assert made.scores.codes == ("civil", "criminal", "index")
    assert made.scores.values == pytest.approx(
        np.array([[17.5, 40, 28.75], [30, 50, 40], [NAN, 80, 80], [NAN, NAN, NAN]]), nan_ok=True
    )
    assert made.scores.coverage == pytest.approx(np.array([[1, 1, 1], [0.25, 1, 0.625], [0, 1, 0.5], [0, 0, 0]]))
    assert made.standings == pytest.approx([3, 2, 1, NAN], nan_ok=True)


def test_a_score_with_too_little_behind_it_is_missing():
    made = composed(minimum_coverage=0.5)
    assert made.scores.column("civil") == pytest.approx([17.5, NAN, NAN, NAN], nan_ok=True)
    assert made.index == pytest.approx([28.75, 50, 80, NAN], nan_ok=True)
    assert composed(minimum_coverage=0.6).index == pytest.approx([28.75, NAN, NAN, NAN], nan_ok=True)


def test_each_level_may_have_its_mean():
    assert composed("geometric").index[0] == pytest.approx(math.sqrt((10 * 20**3) ** 0.25 * 40))
    assert composed("harmonic", "arithmetic").index[0] == pytest.approx((4 / (1 / 10 + 3 / 20) + 40) / 2)
    with pytest.raises(UsageError, match="give one method, or 2"):
        composed("arithmetic", "arithmetic", "geometric")
    with pytest.raises(UsageError, match="no such aggregation as 'aritmetic'; did you mean arithmetic"):
        composed("aritmetic")
    with pytest.raises(UsageError, match="aggregate: the geometric mean needs scores above nought"):
        composed("geometric", text="c | a@civil\nA | 0\nB | 1")
    with pytest.raises(UsageError, match="needs scores of one scale"):
        compose(drawn(SCORES), [Aggregate()])


def test_a_group_whose_members_weigh_nothing_counts_for_nothing():
    table = drawn("c | a@civil*0 | b@civil*0 | c@criminal\nA | 1 | 2 | 5\nB | 3 | 4 | 7")
    made = compose(table, [Scaled(), Aggregate(minimum_coverage=1)])
    assert made.index.tolist() == [5, 7]
    assert np.isnan(made.scores.column("civil")).all()
    assert made.scores.coverage[:, -1].tolist() == [1, 1]


def test_copeland_counts_wins_less_losses():
    """
    court | a@civil | b@civil | c@civil
    A     | 3       | 3       | 1
    B     | 2       | 2       | 2
    C     | 1       | 1       | 3
    D     | 2       | 2       | 2
    E     | .       | .       | .
    """
    made = composed("copeland", text=test_copeland_counts_wins_less_losses.__doc__)
    assert made.scores.column("civil") == pytest.approx([3, -0.0, -3, 0, NAN], nan_ok=True)
    matrix = outranking(made.last.values, np.array([1.0, 1.0, 2.0]))
    assert matrix[0] == pytest.approx([0, 0.5, 0.5, 0.5, NAN], nan_ok=True)
    assert matrix[1, 3] == matrix[3, 1] == 0.5
    assert outranking(made.last.values, np.array([1.0, 0.0, 2.0]))[0, 1] == pytest.approx(1 / 3)
    assert copeland_scores(matrix) == pytest.approx([0, 0, 0, 0, NAN], nan_ok=True)


def plain_outranking(values, weights):
    """Pair by pair, indicator by indicator."""
    size = len(values)
    found = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            won = whole = 0.0
            for value, other, weight in zip(values[i], values[j], weights, strict=True):
                if not math.isnan(value) and not math.isnan(other):
                    whole += weight
                    won += weight if value > other else weight / 2 if value == other else 0
            found[i][j] = 0.0 if i == j else won / whole if whole else math.nan
    return found


def plain_critic(values):
    """Column by column, with sums written out; nought for a column without spread."""
    columns = []
    for column in values.T.tolist():
        low, high = min(column), max(column)
        columns.append([(value - low) / (high - low) if high > low else 0.0 for value in column])
    size = len(values)
    means = [sum(column) / size for column in columns]
    apart = [[value - mean for value in column] for column, mean in zip(columns, means, strict=True)]
    spread = [math.sqrt(sum(a * a for a in column) / (size - 1)) for column in apart]
    found = []
    for j, left in enumerate(apart):
        conflict = 0.0
        for k, right in enumerate(apart):
            if k != j:
                together = sum(a * b for a, b in zip(left, right, strict=True)) / (size - 1)
                conflict += 1 - (together / (spread[j] * spread[k]) if spread[j] * spread[k] else 0.0)
        found.append(spread[j] * conflict)
    return found


@given(values=arrays(low=-2, high=2), weights=WEIGHTS)
def test_outranking_is_that_of_a_slow_plain_reference(values, weights):
    weights = weights[: values.shape[1]]
    assert outranking(values, np.array(weights)) == pytest.approx(
        np.array(plain_outranking(values, weights)), nan_ok=True
    )


@given(values=arrays(missing=False))
def test_critic_is_that_of_a_slow_plain_reference(values):
    assert critic(values) == pytest.approx(plain_critic(values), abs=1e-9)


@given(values=arrays(low=-2, high=2), weights=WEIGHTS)
def test_pairs_share_the_weight_that_both_have(values, weights):
    matrix = outranking(values, np.array(weights[: values.shape[1]]))
    both = matrix + matrix.T
    np.fill_diagonal(both, 1)
    assert np.allclose(both[~np.isnan(both)], 1)
    assert np.nansum(copeland_scores(matrix)) == 0


def test_draws_of_weights_are_climbed_at_once_as_they_are_alone():
    table = shaped(np.random.default_rng(0).uniform(1, 9, (5, 6)), normalised=True)
    weights = np.random.default_rng(1).uniform(0.5, 2, (4, len(table.tree.nodes)))
    for method in ("arithmetic", "geometric", "harmonic", "copeland"):
        how = Aggregate(methods=(method,))
        together = climb(table.values, weights, table.tree, how)
        for at in range(4):
            alone = climb(table.values, weights[at], table.tree, how)
            assert np.allclose(together[0][at], alone[0])
            assert np.allclose(together[1][at], alone[1])


def test_given_and_equal_weights():
    table = drawn(SCORES)
    made = GivenWeights(weights=(("a", 5.0), ("civil", 0.4))).apply(table).table
    assert weights_of(made) == {"a": 5, "b": 3, "c": 1, "civil": 0.4, "criminal": 1, "index": 1}
    assert set(weights_of(EqualWeights().apply(made).table).values()) == {1}
    with pytest.raises(UsageError, match="no such indicator or group as 'civl'; did you mean civil"):
        GivenWeights(weights=(("civl", 1.0),)).apply(table)
    with pytest.raises(UsageError, match="the weight of a must be"):
        GivenWeights(weights=(("a", -1.0),)).apply(table)


def test_pairwise_judgements_give_weights_and_their_consistency():
    consistent = np.array([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]])
    weights, ratio = priorities(consistent)
    assert weights == pytest.approx([0.6, 0.3, 0.1])
    assert ratio == pytest.approx(0, abs=1e-12)
    matrix = np.array([[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]])
    root = max(np.linalg.eigvals(matrix).real)
    assert priorities(matrix)[1] == pytest.approx((root - 3) / 2 / 0.58)
    assert priorities(np.array([[1.0, 4.0], [0.25, 1.0]])) == (pytest.approx([0.8, 0.2]), 0.0)
    for wrong, words in ((np.ones((2, 3)), "square"), (np.array([[1.0, 2], [2, 1]]), "reciprocal")):
        with pytest.raises(UsageError, match=words):
            priorities(wrong)


def test_judgements_weigh_the_children_of_a_group():
    held = Judgements(group="civil", children=("b", "a"), matrix=((1, 4), (0.25, 1)))
    made = AHP(judgements=(held,)).apply(drawn(SCORES))
    assert weights_of(made.table) == pytest.approx({"a": 0.2, "b": 0.8, "c": 1, "civil": 1, "criminal": 1, "index": 1})
    assert made.report.ratios == {"civil": 0.0}
    with pytest.raises(UsageError, match="judge all its children, a, b"):
        AHP(judgements=(Judgements(group="civil", children=("a",), matrix=((1,),)),)).apply(drawn(SCORES))
    table = shaped(np.ones((3, 6)))
    circle = Judgements(group="G", children=("i0", "i1", "i2"), matrix=((1, 9, 1 / 9), (1 / 9, 1, 9), (9, 1 / 9, 1)))
    with pytest.raises(UsageError, match="G: judgements are inconsistent"):
        AHP(judgements=(circle,), limit=0.1).apply(table)


def test_entropy_weighs_what_differs():
    scores = np.array([[1.0, 1.0, 0.0], [1.0, 2.0, 0.0], [1.0, 5.0, 3.0]])
    found = entropy(scores)
    chaos = -sum(p * math.log(p) for p in (1 / 8, 2 / 8, 5 / 8)) / math.log(3)
    assert found == pytest.approx([0, 1 - chaos, 1], abs=1e-12)
    with pytest.raises(UsageError, match="nought or more"):
        entropy(-scores)


@pytest.mark.parametrize("step", [Entropy(), Critic(), Components(), Components(kept=2)])
def test_weights_by_data_keep_the_sum_of_a_group(step):
    values = np.random.default_rng(2).uniform(1, 9, (8, 6))
    table = shaped(values, weights=[1, 2, 3, 4, 5, 6], normalised=True)
    found = weights_of(step.apply(table).table)
    assert sum(found[c] for c in ("i0", "i1", "i2")) == pytest.approx(6)
    assert sum(found[c] for c in ("i3", "i4", "i5")) == pytest.approx(15)
    assert (found["G"], found["H"], found["T"]) == (1, 2, 1)
    part = weights_of(type(step)(groups=("G",)).apply(table).table)
    assert (part["i3"], part["i4"], part["i5"]) == (4, 5, 6)


def test_weights_by_data_say_when_there_are_none():
    flat = shaped(np.ones((4, 4)), normalised=True)
    with pytest.raises(UsageError, match="G: critic finds no weights"):
        Critic().apply(flat)
    with pytest.raises(UsageError, match="weighting by entropy needs scores"):
        Entropy().apply(shaped(np.ones((4, 4))))
    with pytest.raises(UsageError, match="indicators that vary"):
        Components().apply(flat)
    with pytest.raises(UsageError, match="at least one principal component"):
        Components(kept=0).apply(flat)
    with pytest.raises(UsageError, match="at least three units"):
        principal_components(np.array([[1.0, 2.0], [NAN, 1.0], [2.0, 2.0]]))
    single = shaped(np.arange(6.0).reshape(3, 2), normalised=True)
    assert weights_of(Critic().apply(single).table) == weights_of(single)


def test_components_rebuild_the_correlations():
    values = np.random.default_rng(4).normal(size=(20, 4))
    found = principal_components(values)
    rebuilt = found.loadings @ np.diag(found.deviations**2) @ found.loadings.T
    assert rebuilt == pytest.approx(np.corrcoef(values.T))
    assert found.explained.sum() == pytest.approx(1)
    assert (found.loadings.sum(axis=0) >= 0).all()
    assert Components(kept=4).weigh(values) == pytest.approx(np.ones(4))


def spread(found):
    return float(np.sum((found - found.mean()) ** 2))


def test_equal_influence_makes_the_correlations_of_groups_equal():
    values = np.random.default_rng(6).normal(50, 10, (40, 4))
    table = shaped(values, normalised=True)
    made = EqualInfluence().apply(table)
    assert made.report.codes == ("G", "H")
    assert np.ptp(made.report.after) < 1e-6 < np.ptp(made.report.before)
    assert made.table.tree.weights[4:6].sum() == pytest.approx(3)
    again = compose(made.table, [Aggregate()])
    ours = [np.corrcoef(again.scores.column(group), again.index)[0, 1] for group in ("G", "H")]
    assert made.report.after == pytest.approx(ours)


def test_equal_influence_of_indicators_comes_as_near_as_may_be():
    """Where the weights of groups stay, no weights may make all correlations equal; then no others do better."""
    values = np.random.default_rng(6).normal(50, 10, (40, 4))
    values[:, 1] += 0.5 * values[:, 0]
    table = shaped(values, normalised=True)
    made = EqualInfluence(level=1).apply(table)
    assert spread(made.report.after) < spread(made.report.before) / 2
    rng, nodes = np.random.default_rng(0), np.arange(4)
    others = np.tile(made.table.tree.weights, (300, 1))
    others[:, :4] *= rng.uniform(0.5, 1.5, (300, 4))
    tried = influence(table, others, nodes, ("arithmetic",))
    assert min(spread(found) for found in tried) >= spread(made.report.after) - 1e-9


def test_equal_influence_needs_nodes_to_balance():
    with pytest.raises(UsageError, match="level 3 has fewer than two"):
        EqualInfluence(level=3).apply(shaped(np.eye(4), normalised=True))
    with pytest.raises(UsageError, match="needs scores"):
        compose(shaped(np.eye(4)), [EqualInfluence()])
    assert compose(shaped(np.eye(4)), [MinMax(), EqualInfluence()]).last.normalised


def test_an_indicator_may_stand_beside_groups():
    indicators = (
        Indicator(code="a", parent="civil"),
        Indicator(code="b", parent="index", weight=3.0),
        Indicator(code="c", parent="civil"),
    )
    groups = (Group(code="index", level=3), Group(code="civil", level=2, parent="index"))
    table = Table(
        units=("A", "B"), values=np.array([[1.0, 10, 3], [5, NAN, 7]]), tree=Tree(indicators=indicators, groups=groups)
    )
    made = compose(table, [Scaled(), Aggregate()])
    assert made.scores.codes == ("civil", "index")
    assert made.scores.values.tolist() == [[2, 8], [6, 6]]
    assert made.scores.coverage.tolist() == [[1, 1], [1, 0.25]]
    noisy = climb(table.values, np.tile(table.tree.weights, (2, 1)), table.tree, Aggregate())[0]
    assert noisy.tolist() == [made.scores.values.tolist()] * 2
    assert effective_shares(made.last).tolist() == [[0.125, 0.75, 0.125], [0.5, 0, 0.5]]
    with pytest.raises(UsageError, match="no such group as 'civl'; did you mean civil"):
        made.scores.column("civl")

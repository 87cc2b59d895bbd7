"""Replays in words, explanations, uncertainty, Sobol's indices."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from composites import WEIGHTS, arrays, drawn, shaped
from shuzhu.errors import NoDataError, UsageError
from shuzhu.indices.composite.aggregate import Aggregate
from shuzhu.indices.composite.compose import compose
from shuzhu.indices.composite.draws import Choice, WeightNoise, draw
from shuzhu.indices.composite.explain import explain
from shuzhu.indices.composite.impute import Impute
from shuzhu.indices.composite.normalise import MinMax, Scaled, ZScore
from shuzhu.indices.composite.screen import Screen
from shuzhu.indices.composite.sensitivity import mean_shift, score_of, sensitivity, standing_of
from shuzhu.indices.composite.sobol import Design, sample, sobol
from shuzhu.indices.composite.steps import step_from_plain
from shuzhu.indices.composite.treat import Winsorise
from shuzhu.indices.composite.uncertainty import uncertainty
from shuzhu.indices.composite.weight import AHP, GivenWeights, Judgements

COURTS = """
court | rate@civil | days-@civil | cases@criminal
A     | 80         | 40          | 10
B     | 90         | 60          | 20
C     | 95         | 50          | 40
D     | 100        | 80          | 30
"""
STEPS = (Impute(), Winsorise(), MinMax(low=1), Aggregate())
MEANS = Choice(name="aggregation", options=tuple((f'aggregate.methods=["{m}"]',) for m in ("arithmetic", "geometric")))
NORMS = Choice(name="normalisation", options=((), ("normalise=rank",)))


@pytest.fixture
def composed():
    return compose(drawn(COURTS), STEPS)


def test_a_weight_is_set_in_words_after_all_other_weighting(composed):
    replayed = composed.replay("weights.civil=0.4", "weights.rate=2", "weight=critic", "weights.civil=0.5")
    names = [step.name for step in replayed.steps]
    assert names == ["impute", "winsorise", "min_max", "critic", "given_weights", "aggregate"]
    assert replayed.steps[4] == GivenWeights(weights=(("civil", 0.5),))
    assert composed.replay("weights.civil=0.4", "weights.rate=2").steps[3].weights == (("civil", 0.4), ("rate", 2.0))


def test_stages_before_the_change_are_the_very_same(composed):
    replayed = composed.replay("normalise=z_score")
    assert [a is b for a, b in zip(replayed.outcomes, composed.outcomes, strict=True)] == [True, True, False, False]
    assert composed.replay().outcomes == composed.outcomes
    assert replayed.steps[2] == ZScore()


def test_a_step_finds_its_place(composed):
    assert [s.name for s in composed.replay(Screen()).steps][:2] == ["screen", "impute"]
    assert [s.name for s in compose(drawn(COURTS), []).replay("normalise=rank").steps] == ["rank"]
    assert composed.replay("impute=none").steps == STEPS[1:]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("civil", "such as weights.civil=0.4, not 'civil'"),
        ("weights.civil=much", "a weight is a number"),
        ("winsorize.most=1", "no step 'winsorize' is taken; did you mean winsorise"),
        ("winsorise.mst=1", "winsorise has no 'mst'; did you mean most"),
        ("normalize=rank", "no such stage as 'normalize'; did you mean normalise"),
        ("normalise=runk", "no such step as 'runk'; did you mean rank"),
        ("normalise=critic", "critic is a step of weight, not of normalise"),
        ("denominate=denominate", "denominate lacks something: it takes by"),
    ],
)
def test_words_that_fit_no_step_are_answered(composed, words, complaint):
    with pytest.raises(UsageError, match=complaint):
        composed.replay(words)


def test_steps_are_written_down_and_read_again():
    ahp = AHP(judgements=(Judgements(group="civil", children=("rate", "days"), matrix=((1, 2), (0.5, 1))),), limit=0.2)
    said = compose(drawn(COURTS), [MinMax(), ahp]).to_plain()
    assert said[1]["judgements"] == [{"group": "civil", "children": ["rate", "days"], "matrix": [[1, 2], [0.5, 1]]}]
    assert step_from_plain(said[1]) == ahp
    with pytest.raises(UsageError, match="min_max has no 'hi'; did you mean high"):
        step_from_plain({"step": "min_max", "hi": 3})
    with pytest.raises(UsageError, match="judgements take group"):
        step_from_plain({"step": "ahp", "judgements": [{"group": "civil"}]})


def test_a_composite_says_what_it_has_not():
    unfinished = compose(drawn(COURTS), [MinMax()])
    with pytest.raises(UsageError, match="end the steps with aggregate"):
        _ = unfinished.scores
    with pytest.raises(UsageError, match="no step 'treat' was taken; the steps are min_max"):
        unfinished.stage("treat")
    with pytest.raises(UsageError, match="z_score comes after aggregate"):
        compose(drawn(COURTS), [MinMax(), Aggregate(), ZScore()])
    assert compose(drawn(COURTS), []).last.values.tolist() == drawn(COURTS).values.tolist()


def test_a_change_of_weight_is_explained_by_indicator(composed):
    found = explain(composed, composed.replay("weights.civil=0.4"))
    values = composed.last.values
    shares = np.array([0.4 / 1.4 / 2 - 0.25, 0.4 / 1.4 / 2 - 0.25, 1 / 1.4 - 0.5])
    assert found.codes == ("rate", "days", "cases")
    assert found.parts == pytest.approx(values * shares)
    assert found.parts.sum(axis=1) == pytest.approx(found.change)
    before, after = composed.standings, composed.replay("weights.civil=0.4").standings
    assert {unit for unit, _ in found.movers} == {u for u, b, a in zip("ABCD", before, after, strict=True) if a != b}


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic"])
@given(values=arrays(low=1), weights=WEIGHTS, data=st.data())
def test_the_parts_of_an_explanation_sum_to_the_change(method, values, weights, data):
    rows, width = values.shape
    before = shaped(values, weights=weights[:width], normalised=True)
    changed = values.copy()
    changed[data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, width - 1))] = math.nan
    changed[:, 0] += data.draw(st.integers(0, 9))
    after = shaped(changed, normalised=True)
    steps = [Aggregate(methods=(method,))]
    found = explain(compose(before, steps), compose(after, steps))
    known = ~np.isnan(found.change)
    assert np.allclose(found.parts.sum(axis=1)[known], found.change[known])


def test_what_has_no_exact_split_has_none(composed):
    assert explain(composed, composed.replay('aggregate.methods=["geometric"]')).parts is None
    held = composed.replay("aggregate.minimum_coverage=0.5")
    assert explain(held, held).parts is None
    ranked = composed.replay('aggregate.methods=["copeland"]')
    assert explain(ranked, ranked).parts is None
    assert explain(ranked, ranked).movers == ()
    other = compose(
        drawn(COURTS.replace("A ", "E ").replace("B ", "F ").replace("C ", "G ").replace("D ", "H ")), STEPS
    )
    with pytest.raises(UsageError, match="share no unit"):
        explain(composed, other)


def test_an_explanation_follows_units_and_indicators_that_were_screened_out():
    table = drawn("c | a@civil | b@civil | d@criminal\nA | 1 | 2 | .\nB | 2 | . | 1\nC | 3 | 4 | 2")
    before = compose(table, [Scaled(), Aggregate()])
    after = before.replay(Screen(indicator_available=0.7, unit_available=0.6), "screen.unit_available=0.9")
    found = explain(before, after)
    assert found.rows == (("C", None),)
    assert found.parts.sum(axis=1) == pytest.approx(found.change)


def test_every_draw_is_the_replay_that_it_stands_for(composed):
    points = np.array([[0.1, 0.2], [0.9, 0.2], [0.1, 0.7], [0.9, 0.7]])
    found = draw(composed, [MEANS, NORMS], points, seed=0)
    for at, (mean, norm) in enumerate([(0, 0), (1, 0), (0, 1), (1, 1)]):
        alone = composed.replay(*MEANS.options[mean], *NORMS.options[norm])
        assert found.index[at] == pytest.approx(alone.index)
        assert found.standings[at] == pytest.approx(alone.standings)
    assert found.nominal.tolist() == composed.index.tolist()


def test_noise_multiplies_the_weights_of_its_level(composed):
    points = np.linspace(0, 0.99, 50)[:, None]
    noise = WeightNoise(share=0.5, level=2, sets=50)
    found = draw(composed, [noise], points, seed=3).index
    ratios = np.random.default_rng(3).uniform(0.5, 1.5, (50, 6))[np.floor(points[:, 0] * 50).astype(int)]
    for at in range(50):
        words = (f"weights.civil={ratios[at, 3]}", f"weights.criminal={ratios[at, 4]}")
        assert found[at] == pytest.approx(composed.replay(*words).index)
    assert np.allclose(draw(composed, [WeightNoise(share=0)], points, seed=3).index, composed.index)


def test_intervals_hold_the_draws_and_a_seed_gives_the_same_again(composed):
    found = uncertainty(composed, [MEANS, NORMS, WeightNoise()], count=300, seed=5)
    again = uncertainty(composed, [MEANS, NORMS, WeightNoise()], count=300, seed=5)
    other = uncertainty(composed, [MEANS, NORMS, WeightNoise()], count=300, seed=6)
    assert np.array_equal(found.draws.index, again.draws.index)
    assert not np.array_equal(found.draws.index, other.draws.index)
    for interval, values in ((found.scores(), found.draws.index), (found.standings(), found.draws.standings)):
        inside = (values >= interval.low - 1e-9) & (values <= interval.high + 1e-9)
        assert (inside.mean(axis=0) >= 0.9).all()
        assert interval.median == pytest.approx(np.median(values, axis=0))
        assert interval.mean == pytest.approx(values.mean(axis=0))
    with pytest.raises(UsageError, match="at least one draw"):
        uncertainty(composed, [MEANS], count=0)
    with pytest.raises(UsageError, match="share between 0 and 1"):
        found.scores(held=1.0)


def test_a_unit_that_some_draws_leave_out_has_no_score_there():
    table = drawn("c | a@civil | b@civil\nA | 1 | 2\nB | 2 | .\nC | 3 | 4")
    made = compose(table, [Screen(), MinMax(), Aggregate()])
    screens = Choice(name="screen", options=((), ("screen.unit_available=0.9",)))
    found = uncertainty(made, [screens], count=40, seed=1)
    assert 0 < np.isnan(found.draws.index[:, 1]).sum() < 40
    assert not np.isnan(found.scores().mean).any()
    with pytest.raises(NoDataError, match="some draws give no result"):
        sensitivity(made, [screens], score_of("B"), Design(base=16))


@pytest.mark.parametrize(
    ("factors", "words"),
    [
        ([], "at least one factor"),
        ([MEANS, MEANS], "its own name"),
        ([Choice(name="none", options=())], "has no options"),
        ([WeightNoise(share=2)], "between 0 and 1"),
        ([Choice(name="a", options=(("aggregate=none",),))], "took aggregate away"),
        ([Choice(name="a", options=(("normalise=none",),))], "took normalising away"),
    ],
)
def test_factors_that_do_not_fit_are_answered(composed, factors, words):
    with pytest.raises(UsageError, match=words):
        uncertainty(composed, factors, count=4)
    with pytest.raises(UsageError, match="end the steps with aggregate"):
        uncertainty(compose(drawn(COURTS), [MinMax()]), [MEANS])


def ishigami(points):
    """Ishigami & Homma 1990, with a = 7 and b = 0.1."""
    x = (points * 2 - 1) * math.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobols_indices_of_ishigamis_function():
    a, b = 7, 0.1
    variance = a**2 / 8 + b * math.pi**4 / 5 + b**2 * math.pi**8 / 18 + 0.5
    first = np.array([0.5 * (1 + b * math.pi**4 / 5) ** 2, a**2 / 8, 0]) / variance
    both = b**2 * math.pi**8 * (1 / 18 - 1 / 50) / variance
    total = first + np.array([both, 0, both])
    found = sobol(ishigami, 3, Design(base=8192, seed=1))
    assert found.first == pytest.approx(first, abs=0.02)
    assert found.total == pytest.approx(total, abs=0.02)
    assert found.variance == pytest.approx(variance, rel=0.01)
    assert found.mean == pytest.approx(a / 2, rel=0.01)
    assert ((found.total_low < found.total) & (found.total < found.total_high)).all()
    assert ((found.first_low - 0.01 < first) & (first < found.first_high + 0.01)).all()


def test_a_sum_has_no_interactions_and_what_does_not_vary_no_indices():
    found = sobol(lambda p: p @ np.array([3.0, 1.0]), 2, Design(base=1024))
    assert found.first == pytest.approx([0.9, 0.1], abs=0.02)
    assert found.total == pytest.approx([0.9, 0.1], abs=0.02)
    assert np.isnan(sobol(lambda p: np.ones(len(p)), 2, Design(base=8)).total).all()
    with pytest.raises(UsageError, match="power of two"):
        sample(2, Design(base=100))


def test_only_what_can_vary_is_sensitive(composed):
    still = Choice(name="still", options=((), ()))
    found = sensitivity(composed, [MEANS, NORMS, WeightNoise(), still], design=Design(base=128))
    assert found.factors == ("aggregation", "normalisation", "weights", "still")
    assert found.runs == 128 * 6
    assert found.indices.total[3] == 0
    assert (found.indices.total[:3] > 0).all()
    again = sensitivity(composed, [MEANS, NORMS, WeightNoise(), still], mean_shift, Design(base=128))
    assert np.array_equal(again.indices.total, found.indices.total)


def test_a_units_own_score_and_standing_may_be_the_output(composed):
    points = np.array([[0.1], [0.9]])
    draws = draw(composed, [MEANS], points, seed=0)
    assert score_of("C")(draws).tolist() == draws.index[:, 2].tolist()
    assert standing_of("C")(draws).tolist() == draws.standings[:, 2].tolist()
    with pytest.raises(UsageError, match="no such unit as 'E'"):
        score_of("E")(draws)

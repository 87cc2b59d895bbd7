"""What holds for every table: laws of scale and shift, order, monotony, missing values, replays."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from composites import DIRECTIONS, WEIGHTS, arrays, shaped
from shuzhu.indices.composite.aggregate import MEANS, Aggregate
from shuzhu.indices.composite.change import changed_steps
from shuzhu.indices.composite.compose import compose
from shuzhu.indices.composite.impute import Impute
from shuzhu.indices.composite.normalise import DistanceToMax, DistanceToUnit, FractionOfMax, MinMax, Scaled, ZScore
from shuzhu.indices.composite.places import Borda, PercentileRank, Rank
from shuzhu.indices.composite.standards import DistanceToTarget, Goalposts, ReferenceInterval
from shuzhu.indices.composite.steps import step_from_plain
from shuzhu.indices.composite.treat import Winsorise
from shuzhu.indices.composite.tree import Tree

SCALES = st.sampled_from([0.25, 0.5, 2.0, 4.0])
SHIFTS = st.integers(-50, 50).map(float)
RELATIVE = [
    MinMax(low=3, high=7),
    ZScore(mean=5),
    Rank(),
    PercentileRank(),
    Borda(),
    DistanceToMax(),
    DistanceToUnit(unit="u1"),
]
METHODS = [*MEANS, "copeland"]


def same(left, right):
    return np.allclose(left, right, rtol=1e-9, atol=1e-9, equal_nan=True)


def scores(step, values, directions):
    return step.apply(shaped(values, directions)).table.values


@pytest.mark.parametrize("step", RELATIVE, ids=lambda step: step.name)
@given(values=arrays(), directions=DIRECTIONS, scale=SCALES, shift=SHIFTS)
def test_scores_relative_to_the_sample_know_no_scale_and_no_origin(step, values, directions, scale, shift):
    directions = directions[: values.shape[1]]
    assert same(scores(step, values * scale + shift, directions), scores(step, values, directions))


@pytest.mark.parametrize("step", [*RELATIVE, Scaled(factor=2)], ids=lambda step: step.name)
@given(values=arrays(), directions=DIRECTIONS)
def test_turning_values_and_directions_over_changes_nothing(step, values, directions):
    directions = directions[: values.shape[1]]
    turned = [-direction for direction in directions]
    assert same(scores(step, -values, turned), scores(step, values, directions))


@given(values=arrays(low=1), directions=DIRECTIONS, scale=SCALES)
def test_fractions_of_the_maximum_know_no_scale(values, directions, scale):
    directions = directions[: values.shape[1]]
    for step in (FractionOfMax(), FractionOfMax(turned=False)):
        assert same(scores(step, values * scale, directions), scores(step, values, directions))


@given(values=arrays(), scale=SCALES, shift=SHIFTS)
def test_plain_scaling_follows_scale_and_shift(values, scale, shift):
    ones = [1] * values.shape[1]
    step = Scaled(origin=3, width=2, factor=5)
    assert same(
        scores(step, values * scale + shift, ones),
        scores(replace(step, origin=(3 - shift) / scale, width=2 / scale), values, ones),
    )


@given(values=arrays(), directions=DIRECTIONS, scale=SCALES, shift=SHIFTS)
def test_scores_against_standards_move_with_them(values, directions, scale, shift):
    directions = directions[: values.shape[1]]
    signed = [(f"i{at}", direction) for at, direction in enumerate(directions)]

    def moved(value):
        return value * scale + shift

    for still, along in (
        (
            DistanceToTarget(targets=tuple((c, 150.0 * d) for c, d in signed)),
            DistanceToTarget(targets=tuple((c, moved(150.0 * d)) for c, d in signed)),
        ),
        (
            Goalposts(posts=tuple((c, -20.0, 30.0) for c, _ in signed)),
            Goalposts(posts=tuple((c, moved(-20), moved(30)) for c, _ in signed)),
        ),
        (
            ReferenceInterval(scales=tuple((c, 60.0 * d, 5.0 * d) for c, d in signed)),
            ReferenceInterval(scales=tuple((c, moved(60 * d), moved(5 * d)) for c, d in signed)),
        ),
    ):
        assert same(scores(along, moved(values), directions), scores(still, values, directions))


@pytest.mark.parametrize(
    "step",
    [*RELATIVE, Scaled(), Goalposts(posts=tuple((f"i{at}", -20.0, 30.0) for at in range(6)), cut=False)],
    ids=lambda step: step.name,
)
@given(values=arrays(), directions=DIRECTIONS)
def test_the_better_value_has_the_better_score(step, values, directions):
    if isinstance(step, Goalposts):
        step = replace(step, posts=step.posts[: values.shape[1]])
    directions = directions[: values.shape[1]]
    found = scores(step, values, directions)
    for column, score, direction in zip(values.T, found.T, directions, strict=True):
        known = ~np.isnan(score)
        order = np.argsort(column[known] * direction, kind="stable")
        assert (np.diff(score[known][order]) >= -1e-9).all()


@pytest.mark.parametrize("method", METHODS)
@given(values=arrays(low=1), weights=WEIGHTS, data=st.data())
def test_a_better_score_never_lowers_its_unit(method, values, weights, data):
    """Raising one score lowers no group of its unit; the means leave other units where they were."""
    row = data.draw(st.integers(0, len(values) - 1))
    at = data.draw(st.integers(0, values.shape[1] - 1))
    raised = values.copy()
    raised[row, at] += data.draw(st.integers(1, 50))
    steps = [Aggregate(methods=(method,))] if method != "copeland" else [Aggregate(methods=("copeland", "arithmetic"))]
    before, after = (
        compose(shaped(v, weights=weights[: v.shape[1]], normalised=True), steps) for v in (values, raised)
    )
    known = ~np.isnan(before.scores.values[row])
    assert (after.scores.values[row] >= before.scores.values[row] - 1e-9)[known].all()
    if method != "copeland":
        others = np.arange(len(values)) != row
        assert same(after.scores.values[others], before.scores.values[others])


@pytest.mark.parametrize("method", METHODS)
@given(values=arrays(), weights=WEIGHTS, data=st.data())
def test_the_order_of_units_and_indicators_is_nothing(method, values, weights, data):
    table = shaped(values, weights=weights[: values.shape[1]])
    steps = [Impute(), Winsorise(), MinMax(low=1, high=2), Aggregate(methods=(method,))]
    made = compose(table, steps)
    rows = np.array(data.draw(st.permutations(range(len(values)))))
    assert same(compose(table.take(rows), steps).scores.values, made.scores.values[rows])
    columns = data.draw(st.permutations(range(values.shape[1])))
    tree = Tree(indicators=tuple(table.tree.indicators[at] for at in columns), groups=table.tree.groups)
    shuffled = replace(table, values=values[:, columns], tree=tree)
    assert same(compose(shuffled, steps).scores.values, made.scores.values)


@pytest.mark.parametrize("method", list(MEANS))
@given(values=arrays(low=1), weights=WEIGHTS, data=st.data())
def test_losing_a_score_that_was_no_worse_than_its_group_never_raises_the_unit(method, values, weights, data):
    """Where a score goes missing that was at least its group's, and its group keeps another, no group rises.

    Where it was at most its group's, none falls. Coverage never rises either way.
    """
    row, at = data.draw(st.integers(0, len(values) - 1)), data.draw(st.integers(0, values.shape[1] - 1))
    table = shaped(values, weights=weights[: values.shape[1]], normalised=True)
    before = compose(table, [Aggregate(methods=(method,))])
    lost = values.copy()
    lost[row, at] = math.nan
    after = compose(table.with_values(lost), [Aggregate(methods=(method,))])
    assert (after.scores.coverage <= before.scores.coverage + 1e-12).all()
    group = table.tree.indicators[at].parent
    if np.isnan(after.scores.column(group)[row]) or np.isnan(values[row, at]):
        return
    was, own = before.scores.column(group)[row], values[row, at]
    moved = after.scores.values[row] - before.scores.values[row]
    moved = moved[~np.isnan(moved)]
    assert (moved <= 1e-9).all() or own < was
    assert (moved >= -1e-9).all() or own > was


@given(values=arrays(low=1), weights=WEIGHTS, limit=st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0]))
def test_a_minimum_of_coverage_only_takes_scores_away(values, weights, limit):
    """Of the lowest groups: each keeps its score or loses it, and loses it where less weight than asked had a value."""
    table = shaped(values, weights=weights[: values.shape[1]], normalised=True)
    free, held = (compose(table, [Aggregate(minimum_coverage=least)]) for least in (0.0, limit))
    for group in ("G", "H"):
        if group in held.scores.codes:
            enough = free.scores.coverage[:, free.scores.codes.index(group)] >= limit - 1e-12
            expected = np.where(enough, free.scores.column(group), np.nan)
            assert same(held.scores.column(group), expected)


CHANGES = [
    "weights.G=0.4", "weights.i0=3", "winsorise.most=1", "treat=none", "impute=none", "impute.method=median",
    "normalise=z_score", "normalise=rank", "normalise.low=1", "weight=equal_weights", "weight=critic",
    'aggregate.methods=["geometric"]', "aggregate.minimum_coverage=0.5", Impute(method="median"),
]  # fmt: skip
STEPS = (Impute(), Winsorise(most=3), MinMax(low=1), Aggregate())


TOGETHER = [
    "weights.G=0.4", "weights.i0=3", "winsorise.most=1", "impute.method=median", "weight=equal_weights",
    "aggregate.minimum_coverage=0.5", Impute(method="median"),
]  # fmt: skip


@given(
    values=arrays(units=(4, 7), width=(4, 6)),
    changes=st.lists(st.sampled_from(TOGETHER), max_size=3),
    last=st.sampled_from([(), ("treat=none",), ("impute=none",)]),
)
def test_a_replay_is_what_computing_anew_gives(values, changes, last):
    table, changes = shaped(values), [*changes, *last]
    replayed = compose(table, STEPS).replay(*changes)
    anew = compose(table, changed_steps(STEPS, changes))
    assert replayed.steps == anew.steps
    assert np.array_equal(replayed.scores.values, anew.scores.values, equal_nan=True)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_kind_of_change_replays_and_is_written_down(change):
    values = np.random.default_rng(8).uniform(1, 99, (9, 6))
    values[0, 0] = math.nan
    replayed = compose(shaped(values), STEPS).replay("normalise.low=1", change)
    assert len(replayed.outcomes) == len(replayed.steps)
    written = json.loads(json.dumps(replayed.to_plain()))
    again = compose(shaped(values), [step_from_plain(said) for said in written])
    assert again.steps == replayed.steps
    assert np.array_equal(again.scores.values, replayed.scores.values, equal_nan=True)

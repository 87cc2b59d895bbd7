"""Persons' figures held against their own mix: one cell is Wilson's interval, sums agree, few cases say nothing."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.proportion import proportion_confint

from shuzhu.prelitigation.adjusted import FEWEST_IN_CELL, cells_of, held, held_marks

CASES = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.tuples(st.sampled_from("借婚邻"), st.sampled_from("大小")), st.booleans()),
    min_size=1, max_size=120,
)  # fmt: skip


def split(cases):
    """Persons, cells and outcomes."""
    persons, mixes, good = zip(*cases, strict=True)
    return persons, cells_of(mixes), good


@given(CASES)
def test_expected_of_all_persons_is_observed_of_all(cases):
    found = held(*split(cases), fewest=1)
    assert sum(one.expected for one in found) == pytest.approx(sum(one.observed for one in found))
    assert [one.person for one in found] == sorted({person for person, _, _ in cases})


@given(CASES)
def test_every_interval_holds_its_rate_and_lies_within_all_and_none(cases):
    for one in held(*split(cases), fewest=1):
        assert -1e-9 <= one.lower <= one.rate + 1e-6
        assert one.rate - 1e-6 <= one.upper <= 1 + 1e-9


@given(CASES)
def test_cells_are_a_partition_and_only_the_last_one_may_be_small(cases):
    cells = cells_of([mix for _, mix, _ in cases])
    sizes = {cell: cells.count(cell) for cell in cells}
    assert all(size >= FEWEST_IN_CELL for cell, size in sizes.items() if cell)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 400))
def test_of_one_cell_the_interval_is_wilsons(cases, good, others):
    assume(good <= cases)
    outcomes = [True] * good + [False] * (cases - good) + [n % 3 == 0 for n in range(others)]
    found = held(["甲"] * cases + ["乙"] * others, [()] * len(outcomes), outcomes, fewest=1)
    own = next(one for one in found if one.person == "甲")
    assume(0 < sum(outcomes) < len(outcomes))
    assert (own.lower, own.upper) == pytest.approx(proportion_confint(good, cases, method="wilson"), abs=1e-6)


def test_a_level_is_the_offset_logistic_fit():
    dice = np.random.default_rng(3)
    cells = dice.integers(0, 4, 3000)
    persons = [f"调-{n % 6}" for n in range(3000)]
    good = dice.random(3000) < np.array([0.3, 0.5, 0.7, 0.85])[cells]
    found = held(persons, list(cells), list(good))
    rates = np.array([good[cells == c].mean() for c in range(4)])
    for one in found:
        mine = np.array([p == one.person for p in persons])
        offset = np.log(rates / (1 - rates))[cells]
        level = GLM(good[mine].astype(float), np.ones(mine.sum()), family=Binomial(), offset=offset[mine]).fit(
            tol=1e-13
        )
        shares = 1 / (1 + np.exp(-(offset + level.params[0])))
        assert one.standard == pytest.approx(shares.mean(), abs=1e-6)


def test_a_hard_mix_is_not_held_against_a_person():
    """Both settle half of the hard and nine in ten of the easy; one has mostly hard cases."""
    cases = [("难", "借款", n % 2 == 0) for n in range(90)] + [("难", "邻里", n % 10 > 0) for n in range(10)]
    cases += [("易", "借款", n % 2 == 0) for n in range(10)] + [("易", "邻里", n % 10 > 0) for n in range(90)]
    persons, causes, good = zip(*cases, strict=True)
    hard, easy = sorted(held(persons, causes, good), key=lambda one: one.observed)
    assert (hard.person, hard.rate, easy.rate) == ("难", 0.54, 0.86)
    assert hard.standard == pytest.approx(easy.standard)
    assert (hard.place, easy.place) == ("within", "within")


def test_who_is_far_from_the_others_lies_outside_the_limits_and_is_drawn_in():
    persons, good = [], []
    for n in range(12):
        persons += [f"调{n:02d}"] * 120
        good += [k < (30 if n == 5 else 84 + n % 3) for k in range(120)]
    found = {one.person: one for one in held(persons, ["借"] * len(good), good)}
    low = found["调05"]
    assert low.place == "below"
    assert low.rate < low.drawn_in < low.expected_rate
    assert all(found[name].place == "within" for name in found if name != "调05")


def test_few_cases_say_nothing():
    (one,) = held(["甲"] * 19, ["借"] * 19, [True] * 19)
    assert (one.enough, one.place, one.rate, one.lower, one.drawn_in) == (False, "", None, None, None)
    assert (one.cases, one.observed) == (19, 19)
    (one,) = held_marks(["甲"] * 4, ["书"] * 4, [90.0] * 4)
    assert not one.enough


def test_marks_are_held_against_the_same_kinds_of_documents():
    persons = ["甲"] * 20 + ["乙"] * 20
    kinds = ["协议"] * 15 + ["报告"] * 5 + ["协议"] * 5 + ["报告"] * 15
    marks = [80 + n % 3 if kind == "协议" else 90 + n % 3 for n, kind in enumerate(kinds)]
    first, second = held_marks(persons, kinds, marks)
    assert (first.person, second.person) == ("乙", "甲")
    assert first.rate - second.rate > 4
    assert first.standard == pytest.approx(second.standard, abs=0.3)
    assert all(one.lower < one.rate < one.upper and one.place == "within" for one in (first, second))
    assert first.expected + second.expected == pytest.approx(sum(marks))

"""Pairs settled one to one, calibrated, and told as a statement: laws, against slow references."""

import itertools
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.linkage.calibrate import NEEDED, OURS, brier, fitted, reliability
from shuzhu.linkage.conflicts import conflicts
from shuzhu.linkage.disputes import TASKS
from shuzhu.linkage.settle import one_each, one_to_one
from shuzhu.linkage.statement import LINES, state, tally
from shuzhu.pipeline.editions import in_edition

PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.floats(-3, 30, allow_nan=False), max_size=10
)


def table(pairs):
    """Pairs as the model scores them."""
    return pa.table({
        "left": pa.array([one for one, _ in pairs], pa.string()),
        "right": pa.array([other for _, other in pairs], pa.string()),
        "weight": pa.array(list(pairs.values()), pa.float64()),
    })  # fmt: skip


def best(pairs):
    """The greatest sum of weights of any one-to-one choice, by trying all."""
    good = [(pair, weight) for pair, weight in pairs.items() if weight > 0]
    sums = [0.0]
    for many in range(1, len(good) + 1):
        for chosen in itertools.combinations(good, many):
            sides = list(zip(*(pair for pair, _ in chosen), strict=True))
            if all(len(set(side)) == many for side in sides):
                sums.append(sum(weight for _, weight in chosen))
    return max(sums)


@given(PAIRS)
def test_one_to_one_is_one_to_one_and_the_best_there_is(pairs):
    found = one_to_one(table(pairs)).to_pylist()
    for side in ("left", "right"):
        assert len({row[side] for row in found}) == len(found)
    assert sum(pairs[row["left"], row["right"]] for row in found) == pytest.approx(best(pairs))


def test_rivals_take_certainty_away():
    alone = one_to_one(table({("a", "x"): 5.0})).to_pylist()[0]["weight"]
    rivalled = one_to_one(table({("a", "x"): 5.0, ("a", "y"): 5.0})).to_pylist()[0]["weight"]
    assert alone == pytest.approx(5)
    assert rivalled == pytest.approx(5 - np.log2(33))


@given(PAIRS, st.sampled_from(["left", "right"]))
def test_each_record_of_a_side_keeps_its_heaviest_pair(pairs, side):
    found = one_each(table(pairs), side).to_pylist()
    place = ("left", "right").index(side)
    heaviest = {}
    for pair, weight in pairs.items():
        heaviest[pair[place]] = max(weight, heaviest.get(pair[place], -np.inf))
    assert {row[side]: pairs[row["left"], row["right"]] for row in found} == heaviest
    for row in found:
        rivals = sum(2**w for pair, w in pairs.items() if pair[place] == row[side]) - 2 ** heaviest[row[side]]
        assert row["weight"] == pytest.approx(heaviest[row[side]] - np.log2(1 + max(rivals, 0)), abs=1e-6)


def test_a_mediation_may_lead_to_several_cases_and_a_case_comes_from_one():
    settle = TASKS["filed"].settle
    found = settle(table({("m1", "c1"): 9.0, ("m1", "c2"): 5.0, ("m2", "c2"): 7.0, ("m1", "c3"): 6.0})).to_pylist()
    assert {(row["left"], row["right"]) for row in found} == {("m1", "c1"), ("m2", "c2"), ("m1", "c3")}


def test_causes_bear_the_names_of_one_edition_and_an_unknown_one_none():
    told = pa.chunked_array([["网络购物合同纠纷", None, "信息网络买卖合同纠纷"], ["虚构未列案由纠纷"]])
    renamed = "信息网络买卖合同纠纷"
    assert in_edition(told, read_codes(), date.max).to_pylist() == [renamed, None, renamed, None]


def test_a_calibration_needs_pairs_of_both_kinds_and_then_tells_the_truth():
    rng = np.random.default_rng(3)
    weight = rng.uniform(-8, 12, 20_000)
    same = rng.random(20_000) < 1 / (1 + np.exp2(-(0.5 * weight - 1)))
    assert fitted(weight[:NEEDED], np.ones(NEEDED)) is OURS
    line = fitted(weight, same)
    assert line.slope == pytest.approx(0.5, abs=0.03)
    assert line.offset == pytest.approx(-1, abs=0.1)
    assert brier(line(weight), same) < brier(OURS(weight), same)
    assert all(abs(band.told - band.same / band.pairs) < 0.05 for band in reliability(line(weight), same))


RECORDS = st.dictionaries(
    st.integers(0, 12).map(str),
    st.fixed_dictionaries({
        "ending": st.sampled_from(["agreed", "expired", "settled_withdrawn"]),
        "amount": st.none() | st.decimals(0, 10**9, places=2), "ended_on": st.just(date(2020, 3, 1)),
    }),
)  # fmt: skip


@given(RECORDS, RECORDS, st.data())
def test_a_statement_adds_up_to_the_record_and_the_fen(left, right, data):
    keys = [str(n) for n in range(13)]
    pairs = list(zip(keys, data.draw(st.permutations(keys)), strict=True))[: data.draw(st.integers(0, 13))]
    differing = {pair: ["success"] for pair in pairs if data.draw(st.booleans())}
    held = {pair: right[pair[1]] for pair in differing if pair[1] in right and data.draw(st.booleans())}
    unsure = [pair for pair in pairs if data.draw(st.booleans())]
    pairs = [pair for pair in pairs if pair not in unsure]
    found = state(left, right, pairs, differing, held, unsure)
    assert found.left["waiting"].records == sum(one in left for one, _ in unsure)
    assert found.right["waiting"].records == sum(other in right for _, other in unsure)
    assert found.waiting == sum(one in left or other in right for one, other in unsure)
    assert found.totals == (tally(left.values()), tally(right.values()))
    assert list(found.left) == list(found.right) == list(LINES)
    for line in ("agreeing", "differing"):
        assert found.left[line].records == found.right[line].records
    both = sum(one in left and other in right for one, other in pairs)
    assert found.common.records == len(left) + len(right) - both


def test_conflicts_have_a_kind_and_a_size_and_a_slip_of_days_is_minor():
    one = {"ending": "agreed", "amount": Decimal(100), "ended_on": date(2020, 3, 1), "applicant": "张某某"}
    other = {"ending": "expired", "amount": Decimal(250), "ended_on": date(2020, 3, 3), "applicant": "张虚构"}
    assert [(c.kind, c.size, c.minor) for c in conflicts(one, other)] == [
        ("success", 1, False), ("amount", 150.0, False), ("days", 2, True),
    ]  # fmt: skip
    assert conflicts(one, one | {"applicant": None}) == []

"""Decisions of pairs on every kind of application database: kept, taken back, never changed."""

from datetime import UTC, datetime

import pytest

from shuzhu.desk.pairs import DIFFERENT, HOLDS, SAME, UNDONE, PairStep, decide, decided, steps_of
from shuzhu.errors import UsageError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def step(what, note="查阅卷宗", **more):
    """A decision of one pair."""
    return PairStep(task="ledger", left="a", right="b", what=what, at=NOW, by="甲", note=note, **more)


def test_the_last_decision_stands_until_it_is_taken_back(desk):
    decide(desk, [step(DIFFERENT), step(SAME, weight=3.5), step(HOLDS, field="ending", side="right")])
    standing = decided(desk, "ledger")
    assert (standing["a", "b", ""].what, standing["a", "b", ""].weight) == (SAME, 3.5)
    assert standing["a", "b", "ending"].side == "right"
    decide(desk, [step(UNDONE, field="ending")])
    assert set(decided(desk, "ledger")) == {("a", "b", "")}
    assert [one.what for one in steps_of(desk, "ledger", "a", "b")] == [DIFFERENT, SAME, HOLDS, UNDONE]
    assert not decided(desk, "twice")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [(step(SAME, note=" "), "why"), (step(UNDONE), "nothing is decided"), (step(HOLDS, field="ending"), "which source"),
     (step(SAME, field="ending"), "only a field"), (step("perhaps"), "no decision")],
)  # fmt: skip
def test_a_decision_that_says_too_little_is_refused_and_none_of_the_others_is_kept(desk, wrong, says):
    with pytest.raises(UsageError, match=says):
        decide(desk, [step(DIFFERENT), wrong])
    assert not steps_of(desk, "ledger", "a", "b")

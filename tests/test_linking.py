"""Two sources linked, reconciled and decided, by the way that every face takes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

import disputes
from disputes import COURT, ledger, platform
from shuzhu import pipeline
from shuzhu.access import LOCAL, LOCAL_NAMED, Grant, Reader, rights_of
from shuzhu.desk.audit import entries
from shuzhu.desk.pairs import DIFFERENT, HOLDS, SAME, UNDONE, PairStep
from shuzhu.errors import DeniedError, NoDataError, UsageError
from shuzhu.linkage.disputes import TASKS
from shuzhu.pipeline.house import open_house

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A store with disputes of two sources."""
    return disputes.store(tmp_path_factory.mktemp("linking"))


@pytest.fixture
def house(root):
    """The store, linked, with the links between the two sources."""
    opened = open_house(root)
    pipeline.link(opened, ["ledger", "twice"])
    return opened


def step(what, n=20, **more):
    """A decision of a pair."""
    return PairStep(task="ledger", left=f"（2020）{COURT}诉前调{n}号", right=f"台{n:04d}", what=what, at=NOW, by="甲",
                    note="查阅卷宗", **more)  # fmt: skip


def test_every_pair_is_found_and_no_other(house):
    found = {(one.left, one.right) for one in pipeline.links(house, "ledger")}
    assert found == {(f"（2020）{COURT}诉前调{n}号", f"台{n:04d}") for n in range(1, 31)}
    one = pipeline.one_link(house, "ledger", *step(SAME).key[:2])
    assert one.signs[-1].ends == pytest.approx(one.weight)
    assert {sign.title for sign in one.signs} == {c.title for c in TASKS["ledger"].plan.comparisons}


def test_the_statement_adds_up_to_what_each_source_holds(house):
    found = pipeline.reconcile(house, COURT, "2020")
    left, right = found.statement.totals
    assert (left.records, right.records) == (40, 32)
    assert left.amount == sum(Decimal(platform(n)["amount"]) for n in range(1, 41))
    assert right.amount == sum(Decimal(ledger(n)["amount"]) for n in [*range(1, 31), 901, 902])
    assert found.statement.left["only"].records == 10
    assert found.statement.right["only"].records == 2
    assert found.statement.common.records == 42
    assert found.statement.kinds["success"] == 3
    (value,) = pipeline.measure(house, ["Q2"], COURT, "2020")
    assert (value.numerator, value.denominator) == found.effects[0].platform


def test_a_pair_in_two_periods_stands_in_a_line_of_its_own(house):
    whole = pipeline.reconcile(house, COURT, "2020")
    parts = [pipeline.reconcile(house, COURT, f"2020-0{month}") for month in (3, 4, 5)]
    assert sum(part.statement.totals[0].records for part in parts) == whole.statement.totals[0].records


def test_what_was_decided_counts_at_once_and_can_be_taken_back(house):
    before = pipeline.reconcile(house, COURT, "2020").effects[0]
    pipeline.decide_link(house, step(HOLDS, field="ending", side="right"))
    after = pipeline.reconcile(house, COURT, "2020")
    assert after.effects[0].decided == (before.platform[0] + 1, before.platform[1])
    assert after.effects[0].platform == before.platform
    assert [row["state"] for row in pipeline.conflict_rows(house, after)].count("以台账为准") == 1
    pipeline.decide_link(house, step(UNDONE, field="ending"))
    assert pipeline.reconcile(house, COURT, "2020").effects[0] == before
    assert [one.what for one in pipeline.link_steps(house, "ledger", *step(SAME).key[:2])] == [HOLDS, UNDONE]


def test_a_pair_held_to_be_different_never_comes_back(house):
    pipeline.decide_link(house, step(DIFFERENT, n=5))
    pipeline.link(house, ["ledger"])
    assert step(SAME, n=5).key[:2] not in {(one.left, one.right) for one in pipeline.links(house, "ledger")}
    pipeline.decide_link(house, step(SAME, n=6))
    pipeline.link(house, ["ledger"])
    assert pipeline.one_link(house, "ledger", *step(SAME, n=6).key[:2]).how == "decided"


def test_names_are_hidden_from_who_may_not_see_them_and_each_reading_is_in_the_audit(house):
    pair = step(SAME).key[:2]
    hidden = pipeline.beside(house.read_by(LOCAL), *pair)
    assert hidden.left["applicant"].endswith("某某")
    before = len(entries(house.desk, what="names"))
    shown = pipeline.beside(house.read_by(LOCAL_NAMED), *pair)
    assert shown.left["applicant"] == platform(20)["applicant"]
    assert len(entries(house.desk, what="names")) == before + 1


def test_links_and_decisions_need_the_right(house):
    reader = lambda role: Reader(name="乙", rights=rights_of([Grant(role=role, court=COURT)], lambda _: ()))  # noqa: E731
    leader = house.read_by(reader("leader"))
    assert pipeline.reconcile(leader, COURT, "2020").statement.totals[0].records == 40
    with pytest.raises(DeniedError):
        pipeline.decide_link(leader, step(SAME))
    with pytest.raises(DeniedError):
        pipeline.link(house.read_by(reader("supervision")), ["ledger"])
    with pytest.raises(DeniedError):
        pipeline.reconcile(house.read_by(reader("mediator")), "虚0203", "2020")
    with pytest.raises(UsageError, match="did you mean ledger"):
        pipeline.link(house, ["ledgers"])
    with pytest.raises(NoDataError):
        pipeline.links(house, "filed")


def test_no_name_is_in_a_file_of_links_and_undoing_a_load_takes_them_away(root, house, tmp_path):
    files = list((root / "links").rglob("*.parquet"))
    assert files
    assert not any(platform(n)["applicant"].encode() in path.read_bytes() for path in files for n in range(1, 41))
    number = house.snapshot.loads[-1]
    pipeline.undo(house, number)
    assert not list((root / "links").rglob("*.parquet"))

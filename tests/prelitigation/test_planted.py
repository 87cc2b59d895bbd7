"""What the made-up courts have planted before filing is found, and nothing else; all thirty indicators have a value."""

import json
from datetime import UTC, datetime

import pytest

from shuzhu import pipeline
from shuzhu.prelitigation.steps import STEPS

NOW = datetime(2023, 1, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small made-up province and what its truth file says of disputes before filing."""
    root = tmp_path_factory.mktemp("planted") / "store"
    pipeline.demo(root, scale=6_000, seed=7)
    truth = json.loads((root.with_name("store-files") / "truth.json").read_text(encoding="utf-8"))
    return pipeline.open_house(root), truth["before_filing"]


def test_what_drags_on_and_what_nobody_signed_is_found_and_nothing_else(made):
    house, planted = made
    found = pipeline.flagged(house, planted["court"], "2022")
    assert planted["overtime"]
    assert planted["unproven"]
    assert sorted(row["mediation_id"] for row in found["overtime"]) == planted["overtime"]
    assert sorted(row["mediation_id"] for row in found["unproven"]) == planted["unproven"]


def test_they_become_items_of_work_with_every_mediation_as_evidence(made):
    house, planted = made
    watched = pipeline.watch(house, planted["court"], "2022-12", NOW, "测试")
    told = {"YJ12": [], "YJ13": []}
    for alarm in watched.found.alarms:
        if alarm.rule in told:
            told[alarm.rule] += alarm.evidence
    assert sorted(told["YJ12"]) == planted["overtime"]
    december = pipeline.flagged(house, planted["court"], "2022-12")["unproven"]
    assert sorted(told["YJ13"]) == sorted(row["mediation_id"] for row in december)
    item = next(one for one in pipeline.open_items(house) if one.rule == "YJ12")
    rows = pipeline.cases_of(house, item, None)
    assert sorted(row["case_id"] for row in rows) == sorted(item.alarm.evidence)
    assert pipeline.chart(house, item) is None


def test_the_stuck_step_is_where_it_was_planted(made):
    house, planted = made
    found = pipeline.waits(house, planted["court"], "2021-01..2022-12")
    own = [one for one in found.of("organisation") if one.step == planted["stuck"]["step"] and one.done >= 5]
    worst = max(own, key=lambda one: one.late / one.done)
    assert worst.part == planted["stuck"]["organisation"]
    assert worst.late / worst.done > 0.3
    assert all(one.late == 0 for one in own if one.part != worst.part)
    late = pipeline.late_in(house, planted["court"], "2021-01..2022-12", "accept")
    assert len(late) == sum(one.late + one.open_late for one in found.of() if one.step == "accept")


def test_all_thirty_have_a_value_and_the_levels_a_score(made):
    house, planted = made
    found = pipeline.evaluate(house, planted["court"], "2022")
    assert not [code for code, value in found.values.items() if value.value is None]
    assert all(part.score is not None for part in (*found.now.whole.parts, *found.now.dimensions))


def test_funnel_and_towns_reconcile_with_the_tables(made):
    house, planted = made
    told = pipeline.before_filing(house, planted["court"], "2022")
    assert told.total == sum(count for _, count in told.places.values())
    (filed,) = pipeline.explain(house, "Y1", planted["court"], "2022", 100_000)
    assert sum(one.suits for one in told.towns) == filed.value.numerator
    assert [one.id for one in told.steps] == [step.id for step in STEPS]
    for name in ("by_force", "by_organisation", "by_cause", "by_town"):
        for step in told.steps:
            parts = [one for one in getattr(told, name) if one.id == step.id]
            assert sum(one.done for one in parts) == step.done
            assert sum(one.late for one in parts) == step.late

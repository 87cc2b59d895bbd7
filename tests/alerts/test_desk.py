"""The life of an item of work: what may follow what, what is kept, and that nothing is ever changed or deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from shuzhu.alarms import ENDED, NEXT, STATES, Alarm
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.desk.items import Round, Step, all_items, item, move, take
from shuzhu.errors import NoDataError, UsageError

RULES = {rule.id: rule for rule in read_alert_rules(read_codes())}
NOW = datetime(2020, 6, 1, 9, tzinfo=UTC)
RULE = "YJ01"


def alarm(value=12.0, level="yellow", on=date(2020, 5, 20), subject="甲", **more):
    """An alarm of a made-up employer."""
    return Alarm(
        rule=RULE, edition="v", court="虚0213", subject=subject, called=f"虚构{subject}", period="2020-05", on=on,
        value=value, limit=10, level=level, words="虚构", evidence=("案1", "案2"), snapshot="s1", catalogue="c1",
        **more,
    )  # fmt: skip


def watched(days=0, last=date(2020, 5, 31), **more):
    """A round of watching, some days after the first."""
    return Round(courts=frozenset({"虚0213"}), last=last, now=NOW + timedelta(days=days), by="测试", **more)


def step(what, **more):
    """A step as somebody takes it."""
    return Step(what=what, at=NOW, by="王", **({"note": "说明", "owner": "民一庭"} | more))


def only(desk):
    """The only item there is."""
    (one,) = all_items(desk, ended=True)
    return one


def test_an_alarm_becomes_an_item_with_owner_and_due_day(desk):
    assert take(desk, [alarm()], RULES, watched()).new == (1,)
    one = item(desk, 1)
    assert (one.state, one.owner, one.alarm) == ("new", RULES[RULE].owner, alarm())
    assert one.due_on == NOW.date() + timedelta(days=RULES[RULE].answer_within)


def test_the_same_again_changes_nothing_and_a_change_is_written_to_the_item(desk):
    take(desk, [alarm()], RULES, watched())
    assert take(desk, [alarm()], RULES, watched()) == take(desk, [alarm()], RULES, watched(1))
    assert take(desk, [alarm(value=22, level="orange")], RULES, watched()).again == (1,)
    assert [s.what for s in only(desk).steps] == ["new", "seen"]
    assert (only(desk).alarm.level, only(desk).raised.level) == ("orange", "yellow")


def test_what_is_found_no_more_is_said_and_what_was_handled_is_then_checked(desk):
    take(desk, [alarm()], RULES, watched())
    for what in ("assigned", "handled"):
        move(desk, 1, step(what))
    assert take(desk, [], RULES, watched()).gone == (1,)
    assert only(desk).state == "rechecked"
    assert move(desk, 1, step("closed", note="")).state == "closed"


def test_a_round_of_earlier_days_leaves_later_items_alone(desk):
    take(desk, [alarm()], RULES, watched())
    assert take(desk, [], RULES, watched(last=date(2020, 4, 30))).gone == ()
    assert take(desk, [alarm(value=11, on=date(2020, 4, 2))], RULES, watched()).again == ()


def test_a_check_of_one_month_leaves_items_of_the_months_before_alone(desk):
    take(desk, [alarm(), alarm(subject="乙", on=date(2020, 4, 9))], RULES, watched())
    may = watched(first=date(2020, 5, 1), fresh=False)
    assert take(desk, [alarm()], RULES, may).gone == ()
    assert take(desk, [], RULES, may).gone == (1,)


def test_an_item_that_ended_is_held_unless_the_level_rises_or_the_hold_is_over(desk):
    take(desk, [alarm()], RULES, watched())
    move(desk, 1, step("false_alarm"))
    assert take(desk, [alarm()], RULES, watched(1)).held == 1
    assert take(desk, [alarm(level="orange", value=25)], RULES, watched(1)).new == (2,)
    move(desk, 2, step("false_alarm"))
    assert take(desk, [alarm()], RULES, watched(RULES[RULE].hold + 1)).new == (3,)


def test_a_check_makes_no_new_items(desk):
    assert take(desk, [alarm()], RULES, watched(fresh=False)).new == ()
    assert all_items(desk) == []


@pytest.mark.parametrize("state", sorted(STATES))
def test_only_what_may_follow_follows(desk, state):
    way = {"new": (), "confirmed": ("confirmed",), "false_alarm": ("false_alarm",), "assigned": ("assigned",),
           "handled": ("assigned", "handled"), "rechecked": ("assigned", "handled", "rechecked"),
           "closed": ("assigned", "handled", "closed"), "reopened": ("false_alarm", "reopened")}[state]  # fmt: skip
    take(desk, [alarm(subject=str(n)) for n in range(len(STATES))], RULES, watched())
    for number, after in enumerate(sorted(STATES), start=1):
        for what in way:
            move(desk, number, step(what))
        if after in NEXT[state]:
            assert move(desk, number, step(after)).state == after
        else:
            with pytest.raises(UsageError, match="cannot follow"):
                move(desk, number, step(after))
            assert item(desk, number).state == state


@pytest.mark.parametrize("what", ["false_alarm", "noted"])
def test_what_needs_a_reason_is_refused_without_one(desk, what):
    take(desk, [alarm()], RULES, watched())
    with pytest.raises(UsageError, match="--note"):
        move(desk, 1, step(what, note=" "))


def test_what_is_still_found_is_closed_only_with_a_reason(desk):
    take(desk, [alarm()], RULES, watched())
    for what in ("assigned", "handled"):
        move(desk, 1, step(what))
    with pytest.raises(UsageError, match="--note"):
        move(desk, 1, step("closed", note=""))
    assert move(desk, 1, step("closed")).ended_on == NOW.date()


def test_an_assignment_names_somebody(desk):
    take(desk, [alarm()], RULES, watched())
    with pytest.raises(UsageError, match="--to"):
        move(desk, 1, step("assigned", owner=None))


def test_no_such_item_is_said(desk):
    with pytest.raises(NoDataError, match="no item 7"):
        item(desk, 7)


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 100"])
@pytest.mark.parametrize("table", ["items", "steps"])
def test_nothing_is_ever_changed_or_deleted(desk, table, change):
    take(desk, [alarm()], RULES, watched())
    with pytest.raises(IntegrityError, match="never changed or deleted"), desk.begin() as connection:
        connection.execute(text(change.format(table)))
    assert only(desk).alarm == alarm()


@pytest.mark.parametrize(
    "ask", [lambda desk: item(desk, 1), lambda desk: take(desk, [], {RULE: RULES[RULE]}, watched())],
    ids=["one item", "a round"],
)  # fmt: skip
def test_only_the_steps_of_the_items_asked_for_are_read(desk, ask):
    elsewhere = Round(courts=frozenset({"虚0205"}), last=date(2020, 5, 31), now=NOW, by="测试")
    take(desk, [alarm()], RULES, watched())
    take(desk, [replace(alarm(), court="虚0205")], RULES, elsewhere)
    seen = []
    event.listen(desk, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
    ask(desk)
    reads = [(sql, values) for sql, values in seen if "FROM steps" in sql]
    with desk.connect() as connection:
        assert reads
        assert {row.item for sql, values in reads for row in connection.exec_driver_sql(sql, values)} == {1}


def test_the_gravest_stand_first(desk):
    take(desk, [alarm(subject="蓝", level="blue"), alarm(subject="红", level="red")], RULES, watched())
    assert [one.subject for one in all_items(desk)] == ["红", "蓝"]


def test_every_state_can_be_left_or_is_an_end():
    assert all(NEXT[state] for state in STATES)
    assert set(STATES) >= ENDED

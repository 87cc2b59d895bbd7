"""The event rules on small drawn tables, and against a slow plain reference."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.alarms import level_of
from shuzhu.alerts.events import first_causes, frequent_parties
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.periods import parse_period

RULES = {rule.id: rule for rule in read_alert_rules(read_codes())}
MAY = parse_period("2020-05")


def parties(*rows):
    """who day case, one row each, all of one court."""
    told = [row.split() for row in rows]
    return pa.table(
        {
            "court": ["虚0213"] * len(told),
            "who": [who for who, _, _ in told],
            "name": [f"虚构{who}" for who, _, _ in told],
            "party_kind": ["person"] * len(told),
            "case_id": [case for _, _, case in told],
            "filed_on": pa.array([date.fromisoformat(day) for _, day, _ in told], pa.date32()),
        }
    )


def lender(days, kind="YJ04"):
    """A row for each day, one party, each a case of its own."""
    return frequent_parties(RULES[kind], parties(*(f"甲 {day} 案{n}" for n, day in enumerate(days))), MAY)


def test_a_window_counts_both_its_ends_and_no_day_more():
    edge = RULES["YJ01"]
    first = date(2020, 5, 31) - timedelta(days=edge.days - 1)
    days = [first] + [date(2020, 5, 31)] * 4
    (found,) = lender(days, "YJ01")
    assert (found.value, found.level, found.period) == (5, "blue", f"{first}..2020-05-31")
    assert not list(lender([first - timedelta(days=1), *days[1:]], "YJ01"))


def test_a_case_counts_once_however_often_the_party_is_named():
    rows = [f"甲 2020-05-0{day} 案1" for day in range(1, 7)]
    assert not list(frequent_parties(RULES["YJ01"], parties(*rows), MAY))


def test_each_subject_has_one_alarm_that_of_its_worst_day():
    rows = [f"甲 2020-05-{day:02d} 案{day}" for day in range(1, 12)] + [
        f"乙 2020-05-{day:02d} 件{day}" for day in range(1, 4)
    ]
    (found,) = frequent_parties(RULES["YJ01"], parties(*rows), MAY)
    assert (found.subject, found.value, found.level, found.on) == ("甲", 11, "yellow", date(2020, 5, 11))
    assert found.evidence == tuple(f"案{day}" for day in range(1, 12))


def test_what_was_filed_before_counts_but_does_not_alarm():
    assert not list(lender([date(2020, 4, day) for day in range(1, 21)]))
    (found,) = lender([date(2019, 4, day) for day in range(1, 21)] + [date(2020, 5, 5)])
    assert (found.value, found.level) == (21, "red" if RULES["YJ04"].levels["red"] <= 21 else "orange")


@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.integers(0, 60), st.integers(0, 25)), max_size=60))
def test_windows_equal_those_of_a_slow_count(seen):
    rule, start = RULES["YJ01"], date(2020, 4, 1)
    rows = [f"{who} {start + timedelta(days=day)} {who}{case}" for who, day, case in seen]
    found = {one.subject: one.value for one in frequent_parties(rule, parties(*rows), MAY)} if rows else {}
    assert found == dict(slowly(rule, seen, start))


def slowly(rule, seen, start):
    """Who has so many cases in some window that ends in May, day by day; a case counts on its first day."""
    for who in sorted({who for who, _, _ in seen}):
        firsts = {}
        for _, day, case in sorted((w, d, c) for w, d, c in seen if w == who):
            firsts.setdefault(case, day)
        counts = [
            sum(day - rule.days < other <= day for other in firsts.values())
            for day in set(firsts.values())
            if MAY.first <= start + timedelta(days=day) <= MAY.last
        ]
        if counts and level_of(max(counts), rule.levels):
            yield who, max(counts)


CAUSES = {"court": "虚0213", "filed_on": date(2020, 5, 9)}


@pytest.mark.parametrize(
    ("last", "begun", "expected"),
    [
        (None, date(2015, 1, 1), 1),
        (date(2017, 4, 30), date(2015, 1, 1), 1),
        (date(2017, 5, 2), date(2015, 1, 1), 0),
        (None, date(2019, 1, 1), 0),
    ],
    ids=["never had", "long ago", "had of late", "a court without history"],
)
def test_a_cause_is_new_where_the_court_has_a_history_without_it(last, begun, expected):
    rows = pa.Table.from_pylist([CAUSES | {"cause": "数据纠纷", "case_id": "案1"}])
    old = [{"court": "虚0213", "cause": "离婚纠纷", "last_on": date(2020, 4, 1), "first_on": begun}]
    old += [{"court": "虚0213", "cause": "数据纠纷", "last_on": last, "first_on": last}] if last else []
    assert len(list(first_causes(RULES["YJ05"], rows, pa.Table.from_pylist(old), MAY))) == expected

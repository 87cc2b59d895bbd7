"""Clocks of pending cases on small drawn tables, and against a count of days one by one."""

from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import rows_of
from shuzhu.alarms import LEVELS
from shuzhu.alerts.clocks import days_in_union, exclusions, limits
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.read import OURS
from shuzhu.errors import CatalogueError

CODES = read_codes()
RULES = {rule.id: rule for rule in read_alert_rules(CODES)}
ON = date(2020, 5, 31)
TITLES = {"appraisal": "鉴定", "new_witness": "新证人", "suspension": "中止"}
DAY = pa.date32()
CASES = pa.schema([("court", pa.string()), ("case_id", pa.string()), ("case_number", pa.string()), ("filed_on", DAY),
                   ("due_on", DAY)])  # fmt: skip
EXCLUSIONS = pa.schema([("court", pa.string()), ("case_id", pa.string()), ("case_number", pa.string()),
                        ("reason", pa.string()), ("first_on", DAY), ("last_on", DAY)])  # fmt: skip
EXTENSIONS = pa.schema([("case_id", pa.string()), ("days", pa.int64())])


def drawn(text, schema):
    """A drawn table of one court; what ends in ``_on`` is a day, a blank is none."""
    rows = [{"court": "虚0213", "case_number": f"号{row['case_id']}"} | row for row in rows_of(text)]
    for row in rows:
        row.update({k: date.fromisoformat(v) if v else None for k, v in row.items() if k.endswith("_on")})
        row.update({k: int(v) for k, v in row.items() if k == "days"})
    return pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema)


def due(day, excluded="", extended="", rule="YJ06"):
    """The alarms of one case filed in January that is due on a day."""
    cases = drawn(f"case_id | filed_on | due_on\n甲 | 2020-01-01 | {day}", CASES)
    more = drawn(f"case_id | reason | first_on | last_on\n{excluded}", EXCLUSIONS)
    return list(limits(RULES[rule], cases, more, drawn(f"case_id | days\n{extended}", EXTENSIONS), ON))


@pytest.mark.parametrize(
    ("day", "level"),
    [
        ("2020-06-16", None), ("2020-06-15", "blue"), ("2020-06-05", "yellow"), ("2020-05-31", "yellow"),
        ("2020-05-30", "orange"), ("2020-03-02", "red"),
    ],
)  # fmt: skip
def test_a_limit_warns_fifteen_and_five_days_before_and_after(day, level):
    assert [one.level for one in due(day)] == ([level] if level else [])


def test_days_excluded_are_added_once_and_only_those_that_are_over():
    (one,) = due("2020-05-10", "甲 | appraisal | 2020-03-01 | 2020-03-20\n甲 | suspension | 2020-03-11 | 2020-03-30")
    assert (one.value, one.words) == (-9, "距审限届满9日（2020-06-09届满，扣除30日）")
    assert due("2020-05-10", "甲 | appraisal | 2020-03-01 | 2020-04-30") == []


def test_a_clock_that_stands_still_warns_only_once_it_is_past():
    running = "甲 | suspension | 2020-05-22 | "
    assert due("2020-05-25", running) == []
    (past,) = due("2020-05-01", running)
    assert (past.value, past.level) == (20, "orange")


def test_an_extended_case_is_told_by_the_rule_of_extensions_alone():
    assert due("2020-05-01", extended="甲 | 30") == []
    (one,) = due("2020-05-01", extended="甲 | 30", rule="YJ08")
    assert (one.value, one.level, one.words) == (0, "yellow", "延长后的审限今日届满（2020-05-31届满，延长30日）")
    assert due("2020-05-01", rule="YJ08") == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("甲 | appraisal | 2020-05-01 | 2020-06-16", []),
        ("甲 | appraisal | 2020-05-01 | 2020-06-15", [(-15, "blue")]),
        ("甲 | appraisal | 2020-05-01 | 2020-06-05", [(-5, "yellow")]),
        ("甲 | appraisal | 2020-05-01 | 2020-05-31", [(0, "yellow")]),
        ("甲 | appraisal | 2020-05-01 | 2020-05-30", []),
        ("甲 | appraisal | 2020-05-01 | ", []),
        ("甲 | new_witness | 2020-05-01 | ", [(0, "yellow")]),
        ("甲 | new_witness | 2020-04-30 | ", [(1, "orange")]),
        ("甲 | new_witness | 2020-04-01 | ", [(30, "red")]),
        ("甲 | appraisal | 2020-05-01 | 2020-06-02\n甲 | suspension | 2020-05-20 | 2020-06-10", [(-10, "blue")]),
        ("甲 | new_witness | 2020-04-01 | \n甲 | suspension | 2020-05-20 | ", []),
    ],
    ids=["far", "15 days", "5 days", "today", "over", "nobody knows", "a month", "a day more", "30 days more",
         "the last of two", "one without an end"],
)  # fmt: skip
def test_an_exclusion_warns_before_its_end_and_where_it_runs_beyond_the_law(rows, expected):
    table = drawn(f"case_id | reason | first_on | last_on\n{rows}", EXCLUSIONS)
    assert [(one.value, one.level) for one in exclusions(RULES["YJ09"], table, TITLES, ON)] == expected


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(-3, 40)), max_size=6)


@given(SPANS)
def test_a_union_counts_each_day_once(spans):
    runs = [(ON + timedelta(days=a), ON + timedelta(days=a + max(n, 0))) for a, n in spans]
    slowly = {first + timedelta(days=k) for first, last in runs for k in range((last - first).days + 1)}
    assert days_in_union(runs) == len(slowly)


@given(SPANS, st.integers(-30, 120), st.one_of(st.none(), st.integers(1, 60)))
def test_limits_equal_a_count_of_the_days_one_by_one(spans, left, longer):
    filed = date(2020, 3, 1)
    rows = [{"case_id": "甲", "first_on": filed + timedelta(days=a), "last_on": filed + timedelta(days=a + n)}
            for a, n in spans]  # fmt: skip
    rows = [row for row in rows if row["first_on"] <= ON]
    cases = pa.Table.from_pylist([{"court": "虚0213", "case_id": "甲", "filed_on": filed,
                                   "due_on": ON + timedelta(days=left - 60)}], CASES)  # fmt: skip
    more = pa.Table.from_pylist([{name: row.get(name) for name in EXCLUSIONS.names} for row in rows], EXCLUSIONS)
    extended = pa.Table.from_pylist([{"case_id": "甲", "days": longer}] if longer else [], EXTENSIONS)
    rule = RULES["YJ08" if longer else "YJ06"]
    (found,) = list(limits(replace(rule, levels={"blue": -1e9}), cases, more, extended, ON)) or (None,)
    days = [filed + timedelta(days=k) for k in range(1, (ON - filed).days + 1)]
    away = [day for day in days if any(row["first_on"] <= day <= row["last_on"] for row in rows)]
    past = 60 - left - len(away) - (longer or 0)
    if past <= 0 and ON in away:
        assert found is None
    else:
        assert found.value == past


@given(st.lists(st.integers(-40, 120), min_size=2, max_size=8))
def test_a_clock_that_is_further_past_never_has_a_lower_level(days):
    ranks = list(LEVELS)
    found = [due(str(ON - timedelta(days=n))) for n in sorted(days)]
    levels = [ranks.index(one[0].level) if one else -1 for one in found]
    assert levels == sorted(levels)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("clock: exclusion", "clock: sun", "clock"), ("new_defender: 10", "no_such: 10", "longest"),
     ("new_defender: 10", "new_defender: 0", "longest"), ("clock: exclusion", "clock: limit", "column")],
)  # fmt: skip
def test_a_wrong_rule_of_clocks_names_its_key(tmp_path, old, new, word):
    text = (OURS / "alerts" / "exclusions.yaml").read_text(encoding="utf-8")
    (tmp_path / "alerts").mkdir()
    (tmp_path / "alerts" / "exclusions.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=word):
        read_alert_rules(CODES, tmp_path)

# ruff: noqa: E501 — the table is drawn as wide as it is
"""The steps before filing against the legal clock: drawn by hand, and against plain Python."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import rows_of
from measuring import codes
from shuzhu.errors import UsageError
from shuzhu.prelitigation.steps import COLUMNS, STEPS, late_rows, waits_of

CALENDAR = codes().calendar
DAYS = st.dates(date(2016, 1, 1), date(2028, 12, 31))
DATES = {"registered_on", "assigned_on", "chosen_on", "accepted_on", "ended_on", "filed_on"}
DRAWN = """
id | registered_on | assigned_on | chosen_on  | accepted_on | ended_on   | filed_on   | stage    | extended | extension_days | appraisal_days | succeeded | filed_number | organisation
a  | 2022-01-28    | 2022-01-30  | 2022-02-08 | 2022-02-08  | 2022-03-10 |            |          |          |                |                | yes       |              | 甲
b  | 2022-01-28    | 2022-02-07  | 2022-02-09 | 2022-02-15  | 2022-03-20 | 2022-03-28 |          |          |                | 3              |           | 号1          | 甲
c  | 2022-03-01    | 2022-03-02  |            | 2022-03-07  | 2022-04-20 | 2022-04-25 |          | yes      | 10             |                |           | 号2          | 乙
d  | 2022-03-01    | 2022-03-02  |            | 2022-03-09  |            |            | ordinary |          |                |                |           |              | 乙
e  | 2022-04-20    |             |            |             |            |            |          |          |                |                |           |              | 乙
f  | 2022-03-01    | 2022-03-02  |            | 2022-03-03  |            |            |          | yes      |                |                |           |              | 甲
"""


def table(drawing):
    """A drawn table of mediations as the steps take it."""
    rows = []
    for drawn in rows_of(drawing):
        row = dict.fromkeys(COLUMNS) | {k: v or None for k, v in drawn.items() if k in COLUMNS}
        row |= {k: date.fromisoformat(row[k]) for k in DATES if row[k]}
        row |= {k: int(row[k]) for k in ("extension_days", "appraisal_days") if row[k]}
        rows.append(row | {k: row[k] == "yes" for k in ("extended", "succeeded")} | {"mediation_id": drawn["id"]})
    return pa.Table.from_pylist(rows)


def test_each_step_is_held_against_its_own_clock():
    found = {
        one.step: (one.done, one.late, one.median, one.open, one.open_late)
        for one in waits_of(table(DRAWN), date(2022, 1, 1), date(2022, 4, 30), CALENDAR)
    }
    # from Friday 28 January: the Saturday and Sunday are worked, then the festival until 6 February
    assert found["assign"] == (5, 0, 1, 1, 1)  # 2, 3, 1, 1, 1; e waits 8 worked days
    assert found["choose"] == (2, 0, 2, 0, 0)  # 2 and 2
    assert found["accept"] == (5, 2, 3, 0, 0)  # 0, 4, 3, 5 and 1
    assert found["mediate"] == (3, 1, 30, 2, 1)  # 30, 33 less 3, 44 > 40; d 52 > 15, f without end
    assert found["file"] == (2, 1, 6.5, 0, 0)  # 8 and 5 days


def test_parts_add_up_to_the_whole():
    whole, parts = {}, {}
    for one in waits_of(table(DRAWN), date(2022, 1, 1), date(2022, 4, 30), CALENDAR, ("organisation",)):
        into = parts if one.by else whole
        done, late, still = into.get(one.step, (0, 0, 0))
        into[one.step] = done + one.done, late + one.late, still + one.open
    assert {k: v for k, v in parts.items() if any(v)} == {k: v for k, v in whole.items() if any(v)}


def test_what_took_too_long_is_listed_the_longest_first():
    step = next(step for step in STEPS if step.id == "mediate")
    found = late_rows(table(DRAWN), step, date(2022, 1, 1), date(2022, 4, 30), CALENDAR)
    assert [(row["mediation_id"], row["days"], row["open"]) for row in found] == [("d", 52, True), ("c", 44, False)]


def plainly(first, last):
    """Working days after one day up to another, counted one by one."""
    step = 1 if last >= first else -1
    low, high = min(first, last), max(first, last)
    days = (low + timedelta(days=n) for n in range(1, (high - low).days + 1))
    return step * sum(CALENDAR.works(day) for day in days)


@given(first=DAYS, last=DAYS)
def test_working_days_are_those_counted_one_by_one(first, last):
    if abs((last - first).days) > 400:
        last = first + timedelta(days=(last - first).days % 400)
    counted = CALENDAR.count(np.array([first], "datetime64[D]"), np.array([last], "datetime64[D]"))
    assert counted[0] == plainly(first, last)


@given(a=DAYS, b=DAYS, c=DAYS)
def test_working_days_add_up(a, b, c):
    def count(x, y):
        return CALENDAR.count(np.array([x], "datetime64[D]"), np.array([y], "datetime64[D]"))[0]

    assert count(a, b) + count(b, c) == count(a, c)
    assert count(a, b) == -count(b, a)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2022-01-29", True),  # a Saturday worked for the Spring Festival
        ("2022-01-31", False),
        ("2022-02-07", True),
        ("2020-01-31", False),  # the festival of 2020 was prolonged
        ("2020-02-01", False),
        ("2021-10-09", True),
        ("2023-10-06", False),
        ("2018-12-31", False),  # the notice of 2019 begins in 2018
        ("2018-12-29", True),
        ("2030-10-01", False),  # no notice is known: weekends and fixed holidays
        ("2030-10-08", True),
    ],
)
def test_the_calendar_follows_the_notices(day, works):
    assert CALENDAR.works(date.fromisoformat(day)) == works


def test_a_blank_date_counts_nothing_and_far_dates_are_refused():
    nat = np.array(["NaT"], "datetime64[D]")
    assert np.isnan(CALENDAR.count(nat, np.array(["2020-01-01"], "datetime64[D]")))[0]
    with pytest.raises(UsageError, match="2000 to 2040"):
        CALENDAR.count(np.array(["1999-01-01"], "datetime64[D]"), np.array(["2020-01-01"], "datetime64[D]"))

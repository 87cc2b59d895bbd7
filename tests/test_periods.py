"""Periods and the statistical year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.errors import UsageError
from shuzhu.periods import CALENDAR_YEAR, Period, YearStart, month_label, parse_period

STARTS = st.builds(YearStart, month=st.integers(1, 12), day=st.integers(1, 28))
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
DECEMBER_21 = YearStart(month=12, day=21)


@pytest.mark.parametrize(
    ("text", "start", "first", "last"),
    [
        ("2020", CALENDAR_YEAR, date(2020, 1, 1), date(2020, 12, 31)),
        ("2020年", CALENDAR_YEAR, date(2020, 1, 1), date(2020, 12, 31)),
        ("2020H1", CALENDAR_YEAR, date(2020, 1, 1), date(2020, 6, 30)),
        ("2020q3", CALENDAR_YEAR, date(2020, 7, 1), date(2020, 9, 30)),
        ("2020-02", CALENDAR_YEAR, date(2020, 2, 1), date(2020, 2, 29)),
        ("2020YTD05", CALENDAR_YEAR, date(2020, 1, 1), date(2020, 5, 31)),
        ("2019-11..2020-02", CALENDAR_YEAR, date(2019, 11, 1), date(2020, 2, 29)),
        ("2020-01-24..2020-02-15", CALENDAR_YEAR, date(2020, 1, 24), date(2020, 2, 15)),
        ("2020", DECEMBER_21, date(2019, 12, 21), date(2020, 12, 20)),
        ("2020Q1", DECEMBER_21, date(2019, 12, 21), date(2020, 3, 20)),
        ("2020-01", YearStart(month=12, day=1), date(2019, 12, 1), date(2019, 12, 31)),
    ],
)
def test_a_period_is_read_in_statistical_years(text, start, first, last):
    period = parse_period(text, start)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["", "20", "2020H3", "2020-13", "2020-02-30", "202O", "0219", "2020..", "2021..2020"])
def test_what_is_no_period_is_refused_with_what_to_write(text):
    with pytest.raises(UsageError):
        parse_period(text)


@pytest.mark.parametrize("text", ["13-1", "12-29", "0-1", "12", "x"])
def test_a_statistical_year_begins_on_a_day_that_every_year_has(text):
    with pytest.raises(UsageError, match="12-21"):
        YearStart.parse(text)


@given(start=STARTS, day=DAYS)
def test_every_day_lies_in_exactly_its_month(start, day):
    index = start.month_index(day)
    assert start.begins(index) <= day < start.begins(index + 1)


@given(start=STARTS, first=DAYS, days=st.integers(0, 900))
def test_a_period_that_falls_on_months_says_so(start, first, days):
    period = Period(first, first + timedelta(days=days))
    months = period.months(start)
    if months is not None:
        assert start.begins(months[0]) == first
        assert start.begins(months[1] + 1) == period.next_day


@pytest.mark.parametrize(
    ("text", "share"), [("2020", 1), ("2019", 1), ("2019..2020", 2), ("2020H1", 182 / 365), ("2019-02", 28 / 365)]
)
def test_a_part_of_a_year_counts_its_days(text, share):
    assert parse_period(text).year_share() == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "label", "first", "last"),
    [
        ("2020H1", "2019H1", date(2019, 1, 1), date(2019, 6, 30)),
        ("2020-02-29", "2019-02-29", date(2019, 2, 28), date(2019, 2, 28)),
        ("2020-02", "2019-02", date(2019, 2, 1), date(2019, 2, 28)),
    ],
)
def test_the_year_before_is_the_same_part_of_it(text, label, first, last):
    before = parse_period(text).year_before()
    assert (before.label, before.first, before.last) == (label, first, last)


def test_a_period_cannot_end_before_it_starts_and_a_month_has_a_name():
    with pytest.raises(UsageError, match="ends before"):
        Period(date(2020, 2, 1), date(2020, 1, 1))
    assert month_label(2020 * 12 + 4) == "2020-05"
    assert str(Period(date(2020, 1, 1), date(2020, 1, 2))) == "2020-01-01..2020-01-02"

"""A figure beyond its own history: statistical and absolute bounds together, a budget, both sides, every measure."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhu.alerts.aberrations import aberrations, gravest
from shuzhu.alerts.series import Series
from shuzhu.alerts.tracks import Track, Tracks, parted
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.periods import parse_period
from shuzhu.pipeline.series import _running

RULES = {rule.id: rule for rule in read_alert_rules(read_codes())}
RISE, FALL, TOWN, RATE, MEDIAN = (RULES[name] for name in ("YJ07", "YJ21", "YJ22", "YJ25", "YJ26"))
MONTHS = [parse_period(f"{2016 + n // 12}-{n % 12 + 1:02d}") for n in range(60)]
USUAL = np.random.default_rng(5).poisson(40, 60).astype(float)
LEVELS = ["blue", "yellow", "orange", "red"]
COURT = Track(court="虚0213", code="XS", title="新收")


def tracks(counts, *, track=COURT, watched=(59,), exposure=None, complete=1.0, finished=True, of_all=100):
    """One made-up series among so many."""
    table = np.array([counts], dtype=float)
    under = None if exposure is None else np.array([exposure], dtype=float)
    share = np.ones_like(table)
    share[0, -1] = complete
    return Tracks(
        tracks=(track,), periods=MONTHS, watched=watched, complete=share, finished=(True,) * 59 + (finished,),
        of_all=of_all, series=Series.of(table, "month", under, start=MONTHS[0].first),
    )  # fmt: skip


def found(counts, rule=RISE, **more):
    """The alarms of one made-up series."""
    return list(aberrations(rule, tracks(counts, **more)))


def with_last(*last):
    """The usual months with others at the end."""
    return np.concatenate([USUAL[: 60 - len(last)], last])


def test_a_usual_month_is_none():
    assert found(with_last(41)) == []


def test_a_month_far_beyond_is_and_says_beside_what():
    (one,) = found(with_last(95))
    assert (one.court, one.subject, one.called, one.period, one.value) == ("虚0213", "XS", "新收", "2020-12", 95)
    assert one.level in {"orange", "red"}
    assert one.expected < one.limit < 95
    assert "按历史预计" in one.words


def test_a_rare_event_doubled_is_no_wave():
    rare = np.random.default_rng(6).poisson(0.3, 60).astype(float)
    assert found(np.concatenate([rare[:59], [RISE.least - 1]])) == []
    assert len(found(np.concatenate([rare[:59], [RISE.least]]))) == 1


def test_a_month_no_higher_than_the_year_before_is_none():
    counts = with_last(95)
    counts[47] = 95 / (1 + RISE.apart) + 1
    assert found(counts) == []


def test_of_several_months_the_gravest_is_told():
    (one,) = found(with_last(70, 41, 120, 42), watched=(56, 57, 58, 59))
    assert (one.period, one.value) == ("2020-11", 120)
    milder, same = replace(one, level="blue"), replace(one, on=MONTHS[57].last)
    assert gravest([milder, one, same]) == [one]


@settings(max_examples=25, deadline=None)
@given(st.floats(96, 2000))
def test_a_higher_month_is_never_milder(most):
    (lower,), (higher,) = found(with_last(95)), found(with_last(most))
    assert LEVELS.index(higher.level) >= LEVELS.index(lower.level)


def test_the_more_is_watched_the_stricter_is_each():
    counts = with_last(65)
    assert len(found(counts, of_all=10)) == 1
    assert found(counts, of_all=1_000_000) == []
    assert tracks(counts, of_all=400).alpha(RISE) * 400 == pytest.approx(RISE.budget)


def test_a_fall_is_told_where_it_is_asked_for():
    track = replace(COURT, side="fall")
    (one,) = found(with_last(3), FALL, track=track)
    assert one.value < one.limit < one.expected
    assert "下限" in one.words
    assert found(with_last(95), FALL, track=track) == []
    assert found(with_last(3)) == []


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 7))
def test_a_deeper_fall_is_never_milder(least):
    track = replace(COURT, side="fall")
    (milder,), (graver,) = found(with_last(7), FALL, track=track), found(with_last(least), FALL, track=track)
    assert LEVELS.index(graver.level) >= LEVELS.index(milder.level)


def test_a_month_that_still_runs_cannot_have_fallen():
    track = replace(COURT, side="fall")
    assert found(with_last(3), FALL, track=track, finished=False) == []
    assert len(found(with_last(95), finished=False)) == 1


def test_an_estimate_is_told_as_one():
    (one,) = found(with_last(95), complete=0.8)
    assert "推算：已登记76件，以往此时约登记80%" in one.words


def test_a_town_is_part_of_the_subject():
    (one,) = found(with_last(95), TOWN, track=replace(COURT, area="望虚镇"))
    assert (one.subject, one.called) == ("XS@望虚镇", "望虚镇新收")
    assert parted(one.subject) == ("XS", "望虚镇")
    assert parted("XS") == ("XS", "")


def test_a_rate_needs_its_denominator_and_its_distance():
    track = replace(COURT, unit="%", factor=100)
    counts, under = np.full(60, 10.0), np.full(60, 100.0)
    counts[:59] = np.random.default_rng(2).binomial(100, 0.1, 59)
    counts[59] = 30
    (one,) = found(counts, RATE, track=track, exposure=under)
    assert (one.value, one.period) == (pytest.approx(30), "2020-12")
    assert "30.0%" in one.words
    under[59], counts[59] = RATE.least - 1, RATE.least - 1
    assert found(counts, RATE, track=track, exposure=under) == []
    many = np.full(60, 100_000.0)
    close = np.full(60, 10_000.0)
    close[59] = 10_000 + RATE.apart * 1000 - 1
    assert found(close, RATE, track=track, exposure=many) == []
    close[59] += 1
    assert len(found(close, RATE, track=track, exposure=many)) == 1


def test_a_rate_is_told_on_its_worse_side_alone():
    counts, under = np.random.default_rng(2).binomial(100, 0.6, 60).astype(float), np.full(60, 100.0)
    counts[59] = 20
    track = replace(COURT, unit="%", factor=100, side="rise")
    assert found(counts, RATE, track=track, exposure=under) == []
    (one,) = found(counts, RATE, track=replace(track, side="fall"), exposure=under)
    assert one.value == pytest.approx(20)


def test_a_median_is_held_against_its_past():
    track = replace(COURT, unit="天")
    days = 40 + np.random.default_rng(3).normal(0, 3, 60)
    under = np.full(60, 50.0)
    days[59] = 90
    (one,) = found(days, MEDIAN, track=track, exposure=under)
    assert "90.0天" in one.words
    days[59] = 49
    assert found(days, MEDIAN, track=track, exposure=under) == []


def test_a_few_old_cases_are_no_history():
    table = np.zeros((2, 12))
    table[:, 0] = 1
    table[:, 5:] = 7
    assert _running(table, 2, 3).tolist() == [[False] * 5 + [True] * 7] * 2


def test_a_court_without_any_case_has_no_history_at_all():
    assert not _running(np.zeros((1, 6)), 1, 3).any()

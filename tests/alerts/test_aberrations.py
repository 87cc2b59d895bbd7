"""A month beyond its own history: three bounds together, and nothing learnt from before the records run."""

from datetime import date

import numpy as np
import pytest

from shuzhu.alerts.aberrations import GROWTH, Tracks, aberrations
from shuzhu.alerts.series import Series
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.pipeline.series import _since_running

RULE = next(rule for rule in read_alert_rules(read_codes()) if rule.id == "YJ07")
MONTHS = [f"{2016 + n // 12}-{n % 12 + 1:02d}" for n in range(60)]
USUAL = np.random.default_rng(5).poisson(40, 60).astype(float)


def found(counts, watched=(59,)):
    """The alarms of one made-up series."""
    days = [date(2016 + n // 12, n % 12 + 1, 28) for n in range(60)]
    tracks = Tracks(
        keys=(("虚0213", "XS"),), months=MONTHS, last_days=days, watched=watched, called={"XS": "新收"},
        series=Series.of(np.array([counts]), "month", start=date(2016, 1, 1)),
    )  # fmt: skip
    return list(aberrations(RULE, tracks))


def with_last(*last):
    """The usual months with others at the end."""
    return np.concatenate([USUAL[: 60 - len(last)], last])


def test_a_usual_month_is_none():
    assert found(with_last(41)) == []


def test_a_month_far_beyond_is_and_says_beside_what():
    (one,) = found(with_last(95))
    assert (one.court, one.subject, one.period, one.value) == ("虚0213", "XS", "2020-12", 95)
    assert one.level in {"orange", "red"}
    assert one.expected < one.limit < 95
    assert "按本院历史预计" in one.words


def test_a_rare_event_doubled_is_no_wave():
    rare = np.random.default_rng(6).poisson(0.3, 60).astype(float)
    assert found(np.concatenate([rare[:59], [RULE.least - 1]])) == []
    assert len(found(np.concatenate([rare[:59], [RULE.least]]))) == 1


def test_a_month_no_higher_than_the_year_before_is_none():
    counts = with_last(95)
    counts[47] = 95 / GROWTH + 1
    assert found(counts) == []


def test_of_several_months_the_gravest_is_told():
    (one,) = found(with_last(70, 41, 120, 42), watched=(56, 57, 58, 59))
    assert (one.period, one.value) == ("2020-11", 120)


@pytest.mark.parametrize("most", [96, 130, 400])
def test_a_higher_month_is_never_milder(most):
    order = ["blue", "yellow", "orange", "red"]
    (lower,), (higher,) = found(with_last(95)), found(with_last(most))
    assert order.index(higher.level) >= order.index(lower.level)


def test_a_few_old_cases_are_no_history():
    table = np.zeros((2, 12))
    table[:, 0] = 1
    table[:, 5:] = 7
    kept = _since_running(table, 2)
    assert np.isnan(kept[:, :5]).all()
    assert (kept[:, 5:] == 7).all()


def test_a_court_without_any_case_has_no_history_at_all():
    assert np.isnan(_since_running(np.zeros((1, 6)), 1)).sum() >= 5

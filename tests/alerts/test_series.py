"""The series of a rule are what plain counting gives: by month, week, weekday, town; late entries are completed."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

import faces
from shuzhu import pipeline
from shuzhu.alerts.nowcast import nowcast
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.errors import UsageError
from shuzhu.periods import parse_period
from shuzhu.pipeline.registered import DELAYS, registered
from shuzhu.pipeline.series import tracks_of

RULES = {rule.id: rule for rule in read_alert_rules(read_codes())}
BEGIN, END = date(2018, 1, 1), date(2020, 6, 28)
HEAD = "case_id,case_number,court,kind,type_code,instance,cause,town,filed_on,entered_on"


def filings():
    """court, town, cause, filed_on of made-up cases: some every working day, more on Mondays."""
    dice = np.random.default_rng(11)
    day = BEGIN
    while day <= END:
        for court in ("虚0203", "虚0213"):
            for _ in range(int(dice.poisson(1.2 if day.weekday() else 3)) if day.weekday() < 5 else 0):
                cause = "民间借贷纠纷" if dice.random() < 0.4 else "买卖合同纠纷"
                yield court, "望虚镇" if dice.random() < 0.5 else "石幻镇", cause, day, _entry(dice, day)
        day += timedelta(days=1)


def _entry(dice, day):
    """Three in four are entered at once, the others up to six weeks later."""
    return day if dice.random() < 0.75 else day + timedelta(days=int(dice.integers(1, 43)))


ROWS = list(filings())


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A store that knows what was entered by its last day."""
    root = tmp_path_factory.mktemp("series")
    store = faces.store(root / "store")
    lines = [HEAD]
    for n, (court, town, cause, filed, entered) in enumerate(row for row in ROWS if row[4] <= END):
        number = f"（{filed.year}）{court}民初{n + 1}号"
        lines.append(f"{number},{number},{court},civil,民初,first,{cause},{town},{filed},{entered}")
    (root / "cases.csv").write_text("\n".join(lines), encoding="utf-8")
    pipeline.load(pipeline.open_house(store), [str(root / "cases.csv")])
    return pipeline.open_house(store)


def counted(where, place):
    """Plain counts of the entered rows: by a place of the row, where a test holds."""
    return Counter(place(row) for row in ROWS if row[4] <= END and where(row))


def only(house, rule, courts, period):
    """The one set of tracks of a rule."""
    (found,) = tracks_of(house, rule, courts, parse_period(period))
    return found


def test_weeks_are_counted_monday_to_sunday(house):
    found = only(house, replace(RULES["YJ23"], indicators=("XS",)), ("虚0203", "虚0213"), "2019-05")
    assert all(period.first.weekday() == 0 and period.days == 7 for period in found.periods)
    assert [str(found.periods[n].last) for n in found.watched] == [
        "2019-05-05",
        "2019-05-12",
        "2019-05-19",
        "2019-05-26",
    ]
    plain = counted(lambda row: row[0] == "虚0213", lambda row: row[3] - timedelta(days=row[3].weekday()))
    (row,) = [n for n, track in enumerate(found.tracks) if track.court == "虚0213"]
    told = found.series.counts[row]
    for n, period in enumerate(found.periods):
        if not np.isnan(told[n]):
            assert told[n] == plain[period.first]
    assert np.isnan(told).sum() <= 3  # the weeks of the festival and of October


def test_towns_are_counted_by_month(house):
    found = only(house, replace(RULES["YJ22"], indicators=("CX03",)), ("虚0213",), "2019-05")
    assert {track.area for track in found.tracks} == {"望虚镇", "石幻镇"}
    plain = counted(
        lambda row: row[0] == "虚0213" and row[2] == "民间借贷纠纷", lambda row: (row[1], f"{row[3]:%Y-%m}")
    )
    for row, track in enumerate(found.tracks):
        assert found.series.counts[row].tolist() == [plain[track.area, str(period)] for period in found.periods]
    assert found.of_all == 4


def test_a_monday_is_held_against_mondays(house):
    runs = list(tracks_of(house, RULES["YJ24"], ("虚0213",), parse_period("2019-05")))
    assert [{period.first.weekday() for period in run.periods} for run in runs] == [{0}, {1}, {2}, {3}, {4}]
    assert sum(len(run.watched) for run in runs) == 23
    plain = counted(lambda row: row[0] == "虚0213", lambda row: row[3])
    for run in runs:
        for period, told in zip(run.periods, run.series.counts[0].tolist(), strict=True):
            assert np.isnan(told) or told == plain[period.first]


def test_the_exposure_of_a_month_is_its_working_days(house):
    found = only(house, replace(RULES["YJ21"], indicators=("XS",)), ("虚0213",), "2019-05")
    days = dict(zip(map(str, found.periods), found.series.exposure[0].tolist(), strict=True))
    assert (days["2019-02"], days["2018-02"], days["2019-03"]) == (15, 15, 21)


def test_what_has_not_been_entered_yet_is_estimated_and_an_old_month_is_as_it_is(house):
    periods = [parse_period(f"{2018 + n // 12}-{n % 12 + 1:02d}") for n in range(29)]
    found = registered(house, ["虚0213"], periods, by_month=True)
    table = np.zeros((29, DELAYS))
    for court, _, _, filed, entered in ROWS:
        if entered <= END and court == "虚0213":
            month = (filed.year - 2018) * 12 + filed.month - 1
            if month < 29:
                late = (entered.year - filed.year) * 12 + entered.month - filed.month
                table[month, min(late, DELAYS - 1)] += 1
    plain = nowcast(table[-27:]).share
    assert found.share[0, -27:] == pytest.approx(plain)
    assert found.share[0, :5] == pytest.approx(1)
    assert 0.8 < found.share[0, -1] < 1
    final = counted(lambda row: row[0] == "虚0213", lambda row: f"{row[3]:%Y-%m}")
    whole = Counter(f"{row[3]:%Y-%m}" for row in ROWS if row[0] == "虚0213")
    assert abs(final["2020-05"] / found.share[0, -1] - whole["2020-05"]) < whole["2020-05"] - final["2020-05"] + 5


def test_a_period_that_still_runs_is_not_finished(house):
    found = only(house, replace(RULES["YJ21"], indicators=("XS",)), ("虚0213",), "2020-06")
    assert found.finished == (True,) * (len(found.periods) - 1) + (False,)
    assert found.complete[0, -1] == 1


def test_a_stock_cannot_be_watched_by_week(house):
    rule = replace(RULES["YJ23"], indicators=("WJ",) if "WJ" in house.catalogue.editions else ("XL01",))
    with pytest.raises(UsageError, match="cannot be watched by week or town"):
        list(tracks_of(house, rule, ("虚0213",), parse_period("2019-05")))


def test_a_period_before_the_first_filing_watches_nothing(house):
    for name in ("YJ21", "YJ22", "YJ23", "YJ24"):
        assert list(tracks_of(house, RULES[name], ("虚0213",), parse_period("2017-03"))) == []

"""Values outside their bands, and closings behind through the year: small tables, plain sums, and laws."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import rows_of
from shuzhu.alarms import LEVELS
from shuzhu.alerts.bands import ALPHA, bands, exact, odds_ratio, outside
from shuzhu.alerts.progress import Pace, how_far, progress, references
from shuzhu.catalogue.alert_rules import read_alert_rules
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.model import Band
from shuzhu.catalogue.read import read_catalogue
from shuzhu.periods import parse_period
from shuzhu.pipeline.standing import _recorded
from shuzhu.values import Value

CODES = read_codes()
CATALOGUE = read_catalogue(CODES)
RULES = {rule.id: rule for rule in read_alert_rules(CODES)}
ON = date(2020, 5, 31)
RANKS = list(LEVELS)


def indicator(code="XL02", **changes):
    """An indicator of ours, changed where asked."""
    return replace(CATALOGUE.indicator(code), **changes)


def value(part, whole, code="XL02", figure=None):
    """A value of May 2020."""
    told = figure if figure is not None else part / whole * 100 if whole else None
    return Value(
        indicator=code, court="虚0213", period="2020-05", numerator=part, denominator=whole, value=told, unit="%"
    )


def level(part, whole, **changes):
    """The rank of the level of a rate; −1 where there is no alarm."""
    found = list(bands(RULES["YJ10"], [(indicator(**changes), value(part, whole))], ON))
    return RANKS.index(found[0].level) if found else -1


@pytest.mark.parametrize(
    ("better", "band", "part", "whole", "expected"),
    [
        ("higher", Band(low=50), 200, 1000, ("below", 50, 4.0)),
        ("higher", Band(high=50), 800, 1000, None),
        ("lower", Band(high=2), 60, 1000, ("above", 2, 3.13)),
        ("lower", Band(high=2), 22, 1000, None),
        ("interval", Band(low=40, high=75), 900, 1000, ("above", 75, 3.0)),
        ("interval", Band(low=40, high=75), 200, 1000, ("below", 40, 2.67)),
        ("interval", Band(low=40, high=75), 500, 1000, None),
        ("higher", Band(low=50), 5, 29, None),
        ("higher", Band(low=50), 0, 30, ("below", 50, math.inf)),
        ("lower", Band(high=2), 12, 10, None),
        ("higher", None, 0, 1000, None),
    ],
    ids=["below", "above is no harm", "above", "by chance", "too high", "too low", "within", "too few", "none at all",
         "more than the whole", "no band"],
)  # fmt: skip
def test_a_value_outside_its_band_for_more_than_chance(better, band, part, whole, expected):
    found = outside(indicator(better=better, band=band), value(part, whole), 30)
    assert (found and (found.side, found.bound, pytest.approx(found.factor, abs=0.01))) == expected


def test_days_lie_outside_by_their_quotient():
    slow = value(7_200, 80, "XL03", figure=90.0)
    (found,) = bands(RULES["YJ10"], [(indicator("XL03"), slow)], ON)
    assert (found.limit, found.level) == (60, "yellow")
    assert "偏离1.5倍" in found.words
    assert "夷陵52.86天" in found.words
    assert not list(bands(RULES["YJ10"], [(indicator("XL03"), value(2_610, 29, "XL03", figure=90.0))], ON))


def test_an_alarm_quotes_the_bands_origin_and_what_the_rate_is_made_of():
    (found,) = bands(RULES["YJ10"], [(indicator(), value(850, 1000))], ON)
    assert found.words == (
        "2020-05为85.00%（850/1,000件），低于参考区间的界限95%，偏离3.4倍，已超出偶然波动的范围；"
        "区间来源：郑州基层法院97.51%；不要求百分之百"
    )


@given(st.integers(1, 60), st.data())
def test_the_exact_interval_misses_no_oftener_than_it_says(whole, data):
    part = data.draw(st.integers(0, whole))
    low, high = exact(part, whole)

    def tail(share, counts):
        return sum(math.comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in counts)

    assert low <= part / whole <= high
    if part:
        assert tail(low, range(part, whole + 1)) == pytest.approx(ALPHA / 2, rel=1e-6)
    if part < whole:
        assert tail(high, range(part + 1)) == pytest.approx(ALPHA / 2, rel=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_odds_ratio_knows_neither_order_nor_side(one, other):
    assert odds_ratio(one, other) == odds_ratio(other, one) >= 1
    if 0.01 < one < 0.99 and 0.01 < other < 0.99:
        assert odds_ratio(1 - one, 1 - other) == pytest.approx(odds_ratio(one, other), rel=1e-6)


@given(st.integers(30, 400), st.integers(5, 95), st.sampled_from(["higher", "lower", "interval"]), st.data())
def test_a_rate_farther_outside_never_has_a_lower_level(whole, bound, better, data):
    low = better == "higher" or (better == "interval" and data.draw(st.booleans()))
    parts = sorted(data.draw(st.lists(st.integers(0, whole), min_size=2, max_size=6)), reverse=low)
    band = Band(low=bound) if low else Band(high=bound)
    found = [level(part, whole, better=better, band=band) for part in parts]
    assert found == sorted(found)


# ── progress ────────────────────────────────────────────────────────────────────────────────────

MAY = parse_period("2020YTD05")
PEERS = """
court | closed | of
乙    | 402    | 1000
丙    | 380    | 950
丁    | 845    | 2100
戊    | 160    | 410
己    | 605    | 1500
"""


def rates(drawing):
    """closed and of, a row each."""
    return [(float(row["closed"]), float(row["of"])) for row in rows_of(drawing)]


def behind(closed, of=1000.0, past=(), peers=(), floor=None, **changes):
    """The alarms of one court."""
    pace = Pace(court="甲", now=(closed, of), past=past, peers=peers)
    return list(progress(replace(RULES["YJ11"], **changes), indicator("XL01"), [pace], MAY, floor))


def test_a_court_behind_its_peers_is_told_beside_what():
    assert behind(395, peers=rates(PEERS)) == []
    (found,) = behind(300, peers=rates(PEERS))
    total, whole = 2392, 5960
    assert found.expected == pytest.approx(100 * total / whole)
    assert 33 < found.limit < 38
    assert found.words.startswith(
        "自统计年度起始至2020-05-31，结案率30.0%（300/1,000件），低于同级其他5家法院同期的下限"
    )


def test_a_small_court_has_wide_limits():
    assert behind(300, peers=rates(PEERS))
    assert behind(30, 100, peers=rates(PEERS)) == []


def test_own_past_counts_from_three_years_on():
    past = [(420.0, 1000.0), (400.0, 980.0), (415.0, 1010.0)]
    assert behind(300, past=past[:2]) == []
    (found,) = behind(300, past=past)
    assert found.expected == pytest.approx(100 * 1235 / 2990)
    assert "低于本院前3年同期的下限" in found.words


def test_the_pace_in_force_is_a_reference_of_its_own():
    assert behind(400, floor=0.42) == []
    (found,) = behind(300, floor=0.42)
    assert (found.expected, "低于进度线的下限" in found.words) == (42, True)


def test_too_few_cases_or_too_little_behind_is_none():
    assert behind(20, 99, floor=0.42) == []
    assert behind(40_900, 100_000, floor=0.42) == []
    assert len(behind(40_900, 100_000, floor=0.42, apart=1)) == 1


def test_the_worst_of_several_sets_the_level_and_all_are_told():
    (found,) = behind(200, past=[(420.0, 1000.0)] * 3, peers=rates(PEERS), floor=0.42)
    assert [word in found.words for word in ("本院前3年同期", "同级其他5家法院同期", "进度线")] == [True] * 3
    worst = max(how_far(0.2, one) for one in references(Pace(court="甲", now=(200, 1000), past=[(420.0, 1000.0)] * 3,
                                                             peers=rates(PEERS)), 0.42))  # fmt: skip
    assert worst >= RULES["YJ11"].levels[found.level]


@given(st.integers(100, 3000), st.floats(0.05, 0.95), st.data())
def test_a_rate_further_behind_never_has_a_lower_level(of, floor, data):
    closed = sorted(data.draw(st.lists(st.integers(0, of), min_size=2, max_size=5)), reverse=True)
    found = [behind(float(n), float(of), peers=rates(PEERS), past=[(40.0, 100.0)] * 3, floor=floor) for n in closed]
    ranks = [RANKS.index(one[0].level) if one else -1 for one in found]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("past", "kept"),
    [
        ([900, 800, 700, 0, 0, 0], [900, 800]),
        ([900, 800, 700, 600, 500, 400], [900, 800, 700, 600, 500]),
        ([900, 0, 700, 600, 500, 400], []),
        ([0, 0, 0, 0, 0, 0], []),
    ],
    ids=["the first year is left out", "as many as are looked at", "a gap", "no records"],
)
def test_past_years_count_back_to_the_year_after_the_records_begin(past, kept):
    assert _recorded([(1.0, float(of)) for of in past], 100) == [(1.0, of) for of in kept]

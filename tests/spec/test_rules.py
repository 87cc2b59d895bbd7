"""Rules that hold for every indicator: periods, the year before, peers, bands."""

from measuring import Desk, catalogue, codes
from shuzhu.indicators.courts import one, peers
from shuzhu.periods import parse_period


def test_a_statistical_year_may_begin_on_21_december(counted):
    """
    type_code | filed_on
    民初      | 2019-12-20
    民初      | 2019-12-21
    民初      | 2020-01-20
    民初      | 2020-01-21
    民初      | 2020-12-20
    民初      | 2020-12-21
    """
    assert counted("XS", year="12-21") == (4, None, 4)
    assert counted("XS", year="12-21", period="2020-01") == (2, None, 2)
    assert counted("XS", year="12-21", period="2021-01") == (1, None, 1)
    assert counted("XS") == (4, None, 4)


def test_any_run_of_days_is_counted_from_the_tables_and_agrees_with_the_months(counted):
    """
    type_code | filed_on   | closed_on
    民初      | 2019-12-01 | 2020-01-24
    民初      | 2020-01-23 |
    民初      | 2020-01-24 | 2020-02-16
    民初      | 2020-02-15 | 2020-02-15
    民初      | 2020-02-16 |
    """
    # On hand: the first two at the opening, the next two filed; closed: the first and the fourth.
    assert counted("XL01", period="2020-01-24..2020-02-15") == (2, 4, 50)
    for months, days in (("2020-01", "2020-01-01..2020-01-31"), ("2020Q1", "2020-01-01..2020-03-31")):
        assert counted("XL01", period=months) == counted("XL01", period=days)
    # The months of a year that begins on 21 December are no months here, so the tables are asked.
    assert counted("XL01", year="12-21", period="2020-02") == counted("XL01", period="2020-01-21..2020-02-20")


def test_the_year_before_is_the_same_period_a_year_earlier(measured):
    """
    type_code | filed_on
    民初      | 2019-02-28
    民初      | 2019-03-01
    民初      | 2020-02-29
    民初      | 2020-02-01
    民初      | 2020-03-01
    """
    month = measured("XS", period="2020-02")
    assert (month.value, month.year_before, month.year_on_year) == (2, 1, 1)
    day = measured("XS", period="2020-02-29")
    assert (day.value, day.year_before) == (1, 1)


def test_a_rate_with_nothing_to_divide_by_the_year_before_has_no_change(measured):
    """
    kind  | instance | closed_on  | closing
    civil | first    | 2020-02-28 | mediated
    """
    value = measured("XG02")
    assert (value.value, value.year_before, value.year_on_year) == (100, None, None)


def test_a_value_on_the_edge_of_its_band_is_within(measured):
    """
    kind  | instance | closed_on  | closing
    civil | first    | 2020-01-01 | mediated
    civil | first    | 2020-01-01 | mediated
    civil | first    | 2020-01-01 | judgment
    civil | first    | 2020-01-01 | judgment
    civil | first    | 2020-01-01 | judgment
    civil | first    | 2020-02-01 | mediated
    civil | first    | 2020-02-01 | mediated
    civil | first    | 2020-02-01 | mediated
    civil | first    | 2020-02-01 | judgment
    civil | first    | 2020-03-01 | mediated
    civil | first    | 2020-03-01 | judgment
    civil | first    | 2020-03-01 | judgment
    civil | first    | 2020-04-01 | mediated
    """
    # The band is 40 to 75 %: 40, 75, 33.3, 100 and, in May, nothing.
    found = [measured("XG02", period=f"2020-0{month}").band for month in range(1, 6)]
    assert found == ["within", "within", "below", "above", None]


def test_the_closing_rate_is_held_against_the_floor_of_its_month(measured):
    """
    type_code | filed_on   | closed_on
    民初      | 2020-01-01 | 2020-01-15
    民初      | 2020-01-01 | 2020-04-15
    民初      | 2020-01-01 | 2020-12-15
    民初      | 2020-01-01 |
    民初      | 2020-01-01 |
    """
    # 20 % by March (floor 18), 40 % by April (29), by May (42), 60 % by December (93).
    words = ("2020YTD03", "2020YTD04", "2020YTD05", "2020", "2020-03", "2020YTD02", "2020-01-01..2020-03-30")
    assert [measured("XL01", period=word).band for word in words] == [
        "within", "within", "below", "below", None, None, None,
    ]  # fmt: skip


def test_a_rate_of_few_cases_says_so_and_shows_its_interval(measured):
    """
    kind  | instance | closed_on  | closing
    civil | first    | 2020-01-01 | mediated
    civil | first    | 2020-01-01 | judgment
    """
    value = measured("XG02")
    assert value.small
    # Wilson's interval of 1 in 2: (0.5 ± 1.96 √(0.125 + 0.0600)) …
    assert (round(value.lower, 2), round(value.upper, 2)) == (9.45, 90.55)


def test_peers_are_courts_of_the_same_level_and_their_value_is_pooled(drawn_desk: Desk):
    """
    court  | kind  | instance | closed_on  | closing
    闽0213 | civil | first    | 2020-01-01 | mediated
    闽0213 | civil | first    | 2020-01-01 | judgment
    闽0206 | civil | first    | 2020-01-01 | mediated
    闽0206 | civil | first    | 2020-01-01 | mediated
    闽0206 | civil | first    | 2020-01-01 | mediated
    闽0102 | civil | first    | 2020-01-01 | judgment
    闽02   | civil | first    | 2020-01-01 | judgment
    京0101 | civil | first    | 2020-01-01 | judgment
    京0101 | civil | first    | 2020-01-01 | judgment
    """
    volumes = {"闽0213": 100, "闽0206": 134, "闽0102": 75, "闽02": 100, "京0101": 100, "京0102": 135, "京0106": 90,
               "京0111": 110, "京0115": 74}  # fmt: skip
    beside = peers("闽0213", codes(), volumes)
    assert beside["city"].courts == ("闽0206", "闽0213")
    assert beside["province"].courts == ("闽0102", "闽0206", "闽0213")
    assert beside["volume"].courts == ("京0101", "京0106", "京0111", "闽0102", "闽0206", "闽0213")
    (value,) = drawn_desk.ask(
        [catalogue().indicator("XG02")], [one("闽0213", codes())], [parse_period("2020")], peers={"闽0213": beside}
    )
    assert value.value == 50
    # City: 4 of 5; province: 4 of 6; volume: 4 of 8.
    assert {name: round(found, 4) for name, found in value.peers.items()} == {
        "city": 80, "province": 66.6667, "volume": 50,
    }  # fmt: skip
    assert value.peer_mean == value.peers["province"]


def test_a_court_alone_in_its_city_has_no_city_to_be_compared_with():
    assert set(peers("闽0213", codes(), {"闽0213": 100, "闽0102": 10})) == {"province", "volume"}
    assert peers("闽0213", codes(), {"闽0213": 100}) == {}
    assert peers("县法院", codes(), {"闽0213": 100}) == {}

"""行政诉讼发案率: first-instance administrative filings of a year per 10,000 residents."""


def test_filings_are_divided_by_the_residents_of_the_courts_region(counted):
    """
    kind           | instance | filed_on   | court
    administrative | first    | 2020-01-01 | 闽0213
    administrative | first    | 2020-12-31 | 闽0213
    administrative | first    | 2020-06-01 | 闽0213
    administrative | second   | 2020-06-01 | 闽0213
    administrative | none     | 2020-06-01 | 闽0213
    civil          | first    | 2020-06-01 | 闽0213
    administrative | first    | 2021-01-01 | 闽0213
    administrative | first    | 2020-06-01 | 闽0206
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    350206 | population | 2020-01-01 | 2020-12-31 | 100
    350200 | population | 2020-01-01 | 2020-12-31 | 500
    """
    assert counted("FZ01") == (3, 60, 0.05)
    assert counted("FZ01", court="闽02+") == (4, 500, 0.008)


def test_a_part_of_a_year_is_made_annual(counted):
    """
    kind           | instance | filed_on
    administrative | first    | 2020-01-01
    administrative | first    | 2020-06-30
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 36.5
    """
    # The first half of 2020 has 182 days: 2 × 365 ÷ 182 ÷ 36.5.
    assert counted("FZ01", period="2020H1") == (2, 36.5, round(2 * 365 / 182 / 36.5, 4))


def test_without_a_statistic_there_is_no_rate(counted):
    """
    kind           | instance | filed_on
    administrative | first    | 2020-01-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2021-01-01 | 2021-12-31 | 60
    350213 | gdp        | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("FZ01") == (1, None, None)

"""刑事案件发案率: first-instance criminal filings of a year per 10,000 residents."""


def test_every_charge_counts_whatever_it_is(counted):
    """
    kind     | instance     | cause  | filed_on
    criminal | first        | 盗窃罪 | 2020-01-01
    criminal | first        |        | 2020-12-31
    criminal | second       | 盗窃罪 | 2020-05-01
    criminal | none         |        | 2020-05-01
    civil    | first        |        | 2020-05-01
    criminal | first        | 盗窃罪 | 2021-01-01
    criminal | first        | 盗窃罪 |
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 20
    """
    assert counted("PA01") == (2, 20, 0.1)


def test_the_statistical_year_begins_where_the_court_says(counted):
    """
    kind     | instance | filed_on
    criminal | first    | 2019-12-20
    criminal | first    | 2019-12-21
    criminal | first    | 2020-12-20
    criminal | first    | 2020-12-21
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 20
    """
    assert counted("PA01", year="12-21") == (2, 20, 0.1)
    assert counted("PA01", year="12-21", period="2020-01") == (1, 20, round(365 / 31 / 20, 4))

"""商事纠纷发案率: first-instance commercial filings of a year per 10,000 businesses."""


def test_private_lending_and_labour_are_no_commercial_disputes(counted):
    """
    kind     | instance | cause          | filed_on
    civil    | first    | 买卖合同纠纷   | 2020-05-01
    civil    | first    | 上市公司收购纠纷 | 2020-05-01
    civil    | first    | 民间借贷纠纷   | 2020-05-01
    civil    | first    | 劳动争议       | 2020-05-01
    civil    | first    | 离婚纠纷       | 2020-05-01
    civil    | first    |                | 2020-05-01
    civil    | second   | 买卖合同纠纷   | 2020-05-01
    statistics:
    region | measure         | first_on   | last_on    | value
    350213 | market_entities | 2020-01-01 | 2020-12-31 | 8
    350213 | companies       | 2020-01-01 | 2020-12-31 | 4
    """
    assert counted("YS01") == (2, 8, 0.25)


def test_last_years_figure_is_carried_forward_and_said_to_be(counted, measured):
    """
    kind  | instance | cause        | filed_on
    civil | first    | 买卖合同纠纷 | 2021-05-01
    statistics:
    region | measure         | first_on   | last_on    | value
    350213 | market_entities | 2018-01-01 | 2018-12-31 | 5
    350213 | market_entities | 2019-01-01 | 2019-12-31 | 8
    350213 | market_entities | 2022-01-01 | 2022-12-31 | 16
    """
    assert counted("YS01", period="2021") == (1, 8, 0.125)
    assert measured("YS01", period="2021").carried == "2019"
    assert measured("YS01", period="2019").carried is None

"""金融纠纷发案率: first-instance financial disputes and illegal fundraising of a year per 100 million yuan of GDP."""


def test_civil_and_criminal_cases_are_added_up(counted):
    """
    kind     | instance | cause              | filed_on
    civil    | first    | 信用卡纠纷         | 2020-05-01
    civil    | first    | 保险纠纷           | 2020-05-01
    criminal | first    | 集资诈骗罪         | 2020-05-01
    criminal | first    | 非法吸收公众存款罪 | 2019-05-01
    criminal | first    | 信用卡诈骗罪       | 2020-05-01
    civil    | first    | 民间借贷纠纷       | 2020-05-01
    criminal | second   | 集资诈骗罪         | 2020-05-01
    statistics:
    region | measure | first_on   | last_on    | value
    350213 | gdp     | 2020-01-01 | 2020-12-31 | 600
    """
    assert counted("YS03") == (3, 600, 0.005)

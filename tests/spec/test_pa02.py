"""严重暴力犯罪发案率: first-instance violent crimes of a year per 100,000 residents."""


def test_murder_and_robbery_are_violent_theft_is_not(counted):
    """
    kind     | instance | cause      | filed_on
    criminal | first    | 故意杀人罪 | 2020-05-01
    criminal | first    | 抢劫罪     | 2020-05-01
    criminal | first    | 奸淫幼女罪 | 2020-05-01
    criminal | first    | 抢夺罪     | 2020-05-01
    criminal | first    | 盗窃罪     | 2020-05-01
    criminal | retrial  | 抢劫罪     | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("PA02") == (3, 60, 0.5)

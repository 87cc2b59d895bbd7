"""扰乱公共秩序与涉黑恶犯罪发案率: first-instance crimes against public order of a year per 10,000 residents."""


def test_brawls_gambling_and_gangs_are_counted_together(counted):
    """
    kind     | instance | cause                      | filed_on
    criminal | first    | 寻衅滋事罪                 | 2020-05-01
    criminal | first    | 开设赌场罪                 | 2020-05-01
    criminal | first    | 组织、领导、参加黑社会性质组织罪 | 2020-05-01
    criminal | first    | 危险驾驶罪                 | 2020-05-01
    criminal | first    | 故意伤害罪                 | 2020-05-01
    civil    | first    | 寻衅滋事罪                 | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("PA05") == (3, 60, 0.05)

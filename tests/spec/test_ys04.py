"""知识产权侵权发案率: infringement, unfair competition and crimes against IP of a year per 10,000 businesses."""


def test_contracts_over_rights_are_no_infringement(counted):
    """
    kind     | instance | cause              | filed_on
    civil    | first    | 专利权权属、侵权纠纷 | 2020-05-01
    civil    | first    | 仿冒纠纷           | 2020-05-01
    criminal | first    | 假冒注册商标罪     | 2020-05-01
    civil    | first    | 专利代理合同纠纷   | 2020-05-01
    criminal | first    | 诈骗罪             | 2020-05-01
    civil    | retrial  | 仿冒纠纷           | 2020-05-01
    statistics:
    region | measure         | first_on   | last_on    | value
    350213 | market_entities | 2020-01-01 | 2020-12-31 | 6
    """
    assert counted("YS04") == (3, 6, 0.5)

"""投资权益纠纷发案率: first-instance investors' disputes of a year per 10,000 companies."""


def test_disputes_over_companies_rights_are_divided_by_companies(counted):
    """
    kind  | instance | cause            | filed_on
    civil | first    | 公司决议纠纷     | 2020-05-01
    civil | first    | 公司盈余分配纠纷 | 2020-12-31
    civil | first    | 买卖合同纠纷     | 2020-05-01
    civil | second   | 公司决议纠纷     | 2020-05-01
    civil | first    | 公司决议纠纷     | 2021-01-01
    statistics:
    region | measure         | first_on   | last_on    | value
    350213 | companies       | 2020-01-01 | 2020-12-31 | 4
    350213 | market_entities | 2020-01-01 | 2020-12-31 | 8
    """
    assert counted("YS02") == (2, 4, 0.5)

"""邻里物业纠纷发案率: first-instance disputes of neighbours and with property managers per 10,000."""


def test_neighbours_and_property_management_are_counted_together(counted):
    """
    kind  | instance | cause            | filed_on
    civil | first    | 物业服务合同纠纷 | 2020-05-01
    civil | first    | 相邻通行纠纷     | 2020-05-01
    civil | first    | 业主撤销权纠纷   | 2020-05-01
    civil | first    | 租赁合同纠纷     | 2020-05-01
    civil | retrial  | 物业服务合同纠纷 | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("HX03") == (3, 60, 0.05)

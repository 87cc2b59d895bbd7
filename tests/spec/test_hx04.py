"""道路交通事故责任纠纷发案率: first-instance road-accident disputes of a year per 10,000 motor vehicles."""


def test_accidents_are_divided_by_vehicles_not_by_people(counted):
    """
    kind  | instance | cause                    | filed_on
    civil | first    | 机动车交通事故责任纠纷   | 2020-05-01
    civil | first    | 非机动车交通事故责任纠纷 | 2020-05-01
    civil | first    | 道路交通事故人身损害赔偿纠纷 | 2020-05-01
    civil | first    | 铁路运输损害责任纠纷     | 2020-05-01
    civil | second   | 机动车交通事故责任纠纷   | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | vehicles   | 2020-01-01 | 2020-12-31 | 12
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("HX04") == (3, 12, 0.25)

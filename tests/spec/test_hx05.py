"""消费与医疗纠纷发案率: first-instance consumer and medical disputes of a year per 10,000 residents."""


def test_two_families_are_counted_as_one(counted):
    """
    kind  | instance | cause            | filed_on
    civil | first    | 产品责任纠纷     | 2020-05-01
    civil | first    | 医疗损害责任纠纷 | 2020-05-01
    civil | first    | 旅游合同纠纷     | 2020-05-01
    civil | first    | 物业服务合同纠纷 | 2020-05-01
    civil | second   | 医疗损害责任纠纷 | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("HX05") == (3, 60, 0.05)

"""涉房、征迁与涉农土地纠纷发案率: disputes over housing, expropriation and farm land of a year per 10,000 residents."""


def test_suits_against_expropriation_are_added_to_the_civil_disputes(counted):
    """
    kind           | instance | cause              | filed_on
    civil          | first    | 商品房预售合同纠纷 | 2020-05-01
    civil          | first    | 农村土地承包合同纠纷 | 2020-05-01
    administrative | first    | 行政征收           | 2020-05-01
    administrative | first    | 行政处罚           | 2020-05-01
    administrative | second   | 行政征收           | 2020-05-01
    civil          | first    | 行政征收           | 2020-05-01
    civil          | first    | 物业服务合同纠纷   | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("HX06") == (3, 60, 0.05)

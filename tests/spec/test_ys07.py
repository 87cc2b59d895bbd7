"""涉企经济犯罪发案率: first-instance crimes against businesses of a year per 10,000 businesses."""


def test_two_editions_of_a_charge_are_one(counted):
    """
    kind     | instance | cause                | filed_on
    criminal | first    | 职务侵占罪           | 2020-05-01
    criminal | first    | 非国家工作人员受贿罪 | 2020-05-01
    criminal | first    | 公司、企业人员受贿罪 | 2020-05-01
    criminal | first    | 受贿罪               | 2020-05-01
    criminal | first    | 盗窃罪               | 2020-05-01
    civil    | first    | 职务侵占罪           | 2020-05-01
    statistics:
    region | measure         | first_on   | last_on    | value
    350213 | market_entities | 2020-01-01 | 2020-12-31 | 6
    """
    assert counted("YS07") == (3, 6, 0.5)

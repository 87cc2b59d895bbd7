"""破坏环境资源犯罪发案率: first-instance crimes against the environment of a year per 100,000 residents."""


def test_every_charge_of_the_section_on_the_environment_counts(counted):
    """
    kind     | instance | cause              | filed_on
    criminal | first    | 污染环境罪         | 2020-05-01
    criminal | first    | 盗伐林木罪         | 2020-05-01
    criminal | first    | 重大环境污染事故罪 | 2020-05-01
    criminal | first    | 放火罪             | 2020-05-01
    civil    | first    | 环境污染责任纠纷   | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("ST02") == (3, 60, 0.5)

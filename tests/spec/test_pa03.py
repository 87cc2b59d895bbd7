"""侵财犯罪发案率: first-instance property crimes of a year, telecom fraud apart, per 10,000 residents."""


def test_fraud_by_telephone_or_network_is_counted_elsewhere(counted):
    """
    kind     | instance | cause      | telecom_fraud | filed_on
    criminal | first    | 盗窃罪     |               | 2020-05-01
    criminal | first    | 诈骗罪     | no            | 2020-05-01
    criminal | first    | 诈骗罪     |               | 2020-05-01
    criminal | first    | 诈骗罪     | yes           | 2020-05-01
    criminal | first    | 合同诈骗罪 |               | 2020-05-01
    criminal | first    | 抢劫罪     |               | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("PA03") == (3, 60, 0.05)

"""电信网络诈骗及关联犯罪发案率: telecom fraud and the crimes around it in a year per 10,000 residents."""


def test_fraud_counts_only_where_it_is_marked_as_telecom_fraud(counted):
    """
    kind     | instance | cause                  | telecom_fraud | filed_on
    criminal | first    | 诈骗罪                 | yes           | 2020-05-01
    criminal | first    | 诈骗罪                 | no            | 2020-05-01
    criminal | first    | 诈骗罪                 |               | 2020-05-01
    criminal | first    | 帮助信息网络犯罪活动罪 |               | 2020-05-01
    criminal | first    | 帮助信息网络犯罪活动罪 | yes           | 2020-05-01
    criminal | first    | 盗窃罪                 | yes           | 2020-05-01
    criminal | second   | 诈骗罪                 | yes           | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("PA04") == (3, 60, 0.05)

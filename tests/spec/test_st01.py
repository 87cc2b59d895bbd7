"""环境资源民事、行政纠纷发案率: disputes over the environment of a year per 10,000 residents."""


def test_an_administrative_case_counts_by_cause_or_field_but_once(counted):
    """
    kind           | instance | cause                    | field    | filed_on
    civil          | first    | 水污染责任纠纷           |          | 2020-05-01
    administrative | first    | 环境保护行政管理（环保） |          | 2020-05-01
    administrative | first    | 环境保护行政管理（环保） | 生态环境 | 2020-05-01
    administrative | first    | 行政处罚                 | 生态环境 | 2020-05-01
    administrative | first    |                          | 环境保护 | 2020-05-01
    administrative | first    | 行政处罚                 | 公安     | 2020-05-01
    civil          | first    | 买卖合同纠纷             | 生态环境 | 2020-05-01
    administrative | second   | 行政处罚                 | 生态环境 | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 50
    """
    assert counted("ST01") == (5, 50, 0.1)

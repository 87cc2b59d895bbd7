"""劳动争议与欠薪纠纷发案率: labour disputes, wage arrears and refusal to pay wages of a year per 10,000 employed."""


def test_a_contract_for_services_counts_only_where_wages_are_owed(counted):
    """
    kind     | instance | cause              | wage_arrears | filed_on
    civil    | first    | 劳动争议           |              | 2020-05-01
    civil    | first    | 劳动合同纠纷       | yes          | 2020-05-01
    civil    | first    | 劳务合同纠纷       | yes          | 2020-05-01
    civil    | first    | 劳务合同纠纷       | no           | 2020-05-01
    civil    | first    | 劳务合同纠纷       |              | 2020-05-01
    criminal | first    | 拒不支付劳动报酬罪 |              | 2020-05-01
    civil    | first    | 买卖合同纠纷       | yes          | 2020-05-01
    civil    | second   | 劳动争议           |              | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | employed   | 2020-01-01 | 2020-12-31 | 32
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("HX02") == (4, 32, 0.125)

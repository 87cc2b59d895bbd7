"""执行标的到位率: yuan recovered ÷ yuan asked for in first and resumed enforcements closed."""


def test_sums_are_exact_to_the_fen(counted):
    """
    case_id | type_code | kind        | closed_on
    a       | 执        | enforcement | 2020-05-01
    b       | 执恢      | enforcement | 2020-05-01
    c       | 执        | enforcement | 2020-05-01
    d       | 执保      | enforcement | 2020-05-01
    e       | 执        | enforcement | 2021-05-01
    enforcements:
    case_id | applied_amount | recovered_amount
    a       | 1000.10        | 250.05
    b       | 999.90         | 549.95
    c       |                | 200.00
    d       | 5000           | 5000
    e       | 5000           | 5000
    """
    assert counted("XG05") == (1000, 2000, 50)
    assert counted("XG05", period="2019") == (0, 0, None)

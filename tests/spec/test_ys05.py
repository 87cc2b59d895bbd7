"""解决商业纠纷用时: days from filing to full enforcement ÷ sale-contract disputes performed in the period."""


def test_the_way_ends_when_the_enforcement_is_performed(counted):
    """
    case_id | case_number | kind        | type_code | instance    | cause        | filed_on   | closed_on  | closing
    a       | 民初1       | civil       | 民初      | first       | 买卖合同纠纷 | 2020-01-01 | 2020-02-01 | judgment
    b       | 民初2       | civil       | 民初      | first       | 互易纠纷     | 2019-12-01 | 2020-02-01 | judgment
    c       | 民初3       | civil       | 民初      | first       | 买卖合同纠纷 | 2020-01-01 | 2020-02-01 | judgment
    d       | 民初4       | civil       | 民初      | first       | 离婚纠纷     | 2020-01-01 | 2020-02-01 | judgment
    e       | 民初5       | civil       | 民初      | first       | 买卖合同纠纷 | 2020-01-01 | 2020-02-01 | mediated
    x       | 执1         | enforcement | 执        | enforcement |              | 2020-03-01 | 2020-04-10 | performed
    y       | 执2         | enforcement | 执        | enforcement |              | 2020-03-01 | 2020-06-18 | settled_performed
    z       | 执3         | enforcement | 执        | enforcement |              | 2020-03-01 | 2020-04-10 | terminated_for_now
    w       | 执4         | enforcement | 执        | enforcement |              | 2020-03-01 | 2020-04-10 | performed
    enforcements:
    case_id | basis_number
    x       | 民初1
    y       | 民初2
    z       | 民初3
    w       | 民初4
    """  # noqa: E501 — a table
    # a: 2020-01-01 to 04-10 is 100 days; b: 2019-12-01 to 06-18 is 200.
    assert counted("YS05") == (300, 2, 150)
    assert counted("YS05", period="2020-04") == (100, 1, 100)
    assert counted("YS05", period="2021") == (0, 0, None)

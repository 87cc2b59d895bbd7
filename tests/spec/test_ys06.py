"""破产案件办理用时: days from filing to closing ÷ insolvencies closed."""


def test_insolvencies_are_measured_whole_with_no_day_taken_off(counted):
    """
    case_id | kind       | filed_on   | closed_on
    a       | bankruptcy | 2019-12-31 | 2020-01-01
    b       | bankruptcy | 2019-01-01 | 2020-01-01
    c       | bankruptcy |            | 2020-01-01
    d       | bankruptcy | 2020-01-01 |
    e       | civil      | 2019-01-01 | 2020-01-01
    exclusions:
    case_id | first_on   | last_on
    b       | 2019-06-01 | 2019-08-31
    """
    assert counted("YS06") == (366, 2, 183)
    assert counted("YS06", period="2021") == (0, 0, None)

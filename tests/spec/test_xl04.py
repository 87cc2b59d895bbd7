"""超12个月未结案件比: trials pending for twelve months at the end ÷ trials pending at the end."""


def test_a_case_is_old_on_the_day_twelve_months_are_full(counted):
    """
    kind        | filed_on   | closed_on
    civil       | 2019-12-31 |
    civil       | 2020-01-01 |
    criminal    | 2018-05-01 | 2020-12-31
    civil       | 2018-05-01 | 2021-01-01
    civil       | 2020-06-01 |
    enforcement | 2018-05-01 |
    civil       |            |
    """
    # Pending on 2020-12-31: rows 1, 2, 4, 5. Twelve months are full for rows 1 (that very day) and 4.
    assert counted("XL04") == (2, 4, 50)


def test_a_case_closed_on_the_very_day_never_grew_old(counted):
    """
    kind  | filed_on   | closed_on
    civil | 2019-02-28 | 2020-02-28
    civil | 2020-02-29 |
    """
    assert counted("XL04", period="2020-02") == (0, 1, 0)
    assert counted("XL04", period="2020-02-28..2021-02-27") == (0, 1, 0)
    assert counted("XL04", period="2020-02-28..2021-02-28") == (1, 1, 100)

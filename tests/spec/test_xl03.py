"""平均审理天数: net days of trials ÷ closings."""


def test_days_run_from_the_day_after_filing_and_exclusions_are_taken_off(counted):
    """
    case_id | kind           | instance | filed_on   | closed_on
    a       | civil          | first    | 2020-02-28 | 2020-03-01
    b       | criminal       | first    | 2020-03-01 | 2020-03-01
    c       | administrative | second   | 2020-01-01 | 2020-01-31
    d       | enforcement    | enforcement | 2020-01-01 | 2020-09-01
    e       | civil          | first    |            | 2020-09-01
    f       | civil          | first    | 2020-01-01 | 2021-01-01
    exclusions:
    case_id | first_on   | last_on
    c       | 2019-12-01 | 2020-01-11
    c       | 2020-01-30 |
    """
    # a: 2 days over 29 February; b: 0; c: 30 less 01-02 to 01-11 (10) less 01-30 and 01-31 (2) = 18.
    assert counted("XL03") == (20, 3, 6.6667)


def test_a_court_with_no_closings_has_no_mean(counted):
    """
    case_id | kind  | instance | filed_on   | closed_on
    a       | civil | first    | 2020-02-28 |
    """
    assert counted("XL03") == (0, 0, None)

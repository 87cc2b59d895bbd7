"""法定审限内结案率: closed within the basic limit, exclusions added, not extended ÷ closings with a limit."""


def test_overlapping_exclusions_count_once(counted):
    """
    case_id | kind  | instance | procedure  | filed_on   | closed_on
    a       | civil | first    | simplified | 2020-01-10 | 2020-04-10
    b       | civil | first    | simplified | 2020-01-10 | 2020-04-11
    c       | civil | first    | simplified | 2020-01-10 | 2020-04-30
    d       | civil | first    | simplified | 2020-01-10 | 2020-05-01
    exclusions:
    case_id | first_on   | last_on
    c       | 2020-02-01 | 2020-02-10
    c       | 2020-02-06 | 2020-02-20
    d       | 2020-02-01 | 2020-02-10
    d       | 2020-02-06 | 2020-02-20
    """
    # Three months end on 04-10; twenty days (02-01 to 02-20) carry c to 04-30, and d is a day late.
    assert counted("XL02") == (2, 4, 50)


def test_an_approved_extension_is_not_within_the_basic_limit(counted):
    """
    case_id | kind        | instance    | procedure    | filed_on   | closed_on  | limit_on
    a       | civil       | first       | ordinary     | 2020-01-31 | 2020-02-10 |
    b       | civil       | first       | ordinary     | 2020-01-31 | 2020-02-10 |
    c       | civil       | first       | ordinary     | 2019-08-31 | 2020-02-29 |
    d       | civil       | first       | ordinary     | 2019-08-31 | 2020-03-01 |
    e       | civil       | first       | ordinary     | 2019-08-31 | 2020-03-01 | 2020-03-01
    f       | civil       | first       |              | 2020-01-31 | 2020-02-10 |
    g       | enforcement | enforcement | enforcement  | 2020-01-31 | 2020-02-10 |
    extensions:
    case_id | approved_on | days
    a       | 2020-02-01  | 30
    b       |             | 30
    """
    # Six months from 31 August end on 29 February; f has no limit, g is no trial.
    assert counted("XL02") == (3, 5, 60)


def test_the_limit_is_that_of_the_day_of_filing(counted):
    """
    kind     | instance | procedure    | filed_on   | closed_on  | term_months
    civil    | first    | small_claims | 2021-12-31 | 2022-03-31 |
    civil    | first    | small_claims | 2022-01-01 | 2022-03-02 |
    criminal | first    | fast_track   | 2022-01-01 | 2022-01-12 | 12
    criminal | first    | fast_track   | 2022-01-01 | 2022-01-16 | 13
    """
    # Small claims had three months until 2021 and two since; fast track ten days, fifteen above a year.
    assert counted("XL02", period="2022") == (2, 4, 50)

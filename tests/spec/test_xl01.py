"""结案率: closings ÷ (pending at the opening + filed)."""


def test_the_cases_on_hand_are_those_pending_at_the_opening_and_those_filed(counted):
    """
    type_code | filed_on   | closed_on
    民初      | 2019-05-01 | 2019-12-31
    民初      | 2019-05-01 | 2020-01-01
    民初      | 2019-05-01 |
    执        | 2020-02-29 | 2020-02-29
    刑初      | 2020-12-31 | 2021-01-01
              | 2020-06-01 | 2020-07-01
    民初      | 2021-01-01 |
    """
    # On hand: 2 old (the first closed before the year began) and 3 new; closed: 3.
    assert counted("XL01") == (3, 5, 60)


def test_mediation_before_filing_preservation_and_resumed_enforcement_are_left_out(counted):
    """
    type_code | filed_on   | closed_on
    民初      | 2020-02-01 |
    诉前调    | 2020-02-01 | 2020-03-01
    诉前调确  | 2020-02-01 | 2020-03-01
    诉前调书  | 2020-02-01 | 2020-03-01
    执保      | 2020-02-01 | 2020-03-01
    执恢      | 2019-02-01 | 2020-03-01
    """
    assert counted("XL01") == (0, 1, 0)
    assert counted("XL01", period="2019") == (0, 0, None)

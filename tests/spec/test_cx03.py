"""民间借贷纠纷发案率: first-instance private-lending filings of a year per 10,000 residents."""


def test_a_loan_of_a_bank_is_not_private(counted):
    """
    kind  | instance | cause            | filed_on
    civil | first    | 民间借贷纠纷     | 2020-02-29
    civil | first    | 民间借贷纠纷     | 2020-03-01
    civil | first    | 金融借款合同纠纷 | 2020-02-29
    civil | first    | 借款合同纠纷     | 2020-02-29
    civil | second   | 民间借贷纠纷     | 2020-02-29
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 20
    """
    assert counted("CX03") == (2, 20, 0.1)
    # One day of a leap year: 1 × 365 ÷ 20.
    assert counted("CX03", period="2020-02-29") == (1, 20, 18.25)

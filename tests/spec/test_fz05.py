"""非诉行政执行准予率: approved ÷ applications to enforce an administrative act that were closed."""


def test_only_applications_of_authorities_are_counted(counted):
    """
    kind           | type_code | closed_on  | closing
    administrative | 行审      | 2020-05-01 | approved
    administrative | 行审      | 2020-05-01 | refused
    administrative | 行审      | 2020-05-01 | partly_approved
    administrative | 行审      | 2020-05-01 | withdrawn
    administrative | 行审复    | 2020-05-01 | approved
    administrative | 行初      | 2020-05-01 | approved
    administrative | 行审      |            |
    """
    assert counted("FZ05") == (1, 4, 25)
    assert counted("FZ05", period="2021") == (0, 0, None)

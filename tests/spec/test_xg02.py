"""民商事案件调撤率: mediated and withdrawn ÷ first-instance civil closings."""


def test_mediations_and_every_kind_of_withdrawal_count(counted):
    """
    kind           | instance | closed_on  | closing
    civil          | first    | 2020-05-01 | mediated
    civil          | first    | 2020-05-01 | withdrawn
    civil          | first    | 2020-05-01 | reconciled_withdrawn
    civil          | first    | 2020-05-01 | deemed_withdrawn
    civil          | first    | 2020-05-01 | judgment
    civil          | first    | 2020-05-01 | dismissed
    civil          | first    | 2020-05-01 |
    civil          | first    | 2020-05-01 | transferred
    civil          | second   | 2020-05-01 | mediated
    administrative | first    | 2020-05-01 | withdrawn
    civil          | first    | 2019-12-31 | mediated
    """
    assert counted("XG02") == (4, 8, 50)
    assert counted("XG02", period="2020-01") == (0, 0, None)

"""行政争议实质性化解率: mediated, or withdrawn after reconciliation ÷ first-instance administrative closings."""


def test_a_withdrawal_counts_only_where_the_parties_were_reconciled(counted):
    """
    kind           | instance | closed_on  | closing              | reconciled
    administrative | first    | 2020-05-01 | mediated             |
    administrative | first    | 2020-05-01 | reconciled_withdrawn | yes
    administrative | first    | 2020-05-01 | withdrawn            | yes
    administrative | first    | 2020-05-01 | withdrawn            | no
    administrative | first    | 2020-05-01 | deemed_withdrawn     |
    administrative | first    | 2020-05-01 | claims_dismissed     | yes
    administrative | second   | 2020-05-01 | mediated             |
    civil          | first    | 2020-05-01 | mediated             |
    """
    assert counted("FZ04") == (3, 6, 50)
    assert counted("FZ04", period="2021") == (0, 0, None)

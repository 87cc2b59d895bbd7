"""行政机关败诉率: judgments that the authority lost ÷ first-instance administrative judgments on the merits."""


def test_orders_and_withdrawals_are_no_judgments_on_the_merits(counted):
    """
    kind           | instance | closed_on  | closing
    administrative | first    | 2020-05-01 | revoked
    administrative | first    | 2020-05-01 | ordered_to_perform
    administrative | first    | 2020-05-01 | declared_unlawful
    administrative | first    | 2020-05-01 | claims_dismissed
    administrative | first    | 2020-05-01 | withdrawn
    administrative | first    | 2020-05-01 | dismissed
    administrative | first    | 2020-05-01 | mediated
    administrative | second   | 2020-05-01 | revoked
    civil          | first    | 2020-05-01 | claims_dismissed
    administrative | first    | 2021-05-01 | revoked
    """
    assert counted("FZ02") == (3, 4, 75)
    assert counted("FZ02", period="2019") == (0, 0, None)

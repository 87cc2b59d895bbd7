"""一审陪审率: closings by a collegiate panel with a lay assessor ÷ ordinary collegiate first-instance closings."""


def test_only_ordinary_collegiate_trials_are_asked_about(counted):
    """
    kind           | instance | procedure  | panel      | has_lay_assessor | closed_on
    civil          | first    | ordinary   | collegiate | yes              | 2020-01-01
    criminal       | first    | ordinary   | collegiate | yes              | 2020-12-31
    administrative | first    | ordinary   | collegiate | no               | 2020-06-01
    civil          | first    | ordinary   | collegiate |                  | 2020-06-01
    civil          | first    | ordinary   | single     | yes              | 2020-06-01
    civil          | first    | simplified | collegiate | yes              | 2020-06-01
    civil          | second   | ordinary   | collegiate | yes              | 2020-06-01
    civil          | first    | ordinary   |            | yes              | 2020-06-01
    civil          | first    | ordinary   | collegiate | yes              | 2019-12-31
    civil          | first    | ordinary   | collegiate | yes              |
    """
    assert counted("GZ04") == (2, 4, 50)
    assert counted("GZ04", period="2021") == (0, 0, None)

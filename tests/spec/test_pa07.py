"""危害公共安全与食药安全犯罪发案率: crimes against public safety, food and medicine of a year per 10,000 residents."""


def test_dangerous_driving_counts_here_and_by_itself_against_vehicles(counted):
    """
    kind     | instance | cause                    | filed_on
    criminal | first    | 危险驾驶罪               | 2020-05-01
    criminal | first    | 危险驾驶罪               | 2020-05-01
    criminal | first    | 生产、销售有毒、有害食品罪 | 2020-05-01
    criminal | first    | 放火罪                   | 2020-05-01
    criminal | second   | 危险驾驶罪               | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    350213 | vehicles   | 2020-01-01 | 2020-12-31 | 16
    """
    assert counted("PA07") == (3, 60, 0.05)
    assert counted("PA07D") == (2, 16, 0.125)

"""行政机关负责人出庭应诉率: attended by a leader ÷ administrative cases heard, those excused left out."""


def test_a_leader_with_good_reason_to_stay_away_is_not_asked_for(counted):
    """
    kind           | instance | closed_on  | leader_attended | leader_excused
    administrative | first    | 2020-05-01 | yes             | no
    administrative | second   | 2020-05-01 | yes             |
    administrative | first    | 2020-05-01 | no              | no
    administrative | first    | 2020-05-01 | no              |
    administrative | first    | 2020-05-01 | no              | yes
    administrative | first    | 2020-05-01 |                 |
    administrative | none     | 2020-05-01 | yes             |
    civil          | first    | 2020-05-01 | yes             |
    """
    assert counted("FZ03") == (2, 4, 50)
    assert counted("FZ03", period="2021") == (0, 0, None)

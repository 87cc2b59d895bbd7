"""庭审直播率: streamed ÷ public hearings held."""


def test_a_hearing_belongs_to_the_court_of_its_case(counted):
    """
    case_id | court
    a       | 闽0213
    b       | 闽0206
    hearings:
    case_id | held_on    | public | streamed
    a       | 2020-05-01 | yes    | yes
    a       | 2020-05-08 | yes    | no
    a       | 2020-05-08 | yes    |
    a       | 2020-05-08 | no     | yes
    a       | 2020-05-08 |        | yes
    b       | 2020-05-01 | yes    | yes
    a       | 2021-05-01 | yes    | yes
    """
    assert counted("GL03") == (1, 3, 33.3333)
    assert counted("GL03", court="闽0206") == (1, 1, 100)
    assert counted("GL03", period="2019") == (0, 0, None)

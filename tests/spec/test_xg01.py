"""一审服判息诉率: not appealed or protested ÷ first-instance closings open to appeal."""


def test_an_appeal_a_protest_or_a_second_instance_case_is_no_acceptance(counted):
    """
    case_number | court  | kind     | instance | origin_number | procedure    | closed_on  | closing   | appealed_on | protested_on | appeal_number
    1           | 闽0213 | civil    | first    |               | simplified   | 2020-05-01 | judgment  |             |              |
    2           | 闽0213 | civil    | first    |               | simplified   | 2020-05-01 | judgment  | 2020-05-09  |              |
    3           | 闽0213 | criminal | first    |               | ordinary     | 2020-05-01 | convicted |             | 2020-05-09   |
    4           | 闽0213 | civil    | first    |               | ordinary     | 2020-05-01 | judgment  |             |              | （2020）闽02民终4号
    5           | 闽0213 | civil    | first    |               | ordinary     | 2020-05-01 | judgment  |             |              |
    6           | 闽0213 | civil    | first    |               | small_claims | 2020-05-01 | judgment  |             |              |
    7           | 闽0213 | civil    | first    |               | simplified   | 2020-05-01 | mediated  |             |              |
    8           | 闽0213 | civil    | first    |               | simplified   | 2020-05-01 | withdrawn |             |              |
    9           | 闽02   | civil    | second   | 5             | second       |            |           |             |              |
    """  # noqa: E501 — a table
    # Open to appeal: 1 to 5; case 9 shows that 5 was appealed.
    assert counted("XG01") == (1, 5, 20)
    assert counted("XG01", period="2019") == (0, 0, None)


def test_an_objection_to_jurisdiction_is_no_appeal_against_the_judgment(counted):
    """
    case_number | court  | kind         | instance | origin_number | closed_on  | closing
    1           | 闽0213 | civil        | first    |               | 2020-05-01 | judgment
    2           | 闽02   | jurisdiction | second   | 1             | 2020-02-01 | upheld
    """
    assert counted("XG01") == (1, 1, 100)

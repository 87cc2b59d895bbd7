"""简易程序适用率: simplified, small-claims and fast-track closings ÷ first-instance closings."""


def test_a_case_converted_to_the_ordinary_procedure_is_ordinary(counted):
    """
    kind     | instance | procedure    | procedure_before | closed_on
    civil    | first    | simplified   |                  | 2020-05-01
    civil    | first    | small_claims |                  | 2020-05-01
    criminal | first    | fast_track   |                  | 2020-05-01
    civil    | first    | ordinary     | simplified       | 2020-05-01
    civil    | first    |              |                  | 2020-05-01
    civil    | second   | simplified   |                  | 2020-05-01
    civil    | first    | simplified   |                  | 2021-05-01
    """
    assert counted("XL05") == (3, 5, 60)
    assert counted("XL05", court="闽02") == (0, 0, None)

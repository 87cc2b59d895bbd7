"""拒执与虚假诉讼发案率: crimes and sanctions against enforcement filed ÷ 10,000 first enforcements filed."""


def test_crimes_and_sanctions_are_held_against_new_enforcements(counted):
    """
    kind        | type_code | instance    | cause              | filed_on
    criminal    | 刑初      | first       | 拒不执行判决、裁定罪 | 2020-05-01
    criminal    | 刑初      | first       | 虚假诉讼罪         | 2020-05-01
    sanction    | 司惩      | none        |                    | 2020-05-01
    criminal    | 刑初      | first       | 妨害公务罪         | 2020-05-01
    criminal    | 刑终      | second      | 虚假诉讼罪         | 2020-05-01
    enforcement | 执        | enforcement |                    | 2020-05-01
    enforcement | 执        | enforcement |                    | 2020-05-01
    enforcement | 执        | enforcement |                    | 2020-05-01
    enforcement | 执        | enforcement |                    | 2020-05-01
    enforcement | 执恢      | enforcement |                    | 2020-05-01
    enforcement | 执        | enforcement |                    | 2021-05-01
    """
    assert counted("CX05") == (3, 4, 7500)
    assert counted("CX05", period="2019") == (0, 0, None)

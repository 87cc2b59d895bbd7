"""未成年人犯罪率: accused persons under eighteen in first-instance criminal cases of a year per 100,000 residents."""


def test_eighteen_is_full_on_the_day_after_the_birthday(counted):
    """
    case_id | kind     | instance | filed_on
    a       | criminal | first    | 2020-05-01
    b       | criminal | second   | 2020-05-01
    c       | civil    | first    | 2020-05-01
    d       | criminal | first    | 2019-05-01
    parties:
    case_id | role    | born_on    | offence_age
    a       | accused | 2002-04-30 |
    a       | accused | 2002-05-01 |
    a       | accused | 2002-05-02 |
    a       | accused | 1990-01-01 | 17
    a       | accused | 2004-01-01 | 18
    a       | accused |            |
    a       | victim  | 2010-01-01 |
    b       | accused | 2010-01-01 |
    c       | accused | 2010-01-01 |
    d       | accused | 2010-01-01 |
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    # Born 2002-05-01 is still seventeen on 2020-05-01; the age at the offence goes before the birthday.
    assert counted("PA08") == (3, 60, 0.5)

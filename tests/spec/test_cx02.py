"""失信修复率: removed in the period ÷ (on the list at the opening + listed in it)."""


def test_the_list_at_the_opening_and_what_was_added_stand_below(counted):
    """
    dishonest:
    listed_on  | removed_on
    2018-05-01 | 2019-12-31
    2018-05-01 | 2020-01-01
    2018-05-01 |
    2020-05-01 | 2020-08-01
    2020-05-01 | 2021-08-01
    2021-01-01 |
    """
    # At the opening: rows 2 and 3; listed: rows 4 and 5; removed: rows 2 and 4.
    assert counted("CX02") == (2, 4, 50)
    assert counted("CX02", period="2017") == (0, 0, None)

"""生态修复责任落实率: carried out ÷ restoration orders due in the period."""


def test_an_order_is_asked_about_when_it_falls_due(counted):
    """
    kind     | restoration_ordered | restoration_due_on | restored_on
    criminal | yes                 | 2020-01-01         | 2019-12-01
    civil    | yes                 | 2020-12-31         | 2021-06-01
    civil    | yes                 | 2020-06-01         |
    civil    | yes                 | 2020-06-01         |
    civil    | no                  | 2020-06-01         | 2020-06-01
    civil    | yes                 | 2021-01-01         | 2020-06-01
    civil    | yes                 |                    | 2020-06-01
    """
    assert counted("ST03") == (2, 4, 50)
    assert counted("ST03", period="2019") == (0, 0, None)

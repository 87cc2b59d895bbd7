"""电子送达率: made electronically and received ÷ all services."""


def test_an_electronic_service_that_failed_does_not_count(counted):
    """
    case_id | kind
    a       | civil
    services:
    case_id | method     | result | served_on
    a       | electronic | served | 2020-02-29
    a       | electronic | failed | 2020-03-01
    a       | electronic |        | 2020-03-01
    a       | post       | served | 2020-03-01
    a       |            | served | 2020-03-01
    a       | electronic | served | 2019-12-31
    nowhere | electronic | served | 2020-03-01
    """
    assert counted("GL04") == (1, 5, 20)
    assert counted("GL04", period="2020-01") == (0, 0, None)

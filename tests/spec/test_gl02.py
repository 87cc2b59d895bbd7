"""裁判文书上网公开率: published ÷ documents due for publication that took effect in the period."""


def test_a_document_withheld_for_a_reason_of_law_is_not_due(counted):
    """
    documents:
    effective_on | dated_on   | publication | published_on | withheld_reason
    2020-01-01   | 2019-12-01 | published   |              |
                 | 2020-05-01 |             | 2020-06-01   |
    2020-05-01   | 2020-05-01 | info_only   |              |
    2020-05-01   | 2020-05-01 |             |              |
    2020-05-01   | 2020-05-01 | withheld    |              | state_secret
    2021-01-01   | 2020-12-20 | published   |              |
    """
    assert counted("GL02") == (2, 4, 50)
    assert counted("GL02", period="2019") == (0, 0, None)

"""裁判文书上网公开率: published ÷ documents due for publication that took effect in the period."""

import pytest


def test_a_document_withheld_by_law_or_of_unknown_state_is_not_counted(counted):
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
    assert counted("GL02") == (2, 3, pytest.approx(200 / 3))
    assert counted("GL02", period="2019") == (0, 0, None)

"""首次执行案件实际执结率: performed in full or by settlement ÷ first enforcements closed."""


def test_only_what_was_performed_counts_as_really_enforced(counted):
    """
    type_code | kind        | closed_on  | closing
    执        | enforcement | 2020-05-01 | performed
    执        | enforcement | 2020-05-01 | settled_performed
    执        | enforcement | 2020-05-01 | terminated_for_now
    执        | enforcement | 2020-05-01 | cancelled
    执        | enforcement | 2020-05-01 |
    执恢      | enforcement | 2020-05-01 | performed
    执异      | enforcement | 2020-05-01 | performed
    执        | enforcement |            | performed
    """
    assert counted("XG04") == (2, 5, 40)
    assert counted("XG04", period="2021") == (0, 0, None)

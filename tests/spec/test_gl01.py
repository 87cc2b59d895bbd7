"""法官人均结案数: closings ÷ mean number of judges in post."""


def test_a_judge_in_post_for_half_the_days_is_half_a_judge(counted):
    """
    type_code | closed_on
    民初      | 2020-01-01
    刑初      | 2020-12-31
    执        | 2020-07-01
    执恢      | 2020-07-01
    诉前调    | 2020-07-01
    judge_posts:
    judge | since      | until      | court
    张某  | 2010-01-01 |            | 闽0213
    李某  | 2020-07-02 |            | 闽0213
    王某  | 2012-01-01 | 2019-12-31 | 闽0213
    赵某  | 2010-01-01 |            | 闽0206
    """
    # 366 days and 183 days of 366: one judge and a half.
    assert counted("GL01") == (3, 1.5, 2)


def test_without_judges_there_is_no_mean(counted):
    """
    type_code | closed_on
    民初      | 2020-01-01
    """
    assert counted("GL01") == (1, 0, None)

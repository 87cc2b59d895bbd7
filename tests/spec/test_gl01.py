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


def test_a_judge_with_two_posts_at_a_time_is_one_judge(counted):
    """
    type_code | closed_on
    民初      | 2020-01-01
    民初      | 2020-12-31
    judge_posts:
    judge | division | since      | until      | court
    张某  | 民一庭   | 2010-01-01 |            | 闽0213
    张某  | 审监庭   | 2020-02-01 | 2020-06-30 | 闽0213
    李某  | 民一庭   | 2020-01-01 | 2020-03-31 | 闽0213
    李某  | 民二庭   | 2020-03-01 | 2020-06-30 | 闽0213
    李某  | 刑庭     | 2020-05-01 | 2020-05-31 | 闽0213
    李某  | 刑庭     | 2020-07-01 | 2020-07-01 | 闽0213
    """
    # 366 days, and 1 January to 1 July: 183.
    assert counted("GL01") == (2, 1.5, round(2 / 1.5, 4))


def test_a_judge_counts_in_each_court_and_a_post_without_a_name_by_itself(counted):
    """
    type_code | closed_on  | court
    民初      | 2020-01-01 | 闽0213
    民初      | 2020-01-01 | 闽0206
    judge_posts:
    judge | since      | until | court
    张某  | 2010-01-01 |       | 闽0213
    张某  | 2010-01-01 |       | 闽0206
          | 2010-01-01 |       | 闽0213
          | 2010-01-01 |       | 闽0213
    """
    assert counted("GL01") == (1, 3, round(1 / 3, 4))
    assert counted("GL01", "闽0206") == (1, 1, 1)


def test_without_judges_there_is_no_mean(counted):
    """
    type_code | closed_on
    民初      | 2020-01-01
    """
    assert counted("GL01") == (1, 0, None)

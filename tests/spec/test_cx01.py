"""失信被执行人新增率: entries made in the list in a year per 10,000 residents."""


def test_entries_count_by_the_day_they_were_listed(counted):
    """
    dishonest:
    listed_on  | removed_on | court
    2020-01-01 |            | 闽0213
    2020-12-31 | 2021-03-01 | 闽0213
    2020-06-01 | 2020-06-01 | 闽0213
    2019-12-31 |            | 闽0213
               | 2020-06-01 | 闽0213
    2020-06-01 |            | 闽0206
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    """
    assert counted("CX01") == (3, 60, 0.05)

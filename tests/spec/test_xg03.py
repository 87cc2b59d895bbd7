"""裁判自动履行率: not brought to enforcement ÷ civil decisions with payment whose time to pay ran out."""


def test_the_enforcement_is_found_by_the_judgment_it_rests_on(counted):
    """
    case_id | case_number | court  | kind        | type_code | has_payment | performance_due_on
    a       | 民初1       | 闽0213 | civil       | 民初      | yes         | 2020-03-01
    b       | 民初2       | 闽0213 | civil       | 民初      | yes         | 2020-12-31
    c       | 民初3       | 闽0213 | civil       | 民初      | yes         | 2020-03-01
    d       | 民初4       | 闽0213 | civil       | 民初      | yes         | 2020-03-01
    e       | 民初5       | 闽0213 | civil       | 民初      | no          | 2020-03-01
    f       | 民初6       | 闽0213 | civil       | 民初      | yes         | 2021-01-01
    x       | 执1         | 闽0206 | enforcement | 执        |             |
    y       | 执恢1       | 闽0213 | enforcement | 执恢      |             |
    enforcements:
    case_id | basis_number
    x       | 民初1
    y       | 民初3
    """
    # Due in 2020: a to d. A first enforcement, in whatever court, names a; the resumed one of c does not count.
    assert counted("XG03") == (3, 4, 75)
    assert counted("XG03", period="2019") == (0, 0, None)

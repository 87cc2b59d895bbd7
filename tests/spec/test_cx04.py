"""生效裁判自动履行率: as 裁判自动履行率, of cases with a defendant who lives in the court's region."""


def test_a_debtor_is_local_where_the_region_begins_with_the_courts(counted):
    """
    case_id | case_number | kind        | type_code | has_payment | performance_due_on
    a       | 民初1       | civil       | 民初      | yes         | 2020-03-01
    b       | 民初2       | civil       | 民初      | yes         | 2020-03-01
    c       | 民初3       | civil       | 民初      | yes         | 2020-03-01
    d       | 民初4       | civil       | 民初      | yes         | 2020-03-01
    e       | 民初5       | civil       | 民初      | yes         | 2020-03-01
    x       | 执1         | enforcement | 执        |             |
    parties:
    case_id | role      | region
    a       | defendant | 350213
    b       | defendant | 350206
    b       | defendant | 350213004
    c       | defendant | 350206
    c       | plaintiff | 350213
    d       | defendant |
    enforcements:
    case_id | basis_number
    x       | 民初1
    """
    # Local: a and b (by its second defendant); a went to enforcement.
    assert counted("CX04") == (1, 2, 50)
    assert counted("CX04", period="2021") == (0, 0, None)

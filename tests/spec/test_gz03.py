"""生效案件被裁定再审率: ordered to retrial in the period ÷ cases that took effect in it."""


def test_an_order_or_the_retrial_itself_puts_a_case_into_the_numerator(counted):
    """
    case_number         | kind        | instance | origin_number       | filed_on   | closed_on  | closing      | retrial_ordered_on
    （2019）闽0213民初1号 | civil       | first    |                     | 2019-01-02 | 2019-05-01 | judgment     | 2020-02-01
    （2019）闽0213民初2号 | civil       | first    |                     | 2019-01-02 | 2019-05-01 | judgment     |
    （2020）闽0213民再1号 | civil       | retrial  | （2019）闽0213民初2号 | 2020-03-01 |            |              |
    （2019）闽0213民初3号 | civil       | first    |                     | 2019-01-02 | 2019-05-01 | judgment     | 2021-02-01
    （2019）闽0213执3号   | enforcement | enforcement |                  | 2019-01-02 | 2019-05-01 | performed    | 2020-02-01
    （2020）闽0213民初4号 | civil       | first    |                     | 2020-01-02 | 2020-02-01 | mediated     |
    （2020）闽0213民初5号 | civil       | first    |                     | 2020-01-02 | 2020-02-01 | withdrawn    |
    （2020）闽0213民初6号 | civil       | first    |                     | 2020-01-02 | 2020-12-20 | judgment     |
    """  # noqa: E501 — a table
    # In force in 2020: cases 4 and 5; case 6 becomes so on 2021-01-04.
    assert counted("GZ03") == (2, 2, 1000)

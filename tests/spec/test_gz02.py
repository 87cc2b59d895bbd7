"""生效案件改判发回重审率: effective cases changed or sent back on retrial ÷ cases that took effect in the period."""


def test_a_case_takes_effect_when_no_appeal_can_come_any_more(counted):
    """
    kind     | instance | closed_on  | closing   | appealed_on | appeal_closed_on | appeal_outcome | effective_on
    civil    | first    | 2020-12-16 | judgment  |             |                  |                |
    civil    | first    | 2020-12-17 | judgment  |             |                  |                |
    criminal | first    | 2020-12-21 | convicted |             |                  |                |
    civil    | first    | 2020-12-31 | mediated  |             |                  |                |
    civil    | first    | 2019-11-01 | judgment  | 2019-11-10  | 2020-02-01       | upheld         |
    civil    | first    | 2019-11-01 | judgment  | 2019-11-10  | 2020-02-01       | changed        |
    civil    | second   | 2020-02-01 | changed   |             |                  |                |
    civil    | first    | 2019-11-01 | judgment  |             |                  |                | 2020-01-06
    civil    | retrial  | 2020-02-01 | upheld    |             |                  |                |
    """
    # 12-16 + 15 days is 12-31; 12-17 falls into 2021; criminal 12-21 + 10 is 12-31.
    assert counted("GZ02") == (0, 6, 0)


def test_a_retrial_counts_when_it_closes_and_by_how_it_ends(counted):
    """
    case_number         | court  | kind  | instance | origin_number       | closed_on  | closing   | retrial_closed_on | retrial_outcome
    （2018）闽0213民初1号 | 闽0213 | civil | first    |                     | 2018-05-01 | judgment  | 2020-03-01        | changed
    （2018）闽0213民初2号 | 闽0213 | civil | first    |                     | 2018-05-01 | judgment  | 2020-03-01        | upheld
    （2018）闽0213民初3号 | 闽0213 | civil | first    |                     | 2018-05-01 | judgment  |                   |
    （2019）闽0213民再9号 | 闽0213 | civil | retrial  | （2018）闽0213民初3号 | 2020-08-01 | remanded  |                   |
    （2020）闽0213民初4号 | 闽0213 | civil | first    |                     | 2020-05-01 | mediated  |                   |
    （2020）闽0213民初5号 | 闽0213 | civil | first    |                     | 2020-05-01 | withdrawn |                   |
    """  # noqa: E501 — a table
    assert counted("GZ02") == (2, 2, 1000)

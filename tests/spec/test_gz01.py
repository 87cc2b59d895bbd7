"""一审案件改判发回重审率: changed or sent back in the period ÷ appealable first-instance closings of the period."""


def test_a_reversal_counts_in_the_period_the_appeal_closes(counted):
    """
    kind     | instance | closed_on  | closing   | appealed_on | appeal_closed_on | appeal_outcome | change_reason
    civil    | first    | 2019-11-05 | judgment  | 2019-11-15  | 2020-02-01       | changed        | wrong_facts
    criminal | first    | 2020-03-01 | convicted | 2020-03-05  | 2020-05-01       | remanded       | procedure
    civil    | first    | 2020-04-01 | judgment  | 2020-04-09  | 2020-06-01       | upheld         |
    civil    | first    | 2020-05-01 | judgment  | 2020-05-10  | 2020-07-01       | changed        | new_evidence
    civil    | first    | 2020-06-01 | judgment  | 2020-06-10  | 2021-01-10       | changed        | wrong_law
    civil    | first    | 2020-07-01 | mediated  |             |                  |                |
    """
    assert counted("GZ01") == (2, 4, 50)
    assert counted("GZ01", period="2021") == (1, 0, None)


def test_the_appeal_is_found_by_the_number_it_names(counted):
    """
    case_number         | court  | kind         | instance | origin_number       | closed_on  | closing  | change_reason
    （2020）闽0213民初1号 | 闽0213 | civil        | first    |                     | 2020-02-01 | judgment |
    （2020）闽0213民初2号 | 闽0213 | civil        | first    |                     | 2020-02-01 | judgment |
    （2020）闽0213民初3号 | 闽0213 | civil        | first    |                     | 2020-02-01 | judgment |
    （2020）闽02民终1号   | 闽02   | civil        | second   | （2020）闽0213民初1号 | 2020-06-01 | remanded | unclear_facts
    （2020）闽02民终2号   | 闽02   | civil        | second   | （2020）闽0213民初2号 | 2020-06-01 | changed  | settlement
    （2020）闽02民辖终3号 | 闽02   | jurisdiction | second   | （2020）闽0213民初3号 | 2020-01-05 | changed  |
    """  # noqa: E501 — a table
    assert counted("GZ01") == (1, 3, 33.3333)
    assert counted("GZ01", court="闽02") == (0, 0, None)


def test_small_claims_and_special_procedures_are_final_and_do_not_count(counted):
    """
    kind  | instance | procedure    | closed_on  | closing  | appealable
    civil | first    | small_claims | 2020-02-01 | judgment |
    civil | first    | special      | 2020-02-01 | judgment |
    civil | first    | simplified   | 2020-02-01 | judgment | no
    civil | first    | simplified   | 2020-02-01 | dismissed |
    civil | first    | simplified   | 2020-02-01 | withdrawn |
    civil | second   | second       | 2020-02-01 | judgment |
    """
    assert counted("GZ01") == (0, 1, 0)

"""Every auxiliary indicator: what is drawn once may be counted by several."""

from pathlib import Path

import pytest

import before_filing
from drawn import split
from measuring import catalogue, codes, desk
from shuzhu.indicators.courts import one
from shuzhu.periods import parse_period

FLOW = """
    type_code | filed_on   | closed_on
    民初      | 2019-11-01 | 2020-02-01
    民初      | 2019-11-01 |
    刑初      | 2020-03-01 | 2020-03-15
    执        | 2020-04-01 | 2021-02-01
    执恢      | 2020-04-01 | 2020-05-01
    诉前调    | 2020-04-01 | 2020-05-01
"""
PIECES = """
    kind           | type_code | instance       | filed_on
    civil          | 民初      | first          | 2020-05-01
    criminal       | 刑初      | first          | 2020-05-01
    civil          | 民终      | second         | 2020-05-01
    civil          | 民申      | retrial_review | 2020-05-01
    criminal       | 刑再      | retrial        | 2020-05-01
    enforcement    | 执        | enforcement    | 2020-05-01
    enforcement    | 执恢      | enforcement    | 2020-05-01
    administrative | 行审      | none           | 2020-05-01
"""
FILED = """
    case_number | kind           | instance | cause    | received_on | filed_on   | filing_channel | e_file_ready | closed_on  | closing
    1           | civil          | first    | 离婚纠纷 | 2020-01-01  | 2020-01-08 | online         | yes          |            |
    2           | administrative | first    |          | 2020-01-01  | 2020-01-09 | counter        | no           |            |
    3           | civil          | first    | 离婚纠纷 |             | 2020-03-01 |                |              | 2020-05-01 |
    4           | criminal       | first    | 盗窃罪   | 2020-01-01  | 2020-01-31 | online         | yes          | 2020-05-01 | convicted
"""  # noqa: E501 — a table
CLOSED = """
    case_id | kind         | type_code | instance    | procedure    | closed_on  | closing            | closed_in_court | process_published | petitioned | review_score | compensation_decided
    a       | civil        | 民初      | first       | small_claims | 2020-02-01 | judgment           | yes             | yes               | no         | 60           |
    b       | civil        | 民初      | first       | simplified   | 2020-02-01 | mediated           | no              | no                | yes        | 59.99        |
    c       | criminal     | 刑初      | first       | ordinary     | 2020-02-01 | convicted          |                 |                   |            | 95.5         |
    d       | civil        | 民终      | second      | second       | 2020-02-01 | upheld             | yes             | yes               |            |              |
    e       | enforcement  | 执        | enforcement | enforcement  | 2020-02-01 | terminated_for_now |                 | no                |            |              |
    f       | enforcement  | 执        | enforcement | enforcement  | 2020-02-01 | performed          |                 |                   |            |              |
    g       | compensation | 委赔      | none        |              | 2020-02-01 | compensated        |                 |                   |            |              | yes
    h       | civil        | 民初      | first       | small_claims | 2021-02-01 | judgment           | yes             | yes               | yes        | 60           | yes
    extensions:
    case_id | requested_on | approved_on
    a       | 2020-01-19   | 2020-01-20
    d       | 2020-01-19   |
"""  # noqa: E501 — a table
DAYS = """
    kind        | instance    | filed_on   | closed_on  | closing   | transferred_on | review_requested_on
    civil       | first       | 2020-01-01 | 2020-01-11 | judgment  | 2020-01-31     |
    civil       | first       | 2020-01-01 | 2020-01-21 | dismissed | 2020-02-05     |
    criminal    | first       | 2020-01-01 | 2020-01-31 | convicted |                | 2020-06-01
    civil       | first       | 2020-01-01 | 2020-04-10 | mediated  |                |
    enforcement | enforcement | 2020-01-01 | 2020-12-01 | performed |                | 2020-06-01
"""
MEDIATED = """
    kind           | instance | filed_on
    civil          | first    | 2020-05-01
    administrative | first    | 2020-05-01
    criminal       | first    | 2020-05-01
    mediations:
    registered_on | ended_on   | ending
    2019-12-01    | 2020-01-05 | agreed
    2020-02-01    | 2020-03-01 | settled_withdrawn
    2020-02-01    | 2020-03-01 | unwilling
    2020-02-01    |            |
    2020-02-01    | 2021-01-05 | agreed
"""
MEDIATED_FOR = """
    mediations:
    registered_on | accepted_on | ended_on   | ending    | extended | online | appraisal_days
    2020-02-01    | 2020-02-01  | 2020-02-11 | agreed    |          | yes    |
    2020-02-01    | 2020-02-01  | 2020-03-22 | unwilling |          | no     | 10
    2020-02-01    | 2020-02-01  | 2020-03-22 | agreed    | yes      | yes    |
    2020-02-01    |             | 2020-03-22 | unwilling |          |        |
    2020-02-01    | 2020-02-01  |            |           |          | yes    |
"""
ADVISED = """
    advices:
    due_on     | answered_on
    2020-05-01 | 2020-04-01
    2020-05-01 |
    2021-01-01 | 2020-04-01
"""
PUBLISHED = """
    counts:
    case_type | measure       | first_on   | last_on    | value
    民事      | pending_start | 2020-01-01 | 2020-01-31 | 50
    民事      | filed         | 2020-01-01 | 2020-01-31 | 100
    民事      | closed        | 2020-01-01 | 2020-01-31 | 80
    民事      | pending_end   | 2020-01-01 | 2020-01-31 | 70
    民事      | filed         | 2020-02-01 | 2020-02-29 | 60
    民事      | closed        | 2020-02-01 | 2020-02-29 | 90
    民事      | pending_end   | 2020-02-01 | 2020-02-29 | 40
    民事      | backlog       | 2020-02-01 | 2020-02-29 | 5
    民事      | closed        | 2020-03-01 | 2020-03-31 | 900
"""
VEHICLES = """
    kind     | instance | cause      | filed_on
    criminal | first    | 危险驾驶罪 | 2020-05-01
    criminal | first    | 交通肇事罪 | 2020-05-01
    statistics:
    region | measure  | first_on   | last_on    | value
    350213 | vehicles | 2020-01-01 | 2020-12-31 | 16
"""
TWO_MONTHS = "2020-01..2020-02"

DRAWN = [
    ("XS", FLOW, "2020", (2, None, 2)),
    ("JA", FLOW, "2020", (2, None, 2)),
    ("WJ", FLOW, "2020", (2, None, 2)),
    ("CR", FLOW, "2020", (2, 2, 100)),
    ("DT", FLOW, "2020", (2, 2, 366)),  # two pending, two closed, a leap year
    ("JHD", FLOW, "2020-02..2020-04", (2, 3, 29.2893)),  # closings 1, 1, 0: 1 − (√2 ÷ 3) ÷ (2 ÷ 3)
    ("H4", PIECES, "2020", (6, 2, 3)),
    ("AQL", FILED, "2020", (1, 2, 50)),  # seven days are in time, eight are not
    ("WSL", FILED, "2020", (1, 3, 33.3333)),
    ("DZL", FILED, "2020", (2, 3, 66.6667)),
    ("ZLL", FILED, "2020", (2, 4, 50)),  # 2 lacks its cause, 3 its way of closing
    ("DTL", CLOSED, "2020", (1, 2, 50)),
    ("LCL", CLOSED, "2020", (2, 4, 50)),
    ("F4", CLOSED, "2020", (1, 2, 50)),
    ("XFL", CLOSED, "2020", (1, 7, 14.2857)),
    ("YCL", CLOSED, "2020", (1, 4, 25)),
    ("ZBL", CLOSED, "2020", (1, 2, 50)),
    ("PCH", CLOSED, "2020", (2, 3, 66.6667)),  # sixty passes
    ("PCL", CLOSED, "2020", (1, 4, 250)),  # per thousand of a, b, c and d, in force in 2020
    ("XLM", DAYS, "2020", (None, 4, 25)),  # 10, 20, 30 and 100 days
    ("XLP", DAYS, "2020", (None, 4, 100)),
    ("YSS", DAYS, "2020", (10, 2, 5)),  # fifteen days to appeal a judgment, ten an order
    ("SSL", DAYS, "2020", (1, 4, 25)),
    ("SQ", MEDIATED, "2020", (4, None, 4)),
    ("Q2", MEDIATED, "2020", (2, 3, 66.6667)),
    ("Q3", MEDIATED, "2020", (2, 4, 50)),
    ("Q4", MEDIATED_FOR, "2020", (100, 3, 33.3333)),  # 10, 50 less 10 of appraisal, 50; one was never accepted
    ("Q5", MEDIATED_FOR, "2020", (1, 4, 25)),
    ("Q14", MEDIATED_FOR, "2020", (2, 4, 50)),
    ("JYL", ADVISED, "2020", (1, 2, 50)),
    ("PCR", PUBLISHED, TWO_MONTHS, (170, 160, 106.25)),
    ("PXL", PUBLISHED, TWO_MONTHS, (170, 210, 80.9524)),  # accepted is not told: 50 + 100 + 60
    ("PWJ", PUBLISHED, TWO_MONTHS, (40, None, 40)),
    ("PBL", PUBLISHED, TWO_MONTHS, (5, None, 5)),
    ("PDT", PUBLISHED, TWO_MONTHS, (40, 170, 14.1176)),  # 40 ÷ 170 × 60 days
    ("PA07D", VEHICLES, "2020", (1, 16, 0.0625)),
]


def test_every_auxiliary_indicator_is_drawn():
    drawn_elsewhere = {code for index in catalogue().indices.values() for code in index.codes}
    drawn_elsewhere |= {code for code, *_ in before_filing.DRAWN}
    assert {code for code, *_ in DRAWN} == set(catalogue().editions) - drawn_elsewhere


def test_every_figure_of_the_scheme_is_drawn():
    drawn = {code for code, *_ in (*before_filing.DRAWN, *DRAWN)}
    assert set(catalogue().scheme("prelitigation").codes) <= drawn


@pytest.mark.parametrize(("code", "drawing", "period", "numbers"), DRAWN, ids=[code for code, *_ in DRAWN])
def test_an_auxiliary_indicator_counts_what_is_drawn(code, drawing, period, numbers, tmp_path: Path):
    made = desk(tmp_path, *split(drawing, court="闽0213"))
    indicator = catalogue().indicator(code)
    (value,) = made.ask([indicator], [one("闽0213", codes())], [parse_period(period)])
    found = None if value.value is None else round(value.value, 4)
    assert (value.numerator, value.denominator, found) == numbers

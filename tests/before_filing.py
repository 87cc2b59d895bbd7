# ruff: noqa: E501 — the tables are drawn as wide as they are
"""The figures of the scheme of disputes before filing, drawn: what is counted, and what comes out."""

FILED_PEOPLE = """
    kind           | instance | type_code | filed_on
    civil          | first    | 民初      | 2020-05-01
    civil          | first    | 民初      | 2020-12-31
    civil          | first    | 诉前调确  | 2020-05-01
    administrative | first    | 行初      | 2020-01-01
    civil          | second   | 民终      | 2020-05-01
    civil          | first    | 民初      | 2021-01-01
    statistics:
    region | measure             | first_on   | last_on    | value
    350213 | population          | 2020-01-01 | 2020-12-31 | 1.5
    350213 | floating_population | 2020-01-01 | 2020-12-31 | 0.5
"""
COMMUNITIES = """
    communities:
    community_id | registered_on | kind      | suits | has_point
    a            | 2020-12-31    | village   | 0     | yes
    b            | 2020-12-31    | village   | 1     | no
    c            | 2020-12-31    | residents | 12    | yes
    d            | 2020-12-31    | residents |       | yes
    e            | 2020-12-31    | park      | 0     | no
    f            | 2019-12-31    | village   | 0     | yes
"""
SOURCES = """
    kind           | instance | type_code | filed_on   | mediation_id | origin
    civil          | first    | 民初      | 2020-05-01 |              |
    civil          | first    | 民初      | 2020-05-01 | m1           |
    civil          | first    | 民初      | 2020-05-01 |              | mediation
    administrative | first    | 行初      | 2020-05-01 |              |
    civil          | first    | 诉前调确  | 2020-05-01 |              |
    disputes:
    registered_on | ended_on   | outcome
    2019-12-01    | 2020-01-05 | settled
    2020-02-01    | 2020-02-05 | settled
    2020-02-01    | 2020-02-05 | to_mediation
    2020-02-01    |            |
    mediations:
    registered_on | source       | stage
    2020-03-01    |              |
    2020-03-01    |              | before_filing
    2020-03-01    | 司法行政台账 |
    2020-03-01    |              | ordinary
"""
SESSIONS = """
    outreach:
    held_on    | kind    | warning
    2020-03-01 | lecture | 12
    2020-03-02 | circuit |
    2020-03-03 | advice  | 15
    2021-03-03 | advice  | 15
"""
ADVICE = """
    advices:
    due_on     | answered_on
    2020-05-01 | 2020-05-01
    2020-05-01 | 2020-05-02
    2020-05-01 |
    2021-05-01 | 2020-05-02
"""
PERFORMED = """
    mediations:
    ended_on   | ending    | due_on     | performed_on | confirmed_on
    2020-01-05 | agreed    | 2020-02-05 | 2020-02-05   | 2020-01-20
    2020-01-05 | agreed    | 2020-02-05 | 2020-02-06   |
    2020-01-05 | agreed    | 2020-02-05 |              | 2020-01-20
    2020-01-05 | agreed    | 2021-02-05 | 2020-02-05   |
    2020-01-05 | unwilling | 2020-02-05 | 2020-02-05   |
"""
CONFIRMED = """
    kind  | instance | type_code | closed_on  | closing  | case_number
    civil | first    | 诉前调确  | 2020-02-01 | granted  | 确1
    civil | first    | 诉前调确  | 2020-02-01 | granted  | 确2
    civil | first    | 诉前调确  | 2020-02-01 | rejected | 确3
    civil | first    | 诉前调书  | 2020-02-01 | mediated | 书1
    enforcement | enforcement | 执 | | | 执1
    enforcements:
    case_id | basis_number
    cases-4 | 确2
"""
FAILED = """
    mediations:
    ended_on   | ending    | filed_number | filed_on   | report_on  | report_adopted | reused_address | reused_facts
    2020-01-05 | unwilling | 号1          | 2020-01-08 | 2020-01-04 | yes            | yes            | no
    2020-01-05 | far_apart | 号2          | 2020-01-15 | 2020-01-04 | no             | no             | yes
    2020-01-05 | expired   | 号3          | 2020-01-10 |            |                |                |
    2020-01-05 | unwilling |              |            |            |                |                |
    2020-01-05 | agreed    |              |            | 2020-01-04 |                |                |
    2020-01-05 |           |              |            |            |                |                |
"""
STEPS = """
    mediations:
    ended_on   | parties_to_serve | parties_served | needs_preservation | preserved_before | needs_appraisal | appraised_before
    2020-01-05 | 2                | 2              | yes                | yes              | no              | no
    2020-01-05 | 3                | 1              | yes                | no               | yes             | yes
    2020-01-05 |                  |                | no                 | yes              | no              |
    2019-01-05 | 5                | 5              | yes                | yes              |                 |
"""
FORCES = """
    mediations:
    ended_on   | ending            | force
    2020-01-05 | agreed            | lawyer
    2020-01-05 | settled_withdrawn | court
    2020-01-05 | agreed            | peoples_mediation
    2020-01-05 | agreed            |
    2020-01-05 | unwilling         | notary
    mediators:
    mediator_id | since      | until
    m1          | 2019-01-01 |
    m2          | 2020-06-01 | 2021-01-01
    m3          | 2019-01-01 | 2020-06-01
"""
RETURNED = """
    mediations:
    ended_on   | ending    | returned_on
    2019-03-01 | agreed    | 2020-03-01
    2019-03-01 | agreed    | 2020-03-02
    2019-12-31 | agreed    |
    2019-03-01 | unwilling | 2019-05-01
    2020-01-01 | agreed    | 2020-02-01
"""
TRIALS = """
    kind  | instance | type_code | procedure | filed_on   | closed_on  | closing      | fast_tracked
    civil | first    | 民初      | simplified | 2020-01-01 | 2020-01-11 | mediated     | yes
    civil | first    | 民初      | simplified | 2020-01-01 | 2020-01-31 | supported    | yes
    civil | first    | 民初      | ordinary   | 2020-01-01 | 2020-04-10 | withdrawn    | no
    civil | first    | 民初      | ordinary   | 2019-01-01 | 2020-02-05 | dismissed    |
    civil | first    | 民特      | special    | 2020-01-01 | 2020-01-11 | granted      | yes
    civil | first    | 民初      | special    | 2019-12-01 | 2019-12-11 | mediated     | yes
"""
ORIGINS = """
    kind           | instance | type_code | case_number | mediation_id | closed_on  | closing   | origin_number
    civil          | first    | 民初      | 初1         | m1           | 2020-02-01 | supported |
    civil          | first    | 民初      | 初2         | m2           | 2020-02-01 | supported |
    civil          | first    | 民初      | 初3         | m3           | 2020-02-01 | mediated  |
    civil          | first    | 民初      | 初4         |              | 2020-02-01 | supported |
    civil          | second   | 民终      | 终1         |              | 2020-05-01 | changed   | 初1
    civil          | second   | 民终      | 终4         |              | 2020-05-01 | changed   | 初4
"""
GROWTH = """
    kind  | instance | type_code | filed_on
    civil | first    | 民初      | 2020-01-01
    civil | first    | 民初      | 2020-12-31
    civil | first    | 民初      | 2020-05-31
    civil | first    | 民特      | 2020-05-31
    civil | first    | 民初      | 2019-05-31
    civil | first    | 民初      | 2019-12-31
    civil | first    | 民初      | 2018-12-31
"""
COUNTED = """
    counts:
    case_type | measure              | first_on   | last_on    | value
    合计      | mediations_succeeded | 2012-01-01 | 2012-12-31 | 8270
    合计      | mediations_ended     | 2012-01-01 | 2012-12-31 | 16328
"""

DRAWN = [
    ("Y1", FILED_PEOPLE, "2020", (3, 2, 1.5)),  # two and one, over residents and registered migrants
    ("Y2", COMMUNITIES, "2020", (1, 3, 33.3333)),  # parks are none, d is not told
    ("Y3", COMMUNITIES, "2020", (3, 5, 60)),
    ("Y4", SOURCES, "2020", (2, 6, 33.3333)),  # settled 2; mediations 2; two suits that nobody mediated
    ("Y5", SESSIONS, "2020", (2, 3, 66.6667)),
    ("Y6", ADVICE, "2020", (1, 3, 33.3333)),
    ("Q1", SOURCES, "2020", (2, 4, 50)),
    ("Q6", PERFORMED, "2020", (1, 3, 33.3333)),  # one a day late, one never; the fourth is due next year
    ("Q7", PERFORMED, "2020", (2, 4, 50)),
    ("Q7B", CONFIRMED, "2020", (1, 3, 33.3333)),
    ("Q8", FAILED, "2020", (3, 5, 60)),
    ("Q8B", FAILED, "2020", (18, 3, 6)),  # 3, 10 and 5 days
    ("Q9", STEPS, "2020", (3, 5, 60)),
    ("Q10", STEPS, "2020", (2, 3, 66.6667)),
    ("Q11", FAILED, "2020", (2, 3, 66.6667)),
    ("Q11B", FAILED, "2020", (1, 2, 50)),
    ("Q12", FORCES, "2020", (2, 3, 66.6667)),
    ("Q12B", FORCES, "2020", (5, 2, 2.5)),  # the third left in June
    ("Q13", RETURNED, "2020", (1, 3, 33.3333)),  # twelve months to the day; a day later is too late
    ("F1", TRIALS, "2020", (2, 4, 50)),
    ("F2", TRIALS, "2020", (40, 2, 20)),
    ("F3", TRIALS, "2020", (2, 3, 66.6667)),
    ("F5", FAILED, "2020", (2, 3, 66.6667)),
    ("H1", ORIGINS, "2020", (1, 2, 50)),
    ("H1B", ORIGINS, "2020", (1, 2, 50)),
    ("H2", TRIALS, "2020", (500, 2, 250)),  # 100 and 400 days
    ("H2B", TRIALS, "2020", (1, 2, 50)),
    ("H3", CONFIRMED, "2020", (1, 3, 33.3333)),
    ("H5", GROWTH, "2020", (3, 2, 50)),
    ("PTC", COUNTED, "2012", (8270, 16328, 50.6492)),
]  # fmt: skip

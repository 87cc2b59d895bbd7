"""婚姻家庭继承纠纷发案率: first-instance family and inheritance filings of a year per 10,000 residents."""


def test_divorce_and_inheritance_are_counted_together(counted):
    """
    kind  | instance | cause        | filed_on
    civil | first    | 离婚纠纷     | 2020-05-01
    civil | first    | 代位继承纠纷 | 2020-05-01
    civil | first    | 分家析产纠纷 | 2020-05-01
    civil | first    | 民间借贷纠纷 | 2020-05-01
    civil | second   | 离婚纠纷     | 2020-05-01
    civil | first    | 离婚纠纷     | 2019-12-31
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 60
    350213 | households | 2020-01-01 | 2020-12-31 | 20
    """
    assert counted("HX01") == (3, 60, 0.05)

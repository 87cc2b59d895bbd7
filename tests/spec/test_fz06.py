"""职务犯罪发案率: first-instance corruption and dereliction filings of a year per 100,000 residents."""


def test_the_charges_are_those_of_chapters_eight_and_nine(counted):
    """
    kind     | instance | cause          | filed_on
    criminal | first    | 受贿罪         | 2020-05-01
    criminal | first    | 传染病防治失职罪 | 2020-05-01
    criminal | first    | 非国家工作人员受贿罪 | 2020-05-01
    criminal | first    | 盗窃罪         | 2020-05-01
    criminal | second   | 受贿罪         | 2020-05-01
    criminal | first    | 受贿罪         | 2019-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 40
    """
    # 2 ÷ 40 units of 10,000 people × 10.
    assert counted("FZ06") == (2, 40, 0.5)

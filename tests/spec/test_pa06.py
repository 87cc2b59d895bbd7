"""毒品犯罪发案率: first-instance drug crimes of a year per 100,000 residents."""


def test_every_charge_of_the_section_on_drugs_counts(counted):
    """
    kind     | instance | cause                      | filed_on
    criminal | first    | 走私、贩卖、运输、制造毒品罪 | 2020-05-01
    criminal | first    | 容留他人吸毒罪             | 2020-05-01
    criminal | first    | 走私普通货物、物品罪       | 2020-05-01
    criminal | second   | 容留他人吸毒罪             | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 50
    """
    assert counted("PA06") == (2, 50, 0.4)


def test_a_region_without_residents_has_no_rate(counted):
    """
    kind     | instance | cause          | filed_on
    criminal | first    | 容留他人吸毒罪 | 2020-05-01
    statistics:
    region | measure    | first_on   | last_on    | value
    350213 | population | 2020-01-01 | 2020-12-31 | 0
    """
    assert counted("PA06") == (1, None, None)

"""The compiled scan against plain Python on random courts, and laws that hold whatever the data."""

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings

import faces
from measuring import codes
from quality.reference import faults
from shuzhu import pipeline
from shuzhu.pipeline import quality_counts
from shuzhu.pipeline.quality_counts import EVERYTHING, by_cuts
from shuzhu.quality.scan import ROWS
from shuzhu.store.store import Store
from worlds import world, worlds

FEW = settings(max_examples=3, suppress_health_check=list(HealthCheck))


def opened(root, drawn):
    """A store of a random world."""
    made = faces.store(root / f"w{drawn.seed}")
    Store(made).load(drawn.batches(), codes(), made_up=True)
    return pipeline.open_house(made)


def counted(house, *cuts):
    """(rule, values of the cuts) → checked and faulty."""
    found = defaultdict(lambda: (0, 0))
    for one in by_cuts(house, house.itself.reading("measure"), cuts, EVERYTHING):
        if one.rule != ROWS:
            checked, bad = found[one.rule, one.by]
            found[one.rule, one.by] = (checked + one.checked, bad + one.faulty)
    return found


@FEW
@given(drawn=worlds(codes(), most=60))
def test_the_scan_agrees_with_plain_python(drawn, tmp_path_factory):
    house = opened(tmp_path_factory.mktemp("agree"), drawn)
    found = counted(house)
    for code, (checked, bad) in faults(drawn.tables, codes()).items():
        assert found[code, ()] == (checked, bad), code
    house.close()


@FEW
@given(drawn=worlds(codes(), most=60))
def test_counts_add_up_over_every_cut_and_faulty_rows_were_checked(drawn, tmp_path_factory):
    house = opened(tmp_path_factory.mktemp("laws"), drawn)
    whole = {code: pair for (code, _), pair in counted(house).items()}
    assert all(bad <= checked for checked, bad in whole.values())
    for cuts in (("court",), ("month",), ("court", "division"), ("clerk", "source")):
        sums = defaultdict(lambda: (0, 0))
        for (code, _), (checked, bad) in counted(house, *cuts).items():
            sums[code] = (sums[code][0] + checked, sums[code][1] + bad)
        assert dict(sums) == whole, cuts
    house.close()


@pytest.mark.parametrize("table", ["cases", "parties", "documents"])
def test_faulty_records_are_as_many_as_were_counted(tmp_path_factory, table):
    made = world(codes(), 7, 200)
    house = opened(tmp_path_factory.mktemp("rows"), made)
    rules = quality_counts.rules_of(house, table)
    rows = quality_counts.faulty(house, house.itself.reading("measure"), rules, EVERYTHING, None)
    found = counted(house)
    for rule in rules:
        assert sum(rows.column(f"f_{rule.code}").to_pylist()) == found[rule.code, ()][1], rule.code
    house.close()

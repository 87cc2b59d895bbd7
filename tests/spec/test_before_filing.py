"""The figures of disputes before filing, each drawn and counted by hand."""

from pathlib import Path

import pytest

import before_filing
from drawn import split
from measuring import catalogue, codes, desk
from shuzhu.indicators.courts import one
from shuzhu.periods import parse_period


@pytest.mark.parametrize(
    ("code", "drawing", "period", "numbers"), before_filing.DRAWN, ids=[code for code, *_ in before_filing.DRAWN]
)
def test_a_figure_before_filing_counts_what_is_drawn(code, drawing, period, numbers, tmp_path: Path):
    made = desk(tmp_path, *split(drawing, court="闽0213"))
    (value,) = made.ask([catalogue().indicator(code)], [one("闽0213", codes())], [parse_period(period)])
    found = None if value.value is None else round(value.value, 4)
    assert (value.numerator, value.denominator, found) == numbers


@pytest.mark.parametrize("before", ["", "civil | first | 民初 | 2018-01-01"])
def test_growth_has_no_value_where_the_year_before_had_nothing(before, tmp_path: Path):
    rows = f"kind | instance | type_code | filed_on\ncivil | first | 民初 | 2020-01-01\n{before}"
    made = desk(tmp_path, *split(rows, court="闽0213"))
    (value,) = made.ask([catalogue().indicator("H5")], [one("闽0213", codes())], [parse_period("2020")])
    assert (value.numerator, value.denominator, value.value) == (1, 0, None)

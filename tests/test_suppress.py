"""Small counts are hidden, and nothing that is shown tells them: held against what linear programming can work out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.read import read_catalogue
from shuzhu.errors import UsageError
from shuzhu.indicators.suppress import FEWEST, hidden_cells, hidden_in_line, suppressed
from shuzhu.values import Value

COUNTS = st.one_of(st.integers(0, 3), st.integers(0, 12), st.sampled_from([0, 0, 40, 100]))
TABLES = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(COUNTS, min_size=wide, max_size=wide), min_size=1, max_size=5)
)
CATALOGUE = read_catalogue(read_codes())


def ranges(table, hidden):
    """What a reader can work out of every hidden cell: the least and the most it can be, sums and totals known.

    Totals are known but where they are hidden when asked for by themselves.
    """
    unknown = sorted(hidden)
    sums, shown = [], []
    for axis in (0, 1):
        totals = table.sum(axis=1 - axis)
        kept = hidden_in_line(list(totals)) if table.shape[axis] > 1 else frozenset()
        lines = {n: [(n, m) if axis == 0 else (m, n) for m in range(table.shape[1 - axis])] for n in range(len(totals))}
        for n, cells in lines.items():
            if n not in kept and (table.shape[axis] > 1 or not 0 < totals[n] < FEWEST):
                sums.append(cells)
                shown.append(totals[n])
    if not 0 < table.sum() < FEWEST:
        sums.append([(r, c) for r in range(table.shape[0]) for c in range(table.shape[1])])
        shown.append(table.sum())
    if 1 in table.shape:
        sums, shown = sums[-1:], shown[-1:]
    if not sums:
        return dict.fromkeys(unknown, (0, np.inf))
    left = [s - sum(table[c] for c in cells if c not in hidden) for cells, s in zip(sums, shown, strict=True)]
    matrix = [[1.0 if cell in cells else 0.0 for cell in unknown] for cells in sums]
    found = {}
    for n, cell in enumerate(unknown):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(unknown))
            goal[n] = sign
            answer = linprog(goal, A_eq=np.array(matrix), b_eq=np.array(left, dtype=float), bounds=(0, None))
            ends.append(answer.fun * sign if answer.status == 0 else np.inf)
        found[cell] = tuple(ends)
    return found


def hidden_of(table):
    """The hidden cells of an array."""
    counts = {(f"{r:02d}", f"{c:02d}"): float(table[r, c]) for r, c in np.ndindex(*table.shape)}
    return {(int(r), int(c)) for r, c in hidden_cells(counts)}


@given(TABLES)
@example([[3, 10], [7, 0]])
@example([[3, 0, 0], [0, 20, 9], [0, 8, 30]])
@example([[1, 0], [0, 1]])
@example([[2, 50, 40], [60, 3, 70], [80, 90, 4]])
def test_no_small_count_can_be_worked_out_from_what_is_shown(rows):
    table = np.array(rows, dtype=float)
    hidden = hidden_of(table)
    small = {(r, c) for r, c in np.ndindex(*table.shape) if 0 < table[r, c] < FEWEST}
    assert small <= hidden
    told = ranges(table, hidden)
    for cell in small:
        least, most = told[cell]
        assert most - least >= 1 - 1e-6, (cell, told[cell])


@given(TABLES)
def test_where_nothing_is_small_nothing_is_hidden(rows):
    table = np.array(rows, dtype=float)
    assert hidden_of(np.where((table > 0) & (table < FEWEST), FEWEST, table)) == set()


@pytest.mark.parametrize(
    ("line", "hidden"),
    [([3, 50, 40], {0, 2}), ([3, 4, 40], {0, 1}), ([3, 0, 0], {0}), ([0, 0], set()), ([5, 6], set()),
     ([1, 5, 5], {0, 1})],
)  # fmt: skip
def test_of_a_line_never_one_alone_is_hidden(line, hidden):
    assert hidden_in_line(line) == hidden


def test_the_cheapest_cells_are_hidden_with_a_small_one():
    assert hidden_of(np.array([[3, 10, 90], [9, 11, 80], [70, 60, 50]])) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def value(code="JA", court="虚0213", period="2020", numerator=10.0, denominator=None, **by):
    """A value of an indicator."""
    return Value(indicator=code, court=court, period=period, numerator=numerator, denominator=denominator,
                 value=numerator, unit="件", year_before=7.0, by=by)  # fmt: skip


def of(values):
    """The values as they are shown."""
    return suppressed(values, {v.indicator: CATALOGUE.indicator(v.indicator) for v in values})


def test_a_small_value_is_hidden_with_all_that_tells_it():
    (shown,) = of([value(numerator=3.0)])
    assert (shown.numerator, shown.value, shown.year_before, shown.suppressed) == (None, None, None, True)
    (shown,) = of([value(numerator=30.0)])
    assert (shown.numerator, shown.year_before, shown.suppressed) == (30.0, 7.0, False)
    (shown,) = of([replace(value(numerator=30.0), year_before=2.0)])
    assert (shown.numerator, shown.year_before) == (30.0, None)


def test_a_rate_of_few_cases_is_hidden_too():
    (shown,) = of([value("GZ01", numerator=0.0, denominator=3.0)])
    assert shown.suppressed


def test_towns_hide_one_another_and_more_than_two_ways_of_telling_apart_are_refused():
    towns = [value(numerator=n, town=t) for n, t in ((3.0, "甲"), (20.0, "乙"), (60.0, "丙"))]
    assert [v.suppressed for v in of(towns)] == [True, True, False]
    assert [v.year_before for v in of(towns)] == [None, None, None]
    more = [value(court=c, period=p, town=t) for c in "一二" for p in ("2019", "2020") for t in "甲乙"]
    with pytest.raises(UsageError, match="at most two"):
        of(more)

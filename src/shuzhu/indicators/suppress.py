"""Small counts hidden from who may see no cases, and as many others as keep them from being worked out.

A count of one to four may point at a person. Hiding it alone helps little where its total is shown, so further cells
are hidden with it. The cells of a table and its totals are the edges of a graph whose nodes are the sums they stand in;
a hidden cell can be worked out just if it lies on no circle of hidden cells. So each small cell is put on the cheapest
circle of cells that are not empty: along it one may be added and taken away in turn, and every sum that is shown stays
as it is (Cox 1980, JASA 75:377). Totals are hidden only as they are where they are asked for by themselves.
"""

import heapq
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from shuzhu.catalogue.model import Indicator, Term
from shuzhu.errors import UsageError
from shuzhu.values import Value

FEWEST: Final = 5
"""The least count that is shown; nought is shown too."""
Cell = tuple[str, str]
"""Row and column."""
_NO_COUNTS: Final = frozenset({"judge_days", "counts"})
"""Tables whose figures are no cases: days in post, and what was published already."""


def suppressed(values: Sequence[Value], indicators: Mapping[str, Indicator]) -> list[Value]:
    """The values with small counts hidden: numerator, denominator, value and interval None, and ``suppressed``.

    Each indicator's values are one table, of at most two of: courts, periods, one dimension. Raises UsageError for
    more, whose totals could not all be kept from telling.
    """
    axes = _axes(values)
    hidden: set[tuple[str, Cell]] = set()
    for code in dict.fromkeys(v.indicator for v in values):
        own = [v for v in values if v.indicator == code]
        for name in _counted(indicators[code]):
            counts = {_cell(v, axes): float(getattr(v, name) or 0) for v in own}
            hidden |= {(code, cell) for cell in hidden_cells(counts)}
    return [_shown(v, hidden=(v.indicator, _cell(v, axes)) in hidden, split=bool(axes)) for v in values]


def hidden_cells(counts: Mapping[Cell, float]) -> frozenset[Cell]:
    """The cells of a table that are hidden: the small ones, and those that would tell them with the totals shown."""
    rows, columns = sorted({row for row, _ in counts}), sorted({column for _, column in counts})
    table = {(row, column): counts.get((row, column), 0.0) for row in rows for column in columns}
    if len(rows) == 1 or len(columns) == 1:
        cells = sorted(table)
        return frozenset(cells[n] for n in hidden_in_line([table[cell] for cell in cells]))
    small = [cell for cell, count in table.items() if is_small(count)]
    margins = _hidden_margins(table, rows, columns)
    hidden = set(small)
    for cell in sorted(small, key=lambda one: (table[one], one)):
        circle = _circle(cell, table, hidden, margins)
        if circle is None:
            return frozenset(table)
        hidden |= circle
    return frozenset(hidden)


def hidden_in_line(counts: Sequence[float]) -> frozenset[int]:
    """The places of a line of parts, of which the total is shown, that are hidden: never one alone."""
    small = [n for n, count in enumerate(counts) if is_small(count)]
    others = [n for n, count in enumerate(counts) if count > 0 and n not in small]
    if len(small) == 1 and others:
        small.append(min(others, key=lambda n: counts[n]))
    return frozenset(small)


def is_small(count: float) -> bool:
    """A count that may point at a person."""
    return 0 < count < FEWEST


def _hidden_margins(
    table: Mapping[Cell, float], rows: Sequence[str], columns: Sequence[str]
) -> list[tuple[Hashable, Hashable]]:
    """The totals that are hidden where they are asked for by themselves, each as the two sums it stands in."""
    by_row = [sum(table[row, column] for column in columns) for row in rows]
    by_column = [sum(table[row, column] for row in rows) for column in columns]
    found: list[tuple[Hashable, Hashable]] = [(("row", rows[n]), "total column") for n in hidden_in_line(by_row)]
    found += [("total row", ("column", columns[n])) for n in hidden_in_line(by_column)]
    return [*found, ("total row", "total column")] if is_small(sum(by_row)) else found


def _circle(
    cell: Cell, table: Mapping[Cell, float], hidden: Collection[Cell], margins: Sequence[tuple[Hashable, Hashable]]
) -> set[Cell] | None:
    """The cells of the cheapest way from a cell's row to its column by other cells; None where there is no way.

    What is hidden already costs nothing, what is shown its count.
    """
    ways: dict[Hashable, list[tuple[float, Hashable, Cell | None]]] = {}
    edges: list[tuple[float, Hashable, Hashable, Cell | None]] = [(0.0, here, there, None) for here, there in margins]
    edges += [
        (0.0 if other in hidden else 1.0 + count, ("row", other[0]), ("column", other[1]), other)
        for other, count in table.items()
        if other != cell and count > 0
    ]
    for price, here, there, by in edges:
        ways.setdefault(here, []).append((price, there, by))
        ways.setdefault(there, []).append((price, here, by))
    return _cheapest(("row", cell[0]), ("column", cell[1]), ways)


def _cheapest(
    begin: Hashable, goal: Hashable, ways: Mapping[Hashable, Sequence[tuple[float, Hashable, Cell | None]]]
) -> set[Cell] | None:
    """The cells of the cheapest way between two sums (Dijkstra 1959)."""
    best: dict[Hashable, tuple[float, frozenset[Cell]]] = {begin: (0.0, frozenset())}
    queue: list[tuple[float, int, Hashable]] = [(0.0, 0, begin)]
    turn = 0
    while queue:
        cost, _, node = heapq.heappop(queue)
        if node == goal:
            return set(best[goal][1])
        for price, there, cell in ways.get(node, ()):
            if there not in best or cost + price < best[there][0]:
                best[there] = (cost + price, best[node][1] | ({cell} if cell else set()))
                turn += 1
                heapq.heappush(queue, (cost + price, turn, there))
    return None


def _axes(values: Sequence[Value]) -> list[str]:
    """Which of court, period and the dimensions tell the values of an indicator apart."""
    told: dict[str, set[str | None]] = {"court": {v.court for v in values}, "period": {v.period for v in values}}
    told |= {name: {v.by.get(name) for v in values} for v in values[:1] for name in v.by}
    axes = [name for name, found in told.items() if len(found) > 1 or name not in {"court", "period"}]
    if len(axes) > 2:
        raise UsageError("没有案件权限时，一次最多按两项细分 (at most two of court, period and one dimension)")
    return axes


def _cell(value: Value, axes: Sequence[str]) -> Cell:
    """The row and the column of a value."""
    told = {"court": value.court, "period": value.period} | {k: v or "" for k, v in value.by.items()}
    row, column = [*(told[name] for name in axes), "", ""][:2]
    return row, column


def _counted(indicator: Indicator) -> list[str]:
    """Which parts of a value are counts of cases; of a median, how many it is the median of."""
    if indicator.kind in {"median", "percentile"}:
        return ["denominator"]
    if indicator.kind == "growth":
        return ["numerator", "denominator"]
    parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    return [name for name, terms in parts.items() if terms and all(map(_is_count, terms))]


def _is_count(term: Term) -> bool:
    """A term counts cases, and nothing else."""
    return term.table not in _NO_COUNTS and not term.sums and not term.less and term.times == 1


def _shown(value: Value, *, hidden: bool, split: bool) -> Value:
    """A value as it may be shown; where values are told apart, the year before, whose table is not here, is not."""
    before = value.year_before
    if split or (before is not None and value.denominator is None and is_small(before)):
        value = replace(value, year_before=None)
    if not hidden:
        return value
    return replace(
        value, numerator=None, denominator=None, value=None, lower=None, upper=None, year_before=None, band=None,
        suppressed=True,
    )  # fmt: skip

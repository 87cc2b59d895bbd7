"""Counts → SQLGlot expressions in the subset that every engine shares: COUNT, SUM, CASE, IN, joins.

Only additive whole numbers are asked of an engine; ratios and percentiles are made from them
afterwards. Money is counted in fen, so that every engine gives the same whole number.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sqlglot import exp

from shuzhu.catalogue.model import Test
from shuzhu.derived import all_columns
from shuzhu.indicators.plan import Count, Scan
from shuzhu.periods import YearStart

SIGN = "_sign"


def cube_query(scan: Scan, start: YearStart, source: str = "", *, signed: bool = False) -> exp.Select:
    """A row for each court and statistical month, a column for each count.

    With ``signed``, rows carry +1 or −1 in ``_sign`` and are added up by it.
    """
    keys = ["court", "month"] + (["bin"] if scan.bins else [])
    inner: list[exp.Expr] = [exp.column("court"), month_index(exp.column(scan.date), start).as_("month")]
    if scan.bins:
        inner.append(exp.column(scan.bins).as_("bin"))
    query = exp.select(*inner, *_counts(scan, signed=signed)).from_(exp.to_table(source or scan.table))
    query = query.where(_present(exp.column(scan.date))).where(_present(exp.column("court")))
    if scan.bins:
        query = query.where(condition(scan.counts[0].where)).where(_present(exp.column(scan.bins)))
    return query.group_by(*[exp.Literal.number(n + 1) for n in range(len(keys))])


def span_query(scan: Scan, by: Sequence[str] = ()) -> exp.Select:
    """A row for each group of courts, span of days and value of each dimension, a column for each count.

    Joins the small tables ``_groups`` (court, label) and ``_spans`` (span, first_on, last_on).
    """
    dimensions = [exp.column(name, table="t").as_(f"by_{name}") for name in by]
    keys = [exp.column("label", table="g"), exp.column("span", table="s"), *dimensions]
    if scan.bins:
        keys.append(exp.column(scan.bins, table="t").as_("bin"))
    when = exp.column(scan.date, table="t")
    inside = exp.and_(
        exp.GTE(this=when.copy(), expression=exp.column("first_on", table="s")),
        exp.LTE(this=when.copy(), expression=exp.column("last_on", table="s")),
    )
    query = (
        exp.select(*keys, *_counts(scan, signed=False, table="t"))
        .from_(exp.to_table(scan.table).as_("t"))
        .join("_groups AS g", on="t.court = g.court", dialect="duckdb")
        .join(exp.to_table("_spans").as_("s"), on=inside)
    )
    if scan.bins:
        query = query.where(condition(scan.counts[0].where, "t")).where(_present(exp.column(scan.bins, table="t")))
    return query.group_by(*[exp.Literal.number(n + 1) for n in range(len(keys))])


def rows_query(count: Count, columns: Sequence[str], courts: Sequence[str], first: date, last: date) -> exp.Select:
    """The rows that one count counts, between two days."""
    when = exp.column(count.date)
    query = exp.select(*[exp.column(name) for name in columns]).from_(count.table)
    query = query.where(exp.column("court").isin(*courts))
    query = query.where(exp.and_(when >= _literal(first), when.copy() <= _literal(last)))
    return query.where(condition(count.where)).order_by(when.copy())


def month_index(day: exp.Expr, start: YearStart) -> exp.Expr:
    """The index of the statistical month of a day: year × 12 + month − 1, shifted by the setting."""
    months = exp.Add(
        this=exp.Mul(this=exp.Year(this=day.copy()), expression=exp.Literal.number(12)),
        expression=exp.Month(this=day.copy()),
    )
    shift = 1 + (start.month - 13 if start.month > 1 else 0)
    index: exp.Expr = exp.Sub(this=months, expression=exp.Literal.number(abs(shift)))
    if shift < 0:
        index = exp.Add(this=months, expression=exp.Literal.number(-shift))
    if start.day > 1:
        early = exp.LT(this=exp.Day(this=day.copy()), expression=exp.Literal.number(start.day))
        late = exp.Case().when(early, exp.Literal.number(1)).else_(exp.Literal.number(0))
        index = exp.Sub(this=exp.Paren(this=index), expression=late)
    return exp.cast(exp.Paren(this=index), "INT")


def condition(tests: Sequence[Test], table: str = "") -> exp.Expr:
    """All tests together; TRUE where there are none."""
    return exp.and_(*[_test(test, table) for test in tests]) if tests else exp.true()


def _counts(scan: Scan, *, signed: bool, table: str = "") -> list[exp.Expr]:
    """The aggregate of each count, named by it."""
    return [_aggregate(count, signed=signed, table=table).as_(count.name) for count in scan.counts]


def _aggregate(count: Count, *, signed: bool, table: str) -> exp.Expr:
    """How one count is counted."""
    if count.bins:
        return exp.cast(exp.Sum(this=exp.column(SIGN)), "BIGINT") if signed else exp.Count(this=exp.Star())
    if not count.sums and not signed:
        if not count.where:
            return exp.Count(this=exp.Star())
        return exp.Count(this=exp.Case().when(condition(count.where, table), exp.Literal.number(1)))
    what: exp.Expr = _column(count.sums, table) if count.sums else exp.Literal.number(1)
    if signed:
        what = exp.Mul(this=what, expression=exp.column(SIGN)) if count.sums else exp.column(SIGN)
    picked = exp.Case().when(condition(count.where, table), what) if count.where else what
    total: exp.Expr = exp.Sum(this=picked)
    if count.sums and all_columns(count.table)[count.sums].type is Decimal:
        total = exp.Mul(this=total, expression=exp.Literal.number(100))
    return exp.Coalesce(this=exp.cast(total, "BIGINT"), expressions=[exp.Literal.number(0)])


@lru_cache(maxsize=4096)
def _test(test: Test, table: str) -> exp.Expr:
    """One test as a condition that is TRUE or not TRUE; a negated test passes blanks."""
    column = _column(test.column, table)
    if test.blank is not None:
        null = exp.Is(this=column, expression=exp.Null())
        return null if test.blank != test.negated else exp.Not(this=exp.Paren(this=null))
    plain = _plain(test, column)
    if not test.negated:
        return plain
    return exp.Paren(
        this=exp.or_(exp.Is(this=column.copy(), expression=exp.Null()), exp.Not(this=exp.Paren(this=plain)))
    )


def _plain(test: Test, column: exp.Expr) -> exp.Expr:
    """Equal to any of the values, or between the bounds; ``false`` means not true, blank included."""
    if test.values == (True,):
        return exp.EQ(this=column, expression=exp.true())
    if test.values == (False,):
        return exp.EQ(this=exp.Coalesce(this=column, expressions=[exp.false()]), expression=exp.false())
    if len(test.values) == 1:
        return exp.EQ(this=column, expression=_literal(test.values[0]))
    if test.values:
        return exp.In(this=column, expressions=[_literal(value) for value in test.values])
    bounds: list[exp.Expr] = []
    if test.low is not None:
        bounds.append(exp.GTE(this=column.copy(), expression=_literal(test.low)))
    if test.high is not None:
        bounds.append(exp.LTE(this=column.copy(), expression=_literal(test.high)))
    return exp.and_(*bounds) if bounds else exp.true()


def _column(name: str, table: str) -> exp.Column:
    """A column, of a table where one is named."""
    return exp.column(name, table=table) if table else exp.column(name)


def _present(column: exp.Expr) -> exp.Expr:
    """The column is not blank."""
    return exp.Not(this=exp.Paren(this=exp.Is(this=column, expression=exp.Null())))


def _literal(value: str | int | date) -> exp.Expr:
    """A value as SQL."""
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    return exp.Literal.number(value) if isinstance(value, int) else exp.Literal.string(value)

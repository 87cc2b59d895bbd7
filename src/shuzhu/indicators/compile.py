"""Counts → SQLGlot expressions in the subset that every engine shares: COUNT, SUM, CASE, IN, joins.

Only additive whole numbers are asked of an engine; ratios and percentiles are made from them
afterwards. Money is counted in fen, so that every engine gives the same whole number.

A scan tests one cause against many families of hundreds of names. Instead of as many IN lists, the
families are one small table (``_members``: a name, and a bit for each family it is in) that is
joined once; each test is then one bit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa
from sqlglot import exp

from shuzhu.catalogue.model import Test
from shuzhu.derived import all_columns
from shuzhu.indicators.plan import Count, Scan
from shuzhu.periods import YearStart
from shuzhu.records import RECORDS, key_of

SIGN = "_sign"
MANY = 8
"""A list of more values than this is asked of the small table instead."""
MOST_BITS = 62


@dataclass(frozen=True, slots=True)
class Scope:
    """Where columns are looked for: a table's alias, and the bits of the families in ``_members``."""

    alias: str = ""
    bits: Mapping[tuple[str, ...], int] = field(default_factory=dict)


def members(scan: Scan) -> dict[str, pa.Table]:
    """The small table of a scan's families, by its name; nothing where it tests none."""
    bits = _bits(scan)
    masks: dict[str, int] = {}
    for words, bit in bits.items():
        for word in words:
            masks[word] = masks.get(word, 0) | bit
    if not masks:
        return {}
    words = pa.array(list(masks), pa.string())
    return {"_members": pa.table({"word": words, "mask": pa.array(list(masks.values()), pa.int64())})}


def _bits(scan: Scan) -> dict[tuple[str, ...], int]:
    """A bit for every long list of causes that the scan's counts test."""
    lists = {t.values for c in scan.counts for t in c.where if t.column == "cause" and len(t.values) > MANY}
    return {words: 1 << n for n, words in enumerate(sorted(lists)[:MOST_BITS])}  # type: ignore[misc]


def _scope(scan: Scan, alias: str) -> Scope:
    """The scope of a scan under an alias."""
    return Scope(alias=alias, bits=_bits(scan))


def _joined(query: exp.Select, scope: Scope) -> exp.Select:
    """The query with the families joined, where it needs them."""
    if not scope.bits:
        return query
    same = exp.EQ(this=_column("cause", scope), expression=exp.column("word", table="_m"))
    return query.join(exp.to_table("_members").as_("_m"), on=same, join_type="left")


def cube_query(scan: Scan, start: YearStart, source: str = "", *, signed: bool = False) -> exp.Select:
    """A row for each court and statistical month, a column for each count.

    With ``signed``, rows carry +1 or −1 in ``_sign`` and are counted apart by it.
    """
    scope = _scope(scan, "t")
    keys: list[exp.Expr] = [_column("court", scope), month_index(_column(scan.date, scope), start).as_("month")]
    if scan.bins:
        keys.append(_column(scan.bins, scope).as_("bin"))
    if signed:
        keys.append(_column(SIGN, scope))
    query = exp.select(*keys, *_counts(scan, scope)).from_(exp.to_table(source or scan.table).as_("t"))
    query = _joined(query, scope).where(_present(_column(scan.date, scope))).where(_present(_column("court", scope)))
    if scan.bins:
        query = query.where(condition(scan.counts[0].where, scope)).where(_present(_column(scan.bins, scope)))
    return query.group_by(*[exp.Literal.number(n + 1) for n in range(len(keys))])


def span_query(scan: Scan, by: Sequence[str] = ()) -> exp.Select:
    """A row for each group of courts, span of days and value of each dimension, a column for each count.

    Joins the small tables ``_groups`` (court, label) and ``_spans`` (span, first_on, last_on).
    """
    scope = _scope(scan, "t")
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
        exp.select(*keys, *_counts(scan, scope))
        .from_(exp.to_table(scan.table).as_("t"))
        .join("_groups AS g", on="t.court = g.court", dialect="duckdb")
        .join(exp.to_table("_spans").as_("s"), on=inside)
    )
    query = _joined(query, scope)
    if scan.bins:
        query = query.where(condition(scan.counts[0].where, scope)).where(_present(_column(scan.bins, scope)))
    return query.group_by(*[exp.Literal.number(n + 1) for n in range(len(keys))])


def daily_query(scan: Scan, courts: Sequence[str], first: date, last: date, by: Sequence[str] = ()) -> exp.Select:
    """A row for each court, day and value of each dimension, a column for each count; for counts of rows and sums."""
    scope = _scope(scan, "t")
    when = _column(scan.date, scope)
    keys = [_column("court", scope), when.as_("day"), *(_column(name, scope).as_(f"by_{name}") for name in by)]
    query = _joined(exp.select(*keys, *_counts(scan, scope)).from_(exp.to_table(scan.table).as_("t")), scope)
    query = query.where(_column("court", scope).isin(*courts))
    query = query.where(exp.Between(this=when.copy(), low=_literal(first), high=_literal(last)))
    return query.group_by(*[exp.Literal.number(n + 1) for n in range(len(keys))])


def rows_query(count: Count, columns: Sequence[str], courts: Sequence[str], first: date, last: date) -> exp.Select:
    """The rows that one count counts, between two days."""
    when = exp.column(count.date)
    query = exp.select(*[exp.column(name) for name in columns]).from_(count.table)
    query = query.where(exp.column("court").isin(*courts))
    query = query.where(exp.and_(when >= _literal(first), when.copy() <= _literal(last)))
    key = [exp.column(name) for name in key_of(count.table)] if count.table in RECORDS else []
    return query.where(condition(count.where)).order_by(when.copy(), *key)


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


def condition(tests: Sequence[Test], scope: Scope = Scope()) -> exp.Expr:
    """All tests together; TRUE where there are none."""
    return exp.and_(*[_test(test, scope) for test in tests], copy=False) if tests else exp.true()


def _counts(scan: Scan, scope: Scope) -> list[exp.Expr]:
    """The aggregate of each count, named by it."""
    return [_aggregate(count, scope).as_(count.name) for count in scan.counts]


def _aggregate(count: Count, scope: Scope) -> exp.Expr:
    """How one count is counted."""
    if count.bins or not (count.where or count.sums):
        return exp.Count(this=exp.Star())
    if not count.sums:
        return exp.Count(this=exp.Case().when(condition(count.where, scope), exp.Literal.number(1)))
    what: exp.Expr = _column(count.sums, scope)
    picked = exp.Case().when(condition(count.where, scope), what) if count.where else what
    total: exp.Expr = exp.Sum(this=picked)
    if all_columns(count.table)[count.sums].type is Decimal:
        total = exp.Mul(this=total, expression=exp.Literal.number(100))
    return exp.Coalesce(this=exp.cast(total, "BIGINT"), expressions=[exp.Literal.number(0)])


def _test(test: Test, scope: Scope) -> exp.Expr:
    """One test as a condition that is TRUE or not TRUE; a negated test passes blanks."""
    column = _column(test.column, scope)
    if test.column == "cause" and test.values in scope.bits:
        return _member(scope.bits[test.values], negated=test.negated)  # type: ignore[index]
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
    return exp.and_(*bounds, copy=False) if bounds else exp.true()


def _member(bit: int, *, negated: bool) -> exp.Expr:
    """Whether the cause is in the family of a bit; a cause of no family at all has a blank mask."""
    mask: exp.Expr = exp.column("mask", table="_m")
    mask = exp.Coalesce(this=mask, expressions=[exp.Literal.number(0)]) if negated else mask
    inside = exp.Paren(this=exp.BitwiseAnd(this=mask, expression=exp.Literal.number(bit)))
    return (exp.EQ if negated else exp.NEQ)(this=inside, expression=exp.Literal.number(0))


def _column(name: str, scope: Scope) -> exp.Column:
    """A column, of a table where one is named."""
    return exp.column(name, table=scope.alias) if scope.alias else exp.column(name)


def _present(column: exp.Expr) -> exp.Expr:
    """The column is not blank."""
    return exp.Not(this=exp.Paren(this=exp.Is(this=column, expression=exp.Null())))


def _literal(value: str | int | date) -> exp.Expr:
    """A value as SQL."""
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    return exp.Literal.number(value) if isinstance(value, int) else exp.Literal.string(value)

"""One value → its definition, its SQL and the rows behind it, masked to what the reader may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from sqlglot import exp

from shuzhu.access import INTERNAL, masked_name
from shuzhu.catalogue.model import Indicator
from shuzhu.derived import all_columns
from shuzhu.indicators.compile import rows_query
from shuzhu.indicators.courts import Group, asked
from shuzhu.indicators.opened import opened, shown
from shuzhu.indicators.plan import Count
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure, the_period
from shuzhu.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One count behind a value: its SQL, and the first rows it counts (None: no rows, or not the reader's)."""

    name: str
    table: str
    sql: str
    rows: pa.Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One value with its definition and the counts behind it."""

    indicator: Indicator
    value: Value
    parts: tuple[Part, ...]


def explain(house: House, code: str, court: str, period: str | None = None, limit: int = 50) -> list[Opened]:
    """A value → its definition, SQL, numerator, denominator and cases, masked to what the reader may see.

    Who may see figures but no cases gets no rows. Raises DeniedError for a court that the reader may not see.
    """
    house.require("measure")
    when = the_period(house, period)
    indicator = house.catalogue.indicator(code, when.last)
    found = []
    for group in asked(court, house.codes, house.present):
        (value,) = measure(house, [code], group.label, str(when))
        parts = tuple(
            _part(house, name, count, group, days, limit)
            for name, count, *days in opened(indicator, when, house.settings.year)
        )
        found.append(Opened(indicator=indicator, value=value, parts=parts))
    return found


def _part(house: House, name: str, count: Count, group: Group, days: Sequence[date], limit: int) -> Part:
    """One count, with its SQL and rows."""
    query = rows_query(count, shown(count.table), group.courts, *days)
    sql = query.sql(dialect=house.engine.dialect, pretty=True)
    if count.table == "judge_days" or not all(_may_open(house, court) for court in group.courts):
        return Part(name=name, table=count.table, sql=sql, rows=None)
    return Part(
        name=name, table=count.table, sql=sql, rows=mask_rows(house, query.limit(limit), count.table, group.courts)
    )


def _may_open(house: House, court: str) -> bool:
    """The reader may see cases of a court."""
    return house.reader.may("cases", court=court, field_class=INTERNAL)


def mask_rows(house: House, query: exp.Select, table: str, courts: Collection[str]) -> pa.Table:
    """The answer with persons' names hidden unless the reader may see them."""
    rows = house.reading("cases").query(query)
    personal = [name for name in rows.column_names if all_columns(table)[name].personal]
    if house.reader.sees_names_in(courts):
        if personal and rows.num_rows:
            house.audited("names", table, court="、".join(sorted(courts)[:5]), rows=rows.num_rows)
        return rows
    for n, name in enumerate(rows.column_names):
        if name in personal:
            hidden = pa.array([masked_name(v) for v in rows.column(name).to_pylist()], pa.string())
            rows = rows.set_column(n, name, hidden)
    return rows

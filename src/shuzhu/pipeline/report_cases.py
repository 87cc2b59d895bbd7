"""tables → the lists and counts that reports of a court's own work need: by kind of case, open too long, overdue."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL, masked_name
from shuzhu.indicators.courts import asked
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure
from shuzhu.values import Value

MOST: Final = 60
"""No more cases stand in a list; those that have waited longest come first."""
_COLUMNS: Final = ("case_number", "cause", "division", "judge", "filed_on", "due_on")
_TRIED: Final = ("civil", "criminal", "administrative")


def by_kind(house: House, court: str, period: Period) -> list[tuple[str, Mapping[str, Value]]]:
    """Filed, closed and pending by kind of case, in the order of the code table."""
    found: dict[str, dict[str, Value]] = {}
    for value in measure(house, ("XS", "JA", "WJ"), court, str(period), by=("kind",)):
        kind = value.by["kind"]
        if kind:
            found.setdefault(kind, {})[value.indicator] = value
    order = list(house.codes.words("kinds"))
    return [(house.codes.title("kinds", kind), found[kind]) for kind in sorted(found, key=order.index)]


def to_chase(house: House, court: str, period: Period) -> dict[str, list[dict[str, Any]]]:
    """Trials open for more than twelve months (``long``) and past their limit (``over``) at the end of a period.

    Empty for a reader who may see no cases. Each has its number, cause, division, judge (hidden unless the reader may
    see names), days and ``days`` open.
    """
    marks = {mark for group in asked(court, house.codes, house.present) for mark in group.courts}
    if not all(house.reader.may("cases", court=mark, field_class=INTERNAL) for mark in marks):
        return {}
    on = period.last
    year_ago = _day(on - timedelta(days=365))
    return {
        "long": _open(house, court, on, exp.LT(this=exp.column("filed_on"), expression=year_ago)),
        "over": _open(house, court, on, exp.LT(this=exp.column("due_on"), expression=_day(on))),
    }


def _open(house: House, court: str, on: date, test: exp.Expr) -> list[dict[str, Any]]:
    """Trials of a court that are open on a day and meet a test."""
    marks = sorted({mark for group in asked(court, house.codes, house.present) for mark in group.courts})
    still = exp.or_(exp.Is(this=exp.column("closed_on"), expression=exp.null()),
                    exp.GT(this=exp.column("closed_on"), expression=_day(on)))  # fmt: skip
    query = exp.select(*_COLUMNS).from_("cases").where(exp.column("court").isin(*marks)).where(still).where(test)
    query = query.where(exp.column("kind").isin(*_TRIED))
    query = query.where(exp.LTE(this=exp.column("filed_on"), expression=_day(on))).order_by("filed_on", "case_number")
    rows: list[dict[str, Any]] = house.reading("cases").query(query.limit(MOST)).to_pylist()
    named = house.reader.sees_names_in(marks)
    for row in rows:
        row["days"] = (on - row["filed_on"]).days
        row["judge"] = row["judge"] if named else masked_name(row["judge"])
    if named and rows:
        house.audited("names", "报告附件：需督办案件", court="、".join(marks[:5]), rows=len(rows))
    return rows


def _day(on: date) -> exp.Expr:
    """A day in SQL."""
    return exp.cast(exp.Literal.string(on.isoformat()), "DATE")

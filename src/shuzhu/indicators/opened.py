"""One value, opened: the counts behind each term, the days each looks at, and the columns that show a row."""

from collections.abc import Iterator
from datetime import date, timedelta

from shuzhu.catalogue.model import Indicator, Term
from shuzhu.derived import all_columns
from shuzhu.indicators.plan import Count, entered, flow, left
from shuzhu.indicators.tally import BEGINNING
from shuzhu.periods import CALENDAR_YEAR, Period, YearStart

SHOWN = (
    "case_id", "case_number", "court", "case_type", "cause", "procedure", "role", "name", "measure", "value",
    "filed_on", "closed_on", "closing", "net_days", "due_on", "review_outcome", "review_closed_on",
    "performance_due_on", "listed_on", "removed_on", "registered_on", "ended_on", "ending", "held_on", "served_on",
    "mediation_id", "force", "organisation", "filed_number", "dispute_id", "outcome", "community_id", "suits",
    "has_point", "topic", "warning", "method", "result", "counts_on", "publication", "month_on", "first_on", "last_on",
)  # fmt: skip


def opened(
    indicator: Indicator, period: Period, start: YearStart = CALENDAR_YEAR
) -> Iterator[tuple[str, Count, date, date]]:
    """Every count behind a value: what it is, and the first and last day it looks at; ``start``: of the year."""
    for what, terms in (("分子", indicator.numerator), ("分母", indicator.denominator)):
        for number, term in enumerate(terms, start=1):
            name = what if len(terms) == 1 else f"{what}之{number}"
            yield from _opened(name, term, period)
    if indicator.kind == "growth":
        for term in indicator.numerator:
            yield from _opened("上年同期", term, period.year_before(start))


def shown(table: str) -> tuple[str, ...]:
    """The columns that show a row of a table to a person."""
    return tuple(name for name in SHOWN if name in all_columns(table))


def _opened(name: str, term: Term, period: Period) -> Iterator[tuple[str, Count, date, date]]:
    """The counts of one term: a flow is one, a stock is what entered less what left."""
    if not term.stock:
        yield name, flow(term), period.first, period.last
        return
    edge = period.last if term.at == "end" else period.first - timedelta(days=1)
    yield f"{name}：至{edge}进入", entered(term), BEGINNING, edge
    yield f"{name}：至{edge}离开(减)", left(term), BEGINNING, edge

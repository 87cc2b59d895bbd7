"""tables → how long each step before filing took, by force, organisation, cause and town, against the legal clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
from sqlglot import exp

from shuzhu.errors import NoDataError, UsageError
from shuzhu.indicators.bounded import Bounded
from shuzhu.periods import Period
from shuzhu.pipeline.disputes import LEDGER, asked_for
from shuzhu.pipeline.house import House
from shuzhu.prelitigation.steps import COLUMNS, STEPS, Waiting, late_rows, waits_of

DIMENSIONS: Final = ("force", "organisation", "cause", "town")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The steps of the mediations of a period, over all and by part."""

    court: str
    period: Period
    town: str
    waits: tuple[Waiting, ...]

    def of(self, by: str = "") -> tuple[Waiting, ...]:
        """Those by one dimension; over all where none is named."""
        return tuple(one for one in self.waits if one.by == by)


def waits(house: House, court: str, period: str | None = None, town: str = "") -> Waits:
    """How long each step took, over all and by part; raises NoDataError where no mediation was under way."""
    when, rows = _rows(house, court, period, town)
    if not rows.num_rows:
        raise NoDataError(f"no mediation was under way at {court} in {when}; load the mediations first")
    told = tuple(waits_of(rows, when.first, when.last, house.codes.calendar, DIMENSIONS))
    return Waits(court=court, period=when, town=town, waits=told)


def late_in(
    house: House, court: str, period: str | None, step: str, town: str = "", limit: int = 200
) -> list[dict[str, Any]]:
    """The mediations that one step took too long of, the longest first; raises UsageError for a step that is none."""
    chosen = next((one for one in STEPS if one.id == step), None)
    if chosen is None:
        raise UsageError(f"no step {step!r}; one of {', '.join(one.id for one in STEPS)}")
    when, rows = _rows(house, court, period, town)
    found = late_rows(rows, chosen, when.first, when.last, house.codes.calendar)
    return found[:limit]


def _rows(house: House, court: str, period: str | None, town: str) -> tuple[Period, pa.Table]:
    """The mediations that were under way in the period, and those that waited for filing."""
    when, courts = asked_for(house, court, period)
    return when, under_way(house.reading("cases"), courts, when, town)


def under_way(engine: Bounded, courts: Sequence[str], when: Period, town: str = "") -> pa.Table:
    """The mediations of some courts that were under way in a period, or waited for filing: ``COLUMNS``."""
    names = [exp.column(name) for name in COLUMNS if name != "organisation"]
    theirs = exp.select(exp.Max(this=exp.column("organisation", table="k"))).from_("mediators AS k")
    theirs = theirs.where("k.mediator_id = mediations.mediator_id")
    named = exp.Coalesce(this=exp.column("organisation"), expressions=[theirs.subquery()])
    source = exp.Coalesce(this=exp.column("source"), expressions=[exp.Literal.string("")])
    first, last = (exp.cast(exp.Literal.string(day.isoformat()), "DATE") for day in (when.first, when.last))
    over = exp.Coalesce(this=exp.column("filed_on"), expressions=[exp.column("ended_on")])
    filed = exp.Not(this=exp.column("filed_number").is_(exp.Null()))
    waits_still = exp.and_(exp.column("filed_on").is_(exp.Null()), filed)
    query = exp.select(*names, named.as_("organisation")).from_("mediations")
    query = query.where(exp.column("court").isin(*courts)).where(exp.column("registered_on") <= last)
    query = query.where(exp.NEQ(this=source, expression=exp.Literal.string(LEDGER)))
    query = query.where(exp.or_(over.is_(exp.Null()), over.copy() >= first, waits_still))
    query = query.where(exp.column("town").eq(town)) if town else query
    return engine.query(query.order_by("registered_on", "mediation_id"))

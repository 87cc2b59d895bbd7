"""A rule of mediations, courts, a period → alarms: those that drag on, and successes whose agreement nobody has."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlglot import exp

from shuzhu.alarms import Alarm
from shuzhu.alerts.mediations import by_organisation
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.indicators.bounded import Bounded
from shuzhu.periods import Period
from shuzhu.pipeline.disputes import LEDGER, asked_for
from shuzhu.pipeline.house import House
from shuzhu.pipeline.waits import under_way
from shuzhu.prelitigation.steps import STEPS, late_rows


def marked(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> Iterator[Alarm]:
    """The alarms of one rule; of mediations that drag on, as they stand on the last day of the period."""
    find = overtime if rule.flag == "overtime" else unproven
    yield from by_organisation(rule, find(house, house.engine, courts, when), str(when), when.last)


def flagged(house: House, court: str, period: str | None = None, town: str = "") -> dict[str, list[dict[str, Any]]]:
    """The marked mediations themselves, by flag. Raises DeniedError unless the reader may see the courts' cases."""
    when, courts = asked_for(house, court, period)
    engine = house.reading("cases")
    found = {"overtime": overtime(house, engine, courts, when), "unproven": unproven(house, engine, courts, when)}
    return {name: [row for row in rows if town in {"", row["town"]}] for name, rows in found.items()}


def overtime(house: House, engine: Bounded, courts: Sequence[str], when: Period) -> list[dict[str, Any]]:
    """Mediations open on the last day of a period beyond the legal days, the longest first, with their days."""
    step = next(step for step in STEPS if step.id == "mediate")
    rows = late_rows(under_way(engine, courts, when), step, when.first, when.last, house.codes.calendar)
    return [row for row in rows if row["open"]]


def unproven(_house: House, engine: Bounded, courts: Sequence[str], when: Period) -> list[dict[str, Any]]:
    """Successes of a period whose agreement is not on file; none of courts that never wrote down an agreement."""
    keeps = exp.select("court").distinct().from_("mediations").where("agreement_on IS NOT NULL")
    keeping = set(engine.query(keeps).column("court").to_pylist())
    own = [court for court in courts if court in keeping]
    if not own:
        return []
    names = ("mediation_id", "court", "town", "cause", "force", "organisation", "registered_on", "ended_on", "form")
    query = exp.select(*map(exp.column, names)).from_("mediations").where(exp.column("court").isin(*own))
    query = query.where("unproven").where(exp.column("ended_on").between(*_edges(when)))
    query = query.where(f"source IS NULL OR source <> '{LEDGER}'").order_by("ended_on", "mediation_id")
    found: list[dict[str, Any]] = engine.query(query).to_pylist()
    return found


def _edges(when: Period) -> tuple[exp.Expr, exp.Expr]:
    """The first and the last day of a period in SQL."""
    first, last = (exp.cast(exp.Literal.string(day.isoformat()), "DATE") for day in (when.first, when.last))
    return first, last

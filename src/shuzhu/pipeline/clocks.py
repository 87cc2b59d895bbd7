"""Tables → alarms of pending cases whose limit, extension or exclusion runs out."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlglot import exp

from shuzhu.alarms import Alarm
from shuzhu.alerts import clocks, queries
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.pipeline.house import House


def run_out(house: House, rule: AlertRule, where: exp.Expr, courts: Sequence[str], on: date) -> Iterator[Alarm]:
    """What a rule of clocks finds on a day."""
    excluded = house.engine.query(queries.open_exclusions(where, courts, on))
    if rule.clock == "exclusion":
        reasons = {
            code: house.codes.title("exclusion_reasons", code) for code in house.codes.words("exclusion_reasons")
        }
        yield from clocks.exclusions(rule, excluded, reasons, on)
        return
    extended = house.engine.query(queries.open_extensions(where, courts, on))
    cases = house.engine.query(queries.open_cases(rule, where, courts, on))
    yield from clocks.limits(rule, cases, excluded, extended, on)

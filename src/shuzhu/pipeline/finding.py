"""Rules, courts, a period → alarms: each rule asks the tables or the cube its own question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlglot import exp

from shuzhu.alarms import Alarm
from shuzhu.alerts import events, queries
from shuzhu.alerts.aberrations import aberrations, gravest
from shuzhu.alerts.tracks import Tracks, parted
from shuzhu.catalogue.alert_rules import AlertRule, RuleKind
from shuzhu.catalogue.model import Test
from shuzhu.indicators.compile import Scope, condition, rows_query
from shuzhu.indicators.opened import opened
from shuzhu.periods import Period, parse_period
from shuzhu.pipeline.clocks import run_out
from shuzhu.pipeline.house import House
from shuzhu.pipeline.mediation_flags import marked
from shuzhu.pipeline.progress import Progress, silent
from shuzhu.pipeline.quality_alarms import too_faulty
from shuzhu.pipeline.series import tracks_of
from shuzhu.pipeline.standing import behind, outside_bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the rules in force at the end of a period found in it.

    ``series`` are the figures that were held against their history, ``expected_false`` how many of them would be
    alarms by chance if nothing had changed anywhere.
    """

    rules: Mapping[str, AlertRule]
    alarms: tuple[Alarm, ...]
    series: int
    expected_false: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one rule found, out of how many figures, of which so many by chance."""

    alarms: Sequence[Alarm]
    series: int = 0
    by_chance: float = 0.0


def find(house: House, courts: Sequence[str], when: Period, progress: Progress = silent) -> Findings:
    """Ask every rule in force; each alarm is marked with the snapshot and the catalogue that it was found by.

    ``progress`` is told of each rule before it is asked.
    """
    rules = {rule.id: rule for rule in house.alert_rules if rule.in_force(when.last)}
    parts = []
    for rule in rules.values():
        progress(rule.title["zh"], 0)
        parts.append(_ASK[rule.kind](house, rule, courts, when))
    snapshot, catalogue = house.snapshot.label, house.catalogue.version
    return Findings(
        rules=rules,
        alarms=tuple(replace(alarm, snapshot=snapshot, catalogue=catalogue) for part in parts for alarm in part.alarms),
        series=sum(part.series for part in parts),
        expected_false=sum(part.by_chance for part in parts),
    )


def _frequent_parties(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Parties that stand in many cases within some days."""
    query = queries.party_rows(rule, _where(rule), courts, events.earliest(rule, when), when.last)
    return _Part(alarms=list(events.frequent_parties(rule, house.engine.query(query), when)))


def _first_causes(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Causes that a court has not had for years."""
    rows = house.engine.query(queries.cause_rows(_where(rule), courts, when.first, when.last))
    before = house.engine.query(queries.last_filings(_where(rule), courts, when.first))
    return _Part(alarms=list(events.first_causes(rule, rows, before, when)))


def _clocks(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Clocks of pending cases that run out."""
    return _Part(alarms=list(run_out(house, rule, _where(rule), courts, when.last)))


def _bands(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Values outside their reference intervals."""
    return _Part(alarms=list(outside_bands(house, rule, courts, when)))


def _mediations(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Organisations with marked mediations."""
    return _Part(alarms=list(marked(house, rule, courts, when)))


def _progress(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Closings behind their pace."""
    return _Part(alarms=list(behind(house, rule, courts, when)))


def _quality(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Rules of the data contract that find too much."""
    return _Part(alarms=list(too_faulty(house, rule, courts, when)))


def _aberrations(house: House, rule: AlertRule, courts: Sequence[str], when: Period) -> _Part:
    """Figures beyond what their history leads one to expect, with the cases behind those that were found."""
    found: list[Alarm] = []
    series, by_chance = 0, 0.0
    for tracks in tracks_of(house, rule, courts, when):
        number = len(tracks.tracks) * len(tracks.watched)
        series, by_chance = series + number, by_chance + number * tracks.alpha(rule)
        found += aberrations(rule, tracks)
    return _Part(
        alarms=[replace(alarm, evidence=_behind(house, alarm)) for alarm in gravest(found)],
        series=series,
        by_chance=by_chance,
    )


def history(house: House, rule: AlertRule, alarm: Alarm) -> Tracks | None:
    """The series of an aberration up to the time that was found; None where the store no longer holds it."""
    narrow = replace(rule, indicators=(parted(alarm.subject)[0],))
    for tracks in tracks_of(house, narrow, (alarm.court,), parse_period(alarm.period, house.settings.year)):
        rows = [n for n, track in enumerate(tracks.tracks) if track.subject == alarm.subject]
        if rows:
            return replace(tracks, tracks=[tracks.tracks[rows[0]]], series=tracks.series.only(rows))
    return None


def _behind(house: House, alarm: Alarm) -> tuple[str, ...]:
    """The cases that a figure counts."""
    when = parse_period(alarm.period, house.settings.year)
    code, area = parted(alarm.subject)
    town = (Test(column="town", values=(area,)),) if area else ()
    found: list[str] = []
    for name, count, first, last in opened(house.catalogue.indicator(code, when.last), when):
        if name.startswith("分子") and count.table == "cases":
            counted = replace(count, where=(*count.where, *town))
            rows = house.engine.query(rows_query(counted, ("case_id",), (alarm.court,), first, last))
            found += rows["case_id"].to_pylist()
    return tuple(found[: events.MOST_EVIDENCE])


def _where(rule: AlertRule) -> exp.Expr:
    """The rule's own condition on cases."""
    return condition(rule.where, Scope(alias=queries.CASES))


_ASK: Final[Mapping[RuleKind, Callable[[House, AlertRule, Sequence[str], Period], _Part]]] = {
    "frequent_party": _frequent_parties,
    "first_cause": _first_causes,
    "clock": _clocks,
    "aberration": _aberrations,
    "band": _bands,
    "progress": _progress,
    "mediation": _mediations,
    "quality": _quality,
}
"""Each kind of rule with what asks it."""

"""tables → every dispute of a period at its place: the funnel, and the disputes behind each of its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlglot
from sqlglot import exp

from shuzhu.access import INTERNAL
from shuzhu.errors import NoDataError, UsageError, did_you_mean
from shuzhu.indicators.courts import asked
from shuzhu.periods import Period
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.prelitigation import queries
from shuzhu.prelitigation.came_back import CameBack, bridge
from shuzhu.prelitigation.funnel import ENTRIES, KEYS, PLACES, STAGES, Funnel, funnel, place_of, stages_of

LEDGER: Final = "司法行政台账"
"""The source whose entries are reconciled apart."""
SUITS: Final = ("民初", "行初")
"""Types of the first-instance civil and administrative cases that a dispute becomes."""
SHOWN: Final = ("dispute_id", "mediation_id", "case_id", "case_number", "court", "town", "cause", "registered_on")
_SQL: Final = """
WITH _suits AS (
    SELECT court, case_number, MIN(case_id) AS case_id,
           MAX(CASE WHEN closed_on IS NOT NULL THEN 1 ELSE 0 END) AS closed,
           MAX(CASE WHEN fast_tracked THEN 1 ELSE 0 END) AS fast, MAX(CASE WHEN appealed THEN 1 ELSE 0 END) AS appealed,
           MAX(CASE WHEN enforcement_asked THEN 1 ELSE 0 END) AS enforced
    FROM cases WHERE court IN ({courts}) AND type_code IN ({suits}) AND case_number IS NOT NULL
    GROUP BY court, case_number
), _told AS (
    SELECT court, mediation_id, dispute_id, town, cause, registered_on, filed_number,
           CASE WHEN ended_on IS NULL THEN 'open' WHEN succeeded THEN 'succeeded' ELSE 'failed' END AS state,
           CASE WHEN returned THEN 1 ELSE 0 END AS returned
    FROM mediations
    WHERE court IN ({courts}) AND (source IS NULL OR source <> '{ledger}')
      AND (stage IS NULL OR stage NOT IN ('ordinary', 'simplified'))
), _came AS (
    SELECT 'source' AS entry, d.dispute_id, m.mediation_id, d.court, d.town, d.cause, d.registered_on,
           CASE WHEN m.mediation_id IS NOT NULL OR d.case_number IS NOT NULL THEN 'passed'
                WHEN d.outcome IN ('to_mediation', 'to_court') THEN 'lost'
                WHEN d.ended_on IS NULL THEN 'open' WHEN d.outcome = 'settled' THEN 'settled' ELSE 'other'
           END AS source_state,
           COALESCE(m.state, '') AS mediation_state, COALESCE(m.returned, 0) AS returned,
           COALESCE(m.filed_number, CASE WHEN m.mediation_id IS NULL THEN d.case_number END) AS filed_number
    FROM disputes AS d LEFT JOIN _told AS m ON m.mediation_id = d.mediation_id AND m.court = d.court
    WHERE d.court IN ({courts}) AND d.registered_on BETWEEN {first} AND {last}
    UNION ALL
    SELECT 'mediation', NULL, m.mediation_id, m.court, m.town, m.cause, m.registered_on, '', m.state, m.returned,
           m.filed_number
    FROM _told AS m LEFT JOIN disputes AS d ON d.dispute_id = m.dispute_id AND d.court = m.court
    WHERE m.registered_on BETWEEN {first} AND {last} AND d.dispute_id IS NULL
    UNION ALL
    SELECT 'court', NULL, NULL, c.court, c.town, c.cause, c.filed_on, '', '', 0, c.case_number
    FROM cases AS c LEFT JOIN disputes AS d ON d.case_number = c.case_number AND d.court = c.court
    WHERE c.court IN ({courts}) AND c.type_code IN ({suits}) AND c.filed_on BETWEEN {first} AND {last}
      AND NOT c.from_mediation AND d.dispute_id IS NULL
), _placed AS (
    SELECT a.entry, a.source_state, a.mediation_state,
           CASE WHEN s.case_number IS NOT NULL THEN 'filed' WHEN a.filed_number IS NOT NULL THEN 'missing'
                WHEN a.mediation_state = 'failed' THEN 'none' ELSE '' END AS filing,
           CASE WHEN s.case_number IS NULL THEN '' WHEN s.closed = 1 THEN 'closed' ELSE 'open' END AS case_state,
           CASE WHEN s.case_number IS NULL THEN '' WHEN s.fast = 1 THEN 'fast' ELSE 'full' END AS track,
           COALESCE(s.appealed, 0) AS appealed, COALESCE(s.enforced, 0) AS enforced, a.returned, a.dispute_id,
           a.mediation_id, s.case_id, a.filed_number AS case_number, a.court, a.town, a.cause, a.registered_on
    FROM _came AS a LEFT JOIN _suits AS s ON s.case_number = a.filed_number AND s.court = a.court
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The disputes that came in during a period, and what became of them by the snapshot."""

    court: str
    period: Period
    town: str
    funnel: Funnel


def follow(house: House, court: str, period: str | None = None, town: str = "") -> Followed:
    """Every dispute that came in during a period, with the stage it passed and the place it is at.

    Raises DeniedError unless the reader may see the cases of the whole of each court, NoDataError where none came in.
    """
    when, courts = asked_for(house, court, period)
    groups = _groups(house, courts, when, town)
    found = funnel(groups)
    if not found.total:
        raise NoDataError(f"no dispute came in at {court} in {when}; load mediations, disputes or cases first")
    return Followed(court=court, period=when, town=town, funnel=found)


def disputes_at(
    house: House, court: str, period: str | None, where: str, town: str = "", limit: int = 200
) -> list[dict[str, Any]]:
    """The disputes behind one figure of the funnel: a door (``source``…), a stage or a place; the first so many.

    ``where`` is ``entry:NAME``, ``stage:NAME`` or ``place:NAME``; raises UsageError for one that is none.
    """
    when, courts = asked_for(house, court, period)
    kind, _, name = where.partition(":")
    known = {"entry": ENTRIES, "stage": STAGES, "place": PLACES}.get(kind)
    if known is None or name not in known:
        raise UsageError(f"{where!r} is no figure of the funnel; write place:not_filed or stage:filed"
                         + did_you_mean(name, [*ENTRIES, *STAGES, *PLACES]))  # fmt: skip
    alike = [row for row in _groups(house, courts, when, town) if _is_in(row, kind, name)]
    if not alike:
        return []
    tests = [exp.and_(*[exp.column(key).eq(row[key]) for key in KEYS]) for row in alike]
    query = _placed(courts, when, town, [*KEYS, *SHOWN]).where(exp.or_(*tests))
    query = query.order_by("registered_on", "dispute_id", "mediation_id", "case_number").limit(limit)
    return [
        {name: row[name] for name in SHOWN} | {"entry": row["entry"], "place": place_of(row)}
        for row in house.reading("cases").query(query).to_pylist()
    ]


def came_back(house: House, court: str, period: str | None = None) -> tuple[CameBack, ...]:
    """The successes that came back within twelve months, from the funnel's cohort to that of the indicator (Q13)."""
    when, courts = asked_for(house, court, period)
    engine = house.reading("cases")
    passed = _placed(courts, when, "", ["mediation_id", "returned"])
    passed = passed.where(exp.column("mediation_state").eq(exp.Literal.string("succeeded")))
    query = queries.came_back(courts, when.first, when.last, LEDGER)
    return bridge(engine.query(query, _passed=engine.query(passed)).to_pylist())


def asked_for(house: House, court: str, period: str | None) -> tuple[Period, list[str]]:
    """The period and the courts asked about, where the reader may see all their cases."""
    house.require("measure")
    when = the_period(house, period)
    courts = sorted({mark for group in asked(court, house.codes, house.present) for mark in group.courts})
    house.require("cases", courts, whole=True, field_class=INTERNAL)
    return when, courts


def _is_in(row: Mapping[str, Any], kind: str, name: str) -> bool:
    """Whether a group of disputes belongs to a figure."""
    if kind == "entry":
        return bool(row["entry"] == name)
    return name in stages_of(row) if kind == "stage" else place_of(row) == name


def _groups(house: House, courts: Sequence[str], when: Period, town: str) -> list[dict[str, Any]]:
    """How many disputes are alike, by all that tells their place."""
    query = _placed(courts, when, town, KEYS).select(exp.Count(this=exp.Star()).as_("number"))
    found: list[dict[str, Any]] = house.reading("cases").query(query.group_by(*KEYS)).to_pylist()
    return found


def _placed(courts: Sequence[str], when: Period, town: str, names: Sequence[str]) -> exp.Select:
    """Columns of every dispute at its place, of one town where one is named."""

    def listed(words: Sequence[str]) -> str:
        return ", ".join(exp.Literal.string(word).sql(dialect="duckdb") for word in words)

    days = {"first": f"CAST('{when.first}' AS DATE)", "last": f"CAST('{when.last}' AS DATE)"}
    text = _SQL.format(courts=listed(courts), suits=listed(SUITS), ledger=LEDGER, **days)
    query = sqlglot.parse_one(f"{text} SELECT {', '.join(names)} FROM _placed", dialect="duckdb")
    assert isinstance(query, exp.Select)  # noqa: S101 — the text above is one
    return query.where(exp.column("town").eq(town)) if town else query

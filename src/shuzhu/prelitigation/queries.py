"""What is asked of the tables about mediations: successes, what followed them, filings by town, cases of mediators."""

from collections.abc import Collection
from datetime import date

from sqlglot import exp, parse_one

_SAME = "PARTITION BY court, COALESCE(applicant, mediation_id), respondent, cause, amount"
_FIRST = f"ROW_NUMBER() OVER ({_SAME} ORDER BY LENGTH(mediation_id), mediation_id)"
"""Entries of several ledgers about one dispute: the same parties, cause and sum; the court's own number comes first."""
ENFORCED_WITHIN = 60
"""A confirmation is asked for within 30 days of the agreement (民诉法205); so many days after it one is looked for."""


def successes(courts: Collection[str], first: date, last: date) -> exp.Query:
    """Each success that ended between two days, once however many ledgers tell of it, and none that another denies.

    mediation_id, court, cause, town, force, form, mediator_id, amount, applicant, respondent, ended_on
    """
    return _query(
        f"""
        SELECT mediation_id, court, cause, town, "force", form, mediator_id, amount, applicant, respondent, ended_on
        FROM (SELECT m.*, {_FIRST} AS n, MIN(CASE WHEN succeeded THEN 1 ELSE 0 END) OVER ({_SAME}) AS agreed
              FROM mediations AS m WHERE {_of(courts)}) AS _told
        WHERE n = 1 AND agreed = 1 AND ended_on BETWEEN {_day(first)} AND {_day(last)}"""
    )


def refilings(days: int) -> exp.Query:
    """``_successes`` (mediation_id, court, applicant, respondent, ended_on) → first-instance cases of the same two.

    mediation_id, case_id, on, cause: cases of the same court with both parties by name, on whichever side, filed
    within so many days; confirmations of agreements are none.
    """
    return _query(
        f"""
        SELECT s.mediation_id, c.case_id, c.filed_on AS "on", c.cause, s.ended_on
        FROM ({_met("a.role <> b.role")}) AS s JOIN cases AS c ON c.case_id = s.case_id AND c.court = s.court
        WHERE c.instance = 'first' AND c.kind IN ('civil', 'administrative')
          AND COALESCE(c.type_code, '') <> '诉前调确'
          AND c.filed_on > s.ended_on AND c.filed_on <= s.ended_on + INTERVAL '{days}' DAY
        GROUP BY 1, 2, 3, 4, 5"""
    )


def _met(where: str = "TRUE") -> str:
    """``_successes`` with each case in which both parties meet by name: mediation_id, court, ended_on, case_id.

    Step by step, each row once, so that no engine joins by the court or by a frequent name first: of such there are
    billions in a large store.
    """
    return f"""
        SELECT DISTINCT t.mediation_id, t.court, t.ended_on, p.case_id
        FROM _successes AS t JOIN (
            SELECT DISTINCT a.case_id, a.name AS one, b.name AS other
            FROM parties AS a JOIN parties AS b ON b.case_id = a.case_id AND b.party_id <> a.party_id
            WHERE {where}
        ) AS p ON p.one = t.applicant AND p.other = t.respondent"""


def enforcements(days: int) -> exp.Query:
    """``_successes`` → enforcement cases that rest on their confirmation or mediation paper.

    mediation_id, case_id, on: the basis is the mediation's own number, or that of a confirmation of the same two
    parties filed within 60 days of the agreement.
    """
    return _query(
        f"""
        SELECT s.mediation_id, x.case_id, x.filed_on AS "on", s.ended_on
        FROM ({_met()}) AS s JOIN cases AS k ON k.case_id = s.case_id AND k.court = s.court AND k.type_code = '诉前调确'
          AND k.filed_on >= s.ended_on AND k.filed_on <= s.ended_on + INTERVAL '{ENFORCED_WITHIN}' DAY
        JOIN enforcements AS e ON e.basis_number = k.case_number
        JOIN cases AS x ON x.case_id = e.case_id
        WHERE x.filed_on > s.ended_on AND x.filed_on <= s.ended_on + INTERVAL '{days}' DAY
        UNION
        SELECT s.mediation_id, x.case_id, x.filed_on AS "on", s.ended_on
        FROM _successes AS s
        JOIN enforcements AS e ON e.basis_number = s.mediation_id
        JOIN cases AS x ON x.case_id = e.case_id
        WHERE x.filed_on > s.ended_on AND x.filed_on <= s.ended_on + INTERVAL '{days}' DAY"""
    )


def came_back(courts: Collection[str], first: date, last: date, ledger: str) -> exp.Query:
    """``_passed`` (mediation_id, returned: the successes of the funnel) beside those of the indicator, by place.

    place, passed, passed_back, counted, counted_back: whether a success is in both, in the funnel alone (``later``) or
    in the indicator alone, because it came in before (``earlier``) or is none of the funnel's (``after_filing``).
    """
    return _query(
        f"""
        WITH _f AS (SELECT mediation_id, COUNT(*) AS n, SUM(returned) AS back FROM _passed GROUP BY 1),
        _q AS (
            SELECT mediation_id, CASE WHEN returned THEN 1 ELSE 0 END AS back,
                   COALESCE(stage IN ('ordinary', 'simplified'), FALSE) AS filed
            FROM mediations
            WHERE {_of(courts)} AND (source IS NULL OR source <> '{ledger}')
              AND followed_on BETWEEN {_day(first)} AND {_day(last)}
        )
        SELECT CASE WHEN _q.mediation_id IS NULL THEN 'later' WHEN _f.mediation_id IS NOT NULL THEN 'both'
                    WHEN _q.filed THEN 'after_filing' ELSE 'earlier' END AS place,
               CAST(COALESCE(SUM(_f.n), 0) AS BIGINT) AS passed,
               CAST(COALESCE(SUM(_f.back), 0) AS BIGINT) AS passed_back,
               COUNT(_q.mediation_id) AS counted, CAST(COALESCE(SUM(_q.back), 0) AS BIGINT) AS counted_back
        FROM _f FULL JOIN _q ON _q.mediation_id = _f.mediation_id GROUP BY 1"""
    )


def filings(courts: Collection[str]) -> exp.Query:
    """court, town, cause, year, month, filings of first-instance civil and administrative cases."""
    return _query(
        f"""
        SELECT court, town, cause, EXTRACT(YEAR FROM filed_on) AS "year", EXTRACT(MONTH FROM filed_on) AS "month",
               COUNT(*) AS filings
        FROM cases
        WHERE instance = 'first' AND kind IN ('civil', 'administrative') AND COALESCE(type_code, '') <> '诉前调确'
          AND town IS NOT NULL AND filed_on IS NOT NULL AND {_of(courts)}
        GROUP BY 1, 2, 3, 4, 5"""
    )


def on_hand(court: str, first: date, last: date) -> exp.Query:
    """What each mediator of a court had on hand within a period: mediation_id, mediator_id, cause, force, amount.

    ``ended`` whether it ended within the period, ``settled`` whether it then was a success.
    """
    return _query(
        f"""
        SELECT mediation_id, mediator_id, cause, "force", amount,
               COALESCE(ended_on <= {_day(last)}, FALSE) AS ended, COALESCE(succeeded, FALSE) AS settled
        FROM (SELECT m.*, {_FIRST} AS n FROM mediations AS m WHERE {_of([court])}) AS _told
        WHERE n = 1 AND mediator_id IS NOT NULL AND COALESCE(accepted_on, registered_on) <= {_day(last)}
          AND (ended_on IS NULL OR ended_on >= {_day(first)})"""
    )


def marks(court: str, first: date, last: date) -> exp.Query:
    """person_id, kind, score, missing of the papers of a court that were rated within a period."""
    return _query(
        f"""
        SELECT person_id, kind, CAST(score AS DOUBLE) AS score, COALESCE(missing, 0) AS missing
        FROM ratings
        WHERE person_id IS NOT NULL AND score IS NOT NULL AND {_of([court])}
          AND rated_on BETWEEN {_day(first)} AND {_day(last)}"""
    )


def people(courts: Collection[str] | None = None, person: str = "") -> exp.Select:
    """mediator_id, name, organisation, force, court of mediators: of some courts, or one of them."""
    query = exp.select(*map(exp.column, ("mediator_id", "name", "organisation", "force", "court"))).from_("mediators")
    if courts is not None:
        query = query.where(exp.column("court").isin(*sorted(courts)))
    if person:
        query = query.where(exp.column("mediator_id").eq(exp.Literal.string(person)))
    return query.order_by("mediator_id")


def _query(sql: str) -> exp.Query:
    """A query as an expression."""
    found = parse_one(sql, dialect="duckdb")
    if not isinstance(found, exp.Query):
        raise TypeError("this is no query")
    return found


def _of(courts: Collection[str]) -> str:
    """The condition that a row is of some courts."""
    return exp.column("court").isin(*sorted(courts)).sql(dialect="duckdb")


def _day(day: date) -> str:
    """A day in SQL."""
    return f"DATE '{day.isoformat()}'"

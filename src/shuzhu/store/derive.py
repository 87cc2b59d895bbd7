"""Derived columns, worked out in SQL for the rows of a load and the rows those touch.

Runs in the load's own DuckDB connection, where ``all_<table>`` are the tables as they will be, and
``wanted_<table>`` the rows whose derived columns may have changed. The definitions stand in
``shuzhu.derived``; the plain Python of ``tests/reference.py`` is held against this.
"""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.derived import derived
from shuzhu.records import columns

APPEALABLE_JUDGMENTS = (
    "judgment", "supported", "partly_supported", "claims_dismissed",
    "convicted", "exempted", "acquitted", "not_responsible",
    "revoked", "partly_revoked", "varied", "declared_unlawful", "declared_void",
    "ordered_to_perform", "compensation_ordered",
)  # fmt: skip
APPEALABLE_ORDERS = ("not_accepted", "dismissed")
FINAL_PROCEDURES = ("small_claims", "special", "payment_order", "public_notice")
FINAL_OUTCOMES = ("upheld", "withdrawn", "reconciled_withdrawn", "deemed_withdrawn")
PERFORMED = ("performed", "settled_performed")


def prepare(connection: duckdb.DuckDBPyConnection, codes: CodeTables) -> None:
    """Put the code tables that the SQL joins beside the data."""
    limits = codes.time_limits
    connection.register(
        "time_limits",
        pa.table(
            {
                "kind": [t.kind for t in limits],
                "instance": [t.instance for t in limits],
                "procedure": [t.procedure for t in limits],
                "variant": [t.variant or "" for t in limits],
                "months": pa.array([t.months or 0 for t in limits], pa.int32()),
                "days": pa.array([t.days or 0 for t in limits], pa.int32()),
                "since": pa.array([t.since for t in limits], pa.date32()),
                "until": pa.array([t.until for t in limits], pa.date32()),
            }
        ),
    )
    courts = [c for c in codes.courts.values() if c.region]
    connection.register(
        "court_regions",
        pa.table({"court": [c.mark for c in courts], "region": [c.region for c in courts]}),
    )


def derive(table: str) -> str:
    """The SELECT that gives the affected rows of a table with all its columns, in order."""
    sql = SQL.get(table)
    if sql is None:
        own = ", ".join(f'r."{c.name}"' for c in columns(table))
        return f"SELECT {own} FROM wanted_{table} r"
    wanted = ", ".join(f'"{c.name}"' for c in (*columns(table), *derived(table)))
    return f"SELECT {wanted} FROM ({sql})"


def _words(words: tuple[str, ...]) -> str:
    """A list of words for IN."""
    return ", ".join(f"'{word}'" for word in words)


_CASES = f"""
WITH wanted AS (
    SELECT * FROM wanted_cases
),
clipped AS (
    SELECT e.case_id,
           greatest(e.first_on, c.filed_on + 1) AS first_on,
           least(coalesce(e.last_on, c.closed_on), c.closed_on) AS last_on
    FROM all_exclusions e JOIN wanted c USING (case_id)
    WHERE c.filed_on IS NOT NULL AND c.closed_on IS NOT NULL AND e.first_on IS NOT NULL
),
runs AS (
    SELECT case_id, first_on, last_on,
           max(last_on) OVER (PARTITION BY case_id ORDER BY first_on, last_on
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM clipped WHERE last_on >= first_on
),
excluded AS (
    SELECT case_id,
           sum(greatest(0, last_on - greatest(first_on, coalesce(reached + 1, first_on)) + 1)) AS days
    FROM runs GROUP BY case_id
),
prolonged AS (
    SELECT DISTINCT case_id FROM all_extensions WHERE approved_on IS NOT NULL
),
second AS (
    SELECT origin_number AS case_number,
           max_by({{'closing': closing, 'reason': change_reason}}, closed_on || case_id)
               FILTER (closed_on IS NOT NULL) AS last,
           max(closed_on) AS closed_on
    FROM all_cases
    WHERE instance = 'second' AND kind IS DISTINCT FROM 'jurisdiction'
      AND origin_number IN (SELECT case_number FROM wanted)
    GROUP BY 1
),
retried AS (
    SELECT origin_number AS case_number,
           min(filed_on) AS filed_on,
           max_by({{'closing': closing}}, closed_on || case_id) FILTER (closed_on IS NOT NULL) AS last,
           max(closed_on) AS closed_on
    FROM all_cases
    WHERE instance = 'retrial' AND origin_number IN (SELECT case_number FROM wanted)
    GROUP BY 1
),
asked AS (
    SELECT e.basis_number AS case_number,
           min(k.closed_on) FILTER (k.closing IN ({_words(PERFORMED)})) AS performed_on
    FROM all_enforcements e JOIN all_cases k USING (case_id)
    WHERE k.type_code = '执' AND e.basis_number IN (SELECT case_number FROM wanted)
    GROUP BY 1
),
locals AS (
    SELECT p.case_id, bool_or(starts_with(p.region, k.region)) AS local
    FROM all_parties p
    JOIN wanted c ON c.case_id = p.case_id
    JOIN court_regions k ON k.court = c.court
    WHERE p.role = 'defendant' AND p.region IS NOT NULL
    GROUP BY 1
),
linked AS (
    SELECT c.*,
           c.closed_on - c.filed_on AS elapsed_days,
           CASE WHEN c.closed_on - c.filed_on IS NOT NULL THEN coalesce(x.days, 0) END AS excluded_days,
           coalesce(
               c.limit_on,
               CAST(c.filed_on + to_months(coalesce(special.months, plain.months)) AS DATE)
               + coalesce(special.days, plain.days)
           ) AS due_on,
           prolonged.case_id IS NOT NULL AS extended,
           coalesce(second.last.closing, c.appeal_outcome) AS review_outcome,
           coalesce(second.closed_on, c.appeal_closed_on) AS review_closed_on,
           coalesce(second.last.reason, c.change_reason) AS review_reason,
           coalesce(c.appealed_on, c.protested_on) IS NOT NULL OR c.appeal_number IS NOT NULL
               OR second.case_number IS NOT NULL AS appealed,
           coalesce(
               c.appealable,
               c.instance = 'first' AND coalesce(c.procedure, '') NOT IN ({_words(FINAL_PROCEDURES)})
               AND c.closed_on IS NOT NULL
               AND c.kind IN ('civil', 'criminal', 'administrative')
               AND c.closing IN ({_words(APPEALABLE_JUDGMENTS + APPEALABLE_ORDERS)}),
               false
           ) AS can_appeal,
           CASE WHEN c.kind = 'criminal' OR c.closing IN ({_words(APPEALABLE_ORDERS)}) THEN 10 ELSE 15 END
               AS appeal_days,
           coalesce(c.retrial_ordered_on, retried.filed_on) AS retrial_on,
           coalesce(retried.last.closing, c.retrial_outcome) AS retried_outcome,
           coalesce(retried.closed_on, c.retrial_closed_on) AS retried_closed_on,
           asked.case_number IS NOT NULL AS enforcement_asked,
           coalesce(locals.local, false) AS debtor_local,
           f.applied_amount, f.recovered_amount,
           asked.performed_on
    FROM wanted c
    LEFT JOIN excluded x ON x.case_id = c.case_id
    LEFT JOIN prolonged ON prolonged.case_id = c.case_id
    LEFT JOIN time_limits special
        ON special.kind = c.kind AND special.instance = c.instance AND special.procedure = c.procedure
       AND c.filed_on >= special.since AND (special.until IS NULL OR c.filed_on <= special.until)
       AND ((special.variant = 'term_over_36' AND c.term_months > 36)
            OR (special.variant = 'term_over_12' AND c.term_months > 12)
            OR (special.variant = 'not_in_custody' AND c.in_custody = false))
    LEFT JOIN time_limits plain
        ON plain.kind = c.kind AND plain.instance = c.instance AND plain.procedure = c.procedure
       AND c.filed_on >= plain.since AND (plain.until IS NULL OR c.filed_on <= plain.until)
       AND plain.variant = ''
    LEFT JOIN second ON second.case_number = c.case_number
    LEFT JOIN retried ON retried.case_number = c.case_number
    LEFT JOIN asked ON asked.case_number = c.case_number
    LEFT JOIN locals ON locals.case_id = c.case_id
    LEFT JOIN all_enforcements f ON f.case_id = c.case_id
)
SELECT *,
       elapsed_days - excluded_days AS net_days,
       CASE WHEN closed_on IS NOT NULL AND due_on IS NOT NULL
            THEN closed_on <= due_on + CAST(excluded_days AS INTEGER) AND NOT extended END AS within_limit,
       CASE WHEN closed_on IS NULL OR closed_on > CAST(filed_on + to_months(12) AS DATE)
            THEN CAST(filed_on + to_months(12) AS DATE) END AS aged_on,
       CASE WHEN effective_on IS NOT NULL THEN effective_on
            WHEN closed_on IS NULL THEN NULL
            WHEN can_appeal AND appealed
                THEN CASE WHEN review_outcome IN ({_words(FINAL_OUTCOMES)}) THEN review_closed_on END
            WHEN can_appeal THEN closed_on + appeal_days
            ELSE closed_on END AS took_effect_on,
       performed_on AS chain_closed_on,
       performed_on - filed_on AS chain_days,
       transferred_on - (closed_on + appeal_days) AS transfer_days,
       filed_on - received_on <= 7 AS filing_in_time,
       mediation_id IS NOT NULL OR coalesce(origin = 'mediation', false) AS from_mediation,
       court IS NOT NULL AND kind IS NOT NULL AND case_number IS NOT NULL AND cause IS NOT NULL
           AND filed_on IS NOT NULL AND (closed_on IS NULL OR closing IS NOT NULL) AS complete
FROM linked
"""

_OF_CASE = """
SELECT r.*, {court} c.kind AS case_kind, c.instance AS case_instance, c.filed_on AS case_filed_on,
       c.closed_on AS case_closed_on {more}
FROM wanted_{table} r
LEFT JOIN all_cases c ON c.case_id = r.case_id
"""

SQL: Mapping[str, str] = {
    "cases": _CASES,
    "parties": _OF_CASE.format(
        table="parties", court="c.court,",
        more=", coalesce(r.offence_age < 18, r.born_on >= CAST(c.filed_on - to_months(216) AS DATE)) AS minor",
    ),
    "hearings": _OF_CASE.format(table="hearings", court="c.court,", more=""),
    "services": _OF_CASE.format(table="services", court="c.court,", more=""),
    "documents": """
        SELECT r.*,
               coalesce(r.effective_on, r.dated_on) AS counts_on,
               r.withheld_reason IS NULL AS due_public,
               coalesce(r.publication = 'published', false) OR r.published_on IS NOT NULL AS published,
               r.published_on <= coalesce(r.effective_on, r.dated_on)
                   + CASE dayofweek(coalesce(r.effective_on, r.dated_on))
                     WHEN 4 THEN 11 WHEN 5 THEN 11 WHEN 6 THEN 10 ELSE 9 END AS published_in_time
        FROM wanted_documents r
    """,
    "mediations": """
        SELECT *,
               mediation_days > CASE stage WHEN 'ordinary' THEN 15 WHEN 'simplified' THEN 7 ELSE 30 END
                   + CASE WHEN extended THEN coalesce(extension_days, 0) ELSE 0 END
                   AND NOT (coalesce(extended, false) AND extension_days IS NULL) AS overdue,
               CASE WHEN NOT succeeded THEN filed_on - ended_on END AS filing_wait_days,
               CASE WHEN succeeded THEN CAST(ended_on + to_months(12) AS DATE) END AS followed_on,
               succeeded AND coalesce(returned_on <= CAST(ended_on + to_months(12) AS DATE), false) AS returned
        FROM (
            SELECT r.*,
                   coalesce(r.ending IN ('agreed', 'settled_withdrawn'), false) AS succeeded,
                   r.ended_on - r.accepted_on - coalesce(r.appraisal_days, 0) AS mediation_days,
                   coalesce(r.ending = 'agreed', false) AND r.agreement_on IS NULL
                       AND NOT coalesce(r.form = 'performed' AND r.performed_on IS NOT NULL, false) AS unproven,
                   r.performed_on <= r.due_on AS performed_in_time,
                   coalesce(r.reused_address, false) OR coalesce(r.reused_evidence, false)
                       OR coalesce(r.reused_facts, false) AS reused
            FROM wanted_mediations r
        )
    """,
    "advices": "SELECT r.*, r.answered_on <= r.due_on AS answered_in_time FROM wanted_advices r",
}  # fmt: skip

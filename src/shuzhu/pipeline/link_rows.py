"""The store's records as disputes, and the links that their numbers make."""

from datetime import date
from typing import Final

import pyarrow as pa
from sqlglot import exp, parse_one

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.indicators.bounded import Bounded
from shuzhu.pipeline.editions import in_edition

LEDGER: Final = "司法行政台账"
"""The source of mediations that is the justice bureau's ledger; all others are the platform's."""
_ASKING: Final = "'plaintiff', 'appellant', 'retrial_applicant', 'applicant', 'enforcement_applicant'"
_ANSWERING: Final = (
    "'defendant', 'appellee', 'retrial_respondent', 'respondent', 'enforcement_debtor', 'accused'"
)  # fmt: skip
_MEDIATIONS: Final = """
SELECT mediation_id AS unique_id, applicant AS a, respondent AS b, court, cause, town,
    CAST(amount AS DOUBLE) AS amount, registered_on AS begun, ended_on AS ended, 'mediation' AS kind
FROM mediations WHERE {which}"""
_CASES: Final = f"""
WITH _first AS (
    SELECT case_id,
        min_by(name, party_id) FILTER (role IN ({_ASKING})) AS a,
        min_by(coalesce(id_number, credit_code), party_id) FILTER (role IN ({_ASKING})) AS a_number,
        min_by(name, party_id) FILTER (role IN ({_ANSWERING})) AS b,
        min_by(coalesce(id_number, credit_code), party_id) FILTER (role IN ({_ANSWERING})) AS b_number
    FROM parties GROUP BY case_id)
SELECT cases.case_id AS unique_id, a, b, a_number, b_number, court, cause, town,
    CAST(amount AS DOUBLE) AS amount, filed_on AS begun, {{ended}} AS ended, type_code AS kind
FROM cases LEFT JOIN _first ON cases.case_id = _first.case_id
WHERE {{which}}"""
_CIVIL: Final = "type_code = '民初'"
_LATER: Final = {"enforced": "type_code = '执'", "appealed": "instance IN ('second', 'retrial')"}
_NUMBERED: Final = {
    "filed": """
SELECT mediation_id AS "left", case_id AS "right", court FROM (
    SELECT m.mediation_id, c.case_id, c.court FROM mediations AS m JOIN cases AS c ON m.filed_number = c.case_number
    UNION SELECT m.mediation_id, c.case_id, c.court FROM mediations AS m
        JOIN cases AS c ON c.mediation_id = m.mediation_id) AS _found""",
    "enforced": """
SELECT "left", "right", court FROM (
    SELECT l.case_id AS "left", r.case_id AS "right", r.court FROM cases AS r
        JOIN cases AS l ON r.origin_number = l.case_number WHERE r.type_code = '执'
    UNION SELECT l.case_id, r.case_id, r.court FROM enforcements AS e JOIN cases AS r ON e.case_id = r.case_id
        JOIN cases AS l ON e.basis_number = l.case_number WHERE r.type_code = '执') AS _found""",
    "appealed": """
SELECT "left", "right", court FROM (
    SELECT l.case_id AS "left", r.case_id AS "right", r.court FROM cases AS r
        JOIN cases AS l ON r.origin_number = l.case_number WHERE r.instance IN ('second', 'retrial')
    UNION SELECT l.case_id, r.case_id, r.court FROM cases AS l JOIN cases AS r
        ON l.appeal_number = r.case_number OR l.retrial_number = r.case_number) AS _found""",
}  # fmt: skip


_PARTIES: Final = """
SELECT p.party_id AS unique_id, c.court,
    CASE WHEN p.former_name IS NULL THEN p.name ELSE p.name || '（曾用名：' || p.former_name || '）' END AS name,
    coalesce(p.id_number, p.credit_code) AS id_number, p.telephone, p.born_on, p.sex, p.town
FROM parties AS p JOIN cases AS c ON p.case_id = c.case_id
WHERE p.name IS NOT NULL AND (p.kind IS NULL OR p.kind IN ('person', 'company'))"""


def asked(sql: str) -> exp.Expr:
    """A query as an expression."""
    return parse_one(sql, dialect="duckdb")


def party_rows(engine: Bounded) -> pa.Table:
    """The parties of all cases, persons and companies, each under its court."""
    return engine.query(asked(_PARTIES))


def numbered(engine: Bounded, task: str) -> pa.Table:
    """The pairs of a task that a number joins: left, right, court."""
    if task not in _NUMBERED:
        return pa.table({name: pa.array([], pa.string()) for name in ("left", "right", "court")})
    return engine.query(asked(_NUMBERED[task]))


def sides(engine: Bounded, task: str, joined: pa.Table, codes: CodeTables) -> tuple[pa.Table, pa.Table | None]:
    """The records of either side of a task that no number has joined; None where the task looks for duplicates.

    Causes bear the names of the newest edition; one that no edition knows tells nothing.
    """
    left, right = _sides(engine, task, joined)
    return _renamed(left, codes), None if right is None else _renamed(right, codes)


def _renamed(rows: pa.Table, codes: CodeTables) -> pa.Table:
    """The records with their causes in the newest edition."""
    place = rows.column_names.index("cause")
    return rows.set_column(place, "cause", in_edition(rows["cause"], codes, date.max))


def _sides(engine: Bounded, task: str, joined: pa.Table) -> tuple[pa.Table, pa.Table | None]:
    """The records as they are told."""
    if task == "ledger":
        return (engine.query(asked(_MEDIATIONS.format(which=f"source IS DISTINCT FROM '{LEDGER}'"))),
                engine.query(asked(_MEDIATIONS.format(which=f"source = '{LEDGER}'"))))  # fmt: skip
    if task == "twice":
        return engine.query(asked(_CASES.format(ended="closed_on", which=_CIVIL))), None
    left = "_joined_left" if len(joined) else ""
    if task == "filed":
        one = _MEDIATIONS.format(which=_left_out("mediation_id", left) + f" AND source IS DISTINCT FROM '{LEDGER}'")
        other = _CASES.format(ended="filed_on", which=f"{_CIVIL} AND mediation_id IS NULL")
    else:
        first = f"instance IN ('first', 'second') AND closed_on IS NOT NULL AND {_left_out('cases.case_id', left)}"
        one = _CASES.format(ended="closed_on", which=first)
        other = _CASES.format(ended="filed_on", which=_LATER[task])
    right = _left_out("_all.unique_id", "_joined_right" if len(joined) else "")
    small = {"_joined_left": joined.select(["left"]), "_joined_right": joined.select(["right"])} if len(joined) else {}
    return (engine.query(asked(one), **small),
            engine.query(asked(f"SELECT * FROM ({other}) AS _all WHERE {right}"), **small))  # fmt: skip


def _left_out(column: str, table: str) -> str:
    """A record is in none of the pairs that numbers joined."""
    side = '"left"' if table.endswith("left") else '"right"'
    return f"{column} NOT IN (SELECT {side} FROM {table})" if table else "TRUE"

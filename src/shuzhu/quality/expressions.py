"""The SQL of every row check. ``t`` is the row, ``k`` its case, ``_today`` the day of the snapshot.

A check may need its case, or a small table that ``quality.lookups`` makes; ``NEEDS`` says which, ``JOINS`` how it is
joined. Written in DuckDB's dialect, and turned into the engine's own with the rest of the scan.
"""

from collections.abc import Mapping
from typing import Final

CASE: Final = "case"
_PROVINCES: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵军虚"
_NEW_FORM: Final = (
    rf"^（\d{{4}}）(最高法知?|[{_PROVINCES}]\d{{0,4}})[一-龥]{{1,6}}\d{{1,9}}号(之[一二三四五六七八九十]+)?$"
)
_OLD_FORM: Final = r"^（\d{4}）[^）]{1,14}字第\d{1,9}(-\d{1,9})?号$"
_NEW: Final = "t._form = 'new'"
_AFTER_COURT: Final = "substring(t.case_number, 7 + length(t.court))"


_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _weighed(column: str, places: range) -> str:
    """The weighted digits of a part of an identity number, which is a whole number of so many digits."""
    return " + ".join(f"(t.{column} // {10 ** (places[-1] - n)} % 10) * {_ID_WEIGHTS[n]}" for n in places)


_ID_SUM: Final = f"{_weighed('_id_a', range(8))} + {_weighed('_id_b', range(8, 16))} + t._id_c * 2"
_ID_BAD: Final = (
    f"coalesce(substring('10X98765432', ({_ID_SUM}) % 11 + 1, 1) <> upper(substring(t.id_number, 18, 1)), true) "
    "OR TRY_CAST(concat(substring(t.id_number, 7, 4), '-', substring(t.id_number, 11, 2), '-', "
    "substring(t.id_number, 13, 2)) AS DATE) IS NULL"
)
_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_SUM: Final = " + ".join(
    f"(strpos('{_SIGNS}', substring(t.credit_code, {n + 1}, 1)) - 1) * {pow(3, n, 31)}" for n in range(17)
)
_BORN: Final = "year(t.born_on) * 10000 + month(t.born_on) * 100 + day(t.born_on)"

EXPRESSIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "cases": {
        "number_wrong": "t._form = 'none'",
        "number_court_differs": f"{_NEW} AND substring(t.case_number, 7, length(t.court)) <> t.court",
        "number_type_differs": f"{_NEW} AND substring(t.case_number, 7, length(t.court)) = t.court "
        f"AND (substring({_AFTER_COURT}, 1, length(t.type_code)) <> t.type_code "
        f"OR NOT substring({_AFTER_COURT}, length(t.type_code) + 1, 1) BETWEEN '0' AND '9')",
        "number_year_differs": "t._form <> 'none' "
        "AND TRY_CAST(substring(t.case_number, 2, 4) AS INTEGER) <> year(t.filed_on) "
        "AND TRY_CAST(substring(t.case_number, 2, 4) AS INTEGER) <> coalesce(year(t.received_on), 0)",
        "number_repeated": "_repeated_numbers.case_number IS NOT NULL",
        "cause_unknown": "t.cause IS NOT NULL AND _causes.cause IS NULL",
        "cause_out_of_date": "t.filed_on < _causes.since OR t.filed_on > _causes.until",
        "closing_misfits": "t.closing IS NOT NULL AND t.kind IS NOT NULL AND t.instance IS NOT NULL "
        "AND _closings.closing IS NULL",
        "procedure_misfits": "t.procedure IS NOT NULL AND t.kind IS NOT NULL AND t.instance IS NOT NULL "
        "AND _procedures.procedure IS NULL",
        "received_after_filed": "t.received_on > t.filed_on",
        "closed_before_filed": "t.closed_on < t.filed_on",
        "effective_before_closed": "t.effective_on < t.closed_on",
        "archived_before_closed": "t.archived_on < t.closed_on",
        "ahead_of_time": "t.filed_on > _today OR t.closed_on > _today",
        "days_to_entry": "date_diff('day', t.filed_on, t.entered_on)",
        "days_to_closing_entry": "date_diff('day', t.closed_on, t.closing_entered_on)",
        "origin_nowhere": "_numbers_nowhere.number IS NOT NULL",
        "mediation_nowhere": "_mediations_nowhere.number IS NOT NULL",
        "appeal_outcome_differs": "t.appeal_outcome <> t.review_outcome",
        "appeal_date_differs": "t.appeal_closed_on <> t.review_closed_on",
    },
    "parties": {
        "case_nowhere": "t.court IS NULL AND t.case_filed_on IS NULL AND t.case_kind IS NULL",
        "identity_wrong": "CASE WHEN t.id_number LIKE '%*%' THEN NULL "
        "WHEN length(t.id_number) = 15 THEN TRY_CAST(t.id_number AS BIGINT) IS NULL "
        f"WHEN length(t.id_number) = 18 THEN {_ID_BAD} ELSE t.id_number IS NOT NULL END",
        "birth_differs": "length(t.id_number) = 18 "
        f"AND TRY_CAST(substring(t.id_number, 7, 8) AS BIGINT) <> {_BORN}",
        "credit_code_wrong": "CASE WHEN length(t.credit_code) <> 18 THEN true WHEN t.credit_code IS NOT NULL THEN "
        f"substring('{_SIGNS}', (31 - ({_CREDIT_SUM}) % 31) % 31 + 1, 1) <> substring(t.credit_code, 18, 1) END",
        "party_repeated": "_repeated_parties.party IS NOT NULL",
    },
    "hearings": {
        "case_nowhere": "t.court IS NULL AND t.case_filed_on IS NULL AND t.case_kind IS NULL",
        "held_outside": "t.held_on < t.case_filed_on OR t.held_on > t.case_closed_on",
    },
    "services": {
        "case_nowhere": "t.court IS NULL AND t.case_filed_on IS NULL AND t.case_kind IS NULL",
        "served_before_filed": "t.served_on < t.case_filed_on",
    },
    "documents": {
        "case_nowhere": "t.case_id IS NOT NULL AND k.case_id IS NULL",
        "number_differs": "t.case_number <> k.case_number",
        "date_differs": "t.dated_on < k.filed_on OR abs(date_diff('day', k.closed_on, t.dated_on)) > 30",
        "outcome_differs": "t.outcome IS NOT NULL AND k.closing IS NOT NULL AND _outcomes.outcome IS NULL",
        "published_early": "t.published_on < t.dated_on",
    },
    "enforcements": {
        "case_nowhere": "k.case_id IS NULL",
        "basis_nowhere": "_numbers_nowhere.number IS NOT NULL",
        "recovered_too_much": "t.recovered_amount > 2 * t.applied_amount",
    },
    "dishonest": {
        "case_nowhere": "t.case_id IS NOT NULL AND k.case_id IS NULL",
        "listed_before_filed": "t.listed_on < k.filed_on",
        "removed_before_listed": "t.removed_on < t.listed_on",
    },
    "exclusions": {
        "case_nowhere": "k.case_id IS NULL",
        "ends_before_begins": "t.last_on < t.first_on",
    },
    "extensions": {
        "case_nowhere": "k.case_id IS NULL",
        "approved_before_asked": "t.approved_on < t.requested_on",
    },
    "mediations": {
        "ended_before_registered": "t.ended_on < t.registered_on",
        "accepted_before_registered": "t.accepted_on < t.registered_on",
        "filed_nowhere": "_numbers_nowhere.number IS NOT NULL",
    },
}  # fmt: skip

PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "cases": {
        "_form": f"CASE WHEN regexp_matches(case_number, '{_NEW_FORM}') THEN 'new' "
        f"WHEN regexp_matches(case_number, '{_OLD_FORM}') THEN 'old' WHEN case_number IS NOT NULL THEN 'none' END",
    },
    "parties": {
        "_id_a": "TRY_CAST(substring(id_number, 1, 8) AS INTEGER)",
        "_id_b": "TRY_CAST(substring(id_number, 9, 8) AS INTEGER)",
        "_id_c": "TRY_CAST(substring(id_number, 17, 1) AS INTEGER)",
    },
}  # fmt: skip
"""What checks of a table use several times over: worked out once a row, before the checks."""

JOINS: Final[Mapping[tuple[str, str], str]] = {
    ("cases", "_repeated_numbers"): "_repeated_numbers.court = t.court "
    "AND _repeated_numbers.case_number = t.case_number",
    ("cases", "_causes"): "_causes.cause = t.cause",
    ("cases", "_closings"): "_closings.closing = t.closing AND _closings.kind = t.kind "
    "AND _closings.instance = t.instance",
    ("cases", "_procedures"): "_procedures.procedure = t.procedure AND _procedures.kind = t.kind "
    "AND _procedures.instance = t.instance",
    ("cases", "_numbers_nowhere"): "_numbers_nowhere.number = t.origin_number",
    ("cases", "_mediations_nowhere"): "_mediations_nowhere.number = t.mediation_id",
    ("parties", "_repeated_parties"): "_repeated_parties.party = t.party_id",
    ("documents", "_outcomes"): "_outcomes.outcome = t.outcome AND _outcomes.closing = k.closing",
    ("enforcements", "_numbers_nowhere"): "_numbers_nowhere.number = t.basis_number",
    ("mediations", "_numbers_nowhere"): "_numbers_nowhere.number = t.filed_number",
}  # fmt: skip


def table_of(table: str, checks: tuple[str, ...]) -> str:
    """A table with the parts that checks of it use."""
    used = [name for name in PARTS.get(table, ()) if any(f"t.{name}" in EXPRESSIONS[table][c] for c in checks)]
    picks = ", ".join(f"{PARTS[table][name]} AS {name}" for name in used)
    return f"(SELECT *, {picks} FROM {table})" if used else table


def needs(table: str, check: str) -> tuple[str, ...]:
    """The small tables that a check is joined with, and ``case`` where it looks at the row's case."""
    sql = EXPRESSIONS[table][check]
    small = tuple(name for of, name in JOINS if of == table and f"{name}." in sql)
    return (*small, CASE) if "k." in sql or any("k." in JOINS[table, name] for name in small) else small

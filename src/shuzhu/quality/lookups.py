"""The small tables that row checks are joined with: keys that stand twice or point nowhere, and what codes allow."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

import pyarrow as pa

from shuzhu.catalogue.code_model import Word
from shuzhu.catalogue.code_tables import CodeTables

_MARK: Final = r"regexp_extract(o.number, '^（\d{4}）(最高法知?|[一-龥]\d{0,4})', 1)"
_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)
_SAME_IN_CLOSINGS: Final = {
    "supported_wholly": "supported", "supported_partly": "partly_supported", "dismissed": "claims_dismissed",
    "suit_rejected": "dismissed", "reversed": "changed",
}  # fmt: skip
"""Results that are read from documents, where they have another code than the closing they mean."""


def _nowhere(asked: str, table: str, key: str, day: str) -> str:
    """Numbers of a court and a year that the table holds from January on, but not these; nothing is known of others.

    A year counts as held where it has at least a fifth of the court's fullest.
    """
    return f"""
        SELECT o.number FROM ({asked}) AS o
        LEFT JOIN {table} AS c ON c.{key} = o.number
        JOIN (
            SELECT y.court, y.year_of FROM (
                SELECT court, year({day}) AS year_of, count(*) AS n, min(month({day})) AS first_month
                FROM {table} WHERE court IS NOT NULL AND {day} IS NOT NULL GROUP BY court, year({day})
            ) AS y
            JOIN (
                SELECT court, max(n) AS most FROM (
                    SELECT court, count(*) AS n FROM {table}
                    WHERE court IS NOT NULL AND {day} IS NOT NULL GROUP BY court, year({day})
                ) AS counted GROUP BY court
            ) AS fullest ON fullest.court = y.court
            WHERE y.first_month = 1 AND y.n * 5 >= fullest.most
        ) AS held ON held.court = {_MARK} AND held.year_of = TRY_CAST(substring(o.number, 2, 4) AS INTEGER)
        WHERE c.{key} IS NULL
    """


QUERIES: Final[Mapping[str, str]] = {
    "_repeated_numbers": """
        SELECT court, case_number FROM cases WHERE case_number IS NOT NULL AND court IS NOT NULL
        GROUP BY court, case_number HAVING count(*) > 1
    """,
    "_repeated_parties": """
        SELECT p.party_id AS party FROM parties AS p
        JOIN (
            SELECT case_id, role, name, coalesce(id_number, credit_code, '') AS number
            FROM parties WHERE name IS NOT NULL AND case_id IS NOT NULL
            GROUP BY case_id, role, name, coalesce(id_number, credit_code, '') HAVING count(*) > 1
        ) AS twice
        ON twice.case_id = p.case_id AND twice.name = p.name AND coalesce(twice.role, '') = coalesce(p.role, '')
        AND twice.number = coalesce(p.id_number, p.credit_code, '')
    """,
    "_numbers_nowhere": _nowhere(
        """
        SELECT origin_number AS number FROM cases WHERE origin_number IS NOT NULL
        UNION SELECT basis_number AS number FROM enforcements WHERE basis_number IS NOT NULL
        UNION SELECT filed_number AS number FROM mediations WHERE filed_number IS NOT NULL
        """,
        "cases", "case_number", "filed_on",
    ),
    "_mediations_nowhere": _nowhere(
        "SELECT DISTINCT mediation_id AS number FROM cases WHERE mediation_id IS NOT NULL",
        "mediations", "mediation_id", "registered_on",
    ),
}  # fmt: skip
"""Asked of the whole store, whoever reads: a number is not nowhere because its court is beyond a reader's reach."""


def _causes(codes: CodeTables) -> pa.Table:
    """Every cause and charge with the first and last day on which an edition has it."""
    spans: dict[str, tuple[date, date]] = {}
    for cause in codes.causes:
        since, until = cause.since or _FIRST, cause.until or _LAST
        low, high = spans.get(cause.name, (since, until))
        spans[cause.name] = (min(low, since), max(high, until))
    return pa.table({
        "cause": pa.array(spans, pa.string()),
        "since": pa.array([low for low, _ in spans.values()], pa.date32()),
        "until": pa.array([high for _, high in spans.values()], pa.date32()),
    })  # fmt: skip


def _fitting(codes: CodeTables, table: str, column: str) -> pa.Table:
    """A word of a code table with every kind and instance that it may be used for."""
    kinds, instances = list(codes.words("kinds")), list(codes.words("instances"))
    rows = [
        (word.code, kind, instance)
        for word in codes.words(table).values()
        for kind in word.kinds or kinds
        for instance in word.instances or instances
    ]
    return _table((column, "kind", "instance"), rows)


def _outcomes(codes: CodeTables) -> pa.Table:
    """Results as read from documents with every closing that they agree with."""
    closings, results = codes.words("closings"), codes.words("decisions")
    rows = {(result, closing) for result in results for closing in closings if _agree(results[result], closing)}
    return _table(("outcome", "closing"), sorted(rows))


def _agree(result: Word, closing: str) -> bool:
    """A result and a closing can mean the same; what only says that there was a judgment agrees with any."""
    return closing in {_SAME_IN_CLOSINGS.get(result.code, result.code), "judgment", "other"} or result.code in {
        "judgment", "other",
    }  # fmt: skip


def _table(names: Iterable[str], rows: Iterable[tuple[str, ...]]) -> pa.Table:
    """Rows of words as a table."""
    columns = list(zip(*rows, strict=True))
    return pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})


FROM_CODES: Final[Mapping[str, Callable[[CodeTables], pa.Table]]] = {
    "_causes": _causes,
    "_closings": lambda codes: _fitting(codes, "closings", "closing"),
    "_procedures": lambda codes: _fitting(codes, "procedures", "procedure"),
    "_outcomes": _outcomes,
}

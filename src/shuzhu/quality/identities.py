"""Figures that were reported already counted, held against the records: filed, closed and pending by court and month.

What is reported must keep its own identities too (``indicators.published``); here it must say what the records say.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyarrow as pa
from sqlglot import exp, parse_one

MEASURES: Final = ("pending_start", "filed", "closed", "pending_end")
TITLES: Final[Mapping[str, str]] = {
    "pending_start": "旧存", "filed": "新收", "closed": "结案", "pending_end": "未结",
}  # fmt: skip
TOLERANCE: Final = 0.5
Key = tuple[str, date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """A reported figure that the records do not bear out."""

    court: str
    first: date
    last: date
    measure: str
    reported: float
    counted: float


def reported_query(courts: Collection[str], totals: Collection[str]) -> exp.Select:
    """What was reported of some courts, all kinds of cases together: court, first_on, last_on, measure, value."""
    query = exp.select("court", "first_on", "last_on", "measure", "value").from_("counts")
    query = query.where(exp.column("court").isin(*sorted(courts))).where(exp.column("measure").isin(*MEASURES))
    return query.where(exp.column("case_type").isin(*totals))


def flows_query(courts: Collection[str]) -> exp.Expr:
    """court, day, filed, closed of the records: closings of what was never filed are no closings."""
    marks = ", ".join(exp.Literal.string(court).sql() for court in sorted(courts))
    return parse_one(
        f"""SELECT court, day, sum(filed) AS filed, sum(closed) AS closed FROM (
            SELECT court, filed_on AS day, 1 AS filed, 0 AS closed FROM cases
            WHERE filed_on IS NOT NULL AND court IN ({marks})
            UNION ALL SELECT court, closed_on AS day, 0 AS filed, 1 AS closed FROM cases
            WHERE closed_on IS NOT NULL AND filed_on IS NOT NULL AND court IN ({marks})
        ) AS flows GROUP BY court, day""",
        dialect="duckdb",
    )


def differing(reported: pa.Table, flows: pa.Table) -> Iterator[Differs]:
    """Every reported figure that the records do not bear out."""
    days: dict[str, list[tuple[date, int, int]]] = {}
    for row in flows.to_pylist():
        days.setdefault(row["court"], []).append((row["day"], int(row["filed"]), int(row["closed"])))
    spans: dict[Key, dict[str, float]] = {}
    for row in reported.to_pylist():
        if row["value"] is not None:
            spans.setdefault((row["court"], row["first_on"], row["last_on"]), {})[row["measure"]] = float(row["value"])
    for (court, first, last), said in sorted(spans.items()):
        counted = _counted(days.get(court, []), first, last)
        for measure in MEASURES:
            if measure in said and abs(said[measure] - counted[measure]) > TOLERANCE:
                yield Differs(
                    court=court, first=first, last=last, measure=measure, reported=said[measure],
                    counted=counted[measure],
                )  # fmt: skip


def _counted(days: Collection[tuple[date, int, int]], first: date, last: date) -> dict[str, int]:
    """The records' own figures of a span."""
    before = sum(filed - closed for day, filed, closed in days if day < first)
    filed = sum(one for day, one, _ in days if first <= day <= last)
    closed = sum(one for day, _, one in days if first <= day <= last)
    return {"pending_start": before, "filed": filed, "closed": closed, "pending_end": before + filed - closed}

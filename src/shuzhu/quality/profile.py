"""What one load brought, table by table and court by court: rows, blanks, shares of codes, middles, the last day.

A profile is small and is kept with its load, so that later loads are held against it without reading its rows again.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

import duckdb

from shuzhu.records import columns

ALL: Final = ""
"""What all courts together are called among the courts."""
UNKNOWN: Final = "—"
MOST_CODES: Final = 60
"""So many codes of a column are kept, the most frequent; the others are one."""
OTHERS: Final = "…"
LONG: Final = frozenset({"text", "words"})
"""Columns of long texts: reading them to count blanks would cost more than it tells."""
DAYS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "cases": {"closing_days": ("filed_on", "closed_on"), "entry_days": ("filed_on", "entered_on")},
    "mediations": {"mediation_days": ("registered_on", "ended_on")},
}
"""Days whose middle is looked at: from one day to another."""
WORDS: Final[Mapping[str, str]] = {
    "closing_days": "立案至结案天数", "entry_days": "立案至录入天数", "mediation_days": "登记至调解结束天数",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a load brought of one table and court (ALL: of all together).

    ``blanks`` are rows in which a column is blank, ``codes`` rows by column and code, ``middles`` a median and how many
    rows it is of; ``sources`` the last day of each source's rows; ``refused`` rows that were not taken.
    """

    table: str
    court: str
    rows: int
    refused: int = 0
    blanks: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    middles: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    sources: Mapping[str, str | None] = field(default_factory=dict)


def profiled(
    connection: duckdb.DuckDBPyConnection, table: str, files: Sequence[str], cases: Sequence[str], today: date
) -> Iterator[Profile]:
    """Staged files of one table → its profile by court; a row without a court has its case's, of ``cases``.

    Reads the rows three times: for counts and middles, for codes, for last days, of which none is after ``today``.
    """
    present = _came(connection, files, cases)
    blanks = [c.name for c in columns(table) if not c.key and c.name in present and c.name not in LONG]
    middles = _middles(table, present)
    picks = [f'count(*) - count("{name}")' for name in blanks]
    picks += [said for sql in middles.values() for said in (f"approx_quantile({sql}, 0.5)", f"count({sql})")]
    grouped = "GROUP BY GROUPING SETS ((_court), ())"
    rows = connection.execute(f"SELECT {_KEY}, count(*), {', '.join(picks or ['0'])} FROM came {grouped}").fetchall()
    codes = _codes(connection, table, present)
    sources = _sources(connection, table, present, today)
    for court, many, *found in rows:
        tail = found[len(blanks) :]
        pairs = zip(middles, tail[::2], tail[1::2], strict=False)
        yield Profile(
            table=table, court=court, rows=many, blanks=dict(zip(blanks, found, strict=False)),
            codes=codes.get(court, {}), sources=sources.get(court, {}),
            middles={name: (float(middle), of) for name, middle, of in pairs if middle is not None},
        )  # fmt: skip


_KEY: Final = f"CASE WHEN grouping(_court) = 1 THEN '{ALL}' ELSE _court END"
_DAY: Final[Mapping[str, str]] = {
    "cases": "filed_on", "hearings": "held_on", "services": "served_on", "documents": "dated_on",
    "mediations": "registered_on", "dishonest": "listed_on", "disputes": "registered_on", "ratings": "rated_on",
    "outreach": "held_on", "advices": "sent_on", "counts": "last_on", "statistics": "last_on",
}  # fmt: skip
"""The day of a row, that tells how fresh it is."""


def _came(connection: duckdb.DuckDBPyConnection, files: Sequence[str], cases: Sequence[str]) -> set[str]:
    """Make ``came`` of the rows of a load, each with its court; the columns they have."""
    rows = f"read_parquet({_list(files)}, union_by_name = true)"
    present = {str(name) for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
    own, join = ("s.court", "") if "court" in present else (f"'{UNKNOWN}'", "")
    if "court" not in present and "case_id" in present and cases:
        own, join = (
            "k.court",
            (
                f"LEFT JOIN (SELECT case_id, any_value(court) AS court FROM read_parquet({_list(cases)}, "
                f"union_by_name = true) WHERE case_id IN (SELECT case_id FROM {rows}) GROUP BY case_id) AS k "
                "ON k.case_id = s.case_id"
            ),
        )
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW came AS SELECT s.*, coalesce({own}, '{UNKNOWN}') AS _court "
        f"FROM {rows} AS s {join}"
    )
    return present


def _middles(table: str, present: Collection[str]) -> dict[str, str]:
    """What middles are taken of: days from one day to another, and amounts."""
    days = {
        name: f"date_diff('day', {first}, {last})"
        for name, (first, last) in DAYS.get(table, {}).items() if {first, last} <= set(present)
    }  # fmt: skip
    money = {c.name: f'CAST("{c.name}" AS DOUBLE)' for c in columns(table) if c.type is Decimal and c.name in present}
    return days | money


def _codes(
    connection: duckdb.DuckDBPyConnection, table: str, present: Collection[str]
) -> dict[str, dict[str, dict[str, int]]]:
    """Rows by court, column and code; of a court's column the most frequent codes, the others together."""
    names = [c.name for c in columns(table) if c.code and c.name != "court" and c.name in present]
    if not names:
        return {}
    quoted = [f'"{name}"' for name in names]
    sets = ", ".join(f"(_court, {name})" for name in quoted)
    rows = connection.execute(
        f"SELECT _court, grouping({', '.join(quoted)}), coalesce({', '.join(quoted)}) AS code, count(*) AS many "
        f"FROM came GROUP BY GROUPING SETS ({sets}) HAVING code IS NOT NULL"
    ).fetchall()
    whole: dict[tuple[str, str], Counter[str]] = {}
    for court, left_out, code, many in rows:
        name = names[len(names) - 1 - (~left_out & (2 ** len(names) - 1)).bit_length() + 1]
        for each in (court, ALL):
            whole.setdefault((each, name), Counter())[str(code)] += many
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (court, name), counted in whole.items():
        order = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        rest = sum(many for _, many in order[MOST_CODES:])
        found.setdefault(court, {})[name] = dict(order[:MOST_CODES]) | ({OTHERS: rest} if rest else {})
    return found


def _sources(
    connection: duckdb.DuckDBPyConnection, table: str, present: Collection[str], today: date
) -> dict[str, dict[str, str | None]]:
    """The last day of the rows of each court and source."""
    day = _DAY.get(table, "") if _DAY.get(table) in present else ""
    source = "coalesce(source, '')" if "source" in present else "''"
    last = f"max({day}) FILTER ({day} <= CAST(? AS DATE))" if day else "CAST(NULL AS DATE)"
    found: dict[str, dict[str, str | None]] = {}
    asked = [today] if day else []
    for court, name, said in connection.execute(
        f"SELECT _court, {source}, {last} FROM came GROUP BY 1, 2", asked
    ).fetchall():
        found.setdefault(court, {})[name] = said.isoformat() if said else None
    return found


def _list(files: Sequence[str]) -> str:
    """Files as a SQL list."""
    return "[" + ", ".join("'" + name.replace("'", "''") + "'" for name in files) + "]"

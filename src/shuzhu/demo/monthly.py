"""The monthly statement of each made-up court: pending, filed, closed and pending again, a few of them wrong."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import schema
from shuzhu.demo.province import BASIC, YEARS

TOTAL: Final = "合计"
SOURCE: Final = "收结存月报(虚构)"
WRONG: Final = (
    ("虚0102", "2019-03", "filed", 9), ("虚0213", "2020-06", "pending_end", -14), ("虚0303", "2021-08", "closed", 6),
    ("虚0322", "2022-02", "pending_start", 11),
)  # fmt: skip
"""What is wrong in which statement: court, month, measure, and by how much."""
SHIFTED: Final = ("虚0206", "2020-09", 25)
"""A statement that adds up, but tells so many filings more than the records: they are pending at its end too."""


class Monthly:
    """Filings and closings by court and month. It changes as cases pass."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._flows: dict[str, Counter[tuple[str, str]]] = {"filed": Counter(), "closed": Counter()}

    def see(self, cases: pa.Table) -> None:
        """Count cases."""
        for name, flows in self._flows.items():
            months = pc.strftime(cases[f"{name}_on"].cast(pa.timestamp("s")), "%Y-%m")
            told = pa.table({"court": cases["court"], "month": months}).group_by(["court", "month"])
            for row in told.aggregate([([], "count_all")]).to_pylist():
                if row["month"] is not None:
                    flows[row["court"], row["month"]] += row["count_all"]

    def statements(self) -> pa.Table:
        """Every statement of every basic court, as rows of counts."""
        rows = [row for court in BASIC for row in self._of_court(court.mark)]
        return pa.Table.from_pylist(rows, schema=schema("counts"))

    def _of_court(self, court: str) -> Iterator[dict[str, Any]]:
        """The statements of one court."""
        standing = 0
        for year in YEARS:
            for month in range(1, 13):
                label = f"{year}-{month:02d}"
                filed, closed = (self._flows[name][court, label] for name in ("filed", "closed"))
                said = {
                    "pending_start": standing, "filed": filed, "closed": closed,
                    "pending_end": standing + filed - closed,
                }  # fmt: skip
                standing = said["pending_end"]
                first = date(year, month, 1)
                last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
                for measure, value in _said(court, label, said).items():
                    yield {
                        "court": court, "case_type": TOTAL, "measure": measure, "first_on": first, "last_on": last,
                        "value": Decimal(value), "unit": "件", "source": SOURCE,
                    }  # fmt: skip

    @staticmethod
    def told() -> dict[str, Any]:
        """What is wrong, as the truth file tells it."""
        court, month, more = SHIFTED
        return {
            "broken": [{"court": c, "month": m, "measure": what, "by": by} for c, m, what, by in WRONG],
            "shifted": {"court": court, "month": month, "by": more},
        }


def _said(court: str, month: str, figures: dict[str, int]) -> dict[str, int]:
    """The figures as the statement tells them."""
    said = dict(figures)
    for of, when, measure, by in WRONG:
        if (of, when) == (court, month):
            said[measure] += by
    if SHIFTED[:2] == (court, month):
        said["filed"] += SHIFTED[2]
        said["pending_end"] += SHIFTED[2]
    return said

"""Counts for the courts and spans of days that a question asks about, from the cube or the tables.

The cube answers where every span falls on statistical months and no other dimension is asked for;
else the tables are scanned for just these courts and days. Both give the same ``Tally``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa

from shuzhu.indicators.compile import members, span_query
from shuzhu.indicators.cube import Answers, Cube
from shuzhu.indicators.plan import Scan
from shuzhu.periods import Period, YearStart

BEGINNING = date(1900, 1, 1)
LAST_DAY = date(2999, 12, 31)
STRETCH = 10_000_000  # more days than any two dates are apart

Place = tuple[str | None, ...]
"""A group of courts, then the value of each dimension asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of days with a number of its own."""

    id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted: by count, place and span; and histograms by count, place and span."""

    counts: Mapping[tuple[str, Place, int], int]
    histograms: Mapping[tuple[str, Place, int], Mapping[int, int]]
    places: frozenset[Place]

    def of(self, count: str, place: Place, span: int) -> int:
        """A count; nought where nothing was counted."""
        return self.counts.get((count, place, span), 0)


def spans_for(periods: Sequence[Period], start: YearStart, *, monthly: bool) -> dict[tuple[Period, str], list[Span]]:
    """The spans each period needs: ``during`` it, ``before`` it, ``upto`` its end, and its ``months``."""
    found: dict[tuple[Period, str], list[Span]] = {}
    number = 0
    for period in periods:
        wanted = {
            "during": [(period.first, period.last)],
            "before": [(BEGINNING, period.first - timedelta(days=1))],
            "upto": [(BEGINNING, period.last)],
            "months": _months(period, start) if monthly else [],
        }
        for what, runs in wanted.items():
            found[period, what] = [Span(id=number + n, first=a, last=b) for n, (a, b) in enumerate(runs)]
            number += len(runs)
    return found


def tally_cube(cube: Cube, scans: Sequence[Scan], groups: Mapping[str, Sequence[str]], spans: Sequence[Span]) -> Tally:
    """From the cube; every span must begin and end with a statistical month."""
    counts: dict[tuple[str, Place, int], int] = {}
    histograms: dict[tuple[str, Place, int], dict[int, int]] = {}
    with duckdb.connect() as connection:
        connection.register("_groups", _groups_table(groups))
        connection.register("_spans", _month_spans(spans, cube.start))
        for scan in scans:
            files = ", ".join(f"'{path}'" for path in cube.parts[scan.name])
            sums = ", ".join(f"CAST(sum({c.name}) AS BIGINT) AS {c.name}" for c in scan.counts)
            extra = ", bin" if scan.bins else ""
            answer = connection.sql(
                f"""SELECT g.label, s.span{extra}, {sums} FROM read_parquet([{files}]) p
                JOIN _groups g ON g.court = p.court JOIN _spans s ON p.month BETWEEN s.low AND s.high
                GROUP BY ALL"""
            ).to_arrow_table()
            _take(answer, scan, (), counts, histograms)
    return Tally(counts=counts, histograms=histograms, places=frozenset((label,) for label in groups))


def tally_tables(
    engine: Answers,
    scans: Sequence[Scan],
    groups: Mapping[str, Sequence[str]],
    spans: Sequence[Span],
    by: Sequence[str] = (),
) -> Tally:
    """From the tables themselves, for any run of days and by any further columns."""
    counts: dict[tuple[str, Place, int], int] = {}
    histograms: dict[tuple[str, Place, int], dict[int, int]] = {}
    days = pa.table(
        {
            "span": pa.array([s.id for s in spans], pa.int32()),
            "first_on": pa.array([s.first for s in spans], pa.date32()),
            "last_on": pa.array([s.last for s in spans], pa.date32()),
        }
    )
    for scan in scans:
        small = {"_groups": _groups_table(groups), "_spans": days} | members(scan)
        answer = engine.query(span_query(scan, by), **small)
        _take(answer, scan, by, counts, histograms)
    seen = {place for _, place, _ in (*counts, *histograms)}
    return Tally(counts=counts, histograms=histograms, places=frozenset(seen))


def judge_days(
    posts: pa.Table, groups: Mapping[str, Sequence[str]], spans: Sequence[Span]
) -> dict[tuple[str, int], int]:
    """Days that judges were in post, by group and span: a day counts once for a judge of a court."""
    court, since, until = _apart(posts)
    found = {}
    for label, marks in groups.items():
        mine = np.isin(court, list(marks)) if len(court) else np.zeros(0, bool)
        for span in spans:
            first, last = (np.datetime64(d, "D").astype(np.int64) for d in (span.first, span.last))
            lengths = np.minimum(until[mine], last) - np.maximum(since[mine], first) + 1
            found[label, span.id] = int(lengths[lengths > 0].sum())
    return found


def _apart(posts: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Court, first and last day of every post, less the days that earlier posts of its judge there reached.

    Every judge of a court has a stretch of one long line of days, so that one running maximum serves all;
    a post that names no judge is a judge by itself.
    """
    names = ("court", "judge", "post_id")
    rows = zip(*(posts.column(name).to_pylist() for name in names), strict=True)
    judges: dict[tuple[str, ...], int] = {}
    who = np.array(
        [judges.setdefault((c, "judge", j) if j else (c, "post", p), len(judges)) for c, j, p in rows], np.int64
    )
    since, until = _days(posts.column("since"), BEGINNING), _days(posts.column("until"), LAST_DAY)
    order = np.lexsort((since, who))
    stretch = who[order] * STRETCH
    begins, ends = since[order] + stretch, until[order] + stretch
    reached = np.concatenate([begins[:1] - 1, np.maximum.accumulate(ends)[:-1]])
    court = np.array(posts.column("court").to_pylist(), dtype=object)[order]
    return court, np.maximum(begins, reached + 1) - stretch, until[order]


def _take(
    answer: pa.Table,
    scan: Scan,
    by: Sequence[str],
    counts: dict[tuple[str, Place, int], int],
    histograms: dict[tuple[str, Place, int], dict[int, int]],
) -> None:
    """Add an answer's rows to what has been counted."""
    columns = answer.to_pydict()
    dimensions = [columns[f"by_{name}"] for name in by]
    named = [(count.name, columns[count.name]) for count in scan.counts]
    for n in range(answer.num_rows):
        place: Place = (columns["label"][n], *(_text(dimension[n]) for dimension in dimensions))
        span = int(columns["span"][n])
        for name, numbers in named:
            number = int(numbers[n] or 0)
            if scan.bins:
                bins = histograms.setdefault((name, place, span), {})
                day = int(columns["bin"][n])
                bins[day] = bins.get(day, 0) + number
            else:
                counts[name, place, span] = number


def _text(value: object) -> str | None:
    """A dimension's value as text."""
    return None if value is None else str(value)


def _days(column: pa.ChunkedArray, blank: date) -> np.ndarray:
    """A column of days as whole numbers, blanks replaced."""
    filled = column.cast(pa.date32()).fill_null(blank)
    return np.asarray(filled.to_numpy(zero_copy_only=False)).astype("datetime64[D]").astype(np.int64)


def _months(period: Period, start: YearStart) -> list[tuple[date, date]]:
    """The statistical months of a period; the period itself where it does not fall on their bounds."""
    bounds = period.months(start)
    if bounds is None:
        return [(period.first, period.last)]
    return [(start.begins(m), start.begins(m + 1) - timedelta(days=1)) for m in range(bounds[0], bounds[1] + 1)]


def _groups_table(groups: Mapping[str, Sequence[str]]) -> pa.Table:
    """Courts by the label of each group they belong to."""
    pairs = [(mark, label) for label, marks in groups.items() for mark in marks]
    return pa.table(
        {
            "court": pa.array([mark for mark, _ in pairs], pa.string()),
            "label": pa.array([label for _, label in pairs], pa.string()),
        }
    )


def _month_spans(spans: Sequence[Span], start: YearStart) -> pa.Table:
    """Spans by the indices of their months."""
    return pa.table(
        {
            "span": pa.array([s.id for s in spans], pa.int32()),
            "low": pa.array([start.month_index(s.first) for s in spans], pa.int32()),
            "high": pa.array([start.month_index(s.last) for s in spans], pa.int32()),
        }
    )

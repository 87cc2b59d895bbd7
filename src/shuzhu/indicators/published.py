"""Figures that arrive already counted: rates from them, and the identities they must keep.

A flow (filed, closed) adds up over the spans it covers; a stock (pending) is taken from the span
that begins or ends with the period. ``accepted`` is pending at the start plus filed where a source
does not say it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
from sqlglot import exp

from shuzhu.catalogue.model import Term

TOTALS = ("TOTAL CASES", "TOTAL", "grandTotal", "all", "合计", "全部", "总计")
TOLERANCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure: a court's or region's, of a case type, of a measure, for a run of days."""

    court: str
    case_type: str
    measure: str
    first: date
    last: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One identity that published figures do not keep: what it says, what it should give, what it says instead.

    ``within`` one span, or between a span and the one before it.
    """

    court: str
    case_type: str
    first: date
    last: date
    within: bool
    identity: str
    expected: float
    found: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A sum of measures that another measure must equal."""

    text: str
    parts: Mapping[str, int]
    whole: str
    unless: str = ""


IDENTITIES = (
    Identity(text="旧存 + 新收 = 受理", parts={"pending_start": 1, "filed": 1}, whole="accepted"),
    Identity(text="受理 − 结案 = 未结", parts={"accepted": 1, "closed": -1}, whole="pending_end"),
    Identity(
        text="旧存 + 新收 − 结案 = 未结",
        parts={"pending_start": 1, "filed": 1, "closed": -1},
        whole="pending_end",
        unless="accepted",
    ),
    Identity(text="结案 − 新收 = 净结", parts={"closed": 1, "filed": -1}, whole="clearance"),
    Identity(text="新收 − 结案 = 净增", parts={"filed": 1, "closed": -1}, whole="net_flow"),
)
CARRIED = "上期未结 + 新收 − 结案 = 本期未结"
MEASURES = ("pending_start", "filed", "accepted", "closed", "pending_end", "clearance", "net_flow")
Cell = tuple[str, str, date, date]


def cells_query() -> exp.Select:
    """One row for every court, case type and span, a column for each measure that an identity names."""
    keys = [exp.column(name) for name in ("court", "case_type", "first_on", "last_on")]
    picks = [
        exp.Max(this=exp.Case().when(exp.column("measure").eq(name), exp.column("value"))).as_(name)
        for name in MEASURES
    ]
    named = exp.column("measure").isin(*MEASURES)
    return exp.select(*keys, *picks).from_("counts").where(named).group_by(*[key.copy() for key in keys])


def broken_identities(cells: pa.Table) -> list[Broken]:
    """Every identity that the cells do not keep: first within a span, then from one span to the next.

    Between spans, what was pending must be what was pending before plus filed less closed, or plus the net flow where
    the source tells one; of a source that counts only a part of what is pending as such, most spans do not.
    """
    rows: dict[Cell, dict[str, float]] = {}
    for row in cells.to_pylist():
        key = (row["court"], row["case_type"] or "", row["first_on"], row["last_on"])
        rows[key] = {name: float(row[name]) for name in MEASURES if row[name] is not None}
    return [*_within(rows), *_between(rows)]


def _within(rows: Mapping[Cell, Mapping[str, float]]) -> Iterator[Broken]:
    """Identities among the figures of one span."""
    for cell, said in sorted(rows.items()):
        for identity in IDENTITIES:
            if identity.whole not in said or identity.unless in said or not identity.parts.keys() <= said.keys():
                continue
            expected = sum(said[part] * sign for part, sign in identity.parts.items())
            if abs(expected - said[identity.whole]) > TOLERANCE:
                yield _broken(cell, identity.text, expected, said[identity.whole], within=True)


def _between(rows: Mapping[Cell, Mapping[str, float]]) -> Iterator[Broken]:
    """Spans that do not open with what the span before ended with."""
    ends = {
        (c[0], c[1], c[3] + timedelta(days=1)): said["pending_end"] for c, said in rows.items() if "pending_end" in said
    }
    for cell, said in sorted(rows.items()):
        before = ends.get((cell[0], cell[1], cell[2]))
        if before is None:
            continue
        opening = said.get("pending_start")
        if opening is not None and abs(before - opening) > TOLERANCE:
            yield _broken(cell, "本期旧存 = 上期未结", before, opening, within=False)
        if opening is None and "pending_end" in said:
            flow, text = _flow_of(said)
            if flow is not None and abs(before + flow - said["pending_end"]) > TOLERANCE:
                yield _broken(cell, text, before + flow, said["pending_end"], within=False)


def _flow_of(said: Mapping[str, float]) -> tuple[float | None, str]:
    """What a span adds to what is pending, and the identity that says so; None where the source does not tell."""
    if "net_flow" in said:
        return said["net_flow"], "上期未结 + 净增 = 本期未结"
    if {"filed", "closed"} <= said.keys():
        return said["filed"] - said["closed"], CARRIED
    return None, ""


def _broken(cell: Cell, identity: str, expected: float, found: float, *, within: bool) -> Broken:
    """A broken identity of a cell."""
    court, case_type, first, last = cell
    return Broken(
        court=court, case_type=case_type, first=first, last=last, within=within, identity=identity,
        expected=expected, found=found,
    )  # fmt: skip


def published_sum(
    figures: Sequence[Figure], term: Term, case_type: str | None, first: date, last: date
) -> float | None:
    """One term over the published figures of some courts; None where nothing was published for it.

    ``case_type`` None takes the source's own total where it has one, else all its types together.
    """
    measure = next((str(t.values[0]) for t in term.where if t.column == "measure"), "")
    mine = _chosen(figures, case_type)
    if term.stock:
        return _stock([f for f in mine if f.measure == measure], first, last, opening=term.at == "opening")
    total = _flow([f for f in mine if f.measure == measure], first, last)
    if total is None and measure == "accepted":
        filed = _flow([f for f in mine if f.measure == "filed"], first, last)
        standing = _stock([f for f in mine if f.measure == "pending_start"], first, last, opening=True)
        return None if filed is None or standing is None else filed + standing
    return total


def _chosen(figures: Sequence[Figure], case_type: str | None) -> list[Figure]:
    """Figures of one case type; without one, each court's own total or all its types."""
    if case_type is not None:
        return [f for f in figures if f.case_type == case_type]
    totals: dict[tuple[str, str], str] = {}
    for f in figures:
        if f.case_type in TOTALS:
            totals[f.court, f.measure] = f.case_type
    return [f for f in figures if totals.get((f.court, f.measure), f.case_type) == f.case_type]


def _flow(figures: Sequence[Figure], first: date, last: date) -> float | None:
    """The sum over spans that lie within the period; the shortest spans where they overlap."""
    inside = [f for f in figures if first <= f.first and f.last <= last]
    if not inside:
        return None
    shortest = min((f.last - f.first).days for f in inside)
    kept = [f for f in inside if (f.last - f.first).days <= shortest * 1.2 + 3]
    return sum(f.value for f in kept)


def _stock(figures: Sequence[Figure], first: date, last: date, *, opening: bool) -> float | None:
    """The figure at the opening or the end: of the first or last span within the period."""
    inside = [f for f in figures if first <= f.last and f.last <= last and (not opening or f.first >= first)]
    if not inside:
        return None
    edge = min(f.first for f in inside) if opening else max(f.last for f in inside)
    return sum(f.value for f in inside if (f.first if opening else f.last) == edge)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A published rate beside what its published counts give, in per cent.

    ``rounding``: they are alike at the printed digits.
    """

    court: str
    case_type: str
    first: date
    last: date
    numerator: float
    denominator: float
    value: float
    printed: float
    rounding: bool


SUCCESSES, ENDED, SUCCESS_RATE = "mediations_succeeded", "mediations_ended", "mediation_success_rate"
"""Measures of published counts of mediation, and of the rate printed beside them in per cent."""


def rates_query() -> exp.Select:
    """One row for every court, case type and span, with the published counts of mediation and the printed rate."""
    keys = [exp.column(name) for name in ("court", "case_type", "first_on", "last_on")]
    picks = [
        exp.Max(this=exp.Case().when(exp.column("measure").eq(name), exp.column("value"))).as_(name)
        for name in (SUCCESSES, ENDED, SUCCESS_RATE)
    ]
    named = exp.column("measure").isin(SUCCESSES, ENDED, SUCCESS_RATE)
    return exp.select(*keys, *picks).from_("counts").where(named).group_by(*[key.copy() for key in keys])


def recomputed(cells: pa.Table) -> list[Recomputed]:
    """Every printed rate that has both its counts, worked out again; where the counts are missing nothing is told."""
    found = []
    for row in cells.to_pylist():
        above, below, printed = row[SUCCESSES], row[ENDED], row[SUCCESS_RATE]
        if above is None or not below or printed is None:
            continue
        value = 100 * float(above) / float(below)
        places = max(0, -int(printed.normalize().as_tuple().exponent))
        found.append(Recomputed(
            court=row["court"], case_type=row["case_type"] or "", first=row["first_on"], last=row["last_on"],
            numerator=float(above), denominator=float(below), value=value, printed=float(printed),
            rounding=abs(value - float(printed)) <= 0.5 * 10**-places + 1e-9,
        ))  # fmt: skip
    return sorted(found, key=lambda one: (one.court, one.case_type, one.first))

"""Figures that arrive already counted: rates from them, and the identities they must keep.

A flow (filed, closed) adds up over the spans it covers; a stock (pending) is taken from the span
that begins or ends with the period. ``accepted`` is pending at the start plus filed where a source
does not say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    """One identity that published figures do not keep: what it says, what both sides are."""

    court: str
    case_type: str
    first: date
    last: date
    identity: str
    expected: float
    found: float


IDENTITIES: Mapping[str, tuple[Mapping[str, int], str]] = {
    "旧存 + 新收 = 受理": ({"pending_start": 1, "filed": 1}, "accepted"),
    "受理 − 结案 = 未结": ({"accepted": 1, "closed": -1}, "pending_end"),
    "旧存 + 新收 − 结案 = 未结": ({"pending_start": 1, "filed": 1, "closed": -1}, "pending_end"),
    "结案 − 新收 = 净结": ({"closed": 1, "filed": -1}, "net_cleared"),
    "新收 − 结案 = 净增": ({"filed": 1, "closed": -1}, "net_flow"),
}


def broken_identities(figures: Sequence[Figure]) -> list[Broken]:
    """Every identity that is not kept, within a span and from one span to the next."""
    cells: dict[tuple[str, str, date, date], dict[str, float]] = {}
    for f in figures:
        cells.setdefault((f.court, f.case_type, f.first, f.last), {})[f.measure] = f.value
    found = []
    for (court, case_type, first, last), said in sorted(cells.items()):
        for identity, (parts, whole) in IDENTITIES.items():
            if whole not in said or not all(part in said for part in parts):
                continue
            if identity.startswith("旧存 + 新收 −") and "accepted" in said:
                continue
            expected = sum(said[part] * sign for part, sign in parts.items())
            if abs(expected - said[whole]) > TOLERANCE:
                found.append(
                    Broken(court=court, case_type=case_type, first=first, last=last, identity=identity,
                           expected=expected, found=said[whole])
                )  # fmt: skip
    return found + _carried_over(cells)


def _carried_over(cells: Mapping[tuple[str, str, date, date], Mapping[str, float]]) -> list[Broken]:
    """Spans that do not open with what the span before ended with."""
    ends = {
        (court, case_type, last + timedelta(days=1)): said["pending_end"]
        for (court, case_type, _, last), said in cells.items()
        if "pending_end" in said
    }
    found = []
    for (court, case_type, first, last), said in sorted(cells.items()):
        before = ends.get((court, case_type, first))
        opening = said.get("pending_start")
        if before is not None and opening is not None and abs(before - opening) > TOLERANCE:
            found.append(
                Broken(court=court, case_type=case_type, first=first, last=last,
                       identity="本期旧存 = 上期未结", expected=before, found=opening)
            )  # fmt: skip
        if opening is None and before is not None and {"filed", "closed", "pending_end"} <= set(said):
            expected = before + said["filed"] - said["closed"]
            if abs(expected - said["pending_end"]) > TOLERANCE:
                found.append(
                    Broken(court=court, case_type=case_type, first=first, last=last,
                           identity="上期未结 + 新收 − 结案 = 未结", expected=expected, found=said["pending_end"])
                )  # fmt: skip
    return found


def published_sum(
    figures: Sequence[Figure], term: Term, courts: Sequence[str], case_type: str | None, first: date, last: date
) -> float | None:
    """One term over published figures; None where nothing was published for it.

    ``case_type`` None takes the source's own total where it has one, else all its types together.
    """
    measure = next((str(t.values[0]) for t in term.where if t.column == "measure"), "")
    mine = _chosen([f for f in figures if f.court in set(courts)], case_type)
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

"""Indicators → the fewest scans that count them: each thing is counted once, however many ask for it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from shuzhu.catalogue.model import Indicator, Term, Test

FORMAT = 2
"""Raised whenever the SQL of a scan or the form of a cube's parts changes, so that no older cube is read."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """One thing to count by court and month: rows (or the sum of a column) that pass every test.

    ``bins`` names a column of whole days to count by, for medians and percentiles.
    """

    table: str
    date: str
    where: tuple[Test, ...]
    sums: str = ""
    bins: str = ""

    @cached_property
    def name(self) -> str:
        """A short name that any two equal counts share, and no two others."""
        return "c" + hashlib.sha256(repr(self).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Counts that one reading of a table by one date gives together."""

    table: str
    date: str
    counts: tuple[Count, ...]
    bins: str = ""

    @property
    def name(self) -> str:
        """The name of its part of the cube."""
        return f"{self.table}-{self.date}" + (f"-{self.counts[0].name}" if self.bins else "")


@cache
def flow(term: Term) -> Count:
    """What counts a flow."""
    return Count(table=term.table, date=term.dated_by, where=term.where, sums=term.sums)


@cache
def entered(term: Term) -> Count:
    """What counts the rows of a stock on the day they enter it."""
    enter, _ = term.stock or ("", "")
    return Count(table=term.table, date=enter, where=term.where, sums=term.sums)


@cache
def left(term: Term) -> Count:
    """What counts the rows of a stock on the day they leave it."""
    enter, leave = term.stock or ("", "")
    known = Test(column=enter, blank=False)
    return Count(table=term.table, date=leave, where=tuple(sorted((*term.where, known), key=repr)), sums=term.sums)


@cache
def histogram(term: Term) -> Count:
    """What counts a flow by day, for percentiles."""
    return Count(table=term.table, date=term.dated_by, where=term.where, bins=term.sums)


def counts_of(indicator: Indicator) -> tuple[Count, ...]:
    """Every count that an indicator's terms ask for."""
    if indicator.kind in {"median", "percentile"}:
        return tuple(histogram(term) for term in indicator.numerator)
    found: list[Count] = []
    for term in indicator.terms:
        found += [entered(term), left(term)] if term.stock else [flow(term)]
    return tuple(found)


def scans_of(indicators: Iterable[Indicator]) -> tuple[Scan, ...]:
    """The scans that count everything these indicators ask for, in a settled order."""
    wanted = sorted({c for i in indicators for c in counts_of(i) if c.table != "judge_days"}, key=lambda c: c.name)
    plain: dict[tuple[str, str], list[Count]] = {}
    scans: list[Scan] = []
    for count in wanted:
        if count.bins:
            scans.append(Scan(table=count.table, date=count.date, counts=(count,), bins=count.bins))
        else:
            plain.setdefault((count.table, count.date), []).append(count)
    scans += [Scan(table=table, date=date, counts=tuple(counts)) for (table, date), counts in plain.items()]
    return tuple(sorted(scans, key=lambda s: s.name))


def version_of(scans: Sequence[Scan]) -> str:
    """A short name for a set of scans: two catalogues that count the same things share a cube."""
    told = (FORMAT, [(s.name, [c.name for c in s.counts]) for s in scans])
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]

"""A load held against the last loads of the same table and court: what of it is not as usual, and how far.

Rows by a modified z-score (Iglewicz and Hoaglin 1993) and the least and most there were; codes by the population
stability index, less what chance alone gives it, (k − 1)(1/n + 1/m) (Yurdakul 2018), together with Cramér's V of the
load beside its past at equal weight; blanks and refused rows by the rise of their share; days and amounts by the move
of their median.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import median
from typing import Final, Literal

from shuzhu.catalogue.quality_rules import Acceptance
from shuzhu.quality.profile import ALL, OTHERS, UNKNOWN, Profile

What = Literal["rows", "refused", "blank", "codes", "middle"]
FEWEST: Final = 3
"""So many earlier loads at least tell how many rows are usual."""
SMALLEST: Final = 0.08
RARE: Final = 0.01
"""Codes with a smaller share of the past are taken together, with those that were never seen."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing of a load beside its past: of ``field`` where it is of one, ``measure`` what the limit is set for.

    ``measure`` is a z-score, a rise of a share, a stability index or a relative move; ``effect`` Cramér's V of codes.
    None where the past is too short to tell.
    """

    table: str
    court: str
    what: What
    field: str
    now: float
    usual: float
    measure: float | None
    effect: float | None = None
    beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A load beside the last loads: all lines of all courts together, of single courts those beyond the limits."""

    against: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> Literal["first", "usual", "beyond"]:
        """Whether it is as usual; ``first`` where there is nothing to hold it against."""
        if not self.against:
            return "first"
        return "beyond" if any(line.beyond for line in self.lines) else "usual"


def judged(now: Sequence[Profile], before: Mapping[int, Sequence[Profile]], limits: Acceptance) -> Judged:
    """A load's profiles beside those of the loads before it, by their numbers, the oldest first."""
    mine = {(one.table, one.court): one for one in now}
    past: dict[Key, list[Profile]] = {}
    tables: dict[str, list[int]] = {}
    for number, profiles in before.items():
        for one in profiles:
            past.setdefault((one.table, one.court), []).append(one)
            if one.court == ALL:
                tables.setdefault(one.table, []).append(number)
    compared = {table: numbers[-limits.compare :] for table, numbers in tables.items()}
    told = [line for key, one in mine.items() for line in _lines(one, past.get(key, [])[-limits.compare :], limits)]
    told += _absent(mine, before, compared, limits)
    against = {n for table, numbers in compared.items() if (table, ALL) in mine for n in numbers}
    kept = [line for line in told if line.beyond or line.court == ALL]
    return Judged(against=tuple(sorted(against)), lines=tuple(sorted(kept, key=_order)))


def _order(line: Line) -> tuple[bool, str, str, str, float]:
    """What is beyond the limits first, table by table."""
    return (not line.beyond, line.table, line.court, line.what, -abs(line.measure or 0))


def _lines(now: Profile, past: Sequence[Profile], limits: Acceptance) -> Iterator[Line]:
    """Everything of one table and court beside its past."""
    if not past:
        return
    yield _rows(now.table, now.court, now.rows, [one.rows for one in past], limits)
    many, came = now.rows + now.refused, sum(one.rows + one.refused for one in past)
    if min(many, came) < limits.least:
        return
    if now.court == ALL:
        yield _share(now, "refused", "", now.refused / many, sum(one.refused for one in past) / came, limits)
    if min(now.rows, sum(one.rows for one in past)) < limits.least:
        return
    for name, blank in now.blanks.items():
        known = [one for one in past if name in one.blanks]
        of = sum(one.rows for one in known)
        if of >= limits.least:
            usual = sum(one.blanks[name] for one in known) / of
            yield _share(now, "blank", name, blank / now.rows, usual, limits)
    yield from _codes(now, past, limits)
    yield from _middles(now, past, limits)


def _rows(table: str, court: str, now: int, past: Sequence[int], limits: Acceptance) -> Line:
    """How many rows came; a count differs by chance too, by the root of its middle."""
    usual = median(past)
    z = None
    if len(past) >= FEWEST:
        spread = max(median(abs(n - usual) for n in past), SMALLEST * usual, sqrt(usual), 1)
        z = 0.6745 * (now - usual) / spread
    outside = not min(past) * (1 - limits.share) <= now <= max(past) * (1 + limits.share)
    return Line(
        table=table, court=court, what="rows", field="", now=now, usual=usual, measure=z,
        beyond=z is not None and abs(z) > limits.rows and outside,
    )  # fmt: skip


def _share(now: Profile, what: What, name: str, share: float, usual: float, limits: Acceptance) -> Line:
    """A share of rows that had better be small."""
    return Line(
        table=now.table, court=now.court, what=what, field=name, now=share, usual=usual, measure=share - usual,
        beyond=share - usual > limits.blank,
    )  # fmt: skip


def _codes(now: Profile, past: Sequence[Profile], limits: Acceptance) -> Iterator[Line]:
    """The shares of the codes of each column."""
    for name, codes in now.codes.items():
        before: dict[str, int] = {}
        for one in past:
            for code, rows in one.codes.get(name, {}).items():
                before[code] = before.get(code, 0) + rows
        n, m = sum(codes.values()), sum(before.values())
        if min(n, m) < limits.least:
            continue
        index, effect, most = shift(codes, before)
        yield Line(
            table=now.table, court=now.court, what="codes", field=f"{name}={most}", now=codes.get(most, 0) / n,
            usual=before.get(most, 0) / m, measure=index, effect=effect,
            beyond=index > limits.psi and effect > limits.effect,
        )  # fmt: skip


def shift(now: Mapping[str, int], before: Mapping[str, int]) -> tuple[float, float, str]:
    """The stability index of two counts by code less its expectation, Cramér's V, and the code that moved most."""
    n, m = sum(now.values()), sum(before.values())
    frequent = [code for code, rows in before.items() if rows >= RARE * m and code != OTHERS]
    pairs = [(now.get(code, 0), before[code]) for code in frequent]
    rest = (n - sum(a for a, _ in pairs), m - sum(b for _, b in pairs))
    pairs += [rest] if any(rest) else []
    k = len(pairs)
    shares = [((a + 0.5) / (n + 0.5 * k), (b + 0.5) / (m + 0.5 * k)) for a, b in pairs]
    index = sum((p - q) * log(p / q) for p, q in shares) - (k - 1) * (1 / n + 1 / m)
    effect = sqrt(sum((p - q) ** 2 / (p + q) for p, q in shares) / 2)
    most = max({*now, *before}, key=lambda code: (abs(now.get(code, 0) / n - before.get(code, 0) / m), code))
    return max(index, 0.0), effect, most


def _middles(now: Profile, past: Sequence[Profile], limits: Acceptance) -> Iterator[Line]:
    """The medians of days and amounts, beside the weighted median of those before."""
    for name, (middle, of) in now.middles.items():
        before = sorted(one.middles[name] for one in past if name in one.middles)
        whole = sum(rows for _, rows in before)
        if min(of, whole) < limits.least:
            continue
        seen, usual = 0, before[-1][0]
        for value, rows in before:
            seen += rows
            if 2 * seen >= whole:
                usual = value
                break
        moved = (middle - usual) / max(abs(usual), 1)
        yield Line(
            table=now.table, court=now.court, what="middle", field=name, now=middle, usual=usual, measure=moved,
            beyond=abs(moved) > limits.median,
        )  # fmt: skip


def _absent(
    mine: Mapping[Key, Profile], before: Mapping[int, Sequence[Profile]], compared: Mapping[str, Sequence[int]],
    limits: Acceptance,
) -> Iterator[Line]:  # fmt: skip
    """Courts with no row in a table that came, and rows in every load that it is held against."""
    for table, numbers in compared.items():
        if (table, ALL) not in mine or len(numbers) < FEWEST:
            continue
        rows: dict[str, list[int]] = {}
        for number in numbers:
            for one in before[number]:
                if one.table == table and one.court not in {ALL, UNKNOWN}:
                    rows.setdefault(one.court, []).append(one.rows)
        for court, past in rows.items():
            if (table, court) not in mine and len(past) == len(numbers):
                yield _rows(table, court, 0, past, limits)

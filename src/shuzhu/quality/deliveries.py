"""Expected against received: which court's month of a table is missing, and which is out of its own past."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from shuzhu.catalogue.quality_rules import Delivery

Volumes = Mapping[tuple[str, str, int], int]
"""Rows by table, court and statistical month."""
PAST: Final = 24
"""Months of its own past that a month is held against."""
FEWEST: Final = 12
NEAR: Final = 6
"""Months before and after that tell what is usual."""
APART: Final = 3.5
"""The modified z-score (Iglewicz and Hoaglin 1993) past which a month is out of its past."""
SMALLEST: Final = 0.08
"""The least spread of a month's logarithm that is believed: months differ by so much anyhow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A delivery that did not come: its month has no row, where ``usual`` are usual."""

    delivery: str
    table: str
    court: str
    month: int
    usual: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A month out of its own past: fewer or more rows than there ever were, and far from their middle.

    ``low`` and ``high`` are the least and most that its past, moved as all courts together moved, leads one to expect.
    """

    table: str
    court: str
    month: int
    rows: int
    low: float
    high: float
    z: float


def missing(
    deliveries: Collection[Delivery], volumes: Volumes, levels: Mapping[str, str], months: Mapping[str, tuple[int, int]]
) -> Iterator[Missing]:
    """Every delivery that did not come; what is usual is the middle of the months round it that came.

    ``levels`` are the courts' levels, ``months`` the first and last month of each table that anything came for; of a
    court nothing is expected before its own first month.
    """
    for delivery in deliveries:
        if delivery.table not in months:
            continue
        low, high = months[delivery.table]
        for court in sorted(court for court, level in levels.items() if level in delivery.levels):
            came = {m: n for m in range(low, high + 1) if (n := volumes.get((delivery.table, court, m), 0))}
            for month in range(min(came, default=high + 1), high + 1):
                near = [n for m, n in came.items() if abs(m - month) <= NEAR]
                usual = int(median(near)) if near else 0
                if month not in came and usual >= delivery.usual:
                    yield Missing(delivery=delivery.id, table=delivery.table, court=court, month=month, usual=usual)


def odd(table: str, volumes: Volumes, courts: Sequence[str], low: int, high: int, usual: int) -> Iterator[Odd]:
    """Months of a table out of their own past, by min-max and modified z together.

    A month is held against the court's months before it, each divided by what all courts had in it: a fall that all
    share (a standstill, a festival) is no fault of one court's data.
    """
    whole = {m: sum(volumes.get((table, court, m), 0) for court in courts) for m in range(low, high + 1)}
    for court in courts:
        shares = {
            m: volumes.get((table, court, m), 0) / whole[m]
            for m in whole
            if whole[m] and volumes.get((table, court, m))
        }
        for month in sorted(shares):
            past = [share for m, share in shares.items() if month - PAST <= m < month]
            if len(past) < FEWEST or median(past) * whole[month] < usual:
                continue
            found = _judged(shares[month], past)
            if found is not None:
                yield Odd(
                    table=table, court=court, month=month, rows=volumes[table, court, month],
                    low=min(past) * whole[month], high=max(past) * whole[month], z=found,
                )  # fmt: skip


def _judged(now: float, past: Sequence[float]) -> float | None:
    """The modified z-score of a share where it lies outside its past and far from its middle; else None."""
    middle = median(past)
    spread = max(median(abs(share - middle) for share in past), SMALLEST * middle)
    z = 0.6745 * (now - middle) / spread
    return z if abs(z) > APART and not min(past) <= now <= max(past) else None

"""A value: one number with what it is made of, and where it stands."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

SMALL = 30
"""Below this denominator a rate is marked as resting on few cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One number: what was measured, where, when, out of how many, and how it stands.

    ``numerator`` and ``denominator`` are counts, days or yuan; ``value`` is in ``unit`` and None
    where there was nothing to divide by. ``lower`` and ``upper`` are its 95 % interval.
    ``year_on_year`` is value − value of the same period of the year before, in the same unit.
    ``peer_mean`` is the pooled value of the peers (Σ numerators ÷ Σ denominators).
    ``band`` is ``within``, ``above`` or ``below`` the reference interval. ``by`` holds the extra
    dimensions asked for. ``carried`` says which year an external figure was carried forward from. ``suppressed`` says
    that the numbers are hidden, for a count so small may point at a person.
    """

    indicator: str
    court: str
    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    unit: str
    lower: float | None = None
    upper: float | None = None
    year_before: float | None = None
    peer_mean: float | None = None
    peers: Mapping[str, float | None] = field(default_factory=dict)
    band: str | None = None
    by: Mapping[str, str | None] = field(default_factory=dict)
    small: bool = False
    carried: str | None = None
    suppressed: bool = False
    snapshot: str = ""
    catalogue: str = ""

    @property
    def year_on_year(self) -> float | None:
        """The change against the same period of the year before, in the value's own unit."""
        if self.value is None or self.year_before is None:
            return None
        return self.value - self.year_before

    @property
    def key(self) -> str:
        """The name that points at this value in a report."""
        extra = "".join(f"/{k}={v}" for k, v in sorted(self.by.items()))
        return f"{self.indicator}@{self.court}/{self.period}{extra}#{self.snapshot}"


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """The 95 % score interval of a proportion, as shares (Wilson 1927, JASA 22:209, eq. for p)."""
    n, p, z = denominator, numerator / denominator, Z95
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def byar(count: float) -> tuple[float, float]:
    """The 95 % interval of a Poisson count, Byar's approximation (Breslow & Day 1987, p. 69)."""
    lower = 0.0 if count == 0 else count * (1 - 1 / (9 * count) - Z95 / (3 * math.sqrt(count))) ** 3
    above = count + 1
    return max(0.0, lower), above * (1 - 1 / (9 * above) + Z95 / (3 * math.sqrt(above))) ** 3

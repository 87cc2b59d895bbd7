"""Values → alarms where one lies outside the reference interval in force for it, by more than chance and by enough.

A rate must lie outside with its whole 99 % interval (C. J. Clopper, E. S. Pearson (1934), Biometrika 26, 404–413), a
mean or a median rest on enough cases; and both must lie outside by a factor. The factor of a rate is the odds ratio of
value and bound, so that 95 → 90 % and 5 → 10 % are equally far; that of days is their quotient.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from scipy.stats import beta

from shuzhu.alarms import Alarm, level_of
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.catalogue.model import Indicator
from shuzhu.values import Value

ALPHA: Final = 0.01
"""The chance, both sides together, that a rate's interval misses what it estimates."""
Side = Literal["above", "below"]
WORDS: Final = {"above": "高于", "below": "低于"}
WORSE: Final[Mapping[str, tuple[Side, ...]]] = {"higher": ("below",), "lower": ("above",)}
"""On which side of its band an indicator is worse; on both where neither is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A value outside its band: on which side, of which bound, and how far (one at the bound)."""

    side: Side
    bound: float
    factor: float


def bands(rule: AlertRule, values: Iterable[tuple[Indicator, Value]], on: date) -> Iterator[Alarm]:
    """One alarm for each value that lies outside its band, on the side that is worse, by the factor of a level."""
    for indicator, value in values:
        found = outside(indicator, value, rule.least)
        level = level_of(found.factor, rule.levels) if found else None
        if found is None or level is None or value.value is None:
            continue
        yield Alarm(
            rule=rule.id, edition=rule.edition, court=value.court, subject=indicator.code,
            called=indicator.title["zh"], period=value.period, on=on, value=value.value, limit=found.bound,
            level=level, words=_words(indicator, value, found),
        )  # fmt: skip


def outside(indicator: Indicator, value: Value, least: int) -> Outside | None:
    """Where a value lies outside its band for more than chance; None within it, or where it rests on too little."""
    found, size, part = _worse(indicator, value), value.denominator or 0, value.numerator
    if found is None or value.value is None or size < least:
        return None
    side, bound = found
    if indicator.kind != "rate":
        return Outside(side=side, bound=bound, factor=_quotient(value.value, bound))
    if part is None or not 0 <= part <= size:
        return None
    low, high = exact(part, size)
    share = bound / indicator.factor
    return None if low <= share <= high else Outside(side=side, bound=bound, factor=odds_ratio(part / size, share))


def _worse(indicator: Indicator, value: Value) -> tuple[Side, float] | None:
    """The bound that a value lies outside of on a side that is worse; None where it does not."""
    band = indicator.band
    if band is None or value.value is None:
        return None
    side = band.place(value.value)
    bound = band.high if side == "above" else band.low
    if side == "within" or bound is None or side not in WORSE.get(indicator.better, ("above", "below")):
        return None
    return side, bound


def exact(numerator: float, denominator: float, alpha: float = ALPHA) -> tuple[float, float]:
    """The exact interval of a share, α/2 to each side (Clopper & Pearson 1934)."""
    low = float(beta.ppf(alpha / 2, numerator, denominator - numerator + 1)) if numerator > 0 else 0.0
    high = float(beta.ppf(1 - alpha / 2, numerator + 1, denominator - numerator)) if numerator < denominator else 1.0
    return low, high


def odds_ratio(share: float, other: float) -> float:
    """The odds of two shares, the larger over the smaller; infinite where one of them is nought and the other not."""
    return _quotient(*(part / (1 - part) if part < 1 else math.inf for part in (share, other)))


def _quotient(one: float, other: float) -> float:
    """The larger over the smaller."""
    low, high = sorted((one, other))
    if low == high:
        return 1.0
    return high / low if low > 0 and high < math.inf else math.inf


def _words(indicator: Indicator, value: Value, found: Outside) -> str:
    """What was found, beside which bound, of which origin."""
    unit = indicator.unit
    size = (
        f"{value.numerator:,.0f}/{value.denominator:,.0f}件"
        if indicator.kind == "rate"
        else f"{value.denominator:,.0f}件"
    )
    far = f"，偏离{found.factor:.1f}倍" if found.factor < math.inf else ""
    chance = "，已超出偶然波动的范围" if indicator.kind == "rate" else ""
    origin = indicator.band.origin if indicator.band else ""
    return (
        f"{value.period}为{value.value:.2f}{unit}（{size}），{WORDS[found.side]}参考区间的界限{found.bound:g}{unit}{far}{chance}；"
        f"区间来源：{origin}"
    )

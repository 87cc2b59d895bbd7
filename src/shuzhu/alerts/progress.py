"""Closings through the year → alarms where a court is behind its own past years, its peers, or the pace in force.

What counts is the closing rate from the start of the statistical year to a month: closed ÷ (pending at the start +
filed since). It is held against the court's own rate to the same month of past years (beta-binomial limits, Kleinman
1973), that of the other courts of its level at the same month (funnel limits, Spiegelhalter 2005, so that small courts
have wide ones), and the pace that the catalogue holds (binomial limits). A court's own figure is in none of the three.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from shuzhu.alarms import Alarm, level_of
from shuzhu.alerts.detectors.funnel import dispersion
from shuzhu.alerts.detectors.rates import pooled, rate_limits
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.catalogue.model import Indicator
from shuzhu.periods import Period

ALPHA: Final = 0.01
"""Two-sided: a court that keeps pace lies below a limit once in two hundred."""
FEWEST_YEARS: Final = 3
FEWEST_PEERS: Final = 5
Rate = tuple[float, float]
"""Closed, and out of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One court's progress to a month: its own rate, those of past years to the same month, those of its peers now."""

    court: str
    now: Rate
    past: Sequence[Rate] = ()
    peers: Sequence[Rate] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a rate is held against, as shares: what to expect, and the limit below which it is behind."""

    name: str
    expected: float
    lower: float


def progress(
    rule: AlertRule, indicator: Indicator, paces: Sequence[Pace], period: Period, floor: float | None
) -> Iterator[Alarm]:
    """An alarm for each court that is behind one of its references; its level is by the one it is furthest behind.

    Behind is below the limit, and by ``rule.apart`` below what was expected. How far is (expected − rate) ÷ (expected
    − limit), one at the limit. ``floor`` is the pace in force at the period's month, as a share.
    """
    for pace in paces:
        if pace.now[1] < max(rule.least, 1):
            continue
        rate = pace.now[0] / pace.now[1]
        apart = rule.apart / indicator.factor
        held = [one for one in references(pace, floor) if rate < one.lower and one.expected - rate >= apart]
        behind = [(how_far(rate, one), one) for one in held]
        if not behind:
            continue
        far, worst = max(behind, key=lambda found: found[0])
        level = level_of(far, rule.levels)
        if level is not None:
            factor = indicator.factor
            yield Alarm(
                rule=rule.id, edition=rule.edition, court=pace.court, subject=indicator.code,
                called=indicator.title["zh"], period=str(period), on=period.last, value=rate * factor,
                expected=worst.expected * factor, limit=worst.lower * factor, level=level,
                words=_words(pace, rate, held, period),
            )  # fmt: skip


def how_far(rate: float, reference: Reference) -> float:
    """How far a rate lies behind, one at the limit."""
    width = reference.expected - reference.lower
    return (reference.expected - rate) / width if width > 0 else np.inf


def references(pace: Pace, floor: float | None) -> list[Reference]:
    """What the court is held against; those of which too little is known are left out."""
    found, size = [], pace.now[1]
    if len(pace.past) >= FEWEST_YEARS:
        counts, out_of = (np.array([[one[n] for one in pace.past]], dtype=np.float64) for n in (0, 1))
        mean, rho = pooled(counts, out_of)
        found.append(_reference(f"本院前{len(pace.past)}年同期", size, float(mean[0]), rho=float(rho[0])))
    if len(pace.peers) >= FEWEST_PEERS:
        counts, out_of = (np.array([one[n] for one in pace.peers], dtype=np.float64) for n in (0, 1))
        mean_ = float(counts.sum() / out_of.sum())
        wide = float(np.sqrt(dispersion(counts, out_of, mean_)))
        found.append(_reference(f"同级其他{len(pace.peers)}家法院同期", size, mean_, wide=wide))
    if floor is not None:
        found.append(_reference("进度线", size, floor))
    return found


def _reference(name: str, size: float, mean: float, *, rho: float = 0.0, wide: float = 1.0) -> Reference:
    """A mean with the limit that a court of this size falls below by chance no oftener than α/2."""
    low, _ = rate_limits(np.array([size]), np.array([mean]), np.array([rho]), ALPHA)
    return Reference(name=name, expected=mean, lower=max(mean - (mean - float(low[0])) * wide, 0.0))


def _words(pace: Pace, rate: float, behind: Sequence[Reference], period: Period) -> str:
    """What was found, and beside what."""
    beside = "，".join(f"低于{one.name}的下限{one.lower:.1%}（{_expected(one)}）" for one in behind)
    return f"自统计年度起始至{period.last}，结案率{rate:.1%}（{pace.now[0]:,.0f}/{pace.now[1]:,.0f}件），{beside}"


def _expected(reference: Reference) -> str:
    """What the limit lies about."""
    return f"{'应达' if reference.name == '进度线' else '平均'}{reference.expected:.1%}"

"""Difference-in-differences of filings where a programme began: towns that have it against towns that have not.

``counts`` is units × months; units with the programme are ``treated``, months from ``start`` on are after. With an
effect of every unit and every month (``panel``), the Poisson estimate of one common start is a ratio of ratios:

    δ = log(Y₁₁ Y₀₀ ÷ (Y₁₀ Y₀₁)),    the programme's effect is exp(δ) − 1

with Y the sums over treated (1·) or other (0·) units, after (·1) or before (·0). With few treated units a sandwich of
clusters is too narrow (Bertrand, Duflo & Mullainathan 2004, QJE 119:249; Cameron & Miller 2015, JHR 50:317). So its
variance is taken after collapsing each unit to before and after, and its over-dispersion φ from how far the *other*
units differ among themselves (Pearson's X² of their before–after table ÷ its J − 1 degrees of freedom, never below 1):

    Var δ = φ (1/Y₁₁ + 1/Y₁₀ + 1/Y₀₁ + 1/Y₀₀),   interval δ ± t(J − 1) √Var

after Donald & Lang (2007, REStat 89:221) and McCullagh & Nelder (1989) §4.5; beside it stands the place of δ among
placebo programmes, every set of as many other units taken as if treated, each divided by its own error (Conley & Taber
2011, REStat 93:113; Ferman & Pinto 2019, REStat 101:452).
"""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt
from scipy import stats

from shuzhu.prelitigation.survival import Tested

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST_OTHERS = 4
"""So many units without the programme are needed at least."""
FEWEST_BEFORE = 12
FEWEST_AFTER = 3
"""So many months."""
FEWEST_COUNTED = 20
"""So many filings before the programme, in the units that have it and in the others."""
MOST_PLACEBOS = 1999
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An effect on the log scale with its error and interval; ``ratio`` − 1 is the relative change."""

    log: float
    error: float
    lower: float
    upper: float
    p: float

    @property
    def ratio(self) -> float:
        """What filings were multiplied by."""
        return float(np.exp(self.log))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebos:
    """The place of an estimate among placebo programmes: its p-value, and how many there were of how many possible."""

    p: float
    drawn: int
    possible: int
    values: tuple[float, ...]


def trouble(counts: Floats, treated: Flags, start: int) -> str:
    """Why no effect can be estimated; empty where one can."""
    others, months = int((~treated).sum()), counts.shape[1]
    before, after = counts[:, :start].sum(axis=1), counts[:, start:].sum(axis=1)
    tried = (
        (treated.any(), "纳入项目的镇街在本范围内没有案件 (no treated unit)"),
        (others >= FEWEST_OTHERS,
         f"对照镇街只有{others}个，至少需要{FEWEST_OTHERS}个 (too few units to compare with)"),
        (start >= FEWEST_BEFORE,
         f"开始前只有{max(start, 0)}个月，至少需要{FEWEST_BEFORE}个月 (too few months before)"),
        (months - start >= FEWEST_AFTER,
         f"开始后只有{max(months - start, 0)}个月，至少需要{FEWEST_AFTER}个月 (too few months after)"),
        (min(before[treated].sum(), before[~treated].sum()) >= FEWEST_COUNTED,
         f"开始前收案不足{FEWEST_COUNTED}件 (too few filings before)"),
        (min(after[treated].sum(), after[~treated].sum()) > 0, "开始后没有收案 (no filing after)"),
    )  # fmt: skip
    return next((why for good, why in tried if not good), "")


def effect(counts: Floats, treated: Flags, start: int, level: float = LEVEL) -> Estimate:
    """The effect of a programme with one start; raises ValueError where ``trouble`` says why there is none."""
    if why := trouble(counts, treated, start):
        raise ValueError(why)
    table = _collapsed(counts, start)
    own, rest = table[treated].sum(axis=0), table[~treated].sum(axis=0)
    log = float(np.log(own[1] * rest[0] / (own[0] * rest[1])))
    spread, freedom = dispersion(table[~treated])
    error = float(np.sqrt(spread * (1 / own + 1 / rest).sum()))
    return _estimate(log, error, freedom, level)


def dispersion(table: Floats) -> tuple[float, float]:
    """How much more units differ than counts by chance do: φ ≥ 1, and its degrees of freedom; units × periods."""
    known = table[table.sum(axis=1) > 0]
    known = known[:, known.sum(axis=0) > 0]
    freedom = (known.shape[0] - 1) * (known.shape[1] - 1)
    if freedom <= 0:
        return 1.0, 1.0
    expected = known.sum(axis=1, keepdims=True) * known.sum(axis=0) / known.sum()
    return max(1.0, float(((known - expected) ** 2 / expected).sum() / freedom)), float(freedom)


def placebos(counts: Floats, treated: Flags, start: int, seed: int = 20) -> Placebos:
    """The effect held against placebo programmes in the other units; p = (1 + as far or farther) ÷ (1 + drawn)."""
    table = _collapsed(counts, start)
    rest = table[~treated]
    many, size = len(rest), int(treated.sum())
    size = min(size, many // 2)
    possible = comb(many, size)
    if possible <= MOST_PLACEBOS:
        sets = np.array(list(combinations(range(many), size)))
    else:
        drawn = np.random.default_rng(seed)
        sets = np.array([drawn.choice(many, size, replace=False) for _ in range(MOST_PLACEBOS)])
    own = rest[sets].sum(axis=1)
    told = _studentised(own, rest.sum(axis=0) - own)
    told = told[np.isfinite(told)]
    (asked,) = _studentised(table[treated].sum(axis=0)[None], rest.sum(axis=0)[None])
    p = (1 + int((np.abs(told) >= abs(asked) - 1e-12).sum())) / (1 + len(told))
    return Placebos(p=p, drawn=len(told), possible=possible, values=tuple(float(v) for v in told))


def leads(counts: Floats, treated: Flags, start: int) -> tuple[Tested, Estimate]:
    """Whether both went alike before: jointly over all months, and the monthly slope of their log ratio.

    The joint test is F = X² ÷ ((T − 1) φ) of treated against others over the months before, φ from the others' own
    units × months; the slope is fitted by weighted least squares of the log odds, with the same φ.
    """
    before = counts[:, :start]
    own, rest = before[treated].sum(axis=0), before[~treated].sum(axis=0)
    spread, below = dispersion(before[~treated])
    pair = np.stack([own, rest])
    pair = pair[:, pair.sum(axis=0) > 0]
    expected = pair.sum(axis=1, keepdims=True) * pair.sum(axis=0) / pair.sum()
    freedom = pair.shape[1] - 1
    statistic = float(((pair - expected) ** 2 / expected).sum() / freedom / spread)
    joint = Tested(statistic=statistic, freedom=freedom, below=below, p=float(stats.f.sf(statistic, freedom, below)))
    return joint, _slope(own, rest, spread, below)


def placebo_dates(counts: Floats, treated: Flags, start: int) -> list[tuple[int, Estimate]]:
    """The effect as if the programme had begun earlier, from the months before its start alone; every three months."""
    found = []
    for false in range(start - FEWEST_AFTER, FEWEST_BEFORE - 1, -3):
        early = counts[:, :start]
        if not trouble(early, treated, false):
            found.append((false, effect(early, treated, false)))
    return found[::-1]


def _estimate(log: float, error: float, freedom: float, level: float) -> Estimate:
    """An estimate with its t-interval."""
    wide = float(stats.t.isf((1 - level) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(log) / error, freedom)) if error else 1.0
    return Estimate(log=log, error=error, lower=float(np.exp(log - wide)), upper=float(np.exp(log + wide)), p=p)


def _collapsed(counts: Floats, start: int) -> Floats:
    """Units × before and after."""
    return np.stack([counts[:, :start].sum(axis=1), counts[:, start:].sum(axis=1)], axis=1).astype(np.float64)


def _studentised(own: Floats, rest: Floats) -> Floats:
    """The log ratio of ratios of each set ÷ the square root of its Poisson variance."""
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(own[:, 1] * rest[:, 0] / (own[:, 0] * rest[:, 1]))
        return np.asarray(log / np.sqrt((1 / own + 1 / rest).sum(axis=1)))


def _slope(own: Floats, rest: Floats, spread: float, freedom: float) -> Estimate:
    """The monthly slope of log(own ÷ rest), half a filing added to each so that none is nought (Haldane 1956)."""
    log = np.log((own + 0.5) / (rest + 0.5))
    weight = 1 / (1 / (own + 0.5) + 1 / (rest + 0.5))
    month = np.arange(len(own), dtype=np.float64)
    month -= (weight * month).sum() / weight.sum()
    scale = float((weight * month**2).sum())
    return _estimate(float((weight * month * log).sum() / scale), float(np.sqrt(spread / scale)), freedom, LEVEL)


def by_month(counts: Floats, treated: Flags, start: int, width: int = 3) -> list[tuple[int, Estimate]]:
    """The event study: log ratio of ratios in steps of ``width`` months against all months before the start.

    Steps are numbered from the start: 0 is the first after it, −1 the last before. A step before the start is held
    against the other months before, so that none is compared with itself.
    """
    before = np.arange(counts.shape[1]) < start
    found = []
    for step, months in _steps(counts.shape[1], start, width):
        base = before & ~months
        table = np.stack([counts[:, base].sum(axis=1), counts[:, months].sum(axis=1)], axis=1)
        own, rest = table[treated].sum(axis=0), table[~treated].sum(axis=0)
        if own.min() <= 0 or rest.min() <= 0:
            continue
        spread, freedom = dispersion(table[~treated])
        log = float(np.log(own[1] * rest[0] / (own[0] * rest[1])))
        found.append((step, _estimate(log, float(np.sqrt(spread * (1 / own + 1 / rest).sum())), freedom, LEVEL)))
    return found


def _steps(months: int, start: int, width: int) -> list[tuple[int, Flags]]:
    """Whole steps counted from the start both ways, each with its months."""
    place = np.arange(months)
    first, last = -(start // width), (months - start) // width
    return [(n, (place >= start + n * width) & (place < start + (n + 1) * width)) for n in range(first, last)]

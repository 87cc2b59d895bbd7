"""How long a success lasts: time until a settled dispute comes back, or until the records end.

Times are whole days after the mediation ended; ``ends`` says what came: 0 nothing yet (right-censored at the last day
of the records), 1, 2 … an end of that kind. Kaplan & Meier (1958) JASA 53:457; Greenwood (1926); intervals on the
scale log(−log S) after Kalbfleisch & Prentice (2002), The Statistical Analysis of Failure Time Data, §1.4 (1.13–1.14);
Aalen & Johansen (1978) for competing ends, its variance after Marubini & Valsecchi (1995) (10.12); log-rank after
Mantel (1966) with the hypergeometric covariance (Kalbfleisch & Prentice §1.5, 1.19–1.21).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
CENSORED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A share over days, with its interval: of those that have not come back, or of those that came back in one way.

    ``days`` are the days on which something ended, ascending; ``at_risk`` how many were still under observation just
    before each; ``events`` how many ended on it; ``share`` holds from that day until the next; ``lower`` and ``upper``
    are its interval at each day, ``variance`` its variance. ``begins`` is the share before the first day.
    """

    begins: float
    days: Floats
    at_risk: Floats
    events: Floats
    share: Floats
    variance: Floats
    lower: Floats
    upper: Floats

    def on(self, day: float) -> tuple[float, float, float]:
        """The share on a day with its interval; before the first end it is what it began with."""
        place = int(np.searchsorted(self.days, day, "right")) - 1
        if place < 0:
            return self.begins, self.begins, self.begins
        return float(self.share[place]), float(self.lower[place]), float(self.upper[place])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A test: its statistic, its degrees of freedom (``below`` those of an F's denominator), and its p-value."""

    statistic: float
    freedom: float
    p: float
    below: float = float("inf")


def kaplan_meier(days: npt.ArrayLike, ends: npt.ArrayLike, level: float = 0.95) -> Curve:
    """The share that has not come back, over days: S(t) = Π (1 − dⱼ ÷ nⱼ); any end counts."""
    when, at_risk, kinds = _table(days, ends)
    events = kinds.sum(axis=1)
    share = np.cumprod(1 - events / at_risk)
    left = at_risk - events
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        summed = np.cumsum(np.where(left > 0, events / (at_risk * left), np.inf))  # Greenwood's sum
        variance = np.where(share > 0, share**2 * summed, 0.0)
        wide = stats.norm.isf((1 - level) / 2) * np.sqrt(summed) / np.log(share)
        lower, upper = share ** np.exp(-wide), share ** np.exp(wide)
    known = (share > 0) & (share < 1)
    return Curve(
        begins=1.0, days=when, at_risk=at_risk, events=events, share=share, variance=variance,
        lower=np.where(known, lower, share), upper=np.where(known, upper, share),
    )  # fmt: skip


def incidence(days: npt.ArrayLike, ends: npt.ArrayLike, kind: int, level: float = 0.95) -> Curve:
    """The share that came back in one way, where others compete: F(t) = Σ S(tⱼ₋₁) dⱼₖ ÷ nⱼ.

    The incidences of all kinds and S add up to one. The interval lies on the scale log(−log F).
    """
    when, at_risk, kinds = _table(days, ends)
    events = kinds.sum(axis=1)
    own = kinds[:, kind - 1] if kind <= kinds.shape[1] else np.zeros_like(at_risk)
    before = np.concatenate([[1.0], np.cumprod(1 - events / at_risk)[:-1]])
    share = np.cumsum(before * own / at_risk)
    variance = _incidence_variance(at_risk, events, own, before, share)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        wide = stats.norm.isf((1 - level) / 2) * np.sqrt(variance) / (share * np.log(share))
        lower, upper = share ** np.exp(-wide), share ** np.exp(wide)
    known = (share > 0) & (share < 1)
    return Curve(
        begins=0.0, days=when, at_risk=at_risk, events=own, share=share, variance=variance,
        lower=np.where(known, lower, share), upper=np.where(known, upper, share),
    )  # fmt: skip


def log_rank(groups: Sequence[tuple[npt.ArrayLike, npt.ArrayLike]]) -> Tested | None:
    """Whether groups come back alike: χ² of observed against expected ends; None for fewer than two with any end."""
    tables = [(np.asarray(d, float), np.asarray(e) != CENSORED) for d, e in groups]
    tables = [(d, e) for d, e in tables if len(d)]
    if len(tables) < 2 or not any(e.any() for _, e in tables):
        return None
    when = np.unique(np.concatenate([d[e] for d, e in tables]))
    risk = np.array([len(d) - np.searchsorted(np.sort(d), when, "left") for d, _ in tables], float)
    dead = np.array([_counted(d[e], when) for d, e in tables])
    n, d = risk.sum(axis=0), dead.sum(axis=0)
    expected = risk * (d / n)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        weight = np.where(n > 1, d * (n - d) / (n - 1), 0.0)
    share = risk / n
    covariance = np.diag((share * weight).sum(axis=1)) - (share * weight) @ share.T
    gap = (dead - expected).sum(axis=1)[:-1]
    statistic = float(gap @ np.linalg.pinv(covariance[:-1, :-1]) @ gap)
    freedom = len(tables) - 1
    return Tested(statistic=statistic, freedom=freedom, p=float(stats.chi2.sf(statistic, freedom)))


def still_watched(days: npt.ArrayLike, marks: Sequence[float]) -> list[int]:
    """How many were still under observation just before each of some days: the numbers at risk below a curve."""
    known = np.sort(np.asarray(days, float))
    return [int(len(known) - np.searchsorted(known, mark, "left")) for mark in marks]


def _table(days: npt.ArrayLike, ends: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """The days with any end; how many were at risk before each; ends by kind (days × kinds)."""
    time, end = np.asarray(days, float), np.asarray(ends, np.int64)
    if time.shape != end.shape or time.ndim != 1:
        raise ValueError("days and ends are two lists of the same length")
    if len(time) and time.min() < 0:
        raise ValueError("days are not negative")
    when = np.unique(time[end != CENSORED])
    at_risk = (len(time) - np.searchsorted(np.sort(time), when, "left")).astype(float)
    kinds = [_counted(time[end == kind], when) for kind in range(1, int(end.max(initial=1)) + 1)]
    return when, at_risk, np.stack(kinds, axis=1)


def _counted(times: Floats, when: Floats) -> Floats:
    """How many of some times fall on each day."""
    ordered = np.sort(times)
    return np.asarray(np.searchsorted(ordered, when, "right") - np.searchsorted(ordered, when, "left"), np.float64)


def _incidence_variance(n: Floats, d: Floats, own: Floats, before: Floats, share: Floats) -> Floats:
    """The variance of an incidence at every day, from running sums (Marubini & Valsecchi 10.12, multiplied out)."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        a = np.where(n > d, d / (n * (n - d)), 0.0)
    b = before * own / n**2
    first = share**2 * np.cumsum(a) - 2 * share * np.cumsum(share * a) + np.cumsum(share**2 * a)
    second = np.cumsum(before**2 * own * (n - own) / n**3)
    third = share * np.cumsum(b) - np.cumsum(share * b)
    return np.asarray(np.maximum(first + second - 2 * third, 0.0), np.float64)

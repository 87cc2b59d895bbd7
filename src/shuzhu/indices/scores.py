"""Reference-interval scoring: a value against a frozen best and worst, never against today's sample.

``reference``: I = 60 + 40 · clip((w − r) ÷ (w − b)) with best b and worst w; beyond the worst it
falls on linearly to nought. 100 is the best of the baseline, 60 its worst (the efficacy scoring of
the 2008/2011 case-quality assessment, with parameters that do not move). An indicator whose aim is
an interval scores 100 inside its band and falls linearly outside it, reaching 60 at its worst.

``share``: I = 100 · (1 − r ÷ r_worst), the simple mode: the index of the published county reports,
where a count of nought scores 100.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shuzhu.catalogue.model import Band, Better, Index, Indicator, Scale

Mode = Literal["reference", "share"]
MODES = ("reference", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one indicator, class or index, 0–100, all of them positive: higher is better.

    ``coverage`` is the share of its weight that had a value.
    """

    id: str
    score: float | None
    coverage: float = 1.0
    value: float | None = None
    parts: tuple["Score", ...] = ()


def score_value(
    indicator: Indicator, value: float | None, scale: Scale | None, mode: Mode = "reference"
) -> float | None:
    """The score of one value; None where there is nothing to score or to score it against."""
    return score_as(indicator.better, indicator.band, value, scale, mode)


def score_as(better: Better, band: Band | None, value: float | None, scale: Scale | None, mode: Mode) -> float | None:
    """The score of a value by what is better, within which band, on which scale."""
    if value is None:
        return None
    if mode == "share":
        positive = better != "lower"
        edge = None if scale is None else (scale.best if positive else scale.worst)
        return None if edge is None else share_of_worst(value, edge, positive=positive)
    if better == "interval" and band is not None:
        return _interval(band, value, scale)
    if scale is None or scale.best == scale.worst:
        return None
    share = (scale.worst - value) / (scale.worst - scale.best)
    return max(0.0, min(100.0, 60 + 40 * share))


def share_of_worst(value: float, worst: float, *, positive: bool = False) -> float:
    """100 · (1 − r ÷ r_worst) for a measure that is better low; 100 · r ÷ r_best for one that is better high.

    >>> round(share_of_worst(755, 10694), 2)
    92.94
    """
    if worst <= 0:
        return 100.0 if value <= 0 else 0.0
    share = value / worst
    return max(0.0, min(100.0, 100 * share if positive else 100 * (1 - share)))


def score_index(
    index: Index,
    indicators: Mapping[str, Indicator],
    values: Mapping[str, float | None],
    scales: Mapping[str, Scale],
    mode: Mode = "reference",
) -> Score:
    """Indicators → classes → the index, weighted means of what has a score, coverage beside it."""
    groups = []
    for group in index.groups:
        parts = tuple(
            Score(
                id=code,
                score=score_value(indicators[code], values.get(code), scales.get(code), mode),
                value=values.get(code),
            )
            for code in group.codes
            if code in indicators
        )
        weights = [indicators[part.id].weight for part in parts]
        groups.append(_mean(group.id, parts, weights))
    return _mean(index.id, tuple(groups), [g.weight for g in index.groups])


def _interval(band: Band, value: float, scale: Scale | None) -> float:
    """100 inside the band; outside, 60 at the worst of its scale, or as far off again as the band is wide."""
    low = value if band.low is None else band.low
    high = value if band.high is None else band.high
    if low <= value <= high:
        return 100.0
    width = (high - low) or abs(high) or 1.0
    reach = low - scale.worst if scale is not None and value < low and scale.worst < low else width
    off = low - value if value < low else value - high
    return max(0.0, 100 - 40 * off / reach)


def _mean(name: str, parts: tuple[Score, ...], weights: Sequence[float]) -> Score:
    """The weighted mean of the parts that have a score."""
    pairs = [(p.score, w) for p, w in zip(parts, weights, strict=True) if p.score is not None]
    whole, known = sum(weights), sum(w for _, w in pairs)
    if not known:
        return Score(id=name, score=None, coverage=0.0, parts=parts)
    inner = sum(w * p.coverage for p, w in zip(parts, weights, strict=True) if p.score is not None)
    return Score(
        id=name, score=sum(s * w for s, w in pairs) / known, coverage=inner / whole if whole else 0.0, parts=parts
    )

"""Similar cases → how alike they were decided (裁判尺度): outcomes, spread of figures, outliers, changes.

Only what a court decided is measured: what was withdrawn or mediated is counted apart. Outliers lie beyond 1.5
interquartile ranges (Tukey 1977), or have an outcome that under one in ten of the others has.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from shuzhu.similar.changes import ENOUGH, Change, Dated, changes, wilson

OUTCOME: Final = "裁判结果"
_RARE: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How one case was decided: its outcome, figures by what they measure (share upheld, percent a year, months).

    ``decided`` is false where the court decided nothing in the matter: it was withdrawn, mediated, sent elsewhere.
    """

    case_id: str
    outcome: str = ""
    decided: bool = True
    figures: Mapping[str, float] = field(default_factory=dict)
    closed_on: date | None = None
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome: how many cases had it, which share, and the share's interval of 95 % (Wilson 1927)."""

    name: str
    cases: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One figure: how many cases have it; the middle, both quartiles and both ends, None where cases are too few."""

    what: str
    cases: int
    middle: float | None = None
    quartiles: tuple[float, float] | None = None
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A case decided unlike the others: in what, with which value, and between what the middle half of them lies."""

    case_id: str
    what: str
    value: float | str
    usual: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """The measure of a set of cases; with fewer than ``ENOUGH`` it is not ``enough``, and nothing is concluded."""

    cases: int
    undecided: int
    enough: bool
    outcomes: tuple[Outcome, ...]
    spreads: tuple[Spread, ...]
    outliers: tuple[Outlier, ...]
    changes: tuple[Change, ...]


def consistency(rulings: Sequence[Ruling]) -> Consistency:
    """Rulings → their outcomes, spread, outliers and changes."""
    told = [r for r in rulings if r.decided and (r.outcome or r.figures)]
    outcomes = _outcomes(told)
    names = sorted({name for r in told for name in r.figures})
    enough = len(told) >= ENOUGH
    return Consistency(
        cases=len(told), undecided=sum(not r.decided for r in rulings), enough=enough, outcomes=outcomes,
        spreads=tuple(_spread(name, told) for name in names),
        outliers=_outliers(told, outcomes, names) if enough else (),
        changes=changes(_series(told, outcomes, names)),
    )  # fmt: skip


def _outcomes(told: Sequence[Ruling]) -> tuple[Outcome, ...]:
    """Every outcome, the most frequent first."""
    found = Counter(r.outcome for r in told if r.outcome)
    whole = sum(found.values())
    return tuple(
        Outcome(name=name, cases=n, share=n / whole, low=wilson(n, whole)[0], high=wilson(n, whole)[1])
        for name, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _spread(name: str, told: Sequence[Ruling]) -> Spread:
    """One figure's spread."""
    values = [r.figures[name] for r in told if name in r.figures]
    if len(values) < ENOUGH:
        return Spread(what=name, cases=len(values))
    low, middle, high = (float(np.quantile(values, at)) for at in (0.25, 0.5, 0.75))
    return Spread(what=name, cases=len(values), middle=middle, quartiles=(low, high), ends=(min(values), max(values)))


def _outliers(told: Sequence[Ruling], outcomes: Sequence[Outcome], names: Sequence[str]) -> tuple[Outlier, ...]:
    """Cases decided unlike the others, figures first."""
    found = []
    for name in names:
        spread = _spread(name, told)
        if spread.quartiles:
            low, high = spread.quartiles
            reach = 1.5 * (high - low) + 1e-9
            found += [
                Outlier(case_id=r.case_id, what=name, value=r.figures[name], usual=(low, high))
                for r in told if name in r.figures and not low - reach <= r.figures[name] <= high + reach
            ]  # fmt: skip
    rare = {one.name for one in outcomes if one.share < _RARE}
    found += [Outlier(case_id=r.case_id, what=OUTCOME, value=r.outcome) for r in told if r.outcome in rare]
    return tuple(sorted(found, key=lambda one: (one.what == OUTCOME, one.what, one.case_id)))


def _series(told: Sequence[Ruling], outcomes: Sequence[Outcome], names: Sequence[str]) -> dict[str, list[Dated]]:
    """What may change with time and between divisions: each figure, and whether the most frequent outcome was given."""
    found = {
        name: [Dated(r.figures[name], r.closed_on, r.division) for r in told if name in r.figures] for name in names
    }
    if outcomes:
        first = outcomes[0].name
        found[first] = [Dated(r.outcome == first, r.closed_on, r.division) for r in told if r.outcome]
    return found

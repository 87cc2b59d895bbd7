"""A person's figures held against what their own mix of cases would bring: indirect standardisation, with intervals.

Every case lies in a cell (cause × amount band × force). Expected is what the person would have if each of their cases
went as such cases go in the whole court; a cell with few cases is joined with the other small cells of its cause, then
with those of all causes, so that cells stay a partition and Σ expected = Σ observed. A person's own level is one
number θ on the scale of log odds, added to every cell's: Σ n expit(logit r + θ) = O; its interval are the θ whose score
z = (O − Σ n p) ÷ √Σ n p (1 − p) is ±1.96, which for one cell is Wilson's interval (1927, JASA 22:209). Limits of
common variation and over-dispersion after Spiegelhalter (2005, Statistics in Medicine 24:1185) §3. Single figures are
drawn in towards the whole by τ² ÷ (τ² + s²), τ² after DerSimonian & Laird (1986, Controlled Clinical Trials 7:177) (8);
there a level is its one-step estimate (O − E) ÷ V, V the variance by chance, which is finite also where all went well.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.optimize import brentq
from scipy.special import expit, logit

Floats = npt.NDArray[np.float64]
FEWEST_CASES = 20
"""A person with fewer cases gets no judgment of a rate."""
FEWEST_RATED = 5
"""A person with fewer documents rated gets no judgment of their marks."""
FEWEST_IN_CELL = 10
FARTHEST = 12.0
"""A level farther than this on the scale of log odds cannot be told from all or none."""
WIDEST = 40.0
LEAST = 1e-9
Z = float(stats.norm.isf(0.025))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One person's figure: observed out of ``cases``, expected of their mix, and their level with its interval.

    ``rate``, ``lower`` and ``upper`` are shares of the person's own cases; ``standard`` is the rate that their level
    would give on the whole court's mix, ``drawn_in`` the same drawn in towards the whole. ``sway`` is how far a rate
    of so many cases strays from the expected by chance and by the usual spread among persons (a standard deviation).
    All None where there are too few cases.
    """

    person: str
    cases: int
    observed: float
    expected: float
    rate: float | None = None
    lower: float | None = None
    upper: float | None = None
    standard: float | None = None
    drawn_in: float | None = None
    sway: float | None = None

    @property
    def enough(self) -> bool:
        """There are enough cases to say anything."""
        return self.rate is not None

    @property
    def expected_rate(self) -> float:
        """The rate that such cases have in the whole court."""
        return self.expected / self.cases

    @property
    def limits(self) -> tuple[float, float]:
        """Between which rates a person of so many such cases usually lies."""
        wide = Z * (self.sway or 0.0)
        return self.expected_rate - wide, self.expected_rate + wide

    @property
    def place(self) -> str:
        """``above``, ``below`` or ``within`` the limits; blank where there are too few cases."""
        if self.rate is None:
            return ""
        low, high = self.limits
        return "below" if self.rate < low else "above" if self.rate > high else "within"


def cells_of(mixes: Sequence[tuple[Hashable, ...]], fewest: int = FEWEST_IN_CELL) -> list[Hashable]:
    """Each case's cell: its whole mix where that has enough cases, else what is left of ever shorter beginnings."""
    found: list[Hashable] = [()] * len(mixes)
    left = list(range(len(mixes)))
    for length in range(max(map(len, mixes), default=0), 0, -1):
        counts = Counter(mixes[n][:length] for n in left)
        small = []
        for n in left:
            if counts[mixes[n][:length]] >= fewest:
                found[n] = (length, *mixes[n][:length])
            else:
                small.append(n)
        left = small
    return found


def held(
    persons: Sequence[str], cells: Sequence[Hashable], good: Sequence[bool], fewest: int = FEWEST_CASES
) -> list[Held]:
    """Cases with their person, cell and outcome → each person's figure, by person."""
    rates, sizes = _rates(cells, good)
    whole: Floats = np.array(list(sizes.values()), float)
    logits = {cell: float(logit(np.clip(rate, LEAST, 1 - LEAST))) for cell, rate in rates.items()}
    every = np.array([logits[cell] for cell in sizes])
    own, seen = _by_person(persons, cells, good)
    found: list[Held] = []
    levels: list[tuple[int, float, float]] = []
    for person in sorted(own):
        n: Floats = np.array(list(own[person].values()), float)
        base = np.array([logits[cell] for cell in own[person]])
        expected = float(n @ np.array([rates[cell] for cell in own[person]]))
        one = Held(person=person, cases=int(n.sum()), observed=seen[person], expected=expected)
        if one.cases >= fewest:
            level, low, high = _level(n, base, one.observed)
            chance = max(float((n * expit(base) * expit(-base)).sum()), LEAST)
            levels.append((len(found), (one.observed - expected) / chance, 1 / chance))
            one = replace(
                one, rate=one.observed / one.cases, lower=_share(n, base, low), upper=_share(n, base, high),
                standard=_share(whole, every, level), sway=float(np.sqrt(chance)) / one.cases,
            )  # fmt: skip
        found.append(one)
    return _drawn_in(found, levels, lambda level: _share(whole, every, level))


def held_marks(
    persons: Sequence[str], cells: Sequence[Hashable], marks: Sequence[float], fewest: int = FEWEST_RATED
) -> list[Held]:
    """Marks of documents with their person and cell → each person's mean held against their mix, with a t-interval.

    ``observed`` and ``expected`` are sums of marks; the spread of marks within cells is that of the whole court.
    """
    values: Floats = np.asarray(marks, float)
    means, sizes = _rates(cells, marks)
    spread = _within(cells, values, means)
    whole = float(values.mean()) if len(values) else 0.0
    t = float(stats.t.isf(0.025, max(1, len(values) - len(sizes))))
    own, seen = _by_person(persons, cells, marks)
    found: list[Held] = []
    levels: list[tuple[int, float, float]] = []
    for person in sorted(own):
        many = own[person].total()
        expected = sum(count * means[cell] for cell, count in own[person].items())
        one = Held(person=person, cases=many, observed=seen[person], expected=expected)
        if many >= fewest:
            error = max(spread / float(np.sqrt(many)), LEAST)
            gap, rate = (one.observed - expected) / many, one.observed / many
            levels.append((len(found), gap, error**2))
            one = replace(
                one, rate=rate, lower=rate - t * error, upper=rate + t * error, standard=whole + gap, sway=error
            )
        found.append(one)
    return _drawn_in(found, levels, lambda level: whole + level)


def _by_person(
    persons: Sequence[str], cells: Sequence[Hashable], values: Sequence[float]
) -> tuple[dict[str, Counter[Hashable]], dict[str, float]]:
    """How many cases each person has in each cell, and the sum of their values."""
    own: dict[str, Counter[Hashable]] = {}
    seen: dict[str, float] = {}
    for person, cell, value in zip(persons, cells, values, strict=True):
        own.setdefault(person, Counter())[cell] += 1
        seen[person] = seen.get(person, 0.0) + float(value)
    return own, seen


def _rates(cells: Sequence[Hashable], good: Sequence[float]) -> tuple[dict[Hashable, float], dict[Hashable, int]]:
    """The mean of every cell over all persons, and its size."""
    sizes: dict[Hashable, int] = {}
    sums: dict[Hashable, float] = {}
    for cell, value in zip(cells, good, strict=True):
        sizes[cell] = sizes.get(cell, 0) + 1
        sums[cell] = sums.get(cell, 0.0) + value
    return {cell: sums[cell] / size for cell, size in sizes.items()}, sizes


def _within(cells: Sequence[Hashable], values: Floats, means: Mapping[Hashable, float]) -> float:
    """The standard deviation of marks within their cells."""
    left = values - np.array([means[cell] for cell in cells])
    return float(np.sqrt((left**2).sum() / max(1, len(values) - len(means))))


def _share(n: Floats, base: Floats, level: float) -> float:
    """The share of good outcomes of some cells at a level."""
    return float((n * expit(base + level)).sum() / n.sum())


def _level(n: Floats, base: Floats, observed: float) -> tuple[float, float, float]:
    """The level at which the expected is the observed, and the ends of its score interval."""

    def score(level: float) -> float:
        p = expit(base + level)
        return float((observed - (n * p).sum()) / np.sqrt((n * p * (1 - p)).sum() + 1e-300))

    def at(z: float) -> float:
        low, high = score(-WIDEST) - z, score(WIDEST) - z
        if low <= 0:
            return -np.inf
        return np.inf if high >= 0 else float(brentq(lambda t: score(t) - z, -WIDEST, WIDEST, xtol=1e-13))

    return float(np.clip(at(0.0), -FARTHEST, FARTHEST)), at(Z), at(-Z)


def _drawn_in(
    found: list[Held], levels: Sequence[tuple[int, float, float]], rate: Callable[[float], float]
) -> list[Held]:
    """The figures drawn in towards the whole, and their sway widened by the spread among persons.

    ``levels`` are a figure's place, its level and the level's variance by chance.
    """
    if not levels:
        return found
    between = _between(np.array([one[1] for one in levels]), 1 / np.array([one[2] for one in levels]))
    told = list(found)
    for place, own, variance in levels:
        one = found[place]
        wider = (one.sway or 0.0) * float(np.sqrt(1 + between / variance))
        told[place] = replace(one, drawn_in=rate(own * between / (between + variance)), sway=wider)
    return told


def _between(level: Floats, weight: Floats) -> float:
    """τ², the variance of levels among persons beyond chance (DerSimonian & Laird)."""
    middle = float((weight * level).sum() / weight.sum())
    q = float((weight * (level - middle) ** 2).sum())
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, (q - (len(level) - 1)) / room) if room > 0 else 0.0

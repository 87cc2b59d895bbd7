"""What is brought to a court in a year: type, day, cause, amount and the first two parties.

A *seed* is a frame of cases to be filed: court, type, filed, cause, amount, plaintiff, defendant,
dispute (which quarrel it is, the same through all instances), origin (the case it goes back to),
basis (what an enforcement rests on), mediated, for what another case already tells: closed, closing; and which
planted story it is part of (``topic_plants``; 0: none).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shuzhu.demo import causes
from shuzhu.demo.arrays import NONE, Array, among, pick, stack
from shuzhu.demo.numbers import type_number
from shuzhu.demo.people import draw_people
from shuzhu.demo.province import FEATURED, DemoCourt, daily_weights

FULL = 400_000
SEED = ("court", "type", "filed", "cause", "amount", "plaintiff", "defendant", "dispute", "origin", "basis",
        "mediated", "closed", "closing", "plant")  # fmt: skip

BASIC_A_YEAR: Mapping[str, float] = {
    "民初": 35_300, "刑初": 3_500, "行初": 800, "行审": 950,
    "民特": 560, "民督": 330, "破申": 45, "破": 36, "执": 5_600,
}  # fmt: skip
INTERMEDIATE_A_YEAR: Mapping[str, float] = {
    "民初": 240,
    "刑初": 60,
    "行初": 210,
    "破申": 60,
    "破": 60,
    "刑更": 1_100,
    "执": 240,
    "财保": 60,
}
TRENDS = {2017: 0.93, 2018: 1.0, 2019: 1.06, 2020: 0.97, 2021: 1.07, 2022: 0.97}
FEATURED_LENDING = {2017: 985, 2018: 1_041, 2019: 1_076, 2020: 811, 2021: 779, 2022: 753}
"""Private lending at the featured court: 2019, 2020 and 2022 as its model published them."""
LENDING_TREND = {2017: 0.95, 2018: 1.0, 2019: 1.03, 2020: 0.86, 2021: 0.80, 2022: 0.76}
MEDIATED = {2017: 0.02, 2018: 0.05, 2019: 0.14, 2020: 0.24, 2021: 0.33, 2022: 0.38}
_ESTATES = {"破": 3_000_000, "破申": 3_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How much a court-year has: the court, the year and the scale of the whole."""

    court: DemoCourt
    year: int
    scale: int
    seed: int

    def rng(self, stream: int) -> np.random.Generator:
        """Random numbers of this court-year alone."""
        return np.random.default_rng([self.seed, self.court.number, self.year, stream])

    def effect(self, stream: int, spread: float, size: int) -> Array:
        """Lasting differences of this court from the others, around one."""
        drawn = np.random.default_rng([self.seed, self.court.number, 1, stream]).normal(0, spread, size)
        return np.asarray(np.exp(drawn))

    def planned(self) -> dict[str, int]:
        """Cases of each type that no other case leads to."""
        rng = self.rng(1)
        whole = {"basic": BASIC_A_YEAR, "intermediate": INTERMEDIATE_A_YEAR}.get(self.court.level, {})
        share = self.court.size if self.court.level == "basic" else 1 / 3
        noise = np.exp(rng.normal(0, 0.03, len(whole)))
        factor = self.scale / FULL * share * TRENDS[self.year]
        return {
            type_: int(np.floor(a_year * factor * n + rng.random()))
            for (type_, a_year), n in zip(whole.items(), noise, strict=True)
        }


def featured_lending(year: int, scale: int) -> int:
    """Private-lending filings of the featured court in a year at a scale."""
    return round(FEATURED_LENDING[year] * scale / FULL)


def new_seeds(volume: Volume) -> dict[str, Array]:
    """The cases of a court-year that no other case leads to."""
    found = [_of_type(volume, type_, n) for type_, n in volume.planned().items() if n]
    return stack(found) if found else no_seeds()


def no_seeds() -> dict[str, Array]:
    """A frame of no cases."""
    return {name: np.empty(0, np.int64) for name in SEED}


def seeds(size: int, **columns: Array | int) -> dict[str, Array]:
    """A frame of cases to be filed, from what is known of them."""
    blank = {"origin": NONE, "dispute": NONE, "closed": NONE, "closing": -1, "basis": -1, "mediated": 0, "plant": 0}
    known = blank | columns
    return {name: np.broadcast_to(np.asarray(known[name], np.int64), size).copy() for name in SEED}


def _of_type(volume: Volume, type_: str, size: int) -> dict[str, Array]:
    """Cases of one type."""
    stream = 100 + type_number(type_)
    rng = volume.rng(stream)
    cause = _causes(volume, type_, size, rng)
    filed = _filing_days(rng, volume.year, cause)
    cause = _as_charges_were(rng, cause, filed)
    plaintiff, defendant = draw_people(rng, volume.court, cause, type_, volume.scale)
    return seeds(
        size, court=volume.court.number, type=type_number(type_), filed=filed, cause=cause,
        amount=_amounts(rng, type_, cause), plaintiff=plaintiff, defendant=defendant,
        basis=pick(rng, (0, 0, 0.45, 0.25, 0.3), size) if type_ == "执" else -1,
        mediated=_mediated(volume, type_, cause, rng),
    )  # fmt: skip


def _causes(volume: Volume, type_: str, size: int, rng: np.random.Generator) -> Array:
    """Places in ``causes.NAMES``; −1 where such cases have none."""
    if type_ == "民初":
        return _civil_causes(volume, size, rng)
    mix = {"刑初": causes.CRIMINAL, "刑更": causes.CRIMINAL, "行初": causes.ADMINISTRATIVE,
           "行审": {"行政处罚": 6, "行政强制执行": 2, "行政征收或者征用": 2}, **causes.OTHER}.get(type_)  # fmt: skip
    if mix is None:
        if type_ != "执":
            return np.full(size, -1)
        return pick_from(rng, causes.CIVIL_PLACES[:12], [c.weight for c in causes.CIVIL[:12]], size)
    weights = np.array(list(mix.values())) * volume.effect(50, 0.15, len(mix))
    return pick_from(rng, np.array([causes.PLACE[name] for name in mix]), weights, size)


def _civil_causes(volume: Volume, size: int, rng: np.random.Generator) -> Array:
    """Civil causes in the court's own mixture; the featured court has its private lending to the case."""
    weights = np.array([c.weight for c in causes.CIVIL]) * volume.effect(51, 0.18, len(causes.CIVIL))
    weights[0] *= LENDING_TREND[volume.year]
    if volume.court.mark != FEATURED:
        return pick_from(rng, causes.CIVIL_PLACES, weights, size)
    lending = min(size, featured_lending(volume.year, volume.scale))
    others = pick_from(rng, causes.CIVIL_PLACES[1:], weights[1:], size - lending)
    return np.concatenate([np.full(lending, causes.LENDING), others])


def pick_from(rng: np.random.Generator, places: Array, weights: Array | list[float], size: int) -> Array:
    """Places drawn by weight."""
    return np.asarray(places)[pick(rng, np.asarray(weights), size)]


def _filing_days(rng: np.random.Generator, year: int, cause: Array) -> Array:
    """A working day of the year for each case; wage claims come before Spring Festival."""
    filed = np.empty(len(cause), np.int64)
    wages = among(cause, (causes.WAGES, causes.LABOUR))
    for which, mask in ((True, wages), (False, ~wages)):
        days, weights = daily_weights(year, which)
        filed[mask] = days[pick(rng, weights, int(mask.sum()))]
    return filed


def _as_charges_were(rng: np.random.Generator, cause: Array, filed: Array) -> Array:
    """Charges that the law did not know on the day become theft."""
    later = [causes.PLACE[name] for name in causes.SINCE_2021]
    early = among(cause, later) & (filed < causes.CRIMES_2021 + rng.integers(20, 90, len(cause)))
    return np.where(early, causes.PLACE["盗窃罪"], cause)


def _amounts(rng: np.random.Generator, type_: str, cause: Array) -> Array:
    """Sums in dispute in cents, widely spread round the cause's own; blank where there is none."""
    middle = causes.traits("amount")[np.maximum(cause, 0)] * (cause >= 0)
    middle = np.where(middle > 0, middle, _ESTATES.get(type_, 0))
    drawn = middle * np.exp(rng.normal(0, 1.1, len(cause)))
    fine = np.where(drawn > 20_000, np.round(drawn, -2), np.round(drawn, 2)) * 100
    return np.where(middle > 0, np.maximum(fine, 10_000), NONE).astype(np.int64)


def _mediated(volume: Volume, type_: str, cause: Array, rng: np.random.Generator) -> Array:
    """Which civil cases come from a mediation that failed."""
    if type_ != "民初" or volume.court.level != "basic":
        return np.zeros(len(cause), np.int64)
    rate = MEDIATED[volume.year] * volume.effect(52, 0.15, 1)[0] * 0.8
    settles = causes.traits("settles")[cause]
    failed = rng.random(len(cause)) < rate * np.minimum(settles, 1.2)
    return np.asarray(failed, np.int64)

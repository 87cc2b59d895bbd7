"""Successes that did not last: some parties come back to court within a year, some have to ask for enforcement.

No case is added: an ordinary case of the same cause, filed in the right weeks, gets the parties of the mediation and
the sum that was agreed, or what is left of it; an enforcement that rested on an award rests on the confirmation
instead. All draws belong to a key, so that everything else stays as it would be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from shuzhu.demo import mixes, plants
from shuzhu.demo.arrays import NONE, Array, Frame, chance, day, rows, stack
from shuzhu.demo.cases import mediation_numbers
from shuzhu.demo.enforcing import CONFIRMATION, FIRST_ENFORCEMENT
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import case_ids, keys, type_number
from shuzhu.demo.province import LAST

COMING_BACK: Final[Mapping[str, float]] = {
    "performed": 0.012, "agreement": 0.085, "confirmed": 0.015, "mediation_paper": 0.02, "withdrawn": 0.06,
}  # fmt: skip
"""The share of successes that come back within a year, by the form that they took."""
PAID_IN_PART: Final = 0.3
"""The share of those who come back for what is left of the sum, after some of it was paid."""
ENFORCED: Final = 0.09
"""The share of confirmed agreements that have to be enforced."""
SOONEST, YEAR = 20, 365
_SPAN: Final = 1_000_000


@dataclass
class Returning:
    """Successes whose parties are still to come back, by court and way. It changes as the years go by."""

    told: list[dict[str, str]] = field(default_factory=list)
    _waiting: dict[tuple[int, str], dict[str, Array]] = field(default_factory=dict)

    def file(self, volume: Volume, frame: dict[str, Array], found: Frame, forms: tuple[str, ...]) -> dict[str, Array]:
        """Cases of a court-year, some of them with the parties of mediations that had succeeded; none was appealed."""
        if not found:
            return frame
        key = keys(found["court"], 60, found["year"], found["serial"])
        share = np.array([*(COMING_BACK.get(form, 0.0) for form in forms), 0.0])[found["form"]]
        good = (found["ending"] <= 1) & (found["ended"] <= LAST) & (chance(key, 411) < share)
        due = found["ended"] + SOONEST + (chance(key, 412) * (YEAR - SOONEST - 30)).astype(np.int64)
        told = {name: found[name] for name in ("plaintiff", "defendant", "cause", "amount", "ended")}
        coming = rows({**told, "due": due, "key": key}, good)
        may = (frame["type"] == type_number("民初")) & (frame["mediated"] == 0) & (frame["appealed"] == NONE)
        may &= (frame["retrial_ordered"] == NONE) & (frame["review_requested"] == NONE)
        may &= ~np.isin(frame["plaintiff"], (plants.lender(), plants.batch_firm())) & (frame["plant"] == 0)
        pairs = self._matched(volume, "refiled", coming, frame, may, by_cause=True)
        return _with_parties(frame, pairs) | {"amount": _sued_for(frame, *pairs)}

    def enforce(self, volume: Volume, frame: dict[str, Array]) -> dict[str, Array]:
        """Enforcement cases of a court-year, some of them resting on confirmations of agreements."""
        granted = (frame["type"] == CONFIRMATION) & (frame["closing"] == mixes.closing("granted"))
        granted &= (frame["closed"] != NONE) & (chance(frame["key"], 413) < ENFORCED)
        due = frame["closed"] + SOONEST + (chance(frame["key"], 414) * 240).astype(np.int64)
        found = {name: frame[name] for name in ("plaintiff", "defendant", "cause")}
        coming = rows({**found, "ended": frame["closed"], "due": due, "key": frame["key"]}, granted)
        may = (frame["type"] == FIRST_ENFORCEMENT) & np.isin(frame["basis"], (2, 3, 4))
        pairs = self._matched(volume, "enforced", coming, frame, may, by_cause=False)
        given = _with_parties(frame, pairs)
        place, which = pairs
        basis, dispute, origin = (given[name].copy() for name in ("basis", "dispute", "origin"))
        basis[place], dispute[place], origin[place] = mixes.BASES.index("civil_order"), which["key"], which["key"]
        return given | {"basis": basis, "dispute": dispute, "origin": origin}

    def _matched(
        self, volume: Volume, way: str, coming: Frame, frame: Frame, may: Array, *, by_cause: bool
    ) -> tuple[Array, dict[str, Array]]:
        """Places in the frame and who comes there; who finds no case this year waits while the year is not over."""
        held = self._waiting.pop((volume.court.number, way), None)
        every = stack([held, coming]) if held is not None else dict(coming)
        every = rows(every, np.argsort(every["due"], kind="stable"))
        free = np.flatnonzero(may)
        cause = frame["cause"][free] if by_cause else np.zeros(len(free), np.int64)
        order = np.argsort(cause * _SPAN + frame["filed"][free], kind="stable")
        free, place = free[order], (cause * _SPAN + frame["filed"][free])[order]
        base = every["cause"] * _SPAN if by_cause else 0
        first = np.searchsorted(place, base + every["due"], "left")
        last = np.searchsorted(place, base + every["ended"] + YEAR, "right")
        taken, places = _assigned(first.tolist(), last.tolist(), len(free))
        left = np.setdiff1d(np.arange(len(first)), taken)
        later = every["ended"][left] + YEAR > day(volume.year, 12, 31)
        self._waiting[volume.court.number, way] = rows(every, left[later])
        which, where = rows(every, np.array(taken, np.int64)), free[np.array(places, np.int64)]
        self._tell(way, which, case_ids(frame["key"][where]).to_pylist())
        return where, which

    def _tell(self, way: str, which: Frame, cases: list[str]) -> None:
        """Note which mediation or confirmation came back as which case."""
        if way == "enforced":
            names = case_ids(which["key"]).to_pylist()
        else:
            court, rest = which["key"] // 10_000_000 // 32 // 64, which["key"] // 10_000_000 % 32 + 2005
            names = mediation_numbers(court, rest, which["key"] % 10_000_000).to_pylist()
        self.told += [{"way": way, "from": name, "case": case} for name, case in zip(names, cases, strict=True)]


def _assigned(first: Sequence[int], last: Sequence[int], size: int) -> tuple[list[int], list[int]]:
    """Who gets which place: each the first free one from ``first`` on and before ``last``."""
    following = list(range(size + 1))
    taken, places = [], []
    for n, (begin, end) in enumerate(zip(first, last, strict=True)):
        at = begin
        while following[at] != at:
            following[at] = following[following[at]]
            at = following[at]
        if at < end:
            following[at] = at + 1
            taken.append(n)
            places.append(at)
    return taken, places


def _with_parties(frame: Frame, pairs: tuple[Array, Mapping[str, Array]]) -> dict[str, Array]:
    """The frame with other parties in some of its rows."""
    place, which = pairs
    plaintiff, defendant = frame["plaintiff"].copy(), frame["defendant"].copy()
    plaintiff[place], defendant[place] = which["plaintiff"], which["defendant"]
    return dict(frame) | {"plaintiff": plaintiff, "defendant": defendant}


def _sued_for(frame: Frame, place: Array, which: Frame) -> Array:
    """The sums of the frame, with those agreed before in some rows, whole or what is left.

    A case keeps its own sum where either has none, and where the other would be none for its procedure.
    """
    found = frame["amount"].copy()
    agreed, own = which["amount"], found[place]
    left = (agreed * (0.25 + 0.65 * chance(which["key"], 445))).astype(np.int64) // 100 * 100
    owed = np.where(chance(which["key"], 444) < PAID_IN_PART, left, agreed)
    small = frame["procedure"][place] == mixes.procedure("small_claims")
    stays = (agreed == NONE) | (own == NONE) | (small & (owed > mixes.SMALL_SUM))
    found[place] = np.where(stays, own, owed)
    return found

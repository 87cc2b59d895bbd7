"""What a closed case leads to: taking effect, appeal, retrial, and the seeds of the cases that follow."""

import numpy as np

from shuzhu.demo import mixes
from shuzhu.demo.arrays import NONE, Array, Frame, among, chance, pick, rows, stack
from shuzhu.demo.course import luck
from shuzhu.demo.filings import Volume, no_seeds, seeds
from shuzhu.demo.numbers import type_number
from shuzhu.demo.province import COURTS, LAST, after_standstill, next_workday

LITIGATION = [type_number(t) for t in ("民初", "刑初", "行初")]
SECOND = {type_number(a): type_number(b) for a, b in (("民初", "民终"), ("刑初", "刑终"), ("行初", "行终"))}
SECONDS = list(SECOND.values())
_TAKING_EFFECT = [*LITIGATION, *SECONDS, *(type_number(t) for t in ("民再", "民特", "民督", "诉前调确"))]
_PARENT = np.array([max(court.parent, 0) for court in COURTS])
_APPEALS = {type_number("民初"): 0.115, type_number("刑初"): 0.095, type_number("行初"): 0.42}
CHANGE_REASONS = ("wrong_facts", "unclear_facts", "wrong_law", "discretion", "procedure", "new_evidence",
                  "settlement", "law_change")  # fmt: skip
_REASON_SHARES = (22, 20, 24, 14, 5, 9, 4, 2)


def words_at(vocabulary: frozenset[str]) -> list[int]:
    """Places in ``CLOSING_WORDS`` of some ways of closing."""
    return [mixes.closing(word) for word in mixes.CLOSING_WORDS if word in vocabulary]


def onward(volume: Volume, frame: Frame, stream: int) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """The cases with what became of them afterwards, and the seeds of later cases."""
    rng = volume.rng(stream)
    found = dict(frame) | _may_appeal(frame)
    found, appeals = _appeal(volume, found, rng)
    found |= _effect(found, rng)
    found, reviews = _review(volume, found, rng)
    return found, [appeals, *reviews]


def _may_appeal(frame: Frame) -> dict[str, Array]:
    """Whether the way of closing can be appealed from."""
    first = among(frame["type"], LITIGATION) & (frame["procedure"] != mixes.procedure("small_claims"))
    can = first & among(frame["closing"], words_at(mixes.JUDGMENTS | mixes.APPEALABLE_ORDERS))
    ten = (frame["type"] == type_number("刑初")) | among(frame["closing"], words_at(mixes.APPEALABLE_ORDERS))
    return {"can_appeal": can.astype(np.int64), "appeal_days": np.where(ten, 10, 15)}


def _appeal(
    volume: Volume, frame: dict[str, Array], rng: np.random.Generator
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Appeals with their days and end, as the first record tells them, and the seeds of the second instance."""
    size = len(frame["type"])
    rate = np.zeros(size)
    for type_, share in _APPEALS.items():
        rate[frame["type"] == type_] = share * volume.effect(80, 0.12, 1)[0]
    closed = frame["closed"]
    day = closed + 2 + (rng.random(size) * (frame["appeal_days"] - 2)).astype(np.int64)
    appealed = (frame["can_appeal"] > 0) & (rng.random(size) < rate) & (day <= LAST)
    sent = next_workday(closed + frame["appeal_days"] + 4 + rng.gamma(2, 9, size).astype(np.int64))
    filed = after_standstill(rng, sent + rng.integers(1, 6, size))
    mask = appealed & (filed <= LAST)
    second = _second_seeds(rng, rows(frame, mask), filed[mask])
    ended, outcome = np.full(size, NONE), np.full(size, -1)
    ended[mask], outcome[mask] = second["closed"], second["closing"]
    known = (ended != NONE) & (ended <= LAST)
    return frame | {
        "appealed": np.where(appealed, day, NONE),
        "transferred": np.where(appealed & (sent <= LAST), sent, NONE),
        "appeal_closed": np.where(known, ended, NONE),
        "appeal_outcome": np.where(known, outcome, -1),
    }, second


def _second_seeds(rng: np.random.Generator, later: Frame, filed: Array) -> dict[str, Array]:
    """The seeds of the second instance, with its end."""
    type_ = np.zeros(len(filed), np.int64)
    for first, then in SECOND.items():
        type_[later["type"] == first] = then
    found = seeds(
        len(filed), court=_PARENT[later["court"]], type=type_, filed=filed, cause=later["cause"],
        amount=later["amount"], plaintiff=later["plaintiff"], defendant=later["defendant"],
        dispute=later["dispute"], origin=later["key"],
    )  # fmt: skip
    return found | _second(rng, found)


def _second(rng: np.random.Generator, found: Frame) -> dict[str, Array]:
    """When and how the second instance ends, drawn where the first record is made."""
    size = len(found["type"])
    net = np.minimum(np.maximum(rng.gamma(2.2, 1 / 2.2, size) * 44, 3), 84).astype(np.int64)
    net = np.where(rng.random(size) < 0.02, 95 + rng.integers(0, 60, size), net)
    closed = next_workday(found["filed"] + net)
    closing = np.full(size, -1)
    for name in ("民终", "刑终", "行终"):
        mask = found["type"] == type_number(name)
        mix = mixes.CLOSINGS[name]
        places = np.array([mixes.closing(word) for word in mix])
        closing[mask] = places[pick(rng, list(mix.values()), int(mask.sum()))]
    return {"closed": closed, "closing": closing}


def _effect(frame: Frame, rng: np.random.Generator) -> dict[str, Array]:
    """The day of taking effect, whether there is something to pay, and by when."""
    closed, closing = frame["closed"], frame["closing"]
    size = len(closed)
    day = np.where(closing == mixes.closing("mediated"), closed + rng.integers(0, 3, size), closed)
    day = np.where(frame["can_appeal"] > 0, closed + frame["appeal_days"] + rng.integers(1, 4, size), day)
    stood = among(frame["appeal_outcome"], words_at(mixes.STANDS))
    day = np.where(frame["appealed"] != NONE, np.where(stood, frame["appeal_closed"], NONE), day)
    judged = among(frame["type"], _TAKING_EFFECT)
    day = np.where((closed == NONE) | (day > LAST) | ~judged, NONE, day)
    pays = _pays(frame)
    wait = np.where(closing == mixes.closing("mediated"), rng.integers(15, 120, size), rng.integers(10, 31, size))
    return {
        "effective": day,
        "has_payment": pays,
        "due": np.where((pays > 0) & (day != NONE), day + wait, NONE),
    }


def _pays(frame: Frame) -> Array:
    """1 where the judgment or mediation paper orders a payment, 0 where not, −1 where none was made."""
    paying = words_at(frozenset({"supported", "partly_supported", "mediated"}))
    civil = (frame["type"] == type_number("民初")) & (frame["closing"] >= 0)
    pays = among(frame["closing"], paying) & ((frame["amount"] != NONE) | (luck(frame, 31) < 0.3))
    return np.where(civil, pays.astype(np.int64), -1)


def _review(
    volume: Volume, frame: dict[str, Array], rng: np.random.Generator
) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """Requests for retrial, retrials ordered and how they ended; one court up."""
    size = len(frame["type"])
    civil = among(frame["type"], (type_number("民初"), type_number("民终")))
    second = frame["type"] == type_number("民终")
    settled = among(frame["closing"], words_at(mixes.JUDGMENTS | {"upheld", "changed"}))
    rate = np.where(second, 0.05, 0.012) * (volume.court.level != "high")
    asked = next_workday(frame["effective"] + rng.integers(10, 175, size))
    mask = civil & settled & (frame["effective"] != NONE) & (asked <= LAST) & (rng.random(size) < rate)
    mask &= frame["appealed"] == NONE  # after an appeal it is the second judgment that is asked about
    later = rows(frame, mask)
    above = {"court": _PARENT[later["court"]], "cause": later["cause"], "amount": later["amount"],
             "plaintiff": later["plaintiff"], "defendant": later["defendant"], "dispute": later["dispute"],
             "origin": later["key"]}  # fmt: skip
    filed = next_workday(asked[mask] + 5)
    decided = next_workday(filed + rng.integers(20, 85, len(filed)))
    granted = rng.random(len(filed)) < 0.10
    told = np.where(granted, mixes.closing("retrial_ordered"), mixes.closing("retrial_refused"))
    request = seeds(len(filed), type=type_number("民申"), filed=filed, closed=decided, closing=told, **above)
    retrial = _retrial(rng, rows(above | {"decided": decided}, granted))
    ordered, ended, outcome = (np.full(size, blank) for blank in (NONE, NONE, -1))
    found = np.flatnonzero(mask)[granted]
    ordered[found] = decided[granted]
    ended[found], outcome[found] = retrial["closed"], retrial["closing"]
    over = ended > LAST
    return frame | {
        "review_requested": np.where(mask, asked, NONE),
        "retrial_ordered": np.where(ordered > LAST, NONE, ordered),
        "retrial_closed": np.where(over, NONE, ended),
        "retrial_outcome": np.where(over, -1, outcome),
    }, [request, retrial]


def _retrial(rng: np.random.Generator, granted: Frame) -> dict[str, Array]:
    """The retrials taken up, with their end."""
    size = len(granted["decided"])
    filed = next_workday(granted["decided"] + rng.integers(3, 15, size))
    mix = mixes.CLOSINGS["民再"]
    closing = np.array([mixes.closing(w) for w in mix])[pick(rng, list(mix.values()), size)]
    known = {name: column for name, column in granted.items() if name != "decided"}
    closed = next_workday(filed + rng.integers(25, 85, size))
    return seeds(size, type=type_number("民再"), filed=filed, closed=closed, closing=closing, **known)


def change_reason(frame: Frame) -> Array:
    """Why a first judgment was changed or sent back, as a place in ``CHANGE_REASONS``; −1 if it was not."""
    own = np.where(among(frame["type"], SECONDS), frame["closing"], frame["appeal_outcome"])
    edges = np.cumsum(_REASON_SHARES) / sum(_REASON_SHARES)
    # both records tell the same reason: it hangs on the dispute
    drawn = np.searchsorted(edges, chance(frame["dispute"], 32), "right").astype(np.int64)
    return np.where(among(own, words_at(mixes.OVERTURNED)), np.minimum(drawn, len(edges) - 1), -1)


def merged(waiting: list[dict[str, Array]]) -> dict[str, Array]:
    """Seeds joined into one frame."""
    return stack(waiting) if waiting else no_seeds()

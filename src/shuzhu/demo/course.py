"""Seeds → cases with their course: number, procedure, exclusions, day and way of closing."""

import numpy as np

from shuzhu.demo import causes, mixes
from shuzhu.demo.arrays import NONE, Array, Frame, among, chance, parts, pick, rows
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import TYPES, keys, type_number
from shuzhu.demo.province import LAST, last_workday, next_workday

NORMAL, OVERDUE, EXTENDED = range(3)
_RUSH = 0.74
# reason, weight, fewest days, most days
REASONS = (
    ("public_notice", 34, 60, 66), ("appraisal", 26, 25, 120), ("jurisdiction", 14, 15, 60),
    ("suspension", 8, 60, 620), ("settlement", 12, 10, 60), ("audit", 6, 30, 90),
)  # fmt: skip
ADMINISTRATIVE_REASONS = tuple(reason for reason in REASONS if reason[0] != "settlement")
CRIMINAL_REASONS = (
    ("supplementary_investigation", 50, 20, 30), ("new_witness", 20, 10, 30), ("new_defender", 18, 5, 10),
    ("psychiatric_examination", 6, 30, 80), ("suspension", 6, 60, 400),
)  # fmt: skip
ENFORCEMENT_REASONS = (
    ("auction", 55, 30, 120), ("enforcement_settlement", 25, 20, 90), ("suspension", 10, 60, 500),
    ("audit", 10, 30, 60),
)  # fmt: skip
CRIMINAL = tuple(type_number(t) for t in ("刑初", "刑终", "刑更"))
ENFORCING = tuple(type_number(t) for t in ("执", "执恢", "执保", "执异"))
ADMINISTRATIVE = tuple(type_number(t) for t in ("行初", "行终", "行审", "行申"))
REASON_WORDS = tuple(dict.fromkeys(r[0] for r in (*REASONS, *CRIMINAL_REASONS, *ENFORCEMENT_REASONS)))


def run(volume: Volume, seeds: Frame, stream: int) -> dict[str, Array]:
    """The cases of one court-year with all that happens to them until they are closed."""
    frame = _numbered(seeds)
    rng = volume.rng(stream)
    frame |= _procedures(volume, frame, rng)
    mean, limit, excluded = _paces(volume, frame)
    frame |= _exclusions(rng, frame, limit, (rng.random(len(limit)) < excluded) & (frame["closed"] == NONE))
    frame |= _fates(rng, frame)
    frame |= _closed(rng, frame, mean, limit)
    frame |= {"limit": limit, "closing": _closings(volume, frame, rng)}
    open_ = frame["closed"] > LAST
    frame |= {
        "closed": np.where(open_, NONE, frame["closed"]),
        "closing": np.where(open_, -1, frame["closing"]),
    }
    return frame | {"term": _terms(frame)}


def _numbered(seeds: Frame) -> dict[str, Array]:
    """Cases by type and day of filing, each with its key; a dispute begins with its first case."""
    frame = rows(seeds, np.lexsort((seeds["plaintiff"], seeds["filed"], seeds["type"])))
    size = len(frame["type"])
    starts = np.flatnonzero(np.r_[True, np.diff(frame["type"]) != 0]) if size else np.empty(0, int)
    begin = np.repeat(starts, np.diff(np.r_[starts, size]))
    key = keys(frame["court"], frame["type"], parts(frame["filed"])[0], np.arange(size) - begin + 1)
    return frame | {"key": key, "dispute": np.where(frame["dispute"] == NONE, key, frame["dispute"])}


def _procedures(volume: Volume, frame: Frame, rng: np.random.Generator) -> dict[str, Array]:
    """Procedure now, procedure before a conversion (−1: none) and how long after filing it changed."""
    size = len(frame["type"])
    found = np.full(size, -1)
    for word, codes in _types_by_procedure().items():
        found[among(frame["type"], codes)] = mixes.procedure(word)
    for type_, draw in (("民初", _civil), ("刑初", _criminal), ("行初", _administrative)):
        mask = frame["type"] == type_number(type_)
        if mask.any():
            found[mask] = draw(volume, rows(frame, mask), rng)
    first = among(frame["type"], (type_number("民初"), type_number("行初")))
    simple = mixes.procedure("simplified")
    converted = first & (found == mixes.procedure("ordinary")) & (rng.random(size) < 0.30)
    return {"procedure": found, "before": np.where(converted, simple, -1), "turned": rng.integers(15, 60, size)}


def _types_by_procedure() -> dict[str, list[int]]:
    """Types that have one procedure only, by that procedure."""
    found: dict[str, list[int]] = {}
    for type_, word in mixes.PROCEDURE_OF.items():
        found.setdefault(word, []).append(type_number(type_))
    return found


def _civil(volume: Volume, frame: Frame, rng: np.random.Generator) -> Array:
    """Small claims for small sums, more each year; few ordinary cases; the rest is simple."""
    size = len(frame["type"])
    ordinary = 0.078 * volume.effect(60, 0.15, 1)[0] * causes.traits("slow")[frame["cause"]] ** 2.5
    ordinary = np.where(volume.court.level == "basic", ordinary, 1.0)
    eligible = (frame["amount"] != NONE) & (frame["amount"] <= mixes.SMALL_SUM)
    small = mixes.SMALL_CLAIMS[volume.year] * volume.effect(61, 0.12, 1)[0] / max(eligible.mean(), 0.2)
    draw = rng.random(size)
    found = np.where(eligible & (rng.random(size) < small), "small_claims", "simplified")
    return _places(np.where(draw < ordinary, "ordinary", found))


def _criminal(volume: Volume, frame: Frame, rng: np.random.Generator) -> Array:
    """Fast-track for dangerous driving and the like, ordinary for what is grave."""
    fast = np.where(frame["cause"] == causes.PLACE["危险驾驶罪"], 0.75, 0.28)
    fast = fast * (1.0 if volume.year >= 2019 else 0.7)
    draw = rng.random(len(fast))
    found = np.where(draw < fast, "fast_track", np.where(draw < 0.80, "simplified", "ordinary"))
    return _places(found if volume.court.level == "basic" else np.full(len(fast), "ordinary"))


def _administrative(_: Volume, frame: Frame, rng: np.random.Generator) -> Array:
    """A third simple."""
    return _places(np.where(rng.random(len(frame["type"])) < 0.33, "simplified", "ordinary"))


def _places(found: Array) -> Array:
    """Procedures as places in ``PROCEDURE_WORDS``."""
    order = np.array(mixes.PROCEDURE_WORDS)
    sorter = np.argsort(order)
    return np.asarray(sorter[np.searchsorted(order, found, sorter=sorter)])


def _paces(volume: Volume, frame: Frame) -> tuple[Array, Array, Array]:
    """Mean net days, days allowed and the chance of an exclusion, for each case."""
    pairs = frame["type"] * 64 + frame["procedure"]
    kinds, which = np.unique(pairs, return_inverse=True)
    found = [mixes.pace(TYPES[k // 64], mixes.PROCEDURE_WORDS[k % 64]) for k in kinds]
    mean = np.array([p.mean for p in found])[which] if found else np.empty(0)
    slow = np.where(frame["type"] == type_number("民初"), causes.traits("slow")[np.maximum(frame["cause"], 0)], 1.0)
    mean = mean * np.where(slow > 0, slow, 1.0) * volume.effect(62, 0.08, 1)[0]
    limit = np.array([p.limit for p in found], np.int64)[which] if found else np.empty(0, np.int64)
    excluded = np.array([p.excluded for p in found])[which] if found else np.empty(0)
    return mean, limit, excluded


def _exclusions(rng: np.random.Generator, frame: Frame, limit: Array, has: Array) -> dict[str, Array]:
    """Up to two intervals, the second often over part of the first; blank where there is none."""
    size = len(limit)
    first, second = (_reason(rng, frame["type"]) for _ in range(2))
    start = frame["filed"] + 1 + (rng.random(size) * np.minimum(limit / 3, 18)).astype(np.int64)
    end = start + first[1] - 1
    start2 = start + (rng.random(size) * (first[1] + 6)).astype(np.int64)
    short = np.minimum(second[1], 60)
    end2 = start2 + short - 1
    two = has & (rng.random(size) < 0.22)
    gap = np.where(two, np.maximum(start2 - end - 1, 0), 0)
    reach = np.where(two, np.maximum(end, end2), end)
    return {
        "start": np.where(has, start, NONE), "end": np.where(has, end, NONE), "reason": np.where(has, first[0], -1),
        "start2": np.where(two, start2, NONE), "end2": np.where(two, end2, NONE),
        "reason2": np.where(two, second[0], -1),
        "away": np.where(has, reach - start + 1 - gap, 0), "until": np.where(has, start - frame["filed"] + gap, 0),
    }  # fmt: skip


def _reason(rng: np.random.Generator, types: Array) -> tuple[Array, Array]:
    """Reasons and lengths in days; crime and enforcement have their own."""
    size = len(types)
    reason, length = np.empty(size, np.int64), np.empty(size, np.int64)
    own = {CRIMINAL: CRIMINAL_REASONS, ENFORCING: ENFORCEMENT_REASONS, ADMINISTRATIVE: ADMINISTRATIVE_REASONS}
    known_by = [(among(types, of), reasons) for of, reasons in own.items()]
    others = ~among(types, CRIMINAL + ENFORCING + ADMINISTRATIVE)
    for mask, known in [*known_by, (others, REASONS)]:
        drawn = pick(rng, [r[1] for r in known], int(mask.sum()))
        low, high = (np.array([r[n] for r in known])[drawn] for n in (2, 3))
        reason[mask] = np.array([REASON_WORDS.index(r[0]) for r in known])[drawn]
        length[mask] = low + (rng.random(len(drawn)) ** 2 * (high - low)).astype(np.int64)
    return reason, length


def _fates(rng: np.random.Generator, frame: Frame) -> dict[str, Array]:
    """Most close in time; a few run over, a few are extended with approval."""
    fate = pick(rng, (0.975, 0.013, 0.012), len(frame["type"]))
    brief = among(frame["type"], [type_number(t) for t in ("破", "诉前调确", "司惩", "财保", "民督")])
    return {"fate": np.where(brief | (frame["closed"] != NONE), NORMAL, fate)}


def _closed(rng: np.random.Generator, frame: Frame, mean: Array, limit: Array) -> dict[str, Array]:
    """The day of closing, for cases whose day is not told already; many are hurried into December."""
    size = len(mean)
    net = np.maximum(rng.gamma(1.7, 1.0, size) / 1.7 * mean, 1)
    over = limit + 1 + rng.exponential(np.maximum(limit * 0.3, 4), size)
    longer = limit + 4 + rng.random(size) * limit * 0.8
    inside = limit - rng.integers(0, 7, size) % np.maximum(limit // 8, 1) - np.where(frame["away"] > 0, 9, 0)
    net = np.where(frame["fate"] == NORMAL, np.minimum(net, np.maximum(inside, 1)), net)
    net = np.where(frame["fate"] == OVERDUE, over, np.where(frame["fate"] == EXTENDED, longer, net)).astype(np.int64)
    net = np.maximum(net, np.minimum(frame["until"] + 1, limit))
    closed = frame["filed"] + net + frame["away"]
    closed = np.where(frame["away"] > 0, next_workday(closed), last_workday(closed))
    closed = _hurried(rng, frame, np.maximum(closed, frame["filed"]))
    return {"closed": np.where(frame["closed"] == NONE, closed, frame["closed"])}


def _hurried(rng: np.random.Generator, frame: Frame, closed: Array) -> Array:
    """Closings of the new year's first months brought forward into the December before."""
    year, month, _ = parts(closed)
    december = ((year - 1 - 1970) * 12 + 11).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    earliest = np.maximum(december, frame["filed"] + 3)
    movable = (month <= 4) & (frame["away"] == 0) & (frame["fate"] == NORMAL) & (earliest <= december + 27)
    moved = earliest + (rng.random(len(closed)) * (december + 31 - earliest)).astype(np.int64)
    share = np.where(month <= 2, _RUSH, _RUSH * 0.6)
    pulled = movable & (rng.random(len(closed)) < share)
    return np.where(pulled, np.maximum(last_workday(moved), frame["filed"]), closed)


def _closings(volume: Volume, frame: Frame, rng: np.random.Generator) -> Array:
    """How each case is closed, where it is not told already."""
    found = frame["closing"].copy()
    for number in np.unique(frame["type"]):
        mask = (frame["type"] == number) & (found < 0)
        mix = mixes.CLOSINGS[TYPES[number]]
        weights = np.array(list(mix.values())) * volume.effect(70 + int(number), 0.06, len(mix))
        places = np.array([mixes.closing(word) for word in mix])
        matrix = np.tile(weights, (int(mask.sum()), 1))
        if TYPES[number] == "民初":
            matrix[:, 0] *= np.clip(causes.traits("settles")[frame["cause"][mask]], 0.2, 1.4)
        edges = np.cumsum(matrix, axis=1)
        drawn = rng.random(len(matrix)) * edges[:, -1] if len(matrix) else np.empty(0)
        found[mask] = places[np.minimum((edges <= drawn[:, None]).sum(axis=1), len(mix) - 1)]
    return found


def _terms(frame: Frame) -> Array:
    """Months of the longest penalty of a conviction, as its procedure allows; 9999 is life or death."""
    draw = luck(frame, 21)
    fast = 1 + (draw * 8).astype(np.int64)
    simple = 3 + (draw**2 * 28).astype(np.int64)
    grave = 6 + np.minimum(np.exp(draw * 5.2), 160).astype(np.int64)
    life = (frame["cause"] == causes.PLACE["故意杀人罪"]) & (draw > 0.4)
    which = [frame["procedure"] == mixes.procedure(p) for p in ("fast_track", "simplified")]
    months = np.select(which, [fast, simple], np.where(life, 9_999, grave))
    return np.where((frame["closing"] == mixes.closing("convicted")), months, NONE)


def luck(frame: Frame, salt: int) -> Array:
    """A fraction of 0 ≤ x < 1 for each case, the same wherever it is asked for."""
    return chance(frame["key"], salt)

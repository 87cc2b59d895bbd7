"""Before the court: what grassroots units registered, the register of villages and parks, and legal education."""

import numpy as np
import pyarrow as pa

from shuzhu.demo import causes
from shuzhu.demo.arrays import (
    NONE,
    Array,
    Frame,
    chance,
    dates,
    day,
    flags,
    joined,
    rows,
    scramble,
    stack,
    table,
    text,
    whole,
    words,
)
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import case_numbers, keys, type_number
from shuzhu.demo.province import LAST, YEARS, DemoCourt, daily_weights, last_workday, next_workday

OUTCOMES = ("settled", "to_mediation", "to_court", "other")
_A_TOWN = 8
"""Villages, communities and parks of a town."""
_TOPICS = ("民间借贷风险防范", "婚姻家庭与赡养", "物业服务与业主权益", "劳动用工与工资支付", "买卖合同与诚信经营",
           "道路交通事故赔偿")  # fmt: skip


def from_source(identity: Array, year: Array) -> Array:
    """Which mediations a grassroots unit had handed on."""
    return np.asarray(chance(identity, 411) < 0.14 + 0.05 * (year - 2017))


def dispute_ids(identity: Array, court: DemoCourt, year: Array, serial: Array) -> pa.Array:
    """The dispute that each mediation came from; blank where it came straight to court."""
    known = from_source(identity, year)
    return joined(f"源-{court.mark}-", text(np.where(known, year, NONE)), "-", text(np.where(known, serial, NONE)))


def disputes(volume: Volume, mediated: Frame, identity: Array, mediation_ids: pa.Array, frame: Frame) -> pa.Table:
    """The disputes of a court-year: settled on the spot or still open, handed to mediation, taken to court."""
    own = _settled(volume, len(mediated["serial"]))
    handed = np.flatnonzero(from_source(identity, mediated["year"]))
    some = rows(mediated, handed)
    passed = {
        "year": some["year"], "number": some["serial"], "cause": some["cause"], "case": np.full(len(handed), NONE),
        "registered": last_workday(some["registered"] - 2 - scramble(identity[handed], 412) % 12),
        "ended": some["registered"], "outcome": np.full(len(handed), 1), "row": handed,
    }  # fmt: skip
    found = stack([own, passed, _sued(volume, frame)])
    size, over = len(found["year"]), found["ended"] > LAST
    key = keys(volume.court.number, 61, found["year"], found["number"])
    towns = volume.court.towns
    town = scramble(key, 413) % len(towns)
    place = scramble(key, 414) % _A_TOWN
    number = np.where(found["row"] == NONE, -1, found["row"])
    return table("disputes", size, {
        "dispute_id": joined(f"源-{volume.court.mark}-", text(found["year"]), "-", text(found["number"])),
        "court": volume.court.mark,
        "town": words(towns, town),
        "community": words(_names(volume.court), town * _A_TOWN + place),
        "unit": joined(words(towns, town), "虚构综治中心"),
        "cause": words(causes.NAMES, causes.named_then(found["cause"], found["registered"])),
        "registered_on": dates(found["registered"]),
        "ended_on": dates(np.where(over, NONE, found["ended"])),
        "outcome": words(OUTCOMES, np.where(over, -1, found["outcome"])),
        "mediation_id": mediation_ids.take(pa.array(number, mask=number < 0)),
        "case_number": case_numbers(found["case"]),
    })  # fmt: skip


def _settled(volume: Volume, mediations: int) -> dict[str, Array]:
    """Disputes that a unit dealt with itself, more of them each year; numbered after the mediations."""
    size = round(mediations * (0.45 + 0.09 * (volume.year - 2017)))
    number = 500_000 + np.arange(size)
    key = keys(volume.court.number, 62, volume.year, number)
    days, weights = daily_weights(volume.year)
    edges = np.cumsum(weights) / weights.sum()
    registered = days[np.minimum(np.searchsorted(edges, chance(key, 415), "right"), len(days) - 1)]
    ended = next_workday(registered + 1 + (chance(key, 416) * 24).astype(np.int64))
    lying = chance(key, 417) < 0.012
    civil = np.array(causes.CIVIL_PLACES)
    return {
        "year": np.full(size, volume.year), "number": number, "cause": civil[scramble(key, 418) % len(civil)],
        "case": np.full(size, NONE), "registered": registered, "ended": np.where(lying, LAST + 1, ended),
        "outcome": np.where(chance(key, 419) < 0.94, 0, 3), "row": np.full(size, NONE),
    }  # fmt: skip


def _sued(volume: Volume, frame: Frame) -> dict[str, Array]:
    """Disputes that a unit could not settle and that were filed at once."""
    straight = (frame["type"] == type_number("民初")) & (frame["mediated"] == 0) & (chance(frame["key"], 440) < 0.03)
    some = rows(frame, straight)
    size = len(some["key"])
    return {
        "year": np.full(size, volume.year), "number": 900_000 + np.arange(size), "cause": some["cause"],
        "case": some["key"], "registered": last_workday(some["filed"] - 3 - scramble(some["key"], 441) % 20),
        "ended": some["filed"], "outcome": np.full(size, 2), "row": np.full(size, NONE),
    }  # fmt: skip


def _names(court: DemoCourt) -> list[str]:
    """The names of a court's villages, communities and parks, town by town."""
    kinds = ["社区" if town.endswith("街道") else "村" for town in court.towns]
    return [
        f"{town}虚构园区" if n == _A_TOWN - 1 else f"{town}虚构第{n + 1}{kind}"
        for town, kind in zip(court.towns, kinds, strict=True)
        for n in range(_A_TOWN)
    ]


def communities(court: DemoCourt) -> pa.Table:
    """The register of a court's villages, communities and parks at the end of every year."""
    each = _A_TOWN * len(court.towns)
    year = np.repeat(np.array(YEARS), each)
    place = np.tile(np.arange(each), len(YEARS))
    lasting = chance(place + court.number * 1_000, 450)
    key = place + court.number * 1_000 + year * 1_000_000
    park = place % _A_TOWN == _A_TOWN - 1
    urban = np.array([town.endswith("街道") for town in court.towns])[place // _A_TOWN]
    suits = np.maximum(0, (lasting * 26 - 3 + chance(key, 451) * 8 - 0.5 * (year - 2017)).astype(np.int64))
    ends = np.array([day(y, 12, 31) for y in YEARS])
    return table("communities", len(place), {
        "community_id": joined(f"村-{court.mark}-", text(place + 1)),
        "registered_on": dates(np.repeat(ends, each)),
        "court": court.mark,
        "name": words(_names(court), place),
        "kind": words(("village", "residents", "park"), np.where(park, 2, urban.astype(np.int64))),
        "town": words(court.towns, place // _A_TOWN),
        "has_point": flags((chance(place + court.number * 1_000, 452) < 0.3 + 0.1 * (year - 2017)).astype(np.int64)),
        "suits": whole(suits),
    })  # fmt: skip


def outreach(court: DemoCourt) -> pa.Table:
    """Sessions of legal education, circuit hearings and advice; more and more of them answer a warning."""
    each = 24
    year = np.repeat(np.array(YEARS), each)
    number = np.tile(np.arange(each), len(YEARS))
    key = number + court.number * 1_000 + year * 1_000_000
    begins = np.array([day(y, 1, 8) for y in YEARS])[year - YEARS[0]]
    held = last_workday(begins + (chance(key, 460) * 350).astype(np.int64))
    aimed = chance(key, 461) < 0.25 + 0.08 * (year - 2017)
    marks = joined("虚构预警-", text(np.where(aimed, year, NONE)), "-", text(np.where(aimed, number + 1, NONE)))
    return table("outreach", len(number), {
        "session_id": joined(f"普-{court.mark}-", text(year), "-", text(number + 1)),
        "court": court.mark,
        "kind": words(("lecture", "circuit", "advice"), (chance(key, 462) * 3).astype(np.int64)),
        "held_on": dates(held),
        "town": words(court.towns, scramble(key, 463) % len(court.towns)),
        "topic": words(_TOPICS, scramble(key, 464) % len(_TOPICS)),
        "warning": marks,
        "audience": whole(20 + scramble(key, 465) % 160),
    })  # fmt: skip

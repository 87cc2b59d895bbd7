"""Cases with their course → the table of cases."""

import numpy as np
import pyarrow as pa

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.demo import bench, causes, mixes, onward, programmes, topic_plants
from shuzhu.demo.arrays import (
    NONE,
    Array,
    Frame,
    among,
    dates,
    flags,
    joined,
    parts,
    scramble,
    table,
    text,
    whole,
    words,
    yuan,
)  # fmt: skip
from shuzhu.demo.course import luck
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import TYPES, case_ids, case_numbers, type_number
from shuzhu.demo.people import serial_of
from shuzhu.demo.plants import BATCH_MARK
from shuzhu.demo.province import COURTS, FEATURED, LAST, next_workday

CHANNELS = ("online", "counter", "cross_region", "mail", "circuit")
_ONLINE = {2017: 0.08, 2018: 0.15, 2019: 0.24, 2020: 0.46, 2021: 0.55, 2022: 0.62}
_EFILE = {2017: 0.25, 2018: 0.48, 2019: 0.70, 2020: 0.84, 2021: 0.92, 2022: 0.96}
_PANELS = [type_number(t) for t in ("民终", "刑终", "行终", "民申", "行申", "民再", "行审", "破", "破申", "刑更")]
ORIGINS = ("new", "prosecution", "mediation", "appeal", "petition", "retrial_taken_up", "enforcement_applied",
           "enforcement_resumed", "other")  # fmt: skip
_ORIGIN_OF = {"刑初": 1, "民终": 3, "刑终": 3, "行终": 3, "民申": 4, "行申": 4, "民再": 5, "执": 6, "执恢": 7}
LATE_MONTH = (2018, 6)
"""The month in which the featured court entered some filings weeks late."""


def case_table(volume: Volume, frame: Frame, codes: CodeTables) -> pa.Table:
    """The records of a court-year's cases."""
    size = len(frame["key"])
    return table("cases", size, {
        **_identity(volume, frame, codes), **_filing(volume, frame, codes), **_closing(frame), **_afterwards(frame),
        **_particulars(volume, frame), **bench.sits(volume.court, frame),
    })  # fmt: skip


def _identity(volume: Volume, frame: Frame, codes: CodeTables) -> dict[str, pa.Array | str]:
    """Numbers, kinds, procedure and cause."""
    types = [codes.types[type_] for type_ in TYPES]
    cause = causes.named_then(frame["cause"], frame["filed"])
    ordinary = frame["procedure"] == mixes.procedure("ordinary")
    single = _single(volume, frame, ordinary)
    converted = np.where(frame["before"] >= 0, next_workday(frame["filed"] + frame["turned"]), NONE)
    late = (converted > LAST) | ((frame["closed"] != NONE) & (converted >= frame["closed"]))
    converted = np.where(late, NONE, converted)
    return {
        "case_id": case_ids(frame["key"]),
        "case_number": case_numbers(frame["key"]),
        "court": volume.court.mark,
        "kind": words([t.kind for t in types], frame["type"]),
        "type_code": words(TYPES, frame["type"]),
        "instance": words([t.instance for t in types], frame["type"]),
        "procedure": words(mixes.PROCEDURE_WORDS, frame["procedure"]),
        "procedure_before": words(mixes.PROCEDURE_WORDS, np.where(converted == NONE, -1, frame["before"])),
        "converted_on": dates(converted),
        "panel": words(("collegiate", "single"), single),
        "has_lay_assessor": flags(_lay(frame, ordinary & (single == 0))),
        "cause": words(causes.NAMES, cause),
    }


def _single(volume: Volume, frame: Frame, ordinary: Array) -> Array:
    """1 a single judge, 0 a panel; one judge may try ordinary civil cases since 2022 (民诉法 2021)."""
    types = frame["type"]
    panels = among(types, _PANELS)
    alone = (types == type_number("民初")) & (volume.year >= 2022) & (luck(frame, 71) < 0.45)
    return np.where(panels | (ordinary & ~alone), 0, 1)


def _lay(frame: Frame, panel: Array) -> Array:
    """Whether a lay assessor sat; they sit at first instance only."""
    first = among(frame["type"], onward.LITIGATION)
    return np.where(first, (panel & (luck(frame, 72) < 0.83)).astype(int), -1)


def _filing(volume: Volume, frame: Frame, codes: CodeTables) -> dict[str, pa.Array]:
    """How and when the case came in."""
    filed, size = frame["filed"], len(frame["filed"])
    waited = np.where(luck(frame, 73) < 0.985, scramble(frame["key"], 74) % 7, 8 + scramble(frame["key"], 75) % 9)
    received = filed - waited
    entered = filed + np.where(entered_late(volume, frame), 21 + scramble(frame["key"], 77) % 40,
                               scramble(frame["key"], 78) % 2)  # fmt: skip
    origin = np.array([_ORIGIN_OF.get(t, 0) for t in TYPES])[frame["type"]]
    origin = np.where(frame["type"] == type_number("司惩"), 8, np.where(frame["mediated"] > 0, 2, origin))
    online = _ONLINE[volume.year] * np.where(among(frame["type"], onward.LITIGATION[:1]), 1.0, 0.5)
    other = 1 + np.minimum((luck(frame, 79) * 1.25).astype(int), 1) * (1 + scramble(frame["key"], 80) % 3)
    fee = np.where(frame["amount"] == NONE, 5_000, (np.maximum(frame["amount"], 0) * 0.012).astype(np.int64) + 2_500)
    paying = among(frame["type"], onward.LITIGATION[::2])
    towns = max(len(volume.court.towns), 1)
    town = np.where(len(volume.court.towns) > 0, (luck(frame, 81) ** 1.4 * towns).astype(int), -1)
    town = topic_plants.towns(frame, programmes.shifted(volume, frame, town, codes))
    return {
        "town": words(volume.court.towns or ("",), town),
        "received_on": dates(received),
        "filed_on": dates(filed),
        "limit_on": dates(frame["limit_on"]),
        "entered_on": dates(np.where(entered > LAST, filed, entered)),
        "filing_reviewed_on": dates(np.minimum(received + 1 + scramble(frame["key"], 82) % 5, filed)),
        "filing_channel": words(CHANNELS, np.where(luck(frame, 83) < online, 0, other)),
        "origin": words(ORIGINS, origin),
        "origin_number": case_numbers(frame["origin"]),
        "mediation_id": mediation_numbers(frame["court"], parts(filed)[0], mediation_serial(frame)),
        "amount": yuan(frame["amount"]),
        "fee": yuan(np.where(paying, fee, np.full(size, NONE))),
    }


def entered_late(volume: Volume, frame: Frame) -> Array:
    """Filings that the featured court put into the system weeks later, all of one month."""
    if volume.court.mark != FEATURED or volume.year != LATE_MONTH[0]:
        return np.zeros(len(frame["key"]), bool)
    within = parts(frame["filed"])[1] == LATE_MONTH[1]
    return np.asarray(within & (luck(frame, 76) < 0.3))


def mediation_serial(frame: Frame) -> Array:
    """The serial number of the mediation before each case, which is the case's own; blank where none was."""
    return np.where(frame["mediated"] > 0, frame["key"] % 10_000_000, NONE)


def mediation_numbers(court: Array, year: Array, serial: Array) -> pa.Array:
    """``（2019）虚0213诉前调123号``; blank where the serial number is."""
    kept = np.where(serial == NONE, -1, court)
    pieces = text(year), words([f"）{court.mark}诉前调" for court in COURTS], kept), text(serial)
    return joined("（", *pieces, "号")


def _closing(frame: Frame) -> dict[str, pa.Array]:
    """How and when the case ended."""
    closed = frame["closed"]
    ended = closed != NONE
    heard = among(frame["closing"], onward.words_at(mixes.JUDGMENTS))
    archived = next_workday(closed + 20 + scramble(frame["key"], 91) % 70)
    score = 80_00 + (luck(frame, 92) ** 0.5 * 20_00).astype(np.int64)
    return {
        "closed_on": dates(closed),
        "closing": words(mixes.CLOSING_WORDS, frame["closing"]),
        "closing_entered_on": dates(np.where(ended, np.minimum(closed + scramble(frame["key"], 112) % 2, LAST), NONE)),
        "closed_in_court": flags(np.where(heard, (luck(frame, 93) < 0.34).astype(int), -1)),
        "effective_on": dates(frame["effective"]),
        "appealable": flags(np.where(ended & (luck(frame, 94) < 0.6), frame["can_appeal"], -1)),
        "has_payment": flags(frame["has_payment"]),
        "performance_due_on": dates(frame["due"]),
        "review_score": yuan(np.where(heard & (luck(frame, 95) < 0.06), score, NONE)),
        "archived_on": dates(np.where(ended & (archived <= LAST), archived, NONE)),
    }


def _afterwards(frame: Frame) -> dict[str, pa.Array]:
    """Appeal, protest and retrial, as the first record tells them."""
    criminal = frame["type"] == type_number("刑初")
    protested = (frame["appealed"] != NONE) & criminal & (luck(frame, 96) < 0.05)
    return {
        "appealed_on": dates(np.where(protested, NONE, frame["appealed"])),
        "protested_on": dates(np.where(protested, frame["appealed"], NONE)),
        "transferred_on": dates(frame["transferred"]),
        "appeal_closed_on": dates(frame["appeal_closed"]),
        "appeal_outcome": words(mixes.CLOSING_WORDS, frame["appeal_outcome"]),
        "change_reason": words(onward.CHANGE_REASONS, onward.change_reason(frame)),
        "review_requested_on": dates(frame["review_requested"]),
        "retrial_ordered_on": dates(frame["retrial_ordered"]),
        "retrial_closed_on": dates(frame["retrial_closed"]),
        "retrial_outcome": words(mixes.CLOSING_WORDS, frame["retrial_outcome"]),
    }


def _particulars(volume: Volume, frame: Frame) -> dict[str, pa.Array]:
    """Marks that only some cases bear."""
    civil = frame["type"] == type_number("民初")
    fast = civil & (volume.year >= 2018) & (luck(frame, 97) < 0.12 + 0.08 * (volume.year - 2018))
    labour = among(frame["cause"], (causes.WAGES, causes.LABOUR))
    owed = labour & ((luck(frame, 99) < 0.7) | (frame["plant"] == topic_plants.WAVE))
    fraud = frame["cause"] == causes.PLACE["诈骗罪"]
    criminal = frame["type"] == type_number("刑初")
    return {
        "fast_tracked": flags(np.where(civil, (fast & (frame["before"] < 0)).astype(int), -1)),
        "telecom_fraud": flags(np.where(criminal, (fraud & (luck(frame, 98) < 0.55)).astype(int), -1)),
        "wage_arrears": flags(np.where(civil, owed.astype(int), -1)),
        "in_custody": flags(np.where(criminal, (luck(frame, 100) < 0.55).astype(int), -1)),
        "term_months": whole(frame["term"]),
        "petitioned": flags((luck(frame, 101) < 0.004).astype(int)),
        "e_file_ready": flags((luck(frame, 102) < _EFILE[volume.year]).astype(int)),
        "process_published": flags((luck(frame, 111) < 0.93 + 0.01 * (volume.year - 2017)).astype(int)),
        "compensation_decided": flags(np.where(frame["closed"] != NONE, (luck(frame, 103) < 0.00004).astype(int), -1)),
        "batch": words((BATCH_MARK,), np.where(frame["batch"] > 0, 0, -1)),
        **_administrative(volume, frame),
        **_restoration(frame),
    }  # fmt: skip


def _administrative(volume: Volume, frame: Frame) -> dict[str, pa.Array]:
    """The authority sued, its field, and whether its head came to court."""
    suing = among(frame["type"], [type_number(t) for t in ("行初", "行终")])
    review = frame["type"] == type_number("行审")
    place = serial_of(np.where(review, frame["plaintiff"], frame["defendant"])) % len(causes.BUREAUS)
    names = [f"{volume.court.region_name}{bureau}" for bureau in causes.BUREAUS]
    heard = suing & (frame["closed"] != NONE) & (luck(frame, 104) < 0.72)
    came = luck(frame, 105) < 0.58 + 0.06 * (volume.year - 2017)
    excused = heard & ~came & (luck(frame, 106) < 0.25)
    reconciled = suing & among(frame["closing"], (mixes.closing("reconciled_withdrawn"),))
    return {
        "authority": words(names, np.where(suing | review, place, -1)),
        "field": words(tuple(causes.FIELDS), np.where(suing | review, place, -1)),
        "leader_attended": flags(np.where(heard, came.astype(int), -1)),
        "leader_excused": flags(np.where(heard, excused.astype(int), -1)),
        "reconciled": flags(np.where(suing & (frame["closing"] >= 0), reconciled.astype(int), -1)),
    }


_GREEN_NAMES = (
    "非法采矿罪", "滥伐林木罪", "非法捕捞水产品罪", "污染环境罪", "非法占用农用地罪", "环境污染责任纠纷",
    "生态破坏责任纠纷", "生态环境保护民事公益诉讼",
)  # fmt: skip
_GREEN = [causes.PLACE[name] for name in _GREEN_NAMES]


def _restoration(frame: Frame) -> dict[str, pa.Array]:
    """Orders to restore nature, by when, and whether it was done."""
    green = among(frame["cause"], _GREEN) & among(frame["type"], onward.LITIGATION)
    judged = among(frame["closing"], onward.words_at(mixes.JUDGMENTS | {"mediated"})) & green
    ordered = judged & (luck(frame, 107) < 0.45) & (frame["effective"] != NONE)
    due = frame["effective"] + 90 + scramble(frame["key"], 108) % 200
    done = next_workday(frame["effective"] + 30 + (luck(frame, 109) * 300).astype(np.int64))
    done = np.where(ordered & (luck(frame, 110) < 0.8) & (done <= LAST), done, NONE)
    return {
        "restoration_ordered": flags(np.where(judged, ordered.astype(int), -1)),
        "restoration_due_on": dates(np.where(ordered, due, NONE)),
        "restored_on": dates(done),
    }

"""What happens in a case on its way: exclusions, extensions, hearings, services and documents."""

import numpy as np
import pyarrow as pa

from shuzhu.demo import causes, mixes, onward, people
from shuzhu.demo.arrays import (
    NONE,
    Array,
    Frame,
    among,
    chance,
    dates,
    flags,
    joined,
    parts,
    rows,
    scramble,
    stack,
    table,
    text,
    whole,
    words,
)
from shuzhu.demo.course import EXTENDED, REASON_WORDS, luck
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import case_ids, case_numbers, type_number
from shuzhu.demo.province import LAST, last_workday, next_workday

METHODS = ("direct", "mail", "electronic", "notice", "lien", "telephone")
RESULTS = ("served", "deemed_served", "refused", "returned", "failed")
_ELECTRONIC = {2017: 0.04, 2018: 0.09, 2019: 0.18, 2020: 0.36, 2021: 0.48, 2022: 0.57}
_STREAM = {2017: 0.18, 2018: 0.32, 2019: 0.52, 2020: 0.64, 2021: 0.42, 2022: 0.22}
_PUBLISHED = {2017: 0.93, 2018: 0.94, 2019: 0.95, 2020: 0.94, 2021: 0.82, 2022: 0.58}
WITHHELD = ("juvenile_crime", "mediated", "mediation_confirmed", "divorce_or_custody", "other")
KINDS = ("judgment", "order", "mediation", "decision")
_FAMILY = [causes.PLACE[name] for name in ("离婚纠纷", "抚养纠纷", "抚养费纠纷")]
_REASONS = ("案情复杂需进一步查明", "当事人申请调取证据", "涉及多方利益需协调", "等待关联案件处理结果")
_FIRST = onward.LITIGATION


def exclusions(volume: Volume, frame: Frame) -> pa.Table:
    """Excluded intervals, each case's second one often over part of its first; some are still running."""
    found = []
    for number, (start, end, reason) in enumerate((("start", "end", "reason"), ("start2", "end2", "reason2"))):
        mask = (frame[start] != NONE) & (frame[start] <= LAST)
        some = rows(frame, mask)
        found.append({"key": some["key"], "first": some[start], "last": some[end], "reason": some[reason],
                      "ahead": some["ahead"], "closed": some["closed"],
                      "place": np.full(int(mask.sum()), number + 1)})  # fmt: skip
    all_ = stack(found)
    early = (all_["closed"] != NONE) & (all_["first"] > all_["closed"])
    all_ = rows(all_, ~early)
    last = np.where((all_["last"] > LAST) & (all_["ahead"] == 0), NONE, all_["last"])
    return table("exclusions", len(last), {
        "exclusion_id": joined("扣-", case_ids(all_["key"]), "-", text(all_["place"])),
        "case_id": case_ids(all_["key"]),
        "reason": words(REASON_WORDS, all_["reason"]),
        "first_on": dates(all_["first"]),
        "last_on": dates(last),
        "approved_by": words((f"庭长虚{volume.court.number}", f"院长拟{volume.court.number}"), all_["key"] % 2),
    })  # fmt: skip


def extensions(frame: Frame) -> pa.Table:
    """Extensions approved before the limit ran out."""
    due = frame["filed"] + frame["limit"] + frame["away"]
    asked = due - 16 - scramble(frame["key"], 301) % 6
    mask = (frame["fate"] == EXTENDED) & (asked > frame["filed"]) & (asked <= LAST)
    mask &= (frame["closed"] == NONE) | (frame["closed"] > due)
    planted = frame["approved"] != NONE
    mask |= planted
    asked = np.where(planted, frame["approved"] - 3, asked)
    found = rows(frame, mask)
    approved = np.minimum(asked[mask] + 1 + scramble(found["key"], 302) % 9, due[mask] - 5)
    approved = np.where(found["approved"] == NONE, approved, found["approved"])
    return table("extensions", int(mask.sum()), {
        "extension_id": joined("延-", case_ids(found["key"])),
        "case_id": case_ids(found["key"]),
        "requested_on": dates(asked[mask]),
        "approved_on": dates(np.where(approved > LAST, NONE, approved)),
        "days": whole(np.where(planted[mask], found["longer"], np.where(found["limit"] > 100, 180, 30))),
        "reason": words(_REASONS, scramble(found["key"], 303) % len(_REASONS)),
    })  # fmt: skip


def hearings(volume: Volume, frame: Frame) -> pa.Table:
    """Hearings of what was tried: one, sometimes more; streaming rises until 2020 and falls after."""
    second = among(frame["type"], onward.SECONDS)
    share = np.where(among(frame["closing"], onward.words_at(mixes.JUDGMENTS)), 0.97, 0.25)
    tried = among(frame["type"], _FIRST) | (second & (luck(frame, 310) < 0.27))
    leaders = among(frame["type"], [type_number("行初"), type_number("行终")]) & (luck(frame, 104) < 0.72)
    mask = (tried & (luck(frame, 311) < share)) | leaders
    again = (luck(frame, 312) > 0.88).astype(int)
    times = np.where(mask & (frame["closed"] != NONE), 1 + again, 0)
    case = np.repeat(np.arange(len(times)), times)
    place = np.arange(len(case)) - np.repeat(np.cumsum(times) - times, times)
    found = rows(frame, case)
    span = found["closed"] - found["filed"]
    day = last_workday(found["filed"] + ((0.35 + 0.3 * place + 0.3 * luck(found, 313)) * span).astype(np.int64))
    day = np.clip(day, found["filed"], found["closed"])
    public = ~among(found["cause"], _FAMILY) | (luck(found, 314) < 0.5)
    streamed = public & (luck(found, 315) < _STREAM[volume.year])
    final = place + 1 == times[case]
    heard = among(found["closing"], onward.words_at(mixes.JUDGMENTS))
    in_court = final & heard & (luck(found, 93) < 0.34)
    came = luck(found, 105) < 0.58 + 0.06 * (volume.year - 2017)
    administrative = among(found["type"], [type_number("行初"), type_number("行终")])
    return table("hearings", len(case), {
        "hearing_id": joined("庭-", case_ids(found["key"]), "-", text(place + 1)),
        "case_id": case_ids(found["key"]),
        "held_on": dates(day),
        "public": flags(public.astype(int)),
        "streamed": flags(streamed.astype(int)),
        "decided_in_court": flags(in_court.astype(int)),
        "leader_attended": flags(np.where(administrative, came.astype(int), -1)),
    })  # fmt: skip


def services(volume: Volume, frame: Frame) -> pa.Table:
    """What was served on whom: on the defendant always, on the plaintiff often; more by electronic means each year."""
    used = among(frame["type"], (*_FIRST, *onward.SECONDS, type_number("执")))
    some = rows(frame, used)
    both = [some | {"who": some["defendant"], "place": np.full(len(some["key"]), 1)}]
    suing = rows(some, (some["plaintiff"] >= 0) & (luck(some, 320) < 0.6))
    both.append(suing | {"who": suing["plaintiff"], "place": np.full(len(suing["key"]), 2)})
    found = stack(both)
    key = found["key"] * 2 + found["place"]
    electronic = _ELECTRONIC[volume.year] * volume.effect(90, 0.15, 1)[0]
    rest = np.searchsorted((0.34, 0.78, 0.79, 0.85, 0.89), chance(key, 322), "right")
    rest = np.array([0, 1, 2, 3, 4, 5])[rest]
    method = np.where(chance(key, 321) < electronic, 2, np.where(rest == 2, 0, rest))
    good = np.searchsorted((0.86, 0.92, 0.94, 0.97), chance(key, 323), "right")
    day = next_workday(found["filed"] + 2 + scramble(key, 324) % 12)
    day = np.where(found["closed"] == NONE, day, np.minimum(day, np.maximum(found["closed"], found["filed"])))
    consented = np.where(method == 2, day - scramble(key, 325) % 3, NONE)
    mask = day <= LAST
    found, key = rows(found, mask), key[mask]
    return table("services", int(mask.sum()), {
        "service_id": joined("送-", case_ids(found["key"]), "-", text(found["place"])),
        "case_id": case_ids(found["key"]),
        "addressee": people.names(found["who"]),
        "method": words(METHODS, method[mask]),
        "result": words(RESULTS, np.where(method[mask] == 3, 1, good[mask])),
        "served_on": dates(day[mask]),
        "consented_on": dates(np.maximum(consented[mask], np.where(consented[mask] == NONE, NONE, found["filed"]))),
    })  # fmt: skip


def document_kind(frame: Frame) -> Array:
    """Judgment, order, mediation paper or decision, as a place in ``KINDS``; −1 while the case is open."""
    judged = among(frame["closing"], onward.words_at(mixes.JUDGMENTS))
    judged |= among(frame["closing"], onward.words_at(frozenset({"changed", "partly_changed"})))
    judged |= among(frame["type"], onward.SECONDS) & (frame["closing"] == mixes.closing("upheld"))
    kind = np.where(judged, 0, np.where(frame["closing"] == mixes.closing("mediated"), 2, 1))
    kind = np.where(frame["type"] == type_number("司惩"), 3, kind)
    return np.where(frame["closing"] < 0, -1, kind)


def withheld(frame: Frame) -> Array:
    """Why a document is not published (法释〔2016〕19号 art. 4): a place in ``WITHHELD``, −1 if nothing stops it."""
    juvenile = (frame["type"] == type_number("刑初")) & (chance(frame["dispute"] * 4, 230) < 0.032)
    reasons = [juvenile, frame["type"] == type_number("诉前调确"), frame["closing"] == mixes.closing("mediated"),
               among(frame["cause"], _FAMILY), luck(frame, 331) < 0.012]  # fmt: skip
    return np.select(reasons, [0, 2, 1, 3, 4], -1)


def documents(volume: Volume, frame: Frame) -> pa.Table:
    """A document for each closed case, whether it was published and when; publication falls after 2021."""
    mask = (frame["closing"] >= 0) & (frame["type"] != type_number("执保"))
    found = rows(frame, mask)
    year = parts(found["closed"])[0]
    rates = np.array([_PUBLISHED.get(y, 0.5) for y in range(2017, 2024)])[year - 2017] * volume.effect(91, 0.03, 1)[0]
    why = withheld(found)
    base = np.where(found["effective"] == NONE, found["closed"], found["effective"])
    out = next_workday(
        base
        + np.where(luck(found, 332) < 0.85, 1 + scramble(found["key"], 333) % 8, 12 + scramble(found["key"], 334) % 60)
    )
    effective = (found["effective"] != NONE) | ~among(found["type"], _FIRST)
    published = (why < 0) & effective & (luck(found, 335) < rates) & (out <= LAST)
    state = np.where(published, 0, np.where(why >= 0, np.where(luck(found, 336) < 0.7, 1, 2), 3))
    return table("documents", int(mask.sum()), {
        "document_id": joined("文-", case_ids(found["key"])),
        "case_id": case_ids(found["key"]),
        "case_number": case_numbers(found["key"]),
        "court": volume.court.mark,
        "kind": words(KINDS, document_kind(found)),
        "dated_on": dates(found["closed"]),
        "effective_on": dates(found["effective"]),
        "publication": words(("published", "info_only", "withheld", "pending"), state),
        "published_on": dates(np.where(published, out, NONE)),
        "withheld_reason": words(WITHHELD, why),
    })  # fmt: skip

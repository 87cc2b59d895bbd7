"""Enforcement: which judgments need it, what it brings in, and who is listed as dishonest."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.demo import mixes, people
from shuzhu.demo.arrays import NONE, Array, Frame, among, dates, joined, rows, table, text, words, yuan
from shuzhu.demo.course import luck
from shuzhu.demo.filings import Volume, seeds
from shuzhu.demo.numbers import case_ids, case_numbers, type_number
from shuzhu.demo.province import COURTS, LAST, after_standstill, next_workday

FIRST_ENFORCEMENT, RESUMED, CONFIRMATION = (type_number(t) for t in ("执", "执恢", "诉前调确"))
_DEFAULTS = {2017: 0.47, 2018: 0.46, 2019: 0.44, 2020: 0.43, 2021: 0.41, 2022: 0.40}
GROUNDS = ("able_but_refusing", "no_property_report", "evasion", "consumption_breach", "obstruction",
           "settlement_breach")  # fmt: skip
_GROUND_SHARES = (38, 42, 9, 5, 2, 4)
REMOVALS = ("performed", "settled", "creditor_agreed", "nothing_found", "expired", "terminated")


def asked_for(volume: Volume, frame: Frame) -> list[dict[str, Array]]:
    """Seeds of the enforcement and preservation that civil cases lead to."""
    rng = volume.rng(40)
    size = len(frame["type"])
    mediated = frame["closing"] == mixes.closing("mediated")
    rate = _DEFAULTS[volume.year] * np.where(mediated, 0.75, 1.12) * volume.effect(81, 0.08, 1)[0]
    filed = after_standstill(rng, frame["due"] + 3 + rng.exponential(38, size).astype(np.int64))
    mask = (frame["due"] != NONE) & (filed <= LAST) & (rng.random(size) < rate)
    later = rows(frame, mask)
    first = seeds(
        len(later["type"]), court=_own_court(later["court"]), type=FIRST_ENFORCEMENT, filed=filed[mask],
        cause=later["cause"], amount=_owed(rng, later), plaintiff=later["plaintiff"],
        defendant=later["defendant"], dispute=later["dispute"], origin=later["key"],
        basis=np.where(mediated[mask], 1, 0),
    )  # fmt: skip
    return [first, _preservation(rng, frame)]


def _own_court(court: Array) -> Array:
    """The court that enforces: the one that judged, but never the high court."""
    return np.where(court == 0, 1, court)


def _owed(rng: np.random.Generator, later: Frame) -> Array:
    """What is asked for in enforcement: most of the sum in dispute, or a small sum where there was none."""
    partly = later["closing"] == mixes.closing("partly_supported")
    share = np.where(partly, rng.uniform(0.3, 0.9, len(partly)), 1.02)
    owed = np.where(later["amount"] == NONE, rng.integers(3_000, 90_000, len(share)) * 100, later["amount"] * share)
    return np.maximum(np.round(owed), 100).astype(np.int64)


def _preservation(rng: np.random.Generator, frame: Frame) -> dict[str, Array]:
    """Property preserved while a civil case runs."""
    size = len(frame["type"])
    sum_ = frame["amount"]
    filed = next_workday(frame["filed"] + rng.integers(0, 12, size))
    ended = (frame["closed"] != NONE) & (filed > frame["closed"])
    mask = (frame["type"] == type_number("民初")) & (sum_ > 2_000_000) & (rng.random(size) < 0.11) & (filed <= LAST)
    later = rows(frame, mask & ~ended)
    return seeds(
        len(later["type"]), court=later["court"], type=type_number("执保"), filed=filed[mask & ~ended],
        cause=later["cause"], amount=later["amount"], plaintiff=later["plaintiff"],
        defendant=later["defendant"], dispute=later["dispute"], origin=later["key"],
    )  # fmt: skip


def resumed(volume: Volume, frame: Frame) -> list[dict[str, Array]]:
    """Seeds of what an enforcement leads to: resumption, objections, fines."""
    rng = volume.rng(41)
    stopped = among(frame["closing"], (mixes.closing("terminated_for_now"),))
    wait = 150 + rng.exponential(330, len(stopped)).astype(np.int64)
    plan = ((RESUMED, stopped, 0.19, frame["closed"] + wait),
            (type_number("执异"), np.ones(len(stopped), bool), 0.022, frame["filed"] + wait // 6),
            (type_number("司惩"), np.ones(len(stopped), bool), 0.012, frame["filed"] + wait // 5))  # fmt: skip
    found = []
    for type_, mask, share, when in plan:
        filed = after_standstill(rng, when)
        chosen = mask & (filed <= LAST) & (rng.random(len(mask)) < share)
        chosen &= (frame["closed"] == NONE) | (type_ == RESUMED) | (filed <= frame["closed"])
        later = rows(frame, chosen)
        found.append(seeds(
            len(later["type"]), court=later["court"], type=type_, filed=filed[chosen], cause=later["cause"],
            amount=later["amount"], plaintiff=later["plaintiff"], defendant=later["defendant"],
            dispute=later["dispute"], origin=later["key"], basis=later["basis"],
        ))  # fmt: skip
    return found


def closings_by_amount(frame: Frame) -> dict[str, Array]:
    """Small debts are paid more often than large ones: some swap between performed and terminated for now."""
    mask = (frame["type"] == FIRST_ENFORCEMENT) & (frame["amount"] != NONE)
    large = np.where(mask, frame["amount"], 0) > 20_000_000
    paid, stopped = mixes.closing("performed"), mixes.closing("terminated_for_now")
    turned = mask & large & (frame["closing"] == paid) & (luck(frame, 41) < 0.45)
    eased = mask & ~large & (frame["closing"] == stopped) & (luck(frame, 42) < 0.08)
    closing = np.where(turned, stopped, np.where(eased, paid, frame["closing"]))
    return {"closing": closing}


def recovered(frame: Frame) -> Array:
    """Cents brought in: all where performed, little and often nothing elsewhere; blank while open."""
    share = np.select(
        [among(frame["closing"], (mixes.closing("performed"), mixes.closing("settled_performed"))),
         frame["closing"] == mixes.closing("terminated")],
        [np.where(luck(frame, 43) < 0.85, 1.0, 0.6 + 0.4 * luck(frame, 44)), 0.45 * luck(frame, 44)],
        np.where(luck(frame, 43) < 0.58, 0.0, luck(frame, 44) ** 4 * 0.6),
    )  # fmt: skip
    cents = np.round(frame["amount"] * share).astype(np.int64)
    return np.where((frame["closing"] < 0) | (frame["amount"] == NONE), NONE, cents)


def enforcements(frame: Frame) -> pa.Table:
    """The enforcement records of a court-year's enforcement cases."""
    found = rows(frame, among(frame["type"], (FIRST_ENFORCEMENT, RESUMED)))
    size = len(found["key"])
    searched = next_workday(found["filed"] + 2 + (luck(found, 45) * 12).astype(np.int64))
    restricted = next_workday(found["filed"] + 15 + (luck(found, 46) * 40).astype(np.int64))
    got = recovered(found)
    paid = np.where(
        got > 0, np.maximum(found["closed"] - (luck(found, 47) * 15).astype(np.int64), found["filed"]), NONE
    )
    unpaid = ~among(found["closing"], (mixes.closing("performed"), mixes.closing("cancelled")))
    asked_late = (luck(found, 48) < 0.9) & unpaid
    return table("enforcements", size, {
        "case_id": case_ids(found["key"]),
        "basis_number": _basis_numbers(found),
        "basis_kind": words(mixes.BASES, found["basis"]),
        "applied_amount": yuan(found["amount"]),
        "recovered_amount": yuan(got),
        "searched_on": dates(_known(searched, found)),
        "restricted_on": dates(np.where(asked_late, _known(restricted, found), NONE)),
        "paid_out_on": dates(paid),
    })  # fmt: skip


def _known(days: Array, frame: Frame) -> Array:
    """Days blanked where they lie after closing or after the last day."""
    late = (days > LAST) | ((frame["closed"] != NONE) & (days > frame["closed"]))
    return np.where(late, NONE, days)


def _basis_numbers(found: Frame) -> pa.Array:
    """The number of the judgment enforced, or of an award of a made-up arbitration office."""
    judged = (found["basis"] < 2) | (found["basis"] == mixes.BASES.index("civil_order"))
    award = np.where(judged, NONE, found["dispute"] % 10_000_000)
    return pc.coalesce(case_numbers(np.where(judged, found["dispute"], NONE)), joined("虚构裁字第", text(award), "号"))


def listed(frame: Frame) -> dict[str, Array]:
    """Entries in the list of dishonest debtors, from enforcement cases that met a refusal."""
    refusing = among(frame["closing"], (mixes.closing("terminated_for_now"), -1)) & (frame["type"] == FIRST_ENFORCEMENT)
    found = rows(frame, refusing & (luck(frame, 51) < 0.42))
    on = next_workday(found["filed"] + 30 + (luck(found, 52) * 90).astype(np.int64))
    found |= {"listed": on}
    late = (on > LAST) | ((found["closed"] != NONE) & (on > found["closed"]))
    return rows(found, ~late)


def dishonest(frame: Frame) -> pa.Table:
    """The list's entries of a court-year, with their removal."""
    found = listed(frame)
    on, size = found["listed"], len(found["key"])
    ground = np.searchsorted(np.cumsum(_GROUND_SHARES) / sum(_GROUND_SHARES), luck(found, 53), "right")
    expires = np.where(ground == 0, NONE, on + 730)
    removed, reason = _removal(found, on, expires)
    debtor = found["defendant"]
    return table("dishonest", size, {
        "entry_id": joined("失信-", case_ids(found["key"])),
        "case_id": case_ids(found["key"]),
        "court": words([c.mark for c in COURTS], found["court"]),
        "name": people.names(debtor), "kind": people.kinds(debtor), "id_number": people.numbers(debtor),
        "ground": words(GROUNDS, ground), "listed_on": dates(on), "expires_on": dates(expires),
        "removed_on": dates(removed), "removal_reason": words(REMOVALS, reason),
    })  # fmt: skip


def _removal(found: Frame, on: Array, expires: Array) -> tuple[Array, Array]:
    """When and why an entry is taken off the list; it goes by itself when its term is over."""
    early = luck(found, 54) < 0.38
    when = next_workday(on + 20 + (luck(found, 55) ** 2 * 900).astype(np.int64))
    why = np.searchsorted((0.5, 0.7, 0.8, 0.95), luck(found, 56), "right")
    expired = (expires != NONE) & (~early | (when > expires))
    removed = np.where(expired, next_workday(expires + 1), np.where(early, when, NONE))
    reason = np.where(expired, REMOVALS.index("expired"), np.where(why == 4, REMOVALS.index("terminated"), why))
    known = (removed != NONE) & (removed <= LAST)
    return np.where(known, removed, NONE), np.where(known, reason, -1)

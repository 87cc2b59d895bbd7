"""What the platform says of each mediation's course: assigned, chosen, served, reported, agreed, filed, come back."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from shuzhu.demo.arrays import NONE, Array, Frame, chance, dates, day, flags, scramble, whole, words
from shuzhu.demo.filings import FULL, Volume
from shuzhu.demo.province import FEATURED, LAST, DemoCourt

BODIES = ("人民调解委员会", "律师调解工作室", "行业调解中心", "人民法院诉前调解工作室", "公证调解室")
"""The organisation of each force, in the order of the forces."""
STUCK_FORCE = 2
"""The force whose organisation at the featured court takes up what it is assigned days late, from a day on."""
STUCK_FROM = day(2021, 1, 1)
OVERTIME, UNPROVEN = 18, 24
"""How many mediations at the full scale drag on beyond all time, and are said to have ended in an agreement unseen."""
_OPEN = (day(2022, 7, 1), day(2022, 11, 20))
_CLAIMED = (day(2022, 1, 1), day(2022, 12, 15))
_NEVER = LAST + 400


def planted(volume: Volume, found: Frame, identity: Array) -> dict[str, Array]:
    """Successes of the featured court that drag on instead, and successes whose agreement nobody has.

    None of them was confirmed, so that no case is moved by it.
    """
    size = len(found["serial"])
    unproven = np.zeros(size, bool)
    changed = {name: column.copy() for name, column in found.items()}
    if volume.court.mark == FEATURED and volume.year == 2022:
        scale = min(volume.scale / FULL, 4)
        free = (found["ending"] == 0) & (found["form"] == 1)
        dragged = _some(free & _within(found["registered"], _OPEN), identity, 430, max(4, round(OVERTIME * scale)))
        changed["ended"][dragged] = _NEVER
        changed["extended"][dragged] = 0
        changed["appraisal"][dragged] = NONE
        free[dragged] = False
        ended = free & _within(found["ended"], _CLAIMED)
        unproven[_some(ended, identity, 431, max(5, round(UNPROVEN * scale)))] = True
    return changed | {"unproven": unproven.astype(np.int64)}


def taken_up(court: DemoCourt, found: Frame, identity: Array, force: Array) -> Array:
    """When the mediator took each up: at the stuck organisation a week or more later, where there is time for it."""
    stuck = (court.mark == FEATURED) & (force == STUCK_FORCE) & (found["registered"] >= STUCK_FROM)
    room = found["ended"] - found["accepted"] >= 14
    return np.where(stuck & room, found["accepted"] + 7 + scramble(identity, 432) % 5, found["accepted"])


def course(court: DemoCourt, found: Frame, identity: Array, force: Array, accepted: Array) -> Mapping[str, pa.Array]:
    """The columns of the platform about the way of each mediation; what lies after the last day is not known."""
    year, failed = found["year"], found["case"] != NONE

    def luck(salt: int) -> Array:
        return chance(identity, salt)

    def rises(salt: int, begin: float, each: float) -> Array:
        return luck(salt) < begin + each * (year - 2017)

    # of the days from registration until it was taken up, the first few until it was assigned
    gap = np.minimum(accepted - found["registered"], 3)
    assigned = found["registered"] + (luck(420) * (gap + 1)).astype(np.int64)
    chosen = np.minimum(assigned + (luck(421) * 2).astype(np.int64), accepted)
    days = found["ended"] - accepted - np.where(found["appraisal"] == NONE, 0, found["appraisal"])
    agreed = (found["ending"] == 0) & (found["unproven"] == 0)
    to_serve = 2 + (luck(423) < 0.22).astype(np.int64)
    missed = (luck(424) > 0.72 + 0.03 * (year - 2017)).astype(np.int64)
    needs_appraisal = (found["appraisal"] != NONE) | (luck(427) < 0.04)
    returned = (found["ending"] <= 1) & (luck(437) < 0.055)
    known = {
        "assigned_on": assigned,
        "chosen_on": np.where(luck(422) < 0.7, chosen, NONE),
        "agreement_on": np.where(agreed, found["ended"] - (luck(425) < 0.2), NONE),
        "filed_on": np.where(failed, found["filed"], NONE),
        "report_on": np.where(failed & rises(428, 0.25, 0.11), found["ended"], NONE),
        "returned_on": np.where(returned, found["ended"] + 20 + (luck(438) * 420).astype(np.int64), NONE),
    }
    ended = found["ended"] <= LAST
    report = known["report_on"] != NONE
    columns = {name: dates(np.where(days_ > LAST, NONE, days_)) for name, days_ in known.items()}
    return columns | {
        "stage": words(("before_filing",), np.zeros(len(year), np.int64)),
        "organisation": words([f"{court.region_name}虚构{body}" for body in BODIES], force),
        "consented": flags(np.where(accepted > LAST, -1, 1)),
        "extension_days": whole(
            np.where(found["extended"] > 0, np.maximum(days - 30, 0) + scramble(identity, 426) % 6, NONE)
        ),
        "parties_to_serve": whole(to_serve),
        "parties_served": whole(to_serve - missed),
        "needs_preservation": flags((luck(433) < 0.14).astype(np.int64)),
        "preserved_before": flags(((luck(433) < 0.14) & rises(434, 0.2, 0.09)).astype(np.int64)),
        "needs_appraisal": flags(needs_appraisal.astype(np.int64)),
        "appraised_before": flags((found["appraisal"] != NONE).astype(np.int64)),
        "report_adopted": flags(np.where(report & ended, (luck(429) < 0.62).astype(np.int64), -1)),
        "reused_address": flags(np.where(failed, rises(435, 0.35, 0.07).astype(np.int64), -1)),
        "reused_evidence": flags(np.where(failed, rises(436, 0.2, 0.08).astype(np.int64), -1)),
        "reused_facts": flags(np.where(failed, (report & (luck(429) < 0.62)).astype(np.int64), -1)),
    }


def _within(days: Array, ends: tuple[int, int]) -> Array:
    """Which days lie between two."""
    return np.asarray((days >= ends[0]) & (days <= ends[1]))


def _some(free: Array, identity: Array, salt: int, most: int) -> Array:
    """The places of so many of those that are free, the same for the same keys."""
    places = np.flatnonzero(free)
    return places[np.argsort(scramble(identity[places], salt), kind="stable")[:most]]

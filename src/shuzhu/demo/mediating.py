"""Mediation before filing: what failed and was filed, what succeeded, and a ledger that disagrees."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.demo import causes, mediation_course, mixes, people, plants, sources
from shuzhu.demo.arrays import (
    NONE,
    Array,
    Frame,
    chance,
    dates,
    day,
    flags,
    joined,
    pick,
    rows,
    scramble,
    stack,
    table,
    text,
    words,
    yuan,
)
from shuzhu.demo.cases import mediation_numbers
from shuzhu.demo.filings import Volume, pick_from, seeds
from shuzhu.demo.numbers import case_numbers, keys, type_number
from shuzhu.demo.province import COURTS, LAST, DemoCourt, daily_weights, last_workday, next_workday

SUCCESS = {2017: 0.48, 2018: 0.50, 2019: 0.53, 2020: 0.57, 2021: 0.61, 2022: 0.64}
ENDINGS = (
    "agreed",
    "settled_withdrawn",
    "unreachable",
    "unwilling",
    "far_apart",
    "expired",
    "refused_to_sign",
    "other",
)
_FAILURES = (0, 0, 22, 26, 34, 14, 2, 2)
FORMS = ("performed", "agreement", "confirmed", "mediation_paper", "withdrawn")
FORCES = ("peoples_mediation", "lawyer", "industry", "court", "notary")
_FORCE_SHARES = (0.44, 0.16, 0.18, 0.16, 0.06)
LEDGER_COURTS = ("虚0213", "虚0203", "虚0302")
ALONE, OTHER_SUM, ALONE_FROM = 0.04, 0.015, 8_000_000
"""Shares of the ledger: entries that it alone has, entries with another sum; and the serial numbers of the former."""
PLATFORM, LEDGER = "虚构调解平台", "司法行政台账"
_CIVIL = type_number("民初")


def mediations(volume: Volume, frame: Frame) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """The mediations of a court-year, and the seeds of the confirmations that followed."""
    if volume.court.level != "basic":
        return {}, []
    rng = volume.rng(60)
    failed = _failed(rng, rows(frame, (frame["type"] == _CIVIL) & (frame["mediated"] > 0)))
    agreed = _agreed(volume, rng, len(failed["serial"]), int((frame["type"] == _CIVIL).sum()))
    confirmed = (agreed["form"] == FORMS.index("confirmed")) & (agreed["confirmed"] <= LAST)
    some = rows(agreed, confirmed)
    asked = np.minimum(next_workday(some["ended"] + 1), some["confirmed"])
    seed = seeds(
        len(asked), court=volume.court.number, type=type_number("诉前调确"), filed=asked,
        cause=causes.PLACE["申请司法确认调解协议"], amount=some["amount"], plaintiff=some["plaintiff"],
        defendant=some["defendant"], closed=some["confirmed"], closing=mixes.closing("granted"),
    )  # fmt: skip
    found = stack([failed, agreed])
    return mediation_course.planted(volume, found, identity_of(found)), [seed]


def _clock(rng: np.random.Generator, size: int) -> tuple[Array, Array, Array]:
    """Days of mediation, whether it was prolonged by consent, days of appraisal."""
    days = np.minimum(rng.gamma(2.4, 8.2, size), 30).astype(np.int64)
    draw = rng.random(size)
    longer = draw < 0.085
    extended = (longer & (draw < 0.06)).astype(np.int64)
    appraisal = np.where(rng.random(size) < 0.03, rng.integers(10, 40, size), NONE)
    return np.where(longer, 31 + rng.integers(0, 25, size), days), extended, appraisal


def _failed(rng: np.random.Generator, found: Frame) -> dict[str, Array]:
    """The mediations before the cases that were filed after all."""
    size = len(found["key"])
    days, extended, appraisal = _clock(rng, size)
    ended = last_workday(found["filed"] - 1 - rng.integers(0, 9, size))
    accepted = ended - days - np.where(appraisal == NONE, 0, appraisal)
    return {
        "year": _years(found["filed"]), "serial": found["key"] % 10_000_000, "court": found["court"],
        "cause": found["cause"], "plaintiff": found["plaintiff"], "defendant": found["defendant"],
        "amount": found["amount"], "registered": last_workday(accepted - rng.integers(0, 4, size)),
        "accepted": accepted, "ended": ended, "extended": extended, "appraisal": appraisal,
        "ending": pick(rng, _FAILURES, size), "form": np.full(size, -1), "due": np.full(size, NONE),
        "performed": np.full(size, NONE), "confirmed": np.full(size, NONE), "case": found["key"],
        "filed": found["filed"],
    }  # fmt: skip


def _years(days: Array) -> Array:
    """The year of each day."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _agreed(volume: Volume, rng: np.random.Generator, failed: int, begin: int) -> dict[str, Array]:
    """The mediations that succeeded, and so never became a civil case."""
    share = np.clip(SUCCESS[volume.year] + (volume.effect(92, 0.06, 1)[0] - 1), 0.42, 0.70)
    size = round(failed * share / (1 - share))
    weights = [c.weight * c.settles for c in causes.CIVIL]
    cause = pick_from(rng, causes.CIVIL_PLACES, weights, size)
    when, weight = daily_weights(volume.year)
    registered = when[pick(rng, weight, size)]
    days, extended, appraisal = _clock(rng, size)
    accepted = registered + rng.integers(0, 4, size)
    ended = next_workday(accepted + days + np.where(appraisal == NONE, 0, appraisal))
    plaintiff, defendant = people.draw_people(rng, volume.court, cause, "民初", volume.scale)
    amount = np.where(rng.random(size) < 0.9, np.exp(rng.normal(13.9, 1.2, size)).astype(np.int64), NONE)
    form = pick(rng, (0.20, 0.38, 0.27, 0.10, 0.0), size)
    ending = np.where(rng.random(size) < 0.13, 1, 0)
    form = np.where(ending == 1, FORMS.index("withdrawn"), form)
    due = np.where(np.isin(form, (1, 2, 3)), ended + rng.integers(10, 90, size), NONE)
    kept = rng.random(size) < np.clip(0.945 * volume.effect(93, 0.015, 1)[0], 0, 0.98)
    performed = np.where((due != NONE) & kept, due - rng.integers(0, 10, size), NONE)
    performed = np.where(form == 0, ended, performed)
    return {
        "year": np.full(size, volume.year), "serial": begin + 1 + np.arange(size),
        "court": np.full(size, volume.court.number), "cause": cause, "plaintiff": plaintiff, "defendant": defendant,
        "amount": amount, "registered": registered, "accepted": accepted, "ended": ended, "extended": extended,
        "appraisal": appraisal, "ending": ending, "form": form, "due": due, "performed": performed,
        "confirmed": np.where(form == 2, next_workday(ended + rng.integers(2, 24, size)), NONE),
        "case": np.full(size, NONE), "filed": np.full(size, NONE),
    }  # fmt: skip


def mediation_table(volume: Volume, found: Frame) -> pa.Table:
    """The platform's records, and beside them what the bureau's ledger says of some of them."""
    platform = _columns(volume.court, found, PLATFORM)
    if volume.court.mark not in LEDGER_COURTS:
        return platform
    return pa.concat_tables([platform, _columns(volume.court, _ledger(found), LEDGER)])


def mediator_of(court: DemoCourt, found: Frame) -> Array:
    """The number of each one's mediator."""
    return (chance(identity_of(found), 401) ** 1.5 * mediators_of(court)).astype(np.int64)


def identity_of(found: Frame) -> Array:
    """A key for each mediation."""
    return keys(found["court"], 60, found["year"], found["serial"])


def _ledger(found: Frame) -> dict[str, Array]:
    """The bureau's own entries: other days, and in one of twelve another end."""
    some = rows(found, (chance(identity_of(found), 402) < 0.22) & (found["ended"] <= LAST))
    shift = scramble(identity_of(some), 403) % 5 - 2
    differs = chance(identity_of(some), 404) < 1 / 12
    ending = np.where(differs, np.where(some["ending"] <= 1, 4, 0), some["ending"])
    blank = np.full(len(ending), NONE)
    written = some | {"registered": some["registered"] + np.minimum(shift, 0), "ending": ending, "case": blank,
                      "confirmed": blank, "amount": _written_otherwise(some)}  # fmt: skip
    return stack([written, _alone(rows(written, chance(identity_of(some), 411) < ALONE))])


def _written_otherwise(some: Frame) -> Array:
    """The sums in the ledger: in a few entries another."""
    other = (chance(identity_of(some), 412) < OTHER_SUM) & (some["amount"] != NONE)
    return np.where(other, some["amount"] + 100_000 + scramble(some["serial"], 413) % 900 * 10_000, some["amount"])


def _alone(like: Frame) -> dict[str, Array]:
    """Entries of the ledger that the platform knows nothing of: other people, other sums, numbers of their own."""
    key = identity_of(like)
    town = people.court_of_person(np.maximum(like["plaintiff"], 0))
    who = [people.person(town, 900_000 + scramble(key, salt) % 90_000, people.NATURAL) for salt in (414, 415)]
    ended = np.minimum(next_workday(like["ended"] + 9), LAST)
    return dict(like) | {
        "serial": like["serial"] + ALONE_FROM, "plaintiff": who[0], "defendant": who[1], "ended": ended,
        "amount": 300_000 + scramble(key, 416) % 9_000 * 1_100,
        "registered": np.minimum(like["registered"] + 4, like["accepted"]),
    }  # fmt: skip


def _as_written(names: pa.Array, found: Frame) -> pa.Array:
    """The names in the ledger: some with a character that sounds alike, some with all but the surname hidden."""
    draw = chance(identity_of(found), 417)
    sort = people.sort_of(found["defendant"])
    for n, (right, wrong) in enumerate(plants.SLIPS):
        slip = (draw >= n * 0.01) & (draw < (n + 1) * 0.01) & (sort == people.NATURAL)
        names = pc.if_else(pa.array(slip), pc.replace_substring(names, right, wrong, max_replacements=1), names)
    hidden = pa.array((draw > 0.95) & (sort == people.NATURAL))
    return pc.if_else(hidden, pc.replace_substring_regex(names, r"^(.).*$", r"\1某某"), names)


def _columns(court: DemoCourt, found: Frame, source: str) -> pa.Table:
    """The records of one source."""
    size, over = len(found["serial"]), found["ended"] > LAST
    mediator = mediator_of(court, found)
    force = force_of(court, mediator)
    number = numbers_of(found)
    identity, more = identity_of(found), {}
    if source == PLATFORM:
        accepted = mediation_course.taken_up(court, found, identity, force)
        found = dict(found) | {"accepted": accepted}
        more = dict(mediation_course.course(court, found, identity, force, accepted))
        more["dispute_id"] = sources.dispute_ids(identity, court, found["year"], found["serial"])
    known = {n: np.where(over | (found[n] > LAST), NONE, found[n]) for n in ("ended", "performed", "confirmed")}
    late = (found["accepted"] > LAST) | (found["registered"] > LAST)
    towns = np.array([max(len(c.towns), 1) for c in COURTS])[found["court"]]
    confirmed = known["confirmed"] != NONE
    respondent = people.names(found["defendant"])
    form = np.where(over | ((found["form"] == 2) & ~confirmed), np.where(over, -1, 1), found["form"])
    return table("mediations", size, {
        "mediation_id": number if source == PLATFORM else joined("司台-", number),
        "court": court.mark,
        "source": source,
        "cause": words(causes.NAMES, causes.named_then(found["cause"], found["registered"])),
        "town": words(court.towns, scramble(identity_of(found), 405) % towns),
        "applicant": people.names(found["plaintiff"]),
        "respondent": _as_written(respondent, found) if source == LEDGER else respondent,
        "mediator_id": joined(f"调-{court.mark}-", text(mediator + 1)),
        "force": words(FORCES, force),
        "online": flags((chance(identity_of(found), 406) < 0.1 + 0.1 * (found["year"] - 2017)).astype(int)),
        "registered_on": dates(found["registered"]),
        "accepted_on": dates(np.where(late, NONE, found["accepted"])),
        "extended": flags(found["extended"]),
        "appraisal_days": pa.array(found["appraisal"], pa.int64(), mask=found["appraisal"] == NONE),
        "ended_on": dates(known["ended"]),
        "ending": words(ENDINGS, np.where(over, -1, found["ending"])),
        "form": words(FORMS, form),
        "amount": yuan(found["amount"]),
        "due_on": dates(np.where(over, NONE, found["due"])),
        "performed_on": dates(known["performed"]),
        "confirmed_on": dates(known["confirmed"]),
        "filed_number": case_numbers(found["case"]),
        **more,
    })  # fmt: skip


def numbers_of(found: Frame) -> pa.Array:
    """The number of each mediation on the platform."""
    return mediation_numbers(found["court"], found["year"], found["serial"])


def mediators_of(court: DemoCourt) -> int:
    """How many mediators a court has on its list."""
    return int(np.clip(court.size * 420, 10, 48))


def force_of(court: DemoCourt, number: Array) -> Array:
    """The force of each mediator; every force has one at least."""
    edges = np.cumsum(_FORCE_SHARES) * mediators_of(court)
    return np.minimum(np.searchsorted(edges, number + 0.5, "right"), len(FORCES) - 1)


def mediators(court: DemoCourt) -> pa.Table:
    """The mediators of a court."""
    number = np.arange(mediators_of(court))
    force = force_of(court, number)
    who = people.person(court.number, 2**35 + 9_000 + number, people.NATURAL)
    left = np.where(chance(who, 408) < 0.12, day(2020, 1, 1) + scramble(who, 409) % 1_000, NONE)
    return table("mediators", len(number), {
        "mediator_id": joined(f"调-{court.mark}-", text(number + 1)),
        "name": people.names(who),
        "organisation": joined(f"{court.region_name}虚构", words(mediation_course.BODIES, force)),
        "force": words(FORCES, force),
        "court": court.mark,
        "since": dates(day(2015, 3, 1) + scramble(who, 407) % 700),
        "until": dates(left),
    })  # fmt: skip

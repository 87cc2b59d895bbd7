"""Successes of mediation → how long they last: who comes back to court within a year, and who asks for enforcement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa

from shuzhu.access import INTERNAL
from shuzhu.errors import NoDataError, UsageError
from shuzhu.indicators.courts import asked
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import the_period
from shuzhu.prelitigation import queries
from shuzhu.prelitigation.survival import CENSORED, Curve, Tested, incidence, kaplan_meier, log_rank, still_watched

YEAR: Final = 365
REFILED, ENFORCED = 1, 2
WAYS: Final[Mapping[int, str]] = {REFILED: "再起诉", ENFORCED: "申请执行"}
BY: Final[Mapping[str, str]] = {"force": "解纷力量", "form": "成果形式", "cause": "案由", "town": "镇街"}
MARKS: Final = (0, 90, 180, 270, 365)
FEWEST: Final = 20
"""A group of fewer successes has no line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A success that did not last: its mediation, in which way it came back (``WAYS``), as which case, and when."""

    mediation_id: str
    way: int
    case_id: str
    on: date


Same = Callable[[House, pa.Table], Sequence[Return]]
"""Successes → those that came back, however it is told that it is the same dispute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some successes: how many came back in each way within a year, the shares over days, those watched at ``MARKS``.

    ``kept`` is the share that has not come back, ``refiling`` and ``enforcing`` those that have.
    """

    label: str
    successes: int
    refiled: int
    enforced: int
    kept: Curve
    refiling: Curve
    enforcing: Curve
    watched: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """How long the successes of a court and period last: all of them, then by group, with the test between groups.

    ``small`` successes are in groups too small to show; nothing is known after ``last_day``, the last of the records.
    """

    court: str
    period: str
    by: str
    whole: Group
    groups: tuple[Group, ...]
    test: Tested | None
    small: int
    returns: tuple[Return, ...]
    last_day: date
    snapshot: str


def lasting(house: House, court: str, period: str | None = None, by: str = "", same: Same | None = None) -> Lasting:
    """tables → how long successes last, all together and by a column of ``BY``; ``same`` tells what is one dispute.

    Raises DeniedError unless the reader may see the cases of the whole court, NoDataError where nothing succeeded.
    """
    house.require("cases", field_class=INTERNAL)
    if by and by not in BY:
        raise UsageError(f"by cannot be {by!r}; one of {', '.join(BY)}")
    when = the_period(house, period)
    marks = [mark for group in asked(court, house.codes, house.present) for mark in group.courts]
    house.require("cases", marks, whole=True, field_class=INTERNAL)
    last = house.last_day
    rows = house.reading("cases").query(queries.successes(marks, when.first, min(when.last, last or when.last)))
    if not rows.num_rows or last is None:
        raise NoDataError(f"no mediation succeeded at {court} in {when}; choose another --period or --court")
    returns = (same or by_parties)(house, rows)
    days, ends = _times(rows, returns, last)
    labels = [_label(house, by, value) for value in rows[by].to_pylist()] if by else []
    places: dict[str, list[int]] = {}
    for n, label in enumerate(labels):
        places.setdefault(label, []).append(n)
    shown = {label: own for label, own in sorted(places.items(), key=lambda one: -len(one[1])) if len(own) >= FEWEST}
    groups = {label: ([days[n] for n in own], [ends[n] for n in own]) for label, own in shown.items()}
    return Lasting(
        court=court, period=str(when), by=by, whole=_group("全部", days, ends),
        groups=tuple(_group(label, *told) for label, told in groups.items()),
        test=log_rank(list(groups.values())), small=len(labels) - sum(map(len, shown.values())),
        returns=tuple(sorted(returns, key=lambda one: (one.on, one.mediation_id))), last_day=last,
        snapshot=house.snapshot.label,
    )  # fmt: skip


def by_parties(house: House, successes: pa.Table) -> list[Return]:
    """The first return of each success: both parties by name, the same cause or one of its family, the same court.

    A case that could be the return of several successes is that of the last one before it.
    """
    engine = house.reading("cases")
    told = successes.select(["mediation_id", "court", "applicant", "respondent", "ended_on"])
    causes = dict(zip(*(successes[name].to_pylist() for name in ("mediation_id", "cause")), strict=True))
    alike = _alike(house)
    found = [
        (row, REFILED) for row in engine.query(queries.refilings(YEAR), _successes=told).to_pylist()
        if alike(causes[row["mediation_id"]], row["cause"])
    ]  # fmt: skip
    found += [(row, ENFORCED) for row in engine.query(queries.enforcements(YEAR), _successes=told).to_pylist()]
    return _first(found)


def _first(found: Sequence[tuple[dict[str, Any], int]]) -> list[Return]:
    """Each case with the last success before it, each success with its first case."""
    of_case: dict[str, tuple[dict[str, Any], int]] = {}
    for row, way in sorted(found, key=lambda one: (one[0]["ended_on"], one[0]["mediation_id"])):
        of_case[row["case_id"]] = row, way
    first: dict[str, Return] = {}
    for row, way in sorted(of_case.values(), key=lambda one: (one[0]["on"], one[0]["case_id"])):
        name = row["mediation_id"]
        first.setdefault(name, Return(mediation_id=name, way=way, case_id=row["case_id"], on=row["on"]))
    return list(first.values())


def _alike(house: House) -> Callable[[str | None, str | None], bool]:
    """Whether two causes are the same, or of one family."""
    families: dict[str, set[str]] = {}
    for family in house.codes.families:
        for cause in house.codes.family(family):
            families.setdefault(cause, set()).add(family)
    return lambda one, other: one == other or bool(families.get(one or "", set()) & families.get(other or "", set()))


def _times(rows: pa.Table, returns: Sequence[Return], last: date) -> tuple[list[int], list[int]]:
    """Days until each success came back or was last seen, at most a year, and which."""
    back = {one.mediation_id: one for one in returns}
    days, ends = [], []
    for name, ended in zip(rows["mediation_id"].to_pylist(), rows["ended_on"].to_pylist(), strict=True):
        one = back.get(name)
        gone = (one.on - ended).days if one else YEAR + 1
        days.append(min(gone, (last - ended).days, YEAR))
        ends.append(one.way if one and gone <= YEAR else CENSORED)
    return days, ends


def _label(house: House, by: str, value: str | None) -> str:
    """What a group is called."""
    tables = {"force": "forces", "form": "mediation_forms"}
    if value is None:
        return "未填"
    return house.codes.title(tables[by], value) if by in tables else value


def _group(label: str, days: Sequence[int], ends: Sequence[int]) -> Group:
    """The curves of some successes."""
    return Group(
        label=label, successes=len(days), refiled=ends.count(REFILED), enforced=ends.count(ENFORCED),
        kept=kaplan_meier(days, ends), refiling=incidence(days, ends, REFILED),
        enforcing=incidence(days, ends, ENFORCED), watched=tuple(still_watched(days, MARKS)),
    )  # fmt: skip

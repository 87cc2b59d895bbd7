"""Clocks of pending cases → alarms: a limit that runs out, as it is or as it was extended, and an exclusion that does.

The interval of an exclusion does not count towards the limit (法释〔2000〕29号 art. 9, 民诉法解释 art. 243): while one
runs the clock stands still. All days are counted up to the watched day and no later.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from shuzhu.alarms import Alarm, level_of
from shuzhu.catalogue.alert_rules import AlertRule

Interval = tuple[date, date]


def limits(rule: AlertRule, cases: pa.Table, exclusions: pa.Table, extensions: pa.Table, on: date) -> Iterator[Alarm]:
    """Pending cases whose limit has run out on a day, or runs out within the days of the rule's mildest level.

    ``cases``: court, case_id, case_number, filed_on, due_on; ``exclusions``: case_id, reason, first_on, last_on;
    ``extensions``: case_id, days, each approved by that day. A limit runs on by the days extended and by those
    excluded so far, each excluded day once. A rule of the clock ``extension`` tells of the cases that were extended,
    one of the clock ``limit`` of the others. A clock that stands still has not run out, so it warns only once it is
    past.
    """
    excluded, extended = _by_case(exclusions), _by_case(extensions)
    for row in cases.to_pylist():
        case = row["case_id"]
        longer = sum(one["days"] or 0 for one in extended.get(case, ()))
        if (case in extended) != (rule.clock == "extension"):
            continue
        runs = [_upto(one, row["filed_on"], on) for one in excluded.get(case, ())]
        away = days_in_union([run for run in runs if run[0] <= run[1]])
        due = row["due_on"] + timedelta(days=longer + away)
        past = (on - due).days
        level = level_of(float(past), rule.levels)
        still = any(first <= on <= last for first, last in runs)
        if level is None or (still and past <= 0):
            continue
        made_of = "".join(f"，{what}{days}日" for what, days in (("延长", longer), ("扣除", away)) if days)
        name = "延长后的审限" if longer else "审限"
        yield _alarm(rule, row, on, past, f"{_said(name, past)}（{due}届满{made_of}）")


def exclusions(rule: AlertRule, rows: pa.Table, titles: Mapping[str, str], on: date) -> Iterator[Alarm]:
    """Pending cases whose exclusion runs out soon, or has run on beyond the longest that the law allows for it.

    ``rows``: court, case_id, case_number, reason, first_on, last_on of the exclusions that had begun by the day,
    ``titles`` the reasons in words. One that has no last day ends by ``rule.longest`` of its reason, else nobody
    knows when. A case goes on when the last of its running exclusions ends: only that one is told. One whose last
    day is over has ended, and the ordinary clock runs again.
    """
    running: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows.to_pylist():
        if row["last_on"] is None or row["last_on"] >= on:
            running.setdefault(row["case_id"], []).append(row | {"end": _end(rule, row)})
    for found in running.values():
        last = max(found, key=lambda row: row["end"] or date.max)
        if last["end"] is None:
            continue
        past = (on - last["end"]).days
        level = level_of(float(past), rule.levels)
        if level is not None:
            name = titles.get(last["reason"], last["reason"] or "未注明")
            yield _alarm(rule, last, on, past, _exclusion_words(name, last, past))


def days_in_union(runs: Sequence[Interval]) -> int:
    """The days in intervals, both ends included, each day once."""
    total, reached = 0, date.min
    for first, last in sorted(runs):
        total += max(0, (last - max(first, reached + timedelta(days=1))).days + 1)
        reached = max(reached, last)
    return total


def _upto(row: Mapping[str, Any], filed: date, on: date) -> Interval:
    """The part of an exclusion within the days that run, up to a day; it ends before it begins where there is none."""
    return max(row["first_on"], filed + timedelta(days=1)), min(row["last_on"] or on, on)


def _end(rule: AlertRule, row: Mapping[str, Any]) -> date | None:
    """The last day of an exclusion: as told, else as the law allows at most; None where neither says."""
    most = rule.longest.get(row["reason"])
    end: date | None = row["last_on"]
    return end if end or most is None else row["first_on"] + timedelta(days=most - 1)


def _exclusion_words(name: str, row: Mapping[str, Any], past: int) -> str:
    """What is said of an exclusion."""
    if row["last_on"] is None:
        head = f"扣除审限的事由“{name}”自{row['first_on']}起未登记终止，按最长期限至{row['end']}届满"
    else:
        head = f"扣除审限的事由“{name}”至{row['end']}届满"
    if past > 0:
        return f"{head}，已超{past}日仍在扣除"
    return f"{head}，今日届满" if past == 0 else f"{head}，距届满{-past}日"


def _said(name: str, past: int) -> str:
    """How a limit stands."""
    return f"已超{name}{past}日" if past > 0 else f"{name}今日届满" if past == 0 else f"距{name}届满{-past}日"


def _alarm(rule: AlertRule, row: Mapping[str, Any], on: date, past: int, words: str) -> Alarm:
    """The alarm of one case."""
    level = level_of(float(past), rule.levels)
    assert level is not None  # noqa: S101 — asked before
    return Alarm(
        rule=rule.id, edition=rule.edition, court=row["court"], subject=row["case_id"],
        called=row["case_number"] or row["case_id"], period=str(on), on=on, value=float(past),
        limit=rule.levels[level], level=level, evidence=(row["case_id"],), words=words,
    )  # fmt: skip


def _by_case(rows: pa.Table) -> dict[str, list[Mapping[str, Any]]]:
    """Rows by the case that they are of."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows.to_pylist():
        found.setdefault(row["case_id"], []).append(row)
    return found

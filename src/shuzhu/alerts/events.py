"""Event rules: rows of cases and parties → alarms. Exact windows, nothing estimated.

The rows come from ``queries``; each function is told the days it watches, and reports one alarm for each subject,
that of its worst day.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.alarms import Alarm, level_of
from shuzhu.catalogue.alert_rules import AlertRule
from shuzhu.periods import Period

#: no alarm carries more cases as evidence; the count tells how many there were
MOST_EVIDENCE: Final = 500
_EPOCH: Final = date(1970, 1, 1)


def frequent_parties(rule: AlertRule, rows: pa.Table, watched: Period) -> Iterator[Alarm]:
    """Parties with as many cases within ``rule.days`` as a level asks, the last of them within the watched days.

    ``rows``: court, who, name, party_kind, case_id, filed_on; a row for each party of each case, those before the
    watched days included. A case counts once however often the party is named in it.
    """
    rows = rows.sort_by([("court", "ascending"), ("who", "ascending"), ("filed_on", "ascending")])
    filed = rows["filed_on"].cast(pa.int32()).to_numpy()
    for low, high in _runs(rows, ("court", "who")):
        days, places = _once_each(rows["case_id"].slice(low, high - low), filed[low:high])
        first = np.searchsorted(days, days - rule.days + 1)
        counts = np.arange(1, len(days) + 1) - first
        inside = np.flatnonzero((days >= _number(watched.first)) & (days <= _number(watched.last)))
        if not len(inside):
            continue
        worst = inside[np.argmax(counts[inside])]
        level = level_of(float(counts[worst]), rule.levels)
        if level is None:
            continue
        on, since = _day(int(days[worst])), _day(int(days[first[worst]]))
        ids = rows["case_id"].take([low + int(n) for n in places[first[worst] : worst + 1]]).to_pylist()
        row = rows.slice(low, 1).to_pylist()[0]
        yield Alarm(
            rule=rule.id, edition=rule.edition, court=row["court"], subject=row["who"],
            called=row["name"] or row["who"],
            personal=row["party_kind"] == "person", period=f"{since}..{on}", on=on, value=float(counts[worst]),
            limit=rule.levels[level], level=level, evidence=tuple(ids[-MOST_EVIDENCE:]),
            words=f"{since}至{on}，同一当事人涉{counts[worst]}件，达到{rule.days}日内{rule.levels[level]:g}件的界限",
        )  # fmt: skip


def first_causes(rule: AlertRule, rows: pa.Table, before: pa.Table, watched: Period) -> Iterator[Alarm]:
    """Causes of the watched days that a court had not had in ``rule.quiet_years``.

    ``rows``: court, cause, case_id, filed_on of the watched days; ``before``: court, cause, last_on and first_on of
    what was filed before them. A court whose own history is shorter than the quiet years has no new causes.
    """
    history = before.to_pylist()
    last = {(row["court"], row["cause"]): row["last_on"] for row in history}
    begun: dict[str, date] = {}
    for row in history:
        begun[row["court"]] = min(begun.get(row["court"], date.max), row["first_on"])
    quiet = watched.first.replace(year=watched.first.year - rule.quiet_years, day=min(watched.first.day, 28))
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows.sort_by([("filed_on", "ascending")]).to_pylist():
        court, cause = row["court"], row["cause"]
        if begun.get(court, watched.first) <= quiet and last.get((court, cause), date.min) < quiet:
            found.setdefault((court, cause), []).append(row)
    for (court, cause), cases in found.items():
        level = level_of(float(len(cases)), rule.levels)
        if level is not None:
            yield Alarm(
                rule=rule.id, edition=rule.edition, court=court, subject=cause,
                called=cause, period=str(watched),
                on=cases[-1]["filed_on"], value=float(len(cases)), limit=rule.levels[level], level=level,
                expected=0.0, evidence=tuple(row["case_id"] for row in cases[:MOST_EVIDENCE]),
                words=f"“{cause}”{rule.quiet_years}年内未曾收案，{watched}新收{len(cases)}件",
            )  # fmt: skip


def earliest(rule: AlertRule, watched: Period) -> date:
    """The first day whose cases a count may need."""
    return watched.first - timedelta(days=max(0, rule.days - 1))


def _runs(rows: pa.Table, columns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each run of equal values begins and ends in sorted rows."""
    if not rows.num_rows:
        return
    changed = np.zeros(rows.num_rows - 1, dtype=bool)
    for name in columns:
        values = rows[name].combine_chunks()
        changed |= pc.not_equal(values[1:], values[:-1]).to_numpy(zero_copy_only=False)
    bounds = [0, *(np.flatnonzero(changed) + 1).tolist(), rows.num_rows]
    yield from pairwise(bounds)


def _once_each(cases: pa.ChunkedArray, filed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The days of the cases, each case once, and where each stands."""
    seen: set[str] = set()
    places = [n for n, case in enumerate(cases.to_pylist()) if not (case in seen or seen.add(case))]  # type: ignore[func-returns-value]
    return filed[places], np.array(places, dtype=np.int64)


def _number(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def _day(number: int) -> date:
    """The day of a number of days since 1970."""
    return _EPOCH + timedelta(days=number)

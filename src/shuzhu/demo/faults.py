"""Faults planted in the made-up files for the quality check to find, each kept as truth.

They touch the files alone, never the stream: rows are taken or changed as they are written, every so many of a table,
so that the same seed and scale give the same faults.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.batches import Batch
from shuzhu.demo import plants
from shuzhu.demo.arrays import EPOCH, Array
from shuzhu.demo.province import FEATURED, LAST
from shuzhu.demo.variants import varied

MISSING: Final = (
    ("hearings", "held_on", "虚0302", "2021-05"), ("services", "served_on", "虚0222", "2019-08"),
    ("mediations", "registered_on", "虚0181", "2020-11"), ("documents", "dated_on", "虚0123", "2022-03"),
    ("cases", "filed_on", "虚0321", "2022-11"),
)  # fmt: skip
"""Months of a table that a court never delivered: table, the day that dates its rows, court, month."""
LATE_CLOSINGS: Final = "2020-10"
CLERK_SINCE: Final = date(2021, 1, 1)
UNKNOWN_CAUSE: Final = "虚构未列案由纠纷"
_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HEARD: Final = ("first", "second", "retrial")
_KINDS: Final = ("civil", "criminal", "administrative")


class Faults:
    """What was planted so far. It changes as batches pass."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.records: dict[str, list[str]] = {}
        self.missing: dict[tuple[str, str, str], int] = {}
        self.clerk = ""
        self.variants: list[dict[str, str]] = []
        self.undelivered: set[str] = set()
        """Cases and mediations whose file never came."""
        self._seen: dict[str, int] = {}
        self._court = ""

    def planted(self, batch: Batch) -> Batch:
        """A batch with the faults of its table in it; rows of a missing delivery are taken out."""
        rows = batch.rows
        if not rows.num_rows:
            return batch
        self._court = rows["court"][0].as_py() or "" if "court" in rows.column_names else self._court
        rows = self._delivered(batch.table, rows)
        for rule, chosen, column, change in _PLANS.get(batch.table, ()):
            rows = self._changed(batch.table, rows, rule, chosen(self._court, rows, self._numbers(batch.table, rows)),
                                 column, change)  # fmt: skip
        if batch.table == "cases" and self._court == FEATURED:
            rows = self._blanked(rows)
        if batch.table == "parties":
            rows, told = varied(self._court, rows)
            self.variants += told
        self._seen[batch.table] = self._seen.get(batch.table, 0) + rows.num_rows
        return replace(batch, rows=rows)

    def told(self) -> dict[str, Any]:
        """All of it, as the truth file tells it."""
        return {
            "records": {rule: sorted(found) for rule, found in sorted(self.records.items())},
            "missing": [
                {"table": table, "court": court, "month": month, "rows": rows}
                for (table, court, month), rows in sorted(self.missing.items())
            ],
            "late_closings": {"court": FEATURED, "month": LATE_CLOSINGS, "cases": len(self.records.get("T02", ()))},
            "blank_by_clerk": {"court": FEATURED, "clerk": self.clerk, "field": "panel", "since": str(CLERK_SINCE),
                               "cases": len(self.records.get("C08", ()))},
        }  # fmt: skip

    def _numbers(self, table: str, rows: pa.Table) -> Array:
        """The place of each row among all of its table so far."""
        return np.arange(rows.num_rows) + self._seen.get(table, 0)

    def _delivered(self, table: str, rows: pa.Table) -> pa.Table:
        """The rows without those of a month that never came; what belongs to a case that never came goes with it."""
        for of, day, court, month in MISSING:
            if of != table or court != self._court:
                continue
            lost = pc.fill_null(pc.equal(pc.strftime(rows[day].cast(pa.timestamp("s")), "%Y-%m"), month), False)  # noqa: FBT003
            if table in {"cases", "mediations"}:
                self.undelivered |= set(rows.filter(lost)[_KEYS[table]].to_pylist())
            key = (table, court, month)
            self.missing[key] = self.missing.get(key, 0) + int(pc.sum(lost).as_py() or 0)
            rows = rows.filter(pc.invert(lost))
        if self.undelivered and table != "cases" and "case_id" in rows.column_names:
            lost = pc.is_in(rows["case_id"], pa.array(sorted(self.undelivered), pa.string()))
            rows = rows.filter(pc.invert(lost))
        return rows

    def _changed(
        self, table: str, rows: pa.Table, rule: str, chosen: Array, column: str, change: Callable[[Any], Any]
    ) -> pa.Table:
        """The rows with one column of the chosen ones changed; kept as truth under the rule that is to find them."""
        places = np.flatnonzero(chosen)
        if not len(places):
            return rows
        values = rows.take(pa.array(places)).to_pylist()
        self.records.setdefault(rule, []).extend(row[_KEYS[table]] for row in values)
        return _put(rows, column, places, [change(row) for row in values])

    def _blanked(self, rows: pa.Table) -> pa.Table:
        """Cases whose clerk leaves the panel blank more often than not; of the kinds for which it must be said."""
        clerks = sorted({name for name in rows["clerk"].to_pylist() if name})
        self.clerk = self.clerk or (clerks[0] if clerks else "")
        chosen = np.asarray(pc.fill_null(pc.equal(rows["clerk"], self.clerk), False))  # noqa: FBT003
        chosen &= np.asarray(pc.fill_null(pc.greater_equal(rows["filed_on"], CLERK_SINCE), False))  # noqa: FBT003
        chosen &= _is_in(rows, "kind", _KINDS) & _is_in(rows, "instance", _HEARD)
        chosen &= self._numbers("cases", rows) % 5 < 3
        return self._changed("cases", rows, "C08", chosen, "panel", lambda _: None)


def _put(rows: pa.Table, column: str, places: Array, values: Sequence[Any]) -> pa.Table:
    """The rows with some values of a column put in."""
    place = rows.schema.get_field_index(column)
    kind = rows.schema.field(place).type
    mask = np.zeros(rows.num_rows, bool)
    mask[places] = True
    changed = pc.replace_with_mask(rows.column(place).combine_chunks(), pa.array(mask), pa.array(values, kind))
    return rows.set_column(place, rows.schema.field(place), changed)


def _is_in(rows: pa.Table, column: str, words: Sequence[str]) -> Array:
    """Which rows have one of some words."""
    return np.asarray(pc.is_in(rows[column], pa.array(words, pa.string())))


def _valid(rows: pa.Table, *columns: str) -> Array:
    """Which rows have a value in each of some columns."""
    found = np.ones(rows.num_rows, bool)
    for column in columns:
        found &= np.asarray(pc.is_valid(rows[column]))
    return found


def _wrong_identity(_: str, rows: pa.Table, numbers: Array) -> Array:
    """Persons whose identity number is to fail its check; never the lender's, by which warnings know him."""
    known = _valid(rows, "id_number") & _is_in(rows, "kind", ("person",))
    lender = _is_in(rows, "id_number", (plants.identity_of(plants.lender()),))
    return np.asarray(known & (numbers % 1400 == 11) & ~lender)


def _wrong_credit(_: str, rows: pa.Table, numbers: Array) -> Array:
    """Companies whose credit code is to fail its check; never that of the batch."""
    known = _valid(rows, "credit_code")
    return np.asarray(known & (numbers % 700 == 13) & ~_is_in(rows, "name", (plants.name_of(plants.batch_firm()),)))


def _archived_early(_: str, rows: pa.Table, numbers: Array) -> Array:
    """Cases archived before they were closed."""
    return np.asarray(_valid(rows, "archived_on", "closed_on") & (numbers % 1500 == 17))


def _received_late(_: str, rows: pa.Table, numbers: Array) -> Array:
    """Cases received after they were filed."""
    return np.asarray(_valid(rows, "received_on", "filed_on") & (numbers % 2100 == 19))


def _wrong_closing(court: str, rows: pa.Table, numbers: Array) -> Array:
    """Civil cases with a closing of enforcement; none of the featured court."""
    chosen = _valid(rows, "closing", "closed_on") & _is_in(rows, "kind", ("civil",)) & (numbers % 4500 == 23)
    return np.asarray(chosen & (court != FEATURED))


def _wrong_cause(court: str, rows: pa.Table, numbers: Array) -> Array:
    """Civil cases with a cause that no edition has; none of the featured court."""
    chosen = _valid(rows, "cause") & _is_in(rows, "type_code", ("民初",)) & (numbers % 4500 == 29)
    return np.asarray(chosen & (court != FEATURED))


def _closed_late(court: str, rows: pa.Table, numbers: Array) -> Array:
    """Closings of one month that the featured court put into the system weeks later."""
    if court != FEATURED:
        return np.zeros(rows.num_rows, bool)
    months = pc.strftime(rows["closed_on"].cast(pa.timestamp("s")), "%Y-%m")
    within = np.asarray(pc.fill_null(pc.equal(months, LATE_CLOSINGS), False))  # noqa: FBT003
    return np.asarray(within & (numbers % 10 < 3))


def _later(row: Mapping[str, Any]) -> Any:
    """The day on which a closing was entered late."""
    return min(row["closed_on"] + timedelta(days=20 + row["closed_on"].day % 25), EPOCH + timedelta(days=LAST))


def _other_sign(row: Mapping[str, Any]) -> str:
    """A credit code with another check sign."""
    code = str(row["credit_code"])
    return code[:-1] + _SIGNS[(_SIGNS.index(code[-1]) + 1) % len(_SIGNS)]


def _other_digit(row: Mapping[str, Any]) -> str:
    """An identity number with another check digit."""
    number = str(row["id_number"])
    return number[:-1] + ("0" if number[-1] == "X" else str((int(number[-1]) + 1) % 10))


_KEYS: Final = {"cases": "case_id", "parties": "party_id", "mediations": "mediation_id"}
_Plan = tuple[str, Callable[[str, pa.Table, Array], Array], str, Callable[[Any], Any]]
_PLANS: Final[Mapping[str, Sequence[_Plan]]] = {
    "parties": (
        ("V21", _wrong_identity, "id_number", _other_digit),
        ("V23", _wrong_credit, "credit_code", _other_sign),
    ),
    "cases": (
        ("V14", _archived_early, "archived_on", lambda row: row["closed_on"] - timedelta(days=5)),
        ("V11", _received_late, "received_on", lambda row: row["filed_on"] + timedelta(days=3)),
        ("V07", _wrong_closing, "closing", lambda _: "terminated_for_now"),
        ("V05", _wrong_cause, "cause", lambda _: UNKNOWN_CAUSE),
        ("T02", _closed_late, "closing_entered_on", _later),
    ),
}  # fmt: skip
"""By table: the rule that is to find a fault, which rows get it, the column, and what is put into it."""

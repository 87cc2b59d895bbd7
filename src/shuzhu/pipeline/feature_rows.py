"""A slice of the cases → its rows, drawn once, and how many have each value of each field."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from shuzhu.indicators.compile import month_index, rows_query
from shuzhu.indicators.plan import Count
from shuzhu.pipeline.editions import in_edition
from shuzhu.pipeline.house import House
from shuzhu.records import columns

OF_CASES: Final = (
    "town", "cause", "procedure", "filing_channel", "origin", "panel", "closing", "fast_tracked", "wage_arrears",
    "telecom_fraud", "field", "amount",
)  # fmt: skip
"""The fields of a case that are compared; ``amount`` in bands."""
OF_PARTIES: Final = ("kind", "sex", "education", "occupation", "industry", "size", "region", "town", "born_on")
"""The fields of its parties, each side apart; ``born_on`` as the age reached in the year of the case, in bands."""
PLACES: Final = frozenset({"town", "region"})
"""The fields that say where; another court's are others by nature."""
SIDES: Final = {"plaintiff": "原告", "defendant": "被告"}
AMOUNTS: Final = (10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000)
"""Bounds of the bands of the amount in dispute, yuan."""
AGES: Final = (18, 30, 40, 50, 60, 70)
"""Bounds of the bands of age, years."""
EARLIEST: Final = date(1990, 1, 1)
RAMP: Final = 0.2
"""Records begin with the first month that has this share of the cases of a middling month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A field that is compared: its table, column, and side of the parties (blank: of the case)."""

    table: str
    column: str
    side: str = ""

    @property
    def key(self) -> str:
        """Its name in files."""
        return f"{self.table}.{self.side}.{self.column}" if self.side else f"{self.table}.{self.column}"

    @property
    def title(self) -> str:
        """As people call it: 案由, 原告职业."""
        if self.column == "born_on":
            return SIDES[self.side] + "年龄"
        return SIDES.get(self.side, "") + next(c.title for c in columns(self.table) if c.name == self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Cases that a count counts, of some courts, between two days, with some columns at given values.

    ``but``: a count whose cases are left out.
    """

    count: Count
    courts: tuple[str, ...]
    first: date
    last: date
    where: tuple[tuple[str, str], ...] = ()
    but: Count | None = None

    def query(self, *names: str) -> exp.Select:
        """Its rows, some columns of them."""
        query = _unordered(rows_query(self.count, names, self.courts, self.first, self.last))
        for name, value in self.where:
            query = query.where(exp.column(name).eq(exp.Literal.string(value)))
        if self.but is not None:
            other = _unordered(rows_query(self.but, ("case_id",), self.courts, self.first, self.last))
            query = query.where(exp.not_(exp.column("case_id").isin(query=other)))
        return query


@dataclass(frozen=True)
class Drawn:
    """The rows of a slice: its cases, and when they are first asked for, the parties of both sides.

    ``on``: causes bear the names of that day's edition, so that a cause that was renamed is no other.
    """

    house: House
    slice: Slice
    on: date
    _told: dict[Cut, tuple[pa.Table, pa.ChunkedArray]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def size(self) -> int:
        """How many cases."""
        return int(self.cases.num_rows)

    @cached_property
    def cases(self) -> pa.Table:
        """The fields of each case, its number and day."""
        return self.house.reading("cases").query(self.slice.query("case_number", self.slice.count.date, *OF_CASES))

    @cached_property
    def parties(self) -> pa.Table:
        """The fields of each party, with the number and day of its case."""
        day = self.slice.count.date
        inner = self.slice.query("case_id", "case_number", day).subquery("_slice")
        names = [exp.column(name, table="parties") for name in ("role", *OF_PARTIES)]
        query = exp.select(exp.column("case_number", table="_slice"), exp.column(day, table="_slice"), *names)
        query = query.from_("parties").join(inner, on="parties.case_id = _slice.case_id")
        return self.house.reading("cases").query(query.where(exp.column("role", table="parties").isin(*SIDES)))

    def tally(self, cut: Cut, *, blanks: bool = False) -> dict[str, int]:
        """How many rows have each value; blanks under ``""``, where asked for."""
        _, values = self._values(cut)
        counted = pc.value_counts(values).to_pylist()
        return {row["values"] or "": row["counts"] for row in counted if blanks or row["values"] is not None}

    def having(self, where: Sequence[tuple[Cut, str]], limit: int) -> tuple[str, ...]:
        """The numbers of the newest cases with all of some values of one table's fields."""
        rows, _ = self._values(where[0][0])
        mask = np.ones(rows.num_rows, dtype=bool)
        for cut, value in where:
            told = pc.fill_null(pc.equal(self._values(cut)[1], value), fill_value=False)
            mask &= told.to_numpy(zero_copy_only=False)
        some = rows.filter(pa.array(mask)).select(["case_number", self.slice.count.date])
        some = some.sort_by([(self.slice.count.date, "descending"), ("case_number", "ascending")])
        return tuple([number for number in dict.fromkeys(some["case_number"].to_pylist()) if number][:limit])

    def pairs(self, left: Cut, right: Cut) -> dict[tuple[str, ...], int]:
        """How many cases have each pair of values of two fields, blanks apart."""
        both = pa.table({"left": self._values(left)[1], "right": self._values(right)[1]}).drop_null()
        rows = both.group_by(["left", "right"]).aggregate([([], "count_all")]).to_pylist()
        return {(row["left"], row["right"]): row["count_all"] for row in rows}

    def _values(self, cut: Cut) -> tuple[pa.Table, pa.ChunkedArray]:
        """The rows that a field belongs to, and its values as words; each field is worked out once."""
        if cut not in self._told:
            self._told[cut] = self._worked_out(cut)
        return self._told[cut]

    def _worked_out(self, cut: Cut) -> tuple[pa.Table, pa.ChunkedArray]:
        """The rows and values of a field; numbers as the places of their bands."""
        rows = self.cases if not cut.side else self.parties.filter(pc.equal(self.parties["role"], cut.side))
        column = rows[cut.column]
        if cut.column == "amount":
            return rows, _placed(pc.cast(column, pa.float64()), AMOUNTS)
        if cut.column == "born_on":
            return rows, _placed(pc.subtract(pc.year(rows[self.slice.count.date]), pc.year(column)), AGES)
        if cut.column == "cause":
            return rows, pc.coalesce(in_edition(column, self.house.codes, self.on), column)
        return rows, pc.cast(column, pa.string())


def cuts(but: Collection[str]) -> list[Cut]:
    """The fields to compare, without some columns."""
    own = [Cut(table="cases", column=name) for name in OF_CASES if name not in but]
    theirs = [name for name in OF_PARTIES if not (name in PLACES and PLACES & set(but))]
    return own + [Cut(table="parties", column=name, side=side) for side in SIDES for name in theirs]


def by_month(house: House, slice_: Slice) -> dict[int, int]:
    """How many cases each statistical month had by its index, from where the records begin up to the slice's end."""
    whole = replace(slice_, first=EARLIEST)
    day = exp.column(slice_.count.date)
    query = exp.select(month_index(day, house.settings.year).as_("month_"), exp.Count(this=exp.Star()).as_("n_"))
    query = query.from_(whole.query(slice_.count.date).subquery("_slice")).group_by("month_")
    found = {row["month_"]: row["n_"] for row in house.reading("cases").query(query).to_pylist()}
    if not found:
        return {}
    middling = float(np.median(list(found.values())))
    begin = min(month for month, number in found.items() if number >= RAMP * middling)
    end = house.settings.year.month_index(slice_.last)
    return {month: found.get(month, 0) for month in range(begin, end + 1)}


def called(house: House, cut: Cut, value: str) -> str:
    """A value as people call it."""
    if cut.column == "amount":
        return _band(value, AMOUNTS, lambda n: f"{n // 10_000}万元")
    if cut.column == "born_on":
        return _band(value, AGES, lambda n: f"{n}岁")
    if value in {"", "true", "false"}:
        return {"": "未填", "true": "是", "false": "否"}[value]
    code = next(c.code for c in columns(cut.table) if c.name == cut.column)
    return house.codes.title(code, value) if code else value


def _band(place: str, bounds: Sequence[int], said: Callable[[int], str]) -> str:
    """A band as people write it: 不满1万元, 1万元至不满5万元, 500万元以上."""
    n = int(place)
    if n == 0:
        return f"不满{said(bounds[0])}"
    return f"{said(bounds[-1])}以上" if n == len(bounds) else f"{said(bounds[n - 1])}至不满{said(bounds[n])}"


def _placed(numbers: pa.ChunkedArray, bounds: Sequence[int]) -> pa.ChunkedArray:
    """Numbers → the places of their bands as words: ``0`` below the first bound; blank stays blank."""
    blank = pc.is_null(numbers).to_numpy(zero_copy_only=False)
    known = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)
    places = np.searchsorted(np.asarray(bounds), known, side="right").astype(str)
    return pa.chunked_array([pa.array(places, pa.string(), mask=blank)])


def _unordered(query: exp.Select) -> exp.Select:
    """A query without its order, which rows that are counted need not have."""
    query.set("order", None)
    return query

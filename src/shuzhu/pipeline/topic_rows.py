"""A topic's cases, and those that they are held against → rows of cases, parties, facts and texts, within a reach."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlglot import exp

from shuzhu.catalogue.topic_model import Topic
from shuzhu.indicators.compile import Scope, condition
from shuzhu.pipeline.features import ALIKE
from shuzhu.pipeline.house import House
from shuzhu.pipeline.report_parties import SIDES

SOME: Final = 500
"""So many texts are held at once."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Cases of some courts filed between two days: a topic's own, or the rest of the same kind and instance."""

    topic: Topic
    courts: tuple[str, ...]
    first: date
    last: date
    rest: bool = False

    def query(self, *names: str) -> exp.Select:
        """Its cases, some columns of them."""
        day = exp.column("filed_on")
        query = exp.select(*[exp.column(name) for name in names]).from_("cases")
        query = query.where(exp.column("court").isin(*self.courts))
        return query.where(exp.Between(this=day, low=_day(self.first), high=_day(self.last))).where(self._kind())

    def _kind(self) -> exp.Expr:
        """Which cases: those that pass any of the topic's conditions, or those alike that pass none."""
        own = exp.or_(*[condition(where, Scope()) for where in self.topic.cases])
        if not self.rest:
            return own
        alike = [
            condition(tuple(test for test in where if test.column in ALIKE), Scope()) for where in self.topic.cases
        ]
        theirs = exp.select("case_id").from_("cases").where(own).where(exp.column("court").isin(*self.courts))
        return exp.and_(exp.or_(*alike), exp.not_(exp.column("case_id").isin(query=theirs)))


def case_rows(house: House, span: Span, names: Collection[str]) -> list[dict[str, Any]]:
    """case_id, case_number, filed_on, court, and some columns more, in the order of days and identities."""
    wanted = dict.fromkeys(("case_id", "case_number", "filed_on", "court", *sorted(names)))
    found: list[dict[str, Any]] = house.reading("cases").query(span.query(*wanted)).to_pylist()
    return sorted(found, key=lambda row: (row["filed_on"], row["case_id"]))


def party_rows(house: House, span: Span, names: Collection[str]) -> list[dict[str, Any]]:
    """case_id, party_id, kind, side, and some columns more of the parties of both sides."""
    wanted = dict.fromkeys(("case_id", "party_id", "role", "kind", *sorted(names)))
    query = exp.select(*[exp.column(name, table="p") for name in wanted]).from_(exp.to_table("parties").as_("p"))
    query = _joined(query, span, "p")
    roles = [role for roles in SIDES.values() for role in sorted(roles)]
    rows = house.reading("cases").query(query.where(exp.column("role", table="p").isin(*roles))).to_pylist()
    sides = {role: side for side, roles in SIDES.items() for role in roles}
    return [row | {"side": sides[row["role"]]} for row in rows]


def fact_rows(house: House, span: Span, fields: Collection[str]) -> list[dict[str, Any]]:
    """case_id, field, words, number, day of facts read from the cases' documents."""
    told = [exp.column(name, table="f") for name in ("field", "words", "number", "day")]
    query = exp.select(exp.column("case_id", table="d"), *told).from_(exp.to_table("documents").as_("d"))
    query = query.join(exp.to_table("document_facts").as_("f"), on=_same("document_id", "d", "f"))
    query = _joined(query, span, "d").where(exp.column("field", table="f").isin(*sorted(fields)))
    found: list[dict[str, Any]] = house.reading("cases").query(query).to_pylist()
    return found


def texts(house: House, span: Span) -> Iterator[tuple[str, str]]:
    """case_id and text of every document that has one, some at a time."""
    query = exp.select(exp.column("case_id", table="d"), exp.column("text", table="d"))
    query = _joined(query.from_(exp.to_table("documents").as_("d")), span, "d")
    query = query.where(exp.not_(exp.column("text", table="d").is_(exp.null())))
    for part in house.reading("cases").stream(query, SOME):
        yield from zip(part["case_id"].to_pylist(), part["text"].to_pylist(), strict=True)


def with_text(house: House, span: Span) -> frozenset[str]:
    """The cases with a text."""
    query = exp.select(exp.column("case_id", table="d")).distinct().from_(exp.to_table("documents").as_("d"))
    query = _joined(query, span, "d").where(exp.not_(exp.column("text", table="d").is_(exp.null())))
    return frozenset(house.reading("cases").query(query)["case_id"].to_pylist())


def recovered_rows(house: House, span: Span) -> list[dict[str, Any]]:
    """basis_number, applied, recovered of the enforcement cases that name one of the cases as their basis."""
    applied = exp.Max(this=exp.column("applied_amount", table="e")).as_("applied")
    got = exp.Sum(this=exp.column("recovered_amount", table="e")).as_("recovered")
    basis = exp.column("basis_number", table="e")
    query = exp.select(basis, applied, got).from_(exp.to_table("enforcements").as_("e"))
    own = span.query("case_number").distinct().subquery("_own")
    query = query.join(own, on=exp.EQ(this=basis.copy(), expression=exp.column("case_number", table="_own")))
    found: list[dict[str, Any]] = house.reading("cases").query(query.group_by(basis.copy())).to_pylist()
    return found


def _joined(query: exp.Select, span: Span, alias: str) -> exp.Select:
    """A query of what belongs to cases, those of a span alone."""
    return query.join(span.query("case_id").subquery("_own"), on=_same("case_id", alias, "_own"))


def _same(name: str, left: str, right: str) -> exp.EQ:
    """Two columns of one name are equal."""
    return exp.EQ(this=exp.column(name, table=left), expression=exp.column(name, table=right))


def _day(day: date) -> exp.Expr:
    """A day as SQL."""
    return exp.cast(exp.Literal.string(day.isoformat()), "date")

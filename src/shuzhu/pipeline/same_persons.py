"""links between party records → persons and companies of a court that are written in more than one way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlglot import exp

from shuzhu.access import INTERNAL, masked_value
from shuzhu.derived import all_columns
from shuzhu.desk.pairs import PairStep, steps_of
from shuzhu.linkage.persons import clusters
from shuzhu.pipeline.house import House
from shuzhu.pipeline.linking import Link, links, one_link

TASK: Final = "persons"
OF_PARTY: Final = ("name", "former_name", "id_number", "credit_code", "telephone", "born_on", "sex", "region", "town",
                   "kind", "role")  # fmt: skip
OF_CASE: Final = ("case_id", "case_number", "cause", "filed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePerson:
    """One person or company: its records in a court, the first first, and the links that no number made."""

    court: str
    records: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def least(self) -> Link:
        """The least sure of the links: what the cluster hangs by."""
        return min(self.links, key=lambda one: (one.chance, one.left))


def same_persons(house: House, courts: Sequence[str] | None = None) -> list[SamePerson]:
    """The persons of courts (all within reach by default) with a record that no sound number joins, least sure first.

    Raises as ``links`` does.
    """
    found = links(house, TASK, courts)
    head = clusters([(one.left, one.right) for one in found])
    weighed: dict[str, list[Link]] = {}
    for one in found:
        if one.how != "number":
            weighed.setdefault(head[one.left], []).append(one)
    records: dict[str, list[str]] = {first: [] for first in weighed}
    for record, first in sorted(head.items()):
        if first in records:
            records[first].append(record)
    made = [SamePerson(court=of[0].court, records=tuple(records[first]), links=tuple(of))
            for first, of in weighed.items()]  # fmt: skip
    return sorted(made, key=lambda one: (one.least.chance, one.records))


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePersons:
    """Two party records side by side, each with its case; the link between them, and all that was decided of it.

    ``others`` are the other links of the same person that no number made.
    """

    left: Mapping[str, Any]
    right: Mapping[str, Any]
    link: Link
    others: tuple[Link, ...]
    steps: tuple[PairStep, ...]


def beside_persons(house: House, left: str, right: str) -> BesidePersons:
    """Two party records side by side, what names a person hidden from who may not see names.

    Raises DeniedError for who may see no cases, NoDataError where there is no such link within their reach.
    """
    house.require("cases", field_class=INTERNAL)
    link = one_link(house, TASK, left, right)
    found = _parties(house, (left, right))
    if house.reader.sees_names_in({link.court}):
        house.audited("names", "核对当事人", court=link.court, rows=2)
    else:
        found = {key: _masked(row) for key, row in found.items()}
    same = [one for one in same_persons(house, [link.court]) if {left, right} <= set(one.records)]
    others = tuple(one for person in same for one in person.links if (one.left, one.right) != (left, right))
    return BesidePersons(left=found[left], right=found[right], link=link, others=others,
                         steps=tuple(steps_of(house.desk, TASK, left, right)))  # fmt: skip


def _parties(house: House, records: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Party records by their ids, each with its case."""
    columns = [exp.column("party_id", table="p"), *(exp.column(name, table="p") for name in OF_PARTY),
               *(exp.column(name, table="c") for name in OF_CASE)]  # fmt: skip
    query = exp.select(*columns).from_("parties AS p").join("cases AS c", on="c.case_id = p.case_id")
    query = query.where(exp.column("party_id", table="p").isin(*records))
    return {row["party_id"]: row for row in house.reading("cases").query(query).to_pylist()}


def _masked(row: Mapping[str, Any]) -> dict[str, Any]:
    """A party record with all that names a person hidden."""
    personal = {name for name in OF_PARTY if all_columns("parties")[name].personal}
    return {name: masked_value(value) if name in personal and value else value for name, value in row.items()}

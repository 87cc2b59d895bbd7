"""links between party records → persons and companies of a court that are written in more than one way."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhu.linkage.persons import clusters
from shuzhu.pipeline.house import House
from shuzhu.pipeline.linking import Link, links

TASK = "persons"


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

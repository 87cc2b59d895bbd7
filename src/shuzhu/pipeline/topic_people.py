"""Parties of a topic's cases → keys that hold together what is one person, by the links that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.access import masked_name
from shuzhu.catalogue.topic_model import Check
from shuzhu.linkage.persons import clusters
from shuzhu.pipeline.house import House
from shuzhu.pipeline.same_persons import TASK
from shuzhu.store.links import read_links

SURE: Final = ("number", "automatic", "decided")
"""Links that are held without anybody's second look."""
COLUMNS: Final = ("name", "credit_code", "id_number", "born_on", "town")
"""What a party is known by where no link was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The first record of each person by record; ``made`` says whether the snapshot was linked at all."""

    head: Mapping[str, str]
    made: bool


def links_of(house: House, courts: Sequence[str]) -> Links:
    """What the linking of parties holds to be one person in some courts."""
    kept = read_links(house.root, house.snapshot.number, TASK)
    if kept is None:
        return Links(head={}, made=False)
    rows = kept[0].filter(pc.is_in(kept[0]["court"], pa.array(list(courts), pa.string())))
    rows = rows.filter(pc.is_in(rows["how"], pa.array(list(SURE))))
    return Links(head=clusters(list(zip(rows["left"].to_pylist(), rows["right"].to_pylist(), strict=True))), made=True)


def suits(
    rows: Sequence[Mapping[str, Any]], cases: Sequence[str], check: Check, links: Links
) -> tuple[list[tuple[str, ...]], dict[str, str]]:
    """Party rows → who stands on a side of each case, by key, and each key's name."""
    of: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda one: str(one["party_id"])):
        if row["side"] != check.side or (check.kinds and row["kind"] not in check.kinds):
            continue
        key = _key(row, links)
        if key:
            of.setdefault(row["case_id"], []).append(key)
            names.setdefault(key, row["name"] or "")
    return [tuple(dict.fromkeys(of.get(case, ()))) for case in cases], names


def _key(row: Mapping[str, Any], links: Links) -> str:
    """What a party is held to be: by the links, else by its number, else by name, birth and town; blank: unknown."""
    if links.made and row["party_id"] in links.head:
        return links.head[row["party_id"]]
    number = row["credit_code"] or row["id_number"]
    if number:
        return str(number)
    return "|".join((row["name"], str(row["born_on"] or ""), row["town"] or "")) if row["name"] else ""


def shown(house: House, name: str, courts: Sequence[str]) -> str:
    """A name as the reader may see it."""
    return name if house.reader.sees_names_in(courts) else masked_name(name)

"""Persons of two courts whose later record is written otherwise, planted for the linkage to find; kept as truth."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.demo import plants
from shuzhu.demo.arrays import scramble

A_BATCH: Final = 4
"""So many of a court and batch of parties."""
_SALT: Final = 481
_OTHER: Final = "幻"
_ELSE: Final = "假"
"""Characters that say a name is made up, put in the place of another."""


def _misheard(row: Mapping[str, Any]) -> dict[str, str]:
    """A character of the name that sounds alike, the end of the number hidden."""
    name = str(row["name"])
    for right, wrong in plants.SLIPS:
        name = name.replace(right, wrong)
    return {"name": name, "id_number": row["id_number"][:14] + "****"}


def _old(row: Mapping[str, Any]) -> dict[str, str]:
    """The number as it was of old, of 15 digits, where the person is old enough."""
    number = str(row["id_number"])
    return {"id_number": number[:6] + number[8:17]} if number[6:8] == "19" else _misheard(row)


def _masked(row: Mapping[str, Any]) -> dict[str, str]:
    """Name and day of birth hidden."""
    number = str(row["id_number"])
    return {"name": row["name"][0] + "某某", "id_number": f"{number[:10]}****{number[14:]}"}


def _renamed(row: Mapping[str, Any]) -> dict[str, str]:
    """Another given name, the one before told beside it."""
    name = str(row["name"])
    return {"name": f"{name[0]}{_OTHER}宏", "former_name": name, "id_number": row["id_number"][:14] + "****"}


def _mistaken(row: Mapping[str, Any]) -> dict[str, str]:
    """One character of the name another."""
    name = str(row["name"])
    other = _ELSE if name[1] == _OTHER else _OTHER
    return {"name": name[0] + other + name[2:], "id_number": row["id_number"][:14] + "****"}


WAYS: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]]] = {
    "misheard": _misheard, "old number": _old, "masked": _masked, "renamed": _renamed, "mistaken": _mistaken,
}  # fmt: skip


def varied(court: str, rows: pa.Table) -> tuple[pa.Table, list[dict[str, str]]]:
    """Parties of a court with a few written otherwise than before in the same batch; and which, with their numbers."""
    places = _chosen(rows) if court in plants.TWICE_COURTS else []
    if not places:
        return rows, []
    told, names = [], list(WAYS)
    changed: dict[str, dict[int, str]] = {"name": {}, "former_name": {}, "id_number": {}}
    for n, place in enumerate(places):
        row = rows.slice(place, 1).to_pylist()[0]
        way = names[(_drawn(row["id_number"]) + n) % len(names)]
        for column, value in WAYS[way](row).items():
            changed[column][place] = value
        told.append({"party": row["party_id"], "number": row["id_number"], "way": way})
    for column, values in changed.items():
        said = rows[column].to_pylist()
        for place, value in values.items():
            said[place] = value
        at = rows.schema.get_field_index(column)
        rows = rows.set_column(at, rows.schema.field(at), pa.array(said, rows.schema.field(at).type))
    return rows, told


def _chosen(rows: pa.Table) -> list[int]:
    """Places of persons who stand in the batch before, drawn by their numbers."""
    seen: dict[str, int] = {}
    again: dict[str, int] = {}
    known = pc.and_(pc.equal(rows["kind"], "person"), pc.is_valid(rows["id_number"]))
    for place in np.flatnonzero(np.asarray(known)).tolist():
        number = rows["id_number"][place].as_py()
        if number in seen and number != plants.identity_of(plants.lender()):
            again[number] = place
        seen.setdefault(number, place)
    return sorted(again[number] for number in sorted(again, key=_drawn)[:A_BATCH])


def _drawn(number: str) -> int:
    """A draw that belongs to an identity number."""
    return int(scramble(np.array([int(number[:17])], np.int64), _SALT)[0])

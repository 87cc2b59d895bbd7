"""People of registers: their columns as keys, and how two of them are compared."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.linkage.comparisons import of_home, of_identity, of_name, of_word
from shuzhu.linkage.keys import Hash, id_keys, name_keys, plain, telephone_keys
from shuzhu.linkage.model import Plan

COLUMNS: Final = ("unique_id", "name", "id_number", "telephone", "born_on", "sex", "town", "address")
"""What a register may say of a person; what it lacks may be left out, but for ``unique_id`` and ``name``."""
PEOPLE: Final = Plan(
    comparisons=(
        of_name("name", "姓名"), of_identity("id", "证件号码"), of_home("home", "电话住址", "tel", "address"),
        of_word("sex", "性别", m=0.98, u=0.5), of_word("town", "镇街"),
    ),
    blocks=(
        "l.id_whole = r.id_whole", "l.tel_number = r.tel_number", "l.address = r.address",
        "l.name_sound = r.name_sound AND l.id_born = r.id_born", "l.name_sound = r.name_sound AND l.town = r.town",
        "l.id_born = r.id_born AND l.name_surname = r.name_surname",
        "l.id_region = r.id_region AND l.id_tail = r.id_tail",
    ),
    learn_from=("l.tel_number = r.tel_number", "l.name_sound = r.name_sound AND l.town = r.town"),
    sure=("l.id_whole = r.id_whole", "l.name_name = r.name_name AND l.tel_number = r.tel_number"),
    recall=0.7,
)  # fmt: skip


def people(register: pa.Table, hashed: Hash = plain) -> pa.Table:
    """A register (``COLUMNS``) → the keys that people are compared by; all of them hashed where ``hashed`` does so."""
    told = {
        name: register[name].combine_chunks() if name in register.column_names else pa.nulls(len(register), pa.string())
        for name in COLUMNS
    }  # fmt: skip
    number = id_keys(told["id_number"], "id", hashed)
    days = through(pc.replace_substring(pc.cast(told["born_on"], pa.string()), "-", ""), "born", hashed)
    number["id_born"] = pc.coalesce(number["id_born"], days)
    return pa.table({
        "unique_id": told["unique_id"], **name_keys(told["name"], "name", hashed), **number,
        **telephone_keys(told["telephone"], "tel", hashed), "sex": told["sex"],
        "town": through(told["town"], "town", hashed), "address": through(told["address"], "address", hashed),
    })  # fmt: skip


def through(column: pa.Array, kind: str, hashed: Hash) -> pa.Array:
    """A column under the name of what it is, hashed where ``hashed`` does so; each distinct text once."""
    coded = column.dictionary_encode()
    found = pa.array([hashed(f"{kind}:{text}") for text in coded.dictionary.to_pylist()], pa.string())
    return found.take(coded.indices)

"""Records as keyed hashes of names, numbers and telephones, for an office that may not give those away; and links.

Both offices hold one key. One of them takes its records out as hashes, the other links its own with them; what is
found are pairs of ids, and no name goes either way.
"""

import hmac
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from shuzhu.errors import SourceError, UsageError
from shuzhu.linkage.calibrate import OURS
from shuzhu.linkage.disputes import TASKS, disputes
from shuzhu.linkage.evidence import Sign, signs
from shuzhu.linkage.keys import Keyed
from shuzhu.linkage.model import Plan, score
from shuzhu.linkage.persons import between_offices, party_keys
from shuzhu.marks import PROPERTY
from shuzhu.pipeline.exporting import exporting
from shuzhu.pipeline.house import House
from shuzhu.pipeline.link_rows import party_rows, sides
from shuzhu.pipeline.linking import AUTOMATIC, REVIEW
from shuzhu.publication.keys import read_key

Side = Literal["left", "right"]
BETWEEN: Final = tuple(name for name, task in TASKS.items() if task.settle or name == "persons")
"""The linkages that two offices can make together."""
FORM: Final = 1
"""Raised whenever the columns of a file or the way to their hashes change."""
_TOLD: Final = b"shuzhu.hashes"


@dataclass(frozen=True, slots=True, kw_only=True)
class HashedLink:
    """A record of ours and one of the other office that are held to be the same (``how``: automatic or review)."""

    ours: str
    theirs: str
    weight: float
    chance: float
    how: str
    signs: tuple[Sign, ...]


def export_hashes(house: House, task: str, side: Side, key: Path, into: Path) -> int:
    """Write one side's records of the whole store as keyed hashes; how many they are.

    Raises DeniedError unless the reader may reconcile and take out the whole of every court; UsageError for a task
    that has one side only, or a key that is too short or lies with the store.
    """
    _permitted(house, task)
    secret = read_key(key, [house.root]).secret
    rows = _keys(house, task, side, Keyed(secret))
    mark = exporting(house, "关联用散列", courts=house.itself.present, rows=len(rows))
    told = {"form": FORM, "task": task, "side": side, "check": _check(secret)}
    rows = rows.replace_schema_metadata({_TOLD: json.dumps(told).encode(), PROPERTY.encode(): mark.token.encode()})
    pq.write_table(rows, into, compression="zstd")
    return len(rows)


def match_hashes(house: House, file: Path, key: Path) -> list[HashedLink]:
    """Link our records with the other office's hashes, by the same key, the least sure first; nothing is kept of it.

    Raises DeniedError unless the reader may reconcile the whole of every court, SourceError for a file that holds no
    hashes, UsageError for one that was made with another key or of another form.
    """
    theirs, told = _read(file)
    task, side = str(told["task"]), told["side"]
    _permitted(house, task)
    secret = read_key(key, [house.root]).secret
    if told["form"] != FORM:
        raise UsageError(f"{file.name}: these hashes are of form {told['form']}, not {FORM}; have them made anew")
    if not hmac.compare_digest(told["check"], _check(secret)):
        raise UsageError(f"{file.name}: these hashes were made with another key; both offices must use one key")
    ours = _keys(house, task, "left" if side == "right" else "right", Keyed(secret))
    left, right = (ours, theirs) if side == "right" else (theirs, ours)
    plan = between_offices(max(len(left), len(right))) if task == "persons" else TASKS[task].plan
    pairs = score(left, right, plan)
    settle = TASKS[task].settle
    pairs = settle(pairs) if settle else pairs
    house.audited("change", "与他方散列比对", task=task, theirs=len(theirs), ours=len(ours))
    found = [_link(pair, plan, mine="left" if side == "right" else "right") for pair in pairs.to_pylist()]
    return sorted((one for one in found if one.chance >= REVIEW), key=lambda one: (one.chance, one.ours, one.theirs))


def _permitted(house: House, task: str) -> None:
    """Refuse who may not, and a linkage that two offices cannot make."""
    house.require("reconcile")
    house.require("reconcile", house.itself.present, whole=True)
    if task not in BETWEEN:
        raise UsageError(f"{task!r} is no linkage of two offices; one of {', '.join(BETWEEN)}")


def _keys(house: House, task: str, side: Side, hashed: Keyed) -> pa.Table:
    """The records of a side as hashes."""
    engine = house.itself.reading("cases")
    if task == "persons":
        return party_keys(party_rows(engine), hashed)
    none = pa.table({name: pa.array([], pa.string()) for name in ("left", "right", "court")})
    left, right = sides(engine, task, none, house.codes)
    rows = left if side == "left" or right is None else right
    return disputes(rows, hashed)


def _check(secret: bytes) -> str:
    """What tells one key from another, and nothing else."""
    return Keyed(secret)("check:shuzhu")


def _read(file: Path) -> tuple[pa.Table, dict[str, Any]]:
    """A file's hashes and what it says of them."""
    try:
        rows = pq.read_table(file)
        told = json.loads((rows.schema.metadata or {})[_TOLD])
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise SourceError(
            f"{file.name}: 不是关联用的散列文件 (no file of hashes)；请由对方用 link hashes 导出"
        ) from error
    return rows.replace_schema_metadata(None), told


def _link(pair: dict[str, Any], plan: Plan, *, mine: Side) -> HashedLink:
    """A scored pair as a link."""
    chance = float(OURS(np.array([pair["weight"]]))[0])
    return HashedLink(
        ours=pair[mine], theirs=pair["right" if mine == "left" else "left"], weight=pair["weight"], chance=chance,
        how="automatic" if chance >= AUTOMATIC else "review", signs=signs(pair, plan.comparisons),
    )  # fmt: skip

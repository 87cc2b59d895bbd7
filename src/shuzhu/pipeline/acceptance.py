"""A staged load → how it differs from the last loads, kept with it; and the loads that are held for it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow.compute as pc
import pyarrow.parquet as pq

from shuzhu.errors import NoDataError
from shuzhu.pipeline.house import House
from shuzhu.quality.acceptance import Judged, Line, judged
from shuzhu.quality.profile import ALL, Profile, profiled
from shuzhu.store.engine import connect, files_of
from shuzhu.store.held import folder_of, waiting
from shuzhu.store.snapshots import write_json
from shuzhu.store.staging import Loaded

KEPT: Final = "acceptance.json"
MOST_LOOKED_AT: Final = 60
"""So many loads back are looked at for the last ones of each table."""


def judge(house: House) -> Callable[[Path, Loaded], bool]:
    """What looks at a staged load: its report is kept in its folder, and the answer is whether it is held."""

    def judging(folder: Path, loaded: Loaded) -> bool:
        own = profile(house, folder, loaded)
        before = {one.number: profiles_of(house, one) for one in _before(house)}
        found = judged(own, before, house.contract.acceptance)
        held = house.settings.hold and found.verdict == "beyond"
        write_json(folder / KEPT, {"profiles": [asdict(one) for one in own], "judged": asdict(found)})
        return held

    return judging


def acceptance(house: House, number: int, *, held: bool = False) -> Judged:
    """How a load differs from the last loads before it, ``held`` of one that waits; as it was judged when it came.

    Raises DeniedError unless the reader may load, for every court: a load is of all of them; NoDataError for a load
    that was not judged.
    """
    house.require("load", everywhere=True)
    folder = folder_of(house.root, number) if held else _folder(house, number)
    said = _read(folder / KEPT)
    if said is None:
        raise NoDataError(f"load {number} was not judged: there is none, it brought nothing, or it is older")
    lines = tuple(Line(**line) for line in said["judged"]["lines"])
    return Judged(against=tuple(said["judged"]["against"]), lines=lines)


def held_loads(house: House) -> tuple[Loaded, ...]:
    """Loads that wait to be released, the oldest first. Raises DeniedError unless the reader may load everywhere."""
    house.require("load", everywhere=True)
    return waiting(house.root)


def profiles_of(house: House, loaded: Loaded) -> list[Profile]:
    """The profile kept with a load; of one loaded before profiles were kept, its rows are read."""
    said = _read(_folder(house, loaded.number) / KEPT)
    cached = house.root / "cubes" / "profiles" / f"{loaded.number:06d}.json"
    said = _read(cached) if said is None else said
    if said is None:
        found = profile(house, _folder(house, loaded.number), loaded)
        cached.parent.mkdir(parents=True, exist_ok=True)
        write_json(cached, {"profiles": [asdict(one) for one in found]})
        return found
    return [
        Profile(**{**one, "middles": {name: (pair[0], pair[1]) for name, pair in one["middles"].items()}})
        for one in said["profiles"]
    ]


def profile(house: House, folder: Path, loaded: Loaded) -> list[Profile]:
    """What a load brought; rows that only fill blanks from texts are no delivery and are left out."""
    found: list[Profile] = []
    tables: dict[str, list[str]] = {}
    for part in loaded.parts:
        if not part.fills:
            tables.setdefault(part.table, []).append(str(folder / part.file))
    refused = _refused(folder)
    today = date.fromisoformat(loaded.began[:10]) if loaded.began else datetime.now(UTC).date()
    cases = [*tables.get("cases", []), *files_of(house.root, house.snapshot, "cases")]
    connection = connect({"memory": "2GB"}, house.root / "spill")
    try:
        for table, files in tables.items():
            found += [
                replace(one, refused=refused.get(table, 0)) if one.court == ALL else one
                for one in profiled(connection, table, files, cases, today)
            ]
    finally:
        connection.close()
    return found


def _before(house: House) -> Sequence[Loaded]:
    """The loads in force that a new one can be held against, the oldest first."""
    return [one for one in house.store.loads(house.snapshot) if one.parts][-MOST_LOOKED_AT:]


def _refused(folder: Path) -> Mapping[str, int]:
    """Rows of a load that were not taken, by table."""
    path = folder / "refused.parquet"
    if not path.exists():
        return {}
    rows = pq.read_table(path, columns=["table", "kept"])
    counted = rows.filter(pc.invert(rows.column("kept"))).group_by("table").aggregate([([], "count_all")])
    return dict(zip(counted.column("table").to_pylist(), counted.column("count_all").to_pylist(), strict=True))


def _folder(house: House, number: int) -> Path:
    """Where a load keeps what it brought."""
    return house.root / "loads" / f"{number:06d}"


def _read(path: Path) -> dict[str, Any] | None:
    """What is kept in a file; None where there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

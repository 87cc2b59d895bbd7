"""store + application database → one file, and back into a new folder: whole, or refused."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shuzhu.access import LOCAL, Reader
from shuzhu.desk.database import open_desk
from shuzhu.desk.dump import dump, fill
from shuzhu.desk.sealing import Vault
from shuzhu.desk.verify import verify
from shuzhu.errors import InputError, UsageError
from shuzhu.pipeline.house import House, open_house
from shuzhu.store.archive import pack, unpack
from shuzhu.store.settings import read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup holds: its snapshot, how many files, and the digest that tells it from any other."""

    snapshot: str
    files: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored: its snapshot, how many files, when it was backed up, and the faults in its audit."""

    snapshot: str
    files: int
    made_at: str
    faults: tuple[str, ...]


def backup(house: House, target: Path, now: datetime, *, keys: bool = False) -> BackedUp:
    """store + application database → one file, while others read; a load that would begin is told to wait.

    ``keys``: the key of second factors too, without which who has one cannot sign in after it was restored.

    Raises DeniedError unless the reader may back up, for every court, and StoreError while a load is running.
    """
    house.require("backup", everywhere=True)
    house.audited("backup", "备份", file=target.name, keys=keys)
    with house.store.still() as snapshot, house.audit.alone():
        kept = {
            f"audit/{p.name}": p.read_bytes() for p in house.audit.folder.glob("*") if p.name in {"key", "head.json"}
        }
        if keys and house.vault.path.exists():
            kept[f"keys/{house.vault.path.name}"] = house.vault.path.read_bytes()
        told: Mapping[str, Any] = {"snapshot": snapshot.label, "made_at": now.isoformat(timespec="seconds")}
        digest, files = pack(target, house.store.root, dump(house.desk) | kept, told)
    return BackedUp(snapshot=snapshot.label, files=files, digest=digest)


def restore(source: Path, root: Path, reader: Reader = LOCAL) -> Restored:
    """one file → a new store with its application database; every file is held against its hash first.

    Raises UsageError where the folder holds anything, InputError where the file is damaged: nothing is left then.
    """
    if not source.is_file():
        raise UsageError(f"there is no backup {source}")
    if root.exists() and any(root.iterdir()):
        raise UsageError(f"{root} is not empty; a backup is never restored over what is there, choose a new folder")
    part = root.with_name(root.name + ".part")
    if part.exists():
        raise UsageError(f"{part} is left of a restore that was broken off; remove it and try again")
    try:
        told = unpack(source, part)
        _settle(part)
        faults = tuple(_verified(part / "store", reader))
        if root.exists():
            root.rmdir()
        (part / "store").replace(root)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Restored(
        snapshot=str(told["snapshot"]), files=len(told["files"]), made_at=str(told["made_at"]), faults=faults
    )


def _settle(part: Path) -> None:
    """The application database filled, and the audit's key and head and other keys put in the store's folder."""
    store = part / "store"
    store.mkdir(exist_ok=True)
    dumped = {f"desk/{path.name}": path.read_bytes() for path in (part / "desk").glob("*.jsonl")}
    if not dumped:
        raise InputError("备份里没有应用数据库 (no application database)；请换用另一份备份")
    settings = read_settings(store, os.environ)
    folder = Path(settings.audit) if settings.audit else store / "audit"
    if (folder / "key").exists():
        raise UsageError(f"{folder} holds the key of another audit; restore with SHUZHU_AUDIT set to an empty folder")
    desk = open_desk(store, settings.desk)
    try:
        fill(desk, dumped)
    finally:
        desk.dispose()
    for key in (part / "keys").glob("*"):
        Vault(store / "keys").put(key.read_bytes())
    if (part / "audit").is_dir():
        shutil.copytree(part / "audit", folder, dirs_exist_ok=True)
        (folder / "key").chmod(0o600)


def _verified(store: Path, reader: Reader) -> list[str]:
    """The faults in the audit that was restored, and the restoring written into it."""
    house = open_house(store, reader=reader)
    faults = verify(house.audit)[1]
    house.audited("backup", "恢复")
    house.desk.dispose()
    return faults

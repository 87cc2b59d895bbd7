"""The audit: who signed in, saw names, took something out, changed something or was denied; added to and never purged.

Every entry holds the SHA-256 of itself and of the one before it, and a seal over that by a key that is kept outside of
the database. The **head** (how many entries there are, and the last one's hash, sealed by the same key) stands outside
of it too: so entries that were changed, put in, taken out, cut off at the end or written anew as a whole are found.
Nothing here is ever deleted: 网络安全法 art. 21 asks for six months at least.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import audit
from shuzhu.errors import StoreError

KINDS: Final[Mapping[str, str]] = {
    "login": "登录", "login_failed": "登录失败", "logout": "退出", "denied": "拒绝", "names": "查看个人信息",
    "export": "导出", "change": "变更", "account": "账号", "audit": "查阅审计", "backup": "备份恢复",
}  # fmt: skip
BEGINNING: Final = "0" * 64
"""What stands for the hash before the first entry."""
_SAID: Final = ("id", "at", "who", "what", "about", "court", "detail", "previous")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done, by whom, about what, in which court; ``detail`` never holds a name or a row."""

    id: int
    at: datetime
    who: str
    what: str
    about: str
    court: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How many entries there were, the last one's hash, and heads that the database no longer bore out."""

    count: int = 0
    hash: str = BEGINNING
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit: the database it is in, and the folder outside of it that holds its key and its head."""

    desk: Desk
    folder: Path

    def write(
        self, what: str, who: str, about: str, *, court: str = "", at: datetime | None = None, **detail: Any
    ) -> int:
        """Add an entry; its number. Raises StoreError where the key is lost though there are entries."""
        said = {
            "at": (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds"), "who": who,
            "what": what, "about": about, "court": court, "detail": _canonical(detail),
        }  # fmt: skip
        with self.alone():
            key = self._key(make=True)
            with writing(self.desk) as connection:
                number, before = _last(connection)
                row: dict[str, Any] = {"id": number + 1, **said, "previous": before}
                row["hash"] = hash_of(row)
                connection.execute(insert(audit).values(**row, seal=_seal(key, row["hash"])))
            self._go_on(key, Head(count=number, hash=before), Head(count=number + 1, hash=row["hash"]))
        return number + 1

    def key(self) -> bytes:
        """The key; raises StoreError where there is none."""
        return self._key(make=False)

    def digest(self, words: str) -> str:
        """A mark of some words by the key, which is made before the first entry: it tells them to who has both."""
        with self.alone():
            key = self._key(make=True)
        return hmac.new(key, words.encode(), "sha256").hexdigest()[:16]

    def head(self) -> Head | None:
        """The head that was kept, or None where it is missing or its seal is not ours."""
        return self._read_head(self.key())

    def _key(self, *, make: bool) -> bytes:
        """The key, made where there is neither a key nor an entry."""
        path = self.folder / "key"
        if not path.exists():
            with self.desk.connect() as connection:
                begun = _last(connection)[0] > 0
            if begun or not make:
                raise StoreError(f"the audit's key {path} is missing; put it back from the backup")
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        return bytes.fromhex(path.read_text(encoding="ascii").strip())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While one writes, others wait."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _go_on(self, key: bytes, found: Head, now: Head) -> None:
        """Keep the new head; that the database did not stand at the last one is kept with it for good."""
        kept = self._read_head(key)
        breaks = kept.breaks if kept else ("没有可信的头记录",) if found.count else ()
        if kept and (kept.count > found.count or (kept.count == found.count and kept.hash != found.hash)):
            breaks = (*breaks, f"第{kept.count}条之后的链头与数据库不符（数据库止于第{found.count}条）")
        said = _canonical({"count": now.count, "hash": now.hash, "breaks": list(breaks)})
        part = self.folder / "head.part"
        with part.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"head": said, "seal": _seal(key, said)}))
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / "head.json")

    def _read_head(self, key: bytes) -> Head | None:
        """The head in its file, where its seal is ours."""
        try:
            told = json.loads((self.folder / "head.json").read_text(encoding="utf-8"))
            if not hmac.compare_digest(_seal(key, told["head"]), told["seal"]):
                return None
            said = json.loads(told["head"])
            return Head(count=said["count"], hash=said["hash"], breaks=tuple(said["breaks"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def entry(desk: Desk, number: int) -> Entry | None:
    """One entry; None where there is none of that number."""
    with desk.connect() as connection:
        row = connection.execute(select(audit).where(audit.c.id == number)).mappings().first()
    return None if row is None else _entry(dict(row))


def seal_of(key: bytes, number: int) -> str:
    """The seal of a watermark that names an entry, eight signs."""
    return _seal(key, f"mark {number}")[:8]


def entries(desk: Desk, *, what: str = "", who: str = "", last: int | None = None) -> list[Entry]:
    """Entries, the oldest first: of a kind, of a person, or only the last so many."""
    query = select(audit).order_by(audit.c.id.desc())
    query = query.where(audit.c.what == what) if what else query
    query = query.where(audit.c.who == who) if who else query
    with desk.connect() as connection:
        rows = connection.execute(query.limit(last) if last else query).mappings().all()
    return [_entry(dict(row)) for row in reversed(rows)]


def hash_at(desk: Desk, number: int) -> str | None:
    """The hash of an entry; None where there is none of that number."""
    with desk.connect() as connection:
        return connection.execute(select(audit.c.hash).where(audit.c.id == number)).scalar()


def hash_of(row: Mapping[str, Any]) -> str:
    """The SHA-256 of an entry with the hash before it, over its canonical JSON."""
    return hashlib.sha256(_canonical({name: row[name] for name in _SAID}).encode()).hexdigest()


def sealed(key: bytes, row: Mapping[str, Any]) -> bool:
    """The seal of an entry is ours."""
    return hmac.compare_digest(_seal(key, str(row["hash"])), str(row["seal"]))


def _entry(row: Mapping[str, Any]) -> Entry:
    """A row as an entry."""
    return Entry(
        id=row["id"], at=datetime.fromisoformat(row["at"]), who=row["who"], what=row["what"], about=row["about"],
        court=row["court"], detail=json.loads(row["detail"]),
    )  # fmt: skip


def _seal(key: bytes, words: str) -> str:
    """What only who has the key can write beside some words."""
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def _canonical(said: Mapping[str, Any]) -> str:
    """One spelling of a mapping: keys in order, no blanks."""
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _last(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the last entry."""
    row = connection.execute(select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)).first()
    return (row.id, row.hash) if row else (0, BEGINNING)

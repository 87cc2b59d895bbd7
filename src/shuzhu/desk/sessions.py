"""Sessions and keys: what is handed to a browser or a program, of which only the hash is kept here."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import insert, select, update

from shuzhu.access import ACTIONS
from shuzhu.desk.accounts import Account, account, name_of, step
from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import account_steps, api_keys, sessions
from shuzhu.errors import NoDataError, UsageError, did_you_mean

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
_SEEN_EVERY: Final = timedelta(minutes=1)
"""The last use of a session is written no oftener."""
KEY_MARK: Final = "sz_"
"""What a key begins with, so that it is known where it was left lying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A program's key: whose it is, what it may do at most, how often a minute, and until when."""

    id: int
    account: str
    name: str
    actions: frozenset[str]
    per_minute: int
    made_at: datetime
    ends_at: datetime
    revoked: bool


def begin(desk: Desk, number: int, origin: str, now: datetime) -> str:
    """Begin a session of an account; the token that its browser is given."""
    token = secrets.token_urlsafe(32)
    told = {"account": number, "hash": _hash(token), "made_at": now, "seen_at": now, "origin": origin[:80]}
    with writing(desk) as connection:
        connection.execute(insert(sessions).values(told))
    return token


def holder(desk: Desk, token: str, now: datetime) -> Account | None:
    """Whose session this is; None where it ended, was left alone too long, or lasted too long, or they may not."""
    with desk.connect() as connection:
        row = connection.execute(select(sessions).where(sessions.c.hash == _hash(token))).mappings().first()
    if row is None or row["ended_at"] is not None:
        return None
    seen = row["seen_at"]
    if now - seen > IDLE or now - row["made_at"] > LONGEST:
        return None
    if now - seen > _SEEN_EVERY:
        with writing(desk) as connection:
            connection.execute(update(sessions).where(sessions.c.id == row["id"]).values(seen_at=now))
    found = account(desk, name_of(desk, row["account"]), now)
    return None if found.disabled else found


def end(desk: Desk, token: str, now: datetime) -> None:
    """End a session."""
    with writing(desk) as connection:
        connection.execute(update(sessions).where(sessions.c.hash == _hash(token)).values(ended_at=now))


def end_all(desk: Desk, number: int, now: datetime) -> None:
    """End every session of an account."""
    open_ = (sessions.c.account == number, sessions.c.ended_at.is_(None))
    with writing(desk) as connection:
        connection.execute(update(sessions).where(*open_).values(ended_at=now))


def new_key(  # noqa: PLR0913 — what a key is bound to
    desk: Desk, owner: str, name: str, *, actions: Collection[str], per_minute: int, days: int, now: datetime
) -> str:
    """Make a key of an account, bound to some actions; the key, shown once. Raises UsageError for no action."""
    for action in actions:
        if action not in ACTIONS:
            raise UsageError(f"no action {action!r}" + did_you_mean(action, ACTIONS))
    if not actions or per_minute < 1 or days < 1:
        raise UsageError("密钥须限定操作、每分钟次数和有效天数 (a key needs actions, a limit and days)")
    token = KEY_MARK + secrets.token_urlsafe(32)
    told = {"account": account(desk, owner, now).id, "name": name, "hash": _hash(token), "actions": sorted(actions),
            "per_minute": per_minute, "made_at": now, "ends_at": now + timedelta(days=days)}  # fmt: skip
    with writing(desk) as connection:
        connection.execute(insert(api_keys).values(told))
    return token


def key_holder(desk: Desk, token: str, now: datetime) -> tuple[Account, Key] | None:
    """Whose key this is; None where it is none, was revoked or ran out, or its account may not sign in."""
    found = next((key for key in keys(desk, hashed=_hash(token))), None)
    if found is None or found.revoked or found.ends_at <= now:
        return None
    own = account(desk, found.account, now)
    return None if own.disabled or own.must_change else (own, found)


def keys(desk: Desk, *, hashed: str | None = None) -> list[Key]:
    """Every key there was, or the one of a hash."""
    query = select(api_keys).order_by(api_keys.c.id)
    query = query.where(api_keys.c.hash == hashed) if hashed is not None else query
    with desk.connect() as connection:
        rows = connection.execute(query).mappings().all()
        gone = connection.execute(select(account_steps.c.told).where(account_steps.c.what == "key_revoked")).scalars()
        revoked = {told["key"] for told in gone}
    return [
        Key(id=row["id"], account=name_of(desk, row["account"]), name=row["name"], actions=frozenset(row["actions"]),
            per_minute=row["per_minute"], made_at=row["made_at"], ends_at=row["ends_at"],
            revoked=row["id"] in revoked)
        for row in rows
    ]  # fmt: skip


def revoke(desk: Desk, number: int, by: str, now: datetime) -> Key:
    """Take a key back for good; raises NoDataError where there is none."""
    found = next((key for key in keys(desk) if key.id == number), None)
    if found is None:
        raise NoDataError(f"没有密钥 {number} (no such key)；`shuzhu key list` 列出全部")
    step(desk, found.account, "key_revoked", by, now, key=number)
    return found


def _hash(token: str) -> str:
    """What is kept of a token: it is random enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()

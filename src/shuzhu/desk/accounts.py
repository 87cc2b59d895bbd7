"""Accounts: who may sign in, with which grants; what became of each is only added to, and its state read from that."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from shuzhu.access import Grant, keep_apart, role
from shuzhu.desk import passwords, totp
from shuzhu.desk.database import Desk, writing
from shuzhu.desk.sealing import Vault
from shuzhu.desk.tables import account_steps, accounts, attempts
from shuzhu.errors import DeniedError, NoDataError, UsageError

MOST_FAILURES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
ONCE_FOR: Final = timedelta(days=3)
"""How long a one-time password can be used."""
_NAME: Final = re.compile(r"[a-z][a-z0-9._-]{1,39}")
REFUSED: Final = "用户名、密码或动态码不正确，或账号已停用、已锁定 (not signed in)；连续错5次锁定15分钟"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One who may sign in, as things stand: grants, and what keeps them from signing in."""

    id: int
    name: str
    title: str
    made_at: datetime
    grants: tuple[Grant, ...] = ()
    disabled: bool = False
    must_change: bool = False
    second_factor: bool = False
    person: str = ""
    """Whose card is theirs: the number of a mediator or judge's assistant."""
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of an account and not shown: passwords, the newest first, and the secret of the second factor."""

    account: Account
    hashes: tuple[str, ...]
    changed_at: datetime
    secret: str | None


def add(desk: Desk, name: str, title: str, grants: Sequence[Grant], by: str, now: datetime) -> str:
    """Make an account; its one-time password. Raises UsageError for a bad or taken name, and for grants kept apart."""
    if not _NAME.fullmatch(name) or name.startswith("local"):
        raise UsageError(
            f"用户名 {name!r} 不可用 (bad name)：小写字母开头，2—40个字母、数字、点或横线，不以 local 开头"
        )
    _check_grants(grants)
    once = passwords.one_time()
    kept = passwords.hashed(once)
    with writing(desk) as connection:
        if connection.execute(select(accounts.c.id).where(accounts.c.name == name)).first():
            raise UsageError(f"用户名 {name} 已有人用 (taken)")
        made = connection.execute(insert(accounts).values(name=name, title=title, made_at=now))
        (number,) = made.inserted_primary_key or (0,)
        _write(connection, number, "grants", by, now, grants=[asdict(grant) for grant in grants])
        _write(connection, number, "password", by, now, hash=kept, once=True)
    return once


def all_accounts(desk: Desk, now: datetime) -> list[Account]:
    """Every account, by name."""
    with desk.connect() as connection:
        names = connection.execute(select(accounts.c.name).order_by(accounts.c.name)).scalars().all()
        return [_kept(connection, name, now).account for name in names]


def account(desk: Desk, name: str, now: datetime) -> Account:
    """One account; raises NoDataError where there is none."""
    with desk.connect() as connection:
        return _kept(connection, name, now).account


def name_of(desk: Desk, number: int) -> str:
    """The name of an account's number."""
    with desk.connect() as connection:
        return str(connection.execute(select(accounts.c.name).where(accounts.c.id == number)).scalar_one())


def grant(desk: Desk, name: str, grants: Sequence[Grant], by: str, now: datetime) -> None:
    """Give an account these grants instead of those it has; raises UsageError for grants kept apart."""
    _check_grants(grants)
    step(desk, name, "grants", by, now, grants=[asdict(one) for one in grants])


def step(desk: Desk, name: str, what: str, by: str, now: datetime, **told: Any) -> None:
    """Add a step to an account: disabled, enabled, unlocked, grants, totp, key_revoked, person."""
    with writing(desk) as connection:
        _write(connection, _kept(connection, name, now).account.id, what, by, now, **told)


def reset_password(desk: Desk, name: str, by: str, now: datetime) -> str:
    """Give an account a new one-time password."""
    once = passwords.one_time()
    step(desk, name, "password", by, now, hash=passwords.hashed(once), once=True)
    return once


def change_password(desk: Desk, name: str, old: str, new: str, now: datetime) -> None:
    """Change one's own password; raises DeniedError for a wrong old one, UsageError for a new one that may be none."""
    with desk.connect() as connection:
        kept = _kept(connection, name, now)
    if not passwords.fits(old, kept.hashes[0]):
        raise DeniedError("原密码不正确 (wrong password)")
    passwords.check_rules(new, (name, kept.account.title), kept.hashes[: passwords.REMEMBERED])
    step(desk, name, "password", name, now, hash=passwords.hashed(new), once=False)


def begin_second_factor(desk: Desk, name: str, by: str, now: datetime, vault: Vault) -> str:
    """Give an account the secret of a second factor, which is kept sealed; from now on a code is asked for."""
    secret = totp.new_secret()
    step(desk, name, "totp", by, now, secret=vault.seal(secret, name))
    return secret


def check(desk: Desk, name: str, password: str, code: str, now: datetime, vault: Vault) -> Account:
    """Who this is; raises DeniedError, the same for every reason, where it cannot be said; failures lock it.

    Raises StoreError to who knows the password where the key of second factors is lost.
    """
    with desk.connect() as connection:
        try:
            kept = _kept(connection, name, now)
        except NoDataError:
            kept = None
    fits = passwords.fits(password, kept.hashes[0] if kept else None)
    if kept is None or kept.account.locked_until is not None:
        raise DeniedError(REFUSED)
    secret = vault.open(kept.secret, name) if kept.secret and fits else None
    counter = totp.counter_of(secret, code, now) if secret else None
    stale = kept.account.must_change and now - kept.changed_at > ONCE_FOR
    good = fits and not kept.account.disabled and not stale and (kept.secret is None or counter is not None)
    with writing(desk) as connection:
        good = good and not _used(connection, kept.account.id, counter)
        told = {"account": kept.account.id, "at": now, "good": good, "counter": counter}
        connection.execute(insert(attempts).values(told))
    if not good:
        raise DeniedError(REFUSED)
    return kept.account


def _check_grants(grants: Sequence[Grant]) -> None:
    """Raise UsageError for a role that is none, and for roles that one person may not hold together."""
    for one in grants:
        role(one.role)
    keep_apart(grants)


def _write(connection: Connection, number: int, what: str, by: str, now: datetime, **told: Any) -> None:
    """Add a step."""
    connection.execute(insert(account_steps).values(account=number, what=what, at=now, by=by, told=told))


def _used(connection: Connection, number: int, counter: int | None) -> bool:
    """A code has been used already: each is good once."""
    if counter is None:
        return False
    same = select(attempts.c.id).where(attempts.c.account == number, attempts.c.counter == counter, attempts.c.good)
    return connection.execute(same).first() is not None


def _kept(connection: Connection, name: str, now: datetime) -> _Kept:
    """An account with what is kept of it; raises NoDataError where there is none."""
    row = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
    if row is None:
        raise NoDataError(f"没有账号 {name} (no such account)；`shuzhu user list` 列出全部")
    told = select(account_steps).where(account_steps.c.account == row["id"]).order_by(account_steps.c.id)
    steps = connection.execute(told).mappings().all()
    last = {one["what"]: one for one in steps}
    states = [one["what"] for one in steps if one["what"] in {"disabled", "enabled"}]
    given = last["grants"]["told"]["grants"]
    found = Account(
        id=row["id"], name=name, title=row["title"], made_at=row["made_at"],
        grants=tuple(Grant(role=g["role"], court=g["court"], divisions=tuple(g["divisions"])) for g in given),
        disabled=states[-1:] == ["disabled"],
        must_change=bool(last["password"]["told"]["once"]),
        second_factor=bool(last["totp"]["told"]["secret"]) if "totp" in last else False,
        person=str(last["person"]["told"]["person"]) if "person" in last else "",
        locked_until=_locked_until(connection, row["id"], last["unlocked"]["at"] if "unlocked" in last else None,
                                   now),
    )  # fmt: skip
    hashes = tuple(one["told"]["hash"] for one in reversed(steps) if one["what"] == "password")
    secret = last["totp"]["told"]["secret"] if "totp" in last else None
    return _Kept(found, hashes, last["password"]["at"], secret)


def _locked_until(connection: Connection, number: int, unlocked: datetime | None, now: datetime) -> datetime | None:
    """When an account that failed too often in a row may try again; None where it may now."""
    mine = attempts.c.account == number
    good = connection.execute(select(func.max(attempts.c.id)).where(mine, attempts.c.good)).scalar() or 0
    query = select(attempts.c.at).where(mine, attempts.c.id > good).order_by(attempts.c.id.desc()).limit(MOST_FAILURES)
    failed = [at for at in connection.execute(query).scalars() if unlocked is None or at > unlocked]
    until = failed[0] + LOCKED_FOR if len(failed) >= MOST_FAILURES else None
    return until if until is not None and until > now else None

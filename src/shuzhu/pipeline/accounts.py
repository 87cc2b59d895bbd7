"""Accounts given and taken, sign-in and sign-out: each with its right, and each in the audit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from shuzhu.access import EVERYWHERE, Grant, Reader, Right, rights_of
from shuzhu.desk import accounts, sessions
from shuzhu.desk.accounts import Account
from shuzhu.errors import DeniedError, UsageError
from shuzhu.pipeline.house import House

FIRST: Final = "admin"
"""The account that is made where there is none yet."""


def first_admin(house: House, now: datetime) -> str | None:
    """The one-time password of the first account, which may give out others; None where there are accounts."""
    if accounts.all_accounts(house.desk, now):
        return None
    grants = [Grant(role="administrator", court=EVERYWHERE)]
    once = accounts.add(house.desk, FIRST, "账号管理员", grants, house.reader.name, now)
    house.audited("account", "建立首个账号", account=FIRST)
    return once


def sign_in(house: House, name: str, password: str, code: str, origin: str, now: datetime) -> str:
    """A session's token; raises DeniedError, the same for every reason, where it cannot be said who this is."""
    try:
        found = accounts.check(house.desk, name, password, code, now, house.vault)
    except DeniedError:
        house.audit.write("login_failed", "匿名", "登录", account=name[:40], origin=origin)
        raise
    house.audit.write("login", found.name, "登录", origin=origin)
    return sessions.begin(house.desk, found.id, origin, now)


def sign_out(house: House, token: str, now: datetime) -> None:
    """End a session."""
    found = sessions.holder(house.desk, token, now)
    if found is not None:
        sessions.end(house.desk, token, now)
        house.audit.write("logout", found.name, "退出")


def reader_of(house: House, token: str, now: datetime) -> tuple[Account, Reader] | None:
    """Whose session this is, with their rights as of now; without any until a one-time password was changed."""
    found = sessions.holder(house.desk, token, now)
    return None if found is None else (found, _reader(house, found))


def reader_of_key(house: House, token: str, now: datetime) -> tuple[sessions.Key, Reader] | None:
    """Whose key this is, with the rights of its account so far as the key is bound to them."""
    found = sessions.key_holder(house.desk, token, now)
    if found is None:
        return None
    own, key = found
    whole = _reader(house, own)
    rights = tuple(replace(r, actions=r.actions & key.actions) for r in whole.rights if r.actions & key.actions)
    return key, Reader(name=f"{own.name}（密钥 {key.name}）", rights=rights)


def reader_named(house: House, name: str, now: datetime) -> Reader:
    """The rights of an account for who sits at the machine and wants no more than these; raises DeniedError if off."""
    if not house.reader.local:
        house.deny("accounts")
    found = accounts.account(house.desk, name, now)
    if found.disabled:
        raise DeniedError(f"账号 {name} 已停用 (disabled)")
    return Reader(name=name, rights=_rights(house, found))


def all_accounts(house: House, now: datetime) -> list[Account]:
    """Every account."""
    house.require("accounts")
    return accounts.all_accounts(house.desk, now)


def courts(house: House) -> list[str]:
    """The courts in which grants can be given: those that have any data."""
    house.require("accounts", everywhere=True)
    return sorted(house.itself.present)


def add_account(house: House, name: str, title: str, grants: Sequence[Grant], now: datetime) -> str:
    """Make an account; its one-time password."""
    house.require("accounts", everywhere=True)
    _known(house, grants)
    once = accounts.add(house.desk, name, title, grants, house.reader.name, now)
    house.audited("account", "新建账号", account=name, grants=_said(grants))
    return once


def set_grants(house: House, name: str, grants: Sequence[Grant], now: datetime) -> None:
    """Give an account these grants instead of those it has."""
    _may_change(house, name)
    _known(house, grants)
    accounts.grant(house.desk, name, grants, house.reader.name, now)
    house.audited("account", "授权", account=name, grants=_said(grants))


def set_enabled(house: House, name: str, now: datetime, *, enabled: bool) -> None:
    """Let an account sign in, or no more: its sessions end."""
    _may_change(house, name)
    accounts.step(house.desk, name, "enabled" if enabled else "disabled", house.reader.name, now)
    if not enabled:
        sessions.end_all(house.desk, accounts.account(house.desk, name, now).id, now)
    house.audited("account", "启用" if enabled else "停用", account=name)


def unlock(house: House, name: str, now: datetime) -> None:
    """Let an account that failed too often try again."""
    _may_change(house, name)
    accounts.step(house.desk, name, "unlocked", house.reader.name, now)
    house.audited("account", "解锁", account=name)


def reset_password(house: House, name: str, now: datetime) -> str:
    """Give an account a new one-time password; its sessions end."""
    _may_change(house, name)
    once = accounts.reset_password(house.desk, name, house.reader.name, now)
    sessions.end_all(house.desk, accounts.account(house.desk, name, now).id, now)
    house.audited("account", "重置密码", account=name)
    return once


def change_password(house: House, name: str, old: str, new: str, now: datetime) -> None:
    """Change one's own password; every session ends."""
    accounts.change_password(house.desk, name, old, new, now)
    sessions.end_all(house.desk, accounts.account(house.desk, name, now).id, now)
    house.audit.write("account", name, "修改密码", account=name)


def set_person(house: House, name: str, person: str, now: datetime) -> None:
    """Say whose card an account's own is: the number of a mediator or judge's assistant; blank for nobody's."""
    _may_change(house, name)
    accounts.step(house.desk, name, "person", house.reader.name, now, person=person)
    house.audited("account", "绑定人员" if person else "解除绑定", account=name, person=person)


def set_second_factor(house: House, name: str, now: datetime, *, wanted: bool) -> str:
    """Ask an account for a code from now on, or no more; the secret for its authenticator."""
    _may_change(house, name)
    secret = accounts.begin_second_factor(house.desk, name, house.reader.name, now, house.vault) if wanted else ""
    if not wanted:
        accounts.step(house.desk, name, "totp", house.reader.name, now, secret=None)
    house.audited("account", "启用第二因素" if wanted else "取消第二因素", account=name)
    return secret


def all_keys(house: House) -> list[sessions.Key]:
    """Every key."""
    house.require("accounts")
    return sessions.keys(house.desk)


def add_key(  # noqa: PLR0913 — what a key is bound to
    house: House, owner: str, name: str, *, actions: Sequence[str], per_minute: int, days: int, now: datetime
) -> str:
    """Make a key of an account; it is shown once."""
    _may_change(house, owner)
    token = sessions.new_key(
        house.desk, owner, name, actions=actions, per_minute=per_minute, days=days, now=now
    )  # fmt: skip
    house.audited("account", "新建密钥", account=owner, key=name, actions=sorted(actions))
    return token


def revoke_key(house: House, number: int, now: datetime) -> None:
    """Take a key back for good."""
    house.require("accounts", everywhere=True)
    found = sessions.revoke(house.desk, number, house.reader.name, now)
    house.audited("account", "撤销密钥", account=found.account, key=found.name)


def _may_change(house: House, name: str) -> None:
    """Whoever gives out accounts changes others' alone, never their own rights."""
    house.require("accounts", everywhere=True)
    if name == house.reader.name:
        house.audited("denied", "管理账号", account=name)
        raise DeniedError("不得变更自己的账号 (not one's own)；请由另一名账号管理人员办理")


def _known(house: House, grants: Sequence[Grant]) -> None:
    """Raise UsageError for a grant in a court that nobody knows: it would grant nothing."""
    for grant in grants:
        mark = grant.court.removesuffix("+")
        if grant.court != EVERYWHERE and mark not in house.codes.courts and mark not in house.itself.present:
            raise UsageError(f"没有法院 {mark!r} (no such court)；写法院代字，辖区加 + ，全部用 *")


def _reader(house: House, found: Account) -> Reader:
    """An account as a reader; none of its rights before its one-time password was changed."""
    return Reader(name=found.name, rights=() if found.must_change else _rights(house, found))


def _rights(house: House, found: Account) -> tuple[Right, ...]:
    """The rights of an account's grants."""
    return rights_of(found.grants, house.codes.lower_courts)


def _said(grants: Sequence[Grant]) -> str:
    """Grants in a line."""
    return "；".join(f"{g.role}@{g.court}" + (f"/{'、'.join(g.divisions)}" if g.divisions else "") for g in grants)

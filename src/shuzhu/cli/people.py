"""``shuzhu user`` and ``key``: accounts, their grants and their keys."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.access import ACTIONS, ROLES, Grant
from shuzhu.cli.root import Group, with_house
from shuzhu.desk import totp
from shuzhu.desk.accounts import Account
from shuzhu.errors import UsageError
from shuzhu.pipeline import accounts

HEADS = {
    "name": "用户名", "title": "姓名或单位", "roles": "角色与范围", "state": "状态", "factor": "第二因素",
    "made": "建立", "id": "编号", "account": "账号", "actions": "操作", "per_minute": "每分钟", "until": "有效至",
}  # fmt: skip
_name = click.argument("name")
_roles = click.option(
    "--role", "roles", multiple=True, required=True, metavar="ROLE@COURT[/DIVISION…]",
    help="leader@虚0213, judge@虚0213/民一庭、民二庭, supervision@虚02+, technician@*; several times for several.",
)  # fmt: skip


@click.group(cls=Group)
def user() -> None:
    """Accounts: add, list, disable, enable, unlock, roles, passwords, second factor."""


@user.command("add")
@_name
@click.option("--title", default="", help="Who it is: a person's name or an office.")
@_roles
@with_house
def add(house: pipeline.House, name: str, title: str, roles: tuple[str, ...]) -> None:
    """Make an account; its password is good once and shown once."""
    once = accounts.add_account(house, name, title or name, _grants(roles), _now())
    click.echo(f"{name}：一次性密码 {once}（3日内有效，首次登录须修改）")


@user.command("list")
@with_house
def listed(house: pipeline.House) -> None:
    """Every account with its roles and its state."""
    rows = [_row(one) for one in accounts.all_accounts(house, _now())]
    if not rows:
        click.echo("还没有账号；用 shuzhu user add 建立，或由 shuzhu serve 首次启动时建立管理员。")
        return
    outputs.table(rows, HEADS)


@user.command("role")
@_name
@_roles
@with_house
def role(house: pipeline.House, name: str, roles: tuple[str, ...]) -> None:
    """Give an account these roles instead of those it has."""
    accounts.set_grants(house, name, _grants(roles), _now())
    click.echo(f"{name}：{_said(_grants(roles))}")


@user.command("disable")
@_name
@with_house
def disable(house: pipeline.House, name: str) -> None:
    """Let an account sign in no more; its sessions end at once."""
    accounts.set_enabled(house, name, _now(), enabled=False)
    click.echo(f"{name}：已停用")


@user.command("enable")
@_name
@with_house
def enable(house: pipeline.House, name: str) -> None:
    """Let an account sign in again."""
    accounts.set_enabled(house, name, _now(), enabled=True)
    click.echo(f"{name}：已启用")


@user.command("unlock")
@_name
@with_house
def unlock(house: pipeline.House, name: str) -> None:
    """Let an account that failed too often try again at once."""
    accounts.unlock(house, name, _now())
    click.echo(f"{name}：已解锁")


@user.command("password")
@_name
@with_house
def password(house: pipeline.House, name: str) -> None:
    """Give an account a new password that is good once; its sessions end."""
    once = accounts.reset_password(house, name, _now())
    click.echo(f"{name}：一次性密码 {once}（3日内有效，首次登录须修改）")


@user.command("person")
@_name
@click.argument("person", default="")
@with_house
def person(house: pipeline.House, name: str, person: str) -> None:
    """Say whose card an account's own is, by the number of a mediator or judge's assistant; nothing for nobody's."""
    accounts.set_person(house, name, person, _now())
    click.echo(f"{name}：{f'本人评价为 {person}' if person else '已解除绑定'}")


@user.command("totp")
@_name
@click.option("--off", is_flag=True, help="Ask for no code any more.")
@with_house
def second_factor(house: pipeline.House, name: str, off: bool) -> None:
    """Ask an account for a code of its authenticator too; the secret is shown once."""
    secret = accounts.set_second_factor(house, name, _now(), wanted=not off)
    click.echo(f"{name}：已取消第二因素" if off else f"{name}：密钥 {secret}\n{totp.address(secret, name)}")


@click.group(cls=Group)
def key() -> None:
    """Keys for programs: add, list, revoke."""


@key.command("add")
@click.argument("account")
@click.option("--name", required=True, help="What the key is for.")
@click.option("--actions", required=True, help="What it may do at most, with commas: measure,items …")
@click.option("--per-minute", type=int, default=60, show_default=True, help="So many requests a minute.")
@click.option("--days", type=int, default=180, show_default=True, help="Good for so many days.")
@with_house
def add_key(house: pipeline.House, account: str, name: str, actions: str, per_minute: int, days: int) -> None:
    """Make a key of an account; it is shown once."""
    wanted = [word.strip() for word in actions.split(",") if word.strip()]
    token = accounts.add_key(house, account, name, actions=wanted, per_minute=per_minute, days=days, now=_now())
    click.echo(f"{account}：密钥 {token}（只显示这一次）")


@key.command("list")
@with_house
def keys(house: pipeline.House) -> None:
    """Every key, without the key itself."""
    rows = [
        {"id": one.id, "account": one.account, "name": one.name, "actions": "、".join(ACTIONS[a] for a in one.actions),
         "per_minute": one.per_minute, "until": f"{one.ends_at:%Y-%m-%d}", "state": "已撤销" if one.revoked else "可用"}
        for one in accounts.all_keys(house)
    ]  # fmt: skip
    outputs.table(rows, HEADS | {"name": "用途"})


@key.command("revoke")
@click.argument("number", type=int, metavar="ID")
@with_house
def revoke(house: pipeline.House, number: int) -> None:
    """Take a key back for good."""
    accounts.revoke_key(house, number, _now())
    click.echo(f"密钥 {number}：已撤销")


def _grants(words: Sequence[str]) -> list[Grant]:
    """``judge@虚0213/民一庭、民二庭`` → a grant."""
    found = []
    for word in words:
        role, _, place = word.partition("@")
        court, _, divisions = place.partition("/")
        if not (role and court):
            raise UsageError(f"{word!r}: write ROLE@COURT, such as judge@虚0213/民一庭; roles: {', '.join(ROLES)}")
        names = tuple(name.strip() for name in divisions.replace(",", "、").split("、") if name.strip())
        found.append(Grant(role=role, court=court, divisions=names))
    return found


def _row(one: Account) -> dict[str, Any]:
    """An account as a row."""
    state = "停用" if one.disabled else "锁定" if one.locked_until else "待改密码" if one.must_change else "可用"
    return {"name": one.name, "title": one.title, "roles": _said(one.grants), "state": state,
            "factor": "有" if one.second_factor else "无", "made": f"{one.made_at:%Y-%m-%d}"}  # fmt: skip


def _said(grants: Sequence[Grant]) -> str:
    """Grants in words."""
    return "；".join(
        f"{ROLES[g.role].title}@{'全部' if g.court == '*' else g.court}"
        + (f"/{'、'.join(g.divisions)}" * bool(g.divisions))
        for g in grants
    )


def _now() -> datetime:
    """The moment of a command."""
    return datetime.now(UTC)


COMMANDS = (user, key)

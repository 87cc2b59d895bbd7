"""管理: who may sign in, with which roles in which courts; keys of programs."""

from typing import Any, Final

from shuzhu.access import ACTIONS, EVERYWHERE, ROLES, Grant
from shuzhu.desk.accounts import Account
from shuzhu.pipeline import accounts as granted
from shuzhu.web.ask import Ask
from shuzhu.web.state import now
from shuzhu.web.views import Sheet, Shown, View

HEADS: Final = {"name": "用户名", "title": "称呼", "grants": "角色和范围", "state": "状态", "second_factor": "第二因素",
                "made_at": "建立时间"}  # fmt: skip
ROWS: Final = 3
"""So many grants an account can be given on the page."""


def accounts(ask: Ask, once: dict[str, str] | None = None) -> Shown:
    """Every account with its grants, and every key; ``once`` is what is shown this one time."""
    found = [_row(ask, one) for one in granted.all_accounts(ask.house, now())]
    keys = [
        {"id": key.id, "account": key.account, "name": key.name, "per_minute": key.per_minute,
         "actions": "、".join(ACTIONS[action] for action in sorted(key.actions)), "ends": f"{key.ends_at:%Y-%m-%d}",
         "live": not key.revoked and key.ends_at > now()}
        for key in granted.all_keys(ask.house)
    ]  # fmt: skip
    courts = granted.courts(ask.house)
    return Shown(
        context={
            "accounts": found, "keys": keys, "roles": {name: role.title for name, role in ROLES.items()},
            "scopes": [EVERYWHERE, *(scope for mark in courts for scope in _scopes(ask, mark))], "grant_rows": ROWS,
            "once": once or {}, "actions": ACTIONS, "me": ask.house.reader.name,
        },
        sheets=(Sheet(name="accounts", title="账号", heads=HEADS, rows=found, action="accounts"),),
    )  # fmt: skip


def said(grant: Grant) -> str:
    """A grant in words."""
    where = "全部法院" if grant.court == EVERYWHERE else grant.court
    return f"{ROLES[grant.role].title}：{where}" + (f"（{'、'.join(grant.divisions)}）" if grant.divisions else "")


def _scopes(ask: Ask, mark: str) -> list[str]:
    """A court, and with all below it where there are any."""
    return [mark, f"{mark}+"] if ask.house.codes.lower_courts(mark) else [mark]


def _row(ask: Ask, one: Account) -> dict[str, Any]:
    """An account as a row."""
    locked = one.locked_until is not None
    state = "已停用" if one.disabled else ("已锁定" if locked else ("待改密码" if one.must_change else "正常"))
    return {
        "name": one.name, "title": one.title, "grants": "；".join(map(said, one.grants)), "each": one.grants,
        "state": state, "disabled": one.disabled, "locked": locked, "second": one.second_factor,
        "second_factor": "是" if one.second_factor else "否", "own": one.name == ask.house.reader.name,
        "made_at": f"{one.made_at:%Y-%m-%d %H:%M}",
    }  # fmt: skip


VIEWS = (View(path="/accounts", template="accounts.html.j2", answer=accounts, named=True),)

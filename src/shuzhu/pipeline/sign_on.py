"""Sign-in through the court's OpenID Connect provider: who it is, says the provider; what they may, says the account.

No account is ever made by it. A second factor that an account asks for must have been given at the provider.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from shuzhu.desk import accounts, passwords, sessions
from shuzhu.desk.oidc import GOOD_FOR, Client, Going, RefusedError, begin, finish, require_library
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.house import House
from shuzhu.store.settings import SECRET, Settings

__all__ = ["BACK", "GOOD_FOR", "Client", "Going", "RefusedError", "begin", "client_of", "finish", "refused", "sign_in"]
BACK: Final = "/login/oidc/back"
"""Where the provider sends browsers back, under the cockpit's own address."""
ABOUT: Final = "统一认证登录"
FACTORS: Final = frozenset({"mfa", "otp", "hwk", "sc"})
"""Methods of a second factor as providers name them (RFC 8176)."""
UNKNOWN: Final = "统一认证确认了身份，但没有可以登录的账号：尚未建立、已停用或暂时锁定。请找账号管理人员。"
FACTOR: Final = "这个账号要求第二因素，统一认证这次没有核对。请在统一认证启用第二因素，或用本地账号登录。"


def client_of(settings: Settings) -> Client | None:
    """The cockpit as the provider of the settings knows it; None where they name none. Raises UsageError."""
    said = settings.oidc
    if said is None:
        return None
    require_library()
    if not said.secret:
        raise UsageError(f"settings.yaml names a provider; put its client secret into the environment as {SECRET}")
    return Client(issuer=said.issuer, name=said.client, secret=said.secret, back=said.address + BACK)


def sign_in(house: House, claims: Mapping[str, Any], origin: str, now: datetime) -> str:
    """Verified claims → a session's token of the account that they name; raises RefusedError, and audits that."""
    said = house.settings.oidc
    name = claims.get(said.claim) if said else None
    if not isinstance(name, str) or not name:
        raise refused(house, RefusedError(UNKNOWN, "claim"), origin)
    try:
        found = accounts.account(house.desk, name, now)
    except NoDataError:
        raise refused(house, RefusedError(UNKNOWN, "no account"), origin, name) from None
    if found.disabled or found.locked_until is not None:
        raise refused(house, RefusedError(UNKNOWN, "disabled" if found.disabled else "locked"), origin, name)
    if found.second_factor and not FACTORS & {m for m in claims.get("amr") or () if isinstance(m, str)}:
        raise refused(house, RefusedError(FACTOR, "second factor"), origin, name)
    if found.must_change:
        never = passwords.hashed(secrets.token_urlsafe(32))
        accounts.step(house.desk, name, "password", name, now, hash=never, once=False)
        house.audit.write("account", name, "一次性密码作废", account=name)
    house.audit.write("login", name, ABOUT, origin=origin)
    return sessions.begin(house.desk, found.id, origin, now)


def refused(house: House, error: RefusedError, origin: str, name: str = "") -> RefusedError:
    """The same refusal, written into the audit."""
    house.audit.write("login_failed", "匿名", ABOUT, account=name[:40], reason=error.reason, origin=origin)
    return error

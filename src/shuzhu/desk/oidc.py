"""An OpenID Connect provider, asked who somebody is: code flow with PKCE, state and nonce (OpenID Connect Core 1.0).

Nothing but the issuer is ever contacted: an endpoint elsewhere is refused, redirects and proxies are not followed. Of a
code, a token or a secret nothing is kept, said or logged.
"""

import secrets
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlsplit

from shuzhu.errors import DeniedError, UsageError

SIGNED_BY: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by the provider's own key alone: neither none nor one by a secret that is shared (RFC 8725, 3.1)."""
TIMEOUT: Final = 5.0
"""Seconds that the provider has for each step of an answer."""
LEEWAY: Final = 60
"""Seconds by which the clocks may differ."""
GOOD_FOR: Final = timedelta(minutes=10)
"""How long a sign-in may be on its way."""
DOWN: Final = "统一认证暂时连不上，没有登录。请用本地账号登录或稍后再试；仍不行，请技术人员检查统一认证和网络。"
UNTRUSTED: Final = "统一认证的答复不能采信，没有登录。请再试一次；仍不行，请技术人员核对统一认证的设置和两边的时钟。"
STALE: Final = "这次登录已过期、已用过，或者不是在这个浏览器里开始的。请从头再登录一次。"
DECLINED: Final = "统一认证没有同意这次登录。请再试一次，或用本地账号登录。"


class RefusedError(DeniedError):
    """Nobody is signed in: ``words`` for the screen say what to do, ``reason`` for the audit says what was wrong."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(words)
        self.words, self.reason = words, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The cockpit as its provider knows it; ``back`` is the cockpit's own address to which browsers are sent back."""

    issuer: str
    name: str
    secret: str = field(repr=False)
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A sign-in on its way: where its browser is sent, and what only that browser's answer may fit."""

    to: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    ends_at: datetime


def require_library() -> None:
    """Raise UsageError where what this needs is not installed."""
    if not all(find_spec(name) for name in ("authlib", "joserfc", "httpx2")):
        raise UsageError("sign-in through a provider needs `pip install shuzhu[oidc]`")


def begin(client: Client, now: datetime) -> Going:
    """A sign-in begun; raises RefusedError where the provider is down or not what it should be."""
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    with _asking(client) as ask:
        to, _ = ask.create_authorization_url(
            _discovered(client, ask)["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    return Going(to=to, state=state, nonce=nonce, verifier=verifier, ends_at=now + GOOD_FOR)


def finish(client: Client, going: Going | None, answer: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """What the provider says of who came back with ``answer`` in the address, verified; raises RefusedError."""
    if going is None or now > going.ends_at:
        raise RefusedError(STALE, "no sign-in on its way")
    if not compare_digest(answer.get("state", "").encode(), going.state.encode()):
        raise RefusedError(STALE, "state")
    if answer.get("iss", client.issuer) != client.issuer:
        raise RefusedError(UNTRUSTED, "iss of the answer")
    if "error" in answer or not answer.get("code"):
        raise RefusedError(DECLINED, "declined")
    with _asking(client) as ask:
        known = _discovered(client, ask)
        offered = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        ask.token_endpoint_auth_method = (
            "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"
        )
        told = ask.fetch_token(
            known["token_endpoint"], grant_type="authorization_code", code=answer["code"],
            redirect_uri=client.back, code_verifier=going.verifier,
        )  # fmt: skip
        return _verified(client, going, told, _json(ask, known["jwks_uri"]))


def _verified(client: Client, going: Going, told: Mapping[str, Any], keys: Any) -> dict[str, Any]:
    """The claims of an ID token that the issuer signed, for us, for this sign-in, and that is still good."""
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 — only who uses a provider has it
    from joserfc import jwt  # noqa: PLC0415
    from joserfc.jwk import KeySet  # noqa: PLC0415
    from joserfc.jws import JWSRegistry  # noqa: PLC0415

    rules = JWSRegistry(algorithms=list(SIGNED_BY), strict_check_header=False)
    token = jwt.decode(told["id_token"], KeySet.import_key_set(keys), registry=rules)
    claims = CodeIDToken(
        token.claims, token.header,
        {"iss": {"essential": True, "value": client.issuer}, "aud": {"essential": True, "value": client.name}},
        {"nonce": going.nonce, "client_id": client.name, "access_token": told.get("access_token")},
    )  # fmt: skip
    claims.validate(leeway=LEEWAY)
    return dict(claims)


@contextmanager
def _asking(client: Client) -> Iterator[Any]:
    """The HTTP client for a few questions; whatever goes wrong with them is a RefusedError."""
    import httpx2  # noqa: PLC0415 — only who uses a provider has it
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415
    from authlib.integrations.httpx_client import OAuth2Client  # noqa: PLC0415
    from joserfc.errors import JoseError  # noqa: PLC0415

    ask = OAuth2Client(
        client.name, client.secret, scope="openid profile", redirect_uri=client.back, code_challenge_method="S256",
        timeout=TIMEOUT, trust_env=False, follow_redirects=False, verify=ssl.create_default_context(),
    )  # fmt: skip
    try:
        with ask:
            yield ask
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise RefusedError(DOWN, f"unreachable: {type(error).__name__}") from None
    except JoseError as error:
        raise RefusedError(UNTRUSTED, f"token: {error.error} {getattr(error, 'claim', '')}".strip()) from None
    except AuthlibBaseError:
        raise RefusedError(UNTRUSTED, "the provider refused the code") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusedError(UNTRUSTED, f"not an answer: {type(error).__name__}") from None


def _discovered(client: Client, ask: Any) -> dict[str, Any]:
    """What the issuer says of itself (OpenID Connect Discovery 1.0); every address in it that we use is its own."""
    known: dict[str, Any] = _json(ask, client.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if known["issuer"] != client.issuer:
        raise RefusedError(UNTRUSTED, "issuer of the discovery")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if _origin(known[name]) != _origin(client.issuer):
            raise RefusedError(UNTRUSTED, f"{name} is not the issuer's")
    return known


def _json(ask: Any, address: str) -> Any:
    """What an address of the issuer answers."""
    answer = ask.request("GET", address, withhold_token=True)
    if answer.status_code != 200:
        raise RefusedError(DOWN, f"unreachable: status {answer.status_code}")
    return answer.json()


def _origin(address: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or {"https": 443, "http": 80}.get(parts.scheme)

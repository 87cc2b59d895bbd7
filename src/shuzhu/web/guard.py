"""What stands before every route: headers that bind the browser, a bound on bodies, a rate for each client."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shuzhu.web.render import bare

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from anywhere else (CSP level 3)."""
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
MOST_CLIENTS: Final = 10_000
HOUSEHOLD: Final = 20
"""So many clients may share one address (a proxy, a terminal server) at their full rate."""
BODY: Final = 64 * 1024 * 1024
"""No more bytes are taken in one request."""


class Guard:
    """An ASGI layer: counts, bounds, and signs every answer with the headers above."""

    def __init__(
        self, app: ASGIApp, *, rate: float, burst: float, body: int = BODY, larger: Mapping[str, int] | None = None
    ) -> None:
        """``rate`` requests a second for each client, ``burst`` at once; ``body`` bytes at most, by path ``larger``."""
        self.app, self.body, self.larger = app, body, larger or {}
        self.allowance, self.shared = Allowance(rate, burst), Allowance(rate * HOUSEHOLD, burst * HOUSEHOLD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        length = headers.get("content-length") or "0"
        most = self.larger.get(scope["path"], self.body)
        if not length.isdecimal() or int(length) > most:
            await _refuse(scope, send, 413, f"too large: send at most {most // 2**20} MB at once")
            return
        if not scope["path"].startswith("/static/") and not self._may(scope, headers):
            await _refuse(scope, send, 429, "too many requests: wait a moment and try again")
            return
        await self.app(scope, _bounded(receive, most), _signed(scope, send))

    def _may(self, scope: Scope, headers: Headers) -> bool:
        """Both a client and its address have a request left; who changes cookies to look new shares the address."""
        address = str((scope.get("client") or ("",))[0])
        return self.shared.take(address) and self.allowance.take(_client(headers) or address)


class Allowance:
    """A bucket of requests for each client, filled at a steady rate (token bucket); old clients are forgotten."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float] = time.monotonic) -> None:
        """``rate`` a second, never more than ``burst``."""
        self.rate, self.burst, self.now = rate, burst, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> bool:
        """Take one request of a client's; False where none is left."""
        now = self.now()
        left, then = self._left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.rate)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        return left >= 1


def _client(headers: Headers) -> str:
    """By what a client is known: its session or its key; empty where it has none."""
    cookie = headers.get("cookie") or ""
    mark = next((part for part in cookie.split("; ") if part.startswith("shuzhu=")), "")
    return mark or headers.get("authorization") or ""


def _bounded(receive: Receive, most: int) -> Receive:
    """A body that ends where it grows past a bound."""
    seen = 0

    async def take() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                return {"type": "http.disconnect"}
        return message

    return take


def _problem(status: int, words: str) -> bytes:
    """A problem as programs read it."""
    return f'{{"type":"about:blank","status":{status},"title":"{words}"}}'.encode()


def _signed(scope: Scope, send: Send) -> Send:
    """Answers with the headers that bind the browser."""

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if scope["path"].startswith("/static/"):
                headers["cache-control"] = "public, max-age=604800"
            else:
                headers.setdefault("cache-control", "no-store")
        await send(message)

    return tell


async def _refuse(scope: Scope, send: Send, status: int, words: str) -> None:
    """Say no before any route is asked: to a program as a problem (RFC 9457), to a person as a page."""
    if scope["path"].startswith("/api/"):
        kind, body = b"application/problem+json", _problem(status, words)
    else:
        lang = "en" if b"lang=en" in scope.get("query_string", b"") else "zh"
        told = {"deed": False, "empty": False, "kept": False, "back": "", "made_up": False}
        kind, body = b"text/html; charset=utf-8", bare("trouble.html.j2", lang, status=status, words=words, **told)
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    headers += [(b"retry-after", b"1")] if status == 429 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

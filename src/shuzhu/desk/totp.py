"""The second factor: one-time codes by time (RFC 6238 on RFC 4226: HMAC-SHA-1, six figures, thirty seconds)."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Final
from urllib.parse import quote

STEP: Final = 30
"""Seconds for which a code holds."""
DRIFT: Final = 1
"""So many steps may the clock of a telephone be wrong, either way."""


def new_secret() -> str:
    """A secret of 160 bits as an authenticator takes it (base32)."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def code_at(secret: str, counter: int, digits: int = 6) -> str:
    """The code of a counter (RFC 4226 §5.3)."""
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def counter_of(secret: str, code: str, now: datetime) -> int | None:
    """The counter whose code this is, now or a step before or after; None where it is none's."""
    middle = int(now.timestamp()) // STEP
    for counter in range(middle - DRIFT, middle + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, counter), code.strip()):
            return counter
    return None


def address(secret: str, name: str) -> str:
    """What an authenticator reads from a picture: otpauth://…"""
    return f"otpauth://totp/{quote('数助')}:{quote(name)}?secret={secret}&issuer={quote('数助')}&period={STEP}"

"""Who is known by a token just now: a session or a key is looked up once in a while, not at every request."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from shuzhu.access import Reader
from shuzhu.web.guard import Allowance

LOOK_AGAIN: Final = 1.0
"""Seconds after which a token is looked up anew: so long may a revoked one still pass."""
MOST: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One who is signed in: their rights, what they are called, and whether their password must be changed first."""

    reader: Reader
    title: str = ""
    must_change: bool = False
    per_minute: int = 0


class Known:
    """Tokens and whose they are."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._kept: OrderedDict[str, tuple[float, Signed]] = OrderedDict()
        self._allowances: dict[int, Allowance] = {}

    def get(self, token: str) -> Signed | None:
        """Whose a token is, if that was looked up lately."""
        found = self._kept.get(token)
        return found[1] if found is not None and time.monotonic() - found[0] < LOOK_AGAIN else None

    def keep(self, token: str, signed: Signed) -> None:
        """Remember whose a token is."""
        self._kept[token] = (time.monotonic(), signed)
        self._kept.move_to_end(token)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """Look everybody up anew: rights, sessions or keys have changed."""
        self._kept.clear()

    def may_ask(self, token: str, per_minute: int) -> bool:
        """A key has a request left this minute."""
        allowance = self._allowances.setdefault(per_minute, Allowance(per_minute / 60, per_minute))
        return allowance.take(token)

"""Identity numbers: 15 digits as 18, check digits proved (GB 11643-1999, GB 32100-2015), hidden ones as stars."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_WEIGHTS: Final = tuple(2 ** (17 - place) % 11 for place in range(17))
_SIGNS: Final = "10X98765432"
_WHOLE: Final = re.compile(r"\d{17}[\dX]")
_OLD: Final = re.compile(r"\d{15}")
_MASKED: Final = re.compile(r"[\dX*]{15}|[\dX*]{18}")
_CREDIT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity number. ``whole`` in 18 signs, blank where a digit is hidden; its parts, blank where hidden.

    ``sound``: its check digit holds, or it had none.
    """

    whole: str = ""
    region: str = ""
    born: str = ""
    tail: str = ""
    sound: bool = True


def check_sign(seventeen: str) -> str:
    """The last sign of an identity number."""
    return _SIGNS[sum(int(d) * w for d, w in zip(seventeen, _WEIGHTS, strict=True)) % 11]


def credit_sign(seventeen: str) -> str:
    """The last sign of a unified credit code (GB 32100-2015)."""
    left = sum(_CREDIT_SIGNS.index(sign) * 3**place for place, sign in enumerate(seventeen)) % 31
    return _CREDIT_SIGNS[(31 - left) % 31]


def widened(fifteen: str) -> str:
    """A number of 15 digits as 18: the century of 19, and the check sign."""
    seventeen = f"{fifteen[:6]}19{fifteen[6:]}"
    return seventeen + check_sign(seventeen)


def identity(said: str | None) -> Identity | None:
    """An identity number as it was written → its parts; None where nothing usable is said."""
    text = re.sub(r"[\s\-_.]", "", unicodedata.normalize("NFKC", said or "")).upper()
    if _OLD.fullmatch(text):
        return _parts(widened(text), sound=True)
    if _WHOLE.fullmatch(text):
        return _parts(text, sound=text[17] == check_sign(text[:17]))
    stars = re.sub(r"[X×※#](?!$)", "*", text)
    if _MASKED.fullmatch(stars) and stars.strip("*"):
        return _hidden(stars)
    return Identity(whole=text, sound=text[17] == credit_sign(text[:17])) if _CREDIT.fullmatch(text) else None


def _parts(text: str, *, sound: bool) -> Identity:
    """The parts of a whole number."""
    return Identity(whole=text, region=text[:6], born=text[6:14], tail=text[14:], sound=sound)


def _hidden(text: str) -> Identity | None:
    """The parts of a masked number that are not hidden."""
    old = len(text) == 15
    region, born, tail = text[:6], f"19{text[6:12]}" if old else text[6:14], "" if old else text[14:]
    seen = [part if "*" not in part else "" for part in (region, born, tail)]
    return Identity(region=seen[0], born=seen[1], tail=seen[2]) if any(seen) else None

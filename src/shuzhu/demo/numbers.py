"""Case numbers as whole numbers, and whole numbers as case numbers.

A key is ((court × 64 + type) × 32 + year − 2005) × 10⁷ + serial number, so that a case can be named
by others before its text is made.
"""

from functools import cache

import numpy as np
import pyarrow as pa

from shuzhu.demo.arrays import NONE, Array, joined, text, words
from shuzhu.demo.province import COURTS

TYPES = (
    "民初", "刑初", "行初", "执", "执恢", "执保", "执异", "民特", "民督", "诉前调确", "行审", "司惩",
    "破申", "破", "民终", "刑终", "行终", "民申", "民再", "刑更", "行申", "民辖终", "执复", "财保", "司救执",
)  # fmt: skip
_SERIALS = 10**7
_FIRST_YEAR = 2005


def type_number(code: str) -> int:
    """The place of a type code in ``TYPES``."""
    return TYPES.index(code)


def keys(court: Array | int, type_: Array | int, year: Array | int, serial: Array) -> Array:
    """Court, type, year and serial number → keys."""
    prefix = (np.asarray(court, np.int64) * 64 + type_) * 32 + (np.asarray(year, np.int64) - _FIRST_YEAR)
    return np.asarray(prefix * _SERIALS + serial)


def case_numbers(found: Array) -> pa.Array:
    """Keys → ``（2019）虚0213民初123号``; blank where there is none."""
    known = found != NONE
    prefix = words(_prefixes(), np.where(known, found // _SERIALS, -1))
    return joined(prefix, text(np.where(known, found % _SERIALS, NONE)), "号")


def case_ids(found: Array) -> pa.Array:
    """Keys → the identity of the case, which is its court and its number."""
    known = found != NONE
    court = words([c.mark for c in COURTS], np.where(known, court_of_key(found), -1))
    return joined(court, case_numbers(found))


def court_of_key(found: Array) -> Array:
    """The place in ``COURTS`` of the court that a key belongs to."""
    return found // _SERIALS // 32 // 64


def year_of_key(found: Array) -> Array:
    """The year that a key belongs to."""
    return found // _SERIALS % 32 + _FIRST_YEAR


@cache
def _prefixes() -> pa.Array:
    """What stands before the serial number, for every court, type and year."""
    spare = [""] * (64 - len(TYPES))
    years = range(_FIRST_YEAR, _FIRST_YEAR + 32)
    return pa.array([f"（{y}）{c.mark}{t}" for c in COURTS for t in (*TYPES, *spare) for y in years], pa.string())

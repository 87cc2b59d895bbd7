"""Clocks planted for the warnings to find: exclusions and an extension that run out round the last day.

The cases are trials of the featured court that are held open for it; nothing else of the made-up courts has an
exclusion whose end lies ahead.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from shuzhu.demo.arrays import NONE, Array, Frame
from shuzhu.demo.course import REASON_WORDS
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import type_number
from shuzhu.demo.province import FEATURED, LAST, YEARS

PLANTED: Final[Sequence[Mapping[str, Any]]] = (
    {"reason": "appraisal", "first": -25, "last": 5},
    {"reason": "public_notice", "first": -48, "last": 12},
    {"reason": "suspension", "first": -50, "last": 0},
    {"reason": "new_witness", "first": -40, "last": None},
    {"limit": -25, "approved": -32, "days": 30},
)  # fmt: skip
"""One case each: the reason, first and last day of an exclusion, or the limit, approval and days of an extension.

Days are counted from the last day. An exclusion without a last day runs on: one for a new witness may last a month.
"""
_BLANK: Mapping[str, int] = {"ahead": 0, "limit_on": NONE, "approved": NONE, "longer": NONE}


def clocked(volume: Volume, frame: Frame) -> dict[str, Array]:
    """Cases with the planted clocks: ``ahead`` an end to come that is known, and limit and extension as planted."""
    found = {name: column.copy() for name, column in frame.items()}
    found |= {name: np.full(len(frame["key"]), blank) for name, blank in _BLANK.items()}
    if (volume.court.mark, volume.year) != (FEATURED, YEARS[-1]):
        return found
    old = (frame["filed"] >= LAST - 150) & (frame["filed"] <= LAST - 61)
    chosen = np.flatnonzero(old & (frame["type"] == type_number("民初")) & (frame["start"] == NONE))
    for case, plant in zip(chosen, PLANTED, strict=False):
        values = {"closed": NONE, "closing": -1, "limit_on": LAST + 40}
        if "reason" in plant:
            last = plant["last"]
            values |= {"start": LAST + plant["first"], "reason": REASON_WORDS.index(plant["reason"]), "ahead": 1,
                       "end": NONE if last is None else LAST + last}  # fmt: skip
        else:
            values |= {"limit_on": LAST + plant["limit"], "approved": LAST + plant["approved"], "longer": plant["days"]}
        for name, value in values.items():
            found[name][case] = value
    return found

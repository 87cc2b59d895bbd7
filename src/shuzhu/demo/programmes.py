"""A programme of two towns whose effect is known: from its start fewer of some disputes are brought from there.

The court's filings stay what they are: what the two towns no longer bring comes from its other towns, so that the odds
of a filing coming from the two, against the others, are ``RATIO`` times what they were before.
"""

from typing import Any, Final

import numpy as np

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.demo import causes
from shuzhu.demo.arrays import Array, Frame, chance, day
from shuzhu.demo.filings import Volume
from shuzhu.demo.numbers import type_number
from shuzhu.demo.province import FEATURED, court_of

ID: Final = "hao-cuobian"
TOWNS: Final = (0, 1)
FAMILIES: Final = ("marriage_family", "neighbours_property", "traffic")
BEGAN: Final = (2020, 7, 1)
RATIO: Final = 0.78
_BEND: Final = 1.4
"""The shape by which filings fall on the towns of a court."""


def shifted(volume: Volume, frame: Frame, town: Array, codes: CodeTables) -> Array:
    """The towns of a court-year's cases, after the programme."""
    if volume.court.mark != FEATURED:
        return town
    many = len(volume.court.towns)
    share = (len(TOWNS) / many) ** (1 / _BEND)
    stay = RATIO / (1 - share + RATIO * share)
    own = np.isin(town, TOWNS) & (frame["filed"] >= day(*BEGAN)) & (frame["type"] == type_number("民初"))
    own &= np.isin(frame["cause"], targeted(codes))
    goes = own & (chance(frame["key"], 415) >= stay)
    elsewhere = share + (1 - share) * chance(frame["key"], 416)
    return np.where(goes, np.minimum((elsewhere**_BEND * many).astype(int), many - 1), town)


def targeted(codes: CodeTables) -> Array:
    """The places of the causes that the programme is about."""
    names = frozenset[str]().union(*(codes.family(family) for family in FAMILIES))
    return np.array([place for name, place in causes.PLACE.items() if name in names])


def described() -> list[dict[str, Any]]:
    """The programme as the court would write it down."""
    court = court_of(FEATURED)
    return [
        {"id": ID, "title": {"zh": "“好厝边”联动点（虚构）", "en": "Good Neighbours points (made up)"},
         "courts": [FEATURED], "towns": [court.towns[n] for n in TOWNS], "began_on": f"{BEGAN[0]}-{BEGAN[1]:02d}-01",
         "causes": {"family": list(FAMILIES)}, "note": "虚构项目，仅供演示：在两个镇街设诉非联动点"}
    ]  # fmt: skip

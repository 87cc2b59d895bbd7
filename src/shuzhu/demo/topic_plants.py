"""What is planted in the featured court for topics and features to find.

Builders who do not pay, things that fall, farmers who lend, one year's rise of leases in one town, one year's rise of
building disputes. Cases are turned into others before they run their course, so that procedure and end follow the new
cause; no case is added, and only cases that come from no mediation are turned. All draws belong to a place or a person.
"""

from typing import Final

import numpy as np

from shuzhu.demo import causes, mixes, people, plants
from shuzhu.demo.arrays import NONE, Array, Frame, among, chance, parts
from shuzhu.demo.filings import FULL, Volume
from shuzhu.demo.numbers import court_of_key, type_number, year_of_key
from shuzhu.demo.province import FEATURED, court_of

WAVE, LEASES, BUILDING = 1, 2, 3
"""The planted stories that a case can be part of."""
_BUILDERS: Final = (61, 311, 613, 672, 770, 895, 996, 1113, 1544, 1657, 2005, 2226)
_FIRST_BUILDER: Final = 900_000_000
"""Serial numbers of companies of the featured court that are of the building trade by name and industry."""
CHAIN: Final = 3
"""So many of them, the first of which handed the work on to the others, left wages unpaid all at once."""
WAVE_YEAR, WAVE_MONTHS = 2019, (7, 8, 9)
WAVE_CASES: Final = 90
BUILDERS_SHARE: Final = 0.6
"""The share of the companies sued for wages that are builders."""
FALLING: Final = 10
"""Cases of falling objects in the first year; two more in each year after."""
LEASES_YEAR, LEASES_CASES, LEASES_TOWN = 2021, 110, 4
BUILDING_YEAR, BUILDING_CASES = 2019, 500
WAVE_TOWN: Final = 3
FARMERS: Final = {2017: 0.30, 2018: 0.345, 2019: 0.39, 2020: 0.43, 2021: 0.42, 2022: 0.42}
"""The share of farmers and fishers among the natural persons who sue for a private loan, by year of filing."""
FALLING_CAUSE, BODY_CAUSE, LEASE_CAUSE, BUILDING_CAUSE = (
    causes.PLACE[name]
    for name in ("高空抛物、坠物损害责任纠纷", "生命权、身体权、健康权纠纷", "房屋租赁合同纠纷", "建设工程施工合同纠纷")
)
_CIVIL = type_number("民初")


def builders() -> Array:
    """The person numbers of the builders."""
    return people.person(court_of(FEATURED).number, _FIRST_BUILDER + np.array(_BUILDERS), people.COMPANY)


def chain() -> tuple[str, ...]:
    """The names of the builders of the wave, the one who handed the work on first."""
    return tuple(str(name) for name in people.names(builders()[:CHAIN]))


def chain_codes() -> frozenset[str]:
    """Their unified credit codes."""
    return frozenset(people.credit_codes(builders()[:CHAIN]).to_pylist())


def turned(volume: Volume, seeds: Frame) -> dict[str, Array]:
    """Seeds of a court-year's litigation with what is planted; only the featured court has it."""
    found = {name: column.copy() for name, column in seeds.items()}
    if volume.court.mark != FEATURED:
        return found
    _wave(volume, found)
    _leases(volume, found)
    _building(volume, found)
    _owed_by_builders(found)
    _fallen(volume, found)
    return found


def _owed_by_builders(found: dict[str, Array]) -> None:
    """Companies sued for wages that are builders."""
    firm = people.sort_of(np.maximum(found["defendant"], 0)) == people.COMPANY
    mask = _free(found) & among(found["cause"], (causes.WAGES, causes.LABOUR)) & firm
    mask &= chance(found["plaintiff"], 610) < BUILDERS_SHARE
    known = builders()[CHAIN:]
    found["defendant"][mask] = known[(chance(found["plaintiff"][mask], 611) * len(known)).astype(int)]


def _fallen(volume: Volume, found: dict[str, Array]) -> None:
    """Injuries by things that fell or were thrown from a building; a third against its keeper."""
    chosen = _some(volume, _free(found) & (found["cause"] == BODY_CAUSE), FALLING + 2 * (volume.year - 2017), 612)
    found["cause"][chosen] = FALLING_CAUSE
    kept = chosen[chance(found["plaintiff"][chosen], 613) < 0.35]
    keepers = people.BANKS + (chance(found["plaintiff"][kept], 614) * people.KEEPERS).astype(int)
    found["defendant"][kept] = people.person(volume.court.number, keepers, people.COMPANY)


def _wave(volume: Volume, found: dict[str, Array]) -> None:
    """Workers of one chain of builders who all sue in one quarter."""
    if volume.year != WAVE_YEAR:
        return
    small = (found["amount"] >= 500_000) & (found["amount"] <= 6_000_000)
    own = among(parts(found["filed"])[1], WAVE_MONTHS)
    chosen = _some(volume, _free(found) & small & own, WAVE_CASES, 615)
    firms = builders()[:CHAIN]
    found["cause"][chosen] = causes.WAGES
    found["plant"][chosen] = WAVE
    found["plaintiff"][chosen] = _someone(volume, chosen, 616)
    found["defendant"][chosen] = firms[(chance(chosen, 617) * CHAIN).astype(int)]


def _leases(volume: Volume, found: dict[str, Array]) -> None:
    """Landlords of one town, most of them traders, who all at once have to sue."""
    if volume.year != LEASES_YEAR:
        return
    chosen = _some(volume, _free(found), LEASES_CASES, 618)
    found["cause"][chosen] = LEASE_CAUSE
    found["plant"][chosen] = LEASES
    found["plaintiff"][chosen] = _someone(volume, chosen, 619)


def _building(volume: Volume, found: dict[str, Array]) -> None:
    """More building disputes, tried as such are: their own share of simplified procedures stays what it was."""
    if volume.year != BUILDING_YEAR:
        return
    chosen = _some(volume, _free(found), BUILDING_CASES, 620)
    found["cause"][chosen] = BUILDING_CAUSE
    found["plant"][chosen] = BUILDING


def _free(found: Frame) -> Array:
    """Civil cases with a sum in dispute that may be turned into others."""
    open_ = (found["type"] == _CIVIL) & (found["mediated"] == 0) & (found["plant"] == 0) & (found["amount"] != NONE)
    return np.asarray(open_ & (found["cause"] != causes.LENDING) & (found["plaintiff"] != plants.batch_firm()))


def _some(volume: Volume, mask: Array, many: int, salt: int) -> Array:
    """The places of so many of the cases at full scale, drawn by place."""
    places = np.flatnonzero(mask)
    size = round(many * min(volume.scale / FULL, 4))
    return np.sort(places[np.argsort(chance(places + volume.year * 1_000_000, salt), kind="stable")[:size]])


def _someone(volume: Volume, places: Array, salt: int) -> Array:
    """A natural person of the court's district for each place."""
    serial = 600_000_000 + (chance(places + volume.year * 1_000_000, salt) * 50_000_000).astype(np.int64)
    return people.person(volume.court.number, serial, people.NATURAL)


def towns(frame: Frame, town: Array) -> Array:
    """The towns of a court-year's cases: nine in ten leases from one, most of the wave from another."""
    draw = chance(frame["key"], 621)
    leases = (frame["plant"] == LEASES) & (draw < 0.92)
    return np.where(leases, LEASES_TOWN, np.where((frame["plant"] == WAVE) & (draw < 0.85), WAVE_TOWN, town))


def occupations(frame: Frame, found: Frame, codes: Array, words: tuple[str, ...]) -> Array:
    """Occupations of parties: of who lends more and more are farmers and fishers; who leases is mostly a trader."""
    case, who = found["case"], found["who"]
    suing = (found["side"] == 0) & (people.sort_of(who) == people.NATURAL)
    trading = suing & (frame["plant"][case] == LEASES) & (chance(who, 622) < 0.8)
    dispute = frame["dispute"][case]
    lends = suing & (frame["cause"][case] == causes.LENDING) & (court_of_key(dispute) == court_of(FEATURED).number)
    lends &= who != plants.lender()
    farm = [words.index(word) for word in ("农民", "渔民")]
    others = np.array([n for n in range(6) if n not in farm])
    share = np.array([FARMERS[year] for year in sorted(FARMERS)])[np.clip(year_of_key(dispute) - 2017, 0, 5)]
    farms = np.where(chance(who, 623) < 0.6, farm[0], farm[1])
    lending = np.where(chance(who, 624) < share, farms, others[(chance(who, 625) * len(others)).astype(int)])
    return np.where(trading, words.index("个体经营者"), np.where(lends, lending, codes))


def unpaid(volume: Volume, frame: Frame) -> dict[str, Array]:
    """Ways of closing: of wages to be enforced in the featured court fewer are paid, of the builders' fewest."""
    if volume.court.mark != FEATURED:
        return {}
    performed, stopped = mixes.closing("performed"), mixes.closing("terminated_for_now")
    wages = among(frame["cause"], (causes.WAGES, causes.LABOUR)) & (frame["closing"] == performed)
    chained = np.isin(frame["defendant"], builders()[:CHAIN])
    failed = wages & (chance(frame["key"], 626) < np.where(chained, 0.95, 0.75)) & (frame["type"] == type_number("执"))
    return {"closing": np.where(failed, stopped, frame["closing"])}

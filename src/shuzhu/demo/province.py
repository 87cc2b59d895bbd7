"""A province that does not exist: its courts, regions and towns, and its calendar of 2017–2022.

Region codes begin with 99, which is no province; every court's name holds a word for made-up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from shuzhu.demo.arrays import EPOCH, Array, day, parts

YEARS = range(2017, 2023)
LAST = day(2022, 12, 31)
FEATURED = "虚0213"

_CITIES = ("幻江市", "虚构市", "拟州市")
_DISTRICTS = (
    ("虚东区", "虚西区", "幻南县", "幻北县", "拟河县", "虚泉市"),
    ("虚港区", "虚湾区", "拟林区", "海安区", "幻湖县", "虚石县"),
    ("拟城区", "拟郊区", "虚川县", "幻溪县", "拟峰县", "虚田市"),
)
_MARKS = (
    ("0101", "0102", "0121", "0122", "0123", "0181"),
    ("0203", "0205", "0206", "0213", "0221", "0222"),
    ("0302", "0303", "0321", "0322", "0323", "0381"),
)
_SIZES = (
    (1.30, 1.10, 0.70, 0.60, 0.50, 0.90),
    (1.60, 1.30, 0.90, 2.30, 0.70, 0.60),
    (1.20, 0.90, 0.80, 0.60, 0.50, 0.80),
)
_FEATURED_TOWNS = ("望虚镇", "石幻镇", "海拟街道", "东构街道", "新幻镇", "内拟镇", "湾头虚街道", "云虚街道")
_TOWN_HEADS = ("虚", "幻", "拟")
_TOWN_TAILS = ("桥镇", "塘镇", "岭乡", "园街道", "门街道", "渡镇")
_FESTIVALS = ((2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1))
_MONTHS = (0.95, 0.85, 1.12, 1.10, 1.06, 1.10, 1.06, 1.06, 1.06, 0.98, 1.04, 0.62)
_WAGES = (3.0, 1.0, 0.7, 0.7, 0.7, 0.7, 0.7, 0.8, 0.9, 1.0, 2.2, 2.8)
_STANDSTILL = {2: 0.25, 3: 0.50, 4: 0.80}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCourt:
    """A made-up court: ``number`` is its place in ``COURTS``, ``size`` its share of the basic courts' work."""

    number: int
    mark: str
    name: str
    level: str
    parent: int
    region: str
    region_name: str
    towns: tuple[str, ...]
    size: float


def _courts() -> Iterator[DemoCourt]:
    """The high court, then each intermediate court with its basic courts."""
    yield DemoCourt(number=0, mark="虚", name="虚构省高级人民法院", level="high", parent=-1,
                    region="990000", region_name="虚构省", towns=(), size=0)  # fmt: skip
    total = sum(sum(row) for row in _SIZES)
    number = 1
    for c, city in enumerate(_CITIES):
        above = number
        yield DemoCourt(number=number, mark=f"虚0{c + 1}", name=f"虚构省{city}中级人民法院", level="intermediate",
                        parent=0, region=f"990{c + 1}00", region_name=city, towns=(), size=0)  # fmt: skip
        for b, district in enumerate(_DISTRICTS[c]):
            number += 1
            mark = f"虚{_MARKS[c][b]}"
            head = _TOWN_HEADS[(c + b) % 3] + district[1]
            towns = _FEATURED_TOWNS if mark == FEATURED else tuple(head + tail for tail in _TOWN_TAILS)
            name = f"虚构市{district}人民法院" if c == 1 else f"{city}{district}人民法院"
            yield DemoCourt(number=number, mark=mark, name=name, level="basic", parent=above,
                            region=f"99{_MARKS[c][b]}", region_name=f"{city}{district}", towns=towns,
                            size=_SIZES[c][b] / total)  # fmt: skip
        number += 1


COURTS = tuple(_courts())
BASIC = tuple(court for court in COURTS if court.level == "basic")
INTERMEDIATE = tuple(court for court in COURTS if court.level == "intermediate")
HIGH = COURTS[0]


def court_of(mark: str) -> DemoCourt:
    """The court with this mark."""
    return next(court for court in COURTS if court.mark == mark)


@cache
def daily_weights(year: int, wages: bool = False) -> tuple[Array, Array]:  # noqa: FBT001, FBT002
    """The days of a year and how much is filed on each; wage claims swell before Spring Festival."""
    days = np.arange(day(year, 1, 1), day(year, 12, 31) + 1)
    _, month, _ = parts(days)
    weights = np.asarray(_WAGES if wages else _MONTHS)[month - 1] * works(days)
    festival = day(*next(f for f in _FESTIVALS if f[0] == year))
    weights = np.where((days > festival - 12) & (days < festival + 14), weights * 0.6, weights)
    if wages:
        weights = np.where((month == 1) & (days > festival), weights * 0.2, weights)
    if year == 2020:
        for stopped, share in _STANDSTILL.items():
            weights = np.where(month == stopped, weights * share, weights)
    return days, weights


def works(days: Array) -> Array:
    """Which days are working days."""
    return ~np.isin(days, _closed_days()) & ((days + 3) % 7 < 5)


def next_workday(days: Array) -> Array:
    """The same day, or the first working day after it."""
    return _workdays()[np.searchsorted(_workdays(), days, "left")]


def last_workday(days: Array) -> Array:
    """The same day, or the last working day before it."""
    return _workdays()[np.searchsorted(_workdays(), days, "right") - 1]


def after_standstill(rng: np.random.Generator, days: Array) -> Array:
    """Working days on or after these; most of what fell into the spring of 2020 comes two months later."""
    stopped = (days >= day(2020, 1, 30)) & (days <= day(2020, 3, 31)) & (rng.random(len(days)) < 0.6)
    return next_workday(days + np.where(stopped, rng.integers(62, 120, len(days)), 0))


@cache
def _workdays() -> Array:
    """Every working day from 2008 to 2040."""
    days = np.arange(day(2008, 1, 1), day(2040, 12, 31))
    return days[works(days)]


@cache
def _closed_days() -> Array:
    """Spring Festival, the days round 1 May and National Day."""
    found = [date(*f) + timedelta(days=n) for f in _FESTIVALS for n in range(-1, 6)]
    found += [date(y, 5, n) for y in range(2008, 2041) for n in (1, 2, 3)]
    found += [date(y, 10, n) for y in range(2008, 2041) for n in range(1, 8)]
    found += [date(y, 1, 1) for y in range(2008, 2041)]
    return np.array(sorted({(d - EPOCH).days for d in found}))

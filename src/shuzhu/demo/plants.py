"""What is planted for the warnings to find: a professional lender and a batch of cases."""

import numpy as np

from shuzhu.demo import causes, people
from shuzhu.demo.arrays import Array, Frame, day, parts
from shuzhu.demo.filings import FULL, Volume
from shuzhu.demo.numbers import type_number
from shuzhu.demo.province import FEATURED, court_of, works

LENDING_FROM, LENDING_TO = (2018, 7), (2020, 6)
LENDER_CASES = 48
BATCH_MONTH = (2021, 9)
BATCH_CASES = 132
BATCH_MARK = "虚构系列案-2021-09"
BATCH_FIRM = 23
"""The serial number of the company that sued in a batch."""


def name_of(who: int) -> str:
    """The name that a person number bears."""
    return str(people.names(np.array([who]))[0])


def identity_of(who: int) -> str:
    """The identity number of a person number."""
    return str(people.numbers(np.array([who]))[0])


def lender() -> int:
    """The person number of the professional lender."""
    return int(people.person(court_of(FEATURED).number, people.LENDER, people.NATURAL))


def batch_firm() -> int:
    """The person number of the company that sued in a batch."""
    return int(people.person(court_of(FEATURED).number, BATCH_FIRM, people.COMPANY))


def lender_cases(scale: int) -> int:
    """How many cases the lender brings in all; few courts are so small that there are fewer than 40."""
    return max(LENDER_CASES, round(LENDER_CASES * min(scale / FULL, 4)))


def batch_cases(scale: int) -> int:
    """How many cases the batch has at a scale."""
    return max(round(BATCH_CASES * min(scale / FULL, 4)), 12 if scale < FULL else BATCH_CASES)


def planted(volume: Volume, seeds: Frame) -> dict[str, Array]:
    """Seeds with the lender as plaintiff of some and a month of batch filings; only the featured court has them."""
    if volume.court.mark != FEATURED:
        return dict(seeds)
    return _batched(volume, _lent(volume, seeds))


def _lent(volume: Volume, seeds: Frame) -> dict[str, Array]:
    """Private-lending cases given to the lender: half of them in 2019, a quarter before and after."""
    share = {2018: 0.25, 2019: 0.5, 2020: 0.25}.get(volume.year, 0)
    month = parts(seeds["filed"])[1]
    within = (volume.year == LENDING_FROM[0]) & (month >= LENDING_FROM[1])
    within |= (volume.year == LENDING_TO[0]) & (month <= LENDING_TO[1])
    within |= volume.year == 2019
    natural = people.sort_of(np.maximum(seeds["plaintiff"], 0)) == people.NATURAL
    ready = np.flatnonzero(
        (seeds["cause"] == causes.LENDING) & (seeds["type"] == type_number("民初")) & within & natural
    )
    chosen = ready[: round(lender_cases(volume.scale) * share)]
    plaintiff = seeds["plaintiff"].copy()
    plaintiff[chosen] = lender()
    return dict(seeds) | {"plaintiff": plaintiff}


def _batched(volume: Volume, seeds: Frame) -> dict[str, Array]:
    """Civil cases, none of them about lending, turned into one company's sales claims of one month."""
    if volume.year != BATCH_MONTH[0]:
        return dict(seeds)
    civil = (seeds["type"] == type_number("民初")) & (seeds["cause"] != causes.LENDING)
    chosen = np.flatnonzero(civil)[-batch_cases(volume.scale) :]
    days = np.arange(day(*BATCH_MONTH, 1), day(*BATCH_MONTH, 30) + 1)
    days = days[works(days)]
    found = {name: column.copy() for name, column in seeds.items()}
    found["plaintiff"][chosen] = batch_firm()
    found["cause"][chosen] = causes.SALES
    found["filed"][chosen] = days[np.arange(len(chosen)) % len(days)]
    found["amount"][chosen] = 1_200_000 + np.arange(len(chosen)) * 3_700
    found["mediated"][chosen] = 0
    return found


def marked(volume: Volume, frame: Frame) -> dict[str, Array]:
    """Which cases belong to the batch."""
    own = (frame["plaintiff"] == batch_firm()) & (frame["type"] == type_number("民初"))
    return {"batch": (own & (volume.year == BATCH_MONTH[0])).astype(np.int64)}

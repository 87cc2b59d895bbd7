"""What is planted for the warnings to find: a professional lender and a batch of cases."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shuzhu.demo import causes, people
from shuzhu.demo.arrays import NONE, Array, Frame, day, parts, rows, scramble, stack
from shuzhu.demo.filings import FULL, Volume
from shuzhu.demo.numbers import case_ids, keys, type_number, year_of_key
from shuzhu.demo.province import FEATURED, court_of, next_workday, works

LENDING_FROM, LENDING_TO = (2018, 7), (2020, 6)
LENDER_CASES = 48
BATCH_MONTH = (2021, 9)
BATCH_CASES = 132
BATCH_MARK = "虚构系列案-2021-09"
TWICE_COURTS = ("虚0203", "虚0302")
"""Courts that entered a few cases twice; the featured one is not among them."""
TWICE = "twice"
"""Under this word a batch of cases tells what was entered twice, for the truth file alone."""
TWICE_A_YEAR = 4
"""How many of them in a year and court at full scale."""
SLIPS = (("虚", "须"), ("拟", "你"), ("构", "购"))
"""Characters that sound alike, right and wrong."""
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
    return {
        "batch": (own & (volume.year == BATCH_MONTH[0])).astype(np.int64),
        "twin": np.full(len(own), NONE),
    }  # fmt: skip


def entered_twice(volume: Volume, frame: Frame) -> dict[str, Array]:
    """The cases of a court-year with some civil ones entered again, under numbers of their own, a few days later.

    ``twin`` is the key of the case that one was entered for again; blank for all others.
    """
    if volume.court.mark not in TWICE_COURTS:
        return dict(frame)
    kind = frame["type"] == type_number("民初")
    civil = np.flatnonzero(kind & (frame["amount"] != NONE))
    many = max(1, round(TWICE_A_YEAR * min(volume.scale / FULL, 4)))
    chosen = civil[np.argsort(scramble(frame["key"][civil], 471), kind="stable")[:many]]
    again = rows(frame, chosen)
    last = (frame["key"][kind] % 10_000_000).max() if len(civil) else 0
    key = keys(again["court"], again["type"], year_of_key(again["key"]), last + 1 + np.arange(len(chosen)))
    later = next_workday(again["filed"] + scramble(again["key"], 472) % 4)
    closed = np.where(again["closed"] == NONE, NONE, np.maximum(again["closed"], later))
    within = np.minimum(later, day(volume.year, 12, 31))
    again |= {"twin": again["key"], "key": key, "filed": within, "closed": closed,
              "mediated": np.zeros(len(chosen), np.int64)}  # fmt: skip
    return stack([frame, again])


def twins(frame: Frame) -> list[list[str]]:
    """The cases that were entered twice, each with its second entry."""
    again = frame["twin"] != NONE
    return [
        [first, second]
        for first, second in zip(
            case_ids(frame["twin"][again]).to_pylist(), case_ids(frame["key"][again]).to_pylist(), strict=True
        )
    ]


def misspelt(names: pa.Array, twin: Array, who: Array) -> pa.Array:
    """Names as they were written the second time: of every third one a character that sounds alike, or some hidden."""
    draw = np.where(twin == NONE, -1, scramble(who, 473) % 6)
    for n, (right, wrong) in enumerate(SLIPS):
        names = pc.if_else(pa.array(draw == n), pc.replace_substring(names, right, wrong, max_replacements=1), names)
    return names

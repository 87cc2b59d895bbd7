"""Saved searches: whose they are, and what is new in each since its owner looked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shuzhu.desk import searches as kept
from shuzhu.desk.searches import Saved
from shuzhu.pipeline.house import House
from shuzhu.pipeline.searching import Wanted, newer


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A saved search as its owner sees it now: what it asks, and how many units came since they looked."""

    saved: Saved
    wanted: Wanted
    new: int


def save_search(house: House, title: str, wanted: Wanted, now: datetime) -> Saved:
    """Keep a search under a title; what is new is counted from now on. Raises DeniedError for who may see no cases."""
    house.require("cases")
    asked = {"text": wanted.text, "narrowed": {name: list(values) for name, values in wanted.narrowed.items()},
             "sort": wanted.sort}  # fmt: skip
    return kept.save(house.desk, house.reader.name, title, asked, now, house.snapshot.number)


def saved_searches(house: House) -> tuple[Subscription, ...]:
    """The reader's own saved searches with what is new in each, within what they may see now."""
    house.require("cases")
    found = []
    for one in kept.saved_by(house.desk, house.reader.name):
        wanted = _wanted(one.asked)
        found.append(Subscription(saved=one, wanted=wanted, new=newer(house, wanted, one.seen)))
    return tuple(found)


def step_saved(house: House, number: int, what: str, now: datetime) -> None:
    """Write down that the reader saw what is new in their search (``seen``), or wants it no more (``removed``)."""
    house.require("cases")
    kept.step_search(house.desk, house.reader.name, number, what, now, house.snapshot.number)


def _wanted(asked: Mapping[str, Any]) -> Wanted:
    """What a saved search asks."""
    narrowed = {name: tuple(values) for name, values in asked["narrowed"].items()}
    return Wanted(text=asked["text"], narrowed=narrowed, sort=asked["sort"])


def as_row(one: Subscription) -> dict[str, Any]:
    """A subscription as a row."""
    return {"id": one.saved.id, "title": one.saved.title, "new": one.new, **asdict(one.wanted)}

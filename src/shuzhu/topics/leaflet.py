"""What a leaflet says where: each legal-risk pointer with the towns, and the groups there, whose cases call for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhu.catalogue.topic_model import Pointer
from shuzhu.topics.answers import Answers

FEWEST: Final = 5
"""Fewer cases are told of no town and no group: they might point at people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A town where a pointer is called for: cases that call for it, those that are known, and the foremost groups."""

    town: str
    count: int
    known: int
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A pointer with how many cases call for it, of how many that are known, and where."""

    pointer: Pointer
    count: int
    known: int
    places: tuple[Place, ...]


def leaflet(cases: Answers, pointers: Sequence[Pointer], group: str) -> list[Told]:
    """Cases → the pointers that any case calls for, those of most cases first; towns by the number of such cases."""
    found = []
    for pointer in pointers:
        flags = cases.flags(pointer.when)
        count, known = sum(bool(flag) for flag in flags), sum(flag is not None for flag in flags)
        if count:
            found.append(Told(pointer=pointer, count=count, known=known, places=_places(cases, flags, group)))
    return sorted(found, key=lambda one: -one.count)


def _places(cases: Answers, flags: Sequence[bool | None], group: str) -> tuple[Place, ...]:
    """The towns with as many cases as may be told, the most first."""
    calls: Counter[str] = Counter()
    known: Counter[str] = Counter()
    groups: dict[str, Counter[str]] = {}
    for n, (flag, town) in enumerate(zip(flags, cases.fields["town"], strict=True)):
        if town is None or flag is None:
            continue
        known[str(town)] += 1
        if flag:
            calls[str(town)] += 1
            told = cases.fields[group][n] if group else None
            if told is not None:
                groups.setdefault(str(town), Counter())[str(told)] += 1
    return tuple(
        Place(town=town, count=count, known=known[town], groups=tuple(
            (name, many) for name, many in sorted(groups.get(town, {}).items(), key=lambda one: (-one[1], one[0]))[:3]
            if many >= FEWEST
        ))
        for town, count in sorted(calls.items(), key=lambda one: (-one[1], one[0])) if count >= FEWEST
    )  # fmt: skip

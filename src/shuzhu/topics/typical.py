"""Which cases are typical: they show what was found, tell much, were decided, and are recent; chosen by rule."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from shuzhu.topics.answers import Answers
from shuzhu.topics.found import Found

DECIDED: Final = frozenset({
    "judgment", "supported", "partly_supported", "claims_dismissed", "convicted", "exempted", "acquitted",
})  # fmt: skip
"""Closings that decide what is in dispute."""
MOST: Final = 6
"""So many are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typical:
    """A typical case by its place, the findings that it shows, and how many of the topic's fields it tells."""

    place: int
    shows: tuple[str, ...]
    known: int


def typical(cases: Answers, found: Sequence[Found], asked: Collection[str], most: int = MOST) -> list[Typical]:
    """Cases and findings → the typical ones.

    Only decided cases are chosen, those with a text before all others. Each claimed finding, the surest first, has the
    case that shows the most findings, tells the most of the fields ``asked``, and is the newest; then the best of the
    others, until there are ``most``.
    """
    claimed = sorted((one for one in found if one.claimed), key=lambda one: one.q)
    shown = [(one.code, frozenset(one.cases)) for one in claimed]
    closings = cases.fields["closing"]
    candidates = [
        Typical(
            place=place, shows=tuple(code for code, numbers in shown if cases.numbers[place] in numbers),
            known=sum(cases.fields[name][place] is not None for name in asked),
        )
        for place in range(len(cases)) if closings[place] in DECIDED
    ]  # fmt: skip

    def rank(one: Typical) -> tuple[bool, int, int, int, str]:
        """With a text, many findings, many fields, and new first."""
        text = bool(cases.texts) and cases.texts[one.place]
        return not text, -len(one.shows), -one.known, -cases.days[one.place].toordinal(), cases.numbers[one.place]

    candidates.sort(key=rank)
    chosen: dict[int, Typical] = {}
    for code, _ in shown:
        best = next((one for one in candidates if code in one.shows and one.place not in chosen), None)
        if best is not None and not any(code in one.shows for one in chosen.values()):
            chosen[best.place] = best
    for one in candidates:
        if len(chosen) >= most:
            break
        if one.shows or not shown:
            chosen.setdefault(one.place, one)
    return sorted(chosen.values(), key=rank)[:most]

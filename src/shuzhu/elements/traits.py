"""Sections of a case → its traits: the values it has in each matter, with the words that show them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shuzhu.catalogue.element_rules import Family, Trait

_RATE: Final = re.compile(
    r"(月|年)(?:利率|利息|息|利)[^，。；\d一二两三四五六]{0,6}(\d+(?:\.\d+)?|[一二两三四五六])(%|％|分|‰|厘)"
)
_DIGIT: Final = {"一": 1.0, "二": 2.0, "两": 2.0, "三": 3.0, "四": 4.0, "五": 5.0, "六": 6.0}
_UNKNOWN: Final = "未写明"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One value of one trait: the words that show it, and where they begin in their section; blank for none said."""

    value: str
    section: str = ""
    start: int = 0
    words: str = ""


def traits_of(family: Family, sections: Mapping[str, str]) -> dict[str, tuple[Seen, ...]]:
    """The sections of a case by name → its traits by code; each has at least one value."""
    return {trait.code: _values(trait, _within(trait, sections)) for trait in family.traits}


def _within(trait: Trait, sections: Mapping[str, str]) -> dict[str, str]:
    """The sections a trait is looked for in; the parties block only where it is named."""
    return {
        name: text for name, text in sections.items()
        if (name in trait.sections if trait.sections else name != "parties")
    }  # fmt: skip


def _values(trait: Trait, sections: Mapping[str, str]) -> tuple[Seen, ...]:
    """The values of one trait."""
    if trait.count is not None:
        n = sum(len(trait.count.findall(text)) for text in sections.values())
        return (Seen(value="三人以上" if n >= 3 else f"{n}人"),)
    if trait.rate:
        return (_band(trait.rate, sections),)
    found = [seen for name, shows in trait.values if (seen := _first(name, shows, sections))]
    return tuple(found) or (Seen(value=trait.otherwise or _UNKNOWN),)


def _first(name: str, shows: re.Pattern[str], sections: Mapping[str, str]) -> Seen | None:
    """Where a value is first shown."""
    for section, text in sections.items():
        if m := shows.search(text):
            return Seen(value=name, section=section, start=m.start(), words=m.group())
    return None


def _band(bounds: tuple[float, ...], sections: Mapping[str, str]) -> Seen:
    """The band of the highest rate written, in percent a year: a month's counts twelvefold."""
    best, seen = -1.0, Seen(value="未写利率")
    for section, text in sections.items():
        for m in _RATE.finditer(text):
            told = _DIGIT.get(m.group(2)) or float(m.group(2))
            percent = told / (10 if m.group(3) in "‰厘" else 1) * (12 if m.group(1) == "月" else 1)
            if percent > best:
                best = percent
                seen = Seen(value=_named(percent, bounds), section=section, start=m.start(), words=m.group())
    return seen


def _named(percent: float, bounds: tuple[float, ...]) -> str:
    """The words of a band."""
    edges = [b for b in bounds if percent > b + 1e-9]
    if not edges:
        return f"{bounds[0]:g}%以下"
    return f"{bounds[-1]:g}%以上" if len(edges) == len(bounds) else f"{edges[-1]:g}%至{bounds[len(edges)]:g}%"

"""A reading of the words in one piece → the same reading, its places those of the text as it came."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from shuzhu.facts import Fact, Reading, Section
from shuzhu.unbroken import Unbroken


def told(whole: Unbroken, reading: Reading) -> Reading:
    """A reading of the words in one piece as one of the text."""
    of_text: Reading = _told(whole, reading)
    return of_text


def _told(whole: Unbroken, value: Any) -> Any:
    """Any part of a reading, its places those of the text."""
    if isinstance(value, Fact):
        start, end = whole.span(value.start, value.end)
        return value._replace(start=start, end=end)
    if isinstance(value, tuple):
        return tuple(_told(whole, one) for one in value)
    if not _has_places(value):
        return value
    changed: dict[str, Any] = {f.name: _told(whole, getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Section):
        changed |= {"start": whole.at(value.start), "end": whole.at(value.end)}
    elif {"start", "end"} <= changed.keys():
        changed["start"], changed["end"] = whole.span(value.start, value.end)
    return replace(value, **changed)


def _has_places(value: Any) -> bool:
    """It is a part of a reading, not a value like a case number."""
    return is_dataclass(value) and type(value).__module__.startswith("shuzhu.facts")

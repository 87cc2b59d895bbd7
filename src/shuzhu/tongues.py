"""What an error says, in the reader's language: messages stay whole where they are raised and are known by their shape.

``tongues.yaml`` holds each shape, with a place ``{}`` for every value (``{!r}`` where it stands between quotes), and
what it is in the other language. A message is held against the shapes; its values are put in their places there.
"""

import re
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Final

import yaml

TONGUES: Final = {"english": "en", "chinese": "zh"}
"""The parts of the file, by the language that messages are raised in."""
_ASIDE: Final = re.compile(r" ?\([a-z][^(){}]*(\{[^}]*\})?[^(){}]*\)")
"""The English aside of a Chinese message, by which it is searched for; a value in it stays."""
_BOTH: Final = re.compile(r"[a-z_]+（([^（）]+)）")
"""A word of ours with its title."""
_SHELL: Final = re.compile(r"⟨([^⟩]*)⟩")
"""What is said to who types commands, and not to who looks at a page."""
_QUOTED: Final = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^'"]*?)"""
_BEFORE: Final = "([^;；]*)"
"""A value right before another, which is then a hint."""
_PLACE: Final = re.compile(r"([^:：\s][^:：]{0,200}): (.+)", re.DOTALL)


class _Value(str):
    """A value of a message; words may be given another sign between them (``{0:、}``), and lose all but their title."""

    __slots__ = ()

    def __format__(self, sign: str) -> str:
        return _BOTH.sub(r"\1", self).replace(", ", sign) if sign else str(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A message without its values: what finds them, the language it is raised in, and itself in both."""

    pattern: re.Pattern[str]
    quoted: tuple[bool, ...]
    raised: str
    text: str
    zh: str
    en: str
    weight: int


def said(message: str, tongue: str, *, typed: bool = False) -> str:
    """A message in a language, as it stands where its shape is not known; ``typed``: with what is said of commands."""
    return _SHELL.sub(r"\1" if typed else "", _said(message, tongue))


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape, those with the most words of their own first."""
    told = yaml.safe_load((files("shuzhu") / "tongues.yaml").read_text(encoding="utf-8"))
    found = [_shape(text, other, raised) for part, raised in TONGUES.items() for text, other in told[part].items()]
    return tuple(sorted(found, key=lambda shape: (-shape.weight, len(shape.quoted))))


def _shape(text: str, other: str | dict[str, str], raised: str) -> Shape:
    """A shape of the file, with the other language or with both."""
    parts = list(Formatter().parse(text))
    following = [*(not words and field is not None for words, field, _, _ in parts[1:]), False]
    quoted = tuple(conversion == "r" for _, field, _, conversion in parts if field is not None)
    pattern = "".join(
        re.escape(words) + ("" if field is None else _QUOTED if kind == "r" else _BEFORE if more else "(.*?)")
        for (words, field, _, kind), more in zip(parts, following, strict=True)
    )
    own = _ASIDE.sub(_aside, text) if raised == "zh" else text
    both = other if isinstance(other, dict) else {"zh": other, "en": other} | {raised: own}
    return Shape(
        pattern=re.compile(pattern, re.DOTALL),
        quoted=quoted,
        raised=raised,
        text=text,
        zh=both["zh"],
        en=both["en"],
        weight=sum(len(words) for words, _, _, _ in parts),
    )


def _aside(found: re.Match[str]) -> str:
    """What is left of an aside: the value in it."""
    return f"（{found[1]}）" if found[1] else ""


def _said(message: str, tongue: str) -> str:
    """A message, or a part of one."""
    for shape in shapes():
        found = shape.pattern.fullmatch(message)
        if found and tongue == "en" and shape.raised == "en" and shape.en == shape.text:
            return message
        if found:
            told = (shape.zh if tongue == "zh" else shape.en).format(*_values(shape, found, tongue))
            return told.replace("（；", "（").replace("（）", "")
    place = _PLACE.fullmatch(message)
    rest = _said(place[2], tongue) if place else ""
    return f"{place[1]}{'：' if tongue == 'zh' else ': '}{rest}" if place and rest != place[2] else message


def _values(shape: Shape, found: re.Match[str], tongue: str) -> Iterator[_Value]:
    """The values of a message, in the language; those between quotes without them, for a page has its own."""
    for value, quoted in zip(found.groups(), shape.quoted, strict=True):
        yield _Value(_unquoted(value) if quoted else _said(value, tongue))


def _unquoted(value: str) -> str:
    """What stands between the quotes that Python puts around a text; all else as it stands."""
    try:
        return str(literal_eval(value))
    except (SyntaxError, ValueError):
        return value

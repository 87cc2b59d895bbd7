"""Rules: where a text has an element, by its words, and whether the court did not follow who says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from shuzhu.catalogue.element_rules import Element
from shuzhu.elements.sentences import sentences

_HALF: Final = re.compile(r"[^；。]+")
_REFUSED: Final = re.compile(
    r"不予(采纳|采信|支持|认可)|不能成立|(没有|无|缺乏)(事实|法律|证据|充分)[^，。；]{0,8}(依据|根据|证实|证明)|未(予|被)?(采纳|采信)|于法无据"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One element found: its place, and whether the same sentence says that it was not accepted (主张…不予采纳)."""

    code: str
    title: str
    start: int
    end: int
    refused: bool
    rule: str = "rule"
    chance: float | None = None


def find(text: str, elements: Sequence[Element]) -> list[Found]:
    """The elements of a text by rule, each with the words that show it, in their order."""
    return [
        Found(code=element.code, title=element.title, start=at + place[0], end=at + place[1], refused=refused(said))
        for at, said in sentences(text)
        for element in elements
        if (place := _place(said, element))
    ]


def refused(said: str) -> bool:
    """A sentence says that the court did not accept what it tells of."""
    return bool(_REFUSED.search(said))


def rule_table(said: Sequence[str], elements: Sequence[Element]) -> Any:
    """Sentences × elements: whether a rule finds it there (bool)."""
    return np.array([[_place(one, element) is not None for element in elements] for one in said], dtype=bool).reshape(
        len(said), len(elements)
    )


def _place(said: str, element: Element) -> tuple[int, int] | None:
    """Where a sentence shows an element; a half sentence that denies it does not."""
    for half in _HALF.finditer(said):
        words = half.group()
        if (m := element.any.search(words)) and not element.none.search(words):
            return half.start() + m.start(), half.start() + m.end()
    return None

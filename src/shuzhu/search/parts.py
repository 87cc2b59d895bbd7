"""What is indexed: a unit (a document, or a case without one) in groups of sections, with what narrows a search."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "head": ("heading", "parties", "origin", "appeal", "tail", "fees"),
    "claims": ("claims", "defence"),
    "findings": ("evidence", "prior", "findings"),
    "reasoning": ("reasoning", "basis"),
    "order": ("order",),
}
"""The sections of a document that are searched as one."""
TITLES: Final[Mapping[str, str]] = {
    "head": "首尾部", "claims": "诉辩", "findings": "事实", "reasoning": "理由", "order": "主文",
}  # fmt: skip
WEIGHTS: Final[Mapping[str, float]] = {"head": 0.6, "claims": 0.8, "findings": 1.2, "reasoning": 1.5, "order": 1.3}
"""How much a word counts in each: why it was decided so weighs most, the heading least."""
FACETS: Final[Mapping[str, str]] = {
    "court": "法院", "year": "年份", "kind": "案件类别", "branch": "案由类", "cause": "案由", "procedure": "审理程序",
    "outcome": "裁判结果", "band": "标的额", "law": "法律", "town": "镇街", "paper": "文书种类",
}  # fmt: skip
"""What is counted beside the hits, each a field of the index of the same name."""
BANDS: Final = (
    ("未记载", None), ("1万元以下", 10_000), ("1万—10万元", 100_000), ("10万—50万元", 500_000),
    ("50万—100万元", 1_000_000), ("100万—500万元", 5_000_000), ("500万元以上", None),
)  # fmt: skip
"""Bands of amounts, each up to a sum that still belongs to it."""
_GROUP_OF: Final = {section: group for group, sections in GROUPS.items() for section in sections}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A document, or the record of a case that has none with a text.

    ``parts`` are groups with their spans in ``text``; ``hidden`` the spans of what names a person, in order and apart,
    each with what stands in for it. ``names`` are the names of the case's people.
    """

    key: str
    case_id: str
    court: str
    division: str
    publication: str
    text: str
    parts: tuple[tuple[str, int, int], ...]
    hidden: tuple[tuple[int, int, str], ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    amount: float | None = None


def in_groups(sections: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Sections of a document → the same spans under their groups; those that meet and are of one group as one."""
    last: tuple[str, int, int] | None = None
    for name, start, end in sections:
        group = _GROUP_OF.get(name, "head")
        if last and last[0] == group and last[2] == start:
            last = (group, last[1], end)
            continue
        if last:
            yield last
        last = (group, start, end)
    if last:
        yield last


def band_of(amount: float | None) -> str:
    """The band of an amount in yuan."""
    if amount is None:
        return BANDS[0][0]
    return next((name for name, most in BANDS[1:] if most is not None and amount <= most), BANDS[-1][0])

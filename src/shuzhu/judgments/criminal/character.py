"""What the court says of whom: recidivist, minor at the time, plea, surrender."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shuzhu.facts import Fact, Person
from shuzhu.judgments.criminal.names import Accused
from shuzhu.judgments.document import Document

_NOT: Final = (
    "不是", "不构成", "不属", "不属于", "不系", "不认定", "不认定为", "不能认定为", "非", "未", "不", "无", "不具有",
    "不具备", "没有", "不符合", "不成立", "拒绝", "不应认定为", "不宜认定为", "构不成",
)  # fmt: skip
_PLEADED: Final = re.compile(r"辩护(?:人|意见)|辩称|辩解|提出|意见")
_HEARD: Final = re.compile(r"(?<!不)(?<!不予)(?:采纳|采信|成立|属实|支持)")
_THEN: Final = r"时[^，。；]{0,16}(?:未成年|[不未]满(?:十八|18))"
_MINOR: Final = (
    rf"作案{_THEN}|犯罪{_THEN}|案发{_THEN}|行为{_THEN}|实施[^，。；]{{0,8}}{_THEN}|系未成年(?:人犯罪|犯)|"
    r"十[四六]周?岁(?:以上)?[，、]?(?:且|但|又)?[不未]满(?:十八|18)"
)
#: a clause about one of the accused is not longer
_CLAUSE: Final = 240


@dataclass(frozen=True, slots=True)
class _Sign:
    """How a sign is told: by which word, in which sections, and what must not follow."""

    name: str
    rule: str
    word: str
    sections: tuple[str, ...]
    told: re.Pattern[str]


_SIGNS: Final = (
    _Sign(
        "recidivist", "累犯", "累犯", ("reasoning", "basis"),
        re.compile(r"累犯(?![^。；，]{0,10}不(?:成立|当|予|符))"),
    ),
    _Sign(
        "plea", "认罪认罚", "认罪认罚", ("reasoning", "basis", "findings", "defence", "claims", "evidence"),
        re.compile(r"认罪认罚(?!从宽制度|的?(?:法律)?(?:规定|告知|权利)|告知)"),
    ),
    _Sign(
        "surrender", "自首", "自首", ("reasoning", "basis"),
        re.compile(r"自首(?!和立功|[^。；，]{0,12}不(?:能|成立|当|予|符))"),
    ),
    _Sign("minor", "犯罪时未成年", "", ("reasoning", "basis", "findings"), re.compile(_MINOR)),
)  # fmt: skip


def signs_of(document: Document, accused: Accused, persons: tuple[Person, ...]) -> dict[str, list[Fact[bool] | None]]:
    """For each sign, a fact for each of the accused of whom it is told."""
    found: dict[str, list[Fact[bool] | None]] = {sign.name: [None] * len(accused.names) for sign in _SIGNS}
    for who, person in enumerate(persons):
        if person.offence_age and person.offence_age.value < 18:
            found["minor"][who] = Fact(
                value=True, start=person.offence_age.start, end=person.offence_age.end, rule="犯罪时年龄"
            )
    for sign in _SIGNS:
        for section in document.named(*sign.sections):
            for start, end in _told(document.text, sign, section.start, section.end):
                for who in of_whom(document.text, start, section.start, accused):
                    found[sign.name][who] = found[sign.name][who] or Fact(
                        value=True, start=start, end=end, rule=sign.rule
                    )
    return found


def of_whom(text: str, place: int, low: int, accused: Accused) -> tuple[int, ...]:
    """The accused whom the sentence named last before a place."""
    if len(accused.names) == 1:
        return accused.everyone
    low = max(low, place - _CLAUSE)
    low = max(low, *(text.rfind(sign, low, place) + 1 for sign in "。；\n"))
    named = accused.named(text, low, place)
    return named[-1].who if named else ()


def _told(text: str, sign: _Sign, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where a sign is told and neither denied nor only pleaded for."""
    if not sign.word:
        yield from (
            match.span() for match in sign.told.finditer(text, low, high) if not _noted(text, match.start(), low)
        )
        return
    place = text.find(sign.word, low, high)
    while place >= 0:
        match = sign.told.match(text, place, high)
        if match and not text[max(low, place - 8) : place].endswith(_NOT) and _is_found(text, low, place, high):
            yield match.span()
        place = text.find(sign.word, place + len(sign.word), high)


def _noted(text: str, place: int, low: int) -> bool:
    """The place stands in a note in brackets, which is about somebody else."""
    return text.rfind("（", max(low, place - 60), place) > text.rfind("）", max(low, place - 60), place)


def _is_found(text: str, low: int, place: int, high: int) -> bool:
    """What the defence pleads counts only where the court follows it."""
    low = max(low, place - _CLAUSE)
    sentence = max(low, *(text.rfind(sign, low, place) + 1 for sign in ("。", "；", "经查")))
    if not _PLEADED.search(text, max(sentence, place - 60), min(high, place + 12)):
        return True
    high = min(high, place + _CLAUSE)
    stop = text.find("。", place, high)
    return bool(_HEARD.search(text, place, stop if stop >= 0 else high))

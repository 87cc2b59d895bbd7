"""What the court's view says of whom: recidivist, minor at the time, plea, surrender."""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.criminal.names import Accused, Naming
from shuzhu.judgments.document import Document

_NOT: Final = r"(?<!不是)(?<!不构成)(?<!不属)(?<!不属于)(?<!不系)(?<!不认定)(?<!非)(?<!未)(?<!不)(?<!无)(?<!不具有)"
_SIGNS: Final = {
    "recidivist": (
        "累犯", re.compile(rf"{_NOT}累犯(?!的(?:意见|指控|理由|辩)|不当|[^。；，]{{0,10}}不(?:成立|当|予|符))"), "累犯",
    ),
    "plea": (
        "认罪认罚", re.compile(r"(?<!不)(?<!未)(?<!拒绝)认罪认罚(?!从宽制度的权利|的?(?:规定|告知|权利))"), "认罪认罚",
    ),
    "surrender": (
        "自首",
        re.compile(
            rf"{_NOT}(?:自首|投案自首)(?!的(?:辩护)?(?:意见|理由|辩|观点|主张)|和立功|[^。；，]{{0,12}}不(?:成立|当|予|符|能认定))"
        ),
        "自首",
    ),
    "minor": (
        "成年",
        re.compile(r"(?:作案|犯罪|案发|行为|实施[^，。；]{0,8})时[^，。；]{0,16}(?:未成年|不满十八|未满十八)|系未成年(?:人犯罪|犯)"),
        "犯罪时未成年",
    ),
}  # fmt: skip
_MINOR_AGE: Final = re.compile(r"(?:已满十[四六]周?岁|十[四六]周?岁以上)(?:，|、)?(?:且|但|又)?[不未]满十八")
_BREAKS: Final = re.compile(r"[。；\n]")
_DENIED: Final = re.compile(r"不(?:能|应|予|宜)?(?:成立|认定|构成|属于?|符合|是|系|具有|采纳|存在)|(?:意见|理由|辩护人|辩称|提出)")
#: a clause about one of the accused is not longer
_CLAUSE: Final = 240


def signs_of(document: Document, accused: Accused) -> dict[str, list[Fact[bool] | None]]:
    """For each sign, a fact for each of the accused of whom the court says it."""
    found: dict[str, list[Fact[bool] | None]] = {name: [None] * len(accused.names) for name in _SIGNS}
    for section in document.named("reasoning", "basis"):
        for name, (anchor, pattern, rule) in _SIGNS.items():
            for start, end in _told(document.text, anchor, pattern, section.start, section.end):
                for who in _of_whom(document.text, start, section.start, accused):
                    found[name][who] = found[name][who] or Fact(value=True, start=start, end=end, rule=rule)
    return found


def _told(text: str, anchor: str, pattern: re.Pattern[str], low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where a sign is told and not denied or only pleaded for."""
    place = text.find(anchor, low, high)
    while place >= 0:
        start = max(low, place - 30)
        match = next((m for m in pattern.finditer(text, start, min(high, place + 30)) if m.end() > place), None)
        if match is None and anchor == "成年":
            match = None
        if match and not _DENIED.search(text, _clause(text, low, match.start()), match.start()):
            yield match.start(), match.end()
        place = text.find(anchor, place + len(anchor), high)
    if anchor == "成年":
        for match in _MINOR_AGE.finditer(text, low, high):
            yield match.start(), match.end()


def _clause(text: str, low: int, place: int) -> int:
    """Where the clause up to the last comma begins."""
    return max(low, text.rfind("，", low, place) + 1, text.rfind("。", low, place) + 1, text.rfind("；", low, place) + 1)


def _of_whom(text: str, place: int, low: int, accused: Accused) -> tuple[int, ...]:
    """The accused whom the sentence named last before a place."""
    if len(accused.names) == 1:
        return accused.everyone
    low = max(low, place - _CLAUSE)
    start = max((match.end() for match in _BREAKS.finditer(text, low, place)), default=low)
    named: list[Naming] = accused.named(text, start, place)
    return named[-1].who if named else ()

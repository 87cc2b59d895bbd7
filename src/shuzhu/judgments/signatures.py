"""Who signed a document, and as what."""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Fact, Member
from shuzhu.judgments.sections import Sections

_GAP: Final = r"\s{0,6}"
_JUDGE: Final = rf"审{_GAP}判{_GAP}员"
# each branch begins with a letter of its own, so that the search skips quickly to it
_ROLE: Final = (
    rf"代理{_GAP}{_JUDGE}|助理{_GAP}{_JUDGE}|代{_GAP}{_JUDGE}|执行{_GAP}{_JUDGE}|审{_GAP}判{_GAP}[长员]|"
    rf"人{_GAP}民{_GAP}陪{_GAP}审{_GAP}员|陪{_GAP}审{_GAP}员|法{_GAP}官{_GAP}助{_GAP}理|代{_GAP}书{_GAP}记{_GAP}员|"
    rf"书{_GAP}记{_GAP}员|执{_GAP}行{_GAP}[长员]|院{_GAP}长|速{_GAP}录{_GAP}员"
)
_STOP: Final = rf"{_ROLE}|二[〇0○]|一九|(?:19|20)\d\d|附|本件|本案|此件|打印|校对|（|[，。；：\d]|$"
_SIGNED: Final = re.compile(
    rf"(?P<role>{_ROLE})(?:（代）)?[：\s]{{0,8}}(?P<name>[\u4e00-\u9fff]{{1,8}}(?:·[\u4e00-\u9fff]{{1,8}}){{1,3}}|"
    rf"[\u4e00-\u9fffX×]{{2,4}}(?=\s|{_STOP})|"
    rf"[\u4e00-\u9fff](?:{_GAP}[\u4e00-\u9fff·]){{1,6}}?(?={_GAP}(?:{_STOP})))"
)
_NEXT: Final = re.compile(rf"{_ROLE}")
#: how a role is written where it has one name today
_CALLED: Final = {
    "助理审判员": "代理审判员", "代审判员": "代理审判员", "执行审判员": "审判员", "陪审员": "人民陪审员",
    "代书记员": "书记员", "速录员": "书记员",
}  # fmt: skip
_FAR: Final = 500


def members_of(parts: Sections) -> tuple[Member, ...]:
    """Everyone who signed, in order, from the first signature on; an appendix is not searched."""
    return tuple(_members(parts))


def _members(parts: Sections) -> Iterator[Member]:
    """The signatures one by one; they stop where the next is far away."""
    text, place = parts.text, parts.tail.start
    appendix = text.find("附", place, place + _FAR)
    end = appendix if appendix >= 0 else min(parts.tail.end, place + _FAR)
    while match := _SIGNED.search(text, place, end):
        start, stop = match.span("name")
        if inner := _NEXT.search(text, start, stop):
            stop = inner.start()
        name = parts.said(start, stop)
        role = "".join(match["role"].split())
        if 2 <= len(name) <= 16 and match.start() - place <= 120:
            told = Fact(name, start, start + len(text[start:stop].rstrip()), "署名")
            yield Member(name=told, role=_CALLED.get(role, role))
        place = max(stop, match.start() + 1)

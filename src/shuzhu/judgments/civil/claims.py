"""What is asked for: each claim with its sums and interest; counterclaims too."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from shuzhu.facts import Amount, Claim, Fact
from shuzhu.judgments.civil.interest import interest_of
from shuzhu.judgments.civil.items import numbered, trimmed
from shuzhu.judgments.civil.sums import PAYABLE, Span, amounts_in
from shuzhu.judgments.document import Document

ASKED: Final = "诉请金额"

_WORD: Final = re.compile(r"请求|诉请(?!求)|要求")
_ANCHOR: Final = re.compile(
    r"(?:诉讼请求|反诉请求|上诉请求|诉请(?!求)|请求事项)(?:事项)?(?:为|是|如下|有)?[^。：；，]{0,6}：|"
    r"(?:特|故|现|为此|遂|并|再次|诉请|向[^，。；：]{2,12})?[^，。；：]{0,12}?(?:请求|(?<!反)诉请|要求)[^，。；：]{0,24}?(?:判令|判决|依法|裁判|裁决|责令|判处|确认|法院|被告)[^，。；：\d]{0,8}?[：，]?(?=[^。])|"
    r"(?:诉讼请求|诉请(?!求))(?:为|是)?[：，]?|请求：|(?:请求|要求)(?=[^，。；]{0,30}(?:支付|偿还|归还|返还|赔偿|给付|清偿|退还))"
)
_LISTED: Final = re.compile(
    r"\s*(?:请求)?(?:判令|判决|依法判令|依法)?[：]?\s*(?:1\s?[、.．，：]|一[、，]|（一）|（1）)"
)
_ENDS: Final = re.compile(
    r"事实\s?(?:和|与|及)\s?理由|事实、?理由|主要?理由|[^。；，]{0,16}辩称|\n\s*(?:事实|理由)|被告[^。；，]{0,20}(?:未|辩)"
)
_SAID: Final = re.compile(r"诉称|诉讼请求(?:为|是|如下)?：")
_NOT_OWN: Final = re.compile(
    r"围绕诉讼请求|变更诉讼请求|放弃[^。]{0,10}请求|对[^。，]{0,12}诉讼请求|诉讼请求[^。，]{0,6}(?:无异议|成立|没有)|驳回|仲裁|支持(?:原告|其|上述|我)|判如所[诉请]|(?:多次|经)[^。]{0,6}要求"
)
#: no real part is longer and no document has more of them; what goes beyond is garbage and is not read
_LONGEST: Final = 20_000
_MOST: Final = 30
_ASKS: Final = re.compile(
    r"[^。]{0,60}?(?:支付|偿还|归还|返还|赔偿|给付|清偿|退还|还款|确认|解除|离婚|停止|撤销|履行|承担|交付|协助|付清|还清|立即)"
)
_COUNTER: Final = re.compile(r"反诉(?:原告|请求|称|诉请|要求|诉讼请求)|提[起出][^。]{0,10}反诉")


def claims_of(document: Document) -> tuple[Claim, ...]:
    """document → what the plaintiff asks for, then what the defendant does in return"""
    found: list[Claim] = []
    seen: list[tuple[int, int]] = []
    for start, end in _places(document):
        if not any(low <= start < high for low, high in seen):
            seen.append((start, end))
            counter = _is_counter(document, start)
            if not any(claim.counter is counter for claim in found):
                found += [_claim(document, place, counter=counter) for place in _each(document.text, start, end)]
    return tuple(found)


def _places(document: Document) -> Iterator[tuple[int, int]]:
    """Where lists of claims stand: those with numbers first, else the last sentence that asks."""
    text, found = document.text, False
    sections = document.named("claims", "defence")
    if document.heading.instance and document.heading.instance.value != "first":
        sections.reverse()
    for section in sections[:_MOST]:
        anchors = list(_anchors(text, section.start, min(section.end, section.start + _LONGEST)))
        if section.name == "defence":
            anchors = [place for place in anchors if _is_counter(document, place)]
        if chosen := _chosen(text, anchors, section.end):
            found = found or section.name == "claims"
            yield chosen, _end(text, chosen, section.end)
    if not found and (told := _told(document)):
        chosen = _chosen(text, list(_anchors(text, *told)), told[1])
        if chosen:
            yield chosen, _end(text, chosen, told[1])


def _told(document: Document) -> tuple[int, int] | None:
    """Where the plaintiff is heard in a document whose claims stand in no section of their own."""
    for section in document.named("parties", "origin", "evidence"):
        said = _SAID.search(document.text, section.start, section.end)
        if said:
            place = said.start()
            return place, min(section.end, place + 3000)
    return None


def _chosen(text: str, anchors: list[int], end: int) -> int | None:
    """The anchor before a list of claims or after their title, else the last that asks for something."""
    listed = [place for place in anchors if _LISTED.match(text, place, end)]
    asking = [place for place in anchors if _ASKS.match(text, place, end)]
    titled = [place for place in asking if text[place - 1] == "："]
    return next(iter(listed), None) or next(iter(titled), None) or next(reversed(asking), None)


def _anchors(text: str, start: int, end: int) -> Iterator[int]:
    """Where the words that introduce claims end."""
    place = start
    while word := _WORD.search(text, place, end):
        sentence = max(start, *(text.rfind(sign, start, word.start()) + 1 for sign in "。；\n，"))
        match = _ANCHOR.search(text, sentence, min(end, word.end() + 60))
        place = word.end()
        if match and match.start() <= word.start() and not _NOT_OWN.search(text, sentence, match.end()):
            place = max(place, match.end())
            yield match.end()


def _end(text: str, start: int, end: int) -> int:
    """Where the claims end: before facts and reasons, or at the end of the last sentence of the list."""
    stop = _ENDS.search(text, start, end)
    high = stop.start() if stop else end
    if _LISTED.match(text, start, high):
        marks = numbered(text, start, high)
        last = marks[-1][1] if marks else start
        place = text.find("。", last, high)
        return place if place >= 0 else high
    place = text.find("。", start, high)
    return place if place >= 0 else high


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of each claim."""
    marks = numbered(text, start, end) if _LISTED.match(text, start, end) else []
    begins = [mark[1] for mark in marks] or [start]
    stops = [*(mark[0] for mark in marks[1:]), end]
    for begin, stop in zip(begins, stops, strict=True):
        if place := trimmed(text, begin, stop):
            yield place


def _claim(document: Document, place: tuple[int, int], *, counter: bool) -> Claim:
    """One claim."""
    start, end = place
    amounts = amounts_in(Span(document.text, start, end), start)
    return Claim(
        words=Fact(document.said(start, end), start, end, "反诉请求" if counter else "诉讼请求"),
        amounts=tuple(_asked(amount) for amount in amounts),
        interest=interest_of(document, start, end),
        counter=counter,
    )


def _asked(amount: Amount) -> Amount:
    """The sum, its rule saying that it is asked for."""
    return replace(amount, rule=ASKED) if amount.rule == PAYABLE else amount


def _is_counter(document: Document, place: int) -> bool:
    """The claims at a place are those of a counterclaim."""
    text = document.text
    low = max(0, place - 160)
    sentence = max(low, text.rfind("。", low, max(low, place - 60)) + 1)
    return _COUNTER.search(text, sentence, place) is not None

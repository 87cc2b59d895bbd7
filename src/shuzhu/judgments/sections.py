"""Where the parts of a document begin and end: title, parties, how the case came, order, tail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shuzhu.case_number import CaseNumber, find_case_numbers
from shuzhu.judgments.plain import plain


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text, from ``start`` up to but not including ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The parts of one document; all places are those of the text as it came.

    ``title`` ends where the name of the paper does (``kind``, None where it has none); ``coming``
    runs from how the case came to the court to ``现已审理终结`` (``closed`` is where that ends, None where it
    is not said); ``order`` from ``判决如下`` to the signatures, ``proper`` the same without how to appeal from it;
    ``tail`` from the first signature to the end.
    ``numbers`` are all case numbers of the text.
    """

    original: str
    text: str
    title: Part
    kind: Part | None
    number: tuple[int, int, CaseNumber] | None
    parties: Part
    coming: Part
    order: Part
    proper: Part
    tail: Part
    closed: int | None
    numbers: tuple[tuple[int, int, CaseNumber], ...]

    def of(self, part: Part) -> str:
        """The words of a part, plainly spelt."""
        return self.text[part.start : part.end]

    def said(self, start: int, end: int) -> str:
        """The very words between two places, spaces left out."""
        return "".join(self.original[start:end].split())


_HEAD: Final = 500
_SP: Final = r"\s{0,3}"
_PAPER: Final = re.compile(
    r"判\s{0,3}决\s{0,3}书|裁\s{0,3}[定判]\s{0,3}书|决\s{0,3}定\s{0,3}书|调\s{0,3}解\s{0,3}书|"
    r"支\s{0,3}付\s{0,3}令|通\s{0,3}知\s{0,3}书|保护令|制裁书"
)
_BEFORE_PAPER: Final = re.compile(
    rf"(?:刑{_SP}事{_SP}附{_SP}带{_SP}民{_SP}事|刑{_SP}事|民{_SP}事|行{_SP}政{_SP}赔{_SP}偿|行{_SP}政|执{_SP}行|"
    rf"国家赔偿|赔{_SP}偿|司法救助|拘留|罚款|人身安全)?{_SP}[\u4e00-\u9661\u9663-\u9fff]{{0,8}}$"
)
_AFTER_PAPER: Final = re.compile(r"\s|[（(〔\[\d]|$|公诉机关|原公诉|抗诉|原告|被告|上诉人|申请|再审")
_COURT_NEAR: Final = re.compile(r"法\s{0,3}院[^。；，]{0,40}$")
_FIRST_PARTY: Final = re.compile(
    r"公诉机关|抗诉机关|自诉人|被告人|原告|上诉人|申请再审人|再审申请人|申诉人|申请人|罪犯|。"
)
_NOT_OWN: Final = re.compile(r"(?:不服|作出|以|对|及|和|本院)\s*$")

_COMING: Final = re.compile(
    r"检察院[^。]{0,60}(?:指控|起诉书|公诉|起诉|抗诉|申请)|指控被告|一案(?!于|中?，?被|，于[^。]{0,30}被)|"
    r"向本院|诉至本院|诉来本院|不服[^。]{0,80}(?:判决|裁定|决定|通知)|审理[^。]{2,60}案|"
    r"本院(?:于|受理|依法|审理|在审|立案|审查|收到|根据|作出|认为)|本案[^。]{0,20}本院|本案原?由"
)
_HISTORY: Final = re.compile(r"\s*(?:现|后|又|曾|但)?因(?:涉嫌|犯|本案)")
#: the court took a defendant into custody: his history still, not yet the case's
_CUSTODY: Final = re.compile(r"(?:被|经|由)本院[^。]{0,24}(?:逮捕|取保候审|监视居住|拘留)")
_CHARGED: Final = re.compile("起诉|指控|审理|一案")
_SENTENCE: Final = re.compile(r"[^。\n]+[。\n]?")
_CLOSED: Final = re.compile(r"(?:审理|审查|复核|审判|执行|评议)[^。，；]{0,6}(?:终结|完毕)[^。]{0,4}。")
# each branch of _ORDERED begins with a letter of its own, so that the search skips quickly to it
_IS: Final = r"(?:内容)?\s?(?:如\s?[下上]|为)\s?[：；，。\s]"
#: the order is looked for from the end, so many signs at a time; the words that open it are not longer
_WINDOW: Final = 1500
_ACROSS: Final = 20
_HEARD: Final = re.compile(r"(?:审理|审查)了本案。")
_ORDERED: Final = re.compile(
    rf"判决{_IS}|裁[定决]{_IS}|决定{_IS}|协议{_IS}|命令{_IS}|通知{_IS}|批复{_IS}|调解{_IS}|"
    r"如下(?:调解)?协议\s?：|如下命令\s?：|支付令\s?：|保护令\s?：|判处如下\s?：|特(?:判决|裁定|决定)\s?：|"
    r"作出如下(?:判决|裁定|决定)\s?：|做出如下(?:判决|裁定|决定)\s?：|规定，(?:判决|裁定|决定)\s?：|"
    r"现决定(?=驳回|准许|不予)"
)
_AFTERWARDS: Final = re.compile(
    r"如(?:果)?[^。；]{0,8}不服|如果?未按本|"
    r"本(?:判决|裁定|决定)(?:为终审|[^。；，]{0,14}(?:发生法律效力|发生效力|立即生效|即生效|立即执行)(?=[。，]))"
)
_LAST_DATE: Final = re.compile(
    r"[一二][〇0九][^。\n]{4,14}日[^。]{0,30}$|"
    r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[^。]{0,30}$"
)
_JUDGE: Final = r"审\s{0,4}判\s{0,4}[长员](?!会|[，。、的])"
_SIGNED: Final = re.compile(
    rf"（此页无正文[^）]{{0,8}}）|人民陪审员(?!会|[，。、的和])|"
    rf"代理{_JUDGE}|助理{_JUDGE}|代{_JUDGE}|执行{_JUDGE}|{_JUDGE}|院\s{{0,3}}长\s"
)


def divide(original: str) -> Sections:
    """text → where its parts are"""
    text = plain(original)
    kind = _kind(text)
    numbers = tuple(find_case_numbers(text))
    number = _own_number(text, kind, numbers)
    start = max(kind.end if kind else 0, number[1] if number else 0)
    coming = _coming(text, start)
    closed = _CLOSED.search(text, coming, coming + 4000) or _HEARD.search(text, coming, coming + 1500)
    ordered = _ordered(text, start)
    end = closed.end() if closed and closed.end() <= ordered else max(coming, min(coming + 1500, ordered))
    signed = _SIGNED.search(text, ordered)
    tail = signed.start() if signed else _unsigned(text, ordered)
    after = _AFTERWARDS.search(text, ordered, tail)
    return Sections(
        original=original,
        text=text,
        title=Part(0, kind.start if kind else (number[0] if number else 0)),
        kind=kind,
        number=number,
        parties=Part(start, coming),
        coming=Part(coming, end),
        order=Part(ordered, tail),
        proper=Part(ordered, after.start() if after else tail),
        tail=Part(tail, len(text)),
        closed=closed.end() if closed and closed.end() <= ordered else None,
        numbers=numbers,
    )


def _kind(text: str) -> Part | None:
    """Where the name of the paper stands: the first that a court's name goes before, else the last."""
    head = text[:_HEAD]
    found = []
    for part in _papers(head):
        if _COURT_NEAR.search(head, max(0, part.start - 60), part.start):
            return part
        found.append(part)
    period = head.find("。")
    early = [part for part in found if period < 0 or part.end <= period]
    return early[-1] if early else None


def _papers(head: str) -> Iterator[Part]:
    """Every name of a paper in the head of a text, with what kind of case it says it is of."""
    end = 0
    for match in _PAPER.finditer(head):
        before = _BEFORE_PAPER.search(head, max(end, match.start() - 30), match.start())
        if before and match.start() >= end and _AFTER_PAPER.match(head, match.end()):
            yield Part(before.start(), match.end())
            end = match.end()


def _own_number(
    text: str, kind: Part | None, numbers: tuple[tuple[int, int, CaseNumber], ...]
) -> tuple[int, int, CaseNumber] | None:
    """The document's own case number: near the name of the paper, or first of all."""
    low, high = (max(0, kind.start - 60), kind.end + 60) if kind else (0, 60)
    party = _FIRST_PARTY.search(text, kind.end if kind else 0, high)
    end = party.start() if party else high
    near = (found for found in numbers if low <= found[0] and found[1] <= end)
    own = [(a, b, n) for a, b, n in near if not _NOT_OWN.search(text, max(0, a - 4), a)]
    after = [found for found in own if kind and found[0] >= kind.end]
    return next(iter(after or own), None)


def _coming(text: str, start: int) -> int:
    """Where it begins to be told how the case came to the court."""
    for sentence in _SENTENCE.finditer(text, start, start + 20000):
        said = sentence[0]
        if not _COMING.search(said) or _HISTORY.match(said):
            continue
        if _CHARGED.search(said) or not _CUSTODY.search(said):
            return sentence.start()
    return start


def _ordered(text: str, start: int) -> int:
    """Where the order begins, after the last words that open one; the end of the text where there are none."""
    high = len(text)
    while high > start:
        low = max(start, high - _WINDOW)
        low = text.rfind("。", start, low) + 1 or start
        found = [match.end() for match in _ORDERED.finditer(text, low, min(len(text), high + _ACROSS))]
        if found:
            return found[-1]
        high = low
    return len(text)


def _unsigned(text: str, start: int) -> int:
    """Where the tail begins that nobody signed: at its date, else at the end of the text."""
    match = _LAST_DATE.search(text, max(start, len(text) - 80))
    return match.start() if match else len(text)

"""The fourteen parts of a document, from its heading to its tail, without a gap between them.

The parts before and after the court's own reasoning are found by the words that open a sentence
(``原告…诉称``, ``经审理查明``, ``上述事实，有…证实``); each part runs to where the next begins.
"""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Section
from shuzhu.judgments.sections import Sections

#: a word that opens a part, and how the sentence must begin that it stands in
_OPENERS: Final = tuple(
    (name, word, re.compile("|".join(beginnings)))
    for name, word, *beginnings in (
        ("prior", "认定", r"(?:原审|一审|原一审|原判|原二审|[^，。]{2,25}法院|二审判决|二审裁定)[^，。本]{0,16}认定"),
        ("prior", "查明", r"(?:原审|一审|原一审|原判|原二审|[^，。本]{2,25}法院|二审法院|二审判决)[^，。本]{0,20}查明"),
        ("prior", "认为",
         r"(?:原审|一审|原一审|原判|原二审)(?:法院|判决|裁定)?[^，。本]{0,8}认为",
         r"二审(?:法院|判决|裁定)[^，。本]{0,8}认为",
         ),
        ("prior", "判决", r"(?:原审|一审|原一审)(?:法院)?(?:据此|遂|于是|依照|依据|判决)"),
        ("findings", "查明",
         r"(?:本院)?(?:经|现|另|再|又|二审|再审|依法|公开|开庭|审理|审查)[^，。：]{0,14}查明",
         r"查明",
         ),
        ("findings", "认定",
         r"(?:经|根据|结合|综合)?[^。]{0,60}本院(?:依法|经审理|审查|对)?[^。，]{0,12}认定[^。，]{0,16}(?:事实)?如下",
         r"本院(?:审理|审查)?认定",
         ),
        ("findings", "事实", r"(?:经|本院)[^，。]{0,16}(?:确认|审理)[^，。]{0,8}事实"),
        ("claims", "诉称", r"[^。]{0,40}诉称"),
        ("claims", "诉讼请求", r"[^。：]{0,50}诉讼请求[：，]", r"原告[^。]{0,30}诉讼请求"),
        ("claims", "请求",
         r"[^。：]{0,40}(?:请求|申请)(?:本院|法院|人民法院|判令|依法)",
         r"[^，。]{2,40}(?:上诉|申请再审|再审)(?:请求|称)",
         ),
        ("claims", "指控",
         r"[^。，；]{2,40}(?:检察院|公诉机关|自诉人)[^。，；]{0,8}指控",
         r"(?:检察院|公诉机关)?指控",
         ),
        ("claims", "上诉", r"[^。；]{1,60}上诉(?:理由|意见|称|请求|提出|及)"),
        ("claims", "再审", r"[^。；]{1,60}(?:申请再审称|再审请求|申诉称|再审称)"),
        ("defence", "辩称", r"[^。]{0,50}辩称"),
        ("defence", "答辩", r"[^。]{0,40}(?:未(?:作|提交|提供|到庭)?[^。]{0,8}答辩|答辩(?:称|意见|如下))"),
        ("defence", "辩护",
         r"[^。，]{0,50}辩护(?:人|意见|观点)[^。，]{0,20}(?:提出|认为|辩称|辩护|意见|是|：)",
         r"[^。，]{0,30}辩护意见",
         ),
        ("defence", "异议", r"(?:上诉人|被告人|被告)[^。]{0,60}(?:无|没有|未提出|均无|不持)[^。]{0,10}异议"),
        ("defence", "辩解", r"(?:被告人|被告)[^。，]{0,30}辩解(?:称|提出|认为|其|：|，)"),
        ("defence", "述称", r"[^。]{0,40}述称"),
        ("evidence", "证据",
         r"(?:上述|以上|前述|认定上述|证明上述|上列|本案)[^。：]{0,14}(?:事实|证据|犯罪)[^。]{0,12}",
         r"[^。]{0,30}(?:提交|提供|出示|宣读|举示|围绕)[^。]{0,24}证据",
         r"为(?:证明|支持|证实)[^。]{0,40}证据",
         ),
        ("evidence", "证实", r"(?:上述|以上|前述|认定上述|证明上述)[^。]{0,40}"),
    )
)  # fmt: skip
#: of two openers that fit one sentence, the one that stands first in the list has it
_BY_WORD: Final = {
    word: [(rank, name, pattern) for rank, (name, one, pattern) in enumerate(_OPENERS) if one in word]
    for _, word, _ in _OPENERS
}
_WORD: Final = re.compile("|".join(sorted(_BY_WORD, key=len, reverse=True)))
_REASON: Final = re.compile(
    r"本院(?:经?(?:审查|审理|再审|合议庭评议|审判委员会讨论|研究|复核|二审|评议|综合|查明后|依法|生效|认真)?){0,2}[，]?\s?认为"
)
#: the court weighs evidence, or one accusation, before it comes to the whole
_WEIGHS: Final = re.compile(
    r"本院(?:[^，。]{0,8})认为[，：]?(?:上述|以上|前述|该|[^。，]{0,30}(?:提交|提供|申请)[^。]{0,10})[^。]{0,40}(?:证据|证言|鉴定)|"
    r"本院(?:[^，。]{0,8})认为[，：]?[^。]{0,60}(?:证据不足|事实不清)[^。]{0,40}(?:不予|不能)(?:确认|认定|成立)"
)
_SPEAKS_OF_PARTY: Final = re.compile(
    r"本院(?:[^，。]{0,8})认为[，：]?\s?(?:原审|上诉人|被告|原告|附带|再审|公诉机关指控(?:的|被)|抗诉)"
)
_OTHERWISE: Final = re.compile(r"(?:对于?|针对|关于)[^。]{2,60}本院(?:综合)?评(?:判|析|述)如下|经本院审理，本案事实")
#: a word opens a part only so near the beginning of its sentence
_NEAR: Final = 70
_STOPS: Final = "。\n "
_SENTENCE_ENDS: Final = "。\n"
_BASIS: Final = re.compile(
    r"(?:据此|综上|为此|故|鉴于|对|根据|依照|依据|按照|适用|遵照|参照|依|案经|经[^。]{0,20}(?:讨论|评议)|现)[^。]{0,80}《|《"
)
_FEES: Final = re.compile(
    r"(?:(?:本案|一审|二审|原审|上诉|反诉|诉讼|鉴定|公告|减半|财产|申请)[^。；，]{0,12})?"
    r"(?:案件受理费|受理费|诉讼费用?|案件申请费|申请费|保全费|鉴定费|公告费|执行费)[^。；]{0,40}(?:元|负担|承担|不收|免|退|由)"
)
_FEE: Final = re.compile("费")
_APPEAL: Final = re.compile(
    r"如(?:果)?[^。；]{0,12}不服|当事人[^。]{0,20}不服|不服本|(?:本|此)(?:判决|裁定|决定|调解)[^。，]{0,10}(?:为终审|是终审|系终审|自|送达|一经|立即|即|为发生)|"
    r"本判决书[^。]{0,12}生效"
)


def outline(parts: Sections) -> tuple[Section, ...]:
    """parts → the sections of the document, in order, covering all of it"""
    body = _body(parts)
    order = _order_opens(parts)
    reason = _reasoning(parts, body, order)
    basis = _basis(parts, reason, order)
    marks = [("heading", 0), ("parties", parts.parties.start), ("origin", parts.coming.start)]
    marks += [*_openings(parts, body, reason), ("reasoning", reason), ("basis", basis), ("order", order)]
    marks += [*_endings(parts), ("tail", parts.tail.start)]
    return tuple(_joined(marks, len(parts.text)))


def _joined(marks: list[tuple[str, int]], length: int) -> Iterator[Section]:
    """Sections between the marks; empty ones are left out, neighbours of one name are one."""
    name, begin = marks[0]
    for following, place in [*marks[1:], ("", length)]:
        if following == name:
            continue
        if place > begin:
            yield Section(name, begin, place)
            begin = place
        name = following


def _body(parts: Sections) -> int:
    """Where the origin ends: after ``审理终结``, else where the first part opens after it."""
    return min(parts.closed or parts.coming.start, parts.order.start)


def _order_opens(parts: Sections) -> int:
    """Where the order begins, or the tail where there is none."""
    return min(parts.order.start, parts.tail.start)


def _reasoning(parts: Sections, body: int, order: int) -> int:
    """Where the court's own reasoning begins: the first 本院认为 that opens a sentence.

    One that weighs a piece of evidence or a single accusation gives way to a later one that speaks of a party.
    """
    text = parts.text
    found = [place for place in _places(text, "本院", body, order) if _REASON.match(text, place, order)]
    opening = [place for place in found if _opens(text, place)]
    whole = [p for p in opening if _SPEAKS_OF_PARTY.match(text, p, order) and not _WEIGHS.match(text, p, order)]
    if whole:
        return whole[0]
    if opening or found:
        return (opening or found)[0]
    other = _OTHERWISE.search(text, body, order)
    return other.start() if other else order


def _places(text: str, word: str, start: int, end: int) -> Iterator[int]:
    """Every place of a word between two others."""
    place = text.find(word, start, end)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word), end)


def _opens(text: str, place: int) -> bool:
    """The place is the beginning of a sentence or a line."""
    before = text[max(0, place - 1) : place]
    return not before or before in " \n。；：" or text[max(0, place - 3) : place] in {"综上，", "为此，"}


def _basis(parts: Sections, reason: int, order: int) -> int:
    """Where the last sentence before the order begins to name the law."""
    text = parts.text
    start = max(text.rfind(end, reason, max(reason, order - 2)) for end in _SENTENCE_ENDS) + 1
    start = max(start, reason)
    match = _BASIS.search(text, start, order)
    return match.start() if match else order


def _openings(parts: Sections, body: int, reason: int) -> list[tuple[str, int]]:
    """Where claims, defence, evidence, a lower judgment and findings open, in order."""
    text = parts.text
    found: dict[int, tuple[int, str]] = {}
    start = seen = body
    for word in _WORD.finditer(text, body, reason):
        place = word.start()
        for stop in _STOPS:
            if (at := text.rfind(stop, seen, place)) >= start:
                start = at + 1
        seen = place
        if place - start > _NEAR:
            continue
        best = found[start][0] if start in found else len(_OPENERS)
        for rank, name, pattern in _BY_WORD[word[0]]:
            if rank >= best:
                break
            if pattern.match(text, start, place + 40):
                found[start] = rank, name
                break
    marks = [(name, place) for place, (_, name) in sorted(found.items())]
    if not marks or marks[0][1] > body:
        marks.insert(0, ("claims" if parts.closed else "origin", body))
    return marks


def _endings(parts: Sections) -> list[tuple[str, int]]:
    """Where fees and the notice of appeal begin within the order."""
    text, end = parts.text, parts.tail.start
    marks = []
    appeal = _APPEAL.search(text, parts.order.start, end)
    fees = _FEES.search(text, parts.order.start, end) if _FEE.search(text, parts.order.start, end) else None
    if fees:
        marks.append(("fees", fees.start()))
    if appeal:
        marks.append(("appeal", appeal.start()))
        marks.sort(key=lambda mark: mark[1])
    return marks

"""Article 4: documents that must not be published, why, and the notice that article 6 has published instead."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from shuzhu.facts import Reading
from shuzhu.masking import Refusal
from shuzhu.publication.people import is_minor

_SECRET_CAUSES: Final = re.compile(r"国家秘密|间谍|军事秘密|叛逃|分裂国家|颠覆国家政权|背叛国家|资敌|国家情报|商业间谍")
_SECRET_WORDS: Final = re.compile(r"(?:本案|案件|因)[^。，]{0,6}涉及国家秘密")
_YOUNG: Final = re.compile(
    r"(?:被告人|罪犯|上诉人|其)[^。，；]{0,16}(?:犯罪|作案|实施犯罪|案发|行为)时(?:系)?(?:未满十八周?岁|不满十八周?岁|未成年|已满十[四六]周?岁(?:、|，)?(?:不满|未满)十八周?岁)|"
    r"(?:系|为|是)未成年(?:人)?犯罪|因被告人系未成年人|未成年被告人|本案系未成年人犯罪|"
    r"刑法》第十七条(?:第[一二三四]款)?(?!之)"
)
_YOUNG_WORDS: Final = ("未成年", "十八岁", "十八周岁", "第十七条", "周岁不满")
_DIVORCE: Final = re.compile(r"离婚(?!后财产)|离婚后损害|婚姻无效|撤销婚姻")
_CUSTODY: Final = re.compile(r"抚养|监护|探望|收养|未成年子女")
_MEDIATED: Final = re.compile(r"人民调解协议|司法确认|确认调解协议")
_REASONS: Final = {
    "一": "涉及国家秘密",
    "二": "未成年人犯罪",
    "三": "以调解方式结案或者确认人民调解协议效力",
    "四": "离婚诉讼或者涉及未成年子女抚养、监护",
    "五": "人民法院认为不宜在互联网公布的其他情形",
}


def refusal_of(text: str, reading: Reading, other: str = "") -> Refusal | None:
    """Why a document must not be published, None where it may; ``other`` is the reason of a judge (item five).

    Where several items hold, a state secret comes first, since then not even the notice is published.
    """
    item = next(_items(text, reading), "五" if other else None)
    if item is None:
        return None
    reason = other if item == "五" else _REASONS[item]
    return Refusal(
        article=f"法释〔2016〕19号第四条第（{item}）项",
        reason=reason,
        notice=None if item == "一" else _notice(reading, reason),
    )


def _items(text: str, reading: Reading) -> Iterator[str]:
    """The items of article 4 that hold, the gravest first."""
    heading = reading.heading
    cause = heading.cause.value if heading.cause else ""
    kind = heading.kind.value if heading.kind else ""
    if _SECRET_CAUSES.search(cause) or _SECRET_WORDS.search(text):
        yield "一"
    if kind == "criminal" and _of_minor(text, reading):
        yield "二"
    if _is_mediated(reading, cause):
        yield "三"
    if kind != "criminal" and (_DIVORCE.search(cause) or _CUSTODY.search(cause)):
        yield "四"


def _of_minor(text: str, reading: Reading) -> bool:
    """One who stands accused was a minor, by the reading or by the text's own words."""
    day = reading.heading.dated_on.value if reading.heading.dated_on else None
    accused = [p for p in reading.heading.parties if p.role.value in {"accused", "appellant", "retrial_applicant"}]
    if any(is_minor(person, day) for person in accused):
        return True
    if not any(map(text.__contains__, _YOUNG_WORDS)):
        return False
    sections = [(s.start, s.end) for s in reading.sections if s.name not in {"tail", "heading"}] or [(0, len(text))]
    return any(_YOUNG.search(text, start, end) for start, end in sections)


def _is_mediated(reading: Reading, cause: str) -> bool:
    """The case ended by mediation, or an agreement of mediation was confirmed."""
    heading = reading.heading
    paper = heading.document_kind.value if heading.document_kind else ""
    closing = heading.closing.value if heading.closing else ""
    return paper == "mediation" or "mediat" in closing or bool(_MEDIATED.search(cause))


def _notice(reading: Reading, reason: str) -> Mapping[str, str]:
    """Number, court, day and reason, as article 6 asks."""
    heading = reading.heading
    return {
        "案号": str(heading.case_number.value) if heading.case_number else "",
        "审理法院": heading.court_name.value if heading.court_name else "",
        "裁判日期": heading.dated_on.value.isoformat() if heading.dated_on else "",
        "不公开理由": f"第四条：{reason}",
    }

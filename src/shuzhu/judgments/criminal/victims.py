"""The victims that the facts name."""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.document import Document

_MASKED: Final = (
    r"(?![年月日号第约共等为有至])[\u4e00-\u9fff]"
    r"(?:某{1,3}(?:[甲乙丙丁戊己庚辛]|\d{1,2})?|[×xX＊*]{1,3}\d{0,2}|\d{1,2}(?![年月日时分元]))"
)
#: what may follow a name that is not masked, and what does not begin one
_AFTER: Final = (
    r"(?=[，、（。；：“]|的|及|和|与|等|之|家|陈述|报[案警]|放|停|经|因|所|将|被|共|在|向|从|人民币|财物|现金|发现|身|实施|拳|头|面|"
    r"轻|重|死|处|手|支付|转|汇|进行|达成|一|二|两|某|得|损失|谅解|是|系|购|存|背|随)"
)
_NO_NAME: Final = (
    r"(?![提的陈及家是一二三四五两多之等在与向为已被人对因放身财未无不所住报亲遭损和死受经均共处拿手女男到从发停反睡熟上下出本])"
)  # fmt: skip
_FULL: Final = rf"{_NO_NAME}[\u4e00-\u9fff·]{{2,3}}?{_AFTER}"
_UNIT: Final = r"[\u4e00-\u9fff（）×某]{2,30}?(?:公司|银行|支行|厂|店|中心|超市|医院|学校|局|政府|院)"
_VICTIM: Final = re.compile(
    rf"(?:被害|受害)(?:人|单位)(?:：|\s)?(?P<x>{_MASKED}|{_FULL}|(?<=单位){_UNIT})(?P<more>(?:（[^）]{{1,20}}）)?(?:、(?:{_MASKED}))*)"
)
_EACH: Final = re.compile(_MASKED)


def victims_of(document: Document) -> tuple[Fact[str], ...]:
    """The victims named in the accusation and the findings, each once."""
    found: dict[str, Fact[str]] = {}
    for section in document.named("claims", "findings"):
        for start, end in _named(document.text, section.start, section.end):
            name = document.said(start, end)
            found.setdefault(name, Fact(name, start, end, "被害人"))
    return tuple(found.values())


def _named(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where victims are named."""
    place = text.find("害", low, high)
    while place >= 0:
        match = _VICTIM.match(text, max(low, place - 1), high)
        if match:
            yield match.span("x")
            for each in _EACH.finditer(text, *match.span("more")):
                yield each.span()
        place = text.find("害", place + 1, high)

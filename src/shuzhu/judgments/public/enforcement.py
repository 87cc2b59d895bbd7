"""An enforcement document → what is enforced, for how much, with what success, and how it closed."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from shuzhu.facts import Enforcement, Fact
from shuzhu.judgments.document import Document

_MONEY: Final = r"(?:人民币|共计|合计|共|为|：|款|\s){0,4}(?P<sum>\d[\d,，.]{0,18})(?P<unit>[万亿])?余?元"
_APPLIED: Final = (
    re.compile(rf"(?:申请)?执行(?:的)?标的(?:金额|额|款)?[^，。；\d]{{0,10}}?{_MONEY}"),
    re.compile(rf"(?:请求|申请|要求)[^。；\d]{{0,40}}?(?:执行|支付|偿还|给付|归还)[^。；\d]{{0,30}}?{_MONEY}"),
    re.compile(rf"(?:应当?|须)(?:向[^，。；]{{1,30}})?(?:支付|偿还|给付|归还|履行)[^，。；\d]{{0,30}}?{_MONEY}"),
)
_RECOVERED: Final = (
    re.compile(
        rf"(?:执行到位|已到位|实际到位|到位金额|到位款项?|执行得款|执行回款|已执行|实现债权|受偿)[^，。；\d]{{0,12}}?{_MONEY}"
    ),
    re.compile(rf"(?:扣划|划拨|提取|扣留)[^。；\d]{{0,40}}?{_MONEY}"),
)
_NOTHING: Final = re.compile(
    r"未(?:能)?执行到位(?:任何)?(?:款项|金额|财产)?(?=[，。；])|执行到位(?:金额|款项?)?(?:为)?(?:0|零|〇)元"
)
_LISTED: Final = re.compile(
    r"(?P<not>将依法|将|可以?|不宜|不应|未|暂不|删除|撤销|屏蔽)?[^，。；]{0,16}?(?:纳入|列入)(?:了)?(?:全国|最高人民法院)?失信(?:被执行人)?(?:名单)?"
)
_RESTRICTED: Final = re.compile(
    r"(?P<not>解除|将依法|将|可以?|撤销)?[^，。；]{0,24}?限制(?:高)?消费(?:及有关消费)?(?:令|措施)?"
)
_BODY: Final = ("origin", "claims", "findings", "evidence", "reasoning", "defence", "basis")


def enforcement_of(document: Document) -> Enforcement | None:
    """What an enforcement document adds; None for any other."""
    if document.kind != "enforcement":
        return None
    closing = document.heading.closing
    spans = [(one.start, one.end) for one in document.named(*_BODY)]
    ended = Fact(closing.value == "terminated_for_now", closing.start, closing.end, closing.rule) if closing else None
    return Enforcement(
        basis=document.heading.origin_number,
        applied_yuan=_sum(document.text, spans, _APPLIED, "申请执行标的"),
        recovered_yuan=_recovered(document.text, spans),
        closing=closing,
        terminated_for_now=ended,
        dishonest_listed=_taken(document.text, spans, _LISTED, "失信", "纳入失信名单"),
        spending_restricted=_taken(document.text, spans, _RESTRICTED, "消费", "限制消费"),
    )


def _sum(
    text: str, spans: Iterable[tuple[int, int]], patterns: Iterable[re.Pattern[str]], rule: str
) -> Fact[Decimal] | None:
    """The first sum that the surest of the patterns finds, in yuan."""
    spans = list(spans)
    for pattern in patterns:
        for start, end in spans:
            match = pattern.search(text, start, end)
            if match and (yuan := _yuan(match["sum"], match["unit"] or "")) is not None:
                return Fact(yuan, match.start("sum"), match.end(), rule)
    return None


def _recovered(text: str, spans: list[tuple[int, int]]) -> Fact[Decimal] | None:
    """What was recovered; nought where the document says that nothing was."""
    for start, end in spans:
        if match := _NOTHING.search(text, start, end):
            return Fact(Decimal(0), match.start(), match.end(), "未执行到位")
    return _sum(text, spans, _RECOVERED, "执行到位")


def _taken(
    text: str, spans: Iterable[tuple[int, int]], pattern: re.Pattern[str], word: str, rule: str
) -> Fact[bool] | None:
    """Whether a measure was taken; one only threatened, or lifted, is not told of."""
    for start, end in spans:
        place = text.find(word, start, end)
        while place >= 0:
            match = pattern.search(text, max(start, place - 40), min(end, place + 12))
            if match and match.end() > place:
                if not match["not"]:
                    return Fact(True, match.start(), match.end(), rule)  # noqa: FBT003  the value of the fact
                if match["not"] in {"不宜", "不应", "未", "暂不"}:
                    return Fact(False, match.start(), match.end(), rule)  # noqa: FBT003  the value of the fact
            place = text.find(word, place + 1, end)
    return None


def _yuan(digits: str, unit: str) -> Decimal | None:
    """A sum in yuan; None where the digits are no number."""
    said = digits.replace(",", "").replace("，", "").rstrip(".")
    if said.count(".") > 1:
        return None
    return Decimal(said) * {"万": 10_000, "亿": 100_000_000}.get(unit, 1)

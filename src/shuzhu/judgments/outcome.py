"""How the case closed: the code of the order, whether it may be appealed, the case it reviews."""

import re
from typing import Final

from shuzhu.case_number import CaseNumber
from shuzhu.facts import Fact
from shuzhu.judgments.sections import Sections

_Rule = tuple[str, str]
_Found = tuple[int, int, CaseNumber]

_WITHDRAWN: Final = r"准[许予予][^。；]{0,60}撤(?:回|诉)|撤回[^。；]{0,10}(?:申请|起诉|上诉)[^。；]{0,6}予以准许"
_DEEMED: Final = r"按[^。；]{0,20}(?:撤诉|撤回)[^。；]{0,12}处理|视为撤回"
_ENDED: Final = r"终(?:结|止)[^。；]{0,20}(?:诉讼|审理|审查|程序|复核)|本案终[结止]"

_ITEMS: Final = r"(?:第[一二三四五六七八九十、和及至第\s（）]+项|部分"
_PARTLY: Final = (
    rf"(?:撤销|变更)[^。；]{{0,120}}{_ITEMS})|"
    rf"维持[^。；]{{0,120}}{_ITEMS}|定罪)[\s\S]{{0,400}}(?:撤销|变更|改判)"
)

_ABOVE: Final[tuple[_Rule, ...]] = (
    ("suit_withdrawn", r"撤销[^。]{0,200}准[许予][^。；]{0,60}撤回起诉|准[许予][^。；]{0,60}撤回起诉[^。]{0,200}撤销"),
    ("retrial_refused", r"驳回[^。；]{0,60}再审申请"),
    ("remanded", r"发回[^。]{0,60}(?:重新?审|审理|审判|审查)|发还[^。]{0,40}重审"),
    ("revoked_directed", r"撤销[\s\S]{0,300}(?:指令|由)[^。；]{2,30}(?:审理|立案|受理)"),
    ("revoked_dismissed", r"撤销[\s\S]{0,300}驳回[^。；]{0,80}(?<!诉讼请)(?:的?起诉)(?!请求)"),
    ("revoked_transferred", r"撤销[\s\S]{0,300}移送"),
    ("partly_changed", _PARTLY),
    ("changed", r"撤销|变更|改判"),
    ("upheld", r"驳回[^。；]{0,40}(?:上诉|抗诉)|维持|不?予?核准" ),
    ("deemed_withdrawn", _DEEMED),
    ("withdrawn", _WITHDRAWN),
    ("terminated", _ENDED),
    ("changed", r"判处|执行有期徒刑|无罪|免予刑事处罚"),
)  # fmt: skip
_REVIEW: Final[tuple[_Rule, ...]] = (
    ("remanded", r"不(?:予)?核准[\s\S]{0,400}发回|发回[^。]{0,60}重新?审"),
    ("changed", r"改判|变更|判处被告人[\s\S]{0,60}(?:缓期二年|无期)(?![\s\S]{0,60}(?:裁定|判决)。)"),
    ("upheld", r"(?<!不)核准|(?<!不予)核准|维持|驳回"),
    ("changed", r"撤销"),
)
_PETITION: Final[tuple[_Rule, ...]] = (
    ("deemed_withdrawn", _DEEMED),
    ("withdrawn", _WITHDRAWN),
    ("retrial_refused", r"驳回"),
    ("retrial_ordered", r"提审|再审|重新审[判理]|进行审理|指令"),
    ("terminated", _ENDED),
)
_CRIMINAL: Final[tuple[_Rule, ...]] = (
    ("convicted", r"判处(?!免)|决定执行|有期徒刑|拘役|管制(?!刀)|单处罚金|无期徒刑|死刑"),
    ("exempted", r"免[予于除][^。；]{0,4}处[罚分]"),
    ("not_responsible", r"不负刑事责任"),
    ("acquitted", r"无罪"),
    ("deemed_withdrawn", _DEEMED),
    ("withdrawn", _WITHDRAWN),
    ("dismissed", r"驳回[^。；]{0,60}(?:自诉|起诉)"),
    ("not_accepted", r"不予受理"),
    ("terminated", _ENDED),
    ("returned", r"退回[^。；]{0,20}检察院"),
    ("transferred", r"移送"),
    ("convicted", r"犯[\u4e00-\u9fff、]{2,40}罪"),
)
_ORDER: Final[tuple[_Rule, ...]] = (
    ("deemed_withdrawn", _DEEMED),
    ("withdrawn", _WITHDRAWN),
    ("not_accepted", r"不予(?:受理|立案)"),
    ("dismissed", r"驳回[^。；]{0,120}起诉"),
    ("transferred", r"移送"),
    ("approved", r"(?<!不)准予[^。；]{0,12}强制执行"),
    ("refused", r"不(?:准)?予[^。；]{0,12}强制执行"),
    ("terminated", _ENDED),
    ("rejected", r"驳回"),
)
_CIVIL: Final[tuple[_Rule, ...]] = (
    ("partly_supported", r"驳回[^。；]{0,60}(?:其他|其余|其它|的?其他)[^。；]{0,20}(?:诉讼)?请求"),
    ("claims_dismissed", r"^\s{0,4}(?:一、)?驳回[^。；]{0,120}(?:诉讼)?请求"),
    ("supported", r"支付|偿还|归还|返还|赔偿|给付|履行|确认|解除|准[许予]|撤销|继续|停止|由|归"),
)
_ADMINISTRATIVE: Final[tuple[_Rule, ...]] = (
    ("declared_unlawful", r"确认[^。；]{0,160}违法"),
    ("declared_void", r"确认[^。；]{0,160}无效"),
    ("partly_revoked", r"撤销[^。；]{0,160}(?:第[一二三四五六七八九十、]+项|部分)"),
    ("revoked", r"撤销"),
    ("varied", r"变更"),
    ("claims_dismissed", r"^\s{0,4}(?:一、)?驳回"),
    ("compensation_ordered", r"赔偿|补偿"),
    ("ordered_to_perform", r"履行|重新作出|作出|支付|给付"),
)
_ENFORCEMENT: Final[tuple[_Rule, ...]] = (
    ("terminated_for_now", r"终结[^。；]{0,80}本次执行|本次执行程序终结"),
    ("performed", r"执行完毕|结案"),
    ("terminated", r"终结[^。；]{0,80}执行|终结执行"),
    ("withdrawn", _WITHDRAWN),
    ("refused", r"不予执行"),
    ("objection_refused", r"驳回"),
    ("objection_upheld", r"异议成立|撤销|中止[^。；]{0,80}执行|解除"),
)
_COMPENSATION: Final[tuple[_Rule, ...]] = (
    ("withdrawn", _WITHDRAWN),
    ("not_compensated", r"不予赔偿|驳回"),
    ("compensated", r"赔偿|支付"),
)
# Orders that leave the case open: preservation, suspension, correction, jurisdiction, recusal, fees.
_OPEN: Final = re.compile(
    r"中止(?:诉讼|审理|本案|[^。；]{0,20}(?:诉讼|审理))|(?:查封|冻结|扣押|保全)|补正|更正|管辖权?(?:提出的)?异议|"
    r"回避|[缓减免]交|先予执行"
)
_CLOSES: Final = re.compile(r"上诉|再审申请|维持|撤诉|撤回|驳回[^。；]{0,80}起诉|终结|提审|指令|移送|撤销")
_SPECIAL: Final[tuple[_Rule, ...]] = (
    ("withdrawn", _WITHDRAWN),
    ("deemed_withdrawn", _DEEMED),
    ("rejected", r"驳回|不予"),
    ("terminated", _ENDED),
    ("granted", r"有效|宣告|认定|指定|变更|准[许予]|拍卖|给付|支付|确认|无效|禁止"),
)
_SENTENCE_CHANGE: Final[tuple[_Rule, ...]] = (
    ("sentence_kept", r"不予(?:减刑|假释)|不准予"),
    ("paroled", r"假释"),
    ("sentence_reduced", r"减(?:去|刑|为)|减轻"),
)
_BANKRUPTCY: Final[tuple[_Rule, ...]] = (
    ("not_accepted", r"不予受理"),
    ("rejected", r"驳回"),
    ("bankruptcy_ended", r"终结[^。；]{0,60}(?:破产|清算|重整|和解)程序"),
    ("bankruptcy_accepted", r"受理"),
)
_PRESERVATION: Final[tuple[_Rule, ...]] = (
    ("rejected", r"驳回"),
    ("preservation_lifted", r"解除"),
    ("preservation_granted", r"查封|冻结|扣押|保全|禁止"),
)
_RULES: Final = {
    name: tuple((code, re.compile(pattern)) for code, pattern in rules)
    for name, rules in {
        "above": _ABOVE, "review": _REVIEW, "petition": _PETITION, "criminal": _CRIMINAL, "order": _ORDER,
        "civil": _CIVIL, "administrative": _ADMINISTRATIVE, "enforcement": _ENFORCEMENT,
        "compensation": _COMPENSATION, "special": _SPECIAL, "sentence_change": _SENTENCE_CHANGE,
        "bankruptcy": _BANKRUPTCY, "preservation": _PRESERVATION,
    }.items()
}  # fmt: skip

_BY_PROCEDURE: Final = {
    "special": "special", "payment_order": "special", "public_notice": "special",
    "sentence_change": "sentence_change",
}  # fmt: skip
_BY_INSTANCE: Final = {"second": "above", "retrial": "above", "review": "review", "retrial_review": "petition"}

_MAY: Final = re.compile(r"不服本(?:判决|裁定)[^。]{0,80}上诉|可以?[^。]{0,60}(?:提出|提起)上诉|上诉于")
_MAY_NOT: Final = re.compile(r"终审(?:判决|裁定|决定)|发生法律效力|不得上诉|立即生效|即发生效力")
_AGAINST: Final = re.compile(r"不服[^。；]{0,260}?号[^。；，]{0,30}")
_PETITIONS: Final = re.compile(r"(?:监|申|抗|他)$")


def closing_of(parts: Sections, kind: str, instance: str, *, paper: str, procedure: str) -> Fact[str] | None:
    """The code of how the case closed, from the order; None where there is no order or it closes nothing."""
    start, end = parts.proper.start, parts.proper.end
    if start >= end:
        return None
    if kind == "jurisdiction":
        return Fact("jurisdiction_decided", start, end, "指定管辖")
    if paper == "mediation":
        return Fact("mediated", start, end, "调解书")
    text = parts.text[start:end]
    if paper in {"order", "decision"} and _leaves_open(text, kind, instance):
        return None
    name = _rules_for(kind, instance, paper, procedure)
    for code, pattern in _RULES[name]:
        if match := pattern.search(text):
            return Fact(code, start + match.start(), start + match.end(), "主文用语")
    return Fact("judgment" if paper == "judgment" else "other", start, end, "文书种类")


def _leaves_open(text: str, kind: str, instance: str) -> bool:
    """The order settles something on the way and does not close the case."""
    if kind == "enforcement" or instance == "none" or not _OPEN.search(text):
        return False
    return not _CLOSES.search(text)


def appealable_of(parts: Sections) -> Fact[bool] | None:
    """Whether the document says that it may be appealed."""
    end = min(len(parts.text), parts.order.end + 400)
    for value, pattern in ((True, _MAY), (False, _MAY_NOT)):
        if match := pattern.search(parts.text, parts.order.start, end):
            return Fact(value, match.start(), match.end(), "上诉告知")
    return None


def origin_of(parts: Sections, instance: str) -> Fact[CaseNumber] | None:
    """The number of the case appealed from, reviewed, retried or enforced."""
    if instance in {"first", "none"}:
        return None
    own = str(parts.number[2]) if parts.number else ""
    if instance == "review":
        start, end = parts.proper.start, parts.proper.end
        if found := _numbers(parts, start, end, own):
            return _fact(found[0], "主文案号")
    told = _numbers(parts, parts.coming.start, parts.coming.end, own)
    if instance == "retrial_review":
        for match in reversed(list(_AGAINST.finditer(parts.text, parts.coming.start, parts.coming.end))):
            against = [n for n in _numbers(parts, *match.span(), own) if not _PETITIONS.search(n[2].type_code)]
            if against:
                return _fact(against[-1], "不服")
    judged = [n for n in told if not _PETITIONS.search(n[2].type_code)]
    if instance == "second":
        first = [n for n in judged if "初" in n[2].type_code or "重" in n[2].type_code]
        return _fact(_last(first or judged), "原审")
    if instance == "enforcement":
        return _fact(next(iter(judged), None), "执行依据")
    return _fact(_last(judged), "原审")


def _rules_for(kind: str, instance: str, paper: str, procedure: str) -> str:
    """The name of the rules that apply: by procedure, else by kind, else by instance."""
    if kind in {"enforcement", "compensation", "bankruptcy", "preservation"}:
        return kind
    if name := _BY_PROCEDURE.get(procedure) or _BY_INSTANCE.get(instance):
        return name
    if kind == "criminal" or paper != "judgment":
        return "criminal" if kind == "criminal" else "order"
    return "administrative" if kind == "administrative" else "civil"


def _numbers(parts: Sections, start: int, end: int, own: str) -> list[_Found]:
    """The case numbers between two places, the document's own left out."""
    return [found for found in parts.numbers if start <= found[0] and found[1] <= end and str(found[2]) != own]


def _last(found: list[_Found]) -> _Found | None:
    """The last number told, if any was."""
    return found[-1] if found else None


def _fact(found: _Found | None, rule: str) -> Fact[CaseNumber] | None:
    """The fact of a number found."""
    return Fact(found[2], found[0], found[1], rule) if found else None

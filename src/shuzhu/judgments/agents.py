"""Who stands beside a party in the heading: agents with their firm, and those who represent it by law."""

import re
from typing import Final

from shuzhu.facts import Agent, Fact
from shuzhu.judgments.sections import Sections

_ALL_OF_THEM: Final = r"[^。：]{0,40}?(?:委托(?:诉讼)?代理人|诉讼代理人|辩护人)"
# each branch begins with a letter of its own, so that the search skips quickly to it
_OTHERS: Final = re.compile(
    rf"以上{_ALL_OF_THEM}|上述{_ALL_OF_THEM}|上列{_ALL_OF_THEM}|指定辩护人|委托辩护人|共同辩护人|辩护人|"
    r"共同委托(?:诉讼)?代理人|委托(?:诉讼)?代理人|共同诉讼代理人|诉讼代理人|诉讼代表人|法定代[理表]人|法人代表|代表人|主要负责人|负责人|"
    r"执行事务合伙人|经营者|投资人"
)


def others_from(text: str, start: int, end: int) -> int | None:
    """Where a party's own particulars end and those of its people begin; None where it has none."""
    for match in _OTHERS.finditer(text, start, end):
        if text[match.start() - 1 : match.start()] in _OPENS:
            return match.start()
    return None


_OPENS: Final = frozenset("。； \n\r\t")
_NAME: Final = r"(?:[\u4e00-\u9fff]\s{1,4}[\u4e00-\u9fff]|[\u4e00-\u9fff·×XＸ某甲乙丙丁\d]{2,12}?)"
_AGENT: Final = re.compile(
    r"(?P<kind>(?:指定|委托|共同)?辩护人|(?:共同)?委托(?:诉讼)?代理人|(?:共同)?诉讼代理人)(?:暨[\u4e00-\u9fff]{0,12}?(?:代理人|辩护人))?"
    rf"(?:（[^）]{{1,20}}）)?[：，]?\s{{0,3}}(?P<names>{_NAME}(?:（[^）]{{1,12}}）)?(?:、{_NAME}(?:（[^）]{{1,12}}）)?){{0,4}})"
    r"(?=[，,。；（\s]|[均系]|$)"
)
_EACH: Final = re.compile(rf"{_NAME}(?=[、，（\s]|[均系]|$)")
_FIRM: Final = re.compile(
    r"[，：\s](?:均?[系为])?\s?(?P<x>[\u4e00-\u9fff（）·]{2,28}(?:律师事务所|法律服务所|法律援助中心|法律援助处|律师所))"
)
_REPRESENTATIVE: Final = re.compile(
    r"(?:法定代表人|法人代表|主要负责人|负责人|执行事务合伙人|代表人|经营者|投资人|法定代理人)"
    r"(?:（[^）]{1,12}）)?[：，]?\s{0,3}(?:暨[^：]{2,14}：)?(?P<x>[\u4e00-\u9fff·×X某]{2,12}?)(?=[，,。；（\s]|系|$)"
)
_NOT_NAMES: Final = re.compile(r"律师|事务所|公司|法院|身份证|住所|男|女|身份|同上|代理|工作人员|职员|员工")


def agents_of(parts: Sections, start: int, end: int) -> tuple[Agent, ...]:
    """The agents told between two places, each with the firm that is named after them."""
    text = parts.text
    found = list(_AGENT.finditer(text, start, end))
    ends = [*(match.start() for match in found[1:]), end][: len(found)]
    return tuple(
        agent
        for match, stop in zip(found, ends, strict=True)
        for agent in _each(parts, match, text.find("。", match.end(), stop) + 1 or stop)
    )


def representative_of(parts: Sections, start: int, end: int) -> Fact[str] | None:
    """The legal representative, head or guardian told between two places."""
    for match in _REPRESENTATIVE.finditer(parts.text, start, end):
        name = parts.said(*match.span("x"))
        if len(name) > 1 and not _NOT_NAMES.search(name):
            return Fact(name, match.start("x"), match.end("x"), "法定代表人")
    return None


def _each(parts: Sections, match: re.Match[str], stop: int) -> list[Agent]:
    """An agent for every name of one entry."""
    kind = Fact(match["kind"], match.start("kind"), match.end("kind"), "代理身份")
    firm = _FIRM.search(parts.text, match.end(), stop)
    told = Fact(parts.said(*firm.span("x")), firm.start("x"), firm.end("x"), "律师事务所") if firm else None
    return [
        Agent(name=Fact(parts.said(*one.span()), one.start(), one.end(), "代理人"), kind=kind, firm=told)
        for one in _EACH.finditer(parts.text, *match.span("names"))
        if not _NOT_NAMES.search(one[0])
    ]

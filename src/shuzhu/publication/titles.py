"""The title of a document: parties whom only the title names."""

import re
from dataclasses import replace
from typing import Final

from shuzhu.facts import Fact, Person, Reading
from shuzhu.publication.names import is_hidden, is_word, surname_of
from shuzhu.publication.spelling import squeezed

_CAUSE: Final = re.compile(
    r"(?:犯?(?:故意|过失|抢劫|抢夺|盗窃|诈骗|贩卖|运输|走私|制造|非法|强奸|绑架|贪污|受贿|行贿|挪用|放火|爆炸|"
    r"组织|领导|参加|以危险|危险|交通|合同|职务|敲诈|寻衅|聚众|"
    r"妨害|破坏|拐卖|猥亵|伪造|虚开|集资|开设|窝藏|掩饰|生产|销售|拒不|投放|劫持|传播|包庇|重大|玩忽|滥用|徇私|"
    r"容留|引诱|强迫|侵犯|侵占|单位|逃税|骗取))"
)
_PAPER: Final = re.compile(
    r"(?:申请再审|申诉|死刑复核|一审|二审|再审|管辖|执行|复核|审查)?(?:刑事附带民事|民事|刑事|行政|赔偿|"
    r"执行)?(?:裁定书|判决书|决定书|通知书|调解书)"
)
_BETWEEN: Final = re.compile(r"与|、|诉|等(?=[\u4e00-\u9fff]|$)")
_UNIT_END: Final = re.compile(
    r"(?:公司|银行|支行|分行|集团|医院|合作社|委员会|人民政府|大学|学校|厂|厅|局|部队|中心|店|所)$"
)
_NO_NAME: Final = re.compile(
    r"掩饰|复制|出版|贩卖|包庇|传播|牟利|合资|销售|纠纷|裁定|决定|判决|监督|申诉|再审|管辖|"
    r"犯罪|罪|案|书|号|等"
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_COMPANY: Final = re.compile(
    r"[\u4e00-\u9fff（()）A-Za-z0-9]{2,30}?(?:有限责任公司|股份有限公司|有限公司|公司|集团|合伙企业|银行|"
    r"机器厂|局)(?:[\u4e00-\u9fff（()）]{1,14}?(?:分公司|支公司))?"
)


def with_title(title: str, reading: Reading) -> Reading:
    """The reading with those parties added that the title names and the text's heading does not."""
    if not title:
        return reading
    known = {squeezed(person.name.value).replace("（", "(").replace("）", ")") for person in reading.heading.parties}
    added = tuple(
        Person(role=Fact("party", 0, 0, "标题"), name=Fact(name, 0, 0, "标题"), kind=kind)
        for name, kind in _named(title, reading.heading.cause.value if reading.heading.cause else "")
        if name.replace("（", "(").replace("）", ")") not in known
    )
    return (
        replace(reading, heading=replace(reading.heading, parties=(*reading.heading.parties, *added)))
        if added
        else reading
    )


def _named(title: str, cause: str) -> list[tuple[str, str]]:
    """The persons and organisations of a title, each with its kind."""
    paper = _PAPER.search(title)
    title = title[: paper.start()] if paper else title
    charge = _CAUSE.search(title)
    found = []
    if charge and "与" not in title[: charge.start()] and "公司" not in title:
        pieces = _BETWEEN.split(title[: charge.start()])
        found = [(name, "person") for name in pieces if _is_person(name, sure=True)]
    else:
        for piece in _BETWEEN.split(title[: title.rfind(cause)] if cause and cause in title else title):
            unit = _COMPANY.match(piece)
            if unit:
                found.append((unit[0], "company"))
            elif _is_person(piece, sure="与" in title):
                found.append((piece, "person"))
    return found


def _is_person(name: str, *, sure: bool) -> bool:
    """A piece of a title is a person's name and nothing more; ``sure`` where the title's grammar says so too."""
    if is_hidden(name) or _UNIT_END.search(name) or _NO_NAME.search(name) or is_word(name):
        return False
    if "·" in name or "." in name:
        return len(name) <= 20
    return bool(_HAN.fullmatch(name)) and (sure or bool(surname_of(name)))

"""A dispute about labour: the employer and its trade, how many workers, what they are owed."""

import re
from typing import Final

from shuzhu.facts import Amount, Fact, Labour, OrderItem
from shuzhu.judgments.civil.names import parties_of
from shuzhu.judgments.civil.purposes import LABOUR
from shuzhu.judgments.civil.sums import payable
from shuzhu.judgments.document import Document
from shuzhu.judgments.plain import number

_CAUSE: Final = re.compile(r"劳动|劳务|工资|报酬|工伤|人事|社会保险|用工|竞业")
_TEXT: Final = re.compile(r"劳动合同|劳动关系|劳务费|劳动报酬|拖欠工资|农民工|工伤保险")
_COMPANY: Final = re.compile(r"公司|厂|店|院|校|中心|局|社|所|部|队|行|委员会|集团|幼儿园|矿|场|馆|处|企业")
_FIRM: Final = re.compile(rf"^[^\d，。；于为]{{2,40}}(?:{_COMPANY.pattern})$")
#: trades after GB/T 4754, and the words of a name or a text that tell them
_TRADES: Final = (
    ("劳务派遣", "劳务派遣|人力资源|劳务有限|劳务公司|劳务服务"),
    ("保安服务", "保安"),
    ("物业管理", "物业"),
    ("房地产业", "房地产|置业|地产"),
    ("建筑业", "建筑|建设|建工|工程|装饰|装修|路桥|市政|园林|安装|施工|工地"),
    ("交通运输、仓储和邮政业", "运输|物流|快递|速运|公交|客运|货运|航运|航空|港|铁路|出租车|邮政"),
    ("住宿和餐饮业", "酒店|餐饮|宾馆|饭店|食府|酒楼|火锅|旅馆"),
    ("教育", "学校|教育|培训|幼儿园|大学|学院|中学|小学"),
    ("卫生和社会工作", "医院|诊所|卫生院|养老|医疗"),
    ("金融业", "银行|保险|证券|信用社|基金|信托"),
    ("采矿业", "煤矿|煤业|矿业|矿"),
    ("农、林、牧、渔业", "农业|林场|农场|养殖|种植|渔业|牧业|合作社"),
    ("电力、热力、燃气及水生产和供应业", "电力|供电|热力|燃气|自来水|水务"),
    ("信息传输、软件和信息技术服务业", "软件|信息|网络|互联网|数据|通信"),
    ("制造业",
     "制造|电子|机械|纺织|服装|服饰|鞋|制衣|家具|五金|塑|化工|食品|制药|药业|钢|铝|汽车|电器|电缆|玻璃|水泥|印刷|包装|陶瓷|纸业|材料|设备|厂"),
    ("批发和零售业", "商贸|贸易|超市|商场|百货|销售|商行|购物"),
    ("文化、体育和娱乐业", "文化|传媒|娱乐|体育|影视|健身|广告"),
    ("居民服务、修理和其他服务业", "家政|美容|保洁|维修|服务|洗浴"),
)  # fmt: skip
_TRADE: Final = tuple((name, re.compile(words)) for name, words in _TRADES)
_WORKERS: Final = re.compile(
    r"(?P<x>\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:余)?(?:名|位|个)(?:农民工|民工|工人|员工|职工|劳动者|务工人员|原告)|"
    r"等(?P<y>\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:余)?(?:名|位)?(?:人|农民工|工人|民工|员工|职工)"
)
_CONTRACTED: Final = re.compile(r"(?:违法|非法|层层|劳务)?(?:分包|转包)|包工头|挂靠|实际施工人|包清工|借用资质")
_WORK: Final = frozenset({"findings", "reasoning", "claims", "parties"})


def labour_of(document: Document, order: tuple[OrderItem, ...]) -> Labour | None:
    """document and its order → what it tells of a dispute about labour; None where it is about something else"""
    if not _is_about_labour(document, order):
        return None
    employer = _employer(document, order)
    return Labour(
        employer=employer,
        trade=_trade(document, employer),
        workers=_workers(document),
        amounts=_amounts(order),
        subcontracted=_subcontracted(document),
    )


def _is_about_labour(document: Document, order: tuple[OrderItem, ...]) -> bool:
    """The cause is one of labour; where no cause is told, the order grants what only workers get."""
    cause = document.heading.cause
    if cause:
        return _CAUSE.search(cause.value) is not None
    if any(amount.what in LABOUR for item in order for amount in item.amounts):
        return _TEXT.search(document.text) is not None
    start, end = next(((s.start, s.end) for s in document.named("reasoning", "basis")), (0, 0))
    return "劳动合同法》" in document.text or (
        len(re.findall("劳动关系|劳动合同", document.text[start:end])) >= 3 if end else False
    )


def _employer(document: Document, order: tuple[OrderItem, ...]) -> tuple[Fact[str], ...]:
    """The organisations that natural persons stand against; else those that the order makes pay."""
    parties = document.heading.parties
    persons = {p.role.value for p in parties if p.kind == "person"}
    roles = frozenset(p.role.value for p in parties if p.kind not in {"person", "authority"}) - {"third_party"}
    firms = tuple(name for name in parties_of(document, roles) if _FIRM.search(name.value))
    if firms and persons:
        return firms
    paying = {name.value: name for item in order if item.kind == "pay" for name in item.payer}
    return tuple(name for value, name in paying.items() if _COMPANY.search(value) and len(value) > 3)


def _trade(document: Document, employer: tuple[Fact[str], ...]) -> Fact[str] | None:
    """The trade that the employer's name tells; that of a building site where the text speaks of one."""
    for name in employer:
        for trade, pattern in _TRADE:
            if match := pattern.search(name.value):
                return Fact(trade, name.start, name.end, f"名称含{match[0]}")
    site = re.compile(r"工地|工程项目|施工").search(document.text)
    return Fact("建筑业", site.start(), site.end(), "正文用语") if site else None


def _workers(document: Document) -> Fact[int] | None:
    """How many workers: told, else the natural persons who sue."""
    for section in document.sections:
        if section.name in _WORK and (match := _WORKERS.search(document.text, section.start, section.end)):
            count = number(match["x"] or match["y"])
            if count:
                return Fact(count, match.start(), match.end(), "人数用语")
    suing = [p.name for p in document.heading.parties if p.kind == "person" and p.role.value.endswith("plaintiff")]
    return Fact(len(suing), suing[0].start, suing[-1].end, "原告人数") if suing else None


def _amounts(order: tuple[OrderItem, ...]) -> tuple[Amount, ...]:
    """What the order grants, sums of a total rather than the total where each is named."""
    found: list[Amount] = []
    for item in order:
        named = [a for a in item.amounts if a.what in LABOUR and a.rule in {"主文金额", "组成"}]
        found += named or payable(item.amounts)
    return tuple(found)


def _subcontracted(document: Document) -> Fact[str] | None:
    """The word for a contract handed on, where the findings or the reasoning have it."""
    for section in document.named("findings", "reasoning"):
        if match := _CONTRACTED.search(document.text, section.start, section.end):
            return Fact(match[0], match.start(), match.end(), "转包分包")
    return None

"""The words of judgments about unpaid wages, things that fell from a building, and fraud by telephone and net."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from shuzhu.demo import topic_plants
from shuzhu.demo.papers import Paper, total
from shuzhu.demo.wording import plain

WAGES: Final = frozenset({"追索劳动报酬纠纷", "劳务合同纠纷"})
FALLING: Final = frozenset({"高空抛物、坠物损害责任纠纷", "不明抛掷物、坠落物损害责任纠纷"})
FRAUD: Final = frozenset({"诈骗罪", "帮助信息网络犯罪活动罪"})
_SITE: Final = (
    "{since}至{until}，原告在被告{defendant}承建的虚构{town}工程项目工地从事{craft}工作。",
    "原告自{since}起受雇到{town}的施工工地做{craft}，工作至{until}。",
)
_HANDED_ON: Final = (
    "该工程的劳务部分由承建单位分包给他人，工资由包工头发放。",
    "被告将该项工程转包给没有资质的个人，原告由该实际施工人招用。",
    "该项目存在层层分包的情形，工人工资没有按月支付。",
)
_WORKSHOP: Final = (
    "{since}至{until}，原告在被告{defendant}处工作，双方约定按月计发工资。",
    "原告于{since}到被告{defendant}处上班，{until}离职。",
)
_OWED: Final = (
    "经结算，被告尚欠原告工资{amount}元，有工资结算单为证。", "双方对账确认，拖欠原告的劳动报酬为{amount}元。",
    "被告出具欠条，载明欠原告工资{amount}元。",
)  # fmt: skip
_GROUP: Final = (
    "与原告同期被拖欠工资的有{workers}名工人。",
    "同一工地被拖欠工资的还有{workers}名农民工，均已另案起诉。",
)
_CRAFTS: Final = ("钢筋工", "木工", "泥水工", "油漆工", "水电工")
_FELL: Final = (
    "{early}，原告途经{town}一小区楼下时，被从高处坠落的{what}砸伤，住院治疗后支出医疗费等损失。",
    "{early}，原告停放在{town}某小区楼下的车辆旁，被楼上抛下的{what}砸中受伤，送医治疗。",
)
_THINGS: Final = ("花盆", "玻璃", "外墙瓷砖", "空调外机罩", "酒瓶", "晾衣杆")
_KNOWN: Final = (
    "经调取监控并查看现场，{what}系从被告{defendant}使用的房屋坠落。",
    "事发后被告{defendant}承认物品从其家中坠落。",
)
_UNKNOWN: Final = (
    "经公安机关调查，难以确定具体侵权人，被告{defendant}系可能加害的建筑物使用人。",
    "公安机关出具证明，未能查明抛掷物品的具体侵权人。",
)
_KEEPER: Final = (
    "被告{defendant}系该小区物业服务企业，对外墙脱落的隐患没有采取必要的安全保障措施。",
    "被告{defendant}作为物业服务企业，未设置警示标志，也未及时排除隐患。",
)
_PHONE_FRAUD: Final = (
    "{offence}，被告人{accused}冒充网购客服拨打电话，以办理退款为由骗取被害人转账人民币{value}元。",
    "{offence}，被告人{accused}伙同他人在网上发布刷单返利信息，骗取被害人人民币{value}元。",
    "{offence}，被告人{accused}通过网络交友取得信任后，诱骗被害人在虚假投资平台充值人民币{value}元。",
    "{offence}，被告人{accused}冒充公检法人员，以涉嫌洗钱为由电话骗取被害人人民币{value}元。",
    "{offence}，被告人{accused}在网络上发布虚假贷款信息，以收取保证金为名骗取被害人人民币{value}元。",
)
_ABETTED: Final = (
    "{offence}，被告人{accused}明知他人利用信息网络实施犯罪，仍将本人名下银行卡出借，该卡流入电信网络诈骗资金人民币{value}元。",
    "{offence}，被告人{accused}为获取好处费，出售多张电话卡、银行卡供他人“跑分”转移诈骗资金人民币{value}元。",
)


def facts_of(paper: Paper) -> str:
    """What the court found about wages or a thing that fell."""
    filed = paper.case["filed_on"]
    until = filed - timedelta(days=paper.number(40, 160, "until"))
    phrases = _wages(paper) if paper.case["cause"] in WAGES else _fallen(paper)
    said = "".join(paper.one(each, f"phrase {n}") for n, each in enumerate(phrases))
    return said.format(
        since=_month(until - timedelta(days=paper.number(60, 400, "since"))), until=_month(until),
        defendant="、".join(paper.named("defendant")), town=paper.case["town"] or "虚构镇", amount=total(paper),
        craft=paper.one(_CRAFTS, "craft"), workers=_workers(paper), what=paper.one(_THINGS, "what"),
        early=plain(filed - timedelta(days=paper.number(60, 300, "early"))),
    )  # fmt: skip


def _month(day: object) -> str:
    """``2019年5月``."""
    return f"{day:%Y}年{int(f'{day:%m}')}月"


def _wages(paper: Paper) -> list[Sequence[str]]:
    """Of a builder the site, how the work was handed on and how many others wait; of others the workshop."""
    names = paper.named("defendant")
    if any(name in topic_plants.chain() for name in names):
        first, *others = topic_plants.chain()
        chain = f"该工程由{first}总承包，{first}将劳务分包给{'、'.join(others)}，后者又转包给包工头个人。"
        return [_SITE, (chain,), _OWED, _GROUP]
    if any("工程" in name for name in names):
        group = [_GROUP] if paper.number(0, 9, "group") < 5 else []
        return [_SITE, *([_HANDED_ON] if paper.number(0, 9, "handed") < 9 else []), _OWED, *group]
    return [_WORKSHOP, _OWED]


def _workers(paper: Paper) -> int:
    """How many others wait for their wages: of the wave many, else a few."""
    wave = any(name in topic_plants.chain() for name in paper.named("defendant"))
    return paper.number(40, 90, "workers") if wave else paper.number(3, 18, "workers")


def _fallen(paper: Paper) -> list[Sequence[str]]:
    """What fell, and who answers for it."""
    keeper = any("物业" in name for name in paper.named("defendant"))
    return [_FELL, _KEEPER if keeper else _KNOWN if paper.number(0, 9, "known") < 6 else _UNKNOWN]


def crime_of(paper: Paper) -> str | None:
    """What an accused of fraud by telephone or net did, with blanks; None for other crimes."""
    if paper.case["cause"] == "帮助信息网络犯罪活动罪":
        return paper.one(_ABETTED, "fraud")
    return paper.one(_PHONE_FRAUD, "fraud") if paper.case["telecom_fraud"] else None

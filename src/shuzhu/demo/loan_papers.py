"""The words of a judgment about a private loan: claim, findings, reasoning and order, said in several ways."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from shuzhu.demo.loan_terms import CHANGED, Terms
from shuzhu.demo.papers import Paper
from shuzhu.demo.wording import plain

_WHY: Final = ("资金周转", "经营店铺", "购买货车", "装修房屋", "承包工程", "生产经营", "家庭生活", "子女上学")
_ASKED: Final = (
    "{lent}，被告{defendant}因{why}需要向原告{plaintiff}借款{amount}元。",
    "{lent}，被告{defendant}以{why}为由向原告{plaintiff}提出借款，双方商定借款本金为{amount}元。",
    "被告{defendant}因{why}急需资金，于{lent}向原告{plaintiff}借款{amount}元。",
)
_HANDED: Final[Mapping[str, Sequence[str]]] = {
    "cash": (
        "同日，原告以现金方式将借款交付被告。",
        "上述借款系现金交付，双方没有办理其他手续。",
        "原告当场向被告交付借款现金。",
    ),
    "transfer": (
        "原告于当日通过银行转账的方式向被告交付借款。",
        "该款由原告从其名下银行账户转入被告指定的账户，作为出借款项。",
    ),
    "wechat": ("原告于当日通过微信将上述借款转给被告。", "原告以微信转账的方式将借款分笔交付被告。"),
    "alipay": ("原告于当日通过支付宝将上述借款转给被告。", "原告以支付宝转账的方式将借款交付被告。"),
    "platform": (
        "双方通过“虚易贷”网络平台撮合成交，款项经该平台从原告账户转入被告账户。",
        "该笔借款在“拟速借”网络借贷平台上发生，出借款项由平台转账给被告。",
    ),
}
_LAND: Final = {
    "农民": (
        "原告出借的资金来源于其承包地被征收后取得的征地补偿款。",
        "另查明，原告系失地农民，出借的款项是其所得的拆迁安置补偿款。",
        "原告所在村组土地被征收，其将分得的征地补偿款出借给被告。",
        "原告陈述出借的钱是退耕后领取的补偿款，被告对此没有异议。",
    ),
    "渔民": (
        "原告原系养殖户，出借的资金来源于退养补偿款。",
        "另查明，原告的养殖海域已经收回，出借的款项是其领取的海域退养补偿款。",
        "原告陈述其渔船转产后取得补偿款，并将该补偿款出借给被告。",
    ),
}
_SAVINGS: Final = (
    "原告出借的资金系其多年积蓄。",
    "原告陈述出借的钱款来自经营店铺的收入。",
    "原告出借的资金系其工资积蓄。",
)
_NO_NOTE: Final = (
    "被告未出具借条，双方也没有签订书面合同。", "因双方系熟人，被告没有向原告出具借条或者其他书面凭证。",
    "被告未向原告书写任何借据，双方仅有微信聊天记录。",
)  # fmt: skip
_NOTE: Final = ("被告向原告出具{form}一份。", "被告于同日出具{form}，由原告收执。", "被告在{form}上签名并捺印。")
_CONTRACT: Final = ("双方签订了{form}。", "原、被告就此订立书面{form}。")
_AT_RATE: Final = ("双方约定月利率为{month}%。", "双方约定按月息{month}分计付利息。", "双方约定借款年利率为{year}%。")
_SPOKEN: Final = ("双方口头约定月息{month}分。", "双方口头约定借款月利率为{month}%。")
_NO_RATE: Final = ("双方没有约定利息。", "双方对利息没有约定。")
_TERM: Final = ("借款期限为{months}个月。", "双方约定借期{months}个月。")
_NO_TERM: Final = ("双方没有约定还款期限。", "还款的时间没有写明。")
_DEDUCTED: Final = (
    "原告在交付借款时预先扣除首月利息{deducted}元，被告实际收到{actual}元。",
    "交付当日原告即扣下第一个月利息{deducted}元，实际出借{actual}元。",
    "原告收取“砍头息”{deducted}元，从本金中预先扣除，被告实际得款{actual}元。",
)
_REPAID: Final = ("其后被告归还本金{repaid}元。", "借款后，被告陆续偿还本金{repaid}元。")
_UNPAID: Final = (
    "到期后，经原告多次催讨，被告没有归还。",
    "被告付息数月后即停止，本金至今未还。",
    "原告多次要求还款，被告一直拖延。",
)
_PAID: Final = "被告提交的还款凭证显示，上述款项本息已经清偿。"


def claim_of(paper: Paper, terms: Terms) -> str:
    """What the plaintiff asks for; who asks for all that the law allows asks for no more."""
    rate = _claimed(paper, terms)
    if rate is None:
        return f"被告{'、'.join(paper.named('defendant'))}偿还原告借款本金{_money(terms.amount)}元及逾期利息"
    since = plain(terms.lent_on)
    return f"被告偿还原告借款本金{_money(terms.amount)}元，并自{since}起按年利率{rate:g}%支付利息至款项付清之日止"


def _claimed(paper: Paper, terms: Terms) -> float | None:
    """The rate asked for: that agreed, or the ceiling where all is granted."""
    if terms.rate is None:
        return None
    return min(terms.rate, terms.ceiling) if paper.case["closing"] == "supported" else terms.rate


def facts_of(paper: Paper, terms: Terms) -> str:
    """What the court found."""
    found = [_ASKED, *_noted(terms), _HANDED[terms.delivery]]
    lender = next((p for p in paper.parties if p["role"] == "plaintiff"), {})
    if terms.source:
        found.append(_LAND[lender["occupation"]] if terms.source == "land" else _SAVINGS)
    if terms.deducted is not None:
        found.append(_DEDUCTED)
    if terms.repaid is not None:
        found.append(_REPAID)
    found.append((_PAID,) if paper.case["closing"] == "claims_dismissed" else _UNPAID)
    said = "".join(paper.one(phrases, f"phrase {n}") for n, phrases in enumerate(found))
    return said.format(
        lent=plain(terms.lent_on), plaintiff="、".join(paper.named("plaintiff")),
        defendant="、".join(paper.named("defendant")), why=paper.one(_WHY, "why"), amount=_money(terms.amount),
        form=terms.form, month=f"{(terms.rate or 0) / 12:g}", year=f"{terms.rate or 0:g}", months=terms.months,
        deducted=_money(terms.deducted), actual=_money(terms.amount - (terms.deducted or 0)),
        repaid=_money(terms.repaid),
    )  # fmt: skip


def _noted(terms: Terms) -> list[Sequence[str]]:
    """What was written down, the rate and the term."""
    written = _NO_NOTE if terms.form == "无" else _CONTRACT if terms.form == "借款合同" else _NOTE
    at_rate = _NO_RATE if terms.rate is None else _SPOKEN if terms.form == "无" else _AT_RATE
    return [written, at_rate, _NO_TERM if terms.months is None else _TERM]


def reasons_of(paper: Paper, terms: Terms) -> str:
    """Why it was so decided, with the law of the day."""
    if paper.case["closing"] == "claims_dismissed":
        return "被告已经清偿借款，原告的诉讼请求缺乏事实依据，本院不予支持。"
    said = ["双方之间的民间借贷关系合法有效，被告未按约还款，应当承担还款责任。"]
    if terms.deducted is not None:
        said.append("预先在本金中扣除的利息不计入本金，本院按照实际出借的金额认定本金。")
    if terms.beyond:
        limit = "合同成立时一年期贷款市场报价利率四倍" if terms.lent_on >= CHANGED else "年利率24%"
        said.append(f"双方约定的利率超过{limit}，超过部分本院不予支持。")
    return "".join(said)


def law_of(paper: Paper) -> str:
    """What the judgment rests on, by the day of its closing."""
    if paper.case["closed_on"].year >= 2021:
        return "《中华人民共和国民法典》第六百七十五条"
    return "《中华人民共和国合同法》第二百零六条"


def order_of(paper: Paper, terms: Terms) -> list[str]:
    """The items of the order; none where the claims are refused."""
    plaintiff, defendant = "、".join(paper.named("plaintiff")), "、".join(paper.named("defendant"))
    days = paper.one(("十日", "十五日", "三十日"), "days")
    rate = None if terms.rate is None else min(terms.rate, terms.ceiling)
    since = terms.lent_on if rate is not None else paper.case["filed_on"] + timedelta(days=1)
    owed = _money(terms.granted)
    interest = f"以{owed}元为基数，自{plain(since)}起按年利率{rate or 6:g}%计算至实际清偿之日止"
    pays = f"被告{defendant}应于本判决生效之日起{days}内偿还原告{plaintiff}借款本金{owed}元，并支付利息（{interest}）"
    late = "如果未按本判决指定的期间履行给付金钱义务，应当加倍支付迟延履行期间的债务利息。"
    if paper.case["closing"] == "supported":
        return [f"{pays}。", late]
    return [f"一、{pays}；", f"二、驳回原告{plaintiff}的其他诉讼请求。", late]


def _money(yuan: Decimal | None) -> str:
    """A sum as it is written: no places that are nought."""
    return f"{yuan or 0:.2f}".rstrip("0").rstrip(".")

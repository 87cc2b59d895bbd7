"""The wording of made-up judgments: phrases with blanks, several for each place. All of it is our own."""

from collections.abc import Mapping, Sequence
from datetime import date

DIGITS = "〇一二三四五六七八九"

HEARD = (
    "公开开庭进行了审理。",
    "公开开庭进行了审理，双方当事人均到庭参加诉讼。",
    "于{heard}公开开庭进行了审理。",
)
PROCEDURES: Mapping[str, str] = {
    "simplified": "依法适用简易程序，", "small_claims": "依法适用小额诉讼程序，", "ordinary": "依法适用普通程序，",
    "fast_track": "适用刑事案件速裁程序，",
}  # fmt: skip
CLAIMS: Mapping[str, Sequence[str]] = {
    "离婚纠纷": ("判令原、被告离婚，婚生子女由原告抚养", "判令准许原告与被告离婚"),
    "买卖合同纠纷": ("被告支付货款{amount}元及逾期付款损失", "被告立即支付所欠货款{amount}元"),
    "物业服务合同纠纷": ("被告支付物业服务费{amount}元及违约金", "被告缴纳所欠物业费{amount}元"),
    "追索劳动报酬纠纷": ("被告支付原告工资{amount}元", "被告支付拖欠的劳动报酬{amount}元"),
    "劳务合同纠纷": ("被告支付原告劳务费{amount}元", "被告支付拖欠的工资{amount}元"),
    "": ("被告向原告支付{amount}元", "被告赔偿原告各项损失共计{amount}元"),
}
FACTS: Mapping[str, Sequence[str]] = {
    "离婚纠纷": (
        "原、被告经人介绍相识，于{early}登记结婚，婚后生育一名子女。因性格不合，双方自两年前起分居。",
        "原告与被告于{early}办理结婚登记手续，婚后常因家庭琐事发生争吵。",
    ),
    "买卖合同纠纷": (
        "{early}，双方签订买卖合同，约定原告向被告供应货物。原告依约交货后，经对账，被告尚欠货款{amount}元。",
        "自{early}起，被告多次向原告购买材料，经结算尚欠{amount}元，有送货单及对账单为证。",
    ),
    "": (
        "{early}，双方发生往来，此后就款项给付产生争议，原告主张的金额为{amount}元。",
        "双方于{early}订立书面协议，原告已履行自己的义务，被告未按约履行，涉及金额{amount}元。",
    ),
}
REASONS = (
    "当事人对自己提出的主张，有责任提供证据。原告提交的证据足以证明其主张的主要事实，本院予以采信。",
    "双方之间的法律关系系各自真实意思表示，不违反法律、行政法规的强制性规定，应属合法有效。",
    "被告未在约定期限内履行义务，已构成违约，应承担相应的民事责任。",
)
DENIALS = (
    "{defendant}辩称，对欠款事实无异议，但目前无力一次性支付。",
    "{defendant}未作答辩。",
    "{defendant}辩称，原告主张的金额与事实不符，部分款项已经支付。",
)
REFUSALS = (
    "原告提供的证据不足以证明其主张，应承担举证不能的不利后果。",
    "原告的诉讼请求缺乏事实和法律依据，本院不予支持。",
)
CRIMES: Mapping[str, str] = {
    "危险驾驶罪": (
        "{offence}晚，被告人{accused}饮酒后驾驶小型轿车行驶至{town}路段时被当场查获，"
        "经检验血液中乙醇含量为{alcohol}mg/100ml。"
    ),
    "盗窃罪": "{offence}，被告人{accused}进入{town}一处无人看管的店铺，窃得现金及手机等财物，价值人民币{value}元。",
    "诈骗罪": "{offence}，被告人{accused}虚构投资项目，骗取他人钱款人民币{value}元，所得款项已挥霍。",
    "故意伤害罪": "{offence}，被告人{accused}在{town}因琐事与他人发生争执，将对方打伤，经鉴定损伤程度为轻伤二级。",
    "": "{offence}，被告人{accused}在{town}实施上述犯罪行为，后被公安机关抓获，到案后如实供述自己的罪行。",
}


def in_words(day: date) -> str:
    """``二〇二〇年五月六日``."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def plain(day: date) -> str:
    """``2020年5月6日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_in_words(months: int) -> str:
    """``六个月``, ``一年``, ``三年六个月``."""
    years, rest = divmod(months, 12)
    return (f"{_small(years)}年" if years else "") + (f"{_small(rest)}个月" if rest else "")


def _small(number: int) -> str:
    """A whole number below a hundred: 六, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")

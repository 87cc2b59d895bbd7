"""What the made-up disputes and crimes are about, and how often: weights out of a thousand or so.

The shares are ours, shaped after what basic courts report (private lending, sales and divorce lead);
no court's own figures stand here.
"""

from dataclasses import dataclass

import numpy as np

from shuzhu.demo.arrays import Array, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Civil:
    """A civil cause: its weight, middling amount in yuan (0: none), and how such cases go.

    ``slow`` multiplies the days, ``settles`` the chance of mediation. ``plaintiff`` is the share of
    companies among plaintiffs, ``defendant`` among defendants. ``before`` is its name until 2020.
    """

    name: str
    weight: float
    amount: int = 0
    slow: float = 1.0
    settles: float = 1.0
    plaintiff: float = 0.1
    defendant: float = 0.2
    before: str = ""


def _civil(text: str) -> tuple[Civil, ...]:
    """The rows of a table drawn in text."""
    found = []
    for line in text.strip().splitlines():
        name, weight, amount, slow, settles, plaintiff, defendant, *before = line.split()
        found.append(
            Civil(
                name=name, weight=float(weight), amount=int(amount), slow=float(slow), settles=float(settles),
                plaintiff=float(plaintiff), defendant=float(defendant), before=before[0] if before else "",
            )
        )  # fmt: skip
    return tuple(found)


# cause, weight, middling amount, slow, settles, company plaintiffs, company defendants, name until 2020
CIVIL = _civil("""
民间借贷纠纷 165 60000 1.0 0.9 0.04 0.06
金融借款合同纠纷 62 180000 1.1 0.6 0.99 0.15
小额借款合同纠纷 8 50000 1.0 0.7 0.99 0.05
信用卡纠纷 48 40000 0.9 0.5 0.99 0.0
融资租赁合同纠纷 5 200000 1.1 0.6 0.99 0.3
保理合同纠纷 1 900000 1.2 0.5 0.99 0.9 债权转让合同纠纷
买卖合同纠纷 92 70000 1.0 1.0 0.7 0.6
承揽合同纠纷 20 60000 1.1 1.0 0.6 0.6
建设工程施工合同纠纷 22 500000 1.9 0.7 0.5 0.8
装饰装修合同纠纷 9 60000 1.3 0.9 0.4 0.5
租赁合同纠纷 16 50000 1.0 0.9 0.5 0.4
房屋租赁合同纠纷 22 40000 1.0 0.9 0.4 0.4
服务合同纠纷 18 30000 1.0 0.9 0.5 0.5
教育培训合同纠纷 7 12000 0.9 1.1 0.05 0.98
旅游合同纠纷 2 9000 0.9 1.1 0.05 0.95
医疗服务合同纠纷 1 30000 1.5 0.8 0.1 0.95
运输合同纠纷 6 30000 1.0 1.0 0.5 0.6
信息网络买卖合同纠纷 9 3000 0.9 1.0 0.03 0.85 网络购物合同纠纷
物业服务合同纠纷 46 5000 0.8 1.2 0.96 0.05
商品房预售合同纠纷 12 500000 1.2 0.8 0.1 0.95
商品房销售合同纠纷 6 500000 1.2 0.8 0.1 0.95
房屋买卖合同纠纷 10 600000 1.3 0.8 0.1 0.15
民事主体间房屋拆迁补偿合同纠纷 3 400000 1.4 0.6 0.05 0.6 房屋拆迁安置补偿合同纠纷
土地承包经营权纠纷 3 20000 1.2 0.8 0.05 0.3
土地承包经营权合同纠纷 4 20000 1.2 0.8 0.1 0.4 农村土地承包合同纠纷
劳务合同纠纷 30 25000 0.9 1.2 0.05 0.6
追索劳动报酬纠纷 14 20000 0.8 1.3 0.0 0.97
劳动合同纠纷 14 50000 1.1 0.9 0.1 0.9
确认劳动关系纠纷 5 0 1.1 0.8 0.05 0.95
工伤保险待遇纠纷 5 90000 1.1 0.9 0.02 0.97
离婚纠纷 88 0 1.0 1.1 0.0 0.0
抚养纠纷 6 0 0.9 1.3 0.0 0.0
抚养费纠纷 6 20000 0.9 1.3 0.0 0.0
赡养纠纷 3 8000 0.8 1.4 0.0 0.0
婚约财产纠纷 5 80000 0.9 1.1 0.0 0.0
离婚后财产纠纷 7 200000 1.2 0.9 0.0 0.0
法定继承纠纷 10 300000 1.1 1.2 0.0 0.0
相邻关系纠纷 3 5000 1.2 0.9 0.05 0.2
相邻通行纠纷 1 3000 1.2 0.9 0.05 0.1
相邻污染侵害纠纷 0.6 8000 1.3 0.8 0.05 0.3
排除妨害纠纷 5 0 1.2 0.7 0.2 0.2
返还原物纠纷 5 50000 1.2 0.7 0.2 0.2
物权确认纠纷 3 200000 1.3 0.6 0.1 0.2
机动车交通事故责任纠纷 58 70000 1.1 1.2 0.03 0.45
非机动车交通事故责任纠纷 2 30000 1.1 1.1 0.0 0.1 机动车交通事故责任纠纷
生命权、身体权、健康权纠纷 16 40000 1.2 0.9 0.0 0.2 生命权、健康权、身体权纠纷
提供劳务者受害责任纠纷 9 100000 1.3 0.9 0.0 0.4
医疗损害责任纠纷 3 150000 2.2 0.7 0.0 0.99
产品责任纠纷 4 10000 1.1 0.8 0.05 0.9
名誉权纠纷 2 10000 1.0 0.7 0.1 0.3
饲养动物损害责任纠纷 1 8000 1.0 1.1 0.0 0.05
高空抛物、坠物损害责任纠纷 0.5 40000 1.3 0.8 0.0 0.2 不明抛掷物、坠落物损害责任纠纷
环境污染责任纠纷 1.2 80000 1.7 0.6 0.1 0.9
噪声污染责任纠纷 0.5 10000 1.3 0.7 0.05 0.8
生态破坏责任纠纷 0.4 90000 1.6 0.6 0.5 0.6 环境污染责任纠纷
股权转让纠纷 5 500000 1.4 0.7 0.3 0.4
股东知情权纠纷 1.2 0 1.2 0.6 0.2 0.99
股东损害公司债权人利益责任纠纷 1.6 300000 1.4 0.4 0.8 0.3
公司决议纠纷 0.8 0 1.2 0.5 0.1 0.99
损害公司利益责任纠纷 1 400000 1.5 0.5 0.7 0.3
股东出资纠纷 0.8 400000 1.3 0.6 0.8 0.3
公司盈余分配纠纷 0.5 300000 1.3 0.6 0.1 0.99
证券虚假陈述责任纠纷 0.5 50000 1.6 0.5 0.02 0.99
财产保险合同纠纷 8 60000 1.1 0.9 0.6 0.99
人身保险合同纠纷 4 60000 1.1 0.9 0.02 0.99
票据追索权纠纷 4 200000 1.1 0.6 0.98 0.98
追偿权纠纷 30 50000 1.0 0.7 0.9 0.2
保证合同纠纷 5 150000 1.1 0.7 0.6 0.3
合伙合同纠纷 6 150000 1.4 0.7 0.05 0.1 合伙协议纠纷
不当得利纠纷 12 30000 1.1 0.8 0.2 0.2
著作权权属、侵权纠纷 4 8000 1.1 1.0 0.95 0.7
侵害商标权纠纷 4 20000 1.1 1.1 0.98 0.6
侵害外观设计专利权纠纷 0.6 40000 1.3 0.9 0.7 0.8
侵害商业秘密纠纷 0.3 200000 1.6 0.6 1.0 0.7
案外人执行异议之诉 4 200000 1.4 0.2 0.3 0.6
生态环境保护民事公益诉讼 0.5 90000 1.3 1.4 1.0 0.6 环境污染责任纠纷
""")

CRIMINAL = {
    "危险驾驶罪": 250, "盗窃罪": 170, "诈骗罪": 75, "故意伤害罪": 70, "交通肇事罪": 55, "寻衅滋事罪": 50,
    "开设赌场罪": 40, "赌博罪": 12, "走私、贩卖、运输、制造毒品罪": 45, "容留他人吸毒罪": 25, "非法持有毒品罪": 8,
    "帮助信息网络犯罪活动罪": 45, "掩饰、隐瞒犯罪所得、犯罪所得收益罪": 28, "侵犯公民个人信息罪": 8,
    "妨害信用卡管理罪": 6, "强奸罪": 18, "抢劫罪": 12, "抢夺罪": 4, "敲诈勒索罪": 10, "故意毁坏财物罪": 8,
    "聚众斗殴罪": 9, "妨害公务罪": 10, "袭警罪": 5, "非法拘禁罪": 8, "合同诈骗罪": 8, "职务侵占罪": 8,
    "挪用资金罪": 4, "非国家工作人员受贿罪": 3, "串通投标罪": 3, "强迫交易罪": 2, "非法吸收公众存款罪": 7,
    "集资诈骗罪": 2, "假冒注册商标罪": 5, "销售假冒注册商标的商品罪": 7, "侵犯著作权罪": 2, "拒不执行判决、裁定罪": 9,
    "虚假诉讼罪": 3, "拒不支付劳动报酬罪": 6, "贪污罪": 4, "受贿罪": 7, "行贿罪": 3, "挪用公款罪": 2,
    "滥用职权罪": 2, "玩忽职守罪": 2, "污染环境罪": 7, "非法采矿罪": 6, "滥伐林木罪": 8, "非法捕捞水产品罪": 8,
    "非法狩猎罪": 5, "非法占用农用地罪": 4, "重大责任事故罪": 5, "失火罪": 4, "高空抛物罪": 2, "危险作业罪": 3,
    "生产、销售有毒、有害食品罪": 4, "生产、销售不符合安全标准的食品罪": 4, "生产、销售伪劣产品罪": 2,
    "组织、领导、参加黑社会性质组织罪": 1, "放火罪": 3, "故意杀人罪": 2, "非法利用信息网络罪": 3, "催收非法债务罪": 2,
}  # fmt: skip
SINCE_2021 = ("高空抛物罪", "袭警罪", "危险作业罪", "催收非法债务罪")
IN_2021 = day(2021, 1, 1)
CRIMES_2021 = day(2021, 3, 1)

ADMINISTRATIVE = {
    "行政处罚": 150, "行政强制措施": 40, "行政强制执行": 90, "行政许可": 30, "行政征收或者征用": 80, "行政登记": 110,
    "行政确认": 130, "行政给付": 20, "行政裁决": 15, "政府信息公开": 90, "行政复议": 60, "行政协议": 40,
    "行政补偿": 60, "行政赔偿": 45, "不履行职责": 95, "行政批复": 10, "行政公益诉讼": 8,
}  # fmt: skip
FIELDS = {
    "公安": 150, "自然资源": 190, "人力资源和社会保障": 170, "市场监管": 110, "住房和城乡建设": 140, "生态环境": 45,
    "城市管理": 90, "乡镇街道": 70, "农业农村": 35,
}  # fmt: skip
BUREAUS = ("公安局", "自然资源局", "人力资源和社会保障局", "市场监督管理局", "住房和城乡建设局", "生态环境局",
           "城市管理局", "人民政府", "农业农村局")  # fmt: skip
OTHER = {
    "民特": {"申请实现担保物权": 5, "申请人身安全保护令": 3, "申请指定监护人": 2},
    "民督": {"申请支付令": 1},
    "诉前调确": {"申请司法确认调解协议": 1},
    "破申": {"申请破产清算": 8, "申请破产重整": 1},
    "破": {"申请破产清算": 8, "申请破产重整": 1},
}  # fmt: skip

OTHER_BEFORE = {"申请司法确认调解协议": "申请确认人民调解协议效力"}

NAMES = tuple(
    dict.fromkeys(
        [c.name for c in CIVIL]
        + [c.before for c in CIVIL if c.before]
        + [*CRIMINAL, *ADMINISTRATIVE]
        + [name for mix in OTHER.values() for name in mix]
        + [*OTHER_BEFORE.values()]
    )
)
"""Every cause and charge; a case's cause is a place in this list."""

PLACE = {name: place for place, name in enumerate(NAMES)}
CIVIL_PLACES = np.array([PLACE[c.name] for c in CIVIL])
LENDING, WAGES, LABOUR, DIVORCE, SALES, PROPERTY = (
    PLACE[name]
    for name in ("民间借贷纠纷", "追索劳动报酬纠纷", "劳务合同纠纷", "离婚纠纷", "买卖合同纠纷", "物业服务合同纠纷")
)


def traits(which: str) -> Array:
    """One trait of every civil cause by its place in ``NAMES``; 0 for what is none."""
    found = np.zeros(len(NAMES))
    for cause in CIVIL:
        found[PLACE[cause.name]] = getattr(cause, which)
    return found


def named_then(places: Array, filed: Array) -> Array:
    """Places in ``NAMES`` as the cause was called on the day of filing."""
    before = np.arange(len(NAMES))
    for cause in CIVIL:
        if cause.before:
            before[PLACE[cause.name]] = PLACE[cause.before]
    for name, earlier in OTHER_BEFORE.items():
        before[PLACE[name]] = PLACE[earlier]
    return np.where((filed < IN_2021) & (places >= 0), before[places], places)

"""What a sum of money is for: the last word before it that names a kind of payment."""

import re
from typing import Final

#: codes of what a sum is for, and the words that name it; longer words before those within them
WORDS: Final = (
    ("total", "合计|共计|总计|总额为?|总共|一共|共(?:人民币)?[￥¥]?$"),
    ("double_wages", r"(?:双倍|二倍|两倍|2倍)工资(?:差额)?"),
    ("severance",
     r"(?:解除|终止)劳动(?:关系|合同)[^，。；]{0,10}(?:补偿|赔偿)(?:金|款)?|经济补偿[金款]?|经济赔偿金|代通知金|遣散费"),
    ("overtime", "加班(?:工资|费)"),
    ("leave_pay", "(?:未休)?(?:带薪)?年休假[^，。；]{0,4}工资|探亲假[^，。；]{0,4}工资|高温(?:津贴|费|补贴)"),
    ("injury_benefit", "一次性(?:伤残补助金|伤残就业补助金|工伤医疗补助金|工亡补助金)|停工留薪[^，。；]{0,6}工资"),
    ("wages", "劳动报酬|劳务报酬|劳务费|工资款?|工钱|人工费|薪酬|生活费差额|提成|奖金|报酬|务工费"),
    ("social_insurance", "社会?保险?费|养老保险[^，。；]{0,4}|失业保险[^，。；]{0,6}|公积金|五险一金"),
    ("interest", "利息损失|资金占用[^，。；]{0,4}|逾期利息|罚息|复利|复息|利息|息|利润"),
    ("penalty", "违约金|滞纳金|逾期付款损失|违约损失|迟延[^，。；]{0,4}金|罚金"),
    ("deposit", "定金|订金|押金|保证金|质保金"),
    ("mental", "精神(?:损害|损失)?(?:抚慰|赔偿|损害)?(?:抚慰)?(?:金|费)|精神损失费"),
    ("disability", "残疾赔偿金|伤残赔偿金|残疾辅助器具费|残疾者?生活补助费"),
    ("death", "死亡(?:赔偿|补偿)金"),
    ("funeral", "丧葬费"),
    ("support", "被(?:扶|抚)养人生活费|抚养费|赡养费|扶养费|抚育费"),
    ("medical", "医疗费用?|后续治疗费|后期治疗费|治疗费|医药费|康复费|药费|门诊费"),
    ("lost_earnings", "误工(?:费|损失|工资)"),
    ("nursing", "护理(?:费|依赖费)?"),
    ("meals", "伙食(?:补助)?费"),
    ("nutrition", "营养费"),
    ("travel", "交通费|住宿费|差旅费|交通住宿费"),
    ("appraisal", "鉴定费用?|评估费|公估费|检测费|测量费"),
    ("lawyer", "律师(?:代理)?费用?|代理费"),
    ("fee", "受理费|诉讼费|保全费|公告费|执行费|申请费|担保费"),
    ("premium", "保险费|保费"),
    ("insurance", "保险(?:理赔款?|赔偿金|赔款|金)|理赔款|赔偿限额"),
    ("property", "(?:车辆|财产|修理|维修|修缮|拖车|施救|停运|营运|房屋|装修|残值)[^，。；、]{0,6}(?:损失|费|价值)"),
    ("price",
     r"购房款|房款|购车款|货款|价款|转让款|股权转让[^，。；]{0,4}款|首付款|材料款|(?:拆迁|征收|征地)[^，。；]{0,6}款"),
    ("project", "工程(?:价)?款|工程欠款|进度款|施工款|土石方款"),
    ("rent", "租金|租赁费|房租|占用费|使用费"),
    ("service", "物业(?:管理)?(?:服务)?费|服务费|管理费|咨询费|加工费|运费|运输费|电费|水费|承包费"),
    ("principal",
     r"借款本金|贷款本金|欠款本金|本金|借款|贷款|欠款|垫付款|代偿款[^，。；]{0,2}|借到|借给|出借|透支款"),
    ("compensation", "赔偿款|赔偿金|补偿金|补偿款|经济损失|损失|赔偿|补偿"),
    ("other", "[款费金]"),
)  # fmt: skip
#: with what the words begin, so that the engine tries them there alone
_BEGINS: Final = (
    "合共总一本双二两2解终经代遣加未带年探高停劳工人薪生提奖报务社养失公五利资逾罚复息违滞迟定订押保质精残伤死丧被抚赡扶医后治药康门误"
    "护伙营交住差鉴评估检测律受诉执申担理赔车财修维施运房装购货价转股首材拆征进土租占使物服管咨电水承借贷欠垫出透损补款费金"
)
_WORD: Final = re.compile(f"(?=[{_BEGINS}])(?:" + "|".join(f"(?P<{code}>{words})" for code, words in WORDS) + ")")
#: kinds of payment of a dispute about labour
LABOUR: Final = frozenset(
    {"double_wages", "severance", "overtime", "leave_pay", "injury_benefit", "wages", "social_insurance"}
)


def purpose(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The code of the last word for a payment between two places, and where it stands; None where there is none."""
    last = None
    for last in _WORD.finditer(text, start, end):  # noqa: B007  the last one is wanted
        pass
    return (last.lastgroup or "", last.start(), last.end()) if last else None

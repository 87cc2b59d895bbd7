"""Made-up documents, as many as are wanted: cases with their parties, texts and facts, drawn from a seed.

How often something is said follows real judgments, for that is what makes a question cheap or dear: in some hundred
civil judgments of mixed causes 利息 stands in .8, 借款 in .3, 违约金 in .23, 连带责任 in .2, 月利率 in .09, 催收 and
合同无效 in .05, 餐饮 in .02, 彩礼 in .003. The rest of each text is sentences that hardly any other one has.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa

from shuzhu.batches import Batch, schema
from shuzhu.demo import made_up_courts

SLAB = 20_000
CAUSES = {
    "民间借贷纠纷": 22, "买卖合同纠纷": 20, "离婚纠纷": 14, "机动车交通事故责任纠纷": 13, "物业服务合同纠纷": 12,
    "劳动争议": 8, "房屋租赁合同纠纷": 7, "追索劳动报酬纠纷": 4,
}  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "虚拟幻假构甲乙丙丁戊己庚辛壬癸"
SAID = {
    "": {
        "被告下落不明经公告送达": 5, "鉴定意见经庭审质证予以采信": 10, "保证人承担连带责任": 10,
        "各被告互负连带责任": 11,
        "违约金约定过高应予调整": 8, "违约金按每日万分之五计算": 15, "合同已经解除": 12, "双方同意解除合同": 12,
        "经多次催收未付": 5, "租赁房屋用于经营餐饮": 2, "当事人对事实无异议": 20, "双方签订书面合同": 30,
        "银行转账凭证显示交付{n}元": 15,
    },
    "民间借贷纠纷": {
        "原告交付借款本金{n}元": 80, "约定月利率百分之{k}": 40, "被告未按约定偿还本金及利息": 14,
        "借条载明还款期限": 60, "预先扣除利息{n}元": 3, "被告称该笔借款为高利贷": 5, "原告系职业放贷人": 4,
    },
    "买卖合同纠纷": {"货款至今未付清": 60, "买受人迟延付款": 40, "标的物存在瑕疵": 15},
    "离婚纠纷": {"夫妻感情确已破裂": 60, "婚生子女由一方抚养": 60, "被告要求返还彩礼": 4},
    "机动车交通事故责任纠纷": {"事故造成车辆损坏": 60, "鉴定意见认定伤残等级为{k}级": 45},
    "物业服务合同纠纷": {"物业服务费经催收未交纳": 35, "被告拖欠物业费{n}元": 90},
    "劳动争议": {"用人单位未签订书面劳动合同": 40, "双方劳动关系已经解除": 50},
    "房屋租赁合同纠纷": {"承租人拖欠租金{n}元": 60, "合同解除后应当腾退房屋": 50},
    "追索劳动报酬纠纷": {"用人单位拖欠劳动报酬": 90, "被告拖欠农民工工资{n}元": 12},
}  # fmt: skip
"""What is said in cases of all causes, or of one, in so many of a hundred."""
REASONS = {
    "双方应当按照约定全面履行自己的义务": 40, "诉讼请求证据不足应予驳回": 20, "违约方应当承担违约责任": 30,
    "举证不能的后果由负有举证责任的一方承担": 25, "合法的借贷关系受法律保护": 18, "侵权人应当承担赔偿责任": 13,
    "用人单位应当及时足额支付劳动报酬": 8, "该合同无效": 4, "约定的利率超过法定上限的部分不予支持": 3,
    "职业放贷人签订的借款合同无效": 1,
}  # fmt: skip
WHEN = ("当日", "次日", "同年底", "其后", "此前", "期间", "同月", "次年初")
WHO = ("原告", "被告", "双方", "案外人", "介绍人", "公司", "施工方", "供货方")
DID = (
    "提交了", "核对了", "收取了", "更换了", "寄送了", "保管了", "登记了", "清点了", "修理了", "移交了", "拍摄了",
    "复印了", "安装了", "检验了", "封存了", "运走了",
)  # fmt: skip
WHAT = (
    "对账单", "送货单", "收据", "说明书", "录音", "照片", "聊天记录", "钥匙", "设备", "图纸", "工作服", "考勤表",
    "保单", "病历", "门锁", "电表", "水泵", "空调", "车辆", "货架", "样品", "发票", "名册", "便条", "短信", "样板间",
    "材料", "木料", "苗木", "饲料", "布匹", "机床",
)  # fmt: skip


def name(dice: random.Random) -> str:
    """A made-up person."""
    return dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)


def _some(dice: random.Random, said: dict[str, int]) -> list[str]:
    """Of some sentences those that a document has, each in so many of a hundred."""
    return [one for one, share in said.items() if dice.random() * 100 < share]


def document(dice: random.Random, number: int, courts: list[str], mark: str = "") -> tuple[dict, list, dict, list]:
    """One made-up case with its document: rows of four tables."""
    court, cause = dice.choice(courts), dice.choices([*CAUSES], [*CAUSES.values()])[0]
    a, b = name(dice), name(dice)
    day = date(2016, 1, 1) + timedelta(days=dice.randrange(2500))
    said = f"（{day.year}）{court}民初{number}号"
    facts = _some(dice, SAID[""]) + _some(dice, SAID[cause])
    facts += ["".join(map(dice.choice, (WHEN, WHO, DID, WHAT))) for _ in range(dice.randrange(6, 14))]
    dice.shuffle(facts)
    told = "。".join(facts).format(n=dice.randrange(1000, 900_000), k=dice.randrange(1, 10))
    why = "。".join(["现有证据可以证明上述事实", *_some(dice, REASONS)])
    article = 675 if cause == "民间借贷纠纷" else dice.randrange(465, 1260)
    won = dice.random() < 0.7
    order = f"驳回原告{a}的诉讼请求。"
    if won:
        order = f"被告{b}于本判决生效之日起十日内支付原告{a}款项。"
        order += f"驳回原告{a}的其他诉讼请求。" * (dice.random() < 0.6)
        order += "未按期给付的，应当加倍支付迟延履行期间的债务利息。"
    text = "\n".join((
        "虚构市人民法院", "民事判决书", said,
        f"原告：{a}，男，{dice.randrange(1950, 2000)}年出生，住虚构市望虚镇。", f"被告：{b}，女，住虚构市石幻镇。",
        f"原告{a}与被告{b}{cause}一案，本院于{day.year}年{day.month}月{day.day}日立案后，公开开庭进行了审理，现已审理终结。",
        f"{a}向本院提出诉讼请求：判令被告{b}支付款项并承担诉讼费用。", f"{b}辩称，不同意原告的诉讼请求。",
        f"经审理查明：{told}。{mark}",
        f"本院认为，{why}。依照《中华人民共和国民法典》第{article}条及民事诉讼法第六十七条规定，判决如下：", order,
        "如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。", f"审　判　员　　{name(dice)}",
        "二〇二〇年三月二日", "（虚构文书，仅供演示）\n",
    ))  # fmt: skip
    key, case = f"{'w' if mark else 'd'}{number}", f"{court}{said}"
    row = {"case_id": case, "case_number": said, "court": court, "kind": "civil", "cause": cause, "instance": "first",
           "procedure": "simplified", "division": "民一庭", "town": dice.choice(("望虚镇", "石幻镇", "幻港镇")),
           "amount": Decimal(dice.randrange(1000, 2_000_000)), "filed_on": day, "closed_on": day + timedelta(days=60),
           "closing": "supported" if won else "claims_dismissed"}  # fmt: skip
    parties = [{"party_id": f"{case}/{n}", "case_id": case, "role": role, "kind": "person", "name": one}
               for n, (role, one) in enumerate((("plaintiff", a), ("defendant", b)))]  # fmt: skip
    paper = {
        "document_id": key,
        "case_id": case,
        "case_number": said,
        "court": court,
        "kind": "judgment",
        "dated_on": row["closed_on"],
        "publication": "published",
        "outcome": row["closing"],
        "text": text,
    }
    cited = [
        {
            "fact_id": f"{key}/{n}",
            "document_id": key,
            "path": f"citations[{n}]",
            "field": "citations",
            "words": f"中华人民共和国{law}条",
        }
        for n, law in enumerate((f"民法典第{article}", "民事诉讼法第67"))
    ]
    return row, parties, paper, cited


def batches(first: int, many: int, seed: int, mark: str = "") -> Iterator[Batch]:
    """So many documents as batches, some thousands at a time."""
    dice, courts = random.Random(seed), [m for m, c in made_up_courts().items() if c.level == "basic"][:40]
    for start in range(first, first + many, SLAB):
        rows: dict[str, list] = {"cases": [], "parties": [], "documents": [], "document_facts": []}
        for number in range(start, min(start + SLAB, first + many)):
            case, parties, paper, cited = document(dice, number, courts, mark)
            rows["cases"].append(case)
            rows["documents"].append(paper)
            rows["parties"] += parties
            rows["document_facts"] += cited
        for table, some in rows.items():
            yield Batch(table=table, rows=pa.Table.from_pylist(some, schema=schema(table)))

"""A small made-up world of documents: texts of known sections, their people, their courts; all of it made up."""

import random
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from drawn import batch
from shuzhu.access import LOCAL, LOCAL_NAMED, ROLES, Grant, Reader, Right, rights_of

COURTS = ("虚0203", "虚0205", "虚0213")
DIVISIONS = ("民一庭", "民二庭")
STATES = ("published", "withheld", "pending")
PEOPLE = ("虚某一", "拟某二", "幻某三", "假小四", "虚构贸易有限公司", "拟造建材厂")
WITNESSES = ("李虚庚", "陈拟辛")
CAUSES = ("民间借贷纠纷", "买卖合同纠纷", "劳动争议", "物业服务合同纠纷")
FINDINGS = (
    "{a}向{b}借款，约定月利率百分之二，预先扣除利息。", "{b}未按约定偿还本金及利息。", "双方签订书面合同，货款未付清。",
    "{a}在工地受伤，{b}拖欠农民工工资。", "原告提交借条一张，证明交付现金。", "证人{c}陈述其在场。",
    "小区电梯故障，物业服务费未交纳。",
)  # fmt: skip
REASONS = (
    "合法的借贷关系受法律保护。", "职业放贷人签订的借款合同无效。", "约定的利率超过法定上限的部分不予支持。",
    "用人单位应当及时足额支付劳动报酬。", "双方应当按照约定全面履行自己的义务。",
)  # fmt: skip
ORDERS = ("被告{b}于十日内偿还原告{a}借款本金。", "驳回原告{a}的诉讼请求。", "准许原告{a}撤回起诉。")
LAW = "中华人民共和国民法典"
ARTICLES = (f"{LAW}第675条", f"{LAW}第577条第1款", "中华人民共和国民事诉讼法第67条", f"{LAW}第679条")


def paper(dice, number):
    """One made-up case with its document: rows of four tables."""
    a, b = dice.sample(PEOPLE[:4] if dice.random() < 0.6 else PEOPLE, 2)
    c = dice.choice(WITNESSES)
    court, cause, year = dice.choice(COURTS), dice.choice(CAUSES), dice.choice((2019, 2020))
    told = f"（{year}）{court}民初{number}号"
    case = f"{court}{told}"
    parts = [
        f"虚构市{court}人民法院\n民事判决书\n{told}\n原告：{a}。\n被告：{b}。\n",
        f"原告{a}与被告{b}{cause}一案，本院立案后公开开庭进行了审理。现已审理终结。\n",
        f"{a}向本院提出诉讼请求：判令被告支付款项。\n{b}辩称，不同意原告的请求。\n",
        "经审理查明：" + "".join(dice.sample(FINDINGS, 3)).format(a=a, b=b, c=c) + "\n",
        "本院认为，" + "".join(dice.sample(REASONS, 2)) + "依照《中华人民共和国民法典》规定，判决如下：\n",
        dice.choice(ORDERS).format(a=a, b=b) + "\n",
        f"审　判　员　　虚法官{'甲乙丙'[number % 3]}\n二〇二〇年三月二日\n",
    ]
    row = {
        "case_id": case, "case_number": told, "court": court, "kind": "civil", "cause": cause, "instance": "first",
        "procedure": dice.choice(("simplified", "ordinary")), "division": dice.choice(DIVISIONS),
        "town": f"虚{'甲乙'[number % 2]}镇", "amount": Decimal(dice.choice((5000, 60000, 900000))),
        "filed_on": date(year, 1, 1 + number % 28), "closed_on": date(year, 6, 1 + number % 28),
        "closing": dice.choice(("supported", "claims_dismissed")), "judge": f"虚法官{'甲乙丙'[number % 3]}",
    }  # fmt: skip
    parties = [{"party_id": f"{case}/{n}", "case_id": case, "role": role, "kind": "person", "name": name}
               for n, (role, name) in enumerate((("plaintiff", a), ("defendant", b)))]  # fmt: skip
    document = {
        "document_id": f"d{number}", "case_id": case, "case_number": told, "court": court, "kind": "judgment",
        "dated_on": row["closed_on"], "publication": dice.choice(STATES), "outcome": row["closing"],
        "text": "".join(parts),
    }  # fmt: skip
    facts = [{"fact_id": f"d{number}/citations[{n}]", "document_id": f"d{number}", "field": "citations",
              "path": f"citations[{n}]", "words": one} for n, one in enumerate(dice.sample(ARTICLES, 2))]  # fmt: skip
    return row, parties, document, facts


def papers(seed, many, first=0, *, bare=3):
    """The rows of so many made-up cases by table; every so many-th has no document."""
    dice = random.Random(seed)
    rows = {"cases": [], "parties": [], "documents": [], "document_facts": []}
    for number in range(first, first + many):
        case, parties, document, facts = paper(dice, number)
        rows["cases"].append(case)
        rows["parties"] += parties
        if bare == 0 or number % bare:
            rows["documents"].append(document)
            rows["document_facts"] += facts
    return rows


def batches(rows):
    """The rows as batches."""
    return [batch(table, some) for table, some in rows.items() if some]


def reader(*grants):
    """A reader of some grants."""
    below = {"虚": ("虚02", *COURTS), "虚02": COURTS}
    return Reader(name="one", rights=rights_of(grants, lambda mark: below.get(mark, ())))


GRANTS = st.builds(
    Grant,
    role=st.sampled_from(sorted(ROLES)),
    court=st.sampled_from([*COURTS, "虚02+", "*"]),
    divisions=st.sampled_from([(), (), ("民一庭",), ("民二庭",)]),
)
PUBLIC_ONLY = Reader(name="two", rights=(Right(actions=frozenset({"cases"})),))
READERS = st.one_of(
    st.lists(GRANTS, min_size=1, max_size=2).map(lambda grants: reader(*grants)),
    st.sampled_from([LOCAL, LOCAL_NAMED, PUBLIC_ONLY]),
)

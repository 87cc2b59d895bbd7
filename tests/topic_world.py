"""A small drawn court that a topic is planted in."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import faces
from drawn import batch
from measuring import desk

COURT = "虚0213"
HEAD = "虚构市海安区人民法院\n民事判决书\n（2020）虚0213民初1号\n"
TEXT = (
    HEAD + "原告：{lender}，男，住虚构省。\n被告：拟乙，男，住虚构省。\n"
    "原告{lender}与被告拟乙民间借贷纠纷一案，本院立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。\n"
    "{lender}向本院提出诉讼请求：拟乙归还借款。\n本院经审理认定事实如下：{found}\n"
    "本院认为，{thought}依照《中华人民共和国民法典》第六百七十五条规定，判决如下：\n"
    "拟乙应于本判决生效之日起十日内归还{lender}借款。\n审判员　　虚丙\n二〇二〇年五月一日\n"
)


def world(folder: Path) -> Path:
    """Six private loans and four sales a month: farmers lend more each year, one lender sues twelve times.

    Every second loan has a text: two in three are oral, one in four far above the ceiling; online loans rise.
    """
    made = faces.store(folder / "store")
    cases, parties, documents, facts = [], [], [], []
    for n in range(360):
        day = date(2018, 1, 1) + timedelta(days=3 * n + n // 24)
        loan, number = n % 10 < 6, f"（{day.year}）{COURT}民初{n}号"
        case = f"{COURT}{number}"
        cases.append({
            "case_id": case, "case_number": number, "court": COURT, "kind": "civil", "instance": "first",
            "cause": "民间借贷纠纷" if loan else "买卖合同纠纷", "filed_on": str(day),
            "closed_on": str(day + timedelta(days=40)), "closing": "supported" if n % 3 else "mediated",
            "town": ("甲虚镇", "乙虚镇", "丙虚镇")[n % 3], "amount": str(Decimal(10_000 + 1000 * (n % 50))),
        })  # fmt: skip
        lender = "虚专业" if loan and n % 18 == 1 else f"虚{n}"
        farmer = (n * 7) % 100 < (10, 35, 70)[day.year - 2018]
        parties += [
            {"party_id": f"{case}/p", "case_id": case, "role": "plaintiff", "kind": "person", "name": lender,
             "id_number": f"虚证{lender}", "occupation": "渔民" if farmer else "职员"},
            {"party_id": f"{case}/d", "case_id": case, "role": "defendant", "kind": "person", "name": "拟乙"},
        ]  # fmt: skip
        if not loan or n % 2:
            continue
        oral, online = n % 3 > 0, (n * 11) % 100 < (0, 15, 70)[day.year - 2018]
        found = ("双方口头约定借款。" if oral else "被告出具借条一份。") + ("款项通过网络平台出借。" if online else "")
        documents.append({"document_id": f"d{n}", "case_id": case, "court": COURT, "case_number": number,
                          "text": TEXT.format(lender=lender, found=found, thought="借贷关系成立。")})  # fmt: skip
        told = [("loan.rate", "number", "60" if n % 8 == 0 else "12"), ("loan.lent_on", "day", str(day))]
        told += [("loan.online", "words", "网络平台")] if online else []
        facts += [{"fact_id": f"d{n}/{name}", "document_id": f"d{n}", "path": name, "field": name, kind: value}
                  for name, kind, value in told]  # fmt: skip
    desk(made, batch("cases", cases), batch("parties", parties), batch("documents", documents),
         batch("document_facts", facts))  # fmt: skip
    return made

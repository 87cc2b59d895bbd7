"""A million made-up documents: indexed, searched, renewed and withdrawn; fails past the limits.

    python benchmarks/search.py [--documents 1000000] [--folder DIR] [--keep]

Documents are drawn from a seed and loaded into a store of their own, which is removed in the end. Then, in this order:
the index is made in a process of its own (wall and processor seconds; VmHWM of it and of its helpers), a mix of
questions is asked by whole ``search`` calls (parsing, rights, hits, marked stretches) and, of the very same engine
question, by ``tantivy`` alone; 15,000 documents come and the index is renewed; some documents are withdrawn and sought.
Limits: 20 minutes and 2 GB for the index; 30 ms and twice the engine alone for 95 of 100 questions; 60 s to renew;
nothing found of what was withdrawn.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from shuzhu import pipeline
from shuzhu.access import LOCAL, Grant, Reader, rights_of
from shuzhu.batches import Batch, schema
from shuzhu.demo import made_up_courts
from shuzhu.pipeline.searching import Inquiry, Wanted, search
from shuzhu.search.ask import Page
from shuzhu.store.settings import Settings, write_settings

MINUTES, GIGABYTES, P95, RATIO, RENEW = 20, 2.0, 0.030, 2.0, 60
MORE, GONE, ASKED = 15_000, 20, 400
SLAB = 20_000
MARK = "撤回验证用语"
CAUSES = ("民间借贷纠纷", "买卖合同纠纷", "劳动争议", "物业服务合同纠纷", "机动车交通事故责任纠纷", "离婚纠纷",
          "房屋租赁合同纠纷", "追索劳动报酬纠纷")  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "虚拟幻假构甲乙丙丁戊己庚辛壬癸"
PHRASES = (
    "原告交付借款本金{n}元", "约定月利率百分之{k}", "被告未按约定偿还本金及利息", "双方签订书面合同", "货款至今未付清",
    "用人单位拖欠劳动报酬", "借条载明还款期限", "预先扣除利息{n}元", "物业服务费经催收未交纳", "事故造成车辆损坏",
    "鉴定意见认定伤残等级为{k}级", "被告下落不明经公告送达", "保证人承担连带责任", "租赁房屋用于经营餐饮",
    "证据经庭审质证予以采信", "工程款结算金额为{n}元", "当事人对事实无异议", "银行转账凭证显示交付{n}元",
    "夫妻感情确已破裂", "婚生子女由一方抚养", "违约金约定过高应予调整", "合同解除后应当返还价款",
)  # fmt: skip
REASONS = (
    "合法的借贷关系受法律保护", "约定的利率超过法定上限的部分不予支持", "职业放贷人签订的借款合同无效",
    "双方应当按照约定全面履行自己的义务", "用人单位应当及时足额支付劳动报酬", "侵权人应当承担赔偿责任",
    "诉讼请求证据不足应予驳回", "违约方应当承担违约责任", "举证不能的后果由负有举证责任的一方承担",
)  # fmt: skip
QUESTIONS = (
    "民间借贷", "高利贷 民法典675", "借款 利息 月利率", '"预先扣除利息"', "职业放贷人 合同无效", "拖欠农民工工资",
    "保证人 连带责任 年:2020", "理由:超过法定上限", "主文:驳回 案由:劳动争议", "（2019）虚0213民初{n}号", "物业费 催收",
    '"被告未按约定偿还本金及利息"', "离婚 子女抚养 -彩礼", "金额:10万-50万 借款合同", "伤残等级 鉴定意见 法院:虚0203",
    "{name}", "公告送达 借条", "民诉法 驳回", "房屋租赁 餐饮 解除", "结果:驳回诉讼请求 违约金",
)  # fmt: skip


def name(dice: random.Random) -> str:
    """A made-up person."""
    return dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)


def document(dice: random.Random, number: int, courts: list[str], mark: str = "") -> tuple[dict, list, dict, list]:
    """One made-up case with its document: rows of four tables."""
    court, cause = dice.choice(courts), dice.choice(CAUSES)
    a, b = name(dice), name(dice)
    day = date(2016, 1, 1) + timedelta(days=dice.randrange(2500))
    said = f"（{day.year}）{court}民初{number}号"
    facts = dice.choices(PHRASES, k=dice.randrange(8, 16))
    told = "。".join(facts).format(n=dice.randrange(1000, 900_000), k=dice.randrange(1, 10))
    why = "。".join(dice.sample(REASONS, 3))
    won = dice.random() < 0.7
    order = f"被告{b}于本判决生效之日起十日内支付原告{a}款项。" if won else f"驳回原告{a}的诉讼请求。"
    text = "\n".join((
        "虚构市人民法院", "民事判决书", said,
        f"原告：{a}，男，{dice.randrange(1950, 2000)}年出生，住虚构市望虚镇。", f"被告：{b}，女，住虚构市石幻镇。",
        f"原告{a}与被告{b}{cause}一案，本院于{day.year}年{day.month}月{day.day}日立案后，公开开庭进行了审理，现已审理终结。",
        f"{a}向本院提出诉讼请求：判令被告{b}支付款项并承担诉讼费用。", f"{b}辩称，不同意原告的诉讼请求。",
        f"经审理查明：{told}。{mark}",
        f"本院认为，{why}。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：", order,
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
            "words": f"中华人民共和国民法典第{article}条",
        }
        for n, article in enumerate((675, dice.randrange(500, 600)))
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


def high_water() -> float:
    """The most memory that this process held, in gigabytes (VmHWM)."""
    with Path("/proc/self/status").open() as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1e6


def apart(step: str, root: Path, *words: str) -> str:
    """A step in a process of its own; what it prints last."""
    done = subprocess.run([sys.executable, __file__, "--step", step, "--folder", str(root), *words],
                          check=True, capture_output=True, text=True)  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


def index(root: Path) -> None:
    """Bring the index to the store's snapshot; seconds, processor seconds, memory here and of the largest helper."""
    house = pipeline.open_house(root, engine="duckdb://?threads=2&memory=700MB")
    began = time.perf_counter()
    state = pipeline.index(house)
    wall = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    print(wall, cpu, high_water(), used[1].ru_maxrss / 1e6, state.units)


def percentile(times: list[float], share: float) -> float:
    """The time that a share of all kept to."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def asked(house: pipeline.House, dice: random.Random, documents: int) -> dict[str, list[float]]:
    """A mix of questions by whole calls, with facets too, and by the engine alone: seconds of each."""
    times: dict[str, list[float]] = {"whole": [], "engine": [], "facets": []}
    for turn in range(ASKED + 40):
        text = QUESTIONS[turn % len(QUESTIONS)].format(n=dice.randrange(documents), name=name(dice))
        began = time.perf_counter()
        search(house, Wanted(text=text))
        whole = time.perf_counter() - began
        desk = Inquiry(house)
        query = desk.asking.bounded(desk.query(Wanted(text=text)))
        searcher = desk.index.searcher()
        began = time.perf_counter()
        answer = searcher.search(query, 10, count=True)
        for _, place in answer.hits:
            searcher.doc(place)
        engine = time.perf_counter() - began
        began = time.perf_counter()
        desk.asking.find(desk.query(Wanted(text=text)), Page(facets=("court", "year", "cause", "outcome", "band")))
        if turn >= 40:  # the first come from the disk
            times["whole"].append(whole)
            times["engine"].append(engine)
            times["facets"].append(time.perf_counter() - began)
    return times


def main() -> None:
    """Run all of it, or one step in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / f"search-{os.getpid()}")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--step", choices=["load", "more", "index"])
    given = parser.parse_args()
    root: Path = given.folder
    if given.step == "index":
        index(root)
    elif given.step:
        first, many = (0, given.documents) if given.step == "load" else (given.documents, MORE)
        house = pipeline.open_house(root)
        house.store.load(batches(first, many, seed=first + 1), house.codes, made_up=True)
        print("loaded")
    else:
        try:
            raise SystemExit(judged(root, given.documents))
        finally:
            if not given.keep:
                shutil.rmtree(root, ignore_errors=True)


def judged(root: Path, documents: int) -> int:
    """Every claim with its figure; 1 where one fails."""
    write_settings(root, Settings(made_up=True, name="虚构省"))
    size = ("--documents", str(documents))
    apart("load", root, *size)
    house = pipeline.open_house(root)
    house.store.load(batches(documents + MORE, GONE, 3, MARK), house.codes, made_up=True)
    wall, cpu, here, helper, units = map(float, apart("index", root).split())
    disk = sum(path.stat().st_size for path in (root / "search").rglob("*") if path.is_file()) / 1e9
    print(
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the index: {units:,.0f} units, {disk:.2f} GB"
    )
    claims = [
        ("index, minutes", wall / 60, MINUTES * documents / 1e6),
        ("index, minutes of two processors", cpu / 120, MINUTES * documents / 1e6),
        ("index, GB of memory", here, GIGABYTES), ("index, GB of its largest helper", helper, GIGABYTES),
    ]  # fmt: skip
    house = pipeline.open_house(root)
    judge = Reader(name="one", rights=rights_of([Grant(role="research", court="虚0213")], lambda _mark: ()))
    for who, seen in (("all courts", house.read_by(LOCAL)), ("one court", house.read_by(judge))):
        times = asked(seen, random.Random(5), documents)
        whole, engine = percentile(times["whole"], 0.95), percentile(times["engine"], 0.95)
        half = [1000 * percentile(times[what], 0.5) for what in ("whole", "engine")]
        faceted = 1000 * percentile(times["facets"], 0.95)
        print(f"{who}: p50 {half[0]:.1f} ms, engine {half[1]:.1f} ms; with five facets p95 {faceted:.1f} ms")
        claims += [(f"{who}: p95, s", whole, P95), (f"{who}: p95 against the engine alone", whole / engine, RATIO)]
    apart("more", root, *size)
    claims.append((f"renewed by {MORE:,} documents, s", float(apart("index", root).split()[0]), RENEW))
    house = pipeline.open_house(root)
    before = search(house, Wanted(text=f'"{MARK}"', limit=100)).total
    gone = [f"w{number}" for number in range(documents + MORE, documents + MORE + GONE)]
    done = pipeline.withdraw(house, gone, "验证", datetime.now(UTC))
    after = search(pipeline.open_house(root), Wanted(text=f'"{MARK}"')).total
    print(f"withdrawn: {len(done.documents)} documents; found before {before}, after {after}")
    claims += [
        ("found before being withdrawn, short of all", GONE - before, 0),
        ("found of what was withdrawn", after, 0),
    ]
    for claim, value, limit in claims:
        print(f"{'ok  ' if value <= limit else 'FAIL'} {claim}: {value:.3g} (limit {limit:g})")
    return int(any(value > limit for _, value, limit in claims))


if __name__ == "__main__":
    main()

"""A million made-up documents: indexed, searched, renewed and withdrawn; fails past the limits.

    python benchmarks/search.py [--documents 1000000] [--folder DIR] [--keep]

Documents are drawn from a seed and loaded into a store of their own, which is removed in the end. Then, in this order:
the index is made in a process of its own (wall and processor seconds, and memory, with all its helpers), a mix of
questions is asked by whole ``search`` calls (parsing, rights, hits, marked stretches) and, of the very same engine
question, by ``tantivy`` alone; 15,000 documents come and the index is renewed; some documents are withdrawn and sought.
Limits: 20 minutes and 2 GB for the index; 30 ms and twice the engine alone for 95 of 100 questions; 60 s to renew;
nothing found of what was withdrawn.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from search_made import batches, name
from shuzhu import pipeline
from shuzhu.access import LOCAL, Grant, Reader, rights_of
from shuzhu.pipeline.searching import Inquiry, Wanted, search
from shuzhu.search.ask import Page
from shuzhu.store.settings import Settings, write_settings

MINUTES, GIGABYTES, P95, RATIO, RENEW = 20, 2.0, 0.030, 2.0, 60
MORE, GONE, ASKED = 15_000, 20, 400
MARK = "撤回验证用语"
QUESTIONS = (
    "民间借贷", "高利贷 民法典675", "借款 利息 月利率", '"预先扣除利息"', "职业放贷人 合同无效", "拖欠农民工工资",
    "保证人 连带责任 年:2020", "理由:超过法定上限", "主文:驳回 案由:劳动争议", "（2019）虚0213民初{n}号", "物业费 催收",
    '"被告未按约定偿还本金及利息"', "离婚 子女抚养 -彩礼", "金额:10万-50万 借款合同", "伤残等级 鉴定意见 法院:虚0203",
    "{name}", "公告送达 借条", "民诉法 驳回", "房屋租赁 餐饮 解除", "结果:驳回诉讼请求 违约金",
)  # fmt: skip


class Watched(Thread):
    """A process with all that it started, looked at every second: processor seconds, and the most memory together.

    Memory is what belongs to them alone, in gigabytes; ``mapped`` is what else lies in memory of files that they read,
    which the system takes back when it is needed elsewhere.
    """

    def __init__(self, pid: int) -> None:
        """Look at a process until it ends."""
        super().__init__(daemon=True)
        self._pid = pid
        self._seconds: dict[int, float] = {}
        self.memory = self.mapped = 0.0

    @property
    def seconds(self) -> float:
        """Processor seconds of all of them."""
        return sum(self._seconds.values())

    def run(self) -> None:
        """Look, and look again."""
        while self._look():
            time.sleep(1)

    def _look(self) -> bool:
        """One look; False where there is nothing left to see."""
        parents: dict[int, int] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                told = path.read_text().rpartition(")")[2].split()
                pid = int(path.parent.name)
                parents[pid] = int(told[1])
                if pid in self._seconds or pid == self._pid or parents[pid] in self._seconds:
                    self._seconds[pid] = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        told = [_memory(pid) for pid in self._seconds.keys() & parents.keys()]
        self.memory = max(self.memory, sum(own for own, _ in told))
        self.mapped = max(self.mapped, sum(files for _, files in told))
        return self._pid in parents


def _memory(pid: int) -> tuple[float, float]:
    """The memory of a process that is its own, and what it maps of files, in gigabytes; 0 where it has ended."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        told = {line.split(":")[0]: int(line.split()[1]) / 1e6 for line in lines}
        return told["Anonymous"], told["Pss"] - told["Anonymous"]
    return 0.0, 0.0


def apart(step: str, root: Path, *words: str) -> tuple[str, Watched]:
    """A step in a process of its own; what it prints last, and what it took."""
    process = subprocess.Popen([sys.executable, __file__, "--step", step, "--folder", str(root), *words],
                               stdout=subprocess.PIPE, text=True)  # fmt: skip
    watched = Watched(process.pid)
    watched.start()
    told, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"the step {step} ended with {process.returncode}")
    return told.strip().splitlines()[-1], watched


def index(root: Path) -> None:
    """Bring the index to the store's snapshot; seconds and units."""
    house = pipeline.open_house(root, engine="duckdb://?threads=2&memory=300MB")
    began = time.perf_counter()
    state = pipeline.index(house)
    print(time.perf_counter() - began, state.units)


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
    told, took = apart("index", root)
    wall, units = map(float, told.split())
    disk = sum(path.stat().st_size for path in (root / "search").rglob("*") if path.is_file()) / 1e9
    print(
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the index: {units:,.0f} units, "
        f"{disk:.2f} GB; up to {took.mapped:.2f} GB of files mapped while it is made"
    )
    claims = [
        ("index, minutes", wall / 60, MINUTES * documents / 1e6),
        ("index, minutes of two processors", took.seconds / 120, MINUTES * documents / 1e6),
        ("index, GB of memory with its helpers", took.memory, GIGABYTES),
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
    claims.append((f"renewed by {MORE:,} documents, s", float(apart("index", root)[0].split()[0]), RENEW))
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

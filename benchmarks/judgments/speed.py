"""How fast are documents read, does memory stay flat, and does nothing grow faster than the text?

    python -m benchmarks.judgments.speed [--documents 200000]

On the two collections of criminal judgments, with every fact:

- documents a second on all cores of this machine (two or more), at least 2 000;
- time of reading ÷ time of one pass of one compiled pattern (money, days, articles, numbers) over the same texts, on
  one core, at most 15;
- memory after many documents ÷ memory after the first tenth of them, at most 1.1.
"""

import argparse
import multiprocessing
import os
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from benchmarks.judgments import texts
from benchmarks.judgments.result import Result
from benchmarks.judgments.texts import shared_folder

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader

PASS = re.compile(
    r"《[^》]{2,40}》|\d[\d,，.]*\s*余?[万亿]?元|(?:19|20)\d\d年\d{1,2}月\d{1,2}日|"
    r"[（(〔]\d{4}[）)〕][^号]{2,20}号|第[一二三四五六七八九十百零]+条"
)
RUNS = 3
_worker = {}


def judge(shared: Path, documents: int = 200_000) -> list[Result]:
    """The three figures."""
    found = [text for _, text, _ in texts.judge(shared)] + [text for _, text in texts.lecard(shared)]
    reader = Reader(read_codes())
    reading = min(seconds(reader.read, found) for _ in range(RUNS))
    passing = min(seconds(PASS.findall, found) for _ in range(RUNS))
    print(f"{len(found)} documents, {sum(map(len, found)) / len(found):,.0f} characters each: "
          f"{1000 * reading / len(found):.3f} ms a document on one core")  # fmt: skip
    rate = max(on_all_cores(found) for _ in range(RUNS))
    return [
        Result(name="documents a second on all cores", found=rate, limit=2_000),
        Result(name="reading ÷ one pass of a pattern", found=reading / passing, limit=15, higher_is_better=False),
        Result(name=f"memory over {documents:,} documents ÷ over a tenth", found=growth(reader, found, documents),
               limit=1.1, higher_is_better=False),
    ]  # fmt: skip


def seconds(read, found: list[str]) -> float:
    """The time of reading every text once."""
    began = time.perf_counter()
    for text in found:
        read(text)
    return time.perf_counter() - began


def on_all_cores(found: list[str]) -> float:
    """Documents a second, each process with its reader made and warm."""
    workers = os.cpu_count() or 1
    pieces = [found[n::workers] for n in range(workers)]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), start, (found[:40],)) as pool:
        list(pool.map(len, pieces))
        list(pool.map(many, [piece[:20] for piece in pieces]))
        began = time.perf_counter()
        done = sum(pool.map(many, pieces))
        return done / (time.perf_counter() - began)


def start(some: list[str]) -> None:
    """Make a process's reader."""
    _worker["reader"] = Reader(read_codes())
    many(some)


def many(piece: list[str]) -> int:
    """Read every text of a piece."""
    for text in piece:
        _worker["reader"].read(text)
    return len(piece)


def growth(reader: Reader, found: list[str], documents: int) -> float:
    """Memory held after so many documents ÷ after a tenth of them; each differs from the one before."""
    early = 0.0
    for number, text in enumerate(islice(differing(found), documents)):
        reader.read(text)
        if number == documents // 10:
            early = held()
    return held() / early


def differing(found: list[str]) -> Iterator[str]:
    """The short ones of the texts without end, their numbers and names changed each time round."""
    short = [text for text in found if len(text) < 1_500]
    for number, text in enumerate(cycle(short)):
        yield text.replace("号", f"{number % 9973}号", 1).replace("被告人", f"被告人{chr(0x4E00 + number % 5000)}")


def held() -> float:
    """The memory that this process holds now, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200_000)
    results = judge(shared_folder(), parser.parse_args().documents)
    for result in results:
        print(result.line())
    sys.exit(any(not result.passes for result in results))

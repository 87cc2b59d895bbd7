"""Does any broken document stop the reader, or make it slow out of measure?

    python -m benchmarks.judgments.fuzz [--documents 20000] [--seed 7]

Real documents are cut, shuffled, doubled, their brackets exchanged, NULs and lone surrogates put in, some made huge.
No crash, every place inside its text; and the time per MB of a large document within 3 × of that of the plain ones.
"""

import argparse
import random
import sys
import time
from pathlib import Path

from benchmarks.judgments import texts
from benchmarks.judgments.result import Result
from benchmarks.judgments.texts import shared_folder

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.facts.flat import facts_of
from shuzhu.judgments import Reader

BRACKETS = "（）()〔〕【】《》“”，。；：、\n 　"
HUGE = 1_000_000
UNITS = (
    "被告人", "元", "第一百条、", "《", "（2017）", "号", "判决如下：", "本院认为，", "1", "一",
    "、张某", " ", "\n", "年1月", "人民币一万元", "有期徒刑三年", "诉称", "（", "查明", "审判长",
)  # fmt: skip


def judge(shared: Path, documents: int = 20_000, seed: int = 7) -> list[Result]:
    """Crashes, places outside the text, and the slowest large document."""
    dice = random.Random(seed)
    found = [text for _, text in texts.every(shared)]
    reader = Reader(read_codes())
    plain = dice.sample(found, 200)
    crashes, outside = [], []
    for number in range(documents):
        kind = dice.choice(sorted(WAYS))
        text = WAYS[kind](dice.choice(found), found, dice)
        try:
            places = [fact for _, fact in facts_of(reader.read(text))]
        except Exception as error:  # noqa: BLE001 — whatever it is, it is a finding
            crashes.append(f"{number} {kind} {type(error).__name__}")
            continue
        if any(not 0 <= fact.start <= fact.end <= len(text) for fact in places):
            outside.append(f"{number} {kind}")
    slow = {kind: beside(reader, text, plain) for kind, text in large(found, dice)}
    return [
        Result(name=f"crashes over {documents:,}", found=len(crashes), limit=0, higher_is_better=False,
               failures=tuple(crashes)),
        Result(name="documents with a place outside the text", found=len(outside), limit=0, higher_is_better=False,
               failures=tuple(outside)),
        Result(name="time per MB of a huge document ÷ of plain ones", found=max(slow.values()), limit=3,
               higher_is_better=False, failures=tuple(f"{k} {v:.2f}" for k, v in slow.items() if v > 3)),
    ]  # fmt: skip


def beside(reader: Reader, text: str, plain: list[str]) -> float:
    """Time per MB of a text ÷ of plain ones read just before and after it, for a machine's own speed varies."""
    before = per_mb(reader, plain)
    large = per_mb(reader, [text])
    return large / ((before + per_mb(reader, plain)) / 2)


def per_mb(reader: Reader, found: list[str]) -> float:
    """Seconds per million characters."""
    began = time.perf_counter()
    for text in found:
        reader.read(text)
    return (time.perf_counter() - began) / sum(map(len, found)) * 1e6


def cut(text, found, dice):
    """From anywhere to anywhere."""
    a, b = sorted(dice.randrange(len(text) + 1) for _ in range(2))
    return text[a:b]


def shuffled(text, found, dice):
    """Its sentences in any order."""
    sentences = text.split("。")
    dice.shuffle(sentences)
    return "。".join(sentences)


def spliced(text, found, dice):
    """The head of one, the rest of another."""
    other = dice.choice(found)
    return text[: dice.randrange(len(text) + 1)] + other[dice.randrange(len(other) + 1) :]


def exchanged(text, found, dice):
    """Brackets and stops exchanged for others."""
    table = {ord(a): dice.choice(BRACKETS) for a in dice.sample(BRACKETS, 6)}
    return text.translate(table)


def dotted(text, found, dice):
    """Odd characters put in."""
    letters = list(text)
    for _ in range(dice.randrange(1, 40)):
        letters.insert(dice.randrange(len(letters) + 1), dice.choice("\x00\ud800\u200b\ufeff𠮷×*Xx零〇\t\r"))
    return "".join(letters)


def spaced(text, found, dice):
    """Spaces and line ends as a bad scan has them."""
    return "".join(c + (dice.choice(" \n　") if dice.random() < 0.05 else "") for c in text)


def doubled(text, found, dice):
    """A piece of it many times over."""
    a = dice.randrange(len(text))
    return text[:a] + text[a : a + dice.randrange(1, 60)] * dice.randrange(1, 80) + text[a:]


WAYS = {f.__name__: f for f in (cut, shuffled, spliced, exchanged, dotted, spaced, doubled)}


def large(found: list[str], dice: random.Random):
    """Documents of a million characters, each of one kind of trouble."""
    whole = "".join(dice.sample(found, min(len(found), 300)))
    head = found[0][:300]
    yield "joined", whole[:HUGE]
    yield "no stops", "".join(c for c in whole if c not in "。；，\n ")[:HUGE]
    for unit in UNITS:
        yield f"of {unit!r}", head + unit * (HUGE // len(unit))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    said = parser.parse_args()
    results = judge(shared_folder(), said.documents, said.seed)
    for result in results:
        print(result.line())
    sys.exit(any(not result.passes for result in results))

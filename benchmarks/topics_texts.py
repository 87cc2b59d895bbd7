"""Real texts about private loans as documents that the loader takes: under a made-up heading, nothing else changed.

``read`` finds them by ``SHUZHU_SHARED``; none of them is written anywhere but into the folder that is asked for.
"""

import csv
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.similar_read import divided

DATA = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[2] / "shared")) / "data"
COURT, NAME = "虚0213", "虚构市海安区人民法院"
FOCUS, TRIPLES, SECTIONS = "cail2021_focus_private_lending", "cail2019_scm_private_lending", "casegen_civil"
DAYS = {FOCUS: "2017-05-08", TRIPLES: "2018-05-08", SECTIONS: "2019-05-08"}
"""No text tells when it was filed; a made-up day, one for each source, stands in."""


@dataclass(frozen=True)
class Paper:
    """One text: where it is from, its place there, its made-up number and the whole document."""

    source: str
    place: int
    number: str
    text: str


def read() -> list[Paper]:
    """Every text of the three sources that is about a private loan."""
    found = []
    for source, bodies in ((FOCUS, _focus()), (TRIPLES, _triples()), (SECTIONS, _sections())):
        year = DAYS[source][:4]
        for place, body in enumerate(bodies):
            number = f"（{year}）{COURT}民初{place + 1}号"
            head = f"{NAME}\n民事判决书\n{number}\n\n"
            found.append(Paper(source, place, number, f"{head}{body}\n"))
    return found


def drawn(papers: list[Paper], seed: int, many: dict[str, int]) -> list[Paper]:
    """So many of each source, by a seed."""
    chance = random.Random(seed)
    return [
        one for source, size in many.items() for one in chance.sample([p for p in papers if p.source == source], size)
    ]


def written(papers: list[Paper], folder: Path) -> Path:
    """A folder that the loader takes: the texts, and a row of cases for each."""
    (folder / "texts").mkdir(parents=True)
    with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["case_id", "case_number", "court", "kind", "type_code", "instance", "cause", "filed_on"])
        for one in papers:
            row = [
                f"{COURT}{one.number}",
                one.number,
                COURT,
                "civil",
                "民初",
                "first",
                "民间借贷纠纷",
                DAYS[one.source],
            ]
            sheet.writerow(row)
            (folder / "texts" / f"{one.number}.txt").write_text(one.text, encoding="utf-8")
    return folder


def _opened(source: str) -> str:
    """How the case came to be heard, as a judgment would say it; the cause stands here alone."""
    year, month, day = DAYS[source].split("-")
    return f"原、被告民间借贷纠纷一案，本院于{year}年{int(month)}月{int(day)}日立案受理。本案现已审理终结。"


def _focus() -> Iterator[str]:
    """Claims, defence and reasoning of those about a loan."""
    (line,) = (DATA / FOCUS / "focus_recognition-train.json").read_text(encoding="utf-8").splitlines()
    for one in json.loads(line)["dataset"]:
        claims, defence, thought = (one.get(key, "").strip() for key in ("诉称段", "辩称段", "裁判分析过程段"))
        if "借" in claims + thought:
            yield f"{_opened(FOCUS)}\n{claims}\n{defence}\n{thought}"


def _triples() -> Iterator[str]:
    """Parties, claims, defence and findings, each text once."""
    lines = (DATA / TRIPLES / "input.jsonl").read_text(encoding="utf-8").splitlines()
    for text in sorted({text for line in lines for text in json.loads(line).values()}):
        parts = divided(text)
        parties = parts.pop("parties").strip()
        yield "\n".join([parties, _opened(TRIPLES), *(part.strip() for part in parts.values() if part.strip())])


def _sections() -> Iterator[str]:
    """Findings, reasoning and order of those that name the cause in their reasoning or speak of a note."""
    for line in (DATA / SECTIONS / "casegen_sections.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if "民间借贷" in one["reasoning"] + one["judgment"]:
            yield "\n".join([_opened(SECTIONS), *(one[key].strip() for key in ("fact", "reasoning", "judgment"))])

"""Is each defendant's sentence read as a reader does, and the total amount of a crime as the task's answers have it?

    python -m benchmarks.judgments.criminal

Sentences: against ``labels/criminal.json``, read by hand from the orders; a document counts where every defendant,
in the order of the heading, has the charges, main penalty, months, days, probation and fine of the label.

Amounts: LawBench 3-7, by its own rule: an item counts where the answer's number is among the numbers given (we give
one). The rules were written on the items before ``READ`` of a shuffle by ``SEED`` and on three more; the others were
never read, only counted.
"""

import json
import os
import random
import re
import sys
from pathlib import Path

from benchmarks.judgments.result import Result

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.facts import Defendant
from shuzhu.judgments import Reader
from shuzhu.judgments.criminal import crime_amount, defendants_of

LABELS = Path(__file__).parent / "labels" / "criminal.json"
SEED, READ, MORE = 7, 188, {9, 11, 224}
FACTS = ("penalty", "months", "days", "probation_months", "fine_yuan")


def judge(shared: Path) -> list[Result]:
    """The share of documents read wholly right, and of amounts right, on what was read before and what was not."""
    items = json.loads((shared / "data" / "lawbench_tasks" / "3-7.json").read_text(encoding="utf-8"))
    places = list(range(len(items)))
    random.Random(SEED).shuffle(places)
    seen = {*places[:READ], *MORE}
    return [
        sentences(shared),
        amounts("amounts of crime, items read", items, [place for place in places if place in seen]),
        amounts("amounts of crime, items never read", items, [place for place in places if place not in seen]),
    ]


def sentences(shared: Path) -> Result:
    """The share of the labelled documents whose every defendant is read right."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    reader = Reader(read_codes())
    path = shared / "data" / "judge_criminal_fulltext" / "test.jsonl"
    failures = []
    for line in filter(str.strip, path.read_text(encoding="utf-8").split("\n")):
        document = json.loads(line)
        name = document["text_id"]
        if name in labels:
            found = [facts(one) for one in defendants_of(reader.document(document["fd"]), reader.causes)]
            failures += [f"{name}: {difference(labels[name], found)}"] if found != labels[name] else []
    return Result(name="sentences", found=1 - len(failures) / len(labels), limit=0.98, failures=tuple(failures))


def amounts(name: str, items: list[dict[str, str]], places: list[int]) -> Result:
    """The share of items whose total is the answer's."""
    failures = []
    for place in places:
        answer = float(re.search(r"[\d.]+", items[place]["answer"])[0])
        found = crime_amount(items[place]["question"].removeprefix("文书:"))
        if found is None or float(found) != answer:
            failures.append(f"3-7:{place} {answer:g} read as {found}")
    return Result(name=name, found=1 - len(failures) / len(places), limit=0.8, failures=tuple(failures))


def facts(defendant: Defendant) -> dict[str, object]:
    """What is labelled of a defendant."""
    values = {name: fact.value if (fact := getattr(defendant, name)) else None for name in FACTS}
    return {"charges": [charge.value for charge in defendant.charges], **values}


def difference(label: list[dict[str, object]], found: list[dict[str, object]]) -> str:
    """What differs, without a name."""
    if len(label) != len(found):
        return f"{len(label)} defendants read as {len(found)}"
    differing = [
        f"{who} {name}: {one[name]} read as {other[name]}"
        for who, (one, other) in enumerate(zip(label, found, strict=True), start=1)
        for name in one
        if one[name] != other[name]
    ]
    return "; ".join(differing)


def main() -> int:
    """Print each figure and its failures; 1 where a limit is not met."""
    results = judge(Path(os.environ.get("SHUZHU_SHARED", "../shared")))
    for result in results:
        print(result.line(), *result.failures, sep="\n    ")
    return 0 if all(result.passes for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())

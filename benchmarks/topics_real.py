"""The topic of private lending on real texts, and four fields held against texts that were read by eye.

The texts go into a store of their own in a folder that is thrown away. ``topics_labels.json`` names a text by source
and place, and holds what a reader found in it: the principals that are right (of several loans their sum, of a loan
that was cut the sum that the court holds), the rate agreed in percent a year, the note, the ways of handing over.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.topics_texts import COURT, DATA, FOCUS, SECTIONS, TRIPLES, Paper, drawn, read, written

from shuzhu import pipeline
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.demo import made_up_courts
from shuzhu.facts import Loan
from shuzhu.judgments import Reader
from shuzhu.pipeline.topic import topic
from shuzhu.store.settings import Settings, write_settings

LABELS = Path(__file__).parent / "topics_labels.json"
LIMITS = {
    "sixty": {"principal": (0.80, 0.80), "rate": (0.90, 0.80), "form": (0.95, 0.95), "delivery": (0.90, 0.95)},
    "later": {"principal": (0.90, 0.90), "rate": (0.90, 0.80), "form": (0.95, 0.90), "delivery": (0.70, 0.95)},
}
"""Precision and recall by group of labels; the later ones stood at 0.73, 0.80, 0.92 and 0.69 when first read."""
MANY = {FOCUS: 8, TRIPLES: 8, SECTIONS: 4}


def run(tell: Callable[..., None], seed: int | None) -> None:
    """Count, hold against the labels; or print what a seed draws, to be read."""
    if not all((DATA / source).exists() for source in MANY):
        print(f"left out: no real texts at {DATA} (SHUZHU_SHARED names the folder)")
        return
    papers = read()
    if seed is not None:
        show(drawn(papers, seed, MANY))
        return
    print(f"     {len(papers)} texts: {dict(Counter(one.source for one in papers))}")
    counted(tell, papers)
    held(tell, papers)


def counted(tell: Callable[..., None], papers: list[Paper]) -> None:
    """The topic on all of them, and how many texts tell each field."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "store"
        write_settings(root, Settings(made_up=False, name="真实文书（仅供检验）"))
        codes = root / "catalogue" / "codes"
        codes.mkdir(parents=True)
        court = made_up_courts()[COURT]
        head = "# title: 法院代字\n# source: made up\n# confidence: own\nmark,name,level,parent,region,region_name\n"
        row = f"{court.mark},{court.name},{court.level},最高法,{court.region},{court.region_name}\n"
        (codes / "courts.csv").write_text(head + row, encoding="utf-8")
        pipeline.load(pipeline.open_house(root), [str(written(papers, Path(folder) / "texts"))], None)
        house = pipeline.open_house(root)
        found = topic(house, "private_lending", COURT, "2017..2019")
    tell("texts known to the topic", found.texts, len(papers))
    for name, answers in sorted(found.now.fields.items()):
        known = [one for one in answers if one is not None and one is not False]
        values = Counter(map(str, known)).most_common(5) if len(set(known)) < 40 else []
        print(f"     {name}: told in {len(known)} {dict(values)}")
    for one in found.findings:
        print(f"     finding {one.code}: {one.strength}, {one.count} of {one.of}")


def held(tell: Callable[..., None], papers: list[Paper]) -> None:
    """Precision and recall of the four fields, over those drawn first and those drawn when the rules stood."""
    reader = Reader(read_codes())
    known = {f"{one.source}:{one.place}": one for one in papers}
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    for group, limits in LIMITS.items():
        right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
        for name, label in labels[group].items():
            for field, told in scored(reader.read(known[name].text).loan, label).items():
                for counts, many in zip((right, found, wanted), told, strict=True):
                    counts[field] += many
        for field, (precision, recall) in limits.items():
            of = f"{group}, {len(labels[group])} texts: {field}"
            tell(f"{of}, precision ({right[field]} of {found[field]})", right[field] / found[field], precision)
            tell(f"{of}, recall ({right[field]} of {wanted[field]})", right[field] / wanted[field], recall)


def scored(loan: Loan | None, label: dict) -> dict[str, tuple[int, int, int]]:
    """By field: right, read, wanted."""
    principal, rate, form = (
        getattr(loan, name).value if loan and getattr(loan, name) else None
        for name in ("principal_found", "rate", "form")
    )
    ways = {one.value for one in loan.delivery} if loan else set()
    own = any(abs(float(principal or 0) - one) < 1 for one in label["principal"])
    return {
        "principal": _one(principal, own, label["principal"]),
        "rate": _one(rate, label["rate"] is not None and abs((rate or 0) - label["rate"]) < 0.1, label["rate"]),
        "form": _one(form, form in label["form"], label["form"]),
        "delivery": (len(ways & set(label["delivery"])), len(ways), len(label["delivery"])),
    }  # fmt: skip


def _one(got: object, good: bool, told: object) -> tuple[int, int, int]:  # noqa: FBT001
    """Right, read, wanted of a field with one value."""
    return int(got is not None and good), int(got is not None), int(bool(told))


def show(papers: list[Paper]) -> None:
    """What was read beside each text."""
    reader = Reader(read_codes())
    for one in papers:
        loan = reader.read(one.text).loan
        print(f"\n##### {one.source}:{one.place}\n{one.text}")
        if loan:
            told = (loan.principal_found, loan.rate, loan.form, *loan.delivery)
            print(">>> " + " | ".join(f"{fact.rule}: {fact.value}" for fact in told if fact))

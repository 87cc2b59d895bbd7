"""The shared real documents by id, as the parts of the benchmark read them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

#: a heading for documents that came without one
HEADING = (
    "某某人民法院\n民事判决书\n（2018）某0101民初1号\n原告甲某。\n被告乙某。\n"
    "原告甲某与被告乙某合同纠纷一案，本院立案后，公开开庭进行了审理。本案现已审理终结。\n"
)


def judge(shared: Path) -> Iterator[tuple[str, str, list[int]]]:
    """The id, text and cited articles of each criminal judgment."""
    path = shared / "data" / "judge_criminal_fulltext" / "test.jsonl"
    for line in filter(str.strip, path.read_text(encoding="utf-8").split("\n")):
        found = json.loads(line)
        yield f"judge:{found['text_id']}", found["fd"], found["la"]


def lecard(shared: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each candidate judgment."""
    folder = shared / "data" / "lecard5_candidates_fulltext" / "candidates"
    for path in sorted(folder.glob("*/*.json")):
        yield f"lecard:{path.parent.name}/{path.name}", json.loads(path.read_text(encoding="utf-8"))["qw"]


def supreme(shared: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each document of the Supreme People's Court."""
    for path in sorted((shared / "data" / "spc_documents_2015" / "corpus_lawsuit").glob("*.txt")):
        yield f"spc:{path.name}", path.read_text(encoding="utf-8").partition("content:")[2]


def civil(shared: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each civil judgment cut into sections, under a heading of our own."""
    path = shared / "data" / "casegen_civil" / "casegen_sections.jsonl"
    lines = filter(str.strip, path.read_text(encoding="utf-8").split("\n"))
    for place, found in enumerate(map(json.loads, lines)):
        body = f"{found['fact']}\n本院认为，{found['reasoning']}\n{found['judgment']}"
        yield f"casegen:{place}", f"{HEADING}{body}\n"


def sample(shared: Path) -> Iterator[tuple[str, str]]:
    """The one record of the publication site, its markup taken away."""
    path = shared / "data" / "wenshu_format_sample" / "sample1.json"
    source = json.loads(json.loads(path.read_text(encoding="utf-8"))["source"])
    yield "wenshu:sample1", _without_markup(source["Html"])


def every(shared: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each document."""
    yield from ((name, text) for name, text, _ in judge(shared))
    for source in (lecard, supreme, civil, sample):
        yield from source(shared)


def _without_markup(page: str) -> str:
    """A page's text, a line for each block."""
    pieces = page.replace("</div>", "\n").replace("</DIV>", "\n").split("<")
    return "".join(piece.partition(">")[2] if place else piece for place, piece in enumerate(pieces))


def shared_folder() -> Path:
    """The shared folder: ``SHUZHU_SHARED``, else beside the project."""
    return Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[3] / "shared"))

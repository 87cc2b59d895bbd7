"""Do the facts, the reasoning and the order begin and end where the publisher's own fields do?

    python -m benchmarks.judgments.sections

The criminal collection gives each part word for word (``ajjbqk``, ``cpfxgc``, ``pjjg``). Four boundaries a document:
facts from, reasoning from, order from, order to; one is exact where nothing but white space lies between.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.judgments.result import Result
from benchmarks.judgments.texts import shared_folder

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.facts import Section
from shuzhu.judgments import Reader

BEFORE = {"heading", "parties", "origin"}


def judge(shared: Path) -> list[Result]:
    """The share of boundaries that are exact."""
    reader = Reader(read_codes())
    right, failures = 0, []
    for name, fields in documents(shared):
        text = fields["qw"]
        ours = boundaries(reader.document(text).sections, len(text))
        for part, place in gold(fields).items():
            low, high = sorted((ours[part], place))
            if text[low:high].strip():
                failures.append(f"{name} {part}")
            else:
                right += 1
    total = right + len(failures)
    return [Result(name=f"boundaries of {total} exact", found=right / total, limit=0.99, failures=tuple(failures))]


def documents(shared: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every document of the collection with its fields."""
    for path in sorted((shared / "data" / "lecard5_candidates_fulltext").rglob("*.json")):
        fields = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(fields, dict) and "qw" in fields:
            yield f"{path.parent.name}/{path.stem}", fields


def gold(fields: dict[str, str]) -> dict[str, int]:
    """Where the publisher's fields begin and end in the whole text."""
    starts = {name: fields["qw"].find(fields[name]) for name in ("ajjbqk", "cpfxgc", "pjjg")}
    return {
        "facts": starts["ajjbqk"],
        "reasoning": starts["cpfxgc"],
        "order": starts["pjjg"],
        "end": starts["pjjg"] + len(fields["pjjg"]),
    }


def boundaries(sections: tuple[Section, ...], length: int) -> dict[str, int]:
    """The same four places by our sections; the end of the text where a section is absent."""
    first = {section.name: section.start for section in reversed(sections)}
    return {
        "facts": max((s.end for s in sections if s.name in BEFORE), default=0),
        "reasoning": first.get("reasoning", first.get("basis", length)),
        "order": first.get("order", length),
        "end": first.get("tail", length),
    }


if __name__ == "__main__":
    results = judge(shared_folder())
    for result in results:
        print(result.line())
    sys.exit(any(not result.passes for result in results))

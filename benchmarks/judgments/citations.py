"""Are the articles that a document cites read, and is the law known?

    python -m benchmarks.judgments.citations

- articles of the Criminal Law against the label ``la`` of the criminal judgments, which counts every article named
  anywhere in the text, appended statutes included, but no 之N and none without 条;
- law, article, 之N, paragraph and item of the basis of decision against ``labels/bases.csv``, read by hand;
- the share of citations whose law the tables know, over every shared document.
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.judgments import texts
from benchmarks.judgments.result import Result

from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.facts import Citation
from shuzhu.judgments import Reader
from shuzhu.judgments.document import Document
from shuzhu.judgments.law import Laws, citations_of

CRIMINAL_LAW = "中华人民共和国刑法"
LABELS = Path(__file__).parent / "labels" / "bases.csv"
_Key = tuple[str, int, int | None, int | None, int | None]


def judge(shared: Path) -> list[Result]:
    """The figures: articles against ``la``, bases against the hand labels, known laws."""
    codes = read_codes()
    laws = Laws(codes.laws.values())
    reader = Reader(codes)
    return [_articles(shared, reader, laws), _bases(shared, reader, laws), _known(shared, codes, laws)]


def _articles(shared: Path, reader: Reader, laws: Laws) -> Result:
    """Micro-F1 of the cited articles of the Criminal Law against the publisher's label."""
    hits = found = wanted = 0
    failures = []
    for name, text, label in texts.judge(shared):
        said = {c.article for c in citations_of(reader.document(text), laws) if c.law == CRIMINAL_LAW}
        hits, found, wanted = hits + len(said & set(label)), found + len(said), wanted + len(set(label))
        if said != set(label):
            failures.append(f"{name}: read beyond {sorted(said - set(label))}, not read {sorted(set(label) - said)}")
    print(f"Criminal Law articles: precision {hits / found:.4f}, recall {hits / wanted:.4f}")
    f1 = 2 * hits / (found + wanted)
    return Result(name="Criminal Law articles, micro-F1", found=f1, limit=0.99, failures=tuple(failures))


def _bases(shared: Path, reader: Reader, laws: Laws) -> Result:
    """Micro-F1 of whole citations in the sentence before the order."""
    labels: defaultdict[str, set[_Key]] = defaultdict(set)
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            numbers = [int(row[name]) if row[name] else None for name in ("sub", "paragraph", "item")]
            labels[row["document"]].add((row["law"], int(row["article"]), *numbers))
    every = dict(texts.every(shared))
    hits = found = wanted = 0
    failures = []
    for name, label in labels.items():
        document = reader.document(every[name])
        said = {_key(c) for c in citations_of(document, laws) if _in_basis(document, c)}
        hits, found, wanted = hits + len(said & label), found + len(said), wanted + len(label)
        failures += [f"{name}: {_words(key)} {'read beyond' if key in said else 'not read'}" for key in said ^ label]
    print(f"bases: precision {hits / found:.4f}, recall {hits / wanted:.4f}")
    f1 = 2 * hits / (found + wanted)
    return Result(name="bases of decision, micro-F1", found=f1, limit=0.98, failures=tuple(failures))


def _known(shared: Path, codes: CodeTables, laws: Laws) -> Result:
    """The share of all citations whose law stands in the tables."""
    reader = Reader(codes)
    known = count = 0
    for _, text in texts.every(shared):
        for citation in citations_of(reader.document(text), laws):
            known, count = known + (citation.law in codes.laws), count + 1
    return Result(name=f"known laws of {count} citations", found=known / count, limit=0.97)


def _in_basis(document: Document, citation: Citation) -> bool:
    """The citation stands in the last sentence before the order."""
    end = document.parts.order.start
    return document.text.rfind("。", 0, max(0, end - 12)) < citation.start < end


def _key(one: Citation) -> _Key:
    """What of a citation is compared."""
    return one.law, one.article, one.article_sub, one.paragraph, one.item


def _words(key: _Key) -> str:
    """A citation in short."""
    law, *numbers = key
    return f"{law} {'/'.join('-' if number is None else str(number) for number in numbers)}"


def _lines(results: list[Result]) -> Iterator[str]:
    """Each figure, and each failure below it."""
    for result in results:
        yield result.line().split("  [")[0]
        yield from (f"    {failure}" for failure in result.failures)


def main() -> int:
    """Print each figure and its failures; 1 where a limit is not met."""
    results = judge(Path(os.environ.get("SHUZHU_SHARED", "../shared")))
    print(*_lines(results), sep="\n")
    return 0 if all(result.passes for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())

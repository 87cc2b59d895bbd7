"""Is each document's decision read as a reader does?

    python -m benchmarks.judgments.outcomes

Against ``labels/outcomes.csv``, read by hand from the orders; blank where the document closes nothing.
"""

import csv
import os
import sys
from pathlib import Path

from benchmarks.judgments.result import Result
from benchmarks.judgments.texts import every

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader
from shuzhu.judgments.public import outcome_code_of

LABELS = Path(__file__).parent / "labels" / "outcomes.csv"
LIMIT = 0.97


def judge(shared: Path) -> list[Result]:
    """The share of the labelled documents whose decision is read right."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = {row["document"]: row["outcome"] for row in csv.DictReader(file)}
    reader = Reader(read_codes())
    texts = dict(every(shared))
    failures = []
    for name, label in labels.items():
        found = outcome_code_of(reader.document(texts[name])) or ""
        if found != label:
            failures.append(f"{name}: {label or '-'} read as {found or '-'}")
    return [Result(name="decisions", found=1 - len(failures) / len(labels), limit=LIMIT, failures=tuple(failures))]


def main() -> int:
    """Print each figure and its failures; 1 where a limit is not met."""
    results = judge(Path(os.environ.get("SHUZHU_SHARED", "../shared")))
    for result in results:
        print(result.line(), *result.failures, sep="\n    ")
    return 0 if all(result.passes for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())

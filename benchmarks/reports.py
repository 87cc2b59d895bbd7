"""The largest report as DOCX and PDF from its tree: the time must stay within two seconds.

    python benchmarks/reports.py [STORE] [COURT] [PERIOD]

Without a store it writes from a made-up one of a few thousand cases. The first run opens the fonts; the best of five
further runs is what is judged, as a page that is served meets it where nothing else runs.
"""

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from shuzhu import pipeline
from shuzhu.pipeline.report import WRITERS
from shuzhu.reports.material import Asked

LIMIT = 2.0
RUNS = 5


def main() -> None:
    """Print the figures; end with 1 past the limit."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(sys.argv[1]) if len(sys.argv) > 1 else made_up(Path(folder))
        court = sys.argv[2] if len(sys.argv) > 2 else "虚0213"
        period = sys.argv[3] if len(sys.argv) > 3 else "2020"
        house = pipeline.open_house(root)
        began = time.perf_counter()
        document = pipeline.report_tree(
            house, Asked(kind="social", court=court, period=period, dated=date(2021, 1, 15))
        )
        print(f"tree: {time.perf_counter() - began:.2f} s, {len(document.figures())} figures")
        times = {form: timed(document, form) for form in ("docx", "pdf", "html", "md")}
    for form, (first, later, size) in times.items():
        print(f"{form}: first {first:.2f} s, then {later:.2f} s, {size / 1000:,.0f} kB")
    both = times["docx"][1] + times["pdf"][1]
    print(f"DOCX + PDF: {both:.2f} s (limit {LIMIT:.0f} s)")
    if both > LIMIT:
        raise SystemExit(1)


def timed(document: object, form: str) -> tuple[float, float, int]:
    """The first run, the best of the later ones, the size of the file."""
    spent, size = [], 0
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        size = len(WRITERS[form](document))
        spent.append(time.perf_counter() - began)
    return spent[0], min(spent[1:]), size


def made_up(folder: Path) -> Path:
    """A small made-up province."""
    pipeline.demo(folder / "store", scale=20_000, seed=7)
    return folder / "store"


if __name__ == "__main__":
    main()

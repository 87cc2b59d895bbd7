"""Every golden file, then how fast draws are; fails where any figure is past its limit.

    python benchmarks/indices.py [--only golden speed]

Reads the shared ASEM data and the golden files beside it (``SHUZHU_SHARED``).
"""

import argparse
import sys

from benchmarks.indices import golden, speed
from benchmarks.indices.asem import asem, asem_folder

PARTS = {"golden": golden.judge, "speed": speed.judge}


def main() -> int:
    """Run, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), help="these parts alone")
    said = parser.parse_args()
    folder = asem_folder()
    if not folder.is_dir():
        print(f"skipped: no ASEM data in {folder} (set SHUZHU_SHARED)")
        return 0
    composed = asem(folder)
    failed = []
    for name in said.only or PARTS:
        print(f"— {name}", flush=True)
        results = PARTS[name](folder, composed)
        for result in results:
            print(result.line(), flush=True)
        failed += [result for result in results if not result.passes]
    print("FAILED: " + "; ".join(result.name for result in failed) if failed else "all within their limits")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

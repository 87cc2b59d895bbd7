"""Run every part, or those named: reference, outbreaks, calibration, speed, planted, courts. Fails past a limit."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.alerts import calibration, courts, outbreaks, planted, reference, speed

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared"))
PARTS = {
    "reference": (lambda: reference.results(SHARED / "bench" / "surveillance"), "bench/surveillance"),
    "outbreaks": (lambda: outbreaks.results(SHARED / "bench" / "outbreak_sim"), "bench/outbreak_sim"),
    "calibration": (calibration.results, ""),
    "speed": (speed.results, ""),
    "planted": (planted.results, ""),
    "courts": (lambda: courts.results(SHARED / "data"), "data/stats_hawaii"),
}


def main(words: Sequence[str] | None = None) -> int:
    """Print each figure with its limit; 1 where one is not kept."""
    chosen = list(sys.argv[1:] if words is None else words) or list(PARTS)
    short = 0
    for name in chosen:
        run, needs = PARTS[name]
        print(f"== {name}")
        if needs and not (SHARED / needs).is_dir():
            print(f"      not run: the shared {needs} is not there")
            continue
        for result in run():
            print(result.line(), flush=True)
            short += not result.passes
    print(f"{short} past their limit" if short else "all within their limits")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())

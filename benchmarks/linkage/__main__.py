"""``python benchmarks/linkage.py``: every claim, beside plain Splink in the same run; the exit code says if all hold.

``--size`` makes the registers smaller; ``--demo STORE`` holds the planted duplicates and conflicts of a demo store too.
"""

import argparse
import logging
import os
import warnings
from pathlib import Path

import numpy as np
from benchmarks.linkage.people import Result, ours, splink_alone
from benchmarks.linkage.planted import planted
from benchmarks.linkage.public import fake_1000, febrl4
from benchmarks.linkage.registers import registers

from shuzhu.linkage.calibrate import OURS, brier, fitted, reliability
from shuzhu.pipeline.linking import AUTOMATIC, REVIEW

SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[3] / "shared")) / "bench" / "linkage"


class Claims:
    """What was claimed and did not hold. It changes as claims are made."""

    def __init__(self) -> None:
        self.broken = 0

    def __call__(self, words: str, *, holds: bool) -> None:
        """One claim, told with whether it holds."""
        self.broken += not holds
        print(f"{'  ok ' if holds else 'FAIL '} {words}")


def public(claim: Claims) -> None:
    """The public sets."""
    if not SHARED.is_dir():
        print(f"  --  public sets skipped: {SHARED} is not there (SHUZHU_SHARED)")
        return
    for name, run, least in (("FEBRL 4", febrl4, 0.9996), ("fake_1000", fake_1000, 0.861)):
        mine, plain = (one.best()[0] for one in run(SHARED))
        claim(f"{name}: best F1 {mine:.4f} ≥ {least}; plain Splink {plain:.4f}", holds=mine >= least)
        claim(f"{name}: not worse than plain Splink", holds=mine >= plain - 5e-5)


def chinese(claim: Claims, size: int) -> None:
    """The made-up Chinese registers."""
    made = registers(size)
    mine, who = ours(made)
    plain, settled = splink_alone(made)
    f1, precision, recall = mine.best()
    print(f"      registers {size:,} × {size:,}, {made.shared:,} in both")
    claim(f"best F1 {f1:.4f} (P {precision:.4f}, R {recall:.4f}) ≥ 0.97", holds=f1 >= 0.97)
    for word, one in (("plain Splink", plain), ("plain Splink, then our one-to-one", settled)):
        print(f"      {word}: F1 {one.best()[0]:.4f} (P {one.best()[1]:.4f}, R {one.best()[2]:.4f}), "
              f"{one.seconds:.1f} s, processor {one.processor:.1f} s")  # fmt: skip
    best = max(plain.best()[0], settled.best()[0])
    claim(f"F1 ≥ the better of them + 0.05 ({f1 - best:+.4f})", holds=f1 >= best + 0.05)
    claim(f"{mine.seconds:.1f} s by the clock, {mine.processor:.1f} s of processor, < 60 on 2 cores",
          holds=mine.seconds < 60)  # fmt: skip
    _calibrated(claim, mine, np.array(who) % 2 == 0)
    hidden, _ = ours(made, secret=b"a key of this run alone")
    print(f"      keyed hashes in place of names: F1 {hidden.best()[0]:.4f} ({hidden.best()[0] - f1:+.4f})")
    claim("keyed hashes cost less than 0.01 of F1", holds=hidden.best()[0] > f1 - 0.01)


def _calibrated(claim: Claims, mine: Result, half: np.ndarray) -> None:
    """Calibration fitted to one half of the people and held against the other."""
    line = fitted(mine.weight[half], mine.same[half])
    chance, same = line(mine.weight[~half]), mine.same[~half]
    print(f"      calibration slope {line.slope:.3f}, offset {line.offset:.3f}; the standing one "
          f"{OURS.slope}, {OURS.offset}: Brier {brier(OURS(mine.weight[~half]), same):.4f}")  # fmt: skip
    print("      told          pairs   mean told   were the same")
    for band in reliability(chance, same):
        print(f"      {band.low:.2f}–{band.high:.2f}   {band.pairs:7,}      {band.told:.4f}          "
              f"{band.same / band.pairs:.4f}")  # fmt: skip
    score = brier(chance, same)
    claim(f"Brier {score:.4f} ≤ 0.03", holds=score <= 0.03)
    bands = reliability(chance, same)
    off = sum(band.pairs * abs(band.told - band.same / band.pairs) for band in bands) / len(same)
    worst = max(abs(band.told - band.same / band.pairs) for band in bands)
    claim(f"probabilities are off by {off:.4f} in the mean, ≤ 0.01 (the worst band by {worst:.3f})", holds=off <= 0.01)
    taken = OURS(mine.weight) >= AUTOMATIC
    right = mine.same[taken].mean()
    claim(f"precision at the automatic threshold {right:.5f} ≥ 0.995 ({taken.mean():.1%} of the pairs; "
          f"{np.mean((OURS(mine.weight) >= REVIEW) & ~taken):.1%} to review)", holds=right >= 0.995)  # fmt: skip


def main() -> int:
    """How many claims are broken, as an exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=100_000)
    asked.add_argument("--demo", type=Path, help="a demo store with its files beside it")
    said = asked.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    claim = Claims()
    public(claim)
    chinese(claim, said.size)
    if said.demo:
        planted(claim, said.demo)
    print("all hold" if not claim.broken else f"{claim.broken} do not hold")
    return 1 if claim.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())

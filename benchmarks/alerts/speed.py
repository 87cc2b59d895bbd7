"""How fast many series are watched."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from benchmarks.alerts.result import Result

from shuzhu.alerts.detectors.farrington_flexible import FarringtonFlexible, farrington_flexible
from shuzhu.alerts.series import Series

MONTHS = 60
OLD_RATIO = 442  # 10,000 series, one month, measured with R surveillance 1.20.3 on two busy cores
PARAMETERS = FarringtonFlexible(years=4, half_width=2, periods=1, left_out=3)
R_CODE = """
suppressMessages(library(surveillance)); y <- t(as.matrix(read.csv("{path}", header = FALSE)))
s <- sts(y, start = c(2015, 1), frequency = 12)
control <- list(range = {last}:{last}, b = 4, w = 2, noPeriods = 1, pastWeeksNotIncluded = 3, weightsThreshold = 2.58,
  pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.01)
cat(system.time(farringtonFlexible(s, control = control))[["elapsed"]])
"""


def results() -> Iterator[Result]:
    """Seconds for 10,000 series over a year and 185,500 for a month, and the ratio to R where R is to be had."""
    print(f"      {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    year = _seconds(10_000, np.arange(MONTHS - 5, MONTHS))
    yield Result(
        name="Farrington flexible, 10,000 monthly series, 5 months, seconds",
        found=year,
        limit=20,
        higher_is_better=False,
    )
    yield Result(
        name="Farrington flexible, 185,500 series, one month, seconds",
        found=_seconds(185_500, np.array([MONTHS - 1])),
        limit=10,
        higher_is_better=False,
    )
    ratio = _ratio()
    if ratio is None:
        print(
            f"      no Rscript with surveillance (`make peers`); the last measured ratio was {OLD_RATIO} (old figure)"
        )
    else:
        yield Result(name="times as fast as R surveillance, 10,000 monthly series, one month", found=ratio, limit=50)


def _counts(number: int) -> Series:
    dice = np.random.default_rng(5)
    level = np.exp(dice.uniform(-1, 4, number))[:, None]
    return Series.of(dice.poisson(level * dice.gamma(5, 0.2, (number, MONTHS))), "month")


def _seconds(number: int, watched: np.ndarray) -> float:
    series = _counts(number)
    begin = time.perf_counter()
    farrington_flexible(series, watched, PARAMETERS)
    return time.perf_counter() - begin


def _ratio() -> float | None:
    """R's seconds ÷ ours."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.csv"
        np.savetxt(path, _counts(10_000).counts, fmt="%d", delimiter=",")
        code = R_CODE.format(path=path, last=MONTHS)
        run = subprocess.run([program, "-e", code], capture_output=True, text=True, check=False)
    return float(run.stdout) / _seconds(10_000, np.array([MONTHS - 1])) if run.returncode == 0 else None

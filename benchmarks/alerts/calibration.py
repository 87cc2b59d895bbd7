"""The level of the default method: the greatest of a grid that keeps the false alarm rate below 0.01 with confidence.

On series of our own: levels e^−1.5–e^5, up to 30 % a year of trend, one or two waves, dispersion 1 + gamma, outbreaks
of 2–10 standard deviations spread by a gamma law of mean 1.2 weeks; past outbreaks in the history.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from benchmarks.alerts.outbreaks import interval, score
from benchmarks.alerts.result import Result

from shuzhu.alerts.detectors.seasonal import DEFAULTS, seasonal
from shuzhu.alerts.series import Floats, Series

WEEKS, FIRST = 312, 263


def results() -> Iterator[Result]:
    """False alarm rate and outbreaks found at each level of the grid."""
    series, outbreak = simulate(400, 4711)
    watched = np.arange(FIRST, WEEKS)
    for alpha in (0.005, 0.0075, 0.01):
        alarm = seasonal(series, watched, replace(DEFAULTS, alpha=alpha)).alarm
        fpr, pod = score(alarm, outbreak[:, watched])
        high = interval(alarm, outbreak[:, watched])[1][0]
        yield Result(
            name=f"own simulation, α {alpha}: false alarm rate, upper end of its 95 % interval", found=float(high),
            limit=0.01 if alpha == DEFAULTS.alpha else None, higher_is_better=False, note=f"{fpr:.4f}; POD {pod:.3f}",
        )  # fmt: skip


def simulate(number: int, seed: int) -> tuple[Series, Floats]:
    """Counts with outbreaks, and the outbreak cases among them; series × weeks."""
    dice = np.random.default_rng(seed)
    weeks = np.arange(WEEKS)
    level, phi = dice.uniform(-1.5, 5, number), 1 + dice.gamma(1.2, 1.0, number)
    slope = dice.uniform(-0.002, 0.003, number) * (dice.random(number) < 0.5)
    mean = level[:, None] + slope[:, None] * (weeks - WEEKS / 2)
    for wave, most, share in ((1, 0.8, 0.7), (2, 0.5, 0.35)):
        height = dice.uniform(0, most, number) * (dice.random(number) < share)
        mean = mean + height[:, None] * np.cos(
            2 * np.pi * wave * weeks / 52 + dice.uniform(0, 2 * np.pi, number)[:, None]
        )
    mean = np.exp(mean)
    counts = dice.negative_binomial(np.maximum(mean / (phi[:, None] - 1 + 1e-9), 1e-9), 1 / phi[:, None]).astype(float)
    outbreak = np.zeros_like(counts)
    for row in range(number):
        spread = np.sqrt(mean[row] * phi[row])
        begins = [(int(b), 8.0, FIRST - 1) for b in dice.integers(0, 255, dice.poisson(3))]
        for begin, most, last in [*begins, (int(dice.integers(FIRST, WEEKS - 7)), 10.0, WEEKS - 1)]:
            days = begin + np.floor(dice.gamma(2, 0.6, dice.poisson(dice.uniform(2, most) * spread[begin]))).astype(int)
            np.add.at(outbreak[row], days[days <= last], 1)
    return Series.of(counts + outbreak, "week"), outbreak

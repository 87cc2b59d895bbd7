"""How many composites are computed in a second, beside a fixed piece of NumPy that carries between machines."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from benchmarks.judgments.result import Result

from shuzhu.indices.composite.compose import Composed, compose
from shuzhu.indices.composite.draws import Choice, WeightNoise
from shuzhu.indices.composite.normalise import MinMax
from shuzhu.indices.composite.places import Rank
from shuzhu.indices.composite.sensitivity import sensitivity
from shuzhu.indices.composite.sobol import Design
from shuzhu.indices.composite.uncertainty import uncertainty

#: what COINr 1.1.14 took on the machine of the golden files, in seconds
COINR_DRAW, COINR_REPLAY = 0.075, 0.071
DRAWS = 1000

CHOICES = (
    Choice(name="normalisation", options=((MinMax(low=1, high=100),), (Rank(),), (MinMax(low=10, high=100),))),
    Choice(
        name="aggregation",
        options=tuple((f'aggregate.methods=["{mean}"]',) for mean in ("arithmetic", "geometric", "harmonic")),
    ),
)
WINMAX = Choice(name="winmax", options=tuple((f"winsorise.most={most}",) for most in range(1, 6)))
COPELAND = Choice(
    name="aggregation", options=(('aggregate.methods=["arithmetic"]',), ('aggregate.methods=["copeland"]',))
)


def judge(folder: Path, composed: Composed) -> list[Result]:
    """Draws per second in several settings, a single replay, and the yardstick."""
    yard = seconds(yardstick, 7)
    print(f"      yardstick (200 sorts and products of 51 × 49 doubles): {yard * 1000:.2f} ms")
    figures = {
        "normalisation × aggregation, stages shared": (DRAWS, lambda: uncertainty(composed, CHOICES, DRAWS, 1)),
        "normalisation × aggregation × weights": (
            DRAWS, lambda: uncertainty(composed, (*CHOICES, WeightNoise()), DRAWS, 1),
        ),
        "normalisation × aggregation, each alone from normalising on": (100, lambda: alone(composed, 100)),
        "the same with winmax, each alone from treating on": (50, lambda: alone(composed, 50, treat=True)),
        "arithmetic or Copeland × weights": (200, lambda: uncertainty(composed, (COPELAND, WeightNoise()), 200, 1)),
    }  # fmt: skip
    results = []
    for name, (count, run) in figures.items():
        each = seconds(run, 3) / count
        print(f"      {name}: {1 / each:,.0f} draws/s, {each * 1000:.3f} ms each, {each / yard:.4f} yardsticks")
        if "Copeland" not in name and "treating" not in name:
            results.append(Result(name=f"{name}, times COINr's 75 ms a draw", found=COINR_DRAW / each, limit=50))
    whole = seconds(lambda: compose(composed.table, composed.steps), 5)
    one = seconds(lambda: composed.replay('aggregate.methods=["geometric"]', "normalise.low=1"), 15)
    print(f"      whole composite: {whole * 1000:.1f} ms; one replay from normalising on: {one * 1000:.2f} ms")
    results.append(Result(name="whole composite, times COINr's 71 ms a replay", found=COINR_REPLAY / whole, limit=5))
    results.append(Result(name="one replay, times COINr's 71 ms", found=COINR_REPLAY / one, limit=30))
    return [*results, *stable(composed)]


def alone(composed: Composed, count: int, *, treat: bool = False) -> None:
    """Draws without any stage in common but what comes before the first change."""
    rng = np.random.default_rng(1)
    for _ in range(count):
        factors = (*CHOICES, WINMAX) if treat else CHOICES
        changes = [change for factor in factors for change in factor.options[rng.integers(len(factor.options))]]
        composed.replay(*changes)


def stable(composed: Composed) -> list[Result]:
    """The seeded draws give the same twice; Sobol's indices of a draw with four factors, for reading."""
    twice = [uncertainty(composed, (*CHOICES, WeightNoise()), 200, 7).draws.index for _ in range(2)]
    began = time.perf_counter()
    found = sensitivity(composed, (*CHOICES, WINMAX, WeightNoise()), design=Design(base=1024))
    took = time.perf_counter() - began
    print(f"      Sobol on the mean shift of standing: {found.runs} composites in {took:.2f} s")
    held = found.indices
    for at, name in enumerate(found.factors):
        bounds = f"[{held.total_low[at]:.3f}, {held.total_high[at]:.3f}]"
        print(f"        {name}: first {held.first[at]:.3f}, total {held.total[at]:.3f} {bounds}")
    apart = float(np.abs(twice[0] - twice[1]).max())
    return [Result(name="difference of two runs of one seed", found=apart, limit=0, higher_is_better=False)]


def yardstick() -> None:
    """A fixed piece of work of the kind that composites are made of."""
    values = np.random.default_rng(0).random((51, 49))
    for _ in range(200):
        np.sort(values, axis=0)
        values @ values.T


def seconds(run: Callable[[], object], times: int) -> float:
    """The shortest time of a run: what others do on the machine only adds to it."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    return min(took)

"""How many composites are computed in a second, beside a fixed piece of NumPy that carries between machines."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from benchmarks.judgments.result import Result

from shuzhu.indices.composite.aggregate import Aggregate
from shuzhu.indices.composite.compose import Composed, compose
from shuzhu.indices.composite.draws import Choice, WeightNoise
from shuzhu.indices.composite.normalise import MinMax
from shuzhu.indices.composite.places import Rank
from shuzhu.indices.composite.sensitivity import sensitivity
from shuzhu.indices.composite.sobol import Design
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Group, Indicator, Tree
from shuzhu.indices.composite.uncertainty import uncertainty
from shuzhu.indices.composite.weigh_by_data import critic, entropy

#: what COINr 1.1.14 took on the machine of the golden files, in seconds
COINR_DRAW, COINR_REPLAY = 0.075, 0.071
#: what the yardstick takes there on a quiet core, in seconds: with it those times carry to other and to busy machines
YARD = 0.0059
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
        "normalisation × aggregation, each alone from normalising on": (40, lambda: alone(composed, 40)),
        "the same with winmax, each alone from treating on": (20, lambda: alone(composed, 20, treat=True)),
        "arithmetic or Copeland × weights": (200, lambda: uncertainty(composed, (COPELAND, WeightNoise()), 200, 1)),
    }  # fmt: skip
    results = []
    for name, (count, run) in figures.items():
        each = seconds(run, 5) / count
        print(f"      {name}: {1 / each:,.0f} draws/s, {each * 1000:.3f} ms each, {each / yard:.4f} yardsticks")
        print(f"        {COINR_DRAW / each:,.0f} times COINr's {COINR_DRAW * 1000:.0f} ms by the clock")
        if "Copeland" not in name and "treating" not in name:
            results.append(carried(f"{name}, times COINr's draw", COINR_DRAW, each / yard, 50))
    whole = seconds(lambda: compose(composed.table, composed.steps), 9)
    one = seconds(lambda: composed.replay('aggregate.methods=["geometric"]', "normalise.low=1"), 25)
    print(f"      whole composite: {whole * 1000:.2f} ms; one replay from normalising on: {one * 1000:.2f} ms")
    results.append(carried("one replay, times COINr's", COINR_REPLAY, one / yard, 50))
    results.append(carried("a whole composite, times COINr's replay", COINR_REPLAY, whole / yard, 5))
    large()
    return [*results, *stable(composed)]


def carried(name: str, theirs: float, ours: float, limit: float) -> Result:
    """Their seconds over our yardsticks, both in yardsticks."""
    return Result(name=f"{name}, by the yardstick", found=theirs / YARD / ours, limit=limit)


def large() -> None:
    """As many courts as a country has: figures for reading."""
    values = np.random.default_rng(0).gamma(2.0, 3.0, (3500, 26))
    tree = Tree(
        indicators=tuple(Indicator(code=f"i{at}", parent="index") for at in range(26)),
        groups=(Group(code="index", level=2),),
    )
    table = Table(units=tuple(f"u{at}" for at in range(3500)), values=values, tree=tree)
    composed = compose(table, (MinMax(low=1), Aggregate()))
    scores = composed.last.values
    runs = {
        "CRITIC": lambda: critic(scores),
        "entropy": lambda: entropy(scores),
        "1,000 draws of weights with their standings": lambda: uncertainty(composed, (WeightNoise(),), DRAWS, 1),
    }
    for name, run in runs.items():
        print(f"      3,500 units × 26 indicators, {name}: {seconds(run, 3) * 1000:.1f} ms")


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

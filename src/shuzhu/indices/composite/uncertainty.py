"""How far scores and standings move when the choices of the composite are drawn at random."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shuzhu.errors import UsageError
from shuzhu.indices.composite.compose import Composed
from shuzhu.indices.composite.draws import Draws, Factor, Row, draw
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Interval:
    """For each of the ``rows``: nominal value, mean and median over the draws, and the bounds that hold ``held``."""

    rows: tuple[Row, ...]
    held: float
    nominal: Array
    mean: Array
    median: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Uncertainty:
    """All draws, and how many there were."""

    draws: Draws
    count: int

    def scores(self, held: float = 0.9) -> Interval:
        """Intervals of the index that hold a share of the draws."""
        return _interval(self.draws.rows, self.draws.index, self.draws.nominal, held)

    def standings(self, held: float = 0.9) -> Interval:
        """Intervals of the standing that hold a share of the draws."""
        return _interval(self.draws.rows, self.draws.standings, self.draws.nominal_standings, held)


def uncertainty(composed: Composed, factors: Sequence[Factor], count: int = 1000, seed: int = 0) -> Uncertainty:
    """Draw every factor at random ``count`` times (OECD/JRC 2008, step 7; Saisana, Saltelli & Tarantola 2005).

    The same seed gives the same draws. Raises UsageError where factors do not fit, or no draw is asked.
    """
    if count < 1:
        raise UsageError("ask for at least one draw")
    points = np.random.default_rng(seed).random((count, len(factors)))
    return Uncertainty(draws=draw(composed, factors, points, seed + 1), count=count)


def _interval(rows: tuple[Row, ...], values: Array, nominal: Array, held: float) -> Interval:
    """Mean, median and bounds of each column over the draws that have a value there."""
    if not 0 < held < 1:
        raise UsageError("an interval holds a share between 0 and 1")
    found = np.full((4, len(rows)), np.nan)
    some = ~np.isnan(values).all(axis=0)
    shares = [0.5, (1 - held) / 2, (1 + held) / 2]
    found[0, some] = np.nanmean(values[:, some], axis=0)
    found[1:, some] = np.nanquantile(values[:, some], shares, axis=0)
    return Interval(rows=rows, held=held, nominal=nominal, mean=found[0], median=found[1], low=found[2], high=found[3])

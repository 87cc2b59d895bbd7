"""Values → scores against standards that do not move with the sample: targets, goalposts, reference intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite import moments
from shuzhu.indices.composite.normalise import Normalise
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceToTarget(Normalise):
    """1 − (target − x) ÷ (target − worst), worst the least value of the sample: 1 at the target, 0 at the worst.

    ``targets`` holds (indicator, target) for every indicator, in its own unit. With ``capped`` none is above 1.
    """

    name: ClassVar[str] = "distance_to_target"

    targets: tuple[tuple[str, float], ...]
    capped: bool = False

    def score(self, table: Table) -> Array:
        """Scores; NaN where the target is no better than the worst; raises UsageError unless all have targets."""
        _need_known(table, {code for code, _ in self.targets}, "targets", every=True)
        held = dict(self.targets)
        target = np.array([held[code] for code in table.codes]) * table.tree.directions
        found = 1 - moments.divide(target - table.signed, target - moments.lowest(table.signed))
        return np.minimum(found, 1) if self.capped else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Goalposts(Normalise):
    """low + (high − low) · (x − lower) ÷ (upper − lower), turned over where less is better, cut off at both posts.

    ``posts`` holds (indicator, lower, upper) for every indicator, in its own unit (UNDP, Human Development Report,
    technical notes). With ``cut`` = False scores run on beyond the posts.
    """

    name: ClassVar[str] = "goalposts"

    posts: tuple[tuple[str, float, float], ...]
    low: float = 0.0
    high: float = 100.0
    cut: bool = True

    def score(self, table: Table) -> Array:
        """Scores; raises UsageError unless every indicator has posts, the lower below the upper."""
        held = {code: (lower, upper) for code, lower, upper in self.posts}
        _need_known(table, set(held), "goalposts", every=True)
        if any(lower >= upper for lower, upper in held.values()) or not self.low < self.high:
            raise UsageError("a lower goalpost must stand below its upper one")
        lower, upper = np.array([held[code] for code in table.codes]).T
        share = (table.values - lower) / (upper - lower)
        share = np.where(table.tree.directions > 0, share, 1 - share)
        return np.asarray(self.low + (self.high - self.low) * (np.clip(share, 0, 1) if self.cut else share))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceInterval(Normalise):
    """60 + 40 · (w − x) ÷ (w − b), between 0 and 100: 100 at the frozen best b, 60 at the frozen worst w.

    The efficacy scoring of the 2008/2011 case-quality assessment, with parameters that do not move. ``scales`` holds
    (indicator, best, worst) in the indicator's own unit; one without a scale has no score. Which way is better
    follows from best and worst.
    """

    name: ClassVar[str] = "reference_interval"

    scales: tuple[tuple[str, float, float], ...]

    def score(self, table: Table) -> Array:
        """Scores 0–100; raises UsageError for an unknown indicator, or a best on the wrong side of its worst."""
        held = {code: (best, worst) for code, best, worst in self.scales}
        _need_known(table, set(held), "scales", every=False)
        _need_sides(table, held)
        best, worst = np.array([held.get(code, (np.nan, np.nan)) for code in table.codes]).T
        return np.asarray(np.clip(60 + 40 * (worst - table.values) / (worst - best), 0, 100))


def _need_sides(table: Table, held: Mapping[str, tuple[float, float]]) -> None:
    """Raise UsageError where best and worst contradict the direction."""
    for indicator in table.tree.indicators:
        best, worst = held.get(indicator.code, (1.0 * indicator.direction, 0.0))
        if not (best - worst) * indicator.direction > 0:
            wanted = "above" if indicator.direction > 0 else "below"
            raise UsageError(f"{indicator.code}: its best, {best:g}, must lie {wanted} its worst, {worst:g}")


def _need_known(table: Table, codes: set[str], what: str, *, every: bool) -> None:
    """Raise UsageError for a code that is no indicator, or, where every one must be there, for one that is not."""
    unknown = sorted(codes - set(table.codes))
    if unknown:
        raise UsageError(f"{what}: no such indicator as {unknown[0]!r}{did_you_mean(unknown[0], table.codes)}")
    lacking = [code for code in table.codes if code not in codes]
    if every and lacking:
        raise UsageError(f"{what}: {lacking[0]} has none; give one for every indicator")

"""The check-up's own scoring as a step of a composite, so that any other choice can be set against it."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from shuzhu.catalogue.model import Band, Better, Index, Indicator, Scale
from shuzhu.errors import UsageError
from shuzhu.indices.composite.aggregate import Aggregate
from shuzhu.indices.composite.normalise import Normalise
from shuzhu.indices.composite.step import Step
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array, Group, Tree
from shuzhu.indices.composite.tree import Indicator as Leaf
from shuzhu.indices.scores import MODES, Mode, score_as

Rule = tuple[str, Better, Band | None, Scale | None]
"""How an indicator is scored: its code, what is better, its band, its frozen scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen(Normalise):
    """Scores against frozen parameters, as ``scores.score_value`` gives them: never against the sample."""

    name: ClassVar[str] = "frozen"

    rules: tuple[Rule, ...]
    mode: Mode = "reference"

    def score(self, table: Table) -> Array:
        """Scores 0–100; raises UsageError for a mode that is none, or an indicator without a rule."""
        if self.mode not in MODES:
            raise UsageError(f"frozen: no mode {self.mode!r}; write {' or '.join(MODES)}")
        rules = {rule[0]: rule[1:] for rule in self.rules}
        lacking = [code for code in table.codes if code not in rules]
        if lacking:
            raise UsageError(f"frozen: {lacking[0]} has no rule")
        found = np.full(table.values.shape, np.nan)
        for at, code in enumerate(table.codes):
            better, band, scale = rules[code]
            for row, value in enumerate(table.values[:, at]):
                scored = None if np.isnan(value) else score_as(better, band, float(value), scale, self.mode)
                found[row, at] = np.nan if scored is None else scored
        return found

    def stretched(self, by: float) -> "Frozen":
        """The same with each worst a share of its distance from the best farther off."""
        rules = tuple(
            (code, better, band, scale and replace(scale, worst=scale.worst + by * (scale.worst - scale.best)))
            for code, better, band, scale in self.rules
        )
        return replace(self, rules=rules)


def frozen_steps(
    indicators: dict[str, Indicator], scales: dict[str, Scale], index: Index, mode: Mode = "reference"
) -> tuple[Step, ...]:
    """The steps by which the check-up itself scores an index."""
    rules = tuple((code, indicators[code].better, indicators[code].band, scales.get(code)) for code in index.codes)
    return (Frozen(rules=rules, mode=mode), Aggregate())


def tree_of(index: Index, indicators: dict[str, Indicator]) -> Tree:
    """An index of the catalogue as the tree of a composite: indicators, their classes, the index at the top."""
    leaves = tuple(
        Leaf(code=code, parent=group.id, weight=indicators[code].weight, direction=_direction(indicators[code]))
        for group in index.groups
        for code in group.codes
    )
    groups = tuple(Group(code=group.id, level=2, parent=index.id, weight=group.weight) for group in index.groups)
    return Tree(indicators=leaves, groups=(*groups, Group(code=index.id, level=3)))


def _direction(indicator: Indicator) -> int:
    """−1 where less is better."""
    return -1 if indicator.better == "lower" else 1

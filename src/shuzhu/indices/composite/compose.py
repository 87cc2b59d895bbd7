"""table + steps → a composite, every stage kept, any of it replayed with one change."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from shuzhu.errors import UsageError
from shuzhu.indices.composite.change import changed_steps
from shuzhu.indices.composite.moments import standings
from shuzhu.indices.composite.step import Outcome, Scores, Step
from shuzhu.indices.composite.steps import step_to_plain
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array

Change = str | Step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Composed:
    """What was computed: the ``table`` at the start, and the outcome of each of the ``steps``, in order."""

    table: Table
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def last(self) -> Table:
        """The table after the last step."""
        return self.outcomes[-1].table if self.outcomes else self.table

    @property
    def scores(self) -> Scores:
        """The scores of the groups; raises UsageError where no step aggregates."""
        found = self.outcomes[-1].scores if self.outcomes else None
        if found is None:
            raise UsageError("there are no scores yet; end the steps with aggregate")
        return found

    @property
    def index(self) -> Array:
        """The scores of the top group, a value for each row."""
        return self.scores.column(self.last.tree.top)

    @property
    def standings(self) -> Array:
        """The standing of each row in the index: 1 the highest, ties share the best."""
        return standings(self.index[:, None])[:, 0]

    def stage(self, name: str) -> Outcome:
        """The outcome of the last step of a stage or a name; raises UsageError where there is none."""
        for step, outcome in reversed(list(zip(self.steps, self.outcomes, strict=True))):
            if name in {step.stage, step.name}:
                return outcome
        raise UsageError(f"no step {name!r} was taken; the steps are {', '.join(step.name for step in self.steps)}")

    def replay(self, *changes: Change) -> "Composed":
        """The composite with some change, computed from the first step that differs.

        A change is a step, which takes the place of the one of its stage, or words: ``weights.civil=0.4``,
        ``winsorise.most=1``, ``normalise=z_score``, ``impute=none`` (see ``change``).
        """
        steps = changed_steps(self.steps, changes)
        pairs = zip(steps, self.steps, self.outcomes, strict=False)
        done = [outcome for _, _, outcome in takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], pairs)]
        return _run(self.table, steps, done, None)

    def to_plain(self) -> list[dict[str, Any]]:
        """The steps as plain dicts, from which the same can be computed again."""
        return [step_to_plain(step) for step in self.steps]


def compose(table: Table, steps: Sequence[Step], known: dict[tuple[Step, ...], Outcome] | None = None) -> Composed:
    """Take the steps one after another; raises UsageError where one does not fit, and says which.

    ``known`` holds outcomes of this table by the steps that led to them; they are used, and new ones put there.
    """
    return _run(table, tuple(steps), [], known)


def _run(
    table: Table, steps: tuple[Step, ...], outcomes: list[Outcome], known: dict[tuple[Step, ...], Outcome] | None
) -> Composed:
    """The composite, with the outcomes of the first steps at hand, and perhaps some of the others among the known."""
    for at in range(len(outcomes), len(steps)):
        before = outcomes[-1] if outcomes else Outcome(table=table)
        if before.scores is not None:
            raise UsageError(f"{steps[at].name} comes after aggregate; let aggregate be the last step")
        outcome = None if known is None else known.get(steps[: at + 1])
        outcomes.append(outcome or _take(steps[at], before.table))
        if known is not None:
            known[steps[: at + 1]] = outcomes[-1]
    return Composed(table=table, steps=steps, outcomes=tuple(outcomes))


def _take(step: Step, table: Table) -> Outcome:
    """The outcome of a step; the name of the step leads every complaint."""
    try:
        return step.apply(table)
    except UsageError as error:
        raise UsageError(f"{step.name}: {error}") from error

"""What a step is: a frozen description that can be written down, and what it makes of a table."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.indices.composite.table import Table
from shuzhu.indices.composite.tree import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """Scores of the groups: rows × groups, and the share of weight that had a value, likewise."""

    rows: tuple[tuple[str, float | None], ...]
    codes: tuple[str, ...]
    values: Array
    coverage: Array

    def column(self, code: str) -> Array:
        """The scores of one group, a value for each row; raises UsageError where there is no such group."""
        if code not in self.codes:
            raise UsageError(f"no such group as {code!r}{did_you_mean(code, self.codes)}")
        return self.values[:, self.codes.index(code)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """What a step made: a table, perhaps a report, perhaps scores."""

    table: Table
    report: Any = None
    scores: Scores | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(ABC):
    """A step: its ``name`` is its own, its ``stage`` what it does among the ten steps of the handbook."""

    name: ClassVar[str]
    stage: ClassVar[str]

    @abstractmethod
    def apply(self, table: Table) -> Outcome:
        """table → outcome; raises UsageError where the step does not fit the table."""


def need_normalised(table: Table, what: str) -> None:
    """Raise UsageError unless the table holds scores."""
    if not table.normalised:
        raise UsageError(f"{what} needs scores of one scale; put a normalising step before it")

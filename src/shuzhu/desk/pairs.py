"""What people decided of pairs of records: the same or not, and which source holds; steps only added, never changed.

A pair is two ids of records under a task. A decision stands until it is taken back (``undone``), which is a step too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, select

from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import pair_steps
from shuzhu.errors import UsageError

SAME: Final = "same"
DIFFERENT: Final = "different"
HOLDS: Final = "holds"
UNDONE: Final = "undone"
WORDS: Final = {SAME: "认定为同一", DIFFERENT: "认定为不同", HOLDS: "认定以其为准", UNDONE: "撤销认定"}
"""What each step is called."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairStep:
    """One thing decided of a pair: ``what``; of a conflict the ``field`` and the ``side`` that holds (left, right).

    ``weight`` is what the pair weighed then; the next calibration is fitted to it.
    """

    task: str
    left: str
    right: str
    what: str
    at: datetime
    by: str
    note: str = ""
    field: str = ""
    side: str = ""
    weight: float | None = None
    snapshot: str = ""

    @property
    def key(self) -> Key:
        """What was decided: the pair, or one field of it."""
        return self.left, self.right, self.field


def decide(desk: Desk, steps: Sequence[PairStep]) -> None:
    """Keep decisions, all or none; raises UsageError for one without a reason, or an undoing of nothing."""
    with writing(desk) as connection:
        standing = _standing(connection, {step.task for step in steps})
        for step in steps:
            if not step.note.strip():
                raise UsageError("say why (--note): the reason is kept with the decision")
            if step.what not in WORDS or (step.what != UNDONE and (step.what == HOLDS) != bool(step.field)):
                raise UsageError(f"no decision {step.what!r}; one of {', '.join(WORDS)}; only a field can hold")
            if step.what == HOLDS and step.side not in {"left", "right"}:
                raise UsageError("say which source holds: left or right")
            if step.what == UNDONE and (step.task, *step.key) not in standing:
                raise UsageError("nothing is decided of this pair that could be taken back")
            connection.execute(insert(pair_steps).values(**{n: getattr(step, n) for n in PairStep.__slots__}))


def decided(desk: Desk, task: str) -> dict[Key, PairStep]:
    """The decisions of a task that stand, by pair and field (blank: the pair itself)."""
    with desk.connect() as connection:
        found = _standing(connection, {task})
    return {key[1:]: step for key, step in found.items()}


def steps_of(desk: Desk, task: str, left: str, right: str) -> list[PairStep]:
    """All that was ever decided of a pair, the first first."""
    chosen = (pair_steps.c.task == task) & (pair_steps.c.left == left) & (pair_steps.c.right == right)
    with desk.connect() as connection:
        rows = connection.execute(select(pair_steps).where(chosen).order_by(pair_steps.c.id)).mappings().all()
    return [_step(row) for row in rows]


def _standing(connection: Any, tasks: Iterable[str]) -> dict[tuple[str, str, str, str], PairStep]:
    """The last step of each pair and field, those taken back left out."""
    rows = connection.execute(
        select(pair_steps).where(pair_steps.c.task.in_(sorted(tasks))).order_by(pair_steps.c.id)
    ).mappings()
    last = {(step.task, *step.key): step for step in map(_step, rows)}
    return {key: step for key, step in last.items() if step.what != UNDONE}


def _step(row: Any) -> PairStep:
    """A row as a step."""
    return PairStep(**{name: row[name] for name in PairStep.__slots__})

"""The steps of a mediation before filing: how long each took, and how many went beyond the legal clock.

人民法院在线调解规则 (法释〔2021〕23号): the court assigns within three working days of registration, the parties choose
within two, the mediator takes up within three; mediation lasts thirty days before filing, fifteen after filing in
ordinary and seven in simplified procedure, longer by consent of all parties, appraisals not counted. What failed is
filed: within seven days (民事诉讼法第126条).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from shuzhu.catalogue.calendar import Days, WorkingCalendar

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
COLUMNS: Final = (
    "mediation_id", "court", "town", "cause", "force", "organisation", "registered_on", "assigned_on", "chosen_on",
    "accepted_on", "ended_on", "filed_on", "stage", "extended", "extension_days", "appraisal_days", "succeeded",
    "filed_number",
)  # fmt: skip
"""What must be known of each mediation."""
STAGE_DAYS: Final[Mapping[str, int]] = {"ordinary": 15, "simplified": 7}
BEFORE_FILING: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: from which date to which, within how many days (None: by stage), working days or all of them."""

    id: str
    title: str
    begins: tuple[str, ...]
    ends: str
    limit: int | None
    working: bool
    basis: str


STEPS: Final = (
    Step(id="assign", title="委派", begins=("registered_on",), ends="assigned_on", limit=3, working=True,
         basis="人民法院在线调解规则：三个工作日内委派"),
    Step(id="choose", title="选定调解员", begins=("assigned_on",), ends="chosen_on", limit=2, working=True,
         basis="人民法院在线调解规则：当事人二个工作日内选定"),
    Step(id="accept", title="接受", begins=("chosen_on", "assigned_on"), ends="accepted_on", limit=3, working=True,
         basis="人民法院在线调解规则：调解员三个工作日内接受"),
    Step(id="mediate", title="调解", begins=("accepted_on",), ends="ended_on", limit=None, working=False,
         basis="人民法院在线调解规则、特邀调解规定第27条：立案前三十日，立案后十五日、七日，合意可延长，鉴定评估不计"),
    Step(id="file", title="失败后立案", begins=("ended_on",), ends="filed_on", limit=7, working=False,
         basis="民事诉讼法第126条：七日内立案"),
)  # fmt: skip
"""The steps in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How one step went for one part (blank: all): days in the step's own days.

    ``done`` ended in the period, ``late`` of them beyond the clock; ``open`` have begun and not ended by its last day,
    ``open_late`` of these are beyond the clock already. ``median`` and ``ninth`` (the 90th percentile) are of those
    done; None where there are none.
    """

    step: str
    by: str
    part: str
    done: int
    late: int
    median: float | None
    ninth: float | None
    open: int
    open_late: int

    @property
    def late_share(self) -> float | None:
        """Of those done, the share beyond the clock, in per cent."""
        return 100 * self.late / self.done if self.done else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """One step of every mediation: days taken or waited so far, whether done in the period or open, and late."""

    days: Numbers
    done: Flags
    open: Flags
    late: Flags


def clocked(rows: pa.Table, step: Step, first: date, last: date, calendar: WorkingCalendar) -> Clocked:
    """A step of each row of ``COLUMNS``: done in the period, or open on its last day and how long by then."""
    begins, ends = _days(rows, step.begins[0]), _days(rows, step.ends)
    for other in step.begins[1:]:
        begins = np.where(np.isnat(begins), _days(rows, other), begins)
    edge = np.datetime64(last, "D")
    ended = ~np.isnat(ends) & (ends <= edge)
    begun: Flags = ~np.isnat(begins) & (begins <= edge)
    done = begun & ended & (ends >= np.datetime64(first, "D"))
    waits = begun & ~ended & _may_come(rows, step, edge)
    until = np.where(ended, ends, edge)
    days = calendar.count(begins, until) if step.working else (until - begins).astype("timedelta64[D]").astype(float)
    days = np.where(begun, days, np.nan)
    limit: Numbers | float = float(step.limit) if step.limit is not None else _limits(rows)
    if step.limit is None:
        days = days - _numbers(rows, "appraisal_days")
    with np.errstate(invalid="ignore"):
        late = days > limit
    return Clocked(days=days, done=done, open=waits, late=late)


def waits_of(
    rows: pa.Table, first: date, last: date, calendar: WorkingCalendar, by: Sequence[str] = ()
) -> Iterator[Waiting]:
    """Every step over all rows, and for every value of each dimension; parts without a row of a step are left out."""
    for step in STEPS:
        one = clocked(rows, step, first, last, calendar)
        yield _waiting(step, "", "", one, np.ones(rows.num_rows, bool))
        for name in by:
            parts = np.array([part or "" for part in rows[name].to_pylist()], dtype=object)
            for part in sorted({str(part) for part in parts[one.done | one.open]}):
                yield _waiting(step, name, part, one, parts == part)


def _waiting(step: Step, by: str, part: str, one: Clocked, mine: Flags) -> Waiting:
    """The figures of some rows."""
    done, opened = one.done & mine, one.open & mine
    days = one.days[done]
    return Waiting(
        step=step.id, by=by, part=part, done=int(done.sum()), late=int((done & one.late).sum()),
        median=float(np.median(days)) if days.size else None,
        ninth=float(np.quantile(days, 0.9, method="inverted_cdf")) if days.size else None,
        open=int(opened.sum()), open_late=int((opened & one.late).sum()),
    )  # fmt: skip


def _may_come(rows: pa.Table, step: Step, edge: np.datetime64) -> Flags:
    """Which rows may still take a step: one that ended needs none before it, and a success is never filed."""
    ended = _days(rows, "ended_on")
    over = ~np.isnat(ended) & (ended <= edge)
    if step.id == "file":
        succeeded = np.array([bool(x) for x in rows["succeeded"].to_pylist()], dtype=bool)
        known = np.array([x is not None for x in rows["filed_number"].to_pylist()], dtype=bool)
        return np.asarray(over & ~succeeded & known)
    if step.id == "mediate":
        return np.asarray(~over)
    later = {"assign": ("assigned_on", "chosen_on", "accepted_on"), "choose": ("accepted_on",), "accept": ()}[step.id]
    passed = np.zeros(rows.num_rows, bool)
    for name in later:
        days = _days(rows, name)
        passed |= ~np.isnat(days) & (days <= edge)
    return np.asarray(~over & ~passed)


def _limits(rows: pa.Table) -> Numbers:
    """The days that each mediation may last: by stage, longer by consent; without end where consent named none."""
    base = np.array([STAGE_DAYS.get(stage or "", BEFORE_FILING) for stage in rows["stage"].to_pylist()], dtype=float)
    extended = np.array([bool(x) for x in rows["extended"].to_pylist()], dtype=bool)
    named = np.array([x is not None for x in rows["extension_days"].to_pylist()], dtype=bool)
    longer = np.where(extended, _numbers(rows, "extension_days"), 0.0)
    return np.where(extended & ~named, np.inf, base + longer)


def _days(rows: pa.Table, name: str) -> Days:
    """A column of dates; NaT where blank."""
    return np.array(rows[name].to_pylist(), dtype="datetime64[D]")


def _numbers(rows: pa.Table, name: str) -> Numbers:
    """A column of numbers; nought where blank."""
    return np.array([float(x or 0) for x in rows[name].to_pylist()], dtype=float)


def late_rows(rows: pa.Table, step: Step, first: date, last: date, calendar: WorkingCalendar) -> list[dict[str, Any]]:
    """The mediations that a step took too long of, done or still open, the longest first, with their days."""
    one = clocked(rows, step, first, last, calendar)
    found = rows.to_pylist()
    chosen = np.flatnonzero((one.done | one.open) & one.late)
    order = chosen[np.argsort(-one.days[chosen], kind="stable")]
    return [found[n] | {"days": float(one.days[n]), "open": bool(one.open[n])} for n in order]

"""The life of a report: draft, checked by a second person, signed, submitted; what came of it, and its tasks.

Each step is a row that is only added; where a report stands is read from its steps.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import report_steps, reports
from shuzhu.errors import NoDataError, UsageError

STATES: Final[Mapping[str, str]] = {
    "draft": "草稿", "returned": "退回修改", "checked": "已复核", "signed": "已签发", "submitted": "已报送",
    "instructed": "已批示", "adopted": "已采纳", "declined": "未采纳",
}  # fmt: skip
WORDS: Final[Mapping[str, str]] = {**STATES, "task": "任务", "done": "任务办结", "noted": "反馈"}
NEXT: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"checked", "returned"}),
    "returned": frozenset({"checked", "returned"}),
    "checked": frozenset({"signed", "returned"}),
    "signed": frozenset({"submitted"}),
    "submitted": frozenset({"submitted", "instructed", "adopted", "declined"}),
    "instructed": frozenset({"instructed", "adopted", "declined"}),
    "adopted": frozenset({"instructed"}),
    "declined": frozenset({"instructed", "adopted"}),
}
"""What may follow each state; a task, its end and a word may come whenever the report has been submitted."""
SENT: Final = frozenset({"submitted", "instructed", "adopted", "declined"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStep:
    """One thing that happened to a report.

    ``to`` is whom it was submitted to, ``task`` the number of the task that is done, ``owner`` and ``due_on`` whose
    task it is and by when, ``file`` and ``digest`` the file that was checked.
    """

    what: str
    at: datetime
    by: str
    note: str = ""
    to: str | None = None
    task: int | None = None
    owner: str | None = None
    due_on: date | None = None
    file: str | None = None
    digest: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A follow-up task: what, whose, by when, and when it was done."""

    id: int
    what: str
    owner: str
    due_on: date
    done_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report with all its steps, the first first; ``files`` are names with their SHA-256."""

    id: int
    kind: str
    court: str
    period: str
    title: str
    number: str
    author: str
    made_at: datetime
    snapshot: str
    catalogue: str
    asked: Mapping[str, Any]
    files: Mapping[str, str]
    steps: tuple[ReportStep, ...] = ()

    @property
    def state(self) -> str:
        """Where it stands."""
        return next((step.what for step in reversed(self.steps) if step.what in STATES), "draft")

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Its follow-up tasks, in the order in which they were given."""
        done = {step.task: step for step in self.steps if step.what == "done"}
        return tuple(
            Task(id=step.id, what=step.note, owner=step.owner or "", due_on=step.due_on or step.at.date(),
                 done_at=done[step.id].at if step.id in done else None,
                 answer=done[step.id].note if step.id in done else "")
            for step in self.steps if step.what == "task"
        )  # fmt: skip

    def reached(self, state: str) -> bool:
        """Whether it ever came to a state."""
        return any(step.what == state for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many reports of a kind were submitted in a year, and what came of them."""

    kind: str
    year: int
    submitted: int
    instructed: int
    adopted: int
    declined: int

    @property
    def adoption(self) -> float | None:
        """Adopted of those submitted, in per cent; None where none was."""
        return self.adopted / self.submitted * 100 if self.submitted else None


def draft(desk: Desk, report: Report) -> Report:
    """Register a draft; its number is given."""
    with writing(desk) as connection:
        made = connection.execute(
            insert(reports).values(
                kind=report.kind, court=report.court, period=report.period, title=report.title, number=report.number,
                author=report.author, made_at=report.made_at, snapshot=report.snapshot, catalogue=report.catalogue,
                asked=dict(report.asked), files=dict(report.files),
            )
        )  # fmt: skip
        (number,) = made.inserted_primary_key or (0,)
        _write(connection, number, ReportStep(what="draft", at=report.made_at, by=report.author))
        return _one(connection, number)


def report_of(desk: Desk, number: int) -> Report:
    """One report; raises NoDataError where there is none."""
    with desk.connect() as connection:
        return _one(connection, number)


def all_reports(desk: Desk) -> list[Report]:
    """Every report, the newest first."""
    with desk.connect() as connection:
        return sorted(_reports(connection), key=lambda one: -one.id)


def take_step(desk: Desk, number: int, step: ReportStep) -> Report:
    """Take a step with a report.

    Raises UsageError where it may not follow: whoever checks a report is another than its author, whoever signs it
    checked it not; a return, an adoption that is declined and a word say why; a task has an owner and a day.
    """
    with writing(desk) as connection:
        _may_follow(_one(connection, number), step)
        _write(connection, number, step)
        return _one(connection, number)


def adoption(found: Sequence[Report]) -> list[Rate]:
    """Submitted, instructed, adopted and declined by kind and by the year of the first submission."""
    rows: dict[tuple[str, int], list[Report]] = {}
    for one in found:
        sent = next((step for step in one.steps if step.what == "submitted"), None)
        if sent is not None:
            rows.setdefault((one.kind, sent.at.year), []).append(one)
    return [
        Rate(
            kind=kind, year=year, submitted=len(mine), instructed=sum(one.reached("instructed") for one in mine),
            adopted=sum(one.reached("adopted") for one in mine),
            declined=sum(one.reached("declined") and not one.reached("adopted") for one in mine),
        )
        for (kind, year), mine in sorted(rows.items())
    ]  # fmt: skip


def _may_follow(before: Report, step: ReportStep) -> None:
    """Raise UsageError where a step may not follow, or does not say what it must."""
    state = before.state
    if step.what in STATES and step.what not in NEXT[state]:
        able = "、".join(f"{name}（{STATES[name]}）" for name in STATES if name in NEXT[state])
        raise UsageError(
            f"report {before.id} is {state}（{STATES[state]}）: "
            f"{step.what}（{STATES[step.what]}） cannot follow, only {able}"
        )
    if step.what in {"task", "done", "noted"} and state not in SENT:
        raise UsageError(f"report {before.id} is {state}（{STATES[state]}）: submit it first")
    if step.what == "checked" and step.by == before.author:
        raise UsageError(f"report {before.id} was written by {step.by}: a second person checks it")
    if step.what == "submitted" and not step.to:
        raise UsageError(f"report {before.id}: say to whom it is submitted (--to)")
    if step.what in {"returned", "declined", "instructed", "noted", "task"} and not step.note.strip():
        raise UsageError(f"report {before.id}: say what in a note (--note); it is kept with the report")
    if step.what == "task" and not (step.owner and step.due_on):
        raise UsageError(f"report {before.id}: a task needs an owner (--owner) and a day (--due)")
    if step.what == "done" and step.task not in {task.id for task in before.tasks if task.done_at is None}:
        raise UsageError(f"report {before.id} has no open task {step.task}; `shuzhu report show` lists them")


def _write(connection: Connection, number: int, step: ReportStep) -> None:
    """Add a step to a report."""
    connection.execute(
        insert(report_steps).values(
            report=number, what=step.what, at=step.at, by=step.by, note=step.note, to=step.to, task=step.task,
            owner=step.owner, due_on=step.due_on, file=step.file, digest=step.digest,
        )
    )  # fmt: skip


def _one(connection: Connection, number: int) -> Report:
    """The report of a number."""
    found = next(_reports(connection, number), None)
    if found is None:
        raise NoDataError(f"there is no report {number}; `shuzhu report list` shows those there are")
    return found


def _reports(connection: Connection, number: int | None = None) -> Iterator[Report]:
    """Reports with their steps, in the order in which they were made."""
    query, told = select(reports).order_by(reports.c.id), select(report_steps).order_by(report_steps.c.id)
    if number is not None:
        query, told = query.where(reports.c.id == number), told.where(report_steps.c.report == number)
    steps: dict[int, list[ReportStep]] = {}
    for row in connection.execute(told).mappings():
        said = {name: value for name, value in row.items() if name != "report"}
        steps.setdefault(row["report"], []).append(ReportStep(**said))
    for row in connection.execute(query).mappings():
        yield Report(**row, steps=tuple(steps.get(row["id"], ())))

"""The life of a report on the command line: list, show, check, sign, submit, what came of it, tasks, rates."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.reporting import report
from shuzhu.cli.root import label, with_house
from shuzhu.cli.watching import FORMATS
from shuzhu.desk.reports import STATES, WORDS, Report, ReportStep

HEADS = {
    "id": "编号", "kind": "种类", "title": "名称", "court": "法院", "period": "时段", "state": "状态",
    "author": "起草人", "number": "文号", "snapshot": "快照", "tasks": "未办结任务", "at": "时间", "what": "事项",
    "by": "经办人", "note": "说明", "owner": "责任单位", "due_on": "限期", "done": "办结", "year": "年度",
    "submitted": "报送", "instructed": "获批示", "adopted": "采纳", "declined": "未采纳", "rate": "采纳率（%）",
}  # fmt: skip
_number = click.argument("number", type=int, metavar="ID")
_note = click.option("--note", default="", help="What was said or done; kept with the report.")
_by = click.option("--by", default=getpass.getuser, show_default="the login name", help="Who does it; kept with it.")


@report.command("list")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@with_house
def listed(house: pipeline.House, form: str, output: Path | None) -> None:
    """The reports in the register, the newest first, and where each stands."""
    rows = [_row(one) for one in pipeline.kept_reports(house)]
    if form == "table" and output is None:
        outputs.table(rows, HEADS)
        return
    outputs.write(rows, "csv" if form == "table" else form, output, label=label(house), heads=HEADS)


@report.command("show")
@_number
@with_house
def shown(house: pipeline.House, number: int) -> None:
    """One report: its files, its steps, its tasks."""
    one = pipeline.kept_report(house, number)
    click.echo(f"{one.id}　{one.title}　{one.number}　{STATES[one.state]}　快照 {one.snapshot}　目录 {one.catalogue}")
    for name, path in pipeline.report_files(house, number).items():
        click.echo(f"{name}　{path}")
    outputs.table([_told(step) for step in one.steps], HEADS)
    if one.tasks:
        outputs.table(
            [{"id": task.id, "what": task.what, "owner": task.owner, "due_on": task.due_on,
              "done": f"{task.done_at:%Y-%m-%d}　{task.answer}" if task.done_at else ""} for task in one.tasks],
            HEADS,
        )  # fmt: skip


@report.command("check")
@_number
@click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The edited file.")
@click.option("--return", "returned", is_flag=True, help="Give it back to its author; say why with --note.")
@_note
@_by
@with_house
def check(house: pipeline.House, number: int, file: Path | None, returned: bool, note: str, by: str) -> None:
    """Prove every figure and say that a draft is checked; a second person does it."""
    _step(house, number, _now("returned" if returned else "checked", by, note), file)


@report.command("sign")
@_number
@_note
@_by
@with_house
def sign(house: pipeline.House, number: int, note: str, by: str) -> None:
    """Sign a report that was checked."""
    _step(house, number, _now("signed", by, note))


@report.command("submit")
@_number
@click.option("--to", required=True, help="To whom.")
@_note
@_by
@with_house
def submit(house: pipeline.House, number: int, to: str, note: str, by: str) -> None:
    """Submit a signed report."""
    _step(house, number, _now("submitted", by, note, to=to))


@report.command("instruct")
@_number
@_note
@_by
@with_house
def instruct(house: pipeline.House, number: int, note: str, by: str) -> None:
    """Write down an instruction (批示) on a report."""
    _step(house, number, _now("instructed", by, note))


@report.command("adopt")
@_number
@click.option("--declined", is_flag=True, help="It was not adopted; say why with --note.")
@_note
@_by
@with_house
def adopt(house: pipeline.House, number: int, declined: bool, note: str, by: str) -> None:
    """Write down that a report was adopted, or not."""
    _step(house, number, _now("declined" if declined else "adopted", by, note))


@report.command("task")
@_number
@click.option("--owner", required=True, help="Whose task it is.")
@click.option("--due", "due_on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="By which day.")
@_note
@_by
@with_house
def task(house: pipeline.House, number: int, owner: str, due_on: datetime, note: str, by: str) -> None:
    """Give a follow-up task that comes of a report."""
    _step(house, number, _now("task", by, note, owner=owner, due_on=due_on.date()))


@report.command("done")
@_number
@click.argument("of", type=int, metavar="TASK")
@_note
@_by
@with_house
def done(house: pipeline.House, number: int, of: int, note: str, by: str) -> None:
    """Write down that a task is done, and what was fed back."""
    _step(house, number, _now("done", by, note, task=of))


@report.command("rate")
@with_house
def rate(house: pipeline.House) -> None:
    """Submitted, instructed, adopted by kind and year."""
    rows = [
        {"kind": one.kind, "year": str(one.year), "submitted": one.submitted, "instructed": one.instructed,
         "adopted": one.adopted, "declined": one.declined, "rate": one.adoption}
        for one in pipeline.adoption_rates(house)
    ]  # fmt: skip
    outputs.table(rows, HEADS)


def _row(one: Report) -> dict[str, Any]:
    """A report as a row."""
    return {
        "id": one.id, "kind": one.kind, "title": one.title, "court": one.court, "period": one.period,
        "state": STATES[one.state], "author": one.author, "number": one.number, "snapshot": one.snapshot,
        "tasks": sum(task.done_at is None for task in one.tasks),
    }  # fmt: skip


def _told(step: ReportStep) -> dict[str, Any]:
    """A step as a row."""
    words = "　".join(filter(None, (f"报送：{step.to}" if step.to else "", step.file or "", step.note)))
    return {"at": f"{step.at:%Y-%m-%d %H:%M}", "what": WORDS[step.what], "by": step.by, "note": words,
            "owner": step.owner or "", "due_on": step.due_on or ""}  # fmt: skip


def _now(
    what: str,
    by: str,
    note: str,
    *,
    to: str | None = None,
    task: int | None = None,
    owner: str | None = None,
    due_on: date | None = None,
) -> ReportStep:
    """A step taken now."""
    return ReportStep(what=what, at=datetime.now(UTC), by=by, note=note, to=to, task=task, owner=owner, due_on=due_on)


def _step(house: pipeline.House, number: int, step: ReportStep, file: Path | None = None) -> None:
    """Take a step and say where the report stands."""
    one = pipeline.step_report(house, number, step, file)
    last = one.steps[-1]
    tail = f"，任务编号 {last.id}" if last.what == "task" else ""
    click.echo(f"{number}：{STATES[one.state]}{tail}")


COMMANDS: tuple[click.Command, ...] = ()
"""Its commands belong to ``report``."""

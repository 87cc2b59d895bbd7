"""``shuzhu link`` and ``reconcile``: which records are the same, where two sources differ, and what was decided."""

import getpass
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.hashing import HASHING
from shuzhu.cli.root import Group, Progress, label, with_house
from shuzhu.cli.watching import FORMATS
from shuzhu.desk.pairs import DIFFERENT, HOLDS, SAME, UNDONE, PairStep
from shuzhu.errors import UsageError
from shuzhu.linkage.conflicts import FIELDS, KINDS
from shuzhu.linkage.evidence import in_words
from shuzhu.pipeline.linking import HOW

HEADS: Mapping[str, str] = {
    "task": "关联", "title": "名称", "number": "按案号", "automatic": "自动", "review": "待核", "decided": "人工认定",
    "left": "一方", "right": "另一方", "court": "法院", "how": "方式", "chance": "概率（%）", "why": "依据",
    "field": "事项", "word": "比较结果", "adds": "加减", "ends": "累计", "line": "项目", "left_records": "平台件数",
    "left_succeeded": "平台成功", "left_amount": "平台标的额（元）", "right_records": "台账件数",
    "right_succeeded": "台账成功", "right_amount": "台账标的额（元）", "kind": "矛盾种类", "one": "平台所记",
    "other": "台账所记", "size": "大小", "state": "认定", "platform": "平台口径", "ledger": "台账口径",
    "held": "认定后", "common": "合并口径", "at": "时间", "what": "事项", "by": "经办人", "note": "说明",
    "records": "记录数", "ended_platform": "平台办结", "ended_ledger": "台账办结", "filings": "立案件数",
}  # fmt: skip
_task = click.option("--task", default="ledger", show_default=True, help="Which linkage: ledger, filed, enforced …")
_court = click.option(
    "--court", default="all", show_default=True, help="虚0213, 虚02+ for an area, names, several by commas."
)
_period = click.option("--period", help="The month, quarter or year; the last year if left out.")
_form = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
_output = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
_by = click.option("--by", default=getpass.getuser, show_default="the login name", help="Who does it; kept with it.")
_note = click.option("--note", default="", help="Why; kept with the decision.")
_left, _right = click.argument("left"), click.argument("right")


@click.group(cls=Group)
def link() -> None:
    """Records that are the same: across mediation, ledger, court and enforcement, and entered twice."""


@link.command()
@click.argument("tasks", nargs=-1)
@with_house
def run(house: pipeline.House, tasks: tuple[str, ...]) -> None:
    """Link the whole store at this snapshot; all linkages if none is named. The links stay in the store."""
    progress = Progress()
    found = pipeline.link(house, tasks, progress)
    progress.end()
    outputs.table(
        [
            {
                "task": one.task.name,
                "title": one.task.title,
                "left": one.task.left,
                "right": one.task.right,
                **one.counts,
            }
            for one in found
        ],
        HEADS,
    )
    for one in found:
        if one.calibration.pairs:
            click.echo(f"{one.task.title}：按 {one.calibration.pairs} 对已认定的记录校准", err=True)


@link.command("list")
@_task
@_court
@click.option("--how", multiple=True, type=click.Choice(list(HOW)), help="Only such links; review if left out.")
@_form
@_output
@with_house
def listed(house: pipeline.House, task: str, court: str, how: tuple[str, ...], form: str, output: Path | None) -> None:
    """Links, the least sure first: those for review unless others are asked for."""
    found = pipeline.links(house, task, _marks(house, court), how or ("review",))
    _show(house, [_row(one) for one in found], form, output, court)


@link.command()
@click.argument("what", type=click.Choice(["cases", "persons"]), default="cases")
@_court
@_form
@_output
@with_house
def duplicates(house: pipeline.House, what: str, court: str, form: str, output: Path | None) -> None:
    """Cases that look as if they were entered twice; or persons and companies written in more than one way."""
    marks = _marks(house, court)
    if what == "cases":
        _show(house, [_row(one) for one in pipeline.links(house, "twice", marks)], form, output, court)
        return
    found = pipeline.same_persons(house, marks)
    _show(house, [_row(one.least) | {"records": len(one.records)} for one in found], form, output, court)


@link.command()
@_task
@_left
@_right
@with_house
def show(house: pipeline.House, task: str, left: str, right: str) -> None:
    """One link: what each comparison adds to its weight, and what was decided of it."""
    one = pipeline.one_link(house, task, left, right)
    click.echo(f"{one.left}　{one.right}　{HOW[one.how]}　概率 {one.chance:.1%}　权重 {one.weight:.1f}")
    signs = [{"field": s.title, "word": s.word, "adds": f"{s.adds:+.1f}", "ends": f"{s.ends:.1f}"} for s in one.signs]
    outputs.table(signs, HEADS)
    steps = pipeline.link_steps(house, task, left, right)
    if steps:
        outputs.table(
            [{"at": f"{s.at:%Y-%m-%d %H:%M}", "what": s.what, "by": s.by, "note": s.note} for s in steps], HEADS
        )


@link.command()
@_task
@_left
@_right
@click.option("--same", "what", flag_value=SAME, help="They are the same.")
@click.option("--different", "what", flag_value=DIFFERENT, help="They are not.")
@click.option("--undo", "what", flag_value=UNDONE, help="Take the last decision back.")
@_note
@_by
@with_house
def decide(house: pipeline.House, task: str, left: str, right: str, what: str | None, note: str, by: str) -> None:
    """Say whether two records are the same; the next run keeps to it, and is calibrated by it."""
    if what is None:
        raise UsageError("say --same, --different or --undo")
    _decide(house, task, left, right, what, note, by)


@link.command()
@_left
@_right
@click.option("--field", required=True, type=click.Choice(list(FIELDS)), help="Which fact.")
@click.option("--side", type=click.Choice(["left", "right"]), help="Which source holds: left 平台, right 台账.")
@click.option("--undo", is_flag=True, help="Take the decision back.")
@_note
@_by
@with_house
def hold(
    house: pipeline.House, left: str, right: str, field: str, side: str | None, undo: bool, note: str, by: str
) -> None:
    """Say which source holds where the two differ; figures counted by decisions follow it."""
    if side is None and not undo:
        raise UsageError("say which source holds: --side left or --side right (or --undo)")
    _decide(house, "ledger", left, right, UNDONE if undo else HOLDS, note, by, field=field, side=side or "")


@click.command()
@_court
@_period
@click.option("--conflicts", is_flag=True, help="The pairs that differ, one by one, in place of the statement.")
@click.option("--filings", is_flag=True, help="Mediations against the court's filings, in place of the ledger.")
@_form
@_output
@with_house
def reconcile(
    house: pipeline.House,
    court: str,
    period: str | None,
    conflicts: bool,
    filings: bool,
    form: str,
    output: Path | None,
) -> None:
    """Hold the platform's mediations against the justice bureau's ledger: a statement that adds up."""
    if filings:
        told = pipeline.bridged(house, court, period)
        _show(house, pipeline.bridge_list(told) if conflicts else pipeline.bridge_rows(told), form, output, court)
        return
    found = pipeline.reconcile(house, court, period)
    if conflicts:
        _show(house, pipeline.conflict_rows(house, found), form, output, court)
        return
    _show(house, pipeline.statement_rows(found), form, output, court)
    if output is None and form == "table":
        kinds = "，".join(f"{KINDS[kind]} {count}" for kind, count in found.statement.kinds.items()) or "无"
        click.echo(f"{found.period}　所记不一：{kinds}；待核 {found.statement.waiting} 对")
        outputs.table(pipeline.effect_rows(found), HEADS)


def _decide(
    house: pipeline.House,
    task: str,
    left: str,
    right: str,
    what: str,
    note: str,
    by: str,
    field: str = "",
    side: str = "",
) -> None:
    """Keep a decision."""
    now = datetime.now(UTC)
    step = PairStep(task=task, left=left, right=right, what=what, at=now, by=by, note=note, field=field, side=side)
    pipeline.decide_link(house, step)
    click.echo("已记入，不可更改，可另行撤销；下次运行 link run 时采用", err=True)


def _marks(house: pipeline.House, court: str) -> list[str] | None:
    """The courts asked for; None for all."""
    return None if court == "all" else pipeline.marks_of(house, court)


def _row(one: pipeline.Link) -> dict[str, Any]:
    """A link as a row."""
    return {"left": one.left, "right": one.right, "court": one.court, "how": HOW[one.how],
            "chance": f"{one.chance * 100:.1f}", "why": in_words(one.signs)}  # fmt: skip


def _show(house: pipeline.House, rows: Sequence[Mapping[str, Any]], form: str, output: Path | None, court: str) -> None:
    """Rows on the screen or in a file, which bears a mark."""
    if form == "table" and output is None:
        outputs.table(rows, HEADS)
        return
    form = output.suffix.removeprefix(".") if form == "table" and output is not None else form
    courts = set() if court == "all" else {court}
    mark = pipeline.exporting(house, "数据核对", courts=courts, rows=len(rows)) if output else None
    outputs.write(rows, form, output, label=label(house), heads=HEADS, mark=mark)


for _command in HASHING:
    link.add_command(_command)
COMMANDS = (link, reconcile)

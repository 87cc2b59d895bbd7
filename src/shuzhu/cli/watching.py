"""``shuzhu watch`` and ``alert``: warnings, and the work that each of them is."""

import getpass
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.alarms import LEVELS, STATES
from shuzhu.cli.root import Group, label, lang, said, with_house
from shuzhu.desk.items import WORDS, Item, Step
from shuzhu.errors import UsageError
from shuzhu.marks import stamp_html, stamp_svg
from shuzhu.reports import why as why_report
from shuzhu.reports.why_lines import Lines

FORMATS = ["table", "json", "csv", "xlsx"]
HEADS: Mapping[str, str] = {
    "id": "编号", "level": "级别", "rule": "规则", "title": "名称", "court": "法院", "subject": "对象", "value": "数值",
    "limit": "界限", "words": "缘由", "on": "截至", "state": "状态", "owner": "责任单位", "due_on": "限期",
    "cases": "案件数", "at": "时间", "what": "事项", "by": "经办人", "note": "说明", "snapshot": "快照",
}  # fmt: skip
DRAWN: Mapping[str, Callable[[why_report.Why], str]] = {".html": why_report.html, ".svg": why_report.svg}
CASES: Mapping[str, str] = {
    "case_number": "案号", "cause": "案由", "town": "镇街", "division": "承办庭室", "filed_on": "立案日期",
    "closed_on": "结案日期", "closing": "结案方式",
}  # fmt: skip
CHARTED = 24
"""So many times at most of a figure are shown on the screen."""

_by = click.option("--by", default=getpass.getuser, show_default="the login name", help="Who does it; kept with it.")
_form = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
_output = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
_note = click.option("--note", default="", help="Why, or what was done; kept with the item.")
_number = click.argument("number", type=int, metavar="ID")


@click.command()
@click.option("--court", default="all", show_default=True, help="虚0213, 虚02+ for an area, names, several by commas.")
@click.option("--period", help="The month, quarter or year to watch; the last year if left out.")
@click.option(
    "--explain", "number", type=int, metavar="ID",
    help="Only tell why this item was raised; with -o FILE.html as a page, with -o FILE.svg as a chart.",
)  # fmt: skip
@_by
@_form
@_output
@with_house
def watch(
    house: pipeline.House, court: str, period: str | None, number: int | None, by: str, form: str, output: Path | None
) -> None:
    """Watch a period by every rule in force; what is found becomes items of work, open items are checked again."""
    if number is not None:
        explain(house, pipeline.one_item(house, number), output)
        return
    found = pipeline.watch(house, court, period, datetime.now(UTC), by)
    taken = found.taken
    click.echo(
        f"{found.period}：新预警 {len(taken.new)} 项，再次触发 {len(taken.again)} 项，不再触发 {len(taken.gone)} 项"
        + (f"，{taken.held} 项在静默期内不重复提示" if taken.held else ""),
        err=True,
    )
    if found.found.series:
        chance = f"若一切如常，其中偶然超限的预计不超过 {found.found.expected_false:.1f} 个"
        click.echo(f"与各自历史相比的数 {found.found.series:,} 个，{chance}", err=True)
    show(house, found.open, form, output)


@click.group(cls=Group)
def alert() -> None:
    """Items of work: list, show, confirm, assign, handle, close."""


@alert.command("list")
@click.option("--ended", is_flag=True, help="Those that were closed or were false alarms too.")
@_form
@_output
@with_house
def listed(house: pipeline.House, ended: bool, form: str, output: Path | None) -> None:
    """The open items, the gravest first."""
    show(house, pipeline.open_items(house, ended=ended), form, output)


@alert.command("show")
@_number
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write all its cases to Excel.")
@with_house
def shown(house: pipeline.House, number: int, output: Path | None) -> None:
    """One item: why it was raised, its cases, and all that was done."""
    one = pipeline.one_item(house, number)
    if output is None:
        tell(house, one)
        return
    told = [row | {"closing": _closing(house, row["closing"])} for row in pipeline.cases_of(house, one, None)]
    cases = [{name: row[name] for name in CASES} for row in told]
    mark = pipeline.exporting(house, "案件清单", courts={one.court}, rows=len(cases))
    outputs.write_xlsx(cases, output, label=label(house), sheet="案件清单", heads=CASES, mark=mark)
    click.echo(f"{len(cases):,} cases written to {output}")


@alert.command()
@_number
@click.option("--false-alarm", is_flag=True, help="It is none; say why with --note.")
@_note
@_by
@with_house
def confirm(house: pipeline.House, number: int, false_alarm: bool, note: str, by: str) -> None:
    """Say that an item is a real one, or a false alarm."""
    _step(house, number, _now("false_alarm" if false_alarm else "confirmed", by, note))


@alert.command()
@_number
@click.option("--to", "owner", required=True, help="Who answers for it.")
@click.option("--due", "due_on", type=click.DateTime(["%Y-%m-%d"]), help="By which day.")
@_note
@_by
@with_house
def assign(house: pipeline.House, number: int, owner: str, due_on: datetime | None, note: str, by: str) -> None:
    """Give an item to somebody, by a day."""
    _step(house, number, _now("assigned", by, note, owner=owner, due_on=due_on.date() if due_on else None))


@alert.command()
@_number
@_note
@_by
@with_house
def handle(house: pipeline.House, number: int, note: str, by: str) -> None:
    """Say what was done about an item; the next watch checks it again."""
    _step(house, number, _now("handled", by, note))


@alert.command()
@_number
@_note
@_by
@with_house
def close(house: pipeline.House, number: int, note: str, by: str) -> None:
    """Close an item that was handled; where it is still found, say why with --note."""
    _step(house, number, _now("closed", by, note))


@alert.command()
@_number
@_note
@_by
@with_house
def reopen(house: pipeline.House, number: int, note: str, by: str) -> None:
    """Open an item again that was closed or called false; say why with --note."""
    _step(house, number, _now("reopened", by, note))


@alert.command()
@_number
@_note
@_by
@with_house
def note(house: pipeline.House, number: int, note: str, by: str) -> None:
    """Write a word to an item."""
    _step(house, number, _now("noted", by, note))


def show(house: pipeline.House, items: Sequence[Item], form: str, output: Path | None) -> None:
    """Items as a table, JSON, CSV or an Excel line list."""
    rows = [_row(house, one) for one in items]
    if form == "table" and output is None:
        if not rows:
            click.echo("没有未结的预警事项。")
            return
        short = ("id", "level", "title", "court", "subject", "words", "state", "owner", "due_on")
        outputs.table([{name: row[name] for name in short} for row in rows], HEADS)
        return
    mark = pipeline.exporting(house, "预警", courts={one.court for one in items}, rows=len(rows)) if output else None
    outputs.write(rows, "csv" if form == "table" else form, output, label=label(house), heads=HEADS, mark=mark)
    if output is not None:
        click.echo(f"{len(rows):,} items written to {output}")


def explain(house: pipeline.House, one: Item, output: Path | None) -> None:
    """Why an item was raised: here, as a page, or as its chart alone."""
    if output is None:
        tell(house, one)
        return
    drawn = DRAWN.get(output.suffix.lower())
    if drawn is None:
        raise UsageError(f"an explanation is a page or a chart: write -o {output.stem}.html or -o {output.stem}.svg")
    mark = pipeline.exporting(house, "预警说明", courts={one.court})
    stamp = stamp_svg if output.suffix.lower() == ".svg" else stamp_html
    text = stamp(drawn(pipeline.why(house, one, label(house))), mark)
    with outputs.writing(output):
        output.write_text(text, encoding="utf-8")
    click.echo(f"item {one.id} explained in {output}")


def tell(house: pipeline.House, one: Item) -> None:
    """One item in words: what was found, by which rule, on which cases, and all that was done since."""
    rule = pipeline.rule_of(house, one)
    alarm = one.alarm
    click.echo(f"{one.id}　{LEVELS[alarm.level]}色预警　{said(rule.title)}　{one.called}　{one.court}")
    click.echo(f"为什么提示：{alarm.words}。")
    click.echo(f"规则问的是：{said(rule.question)}")
    bounds = "，".join(f"{LEVELS[name]} {bound:g}" for name, bound in rule.levels.items())
    click.echo(
        f"界限：{bounds or '由历史推算'}　数值：{alarm.value:g}　规则版本：{alarm.edition}　快照：{alarm.snapshot}"
    )
    click.echo(f"依据：{rule.basis}")
    click.echo(f"状态：{STATES[one.state]}　责任单位：{one.owner}　限期：{one.due_on or '—'}\n")
    outputs.table([_told(step) for step in one.steps], HEADS)
    chart = pipeline.chart(house, one)
    if isinstance(chart, Lines):
        known = [point for point in chart.points[-CHARTED:] if point.value is not None]
        bars = outputs.bars([(point.label, point.value or 0.0, "◀" if point.found else "") for point in known])
        click.echo(f"\n{chart.title}（{chart.unit}）\n{bars}")
    cases = pipeline.cases_of(house, one)
    if cases:
        click.echo(
            f"\n所据案件 {len(alarm.evidence)} 件" + ("（前 20 件）" if len(alarm.evidence) > len(cases) else "")
        )
        outputs.table(
            [{name: row[name] for name in ("case_number", "cause", "filed_on", "closed_on")} for row in cases], CASES
        )


def _closing(house: pipeline.House, code: str | None) -> str:
    """How a case closed, in words."""
    return house.codes.title("closings", code, lang()) if code else ""


def _row(house: pipeline.House, one: Item) -> dict[str, Any]:
    """An item as a row."""
    titles = {rule.id: said(rule.title) for rule in house.alert_rules}
    alarm = one.alarm
    return {
        "id": one.id, "level": LEVELS[alarm.level], "rule": one.rule, "title": titles.get(one.rule, one.rule),
        "court": one.court, "subject": one.called, "value": alarm.value, "limit": alarm.limit,
        "words": alarm.words, "on": alarm.on, "cases": len(alarm.evidence), "state": STATES[one.state],
        "owner": one.owner, "due_on": one.due_on, "snapshot": alarm.snapshot,
    }  # fmt: skip


def _told(step: Step) -> dict[str, Any]:
    """A step as a row."""
    words = step.note or (step.found.words if step.found else "")
    return {"at": f"{step.at:%Y-%m-%d %H:%M}", "what": WORDS[step.what], "by": step.by,
            "owner": step.owner or "", "due_on": step.due_on or "", "note": words}  # fmt: skip


def _now(what: str, by: str, note: str, *, owner: str = "", due_on: date | None = None) -> Step:
    """A step taken now."""
    return Step(what=what, at=datetime.now(UTC), by=by, note=note, owner=owner or None, due_on=due_on)


def _step(house: pipeline.House, number: int, step: Step) -> None:
    """Take a step and say where the item stands."""
    one = pipeline.step_item(house, number, step)
    click.echo(f"{number}：{STATES[one.state]}，责任单位 {one.owner}，限期 {one.due_on or '—'}")


COMMANDS = (watch, alert)

"""``shuzhu audit``: verify, list and take out the audit; read the watermark of a file."""

from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import Group, label, with_house
from shuzhu.desk.audit import KINDS, Entry
from shuzhu.pipeline import auditing

TAMPERED = 7
HEADS = {
    "id": "编号", "at": "时间（UTC）", "who": "操作者", "what": "类别", "about": "事项", "court": "法院",
    "detail": "说明",
}  # fmt: skip
_what = click.option("--what", type=click.Choice(list(KINDS)), help="Only of this kind.")
_who = click.option("--who", default="", help="Only of this person.")


@click.group(cls=Group)
def audit() -> None:
    """The audit: verify, list, export, read a watermark."""


@audit.command("verify")
@click.option("--expect", metavar="COUNT:HASH", help="What an earlier verify said; the audit must hold it still.")
@with_house
def verify(house: pipeline.House, expect: str | None) -> None:
    """Hold the audit against its hashes, its key and its head; say every fault."""
    head, faults = auditing.verified(house, expect)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"审计记录被篡改或不完整：{len(faults)} 处", err=True)
        raise SystemExit(TAMPERED)
    click.echo(f"审计记录完整：{head.count} 条。链头 {head.count}:{head.hash[:16]}，可抄录在册，日后用 --expect 核对")


@audit.command("list")
@_what
@_who
@click.option("--last", type=int, default=50, show_default=True, help="Only the last so many.")
@with_house
def listed(house: pipeline.House, what: str | None, who: str, last: int) -> None:
    """The last entries: who did what, when, in which court."""
    outputs.table([_row(one) for one in auditing.audited(house, what=what or "", who=who, last=last)], HEADS)


@audit.command("export")
@_what
@_who
@click.option("--format", "form", type=click.Choice(["csv", "json", "xlsx"]), default="xlsx", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Write to a file.")
@with_house
def export(house: pipeline.House, what: str | None, who: str, form: str, output: Path) -> None:
    """Every entry to a file."""
    rows = [_row(one) for one in auditing.audited(house, what=what or "", who=who)]
    mark = pipeline.exporting(house, "审计记录", rows=len(rows), action="audit")
    outputs.write(rows, form, output, label=label(house), heads=HEADS, mark=mark)
    click.echo(f"{len(rows):,} entries written to {output}")


@audit.command("watermark")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_house
def watermark(house: pipeline.House, file: Path) -> None:
    """Who took a file out, when, and what of: by its watermark."""
    found, token = pipeline.marked_by(house, file)
    click.echo(f"{file.name}：标记 {token}")
    outputs.table([_row(found)], HEADS)


def _row(one: Entry) -> dict[str, Any]:
    """An entry as a row."""
    detail = "，".join(f"{k}={v}" for k, v in one.detail.items() if k != "snapshot")
    return {"id": one.id, "at": f"{one.at:%Y-%m-%d %H:%M:%S}", "who": one.who, "what": KINDS[one.what],
            "about": one.about, "court": one.court, "detail": detail}  # fmt: skip


COMMANDS = (audit,)

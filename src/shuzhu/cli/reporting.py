"""``shuzhu report``: make a report, prove one, compare two, and follow each from its draft to what became of it."""

import getpass
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import Group, lang, with_house
from shuzhu.reports.material import Asked

FORMATS = ["docx", "pdf", "html", "md"]
DIFFERS = 4
"""The exit code where a report does not bear out."""


class Kinds(Group):
    """``shuzhu report KIND`` makes a report; the other words are commands of its life."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A kind of report is the command ``make`` with that kind."""
        if args and args[0] in {kind.id for kind in pipeline.report_kinds()}:
            return "make", self.commands["make"], args
        return super().resolve_command(ctx, args)


@click.group(cls=Kinds)
def report() -> None:
    """Reports: `report KIND` makes one; prove it, compare it, follow what becomes of it."""


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which a report is asked for."""
    options = (
        click.argument("kind"),
        click.option("--court", required=True, help="One court, or an area (虚02+)."),
        click.option("--period", default="", help="2020H1, 2020 …; the last year if left out."),
        click.option("--number", default="", help="Its number, e.g. 虚院报〔2020〕12号."),
        click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]), help="The day on it; today if left out."),
        click.option("--to", default="", help="To whom it is addressed."),
        click.option("--topic", default="", help="The theme of a topical report or a white paper."),
        click.option("--event", nargs=2, metavar="NAME DAYS", help="An event and its days, 2020-01-24..2020-03-31."),
        click.option("--item", "items", multiple=True, type=int, help="A warning it is about; several by repeating."),
        click.option("--contact", default="", help="Whom to ask, with telephone."),
        click.option("--copy", "copies", multiple=True, help="Who gets a copy; several by repeating."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked_of(said: dict[str, Any]) -> Asked:
    """The options as what was asked."""
    day = said.pop("dated")
    event = said.pop("event")
    dated = day.date() if isinstance(day, datetime) else date.today()  # noqa: DTZ011 — the day on the writer's calendar
    return Asked(**said, dated=dated, event=tuple(event) if event else None, lang="en" if lang() == "en" else "zh")


@report.command("make")
@asking
@click.option(
    "--format", "forms", default="docx,pdf", show_default=True, help="docx, pdf, html, md; several by commas."
)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder to write to."
)
@click.option("--draft", is_flag=True, help="Keep it in the register as a draft, to be checked and signed.")
@click.option("--by", default=getpass.getuser, show_default="the login name", help="Who wrote it; kept with a draft.")
@with_house
def make(house: pipeline.House, forms: str, output: Path, draft: bool, by: str, **said: Any) -> None:
    """Make a report of a kind and write its files."""
    asked, formats = asked_of(said), [form.strip() for form in forms.split(",") if form.strip()]
    if draft:
        kept = pipeline.draft_report(house, asked, formats, datetime.now(UTC), by)
        click.echo(f"{kept.title}　草稿编号 {kept.id}，快照 {kept.snapshot}")
        for path in pipeline.report_files(house, kept.id).values():
            click.echo(str(path))
        return
    made = pipeline.make_report(house, asked, formats)
    with outputs.writing(output):
        output.mkdir(parents=True, exist_ok=True)
        for form, data in made.files.items():
            (output / f"{made.stem}.{form}").write_bytes(data)
    click.echo(f"{made.document.title}　{len(made.document.figures())} 处数字，快照 {house.snapshot.label}")
    for name in pipeline.font_stand_ins():
        click.echo(f"没有{name}的替代字体，PDF改用思源宋体；见“写报告”一页", err=True)
    for form in made.files:
        click.echo(f"{output / made.stem}.{form}")


@report.command("kinds")
def kinds() -> None:
    """The kinds of reports there are, and what each needs."""
    rows = [
        {"kind": kind.id, "title": kind.title["zh"], "languages": " ".join(kind.languages),
         "needs": " ".join(f"--{name.removesuffix('s')}" for name in kind.needs)}
        for kind in pipeline.report_kinds()
    ]  # fmt: skip
    outputs.table(rows, {"kind": "种类", "title": "名称", "needs": "须给出", "languages": "语言"})


@report.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_house
def verify(house: pipeline.House, file: Path) -> None:
    """Work out every figure of a report again from its snapshot, and say which differ."""
    found = pipeline.verify_report(house, file)
    for one in found.differences:
        click.echo(f"{one.mark}　{one.place}　文中 {one.said or '（无）'}　应为 {one.should or '（无）'}")
    for line in found.remarks:
        click.echo(line)
    click.echo(f"{found.title}：核对 {found.checked} 处数字，快照 {found.snapshot}，{len(found.differences)} 处不符")
    if found.differences or found.remarks:
        raise SystemExit(DIFFERS)


@report.command("compare")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def compare(old: Path, new: Path) -> None:
    """What changed from one edition of a report to the next, and whether the data or the definition did."""
    found = pipeline.compare_reports(old, new)
    rows = [
        {"place": one.place, "old": one.old or "—", "new": one.new or "—", "why": "、".join(one.why)}
        for one in found.changes
    ]
    if rows:
        outputs.table(rows, {"place": "数字", "old": "旧版", "new": "新版", "why": "原因"})
    click.echo(f"{found.old} → {found.new}：{len(rows)} 处数字有变化，{found.same} 处相同")


COMMANDS = (report,)

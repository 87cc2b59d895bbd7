"""``shuzhu catalogue``: the definitions."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shuzhu import outputs, pipeline
from shuzhu.catalogue.read import past_review
from shuzhu.cli.root import Group, lang, opened, said, with_house


@click.group(cls=Group)
def catalogue() -> None:
    """The definitions: check, list, show."""


@catalogue.command("check")
@with_house
def catalogue_check(house: pipeline.House) -> None:
    """Prove every entry against the tables, without data; list those past review."""
    current = house.catalogue.current()
    late = past_review(house.catalogue, datetime.now(UTC).date())
    for indicator in late:
        click.echo(
            f"past review since {indicator.review_by}: {indicator.code} {indicator.title['zh']} ({indicator.owner})"
        )
    counts = ", ".join(f"{index.title['zh']} {len(index.codes)}" for index in house.catalogue.indices.values())
    click.echo(f"{len(current)} indicators are sound ({counts}); version {house.catalogue.version}")


@catalogue.command("list")
@click.pass_context
def catalogue_list(ctx: click.Context) -> None:
    """Every indicator in force."""
    rows = [
        {"indicator": i.code, "title": said(i.title), "unit": i.unit, "kind": i.kind, "better": i.better,
         "basis": i.basis}
        for i in opened(ctx).catalogue.current()
    ]  # fmt: skip
    outputs.table(rows, outputs.titles(lang()))


@catalogue.command("show")
@click.argument("code")
@click.pass_context
def catalogue_show(ctx: click.Context, code: str) -> None:
    """One definition, as its file says it."""
    click.echo(Path(opened(ctx).catalogue.indicator(code).path).read_text(encoding="utf-8"), nl=False)


COMMANDS = (catalogue,)

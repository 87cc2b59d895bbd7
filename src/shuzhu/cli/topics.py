"""``shuzhu topic``: a topic's findings with their strength, tables, typical cases, and a leaflet's pointers."""

from pathlib import Path
from typing import Any, Final

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import label, lang, said, with_house
from shuzhu.errors import UsageError
from shuzhu.marks import stamp_html, stamp_markdown
from shuzhu.reports import tables

FORMATS: Final = ("table", "md", "html", "xlsx", "json")
MOST: Final = 12
"""So many rows of each table are shown; a file holds them all."""


@click.command()
@click.argument("name", required=False)
@click.option("--court", help="One court, or an area (虚02+).")
@click.option("--period", help="2017..2020, 2020H1 …; the last year if left out.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="By the file's ending, or table, if left out.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@with_house
def topic(
    house: pipeline.House, name: str | None, court: str | None, period: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """What the cases of a topic show: findings with their strength, tables, typical cases, a leaflet's pointers."""
    if name is None:
        rows = [{"name": one.name, "title": said(one.title), "question": said(one.question)}
                for one in pipeline.topics(house).values()]  # fmt: skip
        outputs.table(rows, {"name": "专题", "title": "名称", "question": "回答的问题"})
        return
    if not court:
        raise UsageError("a topic is of a court or an area; add --court")
    page = pipeline.topic_page(house, pipeline.topic(house, name, court, period), lang())
    form = form or (output.suffix.lstrip(".") if output else "table")
    if output is None and form == "table":
        _show(page)
    elif output is None:
        raise UsageError(f"{form} goes into a file: add -o FILE.{form}")
    else:
        _write(house, page, form, output, court)


def _show(page: tables.Page) -> None:
    """On the terminal."""
    click.echo(f"{page.title}　{'　'.join(page.about)}\n")
    for number, lead in enumerate(page.leads, 1):
        click.echo(f"{number}. {lead.title}（{lead.word}）：{lead.text}。")
        if lead.cases:
            click.echo(f"   案件：{'、'.join(lead.cases[:3])}{'等' if len(lead.cases) > 3 else ''}")
    click.echo(f"\n{page.guard}")
    for part in page.parts:
        if part.rows and part.name != "findings":
            click.echo(f"\n— {part.title}")
            outputs.table([_row(part, row) for row in part.rows[:MOST]], part.heads, caption=part.note)


def _write(house: pipeline.House, page: tables.Page, form: str, output: Path, court: str) -> None:
    """Into a file, with the mark of who took it out."""
    rows = sum(len(part.rows) for part in page.parts)
    if form not in FORMATS[1:]:
        raise UsageError(f"format cannot be {form!r}; {', '.join(FORMATS)}")
    mark = pipeline.exporting(house, page.title, courts={court}, rows=rows)
    if form == "xlsx":
        sheets = [(part.title, [_row(part, row) for row in part.rows], part.heads) for part in page.parts]
        outputs.write_book(sheets, output, label=label(house), mark=mark)
    elif form == "json":
        told = [{"table": part.name, **_row(part, row)} for part in page.parts for row in part.rows]
        outputs.write(told, "json", output, mark=mark)
    else:
        text = stamp_html(tables.html(page), mark) if form == "html" else stamp_markdown(tables.markdown(page), mark)
        with outputs.writing(output):
            output.write_text(text, encoding="utf-8")
    click.echo(f"{rows:,} rows written to {output}")


def _row(part: tables.Part, row: Any) -> dict[str, Any]:
    """A row's columns that have a heading."""
    return {name: row[name] for name in part.heads}


COMMANDS = (topic,)

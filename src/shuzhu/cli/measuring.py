"""``shuzhu measure`` and ``explain``: numbers, and what is behind them."""

from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import label, lang, said, with_house
from shuzhu.derived import all_columns

FORMATS = ["table", "json", "csv", "xlsx", "parquet"]


@click.command()
@click.option("--codes", default="", help="Indicators by code, with commas; all that have data if left out.")
@click.option("--court", default="all", show_default=True, help="虚0213, 虚02+ for an area, names, several by commas.")
@click.option("--period", help="2020, 2020H1, 2020Q3, 2020-05, 2020YTD05, 2019-11..2020-02; the last year if left out.")
@click.option("--by", default="", help="court, month, quarter, year, town, division, cause … with commas.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@with_house
def measure(
    house: pipeline.House, codes: str, court: str, period: str | None, by: str, form: str, output: Path | None
) -> None:
    """Indicators, with numerator, denominator, interval, change, peers and band."""
    values = pipeline.measure(house, _words(codes), court, period, _words(by))
    rows, heads = outputs.as_rows(values), outputs.titles(lang())
    if form in {"table", "xlsx"} and not (form == "table" and output):
        names = {i.code: said(i.title) for i in house.catalogue.current()}
        rows = outputs.for_people(rows, names, lang())
    if form == "table" and output is None:
        shown = [{k: v for k, v in row.items() if k not in {"snapshot", "catalogue"}} for row in rows]
        outputs.table(shown, heads, caption=f"快照 {house.snapshot.label}，指标目录 {house.catalogue.version}")
        return
    mark = pipeline.exporting(house, "指标", courts={v.court for v in values}, rows=len(rows)) if output else None
    outputs.write(rows, "csv" if form == "table" else form, output, label=label(house), heads=heads, mark=mark)
    if output is not None:
        click.echo(f"{len(rows):,} values written to {output}")


@click.command()
@click.argument("code")
@click.option("--court", required=True, help="One court, or an area.")
@click.option("--period", help="The last year if left out.")
@click.option("--limit", type=int, default=20, show_default=True, help="How many rows behind it to show.")
@click.option("--sql/--no-sql", default=True, help="Show the SQL.")
@with_house
def explain(house: pipeline.House, code: str, court: str, period: str | None, limit: int, sql: bool) -> None:
    """Open one number: definition, basis, SQL, numerator, denominator and the rows behind it."""
    for opened in pipeline.explain(house, code, court, period, limit):
        value, indicator = opened.value, opened.indicator
        click.echo(f"{indicator.code} {said(indicator.title)}　{value.court}　{value.period}")
        click.echo(said(indicator.question))
        click.echo(f"依据：{indicator.basis}；负责：{indicator.owner}；复核日期：{indicator.review_by}")
        shown = {k: _plain_number(getattr(value, k)) for k in ("numerator", "denominator", "value")}
        click.echo(f"分子 {shown['numerator']}，分母 {shown['denominator']}，值 {shown['value']} {value.unit}")
        click.echo(f"快照 {value.snapshot}，指标目录 {value.catalogue}")
        for part in opened.parts:
            click.echo(f"\n— {part.name}")
            if sql:
                click.echo(part.sql)
            if part.rows is not None and part.rows.num_rows:
                titles = {name: column.title for name, column in all_columns(part.table).items()}
                outputs.table(_in_words(house, part), titles, caption=f"前 {part.rows.num_rows} 行")


def _words(text: str) -> list[str]:
    """Words apart by commas."""
    return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]


def _plain_number(value: float | None) -> str:
    """A number as people write it."""
    return "—" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def _in_words(house: pipeline.House, part: pipeline.Part) -> list[dict[str, Any]]:
    """The rows behind a count, codes as their titles."""
    tables = {c.name: c.code for c in all_columns(part.table).values() if c.code and c.code not in {"courts", "types"}}
    rows: list[dict[str, Any]] = part.rows.to_pylist() if part.rows is not None else []
    return [
        {k: house.codes.title(tables[k], v, lang()) if k in tables and v is not None else v for k, v in row.items()}
        for row in rows
    ]


COMMANDS = (measure, explain)

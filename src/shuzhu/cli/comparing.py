"""``shuzhu features``: what marks a slice of the cases, what a change is made of, what is new."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import label, said, with_house
from shuzhu.errors import UsageError

MOST: Final = 12
"""So many rows of each kind are shown; a file holds them all."""


@click.command()
@click.argument("code")
@click.option("--court", required=True, help="One court, or an area.")
@click.option("--period", help="The last year if left out.")
@click.option(
    "--against", type=click.Choice(list(pipeline.BASELINES)), default="year_before", show_default=True,
    help="What the cases are held against: the year before, other courts, or the rest of the same courts.",
)  # fmt: skip
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only cases with a value, such as town=…; again.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@with_house
def features(
    house: pipeline.House,
    code: str,
    court: str,
    period: str | None,
    against: str,
    where: Sequence[str],
    output: Path | None,
) -> None:
    """What marks the cases an indicator counts, what their change is made of, and what is new."""
    found = pipeline.features(house, code, court, period, against, [_pair(word) for word in where])
    title = f"{found.indicator.code} {said(found.indicator.title)}　{court}　{found.period}"
    click.echo(f"{title}：{found.size:,} 件，{pipeline.BASELINES[against]} {found.base_size:,} 件")
    click.echo(f"比较了 {found.compared} 个取值，错误发现率控制在 5%。{found.guard}")
    if found.phrases.documents:
        read = found.phrases
        click.echo(
            f"读了本期 {read.documents:,} 份、对照 {read.base_documents:,} 份文书，比较了 {read.compared:,} 个用语。"
        )
    rows = pipeline.finding_rows(found)
    if output is not None:
        mark = pipeline.exporting(house, "特点与成因", courts={court}, rows=len(rows))
        form = output.suffix.lstrip(".") or "csv"
        outputs.write(rows, form, output, label=label(house), heads=pipeline.FINDING_HEADS, mark=mark)
        click.echo(f"{len(rows):,} rows written to {output}")
        return
    if not found.features:
        click.echo("未发现与基准有明显差别的特点。")
    for kind, caption in pipeline.FINDING_KINDS.items():
        some = [row for row in rows if row["finding"] == kind][:MOST]
        if some:
            click.echo(f"\n— {kind}")
            heads = {
                n: t for n, t in pipeline.FINDING_HEADS.items() if n != "finding" and any(row[n] != "" for row in some)
            }
            outputs.table([{name: row[name] for name in heads} for row in some], heads, caption=caption)


def _pair(word: str) -> tuple[str, str]:
    """A column and a value."""
    name, equals, value = word.partition("=")
    if not equals or not name:
        raise UsageError(f"--where {word}: write COLUMN=VALUE, such as town=望虚镇")
    return name.strip(), value.strip()


COMMANDS = (features,)

"""How the command line tells whether a load is as usual, and which loads are held."""

from typing import Final

import click

from shuzhu import outputs, pipeline
from shuzhu.pipeline.quality_words import HEADS, VERDICTS, row_of
from shuzhu.quality.acceptance import Judged
from shuzhu.store.staging import Loaded

MOST: Final = 20


def say_judged(house: pipeline.House, loaded: Loaded) -> None:
    """Whether a load is as usual, and what of it is not; nothing of one that brought nothing or is the first."""
    if not loaded.accepted:
        return
    held = loaded.held is not None
    found = pipeline.acceptance(house, loaded.held or loaded.number, held=held)
    tell(found, beyond=True)
    if held:
        click.echo(
            f"held as {loaded.held}, nothing has changed; look at `shuzhu quality --held {loaded.held}`, then "
            f"`shuzhu load --release {loaded.held}` or `--withdraw {loaded.held}`",
            err=True,
        )


def say_held(house: pipeline.House) -> None:
    """The loads that wait."""
    for one in pipeline.held_loads(house):
        rows = sum(one.accepted.values())
        click.echo(f"held as {one.held} since {one.began}: {len(one.files)} files, {rows:,} rows")


def tell(found: Judged, *, beyond: bool = False) -> None:
    """The report of a load: its verdict, and its lines; only those past a limit where asked."""
    many = sum(line.beyond for line in found.lines)
    against = "、".join(map(str, found.against))
    click.echo(f"验收：{VERDICTS[found.verdict]}" + (f"（对照批次 {against}；超限 {many} 项）" if against else ""))
    rows = [row_of(line) for line in found.lines if line.beyond or not beyond]
    if rows:
        outputs.table(rows[:MOST] if beyond else rows, HEADS)
        if beyond and len(rows) > MOST:
            click.echo(f"… {len(rows) - MOST:,} more")

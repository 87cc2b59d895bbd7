"""``shuzhu demo``: a made-up province."""

import click

from shuzhu import pipeline
from shuzhu.cli.root import Progress
from shuzhu.outputs import MADE_UP


@click.command()
@click.option("--scale", type=click.IntRange(min=1000), default=400_000, show_default=True, help="How many cases.")
@click.option("--seed", type=int, default=2020, show_default=True, help="Another seed makes other courts.")
@click.pass_context
def demo(ctx: click.Context, scale: int, seed: int) -> None:
    """Build a fictional province, load it, and freeze its 2018 as the baseline. Everything is 虚构."""
    progress = Progress()
    store = ctx.obj["store"]
    outcome = pipeline.demo(store, scale=scale, seed=seed, progress=progress)
    progress.end()
    loaded = outcome.loaded
    if loaded is not None:
        total = sum(loaded.accepted.values())
        click.echo(f"{MADE_UP}: {total:,} rows in {len(loaded.accepted)} tables, {loaded.refused:,} refused as planted")
    click.echo(f"store: {store}  snapshot: {outcome.snapshot.label}")
    click.echo(f"next:  shuzhu --store {store} checkup --court 虚0213 --period 2020H1")


COMMANDS = (demo,)

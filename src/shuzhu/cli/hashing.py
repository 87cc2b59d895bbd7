"""``shuzhu link hashes`` and ``match``: linking with an office that may not give names away."""

from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import label, with_house
from shuzhu.cli.watching import FORMATS
from shuzhu.linkage.evidence import in_words
from shuzhu.pipeline.hashed_links import BETWEEN, HashedLink, Side
from shuzhu.pipeline.linking import HOW

HEADS = {"ours": "本方记录", "theirs": "对方记录", "how": "方式", "chance": "概率（%）", "why": "依据"}
_key = click.option("--key", required=True, type=click.Path(dir_okay=False, path_type=Path),
                    help="The file of the key that both offices hold; kept away from the store.")  # fmt: skip


@click.command()
@click.argument("task", type=click.Choice(BETWEEN))
@click.option("--side", type=click.Choice(["left", "right"]), default="right", show_default=True,
              help="Which side of the linkage these records are.")  # fmt: skip
@_key
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help="The Parquet file to give to the other office.")  # fmt: skip
@with_house
def hashes(house: pipeline.House, task: str, side: Side, key: Path, output: Path) -> None:
    """Take records out as keyed hashes of names, numbers and telephones, for another office to link with."""
    many = pipeline.export_hashes(house, task, side, key, output)
    click.echo(f"{many:,} rows written to {output}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_key
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@with_house
def match(house: pipeline.House, file: Path, key: Path, form: str, output: Path | None) -> None:
    """Link our records with another office's keyed hashes; pairs of ids come out, and no name."""
    rows = [_row(one) for one in pipeline.match_hashes(house, file, key)]
    if form == "table" and output is None:
        outputs.table(rows, HEADS)
        return
    form = output.suffix.removeprefix(".") if form == "table" and output is not None else form
    mark = pipeline.exporting(house, "与他方散列比对", rows=len(rows)) if output else None
    outputs.write(rows, form, output, label=label(house), heads=HEADS, mark=mark)


def _row(one: HashedLink) -> dict[str, Any]:
    """A link as a row."""
    return {"ours": one.ours, "theirs": one.theirs, "how": HOW[one.how], "chance": f"{one.chance * 100:.1f}",
            "why": in_words(one.signs)}  # fmt: skip


HASHING = (hashes, match)

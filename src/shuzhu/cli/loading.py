"""``shuzhu load``, ``loads`` and ``refused``: what came in, and what did not."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.accepting import say_held, say_judged
from shuzhu.cli.root import Progress, label, with_house
from shuzhu.errors import NoDataError
from shuzhu.indicators.published import Broken
from shuzhu.pipeline.prepared import prepare
from shuzhu.store.staging import Loaded

PARTLY = 4


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="What each source column means (YAML); needed unless columns carry our own names.")  # fmt: skip
@click.option("--release", "released", type=int, metavar="N", help="Release a held load: it takes effect now.")
@click.option("--withdraw", "withdrawn", type=int, metavar="N", help="Take a held load back; it never takes effect.")
@with_house
def load(
    house: pipeline.House, paths: tuple[str, ...], mapping: Path | None, released: int | None, withdrawn: int | None
) -> None:
    """Load files, folders or a database URL. All tables or nothing; the same content is loaded once."""
    if [bool(paths), released is not None, withdrawn is not None].count(True) != 1:
        raise click.UsageError("name what to load, or one of --release N and --withdraw N")
    if withdrawn is not None:
        gone = pipeline.withdraw_load(house, withdrawn)
        click.echo(f"held load {withdrawn} withdrawn: {sum(gone.accepted.values()):,} rows never take effect")
        return
    progress = Progress()
    outcome = (
        pipeline.load(house, paths, mapping, progress) if released is None
        else pipeline.release_load(house, released, progress)
    )  # fmt: skip
    progress.end()
    _say(house, outcome)


def _say(house: pipeline.House, outcome: pipeline.Outcome) -> None:
    """What a load did; what readers of its snapshot will ask for is counted before the command ends."""
    for path in outcome.known:
        click.echo(f"already loaded, left out: {path}")
    if outcome.waits:
        say_held(house)
    for reason in outcome.left_out:
        click.echo(f"left out: {reason}")
    if outcome.loaded is None:
        click.echo("nothing new to load")
        return
    _say_rows(outcome.loaded)
    after = replace(house, snapshot=outcome.snapshot)
    say_judged(after, outcome.loaded)
    if outcome.loaded.held is not None:
        raise SystemExit(PARTLY)
    prepare(after)
    _say_broken(outcome.broken)
    _say_refused(outcome.loaded, outcome.snapshot.label)
    if outcome.checked.again or outcome.checked.gone:
        again, gone = len(outcome.checked.again), len(outcome.checked.gone)
        click.echo(f"open warnings checked again: {again} found again, {gone} no more; see `shuzhu alert list`")


@click.command()
@click.option("--undo", "undone", type=int, metavar="ID", help="Take this load back; later loads stand.")
@with_house
def loads(house: pipeline.House, undone: int | None) -> None:
    """The history of loads; --undo takes one back."""
    if undone is not None:
        progress = Progress()
        snapshot = pipeline.undo(house, undone, progress)
        prepare(replace(house, snapshot=snapshot))
        progress.end()
        click.echo(f"load {undone} undone; snapshot {snapshot.label}. To have it back, load its files again.")
        return
    rows = _history(house)
    if not rows:
        raise NoDataError("nothing was loaded yet; start with `shuzhu load PATH`, or try `shuzhu demo`")
    titles = {
        "load": "导入",
        "when": "时间",
        "what": "文件",
        "accepted": "采用行",
        "refused": "拒收行",
        "in force": "有效",
    }
    outputs.table(rows, titles)


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write them to an Excel file.")
@click.option("--load", "number", type=int, help="Only those of one load.")
@click.option("--blanked", is_flag=True, help="Fields left blank in rows that were taken, instead.")
@click.option("--with-values", is_flag=True, help="In the Excel file, the refused rows' own words too.")
@click.option("--identities", is_flag=True, help="Published figures that do not add up, instead.")
@click.option("--limit", type=int, default=50, show_default=True, help="How many to print.")
@with_house
def refused(
    house: pipeline.House,
    output: Path | None,
    number: int | None,
    blanked: bool,
    with_values: bool,
    identities: bool,
    limit: int,
) -> None:
    """Rows that were not taken: file, row, column, kind of value, reason. Nothing is lost."""
    if identities:
        rows = [asdict(b) for b in pipeline.identities(house)]
    else:
        rows = _refused_rows(house, number, blanked, with_values and output is not None)
    if output is not None:
        mark = pipeline.exporting(house, "拒收行", rows=len(rows), action="load")
        outputs.write_xlsx(rows, output, label=label(house), sheet="拒收行", mark=mark)
        click.echo(f"{len(rows):,} rows written to {output}")
        return
    if not rows:
        click.echo("none: every row was taken" if not identities else "none: all published figures add up")
        return
    outputs.table(rows[:limit], caption=f"{min(limit, len(rows)):,} of {len(rows):,}")


def _history(house: pipeline.House) -> list[dict[str, Any]]:
    """Every load as a row."""
    return [
        {
            "load": load.number,
            "when": load.began,
            "what": f"undo of {load.undoes}"
            if load.undoes
            else ", ".join(Path(f.path).name for f in load.files[:3])
            + (f" … ({len(load.files)} files)" if len(load.files) > 3 else ""),
            "accepted": sum(load.accepted.values()),
            "refused": load.refused,
            "in force": load.number in house.snapshot.loads,
        }
        for load in pipeline.loads(house)
    ]


def _refused_rows(house: pipeline.House, number: int | None, blanked: bool, words: bool) -> list[dict[str, Any]]:
    """The rows that were not taken, of one load or of all, with their own words where asked."""
    return [
        {k: Path(v).name if k == "file" else v for k, v in row.items() if k != "kept"}
        for row in pipeline.refusals(house, with_values=words)
        if number in {None, row["load"]} and bool(row["kept"]) == blanked
    ]


def _say_rows(loaded: Loaded) -> None:
    """What was taken of each table."""
    for table, rows in loaded.accepted.items():
        click.echo(f"{table}: {rows:,} rows accepted, {loaded.changed.get(table, 0):,} written")
    if not loaded.accepted and not loaded.refused:
        click.echo("no rows in these files")


def _say_broken(broken: Sequence[Broken]) -> None:
    """The first identities that do not hold, and how many there are."""
    for one in broken[:10]:
        click.echo(f"identity broken: {_broken_text(one)}")
    if broken:
        within = sum(b.within for b in broken)
        between = len(broken) - within
        click.echo(f"published figures that do not add up: {within:,} within a span, {between:,} from one to the next")
        click.echo("`shuzhu refused --identities` lists all")


def _say_refused(loaded: Loaded, snapshot: str) -> None:
    """What was left blank or not taken; the load's number and its snapshot."""
    if loaded.blanked:
        click.echo(
            f"{loaded.blanked:,} fields were not understood and left blank; `shuzhu refused --blanked` lists them"
        )
    click.echo(f"load {loaded.number}, snapshot {snapshot}")
    if loaded.refused:
        click.echo(f"{loaded.refused:,} rows refused; see them with `shuzhu refused`", err=True)
        raise SystemExit(PARTLY)


def _broken_text(broken: Broken) -> str:
    """A broken identity in a line."""
    return (
        f"{broken.court} {broken.case_type} {broken.first}..{broken.last}: {broken.identity}, "
        f"expected {broken.expected:g}, found {broken.found:g}"
    )


COMMANDS = (load, loads, refused)

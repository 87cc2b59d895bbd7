"""``shuzhu backup`` and ``restore``: everything in one file, and back."""

import getpass
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from shuzhu import pipeline
from shuzhu.access import LOCAL
from shuzhu.cli.root import with_house
from shuzhu.pipeline import backup as kept

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--with-keys", is_flag=True, help="The key of second factors too; keep the file all the safer.")
@with_house
def backup(house: pipeline.House, file: Path, with_keys: bool) -> None:
    """The store and the application database into one file, while others read."""
    done = kept.backup(house, file, datetime.now(UTC), keys=with_keys)
    click.echo(f"{file}：快照 {done.snapshot}，校验值 {done.digest[:16]}；内含个人信息和审计密钥，请按涉密介质保管")


@click.command()
@click.argument("file", type=_FILE)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def restore(file: Path, folder: Path) -> None:
    """A backup into a new folder, every file held against its hash; never over a store that is there."""
    done = kept.restore(file, folder, replace(LOCAL, name=f"local:{getpass.getuser()}"))
    click.echo(f"{folder}：快照 {done.snapshot}，{done.files} 个文件，备份于 {done.made_at}")
    for fault in done.faults:
        click.echo(f"审计：{fault}", err=True)


COMMANDS = (backup, restore)

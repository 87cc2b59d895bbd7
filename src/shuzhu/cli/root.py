"""What every command shares: the group and its options, the opened store, the line of progress, a few words."""

import getpass
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console

from shuzhu import pipeline
from shuzhu.access import LOCAL, LOCAL_NAMED
from shuzhu.errors import ShuzhuError
from shuzhu.outputs import MADE_UP
from shuzhu.pipeline.accounts import reader_named
from shuzhu.tongues import said as in_tongue

ERROR: Final = {"zh": "错误：", "en": "error: "}


class Group(click.Group):
    """Commands in the order of a day's work, not of the alphabet; what goes wrong in them knows the language."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and tell an error which language was asked for."""
        try:
            return super().invoke(ctx)
        except ShuzhuError as error:
            error.add_note(ctx.find_root().params["lang"])
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The order they are written in."""
        del ctx
        return list(self.commands)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--store", type=click.Path(path_type=Path), default=Path("store"), envvar="SHUZHU_STORE",
              show_default=True, help="The store's folder.")  # fmt: skip
@click.option("--as-of", metavar="SNAPSHOT", help="Answer as of an earlier snapshot, e.g. s000007.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Titles' language.")
@click.option("--engine", default="duckdb://", envvar="SHUZHU_ENGINE", show_default=True,
              help="duckdb:// here, or spark://local[2], spark://host:7077.")  # fmt: skip
@click.option("--as", "account", metavar="USER", envvar="SHUZHU_AS",
              help="With the rights of this account alone, instead of all.")  # fmt: skip
@click.option("--names", is_flag=True, help="Show persons' names in full; it is kept in the audit.")
@click.version_option(package_name="shuzhu", prog_name="shuzhu")
@click.pass_context
def cli(ctx: click.Context, /, **options: Any) -> None:
    """数助: a court's digital check-up from its own records."""
    ctx.obj = options


def main() -> None:
    """Run; a condition that the user can mend is one line and its exit code."""
    try:
        cli(standalone_mode=False)
    except ShuzhuError as error:
        tongue = getattr(error, "__notes__", ["zh"])[0]
        click.echo(f"{ERROR[tongue]}{in_tongue(str(error), tongue, typed=True)}", err=True)
        raise SystemExit(error.exit_code) from None
    except click.ClickException as error:
        _show(error)
        raise SystemExit(2) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止，什么也没有改动 (stopped; nothing was changed)", err=True)
        raise SystemExit(130) from None


def _show(error: click.ClickException) -> None:
    """Say what is wrong with a command as it was typed, below how it is used."""
    context = getattr(error, "ctx", None)
    tongue = context.find_root().params.get("lang", "zh") if context else "zh"
    if context:
        usage = context.get_usage()
        click.echo(usage.replace("Usage: ", "用法：", 1) if tongue == "zh" else usage, err=True)
    click.echo(f"{ERROR[tongue]}{in_tongue(error.format_message(), tongue, typed=True)}", err=True)


class Progress:
    """One line on the error stream that says what is being done; silent for the first second."""

    def __init__(self) -> None:
        """Start the clock."""
        self.began = time.monotonic()
        self.rows: dict[str, int] = {}
        self.shown = 0.0

    def __call__(self, what: str, rows: int) -> None:
        """So many more rows of something."""
        self.rows[what] = self.rows.get(what, 0) + rows
        now = time.monotonic()
        if now - self.began > 1 and now - self.shown > 0.5:
            self.shown = now
            count = f": {self.rows[what]:,} rows" if self.rows[what] else ""
            text = f"{what}{count}, {now - self.began:.0f} s"
            sys.stderr.write(f"\r\033[K{text}" if sys.stderr.isatty() else f"{text}\n")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self.shown and sys.stderr.isatty():
            sys.stderr.write("\r\033[K")


def with_house(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the opened store; the label of made-up data comes first on the screen."""

    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, /, **options: Any) -> Any:
        house = opened(ctx)
        if house.settings.made_up:
            Console(stderr=True).print(f"[bold yellow]{MADE_UP}[/]")
        return ctx.invoke(command, house, **options)

    return run


def opened(ctx: click.Context) -> pipeline.House:
    """The store that the options name, opened for who sits here, or with the rights of an account alone."""
    o = ctx.obj
    local = replace(LOCAL_NAMED if o["names"] else LOCAL, name=f"local:{getpass.getuser()}")
    house = pipeline.open_house(o["store"], as_of=o["as_of"], engine=o["engine"], reader=local)
    return house.read_by(reader_named(house, o["account"], datetime.now(UTC))) if o["account"] else house


def label(house: pipeline.House) -> str:
    """What a file made of made-up data says of itself; nothing of a court's own."""
    return MADE_UP if house.settings.made_up else ""


def lang() -> str:
    """The language of titles."""
    return str(click.get_current_context().obj["lang"])


def said(words: Mapping[str, str]) -> str:
    """A title in the language asked for, in Chinese where it has no other."""
    return words.get(lang()) or words["zh"]

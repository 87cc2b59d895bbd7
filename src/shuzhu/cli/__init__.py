"""The command line: asks the pipeline, and shows what it says.

A new group of commands is one more file here, with its ``COMMANDS``, and its name in ``FILES``.
"""

from itertools import chain

from shuzhu.cli import (
    auditing,
    catalogue,
    checkup,
    comparing,
    demo,
    dishonest,
    finding,
    following,
    judgment,
    keeping,
    likening,
    linking,
    loading,
    measuring,
    people,
    prelitigating,
    quality,
    reporting,
    scoring,
    serving,
    topics,
    watching,
)
from shuzhu.cli.root import cli, main
from shuzhu.outputs import MADE_UP

__all__ = ["MADE_UP", "cli", "main"]

# in the order of `shuzhu --help`, which is that of a day's work
FILES = (
    demo,
    loading,
    quality,
    linking,
    catalogue,
    measuring,
    scoring,
    checkup,
    prelitigating,
    reporting,
    following,
    watching,
    comparing,
    topics,
    judgment,
    finding,
    likening,
    dishonest,
    serving,
    people,
    auditing,
    keeping,
)

for _command in chain.from_iterable(file.COMMANDS for file in FILES):
    cli.add_command(_command)

"""What can go wrong in a way that its user can mend.

The tree, with the exit code of each:

    ShuzhuError
    ├── UsageError        2   the question is not well put: a period, a court, a code, a dimension
    ├── InputError        3   a file, a mapping or a catalogue entry is wrong; nothing was changed
    │   ├── SourceError       a file could not be read
    │   ├── MappingError      a mapping file says something that cannot be
    │   └── CatalogueError    a catalogue entry says something that cannot be
    ├── StoreError        3   the store is busy, missing or damaged; nothing was changed
    ├── DeniedError       6   the reader may not do this, or not there; the denial is kept in the audit
    └── NoDataError       5   the question is good, but nothing answers it

All else is a fault of ours and shows its traceback.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar


class ShuzhuError(Exception):
    """A condition that the user can mend; the message names the place and the mend."""

    exit_code: ClassVar[int] = 3


class UsageError(ShuzhuError):
    """The question is not well put."""

    exit_code = 2


class InputError(ShuzhuError):
    """What came in is wrong; nothing was changed."""


class SourceError(InputError):
    """A file could not be read."""


class MappingError(InputError):
    """A mapping file says something that cannot be."""

    def __init__(self, path: Path | str, key: str, message: str) -> None:
        super().__init__(f"{Path(path).name}: {key}: {message}" if key else f"{path}: {message}")


class CatalogueError(InputError):
    """A catalogue entry says something that cannot be."""

    def __init__(self, path: Path | str, key: str, message: str) -> None:
        super().__init__(f"{Path(path).name}: {key}: {message}" if key else f"{path}: {message}")


class StoreError(ShuzhuError):
    """The store is busy, missing or damaged; nothing was changed."""


class DeniedError(ShuzhuError):
    """The reader may not do this, or not in this court or division, or not with these fields."""

    exit_code = 6


class NoDataError(ShuzhuError):
    """The question is good, but nothing answers it."""

    exit_code = 5


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The tail of a message: the known word nearest to this one, or the first few there are."""
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]}?"
    if not words:
        return ""
    shown = ", ".join(words[:8])
    return f"; known: {shown}" + (", …" if len(words) > 8 else "")

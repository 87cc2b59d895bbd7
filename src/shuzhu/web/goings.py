"""Sign-ins that are on their way to the provider and back: each known to one browser, and good once."""

import secrets
from collections import OrderedDict
from typing import Final

from shuzhu.pipeline.sign_on import Going

MOST: Final = 5000


class Goings:
    """What the cockpit remembers of each, by the mark that its browser holds; the oldest are forgotten."""

    def __init__(self) -> None:
        """None yet."""
        self._kept: OrderedDict[str, tuple[Going, str, str]] = OrderedDict()

    def keep(self, going: Going, onward: str, lang: str) -> str:
        """Remember a sign-in, where it leads and in which language; the mark for its browser."""
        mark = secrets.token_urlsafe(32)
        self._kept[mark] = going, onward, lang
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return mark

    def take(self, mark: str) -> tuple[Going | None, str, str]:
        """The sign-in of a mark, where it leads and its language, forgotten with this; None where there is none."""
        return self._kept.pop(mark, (None, "/", ""))

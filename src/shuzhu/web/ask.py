"""A request as a page sees it: who asks what, of which court and period, in which language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from urllib.parse import quote, urlencode

from shuzhu.errors import UsageError
from shuzhu.periods import Period
from shuzhu.pipeline import House, the_period
from shuzhu.web.again import WORD

CARRIED: Final = ("court", "period", "lang")
"""What a link to another page takes along."""
LANGUAGES: Final = ("zh", "en")
LONG: Final = 400
"""No value in an address is longer."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked, before any house is opened: it is the key of the answer."""

    path: str
    query: tuple[tuple[str, str], ...]
    lang: str
    today: date
    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, path: str, query: Mapping[str, str], today: date, parts: Mapping[str, str] | None = None) -> "Question":
        """A request's address in one form; raises UsageError for one that is too long or names no language."""
        for name, value in query.items():
            if len(value) > LONG or len(name) > LONG or "\x00" in value:
                raise UsageError(f"the address is too long at {name[:20]}")
        lang = query.get("lang", "zh")
        if lang not in LANGUAGES:
            raise UsageError(f"no language {lang!r}; zh or en")
        kept = {k: v.strip() for k, v in query.items() if v.strip() and k != WORD}
        return cls(path=path, query=tuple(sorted(kept.items())), lang=lang, today=today,
                   parts=tuple((parts or {}).items()))  # fmt: skip

    def part(self, name: str) -> str:
        """A part of the path."""
        return dict(self.parts)[name]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question with the house that answers it.

    ``home`` is the court shown where none is named, if the reader may see it; ``unlocked`` says that nobody signs in.
    """

    house: House
    question: Question
    home: str = ""
    unlocked: bool = False

    @cached_property
    def query(self) -> dict[str, str]:
        """What the address says, by name."""
        return dict(self.question.query)

    @property
    def lang(self) -> str:
        """The language of the answer."""
        return self.question.lang

    def get(self, name: str, default: str = "") -> str:
        """What the address says of something."""
        return self.query.get(name, default)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1; raises UsageError for anything else."""
        text = self.get(name)
        if not text:
            return default
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise UsageError(f"{name} is a whole number from 1 to {most}, not {text!r}")
        return int(text)

    def one_of(self, name: str, known: Iterable[str], default: str = "") -> str:
        """A word out of some; raises UsageError for another."""
        text, words = self.get(name, default), tuple(known)
        if text != default and text not in words:
            raise UsageError(f"{name} cannot be {text!r}; one of {', '.join(words)}")
        return text

    @cached_property
    def court(self) -> str:
        """The court or area asked about; the reader's own where none is named."""
        home = self.home if self.home in self.house.present else ""
        return self.get("court") or home or first_court(self.house)

    @cached_property
    def period(self) -> Period:
        """The period asked about; the last year with a closing where none is named."""
        return the_period(self.house, self.get("period") or None)

    def link(self, path: str | None = None, /, **changes: object) -> str:
        """An address: this one with changes, or another path with only court, period and language taken along."""
        kept = self.query if path is None else {k: v for k, v in self.query.items() if k in CARRIED}
        query = {**kept, **{k.rstrip("_"): str(v) for k, v in changes.items() if v is not None}}
        query = {k: v for k, v in query.items() if v and changes.get(k, v) is not None and v != ""}
        told = urlencode(query, quote_via=quote)
        return (path or self.question.path) + (f"?{told}" if told else "")


def first_court(house: House) -> str:
    """The first basic court that has data, else the first of any kind; raises NoDataError through the pipeline."""
    known = house.codes.courts
    marks = sorted(house.present, key=lambda m: (m not in known or known[m].level != "basic", m))
    return marks[0] if marks else ""

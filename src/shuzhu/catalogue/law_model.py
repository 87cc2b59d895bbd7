"""Laws as dated data: each with its editions, and what they say of an article on a day."""

from dataclasses import dataclass
from datetime import date

#: an article and its number of insertion: (133, 1) is 第一百三十三条之一, (133, 0) the article itself
Article = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One text of a law, in force from ``since`` to ``until`` (both days belong to it).

    ``last`` is its last article, None where it is not told; ``inserted`` are articles such as 之一,
    ``repealed`` the numbers that stand empty.
    """

    since: date
    until: date | None
    last: int | None
    inserted: frozenset[Article] = frozenset()
    repealed: frozenset[int] = frozenset()
    note: str = ""

    def in_force(self, on: date) -> bool:
        """It holds on this day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def has(self, article: int, sub: int) -> bool:
        """It has this article, as far as is told."""
        if sub:
            return self.last is None or (article, sub) in self.inserted
        return self.last is None or 1 <= article <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law, regulation or interpretation: its full name, the other names it goes by, its editions."""

    name: str
    level: str
    issuer: str
    aliases: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()
    source: str = ""
    note: str = ""

    def edition(self, on: date) -> Edition | None:
        """The text in force on a day."""
        for edition in reversed(self.editions):
            if edition.since <= on:
                return edition if edition.in_force(on) else None
        return None

    def status(self, article: int, sub: int, on: date | None) -> str:
        """What an article is on a day: in_force, repealed, not_yet, no_such_article, or unknown."""
        if on is None or not self.editions:
            return "unknown"
        edition = self.edition(on)
        if edition is None:
            return "not_yet" if on < self.editions[0].since else "repealed"
        if not sub and article in edition.repealed:
            return "repealed"
        if edition.has(article, sub):
            return "in_force"
        later = any(one.since > on and (article, sub) in one.inserted for one in self.editions)
        return "not_yet" if later else "no_such_article"

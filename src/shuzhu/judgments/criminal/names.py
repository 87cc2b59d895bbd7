"""Who stands accused, and where an order, an accusation or a reasoning names whom."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from shuzhu.facts import Fact, Person
from shuzhu.judgments.document import Document
from shuzhu.judgments.persons import each_defendant
from shuzhu.judgments.plain import plain

_CIVIL: Final = re.compile(r"附带民事[^（）]{0,8}(?:原告|自诉)|自诉人")
_ALL: Final = re.compile(r"(?:各|[二两三四五六七八九十][名位]?)(?:原审)?(?:被告人?|上诉人)(?!单位)|被告人(?=均)")
_JOIN: Final = re.compile(r"[、，和及与\s]{0,2}(?:以及)?(?:原审)?(?:被告人|上诉人|被告单位)?(?:（原审被告人）)?")
_CONVICTED: Final = re.compile(
    r"(?:被告人|上诉人|原审被告人|被告单位|罪犯)(?:（原审被告人）)?\s?(?P<name>[^，。；、：（）\s]{1,12}?)(?:（[^）]{1,12}）)?\s?(?=犯(?!罪))"
)


class Naming(NamedTuple):
    """A place where some of the accused are named; ``who`` are their numbers."""

    start: int
    end: int
    who: tuple[int, ...]


def accused_of(document: Document) -> tuple[Person, ...]:
    """The parties who stand accused, in the order of the heading; appellants of the civil part are left out."""
    text = document.text
    return tuple(
        person
        for person in each_defendant(document.heading.parties)
        if "被告人" in text[person.role.start : person.name.start]
        or not _CIVIL.search(text, person.role.start, person.name.start)
    )


def convicted_in(document: Document) -> tuple[Fact[str], ...]:
    """The names that the order convicts, for a document whose heading names no one."""
    found: dict[str, Fact[str]] = {}
    order = document.parts.proper
    for match in _CONVICTED.finditer(document.text, order.start, order.end):
        name = document.said(*match.span("name"))
        found.setdefault(name, Fact(name, *match.span("name"), "主文姓名"))
    return tuple(found.values())


class Accused:
    """The names of the accused, ready to be found in a stretch of a text."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = tuple(plain(name) for name in names)
        self.everyone = tuple(range(len(names)))

    def named(self, text: str, start: int, end: int) -> list[Naming]:
        """Each place where accused are named; those named in one breath are named together."""
        if len(self.names) == 1:
            return []
        single = [*self._single(text, start, end), *self._together(text, start, end)]
        return list(_joined(text, sorted(single, key=lambda one: (one.start, one.start - one.end))))

    def convicted(self, text: str, start: int, end: int) -> list[Naming]:
        """Like ``named``; who is convicted under a name nobody bears is the next who is not named at all."""
        found = self.named(text, start, end)
        if len(self.names) == 1:
            return found
        missing = [who for who in self.everyone if not any(who in naming.who for naming in found)]
        taken = {naming.start for naming in found}
        for match in _CONVICTED.finditer(text, start, end):
            at = match.start("name")
            if missing and taken.isdisjoint(range(*match.span())):
                found.append(Naming(at, match.end("name"), (_likest(match["name"], missing, self.names),)))
                missing.remove(found[-1].who[0])
        return sorted(found, key=lambda one: one.start)

    def _single(self, text: str, start: int, end: int) -> Iterator[Naming]:
        """Where one name stands, and whose it is; bearers of one name take turns where they are convicted."""
        bearers: dict[str, list[int]] = {}
        for who, name in enumerate(self.names):
            bearers.setdefault(name, []).append(who)
        taken: set[int] = set()
        for name in sorted(bearers, key=len, reverse=True):
            turn = -1
            place = text.find(name, start, end) if name else -1
            while place >= 0:
                stop = place + len(name)
                if place not in taken:
                    turn = min(turn + 1, len(bearers[name]) - 1) if text.startswith("犯", stop) else max(turn, 0)
                    yield Naming(place, stop, (bearers[name][turn],))
                taken.update(range(place, stop))
                place = text.find(name, stop, end)

    def _together(self, text: str, start: int, end: int) -> Iterator[Naming]:
        """Where all of them are meant at once (各被告人, 二被告人)."""
        for match in _ALL.finditer(text, start, end):
            yield Naming(match.start(), match.end(), self.everyone)


def _joined(text: str, single: list[Naming]) -> Iterator[Naming]:
    """Names that only a comma or 和 stands between, as one naming."""
    last: Naming | None = None
    for naming in single:
        if last is not None and _JOIN.fullmatch(text, last.end, naming.start):
            last = Naming(last.start, naming.end, (*last.who, *naming.who))
            continue
        if last is not None:
            yield last
        last = naming
    if last is not None:
        yield last


def _likest(name: str, missing: list[int], names: tuple[str, ...]) -> int:
    """The one of the missing whose name begins alike, else the first."""
    return next((who for who in missing if names[who][:1] == name[:1]), missing[0])

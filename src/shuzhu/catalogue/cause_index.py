"""Causes and charges: which one a name or number means on a day, and which belong to a family."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from shuzhu.catalogue.code_model import Cause, Family
from shuzhu.catalogue.spelling import plain

_NUMBER = re.compile(r"P?\d+(\.\d+)?")
_RUN = re.compile(r"(P?)(\d+)-P?(\d+)")


class CauseIndex:
    """Every edition's causes, to be found by name or number."""

    def __init__(self, causes: Iterable[Cause], families: Mapping[str, Family]) -> None:
        self.causes = tuple(causes)
        self.families = families

    def find(self, said: str, on: date | None) -> Cause | None:
        """The cause that a name or number means on a day; without a day, the newest that has it.

        A name of another edition leads to the cause of that day which took it over or which it took
        over; failing that, to the cause under its own edition.
        """
        word = plain(said)
        found = self._by_word.get(word) or self._by_word.get(plain(f"{word}罪")) or []
        if not found:
            return None
        if on is None:
            return max(found, key=_newness)
        in_force = [cause for cause in found if cause.in_force(on)]
        if in_force:
            return max(in_force, key=_newness)
        kin = [cause for cause in self._kin(found) if cause.in_force(on)]
        # a sole successor is the same cause under a new name; of several none can be chosen
        return kin[0] if len({cause.name for cause in kin}) == 1 else _nearest(found, on)

    def members(self, family: str) -> frozenset[str]:
        """The names of a family over every edition, descendants and former names included."""
        entry = self.families[family]
        return frozenset(self._names(entry.takes) - self._names(entry.less))

    def below(self, cause: Cause) -> list[Cause]:
        """A cause and all that stand below it in its edition."""
        found = [cause]
        for child in self._children[cause.kind, cause.edition, cause.code] if cause.code else []:
            found += self.below(child)
        return found

    def _names(self, entries: Iterable[str]) -> set[str]:
        """The names of every edition that the entries of a family take in."""
        names: set[str] = set()
        for entry in entries:
            all_below = [one for cause in self._taken(entry) for one in self.below(cause)]
            newest = {one.name for one in all_below if one.edition == self._newest[one.kind]}
            # where editions disagree on what stands below what, the newest has the last word
            names |= newest | {one.name for one in all_below if not self._lives(one)}
        return names

    def _lives(self, cause: Cause) -> bool:
        """Its name stands in the newest edition too."""
        newest = self._newest[cause.kind]
        return any(one.edition == newest for one in self._by_name[cause.name] if one.kind == cause.kind)

    def _taken(self, entry: str) -> list[Cause]:
        """The causes of all editions that one entry names, before their descendants."""
        if _NUMBER.fullmatch(entry) or _RUN.fullmatch(entry):
            new = [cause for code in _numbers(entry) if (cause := self._newest_civil.get(code))]
            start = [cause for one in new for cause in self.below(one)]
        else:
            start = [*self._by_name.get(entry, ()), *self._chapters.get(entry, ())]
        return [*start, *self._everywhere(start)]

    def _everywhere(self, causes: Iterable[Cause]) -> list[Cause]:
        """The same causes in the other editions: by the same name, or by a name taken over."""
        todo, seen = [cause.name for cause in causes], set[str]()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            todo += [former for cause in self._by_name.get(name, ()) for former in cause.former]
        return [cause for name in seen for cause in self._by_name.get(name, ())]

    def _kin(self, causes: Iterable[Cause]) -> list[Cause]:
        """The causes that took these over, and those that they took over, at any remove."""
        seen: dict[str, None] = {}
        todo = [cause.name for cause in causes]
        while todo:
            name = todo.pop(0)
            if name not in seen:
                seen[name] = None
                todo += [f for cause in self._by_name.get(name, ()) for f in cause.former]
                todo += self._took_over[name]
        return [cause for name in seen for cause in self._by_name.get(name, ())]

    @cached_property
    def _by_name(self) -> Mapping[str, list[Cause]]:
        found: defaultdict[str, list[Cause]] = defaultdict(list)
        for cause in self.causes:
            found[cause.name].append(cause)
        return found

    @cached_property
    def _by_word(self) -> Mapping[str, list[Cause]]:
        found: defaultdict[str, list[Cause]] = defaultdict(list)
        for cause in self.causes:
            # an article is no name: several charges share one, and causes have such numbers too
            number = "" if cause.kind == "criminal" else cause.code
            for word in {plain(cause.name), plain(number), plain(cause.alias)} - {""}:
                found[word].append(cause)
        return found

    @cached_property
    def _chapters(self) -> Mapping[str, list[Cause]]:
        """Chapters and sections of the criminal law by their numbers."""
        return {cause.code: [cause] for cause in self.causes if re.match("第.+[章节]$", cause.code)}

    @cached_property
    def _took_over(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for cause in self.causes:
            for former in cause.former:
                found[former].append(cause.name)
        return found

    @cached_property
    def _children(self) -> Mapping[tuple[str, str, str], list[Cause]]:
        found: defaultdict[tuple[str, str, str], list[Cause]] = defaultdict(list)
        for cause in self.causes:
            if cause.parent:
                found[cause.kind, cause.edition, cause.parent].append(cause)
        return found

    @cached_property
    def _newest_civil(self) -> Mapping[str, Cause]:
        newest = self._newest.get("civil")
        return {c.code: c for c in self.causes if c.kind == "civil" and c.edition == newest}

    @cached_property
    def _newest(self) -> Mapping[str, str]:
        """The newest edition of each kind."""
        return dict(sorted((cause.kind, cause.edition) for cause in self.causes))


def _newness(cause: Cause) -> tuple[date, int]:
    """Newer editions first; of one edition, the lower cause (the lowest that fits is to be chosen)."""
    return cause.since or date.min, cause.level


def _nearest(causes: list[Cause], on: date) -> Cause:
    """The cause of the last edition before a day; failing that, of the first after it."""
    before = [cause for cause in causes if _newness(cause)[0] <= on]
    return max(before, key=_newness) if before else min(causes, key=_newness)


def _numbers(entry: str) -> list[str]:
    """The numbers of a run like ``113-115`` or ``P28-P34``; a single number is itself."""
    if match := _RUN.fullmatch(entry):
        return [f"{match[1]}{number}" for number in range(int(match[2]), int(match[3]) + 1)]
    return [entry]

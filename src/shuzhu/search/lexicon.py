"""The words of the law as the search knows them: causes, charges and laws of the code tables beside the dictionary."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.law_model import Law
from shuzhu.catalogue.spelling import plain
from shuzhu.catalogue.synonyms import Synonym
from shuzhu.search.tokens import Told, bare, is_word_token, told, told_apart

FORM: Final = 3
"""Raised whenever the same text would become other tokens or fields: an index of another form is made anew."""
_STATE: Final = "中华人民共和国"
_DISPUTE: Final = "纠纷"
_LINE: Final = 120
"""No longer text comes again as it was: the lines of records do, for many cases alike."""
_LINES: Final = 20_000


class Lexicon:
    """The dictionary with the words of the code tables, the synonyms in force on a day, and the laws by their names."""

    def __init__(self, codes: CodeTables, synonyms: Mapping[str, Synonym], on: date) -> None:
        """Take the tables; the dictionary itself is read when it is first needed."""
        self.codes = codes
        self._synonyms = {word: one for word, one in synonyms.items() if one.in_force(on)}

    def __getstate__(self) -> dict[str, Any]:
        """What another process makes the rest anew from."""
        return {"codes": self.codes, "_synonyms": self._synonyms}

    @cached_property
    def version(self) -> str:
        """Changes whenever the same text would become other tokens."""
        words = "\n".join(sorted(self._own))
        return f"{FORM}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"

    def words_in(self, said: str) -> list[str]:
        """Every word of the dictionary that a bare text holds, wherever it stands."""
        found: list[str] = self._dictionary.cut_all(said)
        return found

    def told(self, said: str) -> Told:
        """What a bare text is held by; that of a short one is kept, for the next like it."""
        return self._lines(said) if len(said) <= _LINE else told(said, self.words_in(said))

    def told_apart(self, said: str, masked: str) -> tuple[Told, Told]:
        """What a bare text is held by, and the same one with gaps in it."""
        if said == masked:
            alike = self.told(said)
            return alike, alike
        return told_apart(said, masked, self.words_in)

    def is_word(self, said: str) -> bool:
        """A word of the dictionary, which every text with it holds as such."""
        return is_word_token(said) and self._dictionary.has_word(said)

    def cut(self, said: str) -> list[str]:
        """A bare run of signs → the words that it is made of; single signs that meet stay together."""
        if said in self._own or self.meant(said) or len(said) < 3:
            return [said] if len(said) > 1 else []
        found: list[str] = []
        loose = ""
        for word in [*self._dictionary.cut(said, hmm=False), ""]:
            if len(word) == 1:
                loose += word
                continue
            if len(loose) > 1:
                found.append(loose)
            loose = ""
            if word:
                found.append(word)
        return found or [said]

    def meant(self, said: str) -> tuple[str, ...]:
        """What is sought beside a word: its synonyms, and for a law its other names."""
        found = self._synonyms.get(said)
        others = [bare(word) for word in found.means] if found else []
        law = self.law(said)
        if law:
            short = bare(law.name.removeprefix(_STATE))
            others += [short]
        return tuple(dict.fromkeys(word for word in others if word != said))

    def source(self, said: str) -> str:
        """Where a word's synonyms stand; blank where it has none."""
        found = self._synonyms.get(said)
        return found.source if found else ""

    def law(self, title: str) -> Law | None:
        """The law of a name, however short."""
        return self._laws.get(plain(title.strip("《》〈〉<>")))

    def begun(self, start: str) -> list[str]:
        """Causes, charges and laws whose names hold some signs, the shortest first."""
        return sorted((name for name in self._names if start in bare(name)), key=lambda name: (len(name), name))

    @cached_property
    def _lines(self) -> Callable[[str], Told]:
        return lru_cache(_LINES)(lambda said: told(said, self.words_in(said)))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset({cause.name for cause in self.codes.causes} | set(self.codes.laws))

    @cached_property
    def _laws(self) -> dict[str, Law]:
        found: dict[str, Law] = {}
        for law in self.codes.laws.values():
            for name in (law.name, law.name.removeprefix(_STATE), *law.aliases):
                found.setdefault(plain(name), law)
        return found

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words that the tables add to the dictionary: causes, with and without 纠纷, and laws, however short."""
        short = [name.removeprefix(_STATE).removesuffix(_DISPUTE) for name in self._names]
        names: Iterable[str] = (*self._names, *short, *(n for law in self.codes.laws.values() for n in law.aliases))
        return frozenset(word for word in map(bare, names) if is_word_token(word))

    @cached_property
    def _dictionary(self) -> Any:
        import rjieba  # noqa: PLC0415 — its dictionary takes a quarter of a second, which only a search should pay

        made = rjieba.Jieba()
        for word in sorted(self._own):
            made.add_word(word, None, None)
        return made

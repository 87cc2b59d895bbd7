"""The code tables: dated data with its source, read from YAML and CSV.

``read_codes()`` gives what comes with the program; further folders (a store's own ``codes/``) are
laid over it. Every table tells its source and how sure it is in ``sources``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from shuzhu.catalogue.calendar import WorkingCalendar, build_calendar
from shuzhu.catalogue.cause_index import CauseIndex
from shuzhu.catalogue.code_builders import (
    build_causes,
    build_courts,
    build_families,
    build_limits,
    build_types,
    build_words,
)
from shuzhu.catalogue.code_model import Cause, Court, Family, TimeLimit, TypeCode, Word
from shuzhu.catalogue.code_rows import read_rows
from shuzhu.catalogue.interest import InterestTables, build_interest
from shuzhu.catalogue.law_builder import build_laws
from shuzhu.catalogue.law_model import Law
from shuzhu.catalogue.spelling import plain

__all__ = ["Cause", "CodeTables", "Court", "Family", "Law", "TimeLimit", "TypeCode", "Word", "read_codes"]

_DIGITS = re.compile(r"[一二三四五六七八九十]")
_PREFIX = re.compile(r"(.{2,12}?(?:特别行政区|自治区|自治州|地区|省|市|盟))(?=.{2,}法院)")

_MANY = 20_000


def read_codes(*folders: Path) -> "CodeTables":
    """The packaged tables with each folder laid over them; raises CatalogueError for a bad file."""
    rows = read_rows(folders)
    files, words = rows.files, build_words(rows)
    return CodeTables(
        word_tables=words,
        courts=build_courts(files["courts"].values()),
        types=build_types(files["types"].values()),
        old_types={row["word"]: row["code"] for row in files["old_types"].values()},
        causes=build_causes(files, rows.sources),
        families=build_families(rows.families),
        time_limits=build_limits(files["time_limits"].values()),
        laws=build_laws(files["laws"].values(), files["law_editions"].values(), words["law_levels"]),
        calendar=build_calendar(files["holidays"].values()),
        interest=build_interest(files["interest_ceilings"].values(), files["lpr"].values()),
        sources=rows.sources,
        version=rows.digest[:16],
    )


@dataclass(frozen=True, kw_only=True)
class CodeTables:
    """Every code table. ``version`` changes whenever any of them does."""

    word_tables: Mapping[str, Mapping[str, Word]]
    courts: Mapping[str, Court]
    types: Mapping[str, TypeCode]
    old_types: Mapping[str, str]
    causes: tuple[Cause, ...]
    families: Mapping[str, Family]
    time_limits: tuple[TimeLimit, ...]
    laws: Mapping[str, Law]
    interest: InterestTables
    calendar: WorkingCalendar
    sources: Mapping[str, Mapping[str, str]]
    version: str

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that ``code`` and ``title`` know."""
        return frozenset({*self.word_tables, "courts", "types", "causes"})

    def words(self, table: str) -> Mapping[str, Word]:
        """The words of a small table by code; raises KeyError for a table that is none."""
        return self.word_tables[table]

    def code(self, table: str, text: str, on: date | None = None) -> str | None:
        """The code for a code, a Chinese or English title or another name; None where unknown.

        ``on`` matters to causes only: a number means another cause in another edition.
        """
        if table == "courts":
            court = self.courts.get(text.strip()) or self.court_named(text)
            return court.mark if court else None
        if table == "types":
            type_ = self.types.get(text.strip()) or self.old_type(text)
            return type_.code if type_ else None
        if table == "causes":
            cause = self.cause(text, on)
            return cause.code if cause else None
        return self._spelt[table].get(plain(text))

    def title(self, table: str, code: str, lang: str = "zh") -> str:
        """The title of a code, in Chinese or English; the code itself where it is not known."""
        if table == "courts":
            return self.courts[code].name if code in self.courts else code
        if table == "types":
            return self.types[code].title if code in self.types else code
        if table == "causes":
            found = self.cause(code)
            return found.name if found else code
        word = self.words(table).get(code)
        return (word.en if lang == "en" else word.zh) if word else code

    def otherwise(self, tables: Iterable[str], lang: str) -> dict[str, str]:
        """The words of some tables in a language, by their Chinese ones."""
        return {
            self.title(table, code): self.title(table, code, lang) for table in tables for code in self.words(table)
        }

    def court_named(self, name: str) -> Court | None:
        """The court of this name, its province or city said or not; None unless only one can be meant."""
        if name not in self._asked:
            if len(self._asked) > _MANY:
                self._asked.clear()
            self._asked[name] = self._court_named(name)
        return self._asked[name]

    @cached_property
    def _asked(self) -> dict[str, Court | None]:
        return {}

    def _court_named(self, name: str) -> Court | None:
        """What ``court_named`` tells, worked out."""
        said = plain(name).removeprefix("中华人民共和国")
        if said not in self._named and "人民法院" not in said:
            said = said.removesuffix("法院") + "人民法院"
        dropped = ""
        while True:
            found = self._named.get(said, [])
            if dropped and found:
                before = _parts(dropped)
                found = [court for court in found if before <= self._places(court)]
            full = [c for c in found if plain(c.name) == said]
            if len(full or found) == 1:
                return (full or found)[0]
            match = _PREFIX.match(said)
            if found or not match:
                return None
            said, dropped = said[match.end() :], dropped + match[1]

    def lower_courts(self, mark: str) -> tuple[str, ...]:
        """The marks of all courts below this one, however far."""
        found: list[str] = []
        for child in self._courts_below.get(mark, ()):
            found += [child, *self.lower_courts(child)]
        return tuple(found)

    def old_type(self, word: str) -> TypeCode | None:
        """The type code of today for the word of an old case number (民二初 → 民初); None if unknown."""
        said = plain(word)
        for spelt in (said, _DIGITS.sub("", said)):
            for code in (self.old_types.get(spelt, spelt), _ends(spelt)):
                if code in self.types:
                    return self.types[code]
        return None

    def cause(self, name_or_code: str, on: date | None = None) -> Cause | None:
        """The cause or charge that a name or number means on a day (see ``CauseIndex.find``)."""
        return self._index.find(name_or_code, on)

    def family(self, name: str) -> frozenset[str]:
        """The names of the causes or charges of a family over every edition; KeyError if there is none."""
        if name not in self._members:
            self._members[name] = self._index.members(name)
        return self._members[name]

    def time_limit(
        self, kind: str, instance: str, procedure: str, on: date, *,
        in_custody: bool | None = None, term_months: int | None = None,
    ) -> TimeLimit | None:  # fmt: skip
        """The limit in force for a case filed on this day; None where the law sets none.

        A limit for any defendant gives way to a variant that the facts meet.
        """
        variants = {"", *_variants(in_custody=in_custody, term_months=term_months)}
        fits = [
            limit
            for limit in self.time_limits
            if (limit.kind, limit.instance, limit.procedure) == (kind, instance, procedure)
            and limit.variant in variants
            and limit.in_force(on)
        ]
        return max(fits, key=lambda limit: limit.variant != "", default=None)

    @cached_property
    def _index(self) -> CauseIndex:
        return CauseIndex(self.causes, self.families)

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _spelt(self) -> Mapping[str, Mapping[str, str]]:
        """Each table's codes by every spelling; of two words that share one, the first has it."""
        return {
            table: {
                plain(text): word.code
                for word in reversed(list(words.values()))
                for text in (*word.aliases, word.en, word.zh, word.code)
                if text
            }
            for table, words in self.word_tables.items()
        }

    @cached_property
    def _named(self) -> Mapping[str, list[Court]]:
        """Courts by full name and by every shorter name that leaves out its province and city."""
        found: defaultdict[str, list[Court]] = defaultdict(list)
        for court in self.courts.values():
            name = plain(court.name)
            found[name].append(court)
            while match := _PREFIX.match(name):
                name = name[match.end() :]
                found[name].append(court)
        return found

    @cached_property
    def _courts_below(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for court in self.courts.values():
            if court.parent:
                found[court.parent].append(court.mark)
        return found

    @cached_property
    def _known_places(self) -> dict[str, frozenset[str]]:
        return {}

    def _places(self, court: Court) -> frozenset[str]:
        """The provinces and cities that may stand before a court's name: its own and its superiors'."""
        if court.mark not in self._known_places:
            self._known_places[court.mark] = self._all_places(court)
        return self._known_places[court.mark]

    def _all_places(self, court: Court) -> frozenset[str]:
        """What ``_places`` tells, worked out."""
        names = [court.name, court.region_name]
        parent = court.parent
        while parent and parent in self.courts:
            names.append(self.courts[parent].name)
            parent = self.courts[parent].parent
        return frozenset(part for name in names for part in _parts(plain(name)))


def _parts(name: str) -> frozenset[str]:
    """The provinces and cities at the head of a court's or region's name."""
    found, rest = set(), name + "人民法院"
    while match := _PREFIX.match(rest):
        found.add(match[1])
        rest = rest[match.end() :]
    return frozenset(found)


def _ends(word: str) -> str:
    """The first and last letter of an old word that has more between them (民合初 → 民初)."""
    return word[0] + word[-1].replace("提", "再") if len(word) > 2 and word[0] in "民刑行" else ""


def _variants(*, in_custody: bool | None, term_months: int | None) -> list[str]:
    """The variants that the facts meet."""
    met = {
        "not_in_custody": in_custody is False,
        "term_over_12": (term_months or 0) > 12,
        "term_over_36": (term_months or 0) > 36,
    }
    return [name for name, holds in met.items() if holds]

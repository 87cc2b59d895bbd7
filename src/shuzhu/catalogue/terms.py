"""The grammar of what is counted: ``table``, ``dated_by``, ``stock``, ``where``, ``sums``.

What stands at the top of an entry holds for its numerator and its denominator; each may say more.
``where`` is ``column: value``, ``column: [values]``, or ``column: {…}`` with ``not``, ``from``,
``to``, ``blank`` or ``family``. Several columns must all hold.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.model import Term, Test
from shuzhu.derived import TABLES, all_columns
from shuzhu.errors import CatalogueError, did_you_mean
from shuzhu.records import Column

TERM_KEYS = {"table", "dated_by", "stock", "at", "where", "sums", "less", "times"}
TEST_KEYS = {"not", "from", "to", "blank", "family"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file's words, and what is needed to judge them; ``columns`` are those that a table's tests may name."""

    path: Path
    said: Mapping[str, Any]
    codes: CodeTables
    columns: Callable[[str], Mapping[str, Column]] = all_columns

    def only(self, known: set[str]) -> None:
        """Refuse a key that is none."""
        for word in self.said:
            if word not in known:
                raise CatalogueError(self.path, str(word), "unknown key" + did_you_mean(str(word), known))

    def needs(self, keys: Iterable[str]) -> None:
        """Refuse an entry that leaves one of these out."""
        for key in keys:
            if self.said.get(key) in (None, "", [], {}):
                raise CatalogueError(self.path, key, "is missing; every entry must say it")

    def one_of(self, key: str, known: Iterable[str]) -> str:
        """A word that must be one of a few."""
        word = str(self.said[key])
        if word not in set(known):
            raise CatalogueError(self.path, key, f"no such {key} as {word}" + did_you_mean(word, known))
        return word

    def words(self, key: str) -> Mapping[str, str]:
        """Words in Chinese and English; a bare text is Chinese."""
        said = self.said.get(key)
        if said is None:
            return {}
        if isinstance(said, str):
            return {"zh": said}
        if not isinstance(said, dict) or set(said) - {"zh", "en"}:
            raise CatalogueError(self.path, key, "write it as a text or as {zh: …, en: …}")
        return {lang: str(text).strip() for lang, text in said.items()}

    def day(self, key: str) -> date | None:
        """A date, or None where it is not said."""
        said = self.said.get(key)
        if said is not None and not isinstance(said, date):
            raise CatalogueError(self.path, key, f"{said!r} is no date; write 2027-01-01")
        return said


def read_terms(entry: Entry) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The numerator and the denominator; a rate or mean that says no denominator has the whole population."""
    shared = {key: entry.said[key] for key in ("table", "dated_by", "where") if key in entry.said}
    numerator = _terms(entry, "numerator", shared)
    if "denominator" in entry.said:
        return numerator, _terms(entry, "denominator", shared)
    whole = entry.said["kind"] in {"rate", "mean"} and "dated_by" in shared
    return numerator, (_term(entry, "denominator", shared, {}),) if whole else ()


def read_tests(entry: Entry, key: str, table: str) -> tuple[Test, ...]:
    """``{column: said, …}`` as tests of a table's rows; none where it is not said."""
    said = entry.said.get(key) or {}
    if not isinstance(said, dict):
        raise CatalogueError(entry.path, key, "write it as {column: value}")
    return tuple(_test(entry, key, table, column, what) for column, what in sorted(said.items()))


def _terms(entry: Entry, key: str, shared: Mapping[str, Any]) -> tuple[Term, ...]:
    """One mapping or a list of them → terms."""
    said = entry.said[key]
    parts = said if isinstance(said, list) else [said]
    if not all(isinstance(part, dict) for part in parts):
        raise CatalogueError(entry.path, key, "write it as {where: …} or as a list of such")
    return tuple(_term(entry, key, shared, part) for part in parts)


def _term(entry: Entry, key: str, shared: Mapping[str, Any], said: Mapping[str, Any]) -> Term:
    """What the entry says for all, with what this term says for itself."""
    for word in said:
        if word not in TERM_KEYS:
            raise CatalogueError(entry.path, f"{key}.{word}", "unknown key" + did_you_mean(str(word), TERM_KEYS))
    table = said.get("table", shared.get("table", "cases"))
    if table not in TABLES:
        raise CatalogueError(entry.path, f"{key}.table", f"no table {table}" + did_you_mean(str(table), TABLES))
    inherits = table == shared.get("table", "cases")
    where = {**(shared.get("where", {}) if inherits else {}), **said.get("where", {})}
    stock = said.get("stock")
    term = Term(
        table=table,
        dated_by="" if stock else said.get("dated_by", shared.get("dated_by", "") if inherits else ""),
        stock=(str(stock[0]), str(stock[1])) if stock else None,
        at=said.get("at", "end" if stock else "during"),
        where=tuple(_test(entry, f"{key}.where", table, c, what) for c, what in sorted(where.items())),
        sums=said.get("sums", ""),
        less=bool(said.get("less", False)),
        times=int(said.get("times", 1)),
    )
    _prove(entry, key, term)
    return term


def _prove(entry: Entry, key: str, term: Term) -> None:
    """Every column it names is there and of the right kind."""
    for column in filter(None, (term.dated_by, *(term.stock or ()))):
        _column(entry, key, term.table, column)
        if entry.columns(term.table)[column].type is not date:
            raise CatalogueError(entry.path, key, f"{column} of {term.table} is no date")
    if not term.dated_by and not term.stock:
        raise CatalogueError(entry.path, f"{key}.dated_by", "say which date puts a row into a period")
    if (term.at == "during") == bool(term.stock):
        raise CatalogueError(entry.path, f"{key}.at", "a stock is counted at `opening` or `end`, a flow `during`")
    if term.sums:
        _column(entry, f"{key}.sums", term.table, term.sums)


def _column(entry: Entry, key: str, table: str, column: str) -> None:
    """Refuse a column that the table does not have."""
    known = entry.columns(table)
    if column not in known:
        raise CatalogueError(entry.path, key, f"no column {column} in {table}" + did_you_mean(column, known))


def _test(entry: Entry, key: str, table: str, column: str, said: Any) -> Test:
    """``column: said`` as a test."""
    _column(entry, key, table, column)
    if isinstance(said, dict):
        return _rich_test(entry, f"{key}.{column}", table, column, said)
    values = tuple(said) if isinstance(said, list) else (said,)
    _known_values(entry, f"{key}.{column}", table, column, values)
    return Test(column=column, values=values)


def _rich_test(entry: Entry, key: str, table: str, column: str, said: Mapping[str, Any]) -> Test:
    """A test in braces."""
    for word in said:
        if word not in TEST_KEYS:
            raise CatalogueError(entry.path, key, f"unknown key {word}" + did_you_mean(str(word), TEST_KEYS))
    if "not" in said:
        inner = _test(entry, key.rpartition(".")[0], table, column, said["not"])
        return Test(
            column=column, values=inner.values, low=inner.low, high=inner.high, blank=inner.blank,
            family=inner.family, negated=True,
        )  # fmt: skip
    families = said.get("family", [])
    names = tuple(families) if isinstance(families, list) else (families,)
    return Test(
        column=column,
        values=_members(entry, key, names),
        low=said.get("from"),
        high=said.get("to"),
        blank=said.get("blank"),
        family=names,
    )


def _members(entry: Entry, key: str, families: tuple[str, ...]) -> tuple[str, ...]:
    """Every name in these families, sorted."""
    found: set[str] = set()
    for family in families:
        if family not in entry.codes.families:
            raise CatalogueError(entry.path, key, f"no family {family}" + did_you_mean(family, entry.codes.families))
        found |= entry.codes.family(family)
    return tuple(sorted(found))


def _known_values(entry: Entry, key: str, table: str, column: str, values: tuple[Any, ...]) -> None:
    """Refuse a value that the column's code table does not hold, or of another type."""
    known = entry.columns(table)[column]
    for value in values:
        if known.type is bool and not isinstance(value, bool):
            raise CatalogueError(entry.path, key, f"{value!r}: the column is true or false")
        if known.code and known.code not in {"courts", "types"}:
            words = entry.codes.words(known.code)
            if value not in words:
                raise CatalogueError(entry.path, key, f"no {known.code} code {value}" + did_you_mean(str(value), words))

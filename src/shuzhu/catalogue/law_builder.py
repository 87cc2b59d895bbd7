"""Rows of the law files → laws with their editions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from shuzhu.catalogue.code_rows import Row, day
from shuzhu.catalogue.law_model import Article, Edition, Law
from shuzhu.errors import CatalogueError, did_you_mean


def build_laws(laws: Iterable[Row], editions: Iterable[Row], levels: Collection[str]) -> dict[str, Law]:
    """The laws by full name; raises CatalogueError for an edition of no law, a bad day or a bad article."""
    of_law: defaultdict[str, list[Edition]] = defaultdict(list)
    for row in editions:
        of_law[row["name"]].append(_edition(row))
    built = {row["name"]: _law(row, of_law.pop(row["name"], []), levels) for row in laws}
    for name in of_law:
        raise CatalogueError("law_editions.csv", name, f"no such law{did_you_mean(name, built)}")
    return built


def _law(row: Row, editions: list[Edition], levels: Collection[str]) -> Law:
    """One law, its editions in the order of their days."""
    if row["level"] not in levels:
        raise CatalogueError("laws.csv", row["name"], f"no level {row['level']}{did_you_mean(row['level'], levels)}")
    return Law(
        name=row["name"],
        level=row["level"],
        issuer=row["issuer"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        editions=tuple(sorted(editions, key=lambda edition: edition.since)),
        source=row["source"],
        note=row["note"],
    )


def _edition(row: Row) -> Edition:
    """One edition."""
    try:
        return Edition(
            since=date.fromisoformat(row["since"]),
            until=day(row["until"]),
            last=int(row["last"]) if row["last"] else None,
            inserted=frozenset(_article(word) for word in row["inserted"].split("|") if word),
            repealed=frozenset(int(word) for word in row["repealed"].split("|") if word),
            note=row["note"],
        )
    except ValueError as error:
        raise CatalogueError("law_editions.csv", row["name"], str(error)) from error


def _article(word: str) -> Article:
    """An article written as 133之1."""
    article, _, sub = word.partition("之")
    return int(article), int(sub or 0)

"""Saved searches with what was last seen of each, and which documents were taken out by which export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from shuzhu.desk.database import Desk, writing
from shuzhu.desk.tables import search_steps, searches, taken_documents
from shuzhu.errors import NoDataError, UsageError

MOST = 100
"""No account keeps more."""

STEPS = ("seen", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved search: whose, its title, what it asks, and the snapshot up to which its owner has seen what is new."""

    id: int
    owner: str
    title: str
    asked: dict[str, Any]
    seen: int


def save(desk: Desk, owner: str, title: str, asked: dict[str, Any], now: datetime, snapshot: int) -> Saved:
    """Keep a search; raises UsageError without a title, for one that its owner has, or beyond the most."""
    if not title.strip() or len(title) > 80:
        raise UsageError("a saved search needs a title of up to 80 signs")
    own = saved_by(desk, owner)
    if len(own) >= MOST:
        raise UsageError(f"{MOST} searches are saved already; remove one first")
    if any(one.title == title.strip() for one in own):
        raise UsageError(f"there is a saved search {title.strip()!r} already; choose another title or remove it")
    with writing(desk) as connection:
        made = connection.execute(
            insert(searches).values(owner=owner, title=title.strip(), asked=asked, made_at=now, snapshot=snapshot)
        )
        (number,) = made.inserted_primary_key or (0,)
    return Saved(id=number, owner=owner, title=title.strip(), asked=asked, seen=snapshot)


def saved_by(desk: Desk, owner: str) -> list[Saved]:
    """The searches that an owner keeps, the oldest first."""
    with desk.connect() as connection:
        rows = connection.execute(select(searches).where(searches.c.owner == owner).order_by(searches.c.id)).mappings()
        own = select(searches.c.id).where(searches.c.owner == owner)
        taken = select(search_steps).where(search_steps.c.search.in_(own)).order_by(search_steps.c.id)
        told = connection.execute(taken).mappings()
        steps: dict[int, list[Any]] = {}
        for step in told:
            steps.setdefault(step["search"], []).append(step)
        return [
            Saved(
                id=row["id"], owner=owner, title=row["title"], asked=row["asked"],
                seen=max([row["snapshot"], *(step["snapshot"] for step in steps.get(row["id"], ()))]),
            )
            for row in rows if all(step["what"] != "removed" for step in steps.get(row["id"], ()))
        ]  # fmt: skip


def saved_search(desk: Desk, owner: str, number: int) -> Saved:
    """One of an owner's searches; raises NoDataError where there is none of this number."""
    found = next((one for one in saved_by(desk, owner) if one.id == number), None)
    if found is None:
        raise NoDataError(f"you have no saved search {number}")
    return found


def step_search(desk: Desk, owner: str, number: int, what: str, now: datetime, snapshot: int) -> None:
    """Write down that an owner saw what is new (``seen``), or wants a search no more (``removed``).

    Raises NoDataError where they have no such search, UsageError for another step.
    """
    saved_search(desk, owner, number)
    if what not in STEPS:
        raise UsageError(f"no step {what!r}; one of {', '.join(STEPS)}")
    with writing(desk) as connection:
        connection.execute(insert(search_steps).values(search=number, what=what, at=now, snapshot=snapshot))


def note_taken(desk: Desk, export: int, documents: Sequence[str]) -> None:
    """Write down which documents an export holds."""
    if documents:
        with writing(desk) as connection:
            connection.execute(insert(taken_documents), [{"export": export, "document": one} for one in documents])


def exports_of(desk: Desk, document: str) -> list[int]:
    """The numbers of the exports that hold a document."""
    query = select(taken_documents.c.export).where(taken_documents.c.document == document).distinct()
    with desk.connect() as connection:
        return sorted(connection.execute(query).scalars())

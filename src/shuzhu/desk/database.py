"""The application database by URL: SQLite beside the store by default; its tables, to which rows are only added.

A row once written stays: triggers of SQLite refuse a change or a deletion, whoever asks.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.exc import SQLAlchemyError

from shuzhu.errors import StoreError

Desk = Engine
"""The application database, opened."""

FILE: Final = "desk.sqlite"
META: Final = MetaData()

items: Final = Table(
    "items",
    META,
    Column("id", Integer, primary_key=True),
    Column("rule", String(40), nullable=False),
    Column("court", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("called", Text, nullable=False),
    Column("personal", Boolean, nullable=False),
    Column("owner", String(80), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Index("items_by_key", "rule", "court", "subject"),
)
steps: Final = Table(
    "steps",
    META,
    Column("id", Integer, primary_key=True),
    Column("item", ForeignKey("items.id"), nullable=False, index=True),
    Column("what", String(20), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", String(80), nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("owner", String(80)),
    Column("due_on", Date),
    Column("period", String(60)),
    Column("on", Date),
    Column("value", Float),
    Column("expected", Float),
    Column("limit", Float),
    Column("level", String(10)),
    Column("words", Text),
    Column("evidence", JSON),
    Column("edition", String(20)),
    Column("snapshot", String(40)),
    Column("catalogue", String(20)),
)

for _table in (items, steps):
    for _change in ("UPDATE", "DELETE"):
        event.listen(
            _table,
            "after_create",
            DDL(  # type: ignore[no-untyped-call]
                f"CREATE TRIGGER no_{_change.lower()}_{_table.name} BEFORE {_change} ON {_table.name} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {_table.name} are never changed or deleted'); END"
            ).execute_if(dialect="sqlite"),
        )


def has_desk(root: Path) -> bool:
    """The store has an application database already."""
    return (root / FILE).exists()


def open_desk(root: Path, url: str = "") -> Desk:
    """The application database of a store, made where it is not there yet; raises StoreError where it cannot be."""
    engine = create_engine(url or f"sqlite:///{root / FILE}")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_sqlite)
    try:
        META.create_all(engine)
    except SQLAlchemyError as error:
        raise StoreError(f"the application database cannot be opened: {error}") from error
    return engine


def _as_sqlite(connection: object, record: object) -> None:
    """Readers do not wait for a writer, a writer waits its turn, and references hold."""
    del record
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

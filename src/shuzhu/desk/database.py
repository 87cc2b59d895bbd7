"""The application database by URL: SQLite beside the store by default, PostgreSQL where a URL says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from shuzhu.desk.tables import META
from shuzhu.errors import StoreError, UsageError

Desk = Engine
"""The application database, opened."""

FILE: Final = "desk.sqlite"
_TURN: Final = 0x5A48
"""The number of the lock that writers of a PostgreSQL database take in turn."""


def has_desk(root: Path, url: str = "") -> bool:
    """The store has an application database already."""
    return bool(url) or (root / FILE).exists()


def open_desk(root: Path, url: str = "") -> Desk:
    """The application database of a store, made where it is not there yet.

    ``url``: ``sqlite:///FILE`` or ``postgresql+psycopg://USER@HOST/DATABASE``. Raises UsageError for a URL of another
    kind, StoreError where the database cannot be opened.
    """
    engine = _engine(url or f"sqlite:///{root / FILE}")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_sqlite)
    try:
        META.create_all(engine)
    except SQLAlchemyError as error:
        raise StoreError(f"the application database cannot be opened: {error}") from error
    return engine


@contextmanager
def writing(desk: Desk) -> Iterator[Connection]:
    """A transaction that begins when no other writes: what it reads still holds when it writes."""
    with desk.connect() as connection:
        if desk.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        yield connection
        connection.commit()


def _engine(url: str) -> Engine:
    """An engine of a kind that we know."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError("the address of the application database is no URL; see SHUZHU_DESK in the manual") from None
    kind = parsed.get_backend_name()
    if kind not in {"sqlite", "postgresql"}:
        raise UsageError(f"no application database of the kind {kind!r}; write sqlite:///… or postgresql+psycopg://…")
    if kind == "sqlite":
        return create_engine(parsed)
    try:
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError as error:
        raise UsageError("PostgreSQL needs `pip install shuzhu[postgresql]`") from error


def _as_sqlite(connection: object, record: object) -> None:
    """Readers do not wait for a writer, a writer waits its turn, and references hold."""
    del record
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

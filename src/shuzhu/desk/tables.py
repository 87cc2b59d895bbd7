"""The tables of the application database. To those that are kept rows are only added: triggers refuse all else.

A row of a kept table once written stays, whoever asks. What changes by itself, such as the last use of a session, is
in tables that are not kept.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, as every database is to give it back: SQLite forgets the zone, PostgreSQL gives its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; what has no zone is taken to be."""
        del dialect
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC."""
        del dialect
        return None if value is None else _in_utc(value)


def _in_utc(moment: datetime) -> datetime:
    """A moment in UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


META: Final = MetaData()
_CHANGES: Final = ("UPDATE", "DELETE")


def guard(table: str, change: str) -> str:
    """The trigger by which SQLite refuses a change to a kept table."""
    return (
        f"CREATE TRIGGER no_{change.lower()}_{table} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END"
    )


def _kept(table: Table) -> Table:
    """The table, to which rows are only added."""
    table.info["kept"] = True
    for change in _CHANGES:
        _after(table, guard(table.name, change), "sqlite")
    _after(
        table,
        "CREATE OR REPLACE FUNCTION shuzhu_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
        "USING ERRCODE = 'restrict_violation', "
        "MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are never changed or deleted'; END $$",
        "postgresql",
    )
    for change in (*_CHANGES, "TRUNCATE"):
        each = "STATEMENT" if change == "TRUNCATE" else "ROW"
        _after(
            table,
            f"CREATE TRIGGER no_{change.lower()}_{table.name} BEFORE {change} ON {table.name} "
            f"FOR EACH {each} EXECUTE FUNCTION shuzhu_kept()",
            "postgresql",
        )
    return table


def _after(table: Table, words: str, dialect: str) -> None:
    """Have a database of a kind do more once it has made a table."""
    event.listen(table, "after_create", DDL(words).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


items: Final = _kept(
    Table(
        "items",
        META,
        Column("id", Integer, primary_key=True),
        Column("rule", String(40), nullable=False),
        Column("court", String(40), nullable=False),
        Column("subject", Text, nullable=False),
        Column("called", Text, nullable=False),
        Column("personal", Boolean, nullable=False),
        Column("owner", String(80), nullable=False),
        Column("made_at", Moment, nullable=False),
        Index("items_by_key", "rule", "court", "subject"),
    )
)
steps: Final = _kept(
    Table(
        "steps",
        META,
        Column("id", Integer, primary_key=True),
        Column("item", ForeignKey("items.id"), nullable=False, index=True),
        Column("what", String(20), nullable=False),
        Column("at", Moment, nullable=False),
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
)
accounts: Final = _kept(
    Table(
        "accounts",
        META,
        Column("id", Integer, primary_key=True),
        Column("name", String(80), nullable=False, unique=True),
        Column("title", String(80), nullable=False),
        Column("made_at", Moment, nullable=False),
    )
)
account_steps: Final = _kept(
    Table(
        "account_steps",
        META,
        Column("id", Integer, primary_key=True),
        Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
        Column("what", String(20), nullable=False),
        Column("at", Moment, nullable=False),
        Column("by", String(80), nullable=False),
        Column("told", JSON, nullable=False),
    )
)
attempts: Final = _kept(
    Table(
        "attempts",
        META,
        Column("id", Integer, primary_key=True),
        Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
        Column("at", Moment, nullable=False),
        Column("good", Boolean, nullable=False),
        Column("counter", Integer),
    )
)
api_keys: Final = _kept(
    Table(
        "api_keys",
        META,
        Column("id", Integer, primary_key=True),
        Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
        Column("name", String(80), nullable=False),
        Column("hash", String(64), nullable=False, unique=True),
        Column("actions", JSON, nullable=False),
        Column("per_minute", Integer, nullable=False),
        Column("made_at", Moment, nullable=False),
        Column("ends_at", Moment, nullable=False),
    )
)
sessions: Final = Table(
    "sessions",
    META,
    Column("id", Integer, primary_key=True),
    Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("origin", String(80), nullable=False),
)
reports: Final = _kept(
    Table(
        "reports",
        META,
        Column("id", Integer, primary_key=True),
        Column("kind", String(20), nullable=False),
        Column("court", String(40), nullable=False),
        Column("period", String(60), nullable=False),
        Column("title", Text, nullable=False),
        Column("number", String(80), nullable=False),
        Column("author", String(80), nullable=False),
        Column("made_at", Moment, nullable=False),
        Column("snapshot", String(40), nullable=False),
        Column("catalogue", String(20), nullable=False),
        Column("asked", JSON, nullable=False),
        Column("files", JSON, nullable=False),
    )
)
report_steps: Final = _kept(
    Table(
        "report_steps",
        META,
        Column("id", Integer, primary_key=True),
        Column("report", ForeignKey("reports.id"), nullable=False, index=True),
        Column("what", String(20), nullable=False),
        Column("at", Moment, nullable=False),
        Column("by", String(80), nullable=False),
        Column("note", Text, nullable=False, default=""),
        Column("to", String(200)),
        Column("task", Integer),
        Column("owner", String(80)),
        Column("due_on", Date),
        Column("file", String(200)),
        Column("digest", String(64)),
    )
)
pair_steps: Final = _kept(
    Table(
        "pair_steps",
        META,
        Column("id", Integer, primary_key=True),
        Column("task", String(20), nullable=False, index=True),
        Column("left", String(120), nullable=False),
        Column("right", String(120), nullable=False),
        Column("what", String(20), nullable=False),
        Column("at", Moment, nullable=False),
        Column("by", String(80), nullable=False),
        Column("note", Text, nullable=False),
        Column("field", String(40), nullable=False),
        Column("side", String(10), nullable=False),
        Column("weight", Float),
        Column("snapshot", String(40), nullable=False),
        Index("pair_steps_by_pair", "left", "right"),
    )
)
searches: Final = _kept(
    Table(
        "searches",
        META,
        Column("id", Integer, primary_key=True),
        Column("owner", String(120), nullable=False, index=True),
        Column("title", String(80), nullable=False),
        Column("asked", JSON, nullable=False),
        Column("made_at", Moment, nullable=False),
        Column("snapshot", Integer, nullable=False),
    )
)
search_steps: Final = _kept(
    Table(
        "search_steps",
        META,
        Column("id", Integer, primary_key=True),
        Column("search", ForeignKey("searches.id"), nullable=False, index=True),
        Column("what", String(20), nullable=False),
        Column("at", Moment, nullable=False),
        Column("snapshot", Integer, nullable=False),
    )
)
taken_documents: Final = _kept(
    Table(
        "taken_documents",
        META,
        Column("id", Integer, primary_key=True),
        Column("export", Integer, nullable=False),
        Column("document", String(80), nullable=False, index=True),
    )
)
audit: Final = _kept(
    Table(
        "audit",
        META,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("at", String(40), nullable=False),
        Column("who", String(120), nullable=False),
        Column("what", String(20), nullable=False),
        Column("about", Text, nullable=False),
        Column("court", Text, nullable=False),
        Column("detail", Text, nullable=False),
        Column("previous", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("seal", String(64), nullable=False),
        Index("audit_by_who", "who"),
    )
)

"""Secrets that an earlier version kept plain → sealed, where they stand: the one change ever made to a kept table."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select, update

from shuzhu.desk.database import Desk, writing
from shuzhu.desk.sealing import Vault, is_sealed
from shuzhu.desk.tables import account_steps, accounts, guard

_TABLE = account_steps.name
_SECRETS = (
    select(account_steps.c.id, account_steps.c.told, accounts.c.name)
    .join(accounts, accounts.c.id == account_steps.c.account)
    .where(account_steps.c.what == "totp")
)


def seal_secrets(desk: Desk, vault: Vault) -> int:
    """Seal every secret of a second factor that stands plain; how many there were.

    The trigger that refuses changes is away only within this transaction. The pages of SQLite that held them are
    overwritten; of PostgreSQL they are given up, and overwritten in time.
    """
    with desk.connect() as connection:
        if not any(_is_plain(told) for _, told, _ in connection.execute(_SECRETS)):
            return 0
    with writing(desk) as connection, _changing(connection):
        plain = [(row, told, name) for row, told, name in connection.execute(_SECRETS) if _is_plain(told)]
        for row, told, name in plain:
            sealed = told | {"secret": vault.seal(told["secret"], name)}
            connection.execute(update(account_steps).where(account_steps.c.id == row).values(told=sealed))
    with desk.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        sqlite = desk.dialect.name == "sqlite"
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)" if sqlite else f"VACUUM {_TABLE}")
    return len(plain)


def _is_plain(told: dict[str, str | None]) -> bool:
    """A secret stands there, and is not sealed."""
    secret = told.get("secret")
    return bool(secret) and not is_sealed(secret or "")


@contextmanager
def _changing(connection: Connection) -> Iterator[None]:
    """While the table may be changed."""
    trigger = f"no_update_{_TABLE}"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        yield
        connection.exec_driver_sql(guard(_TABLE, "UPDATE"))
    else:
        connection.exec_driver_sql(f"ALTER TABLE {_TABLE} DISABLE TRIGGER {trigger}")
        yield
        connection.exec_driver_sql(f"ALTER TABLE {_TABLE} ENABLE TRIGGER {trigger}")

"""The engine: SQL expressions in, Arrow tables out. DuckDB by default, Spark by URL.

``duckdb://`` runs here (``duckdb://?threads=2&memory=4GB``); ``spark://local[2]`` or
``spark://host:7077`` runs the same expressions on Spark, which must see the store's files.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlparse

import duckdb
import pyarrow as pa
from sqlglot import exp

from shuzhu.batches import TYPES, schema
from shuzhu.derived import derived
from shuzhu.errors import UsageError
from shuzhu.records import RECORDS
from shuzhu.store.snapshots import Snapshot
from shuzhu.store.withdrawals import withdrawn_in, without

SPILL: Final = "spilled"
"""The folder beside the tables where an answer that is too large for memory is worked out; its files go with it."""


class Engine(Protocol):
    """What every engine can do: answer an expression over the tables of one snapshot."""

    name: str
    dialect: str

    def query(self, expression: exp.Expr, **small: pa.Table) -> pa.Table:
        """The answer as an Arrow table; ``small`` tables are joined by their names."""
        ...

    def stream(self, expression: exp.Expr, rows: int) -> Iterator[pa.Table]:
        """The answer, some rows at a time, so that it need not fit into memory."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


def full_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table as the store keeps it: the records' columns, then the derived ones."""
    extra = [pa.field(c.name, TYPES[c.type]) for c in derived(table)]
    return pa.schema([*schema(table), *extra])


def open_engine(url: str, root: Path, snapshot: Snapshot, *, bare: bool = False) -> Engine:
    """The engine a URL names, with the tables of a snapshot; raises UsageError for a URL of no engine.

    Documents that were withdrawn have no words, but in DuckDB with ``bare``: there the tables are as they lie.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "duckdb":
        options = {key: values[-1] for key, values in parse_qs(urlparse(url).query).items()}
        return DuckDB(root, snapshot, options, frozenset() if bare else withdrawn_in(root))
    if scheme == "spark":
        return Spark(root, snapshot, rest, withdrawn_in(root))
    raise UsageError(f"no engine {url!r}; write duckdb:// or spark://local[2] or spark://host:7077")


def files_of(root: Path, snapshot: Snapshot, table: str) -> list[str]:
    """The Parquet files of a table, whole paths."""
    state = snapshot.tables.get(table)
    return [str(root / "tables" / table / name) for name in state.files] if state else []


def connect(options: Mapping[str, str] | None = None, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory that downloads nothing and spills beside the store."""
    said = dict(options or {})
    config: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    if "threads" in said:
        config["threads"] = int(said["threads"])
    config["memory_limit"] = said.get("memory", "4GB")
    if spill is not None:
        config["temp_directory"] = str(spill)
    return duckdb.connect(config=config)


def quoted(files: Sequence[str]) -> str:
    """A list of files as a SQL literal."""
    return "[" + ", ".join("'" + name.replace("'", "''") + "'" for name in files) + "]"


def rows_of(connection: duckdb.DuckDBPyConnection, table: str, files: Sequence[str]) -> str:
    """The rows of a table's files as a query; a column that an older file lacks is null in its rows."""
    wanted = full_schema(table)
    counted = f"SELECT name, count(DISTINCT file_name) FROM parquet_schema({quoted(files)}) GROUP BY name"
    there = dict(connection.execute(counted).fetchall())
    if all(there.get(field.name) == len(files) for field in wanted):
        return f"SELECT * FROM read_parquet({quoted(files)})"
    picked = ", ".join(
        f'"{field.name}"' if field.name in there else f'CAST(NULL AS {_sql_type(field.type)}) AS "{field.name}"'
        for field in wanted
    )
    return f"SELECT {picked} FROM read_parquet({quoted(files)}, union_by_name = true)"


def _sql_type(kind: pa.DataType) -> str:
    """DuckDB's name of a type that records have."""
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    return {pa.string(): "VARCHAR", pa.date32(): "DATE", pa.int64(): "BIGINT", pa.bool_(): "BOOLEAN"}[kind]


class DuckDB:
    """DuckDB in this process; many can read one store at once."""

    name = "duckdb"
    dialect = "duckdb"

    def __init__(
        self, root: Path, snapshot: Snapshot, options: Mapping[str, str] | None = None,
        gone: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """Attach the tables of a snapshot, some documents without words; tables with no rows are there, empty."""
        self.connection = connect(options, root / SPILL)
        for table in RECORDS:
            files = files_of(root, snapshot, table)
            if files:
                rows = without(rows_of(self.connection, table, files), table, gone)
                self.connection.execute(f'CREATE VIEW "{table}" AS {rows}')
            else:
                self.connection.register("_empty", full_schema(table).empty_table())
                self.connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM _empty')
                self.connection.unregister("_empty")

    def query(self, expression: exp.Expr, **small: pa.Table) -> pa.Table:
        """The answer as an Arrow table; many may ask at once, each on a connection of its own to the same tables."""
        with self.connection.cursor() as own:
            for name, table in small.items():
                own.register(name, table)
            return own.sql(expression.sql(dialect="duckdb")).to_arrow_table()

    def stream(self, expression: exp.Expr, rows: int) -> Iterator[pa.Table]:
        """The answer, some rows at a time."""
        with self.connection.cursor() as own:
            for batch in own.sql(expression.sql(dialect="duckdb")).to_arrow_reader(rows):
                yield pa.Table.from_batches([batch])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


class Spark:
    """Spark, in this process (``local[2]``) or on a cluster, over the same files."""

    name = "spark"
    dialect = "spark"

    def __init__(self, root: Path, snapshot: Snapshot, master: str, gone: frozenset[str] = frozenset()) -> None:
        """Start or join a session and attach the tables of a snapshot as views, some documents without words."""
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 — optional, and slow to import
            from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415
        except ImportError as error:
            raise UsageError("the Spark engine needs `pip install shuzhu[spark]` and Java 17") from error
        self.session = (
            SparkSession.builder.master(master if master.startswith("local") else f"spark://{master}")
            .appName("shuzhu")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        for table in RECORDS:
            files = files_of(root, snapshot, table)
            shape = from_arrow_schema(full_schema(table))
            frame = (
                self.session.read.schema(shape).parquet(*files) if files else self.session.createDataFrame([], shape)
            )
            frame.createOrReplaceTempView(f"_{table}" if gone else table)
            if gone:
                names = ", ".join(full_schema(table).names)
                self.session.sql(without(f"SELECT {names} FROM _{table}", table, gone, names)).createOrReplaceTempView(
                    table
                )

    def query(self, expression: exp.Expr, **small: pa.Table) -> pa.Table:
        """The answer as an Arrow table."""
        for name, table in small.items():
            self.session.createDataFrame(table).createOrReplaceTempView(name)
        frame = self.session.sql(expression.sql(dialect="spark"))
        return frame.toArrow()

    def stream(self, expression: exp.Expr, rows: int) -> Iterator[pa.Table]:
        """The answer, some rows at a time; Spark hands it over whole."""
        for batch in self.query(expression).to_batches(rows):
            yield pa.Table.from_batches([batch])

    def close(self) -> None:
        """Leave the session; it ends with the process, for others may share it."""

"""Staged rows + the tables as they are → the tables as they will be, in one DuckDB connection.

For each table: ``old_<t>`` what stands (with derived columns), ``changed_<t>`` the rows of this load
that differ from it, ``all_<t>`` both together, ``affected_<t>`` the keys to derive anew (of a first load, all),
``wanted_<t>`` their rows, and in the end ``final_<t>`` the rows to write.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.records import RECORDS, columns, key_of
from shuzhu.store.derive import SQL, derive, prepare
from shuzhu.store.engine import full_schema, rows_of
from shuzhu.store.staging import Part

CHILDREN = ("parties", "hearings", "services")


def merge(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[tuple[Path, Part]],
    old: Mapping[str, Sequence[str]],
    codes: CodeTables,
) -> dict[str, int]:
    """Make every ``final_<table>``; how many rows of each table are to be written.

    ``parts`` are folder and part of every staged file, in the order they came; ``old`` the files of
    each table as it stands.
    """
    prepare(connection, codes)
    first = not any(old.values())
    for table in RECORDS:
        _attach(connection, table, old.get(table, ()))
    how_many = Counter(part.table for _, part in parts)
    for folder, part in parts:
        if first and how_many[part.table] == 1:
            _begin(connection, part, str(folder / part.file))
        else:
            _fold(connection, part, str(folder / part.file))
    for table in RECORDS:
        _unite(connection, table, bool(old.get(table)))
    if not first:
        _affect(connection)
    for table in RECORDS:
        keys = f" SEMI JOIN affected_{table} USING ({', '.join(key_of(table))})"
        connection.execute(f"CREATE VIEW wanted_{table} AS SELECT * FROM all_{table}{'' if first else keys}")
    return {table: count for table in RECORDS if (count := _finish(connection, table, first=first))}


def _begin(connection: duckdb.DuckDBPyConnection, part: Part, file: str) -> None:
    """The only staged file of a table that holds nothing yet: it is read where it lies, not copied."""
    names = ", ".join(f'"{c.name}"' for c in columns(part.table))
    rows = _one_a_key(connection, part, file)
    connection.execute(f"DROP TABLE changed_{part.table}")
    connection.execute(f"CREATE VIEW changed_{part.table} AS SELECT {names} FROM ({rows})")


def _attach(connection: duckdb.DuckDBPyConnection, table: str, files: Sequence[str]) -> None:
    """What stands, and an empty place for what changes."""
    if files:
        connection.execute(f"CREATE VIEW old_{table} AS {rows_of(connection, table, files)}")
    else:
        connection.register(f"_none_{table}", full_schema(table).empty_table())
        connection.execute(f"CREATE VIEW old_{table} AS SELECT * FROM _none_{table}")
    own = ", ".join(f'"{c.name}"' for c in columns(table))
    connection.execute(f"CREATE TEMP TABLE changed_{table} AS SELECT {own} FROM old_{table} LIMIT 0")


def _fold(connection: duckdb.DuckDBPyConnection, part: Part, file: str) -> None:
    """One staged file over what stands and what changed before it."""
    table, key = part.table, ", ".join(key_of(part.table))
    own = [c.name for c in columns(table)]
    connection.execute(f"CREATE TEMP TABLE staged AS {_one_a_key(connection, part, file)}")
    names = ", ".join(f'"{name}"' for name in own)
    connection.execute(
        f"""CREATE TEMP TABLE base AS
        SELECT {names} FROM changed_{table} SEMI JOIN staged USING ({key})
        UNION ALL
        SELECT {names} FROM (SELECT {names} FROM old_{table} SEMI JOIN staged USING ({key}))
        ANTI JOIN changed_{table} USING ({key})"""
    )
    picked = ", ".join(_pick(name, part) for name in own)
    differs = " OR ".join(f'{_value(name, part)} IS DISTINCT FROM b."{name}"' for name in own)
    first = key_of(table)[0]
    connection.execute(
        f"""CREATE TEMP TABLE fresh AS
        SELECT {picked} FROM staged n LEFT JOIN base b USING ({key})
        WHERE b.{first} IS NULL OR {differs}"""
    )
    connection.execute(f"DELETE FROM changed_{table} WHERE ({key}) IN (SELECT ({key}) FROM fresh)"
                       if len(key_of(table)) == 1 else
                       f"DELETE FROM changed_{table} c USING fresh f WHERE "
                       + " AND ".join(f"c.{k} = f.{k}" for k in key_of(table)))  # fmt: skip
    connection.execute(f"INSERT INTO changed_{table} SELECT {names} FROM fresh")
    connection.execute("DROP TABLE staged; DROP TABLE base; DROP TABLE fresh")


def _one_a_key(connection: duckdb.DuckDBPyConnection, part: Part, file: str) -> str:
    """The staged rows, those of one key made one, as if each had come in a load of its own."""
    key = ", ".join(key_of(part.table))
    rows = f"read_parquet('{file}', file_row_number = true)"
    ((repeats,),) = connection.execute(f"SELECT count(*) > count(DISTINCT ({key})) FROM {rows}").fetchall()
    if not repeats:
        return f"SELECT * EXCLUDE (file_row_number) FROM {rows}"
    picks = ", ".join(_of_many(c.name, part) for c in columns(part.table))
    return f"SELECT {picks} FROM {rows} GROUP BY {key}"


def _of_many(name: str, part: Part) -> str:
    """A column of rows with one key: the last value given, or the first where rows fill what is blank."""
    if name in key_of(part.table):
        return f'"{name}"'
    if part.fills:
        return f'arg_min("{name}", file_row_number) AS "{name}"'
    pick = "arg_max_null" if name in part.given else "arg_max"
    return f'{pick}("{name}", file_row_number) AS "{name}"'


def _value(name: str, part: Part) -> str:
    """The value a column will have: the source's where it speaks of the column, else what stands."""
    if name in key_of(part.table):
        return f'n."{name}"'
    if part.fills:
        return f'coalesce(b."{name}", n."{name}")'
    if name in part.given:
        return f'n."{name}"'
    return f'coalesce(n."{name}", b."{name}")'


def _pick(name: str, part: Part) -> str:
    """A column of the folded row."""
    return f'{_value(name, part)} AS "{name}"'


def _unite(connection: duckdb.DuckDBPyConnection, table: str, standing: bool) -> None:  # noqa: FBT001
    """The table as it will be, without derived columns."""
    key = ", ".join(key_of(table))
    names = ", ".join(f'"{c.name}"' for c in columns(table))
    rest = f" UNION ALL SELECT {names} FROM old_{table} ANTI JOIN changed_{table} USING ({key})" if standing else ""
    connection.execute(f"CREATE VIEW all_{table} AS SELECT {names} FROM changed_{table}{rest}")


def _affect(connection: duckdb.DuckDBPyConnection) -> None:
    """Which rows must be derived anew: those that changed, and those that changed rows point at."""
    connection.execute(
        """CREATE TEMP TABLE touched AS
        SELECT case_id FROM changed_cases
        UNION SELECT case_id FROM changed_exclusions UNION SELECT case_id FROM changed_extensions
        UNION SELECT case_id FROM changed_parties UNION SELECT case_id FROM changed_enforcements
        UNION SELECT case_id FROM old_exclusions SEMI JOIN changed_exclusions USING (exclusion_id)
        UNION SELECT case_id FROM old_extensions SEMI JOIN changed_extensions USING (extension_id)
        UNION SELECT case_id FROM old_parties SEMI JOIN changed_parties USING (party_id)"""
    )
    connection.execute(
        """CREATE TEMP TABLE pointed AS
        SELECT origin_number AS number FROM changed_cases WHERE origin_number IS NOT NULL
        UNION SELECT origin_number FROM old_cases SEMI JOIN changed_cases USING (case_id)
        UNION SELECT basis_number FROM all_enforcements SEMI JOIN touched USING (case_id)
        UNION SELECT basis_number FROM old_enforcements SEMI JOIN touched USING (case_id)"""
    )
    connection.execute(
        """CREATE TEMP TABLE affected_cases AS
        SELECT case_id FROM touched SEMI JOIN all_cases USING (case_id)
        UNION SELECT case_id FROM all_cases WHERE case_number IN (SELECT number FROM pointed)"""
    )
    for table in RECORDS:
        if table == "cases":
            continue
        key = ", ".join(key_of(table))
        more = (
            f" UNION SELECT {key} FROM all_{table} SEMI JOIN changed_cases USING (case_id)" if table in CHILDREN else ""
        )
        connection.execute(f"CREATE TEMP TABLE affected_{table} AS SELECT {key} FROM changed_{table}{more}")


def _finish(connection: duckdb.DuckDBPyConnection, table: str, *, first: bool) -> int:
    """The rows of a table to write, with their derived columns; of a first load they are streamed."""
    ((count,),) = connection.execute(f"SELECT count(*) FROM wanted_{table}").fetchall()
    if not count:
        return 0
    if table not in SQL:
        connection.execute(f"CREATE VIEW final_{table} AS SELECT * FROM changed_{table}")
    else:
        kind = "VIEW" if first else "TEMP TABLE"
        connection.execute(f"CREATE {kind} final_{table} AS {derive(table)}")
    return int(count)
